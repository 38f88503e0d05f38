"""Gained, lost and net of consecutive snapshots by shapely (GEOS) and pyproj: changes.py OUT-FOLDER csv FILE..."""

import csv
import json
import os
import sys

import pyproj
from shapely.geometry import shape
from shapely.ops import unary_union

geod = pyproj.Geod(ellps="WGS84")


def read(path):
    with open(path, encoding="utf-8") as file:
        return unary_union([shape(feature["geometry"]) for feature in json.load(file)["features"]])


def measure_ring_km2(ring):
    return abs(geod.polygon_area_perimeter(*ring.coords.xy)[0]) / 1e6


def measure_km2(geometry):
    if geometry.geom_type == "Polygon":
        holes = sum(map(measure_ring_km2, geometry.interiors))
        return 0 if geometry.is_empty else measure_ring_km2(geometry.exterior) - holes
    return sum(map(measure_km2, getattr(geometry, "geoms", ())))


def list_changes(paths):
    """Yields (file name, area of before, of after, gained, lost) of each two snapshots that follow each other."""
    before = read(paths[0])
    for path in paths[1:]:
        after = read(path)
        yield os.path.splitext(os.path.basename(path))[0], before, after, after.difference(before), before.difference(after)
        before = after


def make_row(name, before, gained, lost):
    return [name, measure_km2(before), measure_km2(gained), measure_km2(lost), measure_km2(gained) - measure_km2(lost)]


def write_table(folder, rows):
    with open(os.path.join(folder, "numbers.csv"), "w", encoding="utf-8") as file:
        csv.writer(file).writerows([["to", "area_km2", "gained_km2", "lost_km2", "net_km2"], *rows])


if __name__ == "__main__":
    write_table(sys.argv[1], [make_row(name, before, gained, lost)
                              for name, before, _, gained, lost in list_changes(sys.argv[3:])])
