#!/usr/bin/env python3
"""Times whole jobs of the program, beside what they cost at the least and beside other tools that are installed.

The snapshots are those of $SALIENT_ARCHIVE/daily or, without it, made by a formula (snapshots.py). The floor reads and
writes the same bytes and does nothing else (bench-floor.c); the peers are the scripts in peers/. Programs of one job take
turns, each as a whole process; the median of all runs counts. Prints a Markdown table."""

import argparse
import collections
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import snapshots

HERE = os.path.dirname(os.path.abspath(__file__))
DAYS_A_MAP = 13  # every 13th snapshot: a tenth of a year has 325 days, and 24 maps need 25 snapshots
N_DAYS = 365
FRAME_DAYS = 9  # a tenth of a year of daily snapshots makes 36 frames
BEGIN, END = "<!-- bench.py begins -->", "<!-- bench.py ends -->"

# inputs: "two", "some" or "daily" snapshots. peers: names in PEERS. Jobs in AGAIN have a row for a run that finds what an
# earlier one kept; all others are cold.
Job = collections.namedtuple("Job", "name inputs arguments suffix peers")
AGAIN = "ae"
JOBS = {
    "a": Job("one map, PNG", "two", ["render"], "png", ["ogrinfo", "mapnik"]),
    "b": Job("{maps} maps, PNG", "some", ["render"], "png", ["mapnik", "geopandas"]),
    "c": Job("{maps} maps, SVG", "some", ["render"], "svg", ["mapnik", "geopandas"]),
    "d": Job("{maps} maps, PDF", "some", ["render"], "pdf", ["geopandas"]),
    "e": Job("numbers of {days} days", "daily", ["measure", "--every", "1d"], "csv", ["shapely"]),
    "f": Job("a grid of {maps} maps, PNG", "some", ["render", "--layout", "grid"], "png", []),
    "g": Job("{days} daily maps, PNG", "daily", ["render", "--every", "1d"], "png", ["mapnik"]),
    "h": Job("{frames} frames of 1200x900, WebP", "daily", ["render", "--every", f"{FRAME_DAYS}d"], "webp", []),
}

# What it is called, the module that its Python must have, the script in peers/.
Peer = collections.namedtuple("Peer", "title module script")
PEERS = {
    "mapnik": Peer("Mapnik, shapely", "mapnik", "maps_mapnik.py"),
    "geopandas": Peer("geopandas, matplotlib", "geopandas", "maps_geopandas.py"),
    "shapely": Peer("shapely, pyproj", "shapely", "changes.py"),
    "ogrinfo": Peer("`ogrinfo --version`", None, None),
}

# name: as the table has it.
Program = collections.namedtuple("Program", "name command environment")
Run = collections.namedtuple("Run", "seconds processor_seconds peak_mb")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("salient", help="the program")
    parser.add_argument("floor", help="bench-floor")
    parser.add_argument("-n", "--runs", type=int, default=5, help="runs of each program (default 5)")
    parser.add_argument("-j", "--jobs", default="".join(JOBS), metavar="LETTERS",
                        help="which jobs: " + ", ".join(f"{letter} {job.name}" for letter, job in JOBS.items()))
    parser.add_argument("--maps", type=int, default=24, help="maps of jobs b, c, d and f (default 24)")
    parser.add_argument("--no-peers", action="store_true", help="the program and the floor alone")
    parser.add_argument("--python", default="/usr/bin/python3", help="the Python of the peers (default /usr/bin/python3)")
    parser.add_argument("--keep", metavar="DIR", help="keep inputs and outputs in DIR, which must not exist")
    parser.add_argument("--write", metavar="FILE", help=f"put the table into FILE, between {BEGIN} and {END}")
    arguments = parser.parse_args()
    unknown = set(arguments.jobs) - set(JOBS)
    if unknown:
        parser.error(f"jobs: expected some of {''.join(JOBS)}, got '{arguments.jobs}'")
    if arguments.runs < 1 or arguments.maps < 1:
        parser.error("runs and maps: expected 1 or more")
    arguments.salient, arguments.floor = (find_program(parser, name) for name in (arguments.salient, arguments.floor))
    return arguments


def find_program(parser, name):
    path = shutil.which(name)
    if path is None:
        parser.error(f"expected a program, got '{name}'")
    return os.path.abspath(path)


# --- inputs

class Inputs:
    """Folders of snapshots: `daily` ones, `some` of them (DAYS_A_MAP apart), and `two`."""

    def __init__(self, scratch, n_maps):
        archive = os.environ.get("SALIENT_ARCHIVE")
        n_days = n_maps * DAYS_A_MAP + 1 if n_maps < 24 else N_DAYS + 1
        daily = os.path.join(scratch, "daily")
        os.mkdir(daily)
        if archive:
            paths = sorted(glob.glob(os.path.join(archive, "daily", "*.geojson")))[:n_days]
            copy_files(paths, daily)
        else:
            snapshots.write_archive(daily, n_days)
        self.source = "of a real archive" if archive else "made by a formula"
        self.daily = sorted(glob.glob(os.path.join(daily, "*.geojson")))
        self.some = self.daily[:n_maps * DAYS_A_MAP + 1:DAYS_A_MAP]
        self.two = self.some[:2]
        for name in ("some", "two"):
            os.mkdir(os.path.join(scratch, name))
            copy_files(getattr(self, name), os.path.join(scratch, name))
        if len(self.two) < 2:
            sys.exit("bench: expected two snapshots or more in $SALIENT_ARCHIVE/daily")


def copy_files(paths, folder):
    for path in paths:
        shutil.copy(path, folder)


# --- running

def run_once(program):
    start = time.perf_counter()
    with subprocess.Popen(program.command, env={**os.environ, **program.environment}, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE) as process:
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise RuntimeError(f"{program.name}: exit status {process.returncode}: {message.decode(errors='replace').strip()}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def make_salient(arguments, job, folder, scratch, cached):
    out = os.path.join(folder, "salient")
    target = {"csv": "numbers.csv", "webp": "film.webp"}.get(job.suffix, "{period}." + job.suffix)
    command = [arguments.salient, job.arguments[0], os.path.join(scratch, job.inputs), *job.arguments[1:], "-q",
               "--overwrite", "-o", os.path.join(out, target), *([] if cached else ["--no-cache"])]
    if job.suffix != "csv":
        command += ["--every", "snapshot"] if "--every" not in command else []
        command += ["--size", "1200x900" if job.suffix == "webp" else "1600x1200"]
    if not cached:
        return Program("`salient`", command, {})
    return Program("`salient`, again", command, {"XDG_CACHE_HOME": os.path.join(folder, "cache")})


def make_floor(arguments, job, folder, scratch):
    ready, out = os.path.join(folder, "ready"), os.path.join(folder, "floor")
    subprocess.run([arguments.floor, "unpack", os.path.join(folder, "salient"), ready], check=True)
    return Program("floor", [arguments.floor, "run", os.path.join(scratch, job.inputs), ready, out], {})


def has_module(python, module):
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)"
    return shutil.which(python) is not None and subprocess.run([python, "-c", code], check=False).returncode == 0


def make_peer(arguments, name, job, folder, paths):
    """None if it is not installed."""
    peer = PEERS[name]
    if name == "ogrinfo":
        found = shutil.which(name)
        command = [name, "--version"]
    else:
        found = has_module(arguments.python, peer.module)
        out = os.path.join(folder, name)
        os.makedirs(out, exist_ok=True)
        command = [arguments.python, os.path.join(HERE, "peers", peer.script), out, job.suffix, *paths]
    if not found:
        print(f"bench: {peer.title} is not installed, skipped", file=sys.stderr)
        return None
    return Program(peer.title, command, {})


def make_programs(arguments, letter, inputs, scratch):
    job = JOBS[letter]
    folder = os.path.join(scratch, "job-" + letter)
    for name in ("salient", "ready", "floor", "cache"):
        os.makedirs(os.path.join(folder, name))
    salient = make_salient(arguments, job, folder, scratch, cached=False)
    run_once(salient)  # for the floor's pixels; the system's own caches are warm from here on
    programs = [salient]
    if letter in AGAIN:
        programs.append(make_salient(arguments, job, folder, scratch, cached=True))
        run_once(programs[-1])  # keeps what the others find
    programs.append(make_floor(arguments, job, folder, scratch))
    for name in [] if arguments.no_peers else job.peers:
        peer = make_peer(arguments, name, job, folder, getattr(inputs, job.inputs))
        programs += [peer] if peer else []
    return programs


def run_job(arguments, programs):
    """Runs by program; a peer that fails has none."""
    runs = {program.name: [] for program in programs}
    for number in range(arguments.runs):
        for program in list(programs):
            try:
                runs[program.name].append(run_once(program))
            except RuntimeError as fault:
                if program.name == "floor" or program.name.startswith("`salient`"):
                    raise
                print(f"bench: {fault}", file=sys.stderr)
                programs.remove(program)
                del runs[program.name]
            print(f"bench: run {number + 1} of {arguments.runs}: {program.name}", file=sys.stderr)
    return runs


# --- the table

def measure_kb_a_file(folder, suffix):
    sizes = [os.path.getsize(path) for path in glob.glob(os.path.join(folder, "*." + suffix))]
    return f"{sum(sizes) / len(sizes) / 1000:.0f}" if sizes else ""


def find_folder(name):
    """Where a program writes, below the folder of its job."""
    return next((key for key, peer in PEERS.items() if peer.title == name), name.split(",")[0].strip("`"))


def format_rows(letter, title, runs, folder):
    job = JOBS[letter]
    medians = {name: Run(*map(statistics.median, zip(*all_runs))) for name, all_runs in runs.items()}
    ours, floor = medians["`salient`"].seconds, medians["floor"].seconds
    rows = []
    for name, run in medians.items():
        size = measure_kb_a_file(os.path.join(folder, find_folder(name)), job.suffix)
        rows.append(f"| {title} | {name} | {run.seconds:.3f} | {run.seconds / ours:.2f} | {run.seconds / floor:.1f} | "
                    f"{run.processor_seconds:.3f} | {run.peak_mb:.0f} | {size} |")
        title = ""
    return rows


def make_table(arguments, inputs, scratch):
    n_days = len(inputs.daily) - 1
    lines = [f"Snapshots {inputs.source}; medians of {arguments.runs} on {os.cpu_count()} cores.", "",
             "| job | program | seconds | times `salient` | times the floor | processor seconds | peak MB | kB a file |",
             "|---|---|--:|--:|--:|--:|--:|--:|"]
    for letter in arguments.jobs:
        counts = {"maps": len(inputs.some) - 1, "days": n_days, "frames": n_days // FRAME_DAYS}
        title = f"({letter}) " + JOBS[letter].name.format(**counts)
        programs = make_programs(arguments, letter, inputs, scratch)
        runs = run_job(arguments, programs)
        lines += format_rows(letter, title, runs, os.path.join(scratch, "job-" + letter))
    return "\n".join(lines)


def write_table(path, table):
    with open(path, encoding="utf-8") as file:
        before, begin, rest = file.read().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"bench: {path}: expected lines {BEGIN} and {END}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{begin}\n{table}\n{end}{after}")


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="salient-bench-") as temporary:
        scratch = os.path.abspath(arguments.keep or temporary)
        if arguments.keep:
            os.mkdir(scratch)
        try:
            table = make_table(arguments, Inputs(scratch, arguments.maps), scratch)
        except RuntimeError as fault:
            sys.exit(f"bench: {fault}")
    if arguments.write:
        write_table(arguments.write, table)
    print(table)


if __name__ == "__main__":
    main()
