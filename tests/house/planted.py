#!/usr/bin/env python3
"""Plants faults in a copy of the house, and sees that floors.py names each: planted.py SOURCE_ROOT. Reports in TAP."""

import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

# What is planted: {file: line to append}, and the line of the report that must name it.
FAULTS = {
    "an include of a floor above": (
        {"data/base/error.h": '#include "render/page/page.h"'},
        "'data/base' does not lie above 'render/page' (render/page/page.h)"),
    "an include of a room above in the same folder": (
        {"data/dates/calendar.h": '#include "data/table/table.h"'},
        "'data/dates' does not lie above 'data/table' (data/table/table.h)"),
    "an include of the inside by the program": (
        {"cli/planted.h": '#include "data/base/error.h"'},
        "cli/planted.h:1: 'cli' does not lie above 'data/base' (data/base/error.h)"),
    "two headers that include each other": (
        {"data/base/planted-one.h": '#include "data/base/planted-two.h"',
         "data/base/planted-two.h": '#include "data/base/planted-one.h"'},
        "data/base/planted-one <-> data/base/planted-two"),
    "a circle round three corners, one by way of a source": (
        {"data/base/planted-one.h": '#include "planted-two.h"',
         "data/base/planted-two.c": '#include "data/base/planted-three.h"',
         "data/base/planted-two.h": "",
         "data/base/planted-three.h": '#include "data/base/planted-one.h"'},
        "data/base/planted-one <-> data/base/planted-three <-> data/base/planted-two"),
    "a source outside of the rooms": ({"data/planted.c": ""}, "data/planted.c: stands in no room"),
    "an include of nothing": (
        {"data/base/planted.c": '#include "data/base/no-such-file.h"'},
        "data/base/planted.c:1: no such file 'data/base/no-such-file.h'"),
}


def copy_sources(source, house):
    for room in ("cli", "data", "include", "library", "render", "styles"):
        for folder, _, names in os.walk(os.path.join(source, room)):
            copy = os.path.join(house, os.path.relpath(folder, source))
            os.makedirs(copy)
            for name in names:
                if name.endswith((".c", ".h")):
                    shutil.copy(os.path.join(folder, name), copy)


def is_named(house, lines, complaint):
    """Whether floors.py fails over the house with these lines planted, and names them. Takes them out again."""
    before = {}
    for file, line in lines.items():
        path = os.path.join(house, file)
        before[path] = open(path, encoding="utf-8").read() if os.path.exists(path) else None
        with open(path, "a", encoding="utf-8") as text:
            text.write(line + "\n")
    run = subprocess.run([sys.executable, os.path.join(HERE, "floors.py"), house],
                         capture_output=True, text=True, check=False)
    for path, content in before.items():
        if content is None:
            os.remove(path)
        else:
            with open(path, "w", encoding="utf-8") as text:
                text.write(content)
    return run.returncode == 1 and any(line.startswith("# ") and line.endswith(complaint)
                                       for line in run.stdout.splitlines())


def main():
    failed = 0
    print(f"1..{len(FAULTS)}")
    with tempfile.TemporaryDirectory() as house:
        copy_sources(sys.argv[1], house)
        for number, (name, (lines, complaint)) in enumerate(FAULTS.items(), 1):
            good = is_named(house, lines, complaint)
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} - /house/finds-{name.replace(' ', '-').replace(',', '')}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
