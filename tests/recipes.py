#!/usr/bin/env python3
"""Runs the recipes of docs/cookbook.md and the tutorial, and reports in TAP: recipes.py SOURCE_ROOT PROGRAM

A recipe is a section with fenced blocks. A block with a file's name after its language is written to that file; others
are run, as are scripts (.sh) and Makefiles, each in turn, in a folder that has `daily/`. Then what the recipe promises
is checked: CHECKS has a function for each section.

The sections of docs/tutorial.md are steps in one folder, which has `examples/`. A block of `text` is what the commands before it
print, where a line `...` stands for any lines. Blocks of `bash`, which install the program, are left to tests/bare-debian.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

MAX_LINES = 12
RUNNERS = {"sh": ["sh", "-e"], "python": [sys.executable], "r": ["Rscript"]}


class Missing(Exception):
    """A program that a recipe needs is not installed."""


def read(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


def run(command, text=None):
    if shutil.which(command[0]) is None:
        raise Missing(command[0])
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {done.stdout}"
    return done.stdout


def list_recipes(text):
    """The sections: title, and blocks as (language, file, content)."""
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        blocks = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", section, flags=re.M | re.S)
        yield section.split("\n", 1)[0], blocks


def run_block(language, name, content):
    assert content.count("\n") < MAX_LINES, f"expected under {MAX_LINES} lines, got {content.count(chr(10))}"
    if not name:
        return run([*RUNNERS[language], "-" if language != "sh" else "/dev/stdin"], content)
    with open(name, "w", encoding="utf-8") as file:
        file.write(content)
    return run(["sh", name]) if language == "sh" else run(["make"]) if language == "make" else ""


def is_png(name):
    with open(name, "rb") as file:
        return file.read(8) == b"\x89PNG\r\n\x1a\n"


def check_nightly(_):
    news = json.loads(read("cms.json"))
    assert len(news) == 2 and all(is_png(n["image"]) and n["title"] and n["alt"] for n in news), news
    os.remove("cms.json")
    run(["sh", "nightly.sh"])
    assert not os.path.exists("cms.json"), "expected no record of a night without news"
    os.remove(news[0]["image"])
    run(["sh", "nightly.sh"])
    assert [n["image"] for n in json.loads(read("cms.json"))] == [news[0]["image"]]


def check_headline(printed):
    assert re.fullmatch(r".+2024.*\n[-+]\d+ km² in 29 days\n", printed), printed


def check_chart(printed):
    assert is_png("changes.png") and re.search(r"^2024-01 \+12308$", printed, flags=re.M), printed


def check_make(_):
    assert len(read("months.csv").splitlines()) == 3
    before = os.stat("months.csv").st_mtime_ns, os.stat("maps/2024-01.svg").st_mtime_ns
    run(["make"])
    assert before == (os.stat("months.csv").st_mtime_ns, os.stat("maps/2024-01.svg").st_mtime_ns)
    with open("daily/2024-04-01.geojson", "w", encoding="utf-8") as file:
        file.write(read("daily/2024-01-01.geojson"))
    run(["make"])
    assert len(read("months.csv").splitlines()) == 4 and os.path.exists("maps/2024-03.svg")


def check_report(printed):
    assert "| 2024-01" in printed and len(re.findall(r"^!\[.+\]\(maps/2024-0\d\.svg\)$", printed, flags=re.M)) == 2, printed


def check_page(_):
    page = read("page.html")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert page.count("<svg ") == 2 and len(ids) == len(set(ids)), "expected two maps, and no id twice"
    for svg in re.findall(r"<svg .*?</svg>", page, flags=re.S):
        xml.etree.ElementTree.fromstring(svg)


def check_post(_):
    assert is_png("post/2024-02.png")
    assert 20 < len(read("post/2024-02.txt")) <= 1001 and "2024" in read("post/post.txt")


CHECKS = {
    "Every night, for a CMS": check_nightly,
    "The headline in Python": check_headline,
    "A chart in R": check_chart,
    "A Makefile": check_make,
    "A report in Quarto or Jupyter": check_report,
    "Two maps in a web page": check_page,
    "A post with a picture": check_post,
}


def try_recipe(root, title, blocks):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(root, "tests/cli/data/squares"), os.path.join(folder, "daily"))
        os.chdir(folder)
        try:
            printed = [run_block(*block) for block in blocks]
            CHECKS[title]("".join(printed))
        finally:
            os.chdir(root)


def check_printed(shown, printed):
    """Whether what is shown is what was printed, but for what '...' leaves out."""
    lines = [".*" if line == "..." else re.escape(line + "\n") for line in shown.splitlines()]
    assert re.fullmatch("".join(lines), printed.replace("\u00a0", " "), flags=re.S), f"expected {shown!r}, got {printed!r}"


def try_step(blocks):
    printed = ""
    for language, name, content in blocks:
        if language == "text":
            check_printed(content, printed)
        elif language != "bash":
            printed = run_block(language, name, content)


def check_pictures_of_tutorial(root):
    """The picture that the tutorial shows is the one that its reader gets: it has that size, and is not another month."""
    shown = re.findall(r"^!\[.+\]\((images/\S+)\)$", read(os.path.join(root, "docs/tutorial.md")), flags=re.M)
    assert shown == ["images/korea-1950-12.png"], shown
    with open(os.path.join(root, "docs", shown[0]), "rb") as one, open("maps/1950-12.png", "rb") as other:
        assert one.read(24) == other.read(24), "expected the picture that is shown to be as large as the one that is made"


def try_tutorial(root):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(root, "examples"), os.path.join(folder, "examples"))
        os.chdir(folder)
        try:
            steps = list(list_recipes(read(os.path.join(root, "docs/tutorial.md"))))
            for _, blocks in steps:
                try_step(blocks)
            assert sum(bool(blocks) for _, blocks in steps) == 8, "expected eight steps"
            check_pictures_of_tutorial(root)
            assert read("korea.html").count("<svg ") >= 12 and "North Korea and China" in read("korea.html")
        finally:
            os.chdir(root)


def main():
    root, program = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ["PATH"] = os.path.dirname(program) + os.pathsep + os.environ["PATH"]
    recipes = list(list_recipes(read(os.path.join(root, "docs/cookbook.md"))))
    failed = [title for title, _ in recipes] != list(CHECKS)
    print(f"1..{len(recipes) + 2}\n{'not ok' if failed else 'ok'} 1 every recipe is checked", flush=True)
    tries = [(title, lambda title=title, blocks=blocks: try_recipe(root, title, blocks)) for title, blocks in recipes]
    tries.append(("the tutorial", lambda: try_tutorial(root)))
    for n, (title, attempt) in enumerate(tries, 2):
        try:
            attempt()
            print(f"ok {n} {title}", flush=True)
        except Missing as missing:
            print(f"ok {n} {title} # SKIP no {missing}", flush=True)
        except (AssertionError, OSError, ValueError) as fault:
            failed = True
            print(f"not ok {n} {title}\n# {str(fault)[:2000]!r}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
