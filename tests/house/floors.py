#!/usr/bin/env python3
"""Checks the floor plan and reports in TAP: floors.py SOURCE_ROOT [--counts]

Rooms are floors: a file includes files of its own room and of those below it, never of one above, and no two
files include each other, not even by way of others. A .c file and its header count as one.
"""

import os
import re
import sys

# From the ground up. cli is a house of its own: it includes the installed header and its own files alone.
FLOORS = [
    "data/base", "data/geometry", "data/dates", "data/source", "data/osm", "data/overlay", "data/front", "data/places",
    "data/series", "data/change", "data/table",
    "styles",
    "render/drawing", "render/words", "render/map", "render/names", "render/write", "render/page",
    "library",
]
APART = {"cli": ["cli", "include"]}
MADE = re.compile(r"-resource\.h$")  # made by glib-compile-resources


def list_files(root):
    for room in [*FLOORS, *APART, "include"]:
        folder = os.path.join(root, room)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if name.endswith((".c", ".h")):
                yield room + "/" + name


def resolve(root, file, name):
    """The path that an include names, or None if there is none of ours."""
    for path in (name, os.path.join(os.path.dirname(file), name), os.path.join("include", name)):
        if os.path.isfile(os.path.join(root, path)):
            return os.path.normpath(path)
    return None


def read_includes(root):
    """{file: [(line number, included file)]} of all files of the house, and what could not be found."""
    includes, missing = {}, []
    for file in list_files(root):
        includes[file] = []
        with open(os.path.join(root, file), encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if not found:
                    continue
                path = resolve(root, file, found[1])
                if path is not None:
                    includes[file].append((number, path))
                elif not MADE.search(found[1]):
                    missing.append(f"{file}:{number}: no such file '{found[1]}'")
    return includes, missing


def get_room(file):
    return os.path.dirname(file)


def find_upward(includes):
    floor = {room: number for number, room in enumerate(FLOORS)}
    faults = []
    for file, found in includes.items():
        room = get_room(file)
        for number, path in found:
            other = get_room(path)
            if room in APART:
                allowed = other in APART[room]
            elif room == "include" or room == "library":
                allowed = other == "include" or floor.get(other, 99) <= floor.get(room, -1)
            else:
                allowed = other in floor and floor[other] <= floor[room]
            if not allowed:
                faults.append(f"{file}:{number}: '{room}' does not lie above '{other}' ({path})")
    return faults


def find_circles(includes):
    """Strongly connected modules (Tarjan 1972), a module being a .c file with its header."""
    graph = {}
    for file, found in includes.items():
        module = file[:-2]
        graph.setdefault(module, set()).update(path[:-2] for _, path in found if path[:-2] != module)
    index, low, stack, circles = {}, {}, [], []

    def visit(module):
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in sorted(graph.get(module, ())):
            if other not in index:
                visit(other)
            if other in stack:
                low[module] = min(low[module], low[other])
        if low[module] == index[module]:
            circle = stack[stack.index(module):]
            del stack[stack.index(module):]
            if len(circle) > 1:
                circles.append(sorted(circle))

    sys.setrecursionlimit(10000)
    for module in sorted(graph):
        if module not in index:
            visit(module)
    return circles


def find_strays(root):
    """Sources that stand in no room."""
    known = {*FLOORS, *APART}
    return [f"{folder}/{name}: stands in no room"
            for top in ("data", "styles", "render", "library", "cli")
            for folder, _, names in os.walk(os.path.join(root, top)) for name in sorted(names)
            if name.endswith((".c", ".h")) and os.path.relpath(folder, root) not in known]


def main():
    root = sys.argv[1]
    includes, missing = read_includes(root)
    checks = [
        ("every include is found", missing),
        ("every source stands in a room", find_strays(root)),
        ("no file includes one of a floor above", find_upward(includes)),
        ("no files include each other", [" <-> ".join(circle) for circle in find_circles(includes)]),
    ]
    if "--counts" in sys.argv:
        modules = {file[:-2] for file in includes}
        circles = find_circles(includes)
        print(f"{len(includes)} files, {len(modules)} modules, {len(find_upward(includes))} includes upwards, "
              f"{len(circles)} circles of {sum(map(len, circles))} modules")
        return 0
    print(f"1..{len(checks)}")
    for number, (name, faults) in enumerate(checks, 1):
        print(f"{'not ok' if faults else 'ok'} {number} - /house/{name.replace(' ', '-')}")
        for fault in faults:
            print(f"# {fault}")
    return 1 if any(faults for _, faults in checks) else 0


if __name__ == "__main__":
    sys.exit(main())
