#!/usr/bin/env python3
"""Whether bench.py does what it says, in TAP: test-bench.py SALIENT BENCH_FLOOR

The smallest run, with no peers. No figure of it is looked at, because times depend on the machine."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = "# Speed\n"
TAIL = "\nAfter the table.\n"


def run_driver(salient, floor, folder, *arguments):
    environment = {name: value for name, value in os.environ.items() if name != "SALIENT_ARCHIVE"}
    command = [sys.executable, os.path.join(HERE, "bench.py"), salient, floor, *arguments]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)


def read_files(folder):
    files = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            files[name] = file.read()
    return files


def unpack(floor, folder):
    """The pixels of a folder's PNG files, and its other files."""
    pixels = folder + "-pixels"
    os.mkdir(pixels)
    subprocess.run([floor, "unpack", folder, pixels], check=True)
    return read_files(pixels)


def list_rows(text):
    """Cells of the rows of a table, without its head."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    return rows[2:]


def check_table(run, document):
    rows = list_rows(run.stdout)
    programs = [row[1] for row in rows]
    assert programs == ["`salient`", "floor", "`salient`", "`salient`, again", "floor"], programs
    assert [row[0] for row in rows if row[0]] == ["(b) 2 maps, PNG", "(e) numbers of 26 days"], rows
    for row in rows:
        assert len(row) == 8 and all(float(cell) > 0 for cell in row[2:5] + row[6:7]), row
    assert document.startswith(HEAD) and document.endswith(TAIL), document
    assert list_rows(document) == rows, document


def check_outputs(salient, floor, folder):
    """The floor writes what the program does, in as many bytes but for titles and the like."""
    for letter, suffix, count in (("b", ".png", 2), ("e", ".csv", 1)):
        ours, theirs = (os.path.join(folder, "kept", "job-" + letter, name) for name in ("salient", "floor"))
        assert sum(name.endswith(suffix) for name in os.listdir(ours)) == count, os.listdir(ours)
        for name, content in read_files(theirs).items():
            size = os.path.getsize(os.path.join(ours, name))
            assert abs(len(content) - size) < 0.1 * size + 100, (name, len(content), size)
        assert unpack(floor, ours) == unpack(floor, theirs), letter


def check_refusal(run):
    assert run.returncode == 2 and "expected some of abcdefgh, got 'bx'" in run.stderr, run.stderr


def check_failure(run):
    assert run.returncode == 1 and run.stderr.startswith("bench: ") and run.stdout == "", (run.stdout, run.stderr)


def main(salient, floor):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{HEAD}<!-- bench.py begins -->\nold\n<!-- bench.py ends -->{TAIL}")
        run = run_driver(salient, floor, folder, "--runs", "1", "--jobs", "be", "--maps", "2", "--no-peers",
                         "--keep", "kept", "--write", path)
        print("# " + run.stderr.replace("\n", "\n# "))
        assert run.returncode == 0, run.returncode
        with open(path, encoding="utf-8") as file:
            check_table(run, file.read())
        print("ok 1 bench prints a table and writes it")
        check_outputs(salient, floor, folder)
        print("ok 2 the floor writes the same pictures and tables")
        check_refusal(run_driver(salient, floor, folder, "--jobs", "bx"))
        print("ok 3 bench refuses unknown jobs")
        check_failure(run_driver("false", floor, folder, "--jobs", "a", "--maps", "1"))
        print("ok 4 bench fails where the program does")
    print("1..4")


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:]))
