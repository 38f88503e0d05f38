"""Daily snapshots by a formula: an area of thousands of vertices whose front moves in a few places a day, as archives of
control areas do. The same on every machine."""

import datetime
import json
import math
import os
import random

FIRST_DAY = datetime.date(2024, 7, 8)
WEST, EAST, SOUTH, NORTH = 37.0, 40.0, 46.6, 50.2
PLACES_A_DAY = 4
STRETCH = 12  # vertices that move in one place


def make_front(random_, n_vertices):
    """Longitudes from south to north: a line that wanders, with bulges."""
    wander, front = 0.0, []
    for i in range(n_vertices):
        wander = 0.99 * wander + random_.uniform(-1, 1) * 0.004
        front.append(WEST + 0.4 * math.sin(5 * i / n_vertices) + wander)
    return front


def move(random_, front):
    for _ in range(PLACES_A_DAY):
        at, by = random_.randrange(len(front) - STRETCH), random_.uniform(-0.02, 0.01)
        for i in range(STRETCH):
            front[at + i] += by * math.sin(math.pi * (i + 0.5) / STRETCH)


def write(path, front):
    step = (NORTH - SOUTH) / (len(front) - 1)
    decimals = 6 if step > 3e-6 else 8  # so that neighbours stay apart
    ring = [[round(x, decimals), round(SOUTH + i * step, decimals)] for i, x in enumerate(front)]
    ring = [[EAST, NORTH], *reversed(ring), [EAST, SOUTH], [EAST, NORTH]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [feature]}, file)


def write_archive(folder, n_days, n_vertices=2900):
    """A file a day, YYYY-MM-DD.geojson, from FIRST_DAY on."""
    random_ = random.Random(1)
    front = make_front(random_, n_vertices)
    for day in range(n_days):
        name = (FIRST_DAY + datetime.timedelta(day)).isoformat() + ".geojson"
        write(os.path.join(folder, name), front)
        move(random_, front)
