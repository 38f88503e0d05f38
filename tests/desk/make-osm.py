#!/usr/bin/env python3
"""Makes an extract of OpenStreetMap of an invented country, to test base maps with: make-osm.py OUT.osm.pbf [--size small|200mb]

The file is what osmium would write: nodes, ways and relations sorted by their ids, in packed blocks. Cities, towns and villages
have population and names in Ukrainian, Russian and English; roads of four classes and railways join them with bends; there are
residential and industrial areas, woods, lakes, a wide river, and regions of the admin levels 4 and 6 as relations whose ways
neighbours share. Nothing in it is a real place but the box that it lies in. The same size gives the same bytes.

--size 200mb makes a country of 11 by 6 degrees with buildings and minor roads, which no base map shows: an extract of the
real world has them, too, and they are most of it. These are not held: each place makes its own from its number, once for their
nodes and once more for their ways.
"""

import array
import math
import random
import struct
import sys
import zlib

SMALL = (37.0, 47.6, 38.2, 48.6)
LARGE = (29.0, 45.6, 40.0, 51.6)
UNITS = 10_000_000  # of a degree
BLOCK = 8000  # things in a block
NO_TAGS = {}

# Syllables of invented names: Ukrainian, Russian, English.
FIRST = [("Ново", "Ново", "Novo"), ("Вели", "Вели", "Vely"), ("Красно", "Красно", "Krasno"), ("Дубо", "Дубо", "Dubo"),
         ("Липо", "Липо", "Lypo"), ("Верхньо", "Верхне", "Verkhno"), ("Біло", "Бело", "Bilo"), ("Камʼяно", "Каменно", "Kamiano"),
         ("Степо", "Степо", "Stepo"), ("Вишне", "Вишне", "Vyshne"), ("Терно", "Терно", "Terno"), ("Озер", "Озер", "Ozer"),
         ("Сухо", "Сухо", "Sukho"), ("Миколо", "Николо", "Mykolo"), ("Івано", "Ивано", "Ivano"), ("Петро", "Петро", "Petro")]
SECOND = [("міхайлівка", "михайловка", "mykhailivka"), ("градівка", "градовка", "hradivka"), ("поле", "поле", "pole"),
          ("яр", "яр", "yar"), ("павлівка", "павловка", "pavlivka"), ("донецьке", "донецкое", "donetske"),
          ("селівка", "селовка", "selivka"), ("григорівка", "григорьевка", "hryhorivka"), ("лісне", "лесное", "lisne"),
          ("річенське", "реченское", "richenske"), ("балка", "балка", "balka"), ("гірськ", "горск", "hirsk")]


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    return varint(value << 1 ^ value >> 63)


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def number(key, value):
    return varint(key << 3) + varint(value)


def deltas(values):
    out, last = bytearray(), 0
    for value in values:
        step = value - last
        last = value
        step = step << 1 ^ step >> 63
        while step > 127:
            out.append(step & 127 | 128)
            step >>= 7
        out.append(step)
    return bytes(out)


class Writer:
    """Blocks of things that come in their order: nodes, ways, relations, each by its id."""

    def __init__(self, file, box):
        self.file, self.things, self.kind = file, [], None
        header = field(1, deltas([]) + number(1, int(box[0] * 1e9) * 2) + number(2, int(box[2] * 1e9) * 2)
                       + number(3, int(box[3] * 1e9) * 2) + number(4, int(box[1] * 1e9) * 2))
        header += field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes") + field(16, b"make-osm.py")
        header += number(32, 1_730_419_200)  # 1 November 2024
        self.write_blob(b"OSMHeader", header)

    def write_blob(self, kind, data):
        blob = number(2, len(data)) + field(3, zlib.compress(data, 6))
        head = field(1, kind) + number(3, len(blob))
        self.file.write(struct.pack(">I", len(head)) + head + blob)

    def add(self, kind, thing):
        if kind != self.kind or len(self.things) >= BLOCK:
            self.flush()
            self.kind = kind
        self.things.append(thing)

    def flush(self):
        if self.things:
            self.strings = {"": 0}
            group = {"node": self.pack_nodes, "way": self.pack_ways, "relation": self.pack_relations}[self.kind]()
            table = b"".join(field(1, text.encode()) for text in self.strings)
            self.write_blob(b"OSMData", field(1, table) + field(2, group))
        self.things = []

    def look_up(self, text):
        return self.strings.setdefault(text, len(self.strings))

    def pack_tags(self, tags):
        keys = b"".join(varint(self.look_up(key)) for key in tags)
        values = b"".join(varint(self.look_up(value)) for value in tags.values())
        return field(2, keys) + field(3, values) if tags else b""

    def pack_nodes(self):
        tags = bytearray()
        for _, _, _, own in self.things:
            for key, value in own.items():
                tags += varint(self.look_up(key)) + varint(self.look_up(value))
            tags += b"\0"
        ids, lons, lats, _ = zip(*self.things)
        dense = field(1, deltas(ids)) + field(8, deltas(lats)) + field(9, deltas(lons)) + field(10, bytes(tags))
        return field(2, dense)

    def pack_ways(self):
        return b"".join(field(3, number(1, identity) + self.pack_tags(tags) + field(8, deltas(refs)))
                        for identity, refs, tags in self.things)

    def pack_relations(self):
        out = bytearray()
        for identity, members, tags in self.things:
            roles = b"".join(varint(self.look_up(role)) for _, role in members)
            refs = deltas(member for member, _ in members)
            out += field(4, number(1, identity) + self.pack_tags(tags) + field(8, roles) + field(9, refs)
                         + field(10, b"\1" * len(members)))
        return bytes(out)


class Country:
    def __init__(self, box, n_cities, n_towns, n_villages, seed):
        self.box, self.random = box, random.Random(seed)
        self.xs, self.ys, self.tags = array.array("i"), array.array("i"), {}  # of nodes, whose ids count from 1; tags by id
        self.ways, self.relations = [], []
        self.names = set()
        self.places = []  # (lon, lat, kind, population)
        self.counts = n_cities, n_towns, n_villages

    def node(self, lon, lat, tags=None):
        self.xs.append(round(lon * UNITS))
        self.ys.append(round(lat * UNITS))
        if tags:
            self.tags[len(self.xs)] = tags
        return len(self.xs)

    def find(self, identity):
        return self.xs[identity - 1] / UNITS, self.ys[identity - 1] / UNITS

    def way(self, refs, tags):
        self.ways.append((refs, tags))
        return len(self.ways)

    def name(self):
        while True:
            a, b = self.random.choice(FIRST), self.random.choice(SECOND)
            number = "" if len(self.names) < 120 else f" {len(self.names) // 120}"
            uk, ru, en = (a[i] + b[i] + number for i in range(3))
            if uk not in self.names:
                self.names.add(uk)
                return {"name": uk, "name:uk": uk, "name:ru": ru, "name:en": en}
            if len(self.names) % 120 > 90:
                self.names.add(uk + "*" * len(self.names))

    def ring(self, lon, lat, radius_km, n, rough=0.25):
        """A ring of nodes about a point, like the edge of a village."""
        squeeze = math.cos(math.radians(lat))
        turn, stretch = self.random.uniform(0, math.pi), self.random.uniform(0.6, 1.6)
        phases = [self.random.uniform(0, 2 * math.pi) for _ in range(3)]
        refs = []
        for i in range(n):
            angle = 2 * math.pi * i / n
            wave = sum(math.sin((k + 2) * angle + phase) / (k + 2) for k, phase in enumerate(phases))
            r = radius_km * (1 + rough * wave + self.random.uniform(-0.06, 0.06)) / 111.2
            x, y = r * math.cos(angle) * stretch, r * math.sin(angle) / stretch
            dx, dy = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
            refs.append(self.node(lon + dx / squeeze, lat + dy))
        return refs + refs[:1]

    def line(self, a, b, step_km=0.35, bend=0.12):
        """Nodes of a winding line between two points, without its ends."""
        squeeze = math.cos(math.radians(a[1]))
        dx, dy = (b[0] - a[0]) * squeeze, b[1] - a[1]
        length = math.hypot(dx, dy)
        n = max(2, int(length * 111.2 / step_km))
        waves = [(self.random.uniform(-1, 1) * bend / (k + 1), k + 1) for k in range(4)]
        refs = []
        for i in range(1, n):
            t = i / n
            off = sum(size * math.sin(math.pi * k * t) for size, k in waves) * length
            off += self.random.uniform(-1, 1) * 0.02 / 111.2
            x, y = dx * t - dy / max(length, 1e-9) * off, dy * t + dx / max(length, 1e-9) * off
            refs.append(self.node(a[0] + x / squeeze, a[1] + y))
        return refs

    def make_places(self):
        kinds = [("city", 120_000, 900_000, 14), ("town", 6_000, 90_000, 6.5), ("village", 150, 4_000, 2.1)]
        squeeze = math.cos(math.radians((self.box[1] + self.box[3]) / 2))
        cells = {}
        for (kind, least, most, apart_km), count in zip(kinds, self.counts):
            tries = 0
            made = 0
            while made < count and tries < count * 60:
                tries += 1
                lon = self.random.uniform(self.box[0] + 0.01, self.box[2] - 0.01)
                lat = self.random.uniform(self.box[1] + 0.01, self.box[3] - 0.01)
                cell = int(lon * squeeze * 8), int(lat * 8)
                near = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in cells.get((cell[0] + i, cell[1] + j), [])]
                if any(math.hypot((p[0] - lon) * squeeze, p[1] - lat) * 111.2 < apart_km for p in near):
                    continue
                population = int(least * (most / least) ** (self.random.random() ** 2))
                place = lon, lat, kind, population
                cells.setdefault(cell, []).append(place)
                self.places.append(place)
                made += 1
        self.centres = {}
        for place in self.places:
            lon, lat, kind, population = place
            tags = {"place": kind, "population": str(population), **self.name()}
            self.centres[place] = self.node(lon, lat, tags)

    def make_towns(self):
        for lon, lat, kind, population in self.places:
            radius = 0.32 * (population / 1000) ** 0.42 + 0.18
            self.way(self.ring(lon, lat, radius, 14 + int(radius * 9)), {"landuse": "residential"})
            for _ in range({"city": 9, "town": 3, "village": 0}[kind]):
                angle = self.random.uniform(0, 2 * math.pi)
                x, y = (radius * (1 + 0.5 * self.random.random()) / 111.2 * f(angle) for f in (math.cos, math.sin))
                landuse = self.random.choice(["industrial", "residential", "commercial"])
                self.way(self.ring(lon + 1.5 * x, lat + y, radius * self.random.uniform(0.2, 0.45), 12), {"landuse": landuse})

    def join(self, places, n_nearest, tags, bend, joined):
        """Roads from each place to the nearest others that it is not joined with yet, along the same nodes at both ends."""
        squeeze = math.cos(math.radians((self.box[1] + self.box[3]) / 2))
        size = 1.2 if len(places) < 400 else 0.35
        cells = {}
        for place in places:
            cells.setdefault((int(place[0] / size), int(place[1] / size)), []).append(place)
        for place in places:
            x, y = int(place[0] / size), int(place[1] / size)
            near = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in cells.get((x + i, y + j), []) if p != place]
            near.sort(key=lambda p: math.hypot((p[0] - place[0]) * squeeze, p[1] - place[1]))
            for other in near[:n_nearest]:
                key = tuple(sorted((self.centres[place], self.centres[other])))
                if key in joined:
                    continue
                joined.add(key)
                refs = [self.centres[place], *self.line(place, other, bend=bend), self.centres[other]]
                # A real road comes in pieces.
                for start in range(0, len(refs) - 1, 25):
                    self.way(refs[start:start + 26], tags)

    def make_roads(self):
        joined = set()
        cities = [p for p in self.places if p[2] == "city"]
        towns = [p for p in self.places if p[2] != "village"]
        self.join(cities[:max(2, len(cities) // 2)], 1, {"highway": "motorway", "ref": "М-04"}, 0.05, joined)
        self.join(cities, 2, {"highway": "trunk", "ref": "М-30"}, 0.07, joined)
        self.join(towns, 2, {"highway": "primary", "ref": "Н-20"}, 0.09, joined)
        self.join(self.places, 2, {"highway": "secondary", "ref": "Т-05-04"}, 0.12, joined)
        self.join(cities + towns[::3], 2, {"railway": "rail", "usage": "main"}, 0.06, set())
        self.join(self.places[::2], 1, {"highway": "tertiary"}, 0.15, set())

    def make_waters(self):
        west, south, east, north = self.box
        for k in range(max(1, int((east - west) * (north - south) / 12))):
            # A river through the country, wide as an area, with its course as a line, and two that run into it.
            x = west + (east - west) * (k + self.random.uniform(0.35, 0.65)) / max(1, int((east - west) * (north - south) / 12))
            a, b = (x - 0.1, north + 0.05), (x + self.random.uniform(-0.3, 0.3), south - 0.05)
            course = self.line(a, b, step_km=0.6, bend=0.07)
            names = self.name()
            self.way(course, {"waterway": "river", **names})
            bank = []
            for side in (1, -1):
                half = [(self.find(r)[0] + side * (0.0022 + 0.0012 * math.sin(i / 9)), self.find(r)[1])
                        for i, r in enumerate(course)]
                bank += half if side == 1 else half[::-1]
            refs = [self.node(*point) for point in bank]
            self.way(refs + refs[:1], {"natural": "water", "water": "river", **names})
            for side in (-0.5, 0.45):
                start = course[len(course) * 2 // 5 if side > 0 else len(course) * 3 // 5]
                end = self.find(start)
                upper = (end[0] + side, end[1] + self.random.uniform(0.1, 0.4))
                self.way([*self.line(upper, end, bend=0.12), start],
                         {"waterway": "river", **self.name()})
        for _ in range(int((east - west) * (north - south) * 18)):
            lon, lat = self.random.uniform(west, east), self.random.uniform(south, north)
            tags = {"natural": "water", "water": self.random.choice(["lake", "reservoir", "pond"])}
            radius = 0.12 * 8 ** (self.random.random() ** 3)
            self.way(self.ring(lon, lat, radius, 22, 0.5), {**tags, **(self.name() if radius > 0.5 else {})})

    def make_woods(self):
        west, south, east, north = self.box
        for _ in range(int((east - west) * (north - south) * 160)):
            lon, lat = self.random.uniform(west, east), self.random.uniform(south, north)
            tags = self.random.choice([{"natural": "wood"}, {"landuse": "forest"}])
            outer = self.ring(lon, lat, self.random.uniform(0.25, 1.9), 40, 0.6)
            if self.random.random() < 0.08:  # with a clearing: a relation, whose ways have no tags
                inner = self.ring(lon, lat, 0.15, 10)
                members = [(self.way(outer, {}), "outer"), (self.way(inner, {}), "inner")]
                self.relations.append((members, {"type": "multipolygon", **tags}))
            else:
                self.way(outer, tags)

    def make_regions(self, columns, rows):
        """Cells whose edges neighbours share: those of districts (level 6) are grouped into regions (level 4)."""
        west, south, east, north = self.box
        corners = {}
        for i in range(columns + 1):
            for j in range(rows + 1):
                inside = 0 < i < columns and 0 < j < rows
                dx, dy = ((self.random.uniform(-0.25, 0.25) if inside else 0) for _ in range(2))
                corners[i, j] = (west + (east - west) * (i + dx) / columns, south + (north - south) * (j + dy) / rows)
        ends = {key: self.node(*at) for key, at in corners.items()}
        edges = {}

        def group(i, j):
            return (i // 2, j // 2) if 0 <= i < columns and 0 <= j < rows else None

        for i in range(columns + 1):
            for j in range(rows + 1):
                for di, dj, sides in ((1, 0, ((i, j - 1), (i, j))), (0, 1, ((i - 1, j), (i, j)))):
                    if (i + di, j + dj) not in corners:
                        continue
                    level = "2" if None in (group(*sides[0]), group(*sides[1])) else \
                        "4" if group(*sides[0]) != group(*sides[1]) else "6"
                    inner = self.line(corners[i, j], corners[i + di, j + dj], step_km=0.8, bend=0 if level == "2" else 0.09)
                    edges[i, j, di, dj] = self.way([ends[i, j], *inner, ends[i + di, j + dj]],
                                                   {"boundary": "administrative", "admin_level": level})

        def outline(cells):
            count = {}
            for i, j in cells:
                for key in ((i, j, 1, 0), (i, j + 1, 1, 0), (i, j, 0, 1), (i + 1, j, 0, 1)):
                    count[key] = count.get(key, 0) + 1
            return [(edges[key], "outer") for key, n in sorted(count.items()) if n == 1]

        groups = {}
        for i in range(columns):
            for j in range(rows):
                groups.setdefault(group(i, j), []).append((i, j))
        for level, all_cells in (("4", groups.values()), ("6", [[(i, j)] for i in range(columns) for j in range(rows)])):
            for cells in all_cells:
                names = self.name()
                kind = (" область", " область", " Oblast") if level == "4" else (" район", " район", " Raion")
                tags = {key: value + kind[(key == "name:en") * 2] for key, value in names.items()}
                self.relations.append((outline(cells), {"type": "boundary", "boundary": "administrative",
                                                        "admin_level": level, **tags}))

    def make_rest(self, n_things, take_node, take_way):
        """What most of an extract is and no base map shows: at each place buildings and minor roads. Both functions are called in
        the order of ids; either may be None. What comes depends on the place's number alone."""
        weights = [population ** 0.6 for *_, population in self.places]
        total, node, way = sum(weights), len(self.xs), len(self.ways)
        for i, (lon, lat, _, population) in enumerate(self.places):
            kinds, where = random.Random(2 * i), random.Random(2 * i + 1).random
            x, y, spread = round(lon * UNITS), round(lat * UNITS), 5_000 * population ** 0.4 + 60_000
            for _ in range(round(n_things * weights[i] / total)):
                kind = kinds.random()
                n = 4 if kind < 0.85 else 24  # corners of a building, or points of a road
                if take_node:
                    left, low = x + int((where() + where() - 1) * spread), y + int((where() + where() - 1) * spread)
                    if n == 4:
                        right, top = left + 600 + int(where() * 1900), low + 500 + int(where() * 1100)
                        corners = (left, low), (right, low), (right, top), (left, top)
                    else:
                        wide, high = where() * 120_000 - 60_000, where() * 80_000 - 40_000
                        corners = [(left + int(k / n * wide + where() * 900), low + int(k / n * high + where() * 900))
                                   for k in range(n)]
                    for k, corner in enumerate(corners):
                        take_node((node + k + 1, *corner, NO_TAGS))
                if take_way:
                    way += 1
                    refs = list(range(node + 1, node + n + 1))
                    if n == 4:
                        take_way((way, refs + refs[:1], {"building": "yes", "addr:housenumber": str(int(kind * 140) + 1)}))
                    else:
                        take_way((way, refs, {"highway": "residential"}))
                node += n

    def write(self, path, n_rest):
        with open(path, "wb") as file:
            writer = Writer(file, self.box)
            for identity, at in enumerate(zip(self.xs, self.ys), 1):
                writer.add("node", (identity, *at, self.tags.get(identity, NO_TAGS)))
            self.make_rest(n_rest, lambda thing: writer.add("node", thing), None)
            for identity, (refs, tags) in enumerate(self.ways, 1):
                writer.add("way", (identity, refs, tags))
            self.make_rest(n_rest, None, lambda thing: writer.add("way", thing))
            for identity, (members, tags) in enumerate(self.relations, 1):
                writer.add("relation", (identity, members, tags))
            writer.flush()


def main():
    arguments = sys.argv[1:]
    size = "small"
    if "--size" in arguments:
        at = arguments.index("--size")
        size = arguments[at + 1] if at + 1 < len(arguments) else ""
        del arguments[at:at + 2]
    if len(arguments) != 1 or size not in ("small", "200mb"):
        sys.exit(__doc__.splitlines()[0])
    is_small = size == "small"
    country = Country(SMALL, 2, 14, 210, 7) if is_small else Country(LARGE, 40, 420, 9000, 7)
    country.make_places()
    country.make_towns()
    country.make_roads()
    country.make_waters()
    country.make_woods()
    country.make_regions(*((4, 4) if is_small else (20, 12)))
    country.write(arguments[0], 400 if is_small else 6_700_000)


if __name__ == "__main__":
    main()
