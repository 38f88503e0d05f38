#!/usr/bin/python3
"""Cuts territory.geojson, the mainland of Korea, from Natural Earth 1:10m.

    ./cut-territory.py [FOLDER-OF-NE-10M-SHAPEFILES] > territory.geojson

Land is cut along the border with China and Russia, which follows the Yalu and the Tumen; the piece that holds Kanggye
is kept. Islands (Jeju, Geoje, Kanghwa, Jindo and the rest) are separate polygons in Natural Earth and are left out.
Needs ogr2ogr (Debian: gdal-bin), python3-shapely and, for the default folder, libmagics++-data.
The same input gives the same bytes: coordinates are rounded to 4 decimals (some 10 m), the ring starts at its lowest
vertex and runs counter-clockwise.
"""
import json
import subprocess
import sys

from shapely.geometry import LineString, Point, Polygon, mapping, shape
from shapely.geometry.polygon import orient
from shapely.ops import linemerge, polygonize, unary_union

DEBIAN_FOLDER = "/usr/share/magics/10m"
WINDOW = ("123", "33", "132", "44")  # only to keep the rest of Eurasia out of the computation
KANGGYE = Point(126.6, 41.0)
BORDER = ("(adm0_a3_l = 'PRK' AND adm0_a3_r IN ('CHN', 'RUS')) OR "
          "(adm0_a3_r = 'PRK' AND adm0_a3_l IN ('CHN', 'RUS'))")
DECIMALS = 4
SNAP = 1e-9  # degrees; the border ends on a vertex of the coast, but for its last digits


def read(folder, layer, *options):
    command = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", f"{folder}/{layer}.shp", *options]
    collection = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return [shape(f["geometry"]) for f in collection["features"] if f["geometry"]]


def snapped(line, coast):
    """The line with both ends moved onto the coast's vertices, which they miss only by rounding."""
    def onto_coast(end):
        vertex = min(coast, key=lambda v: Point(v).distance(Point(end)))
        if Point(vertex).distance(Point(end)) > SNAP:
            sys.exit(f"border: expected an end on the coast, got {end}")
        return vertex
    points = list(line.coords)
    return LineString([onto_coast(points[0]), *points[1:-1], onto_coast(points[-1])])


def rounded(ring):
    points = []
    for point in ring.coords:
        point = tuple(round(c, DECIMALS) for c in point)
        if not points or point != points[-1]:
            points.append(point)
    return points


def from_lowest(ring):
    points = ring[:-1]
    start = points.index(min(points))
    points = points[start:] + points[:start]
    return points + points[:1]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else DEBIAN_FOLDER
    land = unary_union([g.buffer(0) for g in read(folder, "ne_10m_land", "-clipsrc", *WINDOW)])
    border = linemerge(unary_union(read(folder, "ne_10m_admin_0_boundary_lines_land", "-where", BORDER)))
    if border.geom_type != "LineString":
        sys.exit(f"border: expected one line, got {border.geom_type}")

    coast = [vertex for part in land.geoms for vertex in part.exterior.coords]
    faces = polygonize(unary_union([land.boundary, snapped(border, coast)]))
    mainland = next(f for f in faces if f.contains(KANGGYE))
    mainland = orient(Polygon(rounded(mainland.exterior), [rounded(r) for r in mainland.interiors]))
    if not mainland.is_valid:
        sys.exit("mainland: not valid after rounding")

    rings = [from_lowest(ring) for ring in mapping(mainland)["coordinates"]]
    feature = {"type": "Feature", "properties": {"name": "Korea, mainland"},
               "geometry": {"type": "Polygon", "coordinates": rings}}
    json.dump({"type": "FeatureCollection", "features": [feature]}, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
