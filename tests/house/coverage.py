#!/usr/bin/env python3
"""Says how much of each room was run: coverage.py COVERAGE.json, as `gcovr --json` writes it."""
import collections
import json
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        files = json.load(file)["files"]
    rooms = collections.defaultdict(lambda: [0, 0, 0, 0])
    for source in files:
        parts = source["file"].split("/")
        for room in {"/".join(parts[:-1]), parts[0], "all"}:
            counts = rooms[room]
            for line in source["lines"]:
                if line.get("gcovr/noncode"):
                    continue
                counts[0] += line["count"] > 0
                counts[1] += 1
                counts[2] += sum(branch["count"] > 0 for branch in line["branches"])
                counts[3] += len(line["branches"])
    share = lambda some, all: f"{100 * some / all:.1f}" if all else "-"
    print("| room | lines | lines run, % | branches | branches taken, % |\n|---|--:|--:|--:|--:|")
    for room, (ran, lines, taken, branches) in sorted(rooms.items(), key=lambda item: (item[0] == "all", item[0])):
        print(f"| {room} | {lines:,} | {share(ran, lines)} | {branches:,} | {share(taken, branches)} |")


main()
