#!/usr/bin/env python3
"""Small files that ask for much work: work.py PROGRAM [CASE...]

Each must end in the time and memory of the harness, with data or with one line that says how much is allowed.
"""
import json
import math
import os
import random
import struct
import zipfile

from harness import case, collection, main, put, reads, refuses, run, square

# GLib keeps the tables of interned names that it has outgrown, which look like leaks once there are thousands of names.
NO_LEAKS = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}


def polygon(*rings, properties="{}"):
    texts = ",".join("[%s]" % ",".join("[%.9g,%.9g]" % corner for corner in [*ring, ring[0]]) for ring in rings)
    return '{"type":"Feature","properties":%s,"geometry":{"type":"Polygon","coordinates":[%s]}}' % (properties, texts)


def box(x, y, size):
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def scribble(n):
    dice = random.Random(1)
    return [(dice.uniform(30, 40), dice.uniform(45, 50)) for _ in range(n)]


def comb(n_teeth, upright):
    """Valid by itself; each tooth of one that is upright crosses each tooth of one that is not."""
    tooth = 5 / n_teeth
    outline = [(0, 0)]
    for i in range(n_teeth):
        outline += [(i * tooth, 0.1), (i * tooth, 5), ((i + 0.5) * tooth, 5), ((i + 0.5) * tooth, 0.1)]
    outline += [(5, 0.1), (5, 0)]
    return [(30 + x, 45 + y) if upright else (30 + y, 45 + x) for x, y in outline]


@case
def a_ring_of_random_corners():
    put("20240101.geojson", collection([polygon(scribble(3000))]))
    refuses("20240101.geojson", "feature 1: expected at most 65536 crossings of edges (--max-size raises it)")
    put("20240101.geojson", collection([polygon(scribble(120))]))
    reads("20240101.geojson", 1)


@case
def a_ring_that_runs_around_for_ever():
    put("20240101.geojson", collection([polygon(box(30, 45, 1) * 5000)]))
    refuses("20240101.geojson", "feature 1: expected at most 65536 crossings of edges")


@case
def areas_across_each_other():
    put("20240101.geojson", collection([polygon(comb(500, True)), polygon(comb(500, False))]))
    refuses("20240101.geojson", "expected at most 65536 crossings of edges (--max-size raises it)")


@case
def days_across_each_other():
    for day in (1, 2):
        put("2024010%d.geojson" % day, collection([polygon(comb(600, day == 1))]))
    for overlay in ("edges", "geos"):
        options = ("--every", "1d", "--overlay", overlay, "20240101.geojson")
        says = "2024-01-01 to 2024-01-02: overlay: expected at most %d crossings of old and new edges (--max-size raises it)"
        refuses("20240102.geojson", says % 1048576, options=options, command="measure")
    for day in (1, 2):
        put("2024010%d.geojson" % day, collection([polygon(comb(50, day == 1))]))
    refuses("20240102.geojson", says % 1024, options=("--max-size", "1", *options), command="measure")
    refuses("20240102.geojson", says % 2048, options=("--max-size", "2", *options), command="measure")
    assert run("measure", "--max-size", "16", *options, "20240102.geojson")[0] == 0


@case
def fronts_across_each_other():
    corners = ",".join("[%.9g,%.9g]" % corner for corner in scribble(3000))
    put("20240101.geojson", '{"type":"LineString","coordinates":[%s]}' % corners)
    put("territory.geojson", collection([polygon(box(29, 44, 12))]))
    options = ("--territory", "territory.geojson", "--side", "left")
    refuses("20240101.geojson", "front: expected at most 65536 crossings of edges", options=options)


@case
def other_files_of_random_corners():
    put("20240101.geojson", collection([square()]))
    put("20240201.geojson", collection([square()]))
    put("other.geojson", collection([polygon(scribble(3000), properties='{"name":"a"}')]))
    limit = "expected at most 65536 crossings of edges"
    for options in (("--aoi", "other.geojson"), ("--regions", "other.geojson", "--region-field", "name")):
        both = (*options, "20240101.geojson")
        refuses("20240201.geojson", "other.geojson: feature 1: " + limit, options=both, command="measure")
    options = ("--territory", "other.geojson", "--side", "left")
    refuses("20240101.geojson", "other.geojson: feature 1: " + limit, options=options)


@case
def a_packed_file_of_hardly_anything():
    text = collection([square()])
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20240101.geojson", text + " " * (100 << 20))
    refuses("a.zip", "MiB when unpacked, as it has", "KiB (64 MiB and 32 times its size; --max-size raises it)")
    with zipfile.ZipFile("20240101.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        mark = "<Placemark><Point><coordinates>0,0</coordinates></Point></Placemark>" * 1000
        with archive.open("doc.kml", "w") as file:
            file.write(b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>')
            for _ in range(1600):
                file.write(mark.encode())
            file.write(b"</Document></kml>")
    refuses("20240101.kmz", "MiB when unpacked, as it has", "KiB (64 MiB and 32 times its size")


def circle(n, radius):
    return [(35 + radius * math.cos(2 * math.pi * i / n), 48 + radius * math.sin(2 * math.pi * i / n)) for i in range(n)]


@case
def two_rings_beside_each_other():
    put("20240101.geojson", collection([polygon(circle(60000, 2))]))
    put("20240102.geojson", collection([polygon(circle(60000, 2.05))]))
    status, out, err = run("measure", "--every", "1d", "-f", "csv", "20240101.geojson", "20240102.geojson")
    assert status == 0 and len(out.splitlines()) == 2, (out, err)


@case
def many_regions():
    put("20240101.geojson", collection([polygon(box(30.5, 45.5, 1))]))
    put("20240102.geojson", collection([polygon(box(30.6, 45.5, 1))]))
    cells = [polygon(box(30 + i % 141 * 0.05, 45 + i // 141 * 0.05, 0.03), properties='{"n":%d}' % i) for i in range(20000)]
    put("regions.geojson", collection(cells))
    options = ("--every", "1d", "-f", "csv", "--regions", "regions.geojson", "--region-field", "n")
    status, out, err = run("measure", *options, "20240101.geojson", "20240102.geojson", environment=NO_LEAKS)
    assert status == 0 and len(out.splitlines()) == 20003, err


@case
def regions_one_in_the_corner_of_the_other():
    put("20240101.geojson", collection([square()]))
    put("20240102.geojson", collection([square()]))
    step, cells = 5 / 3000, []
    for i in range(2990):
        at, inner = i * step, (i + 0.5) * step
        corners = [(at, at), (5, at), (5, inner), (inner, inner), (inner, 5), (at, 5)]
        cells.append(polygon([(30 + x, 45 + y) for x, y in corners], properties='{"n":%d}' % i))
    put("regions.geojson", collection(cells))
    options = ("--every", "1d", "-f", "csv", "--regions", "regions.geojson", "--region-field", "n")
    status, out, err = run("measure", *options, "20240101.geojson", "20240102.geojson", environment=NO_LEAKS)
    assert status == 0 and len(out.splitlines()) == 2993, err


def nested_corner(i, n):
    low = 0.9 * i / n
    high = low + 0.5 / n
    outline = [(low, low), (1, low), (1, high), (high, high), (high, 1), (low, 1)]
    return [(30 + x, 45 + y) for x, y in outline]


@case
def regions_nested_in_each_other():
    n = 2000
    regions = [polygon(nested_corner(i, n), properties='{"n":"%d"}' % i) for i in range(n)]
    put("regions.geojson", collection(regions))
    put("data/20240101.geojson", collection([polygon(box(29.5, 44.5, 0.2))]))
    put("data/20240201.geojson", collection([polygon(box(29.5, 44.5, 2))]))
    status, out, err = run("measure", "data", "--regions", "regions.geojson", "--region-field", "n", "--every", "31d",
                           environment=NO_LEAKS)
    assert status == 0, err
    assert out.count("\n") == 1 + 1 + n + 1, out[:1000]


def oblique_comb(n_teeth, length):
    outline = []
    for i in range(n_teeth):
        start, tip = i / n_teeth, (i + 0.5) / n_teeth
        outline += [(start, -start), (tip + length, length - tip)]
    return [(30 + x, 45 + y) for x, y in [*outline, (1, -1), (0.9, -1.1), (-0.1, -0.1)]]


@case
def combs_of_oblique_teeth():
    put("data/20240101.geojson", collection([polygon(oblique_comb(12000, 1))]))
    put("data/20240201.geojson", collection([polygon(oblique_comb(12000, 1.01))]))
    status, _, err = run("measure", "data", "--every", "31d")
    assert status == 0, err


@case
def a_comb_that_cuts():
    """GEOS cuts by these, and looks at all pairs of teeth."""
    put("comb.geojson", collection([polygon(oblique_comb(25000, 1), properties='{"n":"comb"}')]))
    put("data/20240101.geojson", collection([polygon(box(29.5, 44.5, 0.5))]))
    put("data/20240201.geojson", collection([polygon(box(29.5, 44.5, 1))]))
    for options in (("--aoi", "comb.geojson"), ("--regions", "comb.geojson", "--region-field", "n")):
        refuses("data", "comb.geojson: ", "crossings of edges (--max-size raises it)", options=options, command="measure")
    line = '{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[29,45.5],[32,45.5]]}}'
    put("20240101.geojson", collection([line]))
    refuses("20240101.geojson", "comb.geojson: ", "crossings of edges", options=("--territory", "comb.geojson", "--side", "30.1,45"))
    put("comb.geojson", collection([polygon(oblique_comb(300, 1), properties='{"n":"comb"}')]))
    status, _, err = run("measure", "data", "--aoi", "comb.geojson", "--every", "31d")
    assert status == 0, err


@case
def a_topology_that_refers_to_an_arc_again_and_again():
    arc = [[0, 0]] + [[1, 0] if i % 2 else [0, 1] for i in range(2000)] + [[-1000, -1000]]
    objects = {"a": {"type": "MultiPolygon", "arcs": [[[0]], [[-1]]] * 5000}}
    topology = {"type": "Topology", "transform": {"scale": [0.001, 0.001], "translate": [0, 0]}, "objects": objects, "arcs": [arc]}
    put("20240101.topojson", json.dumps(topology))
    refuses("20240101.topojson", "vertices (--max-size raises it)")
    topology["objects"]["a"]["arcs"] = [[[0]]]
    put("20240101.topojson", json.dumps(topology))
    assert run("inspect", "20240101.topojson")[0] == 0


@case
def a_flatgeobuf_that_refers_to_points_again_and_again():
    seeds = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fuzz", "seeds", "snapshot")
    with open(os.path.join(seeds, "flatgeobuf-that-repeats-itself"), "rb") as file:
        put("20240101.fgb", file.read()[1:])  # the first byte tells the fuzz target the suffix
    refuses("20240101.fgb", "vertices (--max-size raises it)")


def flatgeobuf(ring, n_parts, ends=()):
    """One feature, a multipolygon whose parts are all the same polygon."""
    header = struct.pack("<I", 28) + struct.pack("<HH10H", 24, 16, 0, 0, 14, 0, 0, 0, 0, 0, 4, 12)
    header += struct.pack("<iQHBx", 24, 1, 0, 6)
    feature = struct.pack("<I", 12) + struct.pack("<HHH2x", 6, 8, 4) + struct.pack("<iI", 8, 4 + 20)
    feature += struct.pack("<HH8H", 20, 12, 0, 0, 0, 0, 0, 0, 8, 4)
    feature += struct.pack("<iIB3x", 20, 8, 6)
    table = len(feature) + 4 + 4 * n_parts + 20  # of the polygon, behind its own vtable
    feature += struct.pack("<I", n_parts) + b"".join(
        struct.pack("<I", table - (len(feature) + 4 + 4 * i)) for i in range(n_parts))
    feature += struct.pack("<HH8H", 20, 16, 12 if ends else 0, 4, 0, 0, 0, 0, 8, 0)
    points = table + 16 + (4 if (table + 16) % 8 == 0 else 0)
    at_ends = points + 4 + 16 * len(ring)
    feature += struct.pack("<iIB3xI", 20, points - (table + 4), 3, at_ends - (table + 12))
    feature += b"\0" * (points - len(feature)) + struct.pack("<I", 2 * len(ring))
    feature += b"".join(struct.pack("<dd", *point) for point in ring)
    feature += struct.pack("<I%dI" % len(ends), len(ends), *ends)
    parts = (header, feature)
    return b"fgb\x03fgb\x00" + b"".join(struct.pack("<I", len(part)) + part for part in parts)


@case
def a_feature_of_a_flatgeobuf_that_refers_to_points_again_and_again():
    ring = [*box(30, 45, 1), (30, 45)]
    put("20240101.fgb", flatgeobuf(ring, 1))
    reads("20240101.fgb", 1)
    long_ring = [(30 + math.cos(i / 3000), 45 + math.sin(i / 3000)) for i in range(18850)]
    put("20240101.fgb", flatgeobuf([*long_ring, long_ring[0]], 200000))
    refuses("20240101.fgb", "feature 1: expected at most ", "vertices (--max-size raises it)")
    put("20240101.fgb", flatgeobuf([*ring, *ring], 1, (10, 5)))
    refuses("20240101.fgb", "feature 1: expected rings that end behind where they begin")


main("/hostile-work/")
