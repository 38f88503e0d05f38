#!/usr/bin/env python3
"""How far it goes: sizes.py PROGRAM [CASE...]

Many snapshots, one large snapshot, many places and many periods, each at a quarter of the size and in full: seconds of the
processors, the largest memory, and how both grow. Needs 2 GB of room in the temporary folder. Not in the suite.
"""
import datetime
import math
import os
import random
import resource
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
FIRST = datetime.date(1800, 1, 1)


def write_square(path, size):
    with open(path, "w", encoding="ascii") as file:
        file.write('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon",'
                   '"coordinates":[[[30,45],[%.6f,45],[%.6f,46],[30,46],[30,45]]]}}]}' % (31 + size, 31 + size))


def make_days(n):
    os.makedirs("days")
    for i in range(n):
        write_square("days/%s.geojson" % (FIRST + datetime.timedelta(i)).strftime("%Y-%m-%d"), i % 7 / 100)
    return "days"


def snapshots(n):
    """n snapshots of one square, measured by year."""
    return ["measure", "-q", "--every", "year", "-f", "csv", make_days(n)]


def periods(n):
    """n periods, of a day each."""
    return ["measure", "-q", "--every", "1d", "-f", "csv", make_days(n + 1)]


def large(n_megabytes):
    """One snapshot of so many MB, in rings of 2,000 corners, against the same with one corner moved."""
    rings = n_megabytes * 1000000 // (2000 * 22)
    for day in (1, 2):
        with open("2024-01-0%d.geojson" % day, "w", encoding="ascii") as file:
            file.write('{"type":"FeatureCollection","features":[')
            for ring in range(rings):
                x, y = ring % 200 * 0.1, ring // 200 * 0.1
                corners = []
                for i in range(2000):
                    radius = 0.04 + 0.004 * math.sin(i * 0.7) + (0.001 if day == 2 and ring == i == 0 else 0)
                    angle = i * math.pi / 1000
                    corners.append("[%.7f,%.7f]" % (10 + x + radius * math.cos(angle), 10 + y + radius * math.sin(angle)))
                file.write("%s{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s,%s]]}}"
                           % ("," if ring else "", ",".join(corners), corners[0]))
            file.write("]}")
    print("# %d MB a file" % (os.path.getsize("2024-01-01.geojson") // 1000000))
    return ["measure", "-q", "--every", "1d", "-f", "csv", "2024-01-01.geojson", "2024-01-02.geojson"]


def places(n):
    """n places of a file, of which a map names those that it has room for."""
    dice = random.Random(1)
    with open("places.csv", "w", encoding="ascii") as file:
        file.write("name,lon,lat,population\n")
        for i in range(n):
            file.write("Place %d,%.5f,%.5f,%d\n" % (i, dice.uniform(29, 33), dice.uniform(44, 47), 2 ** dice.uniform(0, 20)))
    return ["render", "-q", "--every", "1d", "--basemap", "none", "--places", "places.csv", make_days(3), "-o", "{period}.png"]


def measure(make, n):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        command = [PROGRAM, *make(n), "--no-cache"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open("out", "wb") as out:
            # a process of its own, whose children are this run alone
            code = ("import resource,subprocess,sys;status=subprocess.call(sys.argv[1:]);"
                    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,file=sys.stderr);sys.exit(status)")
            done = subprocess.run([sys.executable, "-c", code, *command], stdout=out, stderr=subprocess.PIPE, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = done.stderr.decode().splitlines()
        if done.returncode:
            print("# " + "\n# ".join(lines))
        os.chdir("/")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(lines[-1]) / 1024, done.returncode


CASES = {"snapshots": (snapshots, 50000), "large": (large, 500), "places": (places, 1000000), "periods": (periods, 10000)}

for name in sys.argv[2:] or CASES:
    function, number = CASES[name]
    part, whole = measure(function, number // 4), measure(function, number)
    for size, (seconds, megabytes, status) in ((number // 4, part), (number, whole)):
        print("%-10s %9d  %7.1f s  %6.0f MiB%s" % (name, size, seconds, megabytes, "  FAILED" if status else ""), flush=True)
    print("%-10s four times as much: %.1f times the time, %.1f times the memory" % (name, whole[0] / part[0], whole[1] / part[1]), flush=True)
