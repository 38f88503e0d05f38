#!/usr/bin/env python3
"""Makes a DEM that looks like the steppe: rolling land, valleys of rivers with gullies, a ridge.

    make-dem.py OUT.tif [--box 37,47.6,38.2,48.6] [--step 3] [--seed 1]

A GeoTIFF of whole metres in WGS 84 (EPSG:4326), in steps of so many seconds of arc. The same arguments give the same bytes.
It needs nothing but Python.
"""
import argparse
import math
import random
import struct


def noise_grid(seed, columns, rows):
    source = random.Random(seed)
    return [[source.uniform(-1, 1) for _ in range(columns)] for _ in range(rows)]


def weights(count, cells):
    """For each of count pixels over so many cells: the cell, and how far towards the next one, eased."""
    result = []
    for i in range(count):
        at = (i + 0.5) / count * cells
        cell = min(int(at), math.ceil(cells) - 1)
        share = at - cell
        result.append((cell, share * share * (3 - 2 * share)))
    return result


class Octave:
    """Smooth noise with so many cells from west to east."""

    def __init__(self, seed, cells, width, height):
        self.across = weights(width, cells)
        self.down = weights(height, cells * height / width)
        self.grid = noise_grid(seed, math.ceil(cells) + 2, math.ceil(cells * height / width) + 2)

    def row(self, y):
        cell, share = self.down[y]
        above, below = self.grid[cell], self.grid[cell + 1]
        mixed = [a + (b - a) * share for a, b in zip(above, below)]
        return [mixed[i] + (mixed[i + 1] - mixed[i]) * s for i, s in self.across]


def sum_rows(octaves, y):
    total = None
    for height, octave in octaves:
        row = octave.row(y)
        total = [height * v for v in row] if total is None else [t + height * v for t, v in zip(total, row)]
    return total


def elevations(width, height, seed):
    """Rows of metres, from the north."""
    land = [(90 * 0.55 ** i, Octave(f"land {seed} {i}", 3.3 * 2 ** i, width, height)) for i in range(8)]
    rivers = [(0.5 ** i, Octave(f"rivers {seed} {i}", 2.6 * 2 ** i, width, height)) for i in range(6)]
    gullies = [(0.5 ** i, Octave(f"gullies {seed} {i}", 17 * 2 ** i, width, height)) for i in range(4)]
    for y in range(height):
        row = []
        for hill, river, gully in zip(sum_rows(land, y), sum_rows(rivers, y), sum_rows(gullies, y)):
            # Valleys are where noise is near 0; gullies run on their slopes, and not on their floors.
            near = math.exp(-(river / 0.22) ** 2)
            metres = 190 + hill * (1 - 0.75 * near) - 120 * near - 28 * (1 - near) * math.exp(-(gully / 0.16) ** 2)
            row.append(max(2, round(metres)))
        yield row


def geotiff(width, height, box, rows):
    """Uncompressed, a strip for each row."""
    west, _, east, north = box
    step = (east - west) / width
    strips = b"".join(struct.pack(f"<{width}h", *row) for row in rows)
    keys = [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326]
    entries = [(256, 4, [width]), (257, 4, [height]), (258, 3, [16]), (259, 3, [1]), (262, 3, [1]), (273, 4, []),
               (277, 3, [1]), (278, 4, [1]), (279, 4, [2 * width] * height), (339, 3, [2]),
               (33550, 12, [step, step, 0]), (33922, 12, [0, 0, 0, west, north, 0]), (34735, 3, keys)]
    letters = {3: "H", 4: "I", 12: "d"}
    head = 8 + 2 + 12 * len(entries) + 4
    size = sum(n for n in (struct.calcsize(letters[t]) * (height if tag == 273 else len(v)) for tag, t, v in entries) if n > 4)
    pixels = head + size
    directory, values = struct.pack("<H", len(entries)), b""
    for tag, kind, numbers in entries:
        if tag == 273:
            numbers = [pixels + 2 * width * i for i in range(height)]
        packed = struct.pack(f"<{len(numbers)}{letters[kind]}", *numbers)
        place = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack("<I", head + len(values))
        directory += struct.pack("<HHI", tag, kind, len(numbers)) + place
        values += packed if len(packed) > 4 else b""
    return b"II*\0" + struct.pack("<I", 8) + directory + struct.pack("<I", 0) + values + strips


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--box", default="37,47.6,38.2,48.6", help="west,south,east,north in degrees")
    parser.add_argument("--step", type=float, default=3, help="seconds of arc a pixel")
    parser.add_argument("--seed", default="1")
    arguments = parser.parse_args()
    box = [float(number) for number in arguments.box.split(",")]
    width = round((box[2] - box[0]) * 3600 / arguments.step)
    height = round((box[3] - box[1]) * 3600 / arguments.step)
    with open(arguments.out, "wb") as file:
        file.write(geotiff(width, height, box, elevations(width, height, arguments.seed)))


if __name__ == "__main__":
    main()
