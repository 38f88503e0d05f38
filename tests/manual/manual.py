#!/usr/bin/env python3
"""Whether man pages and completions have what the program and docs/ have, in TAP: manual.py SALIENT DOCS FOLDER"""

import json
import os
import re
import shutil
import subprocess
import sys

SALIENT, DOCS, FOLDER = sys.argv[1:4]

# The words before the cursor, and some of those that complete the last one. A line of bash each.
COMPLETIONS = [("salient re", ["render"]), ("salient ", ["measure", "help"]), ("salient render --lay", ["--layout"]),
               ("salient render x --layout map", ["map", "map+chart"]), ("salient measure -f c", ["csv"]),
               ("salient -q measure --fro", ["--from"]), ("salient style --h", ["--help"]),
               ("salient measure /usr/sha", ["/usr/share"])]


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def run(*words, text=None):
    done = subprocess.run(words, input=text, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def load_usage():
    return json.loads(run(SALIENT, "--json-usage"))


def say_pages(usage):
    """Each verb has its page with all its options and their words; the program's page names all verbs."""
    program = read("salient.1")
    for verb in usage["verbs"]:
        assert f"salient\\-{verb['name']} (1)" in program, verb["name"]
        page = read(f"salient-{verb['name']}.1")
        for option in verb["options"]:
            name = "\\fB\\-\\-" + option["name"].replace("-", "\\-") + "\\fR"
            assert name in page, (verb["name"], option["name"])
        assert verb["examples"] and verb["examples"][0].startswith("salient "), verb


def show(page):
    """A page as `man` shows it, on one long line, without bold and underlined letters."""
    return " ".join(re.sub(r".\x08", "", run("mandoc", "-T", "utf8", os.path.join(FOLDER, page))).split())


def list_cells(document):
    """(key, meaning) of each row of the tables of a document, as they are read."""
    with open(os.path.join(DOCS, document), encoding="utf-8") as file:
        rows = [line[2:-3] for line in file if line.startswith("| ")]
    for row in rows:
        cells = re.split(r" (?<!\\)\| ", row)
        yield cells[0].strip("`"), re.sub(r"\\([*<|])", r"\1", cells[-1]).replace("`", "")


def explain_files(_usage):
    """The pages of styles and projects have all keys of the documents with what they mean, and are found from all others."""
    for page, document, known in (("salient-style.5", "styles.md", "place_dot_mm"), ("salient-project.5", "projects.md", "date-shift")):
        text = show(page)
        cells = [(key, meaning) for key, meaning in list_cells(document) if key not in ("key", "name", "preset") and "](" not in meaning]
        assert known in dict(cells), (document, len(cells))
        for key, meaning in cells:
            assert key in text and meaning in text, (page, key, meaning)
        for markup in ("](", "**", "```", "|---"):
            assert markup not in text, (page, markup)
    for name in os.listdir(FOLDER):
        if name.endswith(".1"):
            assert "salient-project(5), salient-style(5)" in show(name), name


def say_what_help_says(usage):
    """No option of help is missing."""
    for verb in usage["verbs"]:
        named = set(re.findall(r"^ +(?:-\w, )?--([\w-]+)", run(SALIENT, "help", verb["name"]), re.MULTILINE))
        known = {option["name"] for option in verb["options"]}
        assert named == known, (verb["name"], named ^ known)


def format_well(usage):
    """What formats man pages finds no fault."""
    pages = [os.path.join(FOLDER, "salient.1")]
    pages += [os.path.join(FOLDER, f"salient-{verb['name']}.1") for verb in usage["verbs"]]
    pages += [os.path.join(FOLDER, name) for name in ("salient-style.5", "salient-project.5")]
    faults = [line for line in run("mandoc", "-T", "lint", "-W", "warning", *pages).splitlines() if "missing date" not in line]
    assert not faults, faults[:3]
    for page in pages:
        text = re.sub(r".\x08", "", run("mandoc", "-T", "utf8", page))
        assert "\\f" not in text, page


def complete_in_bash(_usage):
    """Completion offers verbs, options, choices and files."""
    script = f"source {FOLDER}/salient.bash\n"
    for line, _ in COMPLETIONS:
        words = line.split(" ")
        script += f"COMP_WORDS=({' '.join(words[:-1])} '{words[-1]}'); COMP_CWORD={len(words) - 1}\n"
        script += "_salient; echo \"${COMPREPLY[*]}\"\n"
    answers = run("bash", "--norc", text=script).splitlines()
    assert len(answers) == len(COMPLETIONS), answers
    for (line, expected), answer in zip(COMPLETIONS, answers):
        last = line.split(" ")[-1]
        offered = answer.split(" ")
        assert set(expected) <= set(offered), (line, answer)
        assert all(word.startswith(last) for word in offered), (line, answer)


def parse_in_other_shells(_usage):
    """zsh and fish, where they are installed, take their completions."""
    for shell, name in (("zsh", "_salient"), ("fish", "salient.fish")):
        if shutil.which(shell):
            complaint = run(shell, "-n", os.path.join(FOLDER, name))
            assert complaint == "", complaint


def main():
    usage = load_usage()
    tests = [say_pages, explain_files, say_what_help_says, format_well, complete_in_bash, parse_in_other_shells]
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        try:
            test(usage)
            print(f"ok {number} - /manual/{test.__name__.replace('_', '-')}")
        except AssertionError as fault:
            print(f"not ok {number} - /manual/{test.__name__.replace('_', '-')}\n# {fault}")


main()
