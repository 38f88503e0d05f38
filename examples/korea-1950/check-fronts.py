#!/usr/bin/python3
"""Checks the fronts without Salient: do they cut the territory cleanly, and is every town of checks.csv on its side?

    ./check-fronts.py

Prints the area of the north's control area (km2, WGS 84 ellipsoid) for each date and its change; exits with 1 if
anything is wrong. Needs python3-shapely. Its own two-colouring and its own area formula make it an independent
check of `salient measure`.
"""
import csv
import json
import math
import sys
from pathlib import Path

from shapely.geometry import Point, shape
from shapely.ops import polygonize_full, unary_union

HERE = Path(__file__).resolve().parent
NORTH = [Point(126.6, 41.0), Point(129.75, 42.44)]  # Kanggye, Hoeryong: behind the front on every date
END_AT_SEA_DEG = 0.1
SEMI_MAJOR_KM, E2 = 6378.137, 0.0066943799901413165
GAUSS = [(-math.sqrt(0.6), 5 / 18), (0.0, 8 / 18), (math.sqrt(0.6), 5 / 18)]


def geometries(path):
    return [shape(feature["geometry"]) for feature in json.loads(path.read_text())["features"]]


def authalic(latitude):
    s, e = math.sin(latitude), math.sqrt(E2)
    return (1 - E2) * (s / (1 - E2 * s * s) + math.atanh(e * s) / e) / 2


def ring_km2(ring):
    total = 0.0
    for (lon0, lat0), (lon1, lat1) in zip(ring.coords, ring.coords[1:]):
        middle, half = math.radians((lat0 + lat1) / 2), math.radians((lat1 - lat0) / 2)
        mean = sum(weight * authalic(middle + half * node) for node, weight in GAUSS)
        total += math.radians(lon1 - lon0) * mean
    return abs(total) * SEMI_MAJOR_KM ** 2


def area_km2(polygon):
    return ring_km2(polygon.exterior) - sum(map(ring_km2, polygon.interiors))


def northern_faces(faces, fronts):
    """Two-colours the faces: crossing a front changes the holder, starting from Kanggye's face."""
    front = unary_union(fronts).buffer(1e-7)
    start = next(i for i, face in enumerate(faces) if face.contains(NORTH[0]))
    holder, queue = {start: True}, [start]
    while queue:
        i = queue.pop()
        for j, face in enumerate(faces):
            border = faces[i].intersection(face)
            if i == j or border.length == 0 or not front.contains(border):
                continue
            if j not in holder:
                holder[j] = not holder[i]
                queue.append(j)
            elif holder[j] == holder[i]:
                raise ValueError("the fronts contradict each other")
    if len(holder) < len(faces):
        raise ValueError("a piece of the territory that no front reaches")
    return [face for i, face in enumerate(faces) if holder[i]]


def north_at(path, territory):
    fronts = geometries(path)
    for front in fronts:
        if not front.is_simple:
            raise ValueError("a line that crosses itself")
        for end in (front.coords[0], front.coords[-1]):
            if Point(end).distance(territory) < END_AT_SEA_DEG:
                print(f"{path.name}: note: end {end} is {Point(end).distance(territory):.2f} degrees from the territory")
    faces, dangles, cuts, _ = polygonize_full(unary_union([territory.boundary, *fronts]))
    loose = [line for line in [*dangles.geoms, *cuts.geoms] if territory.contains(line.interpolate(0.5, normalized=True))]
    if loose:
        raise ValueError(f"loose end inside the territory: {loose[0].wkt[:80]}")
    north = northern_faces([f for f in faces.geoms if territory.contains(f.representative_point())], fronts)
    if not all(any(face.contains(point) for face in north) for point in NORTH):
        raise ValueError("Kanggye or Hoeryong is not in the north")
    return north


def main():
    (territory,) = geometries(HERE / "territory.geojson")
    towns = list(csv.DictReader((HERE / "checks.csv").open(encoding="utf-8")))
    print(f"territory   {area_km2(territory):9.0f}\ndate        north_km2    change  pieces")
    faults, previous, dates = 0, None, set()
    for path in sorted((HERE / "fronts").glob("*.geojson")):
        date = path.stem
        dates.add(date)
        try:
            north = north_at(path, territory)
        except ValueError as fault:
            sys.exit(f"{path.name}: {fault}")
        area = round(sum(map(area_km2, north)))
        change = "" if previous is None else f"{area - previous:+}"
        print(f"{date}  {area:9}  {change:>9}  {len(north):6}")
        previous = area
        for town in (t for t in towns if t["date"] == date):
            place = Point(float(town["lon"]), float(town["lat"]))
            found = "north" if any(face.contains(place) for face in north) else "south"
            if not territory.contains(place):
                found = "sea"
            if found != town["holder"]:
                print(f"{date}: {town['town']}: expected {town['holder']}, got {found}")
                faults += 1
    strays = sorted({t["date"] for t in towns} - dates)
    print(f"{len(towns)} towns checked, {faults} on the wrong side" + (f"; no front for {strays}" if strays else ""))
    sys.exit(1 if faults or strays else 0)


if __name__ == "__main__":
    main()
