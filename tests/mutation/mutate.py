#!/usr/bin/env python3
"""Asks how many small faults the tests find: mutate.py [--sample N] [--seed S] [--workers N] [--report FILE] [ROOM|FILE...]

Each fault is one changed operator, number, condition or call in one file of the core. The file is compiled with it, and the tests of
its room are run; if these pass, so are all cases of the command line. A fault that no test finds has survived, and is listed with its
line. The work is done in copies of the sources in a temporary folder; the tree itself is only read.

Nothing below counts: faults that do not compile, and lines that only free memory or guard against misuse by programmers.
Some survivors change nothing that can be seen, for example where a bound is only there for speed.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import queue
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The rooms of the core, and the unit tests that ask for what they promise, the quickest first.
ROOMS = {
    "data/dates": ["calendar", "periods", "dates", "series"],
    "data/overlay": ["overlay", "laws", "change"],
    "data/front": ["front-join", "front-before", "front", "territory"],
    "data/change": ["mean", "movement", "records", "reset", "change-group", "remainder", "ledger", "axes", "bands", "turnover", "steps",
                    "region", "change", "compare", "table"],
    "data/geometry": ["boxtree", "dissolve", "noise", "wrap", "validity", "tiling", "locating", "area", "crs", "geometry", "overlay", "laws", "change"],
    "render/names": ["placement", "labels", "callouts", "area-names", "furniture-placing", "page"],
    "render/page": ["chart", "content", "region-map", "page"],
    "render/words": ["figures", "sentence", "words"],
    "render/write": ["deflate", "repeats", "svg", "pdf"],
}

SWAPS = [
    (" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" == ", " != "), (" != ", " == "),
    (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "), (" * ", " / "), (" / ", " * "),
    (" += ", " -= "), (" -= ", " += "), ("++", "--"), ("TRUE", "FALSE"), ("FALSE", "TRUE"), ("MIN(", "MAX("), ("MAX(", "MIN("),
]
NUMBER = re.compile(r"(?<![\w.])(0|1|2)(?![\w.])")
CONDITION = re.compile(r"^(\s*(?:} else )?(?:if|while) \()(.+)(\)\s*\{?)$")
CALL = re.compile(r"^\s+\w+\([^;]*\);$")
# Where a fault is no fault of what the program does: memory, misuse, messages that only programmers see, declarations.
SKIPPED = re.compile(r"_free\(|_unref\(|g_clear_pointer|g_return_|g_assert|g_autofree|g_autoptr\(GError\)|^#|^(static|typedef|enum|struct)\b|sizeof|_free_func|g_prefix_error")

MOST_BYTES = 16 << 30

Mutant = collections.namedtuple("Mutant", "file line text")


def mask(source):
    """The source with the contents of comments and strings replaced by spaces, so that positions stay."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", blank, source, flags=re.S)


def list_mutants(name):
    source = (ROOT / name).read_text()
    for number, (line, bare) in enumerate(zip(source.split("\n"), mask(source).split("\n"))):
        if not bare.startswith("  ") or SKIPPED.search(bare):
            continue
        for old, new in SWAPS:
            for match in re.finditer(re.escape(old), bare):
                yield Mutant(name, number, line[:match.start()] + new + line[match.end():])
        for match in NUMBER.finditer(bare):
            yield Mutant(name, number, line[:match.start()] + {"0": "1", "1": "2", "2": "3"}[match.group(1)] + line[match.end():])
        condition = CONDITION.match(bare)
        if condition and bare.count("(") == bare.count(")"):
            end = condition.end(2)
            yield Mutant(name, number, line[:condition.start(2)] + "!(" + line[condition.start(2):end] + ")" + line[end:])
        if CALL.match(bare):
            yield Mutant(name, number, re.match(r"\s*", line).group(0) + ";")


def choose_files(words):
    wanted = words or list(ROOMS)
    for word in wanted:
        path = ROOT / word
        if path.is_dir():
            yield from sorted(str(file.relative_to(ROOT)) for file in path.glob("*.c"))
        elif path.is_file():
            yield word
        else:
            sys.exit(f"mutate.py: expected a room such as data/dates or a file in one, got '{word}'")


def limit():
    """Loops that never end may not take all memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, folder, env=None, seconds=600):
    """Whether a command succeeds in time. What it began ends with it."""
    process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, preexec_fn=limit, start_new_session=True)
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


class Copy:
    """A copy of the tree with a build of its own."""

    def __init__(self, folder):
        self.folder = folder
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
        for name in filter(None, names):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        self.env = dict(os.environ, SALIENT_SOURCE_ROOT=str(folder), FONTCONFIG_FILE=str(folder / "build/tests/fonts.conf"),
                        XDG_CACHE_HOME=str(folder / "cache"), CC_LD="gold")
        self.env.pop("SALIENT_ARCHIVE", None)
        setup = ["meson", "setup", "build", "--optimization=0", "-Dtests=true", "-Dwerror=false"]
        if not run(setup, folder, self.env) or not run(["ninja", "-C", "build"], folder, self.env, 3600):
            sys.exit(f"mutate.py: expected the tree to build in {folder}, and it did not")

    def find_tests(self, name):
        tests = ROOMS.get(str(pathlib.PurePath(name).parent), [])
        return [test for test in tests if (self.folder / "build/tests" / f"test-{test}").exists()]

    def check_tests(self):
        for room in ROOMS:
            for test in self.find_tests(room + "/x.c"):
                if not run([self.folder / f"build/tests/test-{test}"], self.folder, self.env):
                    sys.exit(f"mutate.py: expected test-{test} to pass without any fault, and it failed")

    def judge(self, mutant):
        """'invalid', the name of the test that found it, or None."""
        path = self.folder / mutant.file
        source = path.read_text()
        lines = source.split("\n")
        lines[mutant.line] = mutant.text
        tests = self.find_tests(mutant.file)
        try:
            path.write_text("\n".join(lines))
            targets = [f"tests/test-{test}" for test in tests] + ["cli/salient"]
            if not run(["ninja", "-C", "build", *targets], self.folder, self.env):
                return "invalid"
            for test in tests:
                if not run([self.folder / f"build/tests/test-{test}"], self.folder, self.env, 120):
                    return f"test-{test}"
            return None if run([self.folder / "tests/cli/run.sh", "build/cli/salient"], self.folder, self.env) else "cli"
        finally:
            path.write_text(source)


def say(mutant, verdict):
    return f"{mutant.file}:{mutant.line + 1}: {verdict}: {mutant.text.strip()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="ROOM|FILE")
    parser.add_argument("--sample", type=int, default=200, help="how many faults are tried (default 200; 0: all)")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--report", help="write every fault and what found it there")
    options = parser.parse_args()
    mutants = [mutant for name in choose_files(options.files) for mutant in list_mutants(name)]
    n_all = len(mutants)
    if 0 < options.sample < n_all:
        mutants = sorted(random.Random(options.seed).sample(mutants, options.sample))
    with tempfile.TemporaryDirectory(prefix="salient-mutation-") as scratch:
        copies = queue.Queue()
        for number in range(options.workers):
            copies.put(Copy(pathlib.Path(scratch) / str(number)))
        first = copies.get()
        first.check_tests()
        copies.put(first)

        def judge(mutant):
            copy = copies.get()
            try:
                verdict = copy.judge(mutant)
            finally:
                copies.put(copy)
            if verdict is None:
                print(say(mutant, "survived"), flush=True)
            return verdict

        with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
            verdicts = list(pool.map(judge, mutants))
    if options.report:
        lines = [say(mutant, verdict or "survived") for mutant, verdict in zip(mutants, verdicts)]
        pathlib.Path(options.report).write_text("\n".join(lines) + "\n")
    tried = [verdict for verdict in verdicts if verdict != "invalid"]
    found = [verdict for verdict in tried if verdict]
    print(f"{len(found)} of {len(tried)} faults found ({100 * len(found) / max(1, len(tried)):.0f} %), "
          f"{found.count('cli')} of them by the command line alone; {len(verdicts) - len(tried)} did not compile; {n_all} are possible")


if __name__ == "__main__":
    main()
