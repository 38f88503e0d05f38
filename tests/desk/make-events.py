#!/usr/bin/env python3
"""Fortifications and dated events as a graphics desk keeps them, made up: make-events.py FOLDER

Writes trenches.geojson (lines), strikes.geojson (points with `day`, `number` and `name`) and axes.geojson (lines in the
direction of an advance) for the box 37.0 to 38.2 E, 47.6 to 48.6 N. The same files every time."""
import json
import math
import pathlib
import random
import sys

WEST, SOUTH, EAST, NORTH = 37.0, 47.6, 38.2, 48.6
DEGREES_PER_KM = 1 / 111.2


def bent_line(rng, lon, lat, heading_deg, length_km, step_km, bend_deg):
    """A line that changes its direction by up to `bend_deg` at each step, as trenches follow the ground."""
    points, heading = [(lon, lat)], heading_deg
    for _ in range(int(length_km / step_km)):
        heading = heading_deg + (heading - heading_deg) * 0.8 + rng.uniform(-bend_deg, bend_deg)
        lat += math.cos(math.radians(heading)) * step_km * DEGREES_PER_KM
        lon += math.sin(math.radians(heading)) * step_km * DEGREES_PER_KM / math.cos(math.radians(lat))
        points.append((lon, lat))
    return [(round(x, 5), round(y, 5)) for x, y in points if WEST < x < EAST and SOUTH < y < NORTH]


def feature(shape, coordinates, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def make_trenches(rng):
    """Three belts from north to south, each of pieces with gaps, and short lines before them."""
    features = []
    for belt, lon in enumerate((37.12, 37.35, 37.62)):
        lat = SOUTH + 0.03
        while lat < NORTH - 0.05:
            length = rng.uniform(6, 14)
            line = bent_line(rng, lon + rng.uniform(-0.02, 0.02), lat, rng.uniform(-25, 25), length, 0.4, 28)
            if len(line) > 2:
                features.append(feature("LineString", line, belt=belt + 1, kind="trench"))
            lat += (length + rng.uniform(1, 4)) * DEGREES_PER_KM
    return features


def make_strikes(rng):
    """A hundred points around five towns, on days of three months, most of them near the first town."""
    towns = (("Kurakhove", 37.28, 47.98), ("Pokrovsk", 37.18, 48.28), ("Toretsk", 37.85, 48.40),
             ("Vuhledar", 37.25, 47.78), ("Donetsk", 37.80, 48.00))
    features = []
    for i in range(100):
        name, lon, lat = towns[min(int(rng.expovariate(0.6)), len(towns) - 1)]
        day = 1 + rng.randrange(28)
        point = (round(lon + rng.gauss(0, 0.05), 5), round(lat + rng.gauss(0, 0.035), 5))
        features.append(feature("Point", point, day=f"2024-{10 + i % 3}-{day:02}", number=1 + int(rng.expovariate(0.3)),
                                name=f"Near {name}"))
    return features


def make_axes(rng):
    starts = ((37.62, 47.99, 278), (37.52, 48.16, 300), (37.42, 47.74, 330))
    return [feature("LineString", bent_line(rng, lon, lat, heading, 16, 2, 12), name=f"Axis {i + 1}")
            for i, (lon, lat, heading) in enumerate(starts)]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("trenches", make_trenches), ("strikes", make_strikes), ("axes", make_axes)):
        features = make(random.Random(f"desk {name}"))
        collection = {"type": "FeatureCollection", "features": features}
        (folder / f"{name}.geojson").write_text(json.dumps(collection, indent=0) + "\n")


if __name__ == "__main__":
    main()
