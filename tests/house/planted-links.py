#!/usr/bin/env python3
"""Plants faults in a small house of pages, and sees that links.py names each and nothing else. Reports in TAP."""

import os
import subprocess
import sys
import tempfile

LINKS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "links.py")

GOOD = {
    "README.md": "# House\n\n[docs](docs/index.md), [area](docs/index.md#km-and-km-a-day), [site](https://example.org/x)\n",
    "docs/index.md": "# Index\n\n## km and `km²` a day\n\n## Same\n\n## Same\n\n[up](../README.md#house) [second](#same-1) [id](#made)\n"
                     "\n<a id=\"made\"></a>\n\n    [no link](in/code.md)\n\n`[nor](here.md)`\n\n```\n[nor](there.md)\n```\n",
}

# What is planted: {file: line to append}, and what the report must say.
FAULTS = {
    "a link to no file": ({"README.md": "[x](docs/gone.md)"}, "README.md:5: 'docs/gone.md': no such file 'docs/gone.md'"),
    "a picture that is not there": ({"README.md": "![x](gone.png)"}, "README.md:5: 'gone.png': no such file 'gone.png'"),
    "a link to no heading": ({"docs/index.md": "[x](#gone)"}, "'#gone': no such heading in 'docs/index.md'"),
    "a third heading of a name": ({"docs/index.md": "[x](#same-2)"}, "'#same-2': no such heading in 'docs/index.md'"),
    "a link out of the house": ({"README.md": "[x](../x.md)"}, "README.md:5: '../x.md': no such file '../x.md'"),
    "an absolute path": ({"README.md": "[x](/etc/passwd)"}, "'/etc/passwd': expected a link within the project or to https"),
    "a page that nothing leads to": ({"docs/lost.md": "# Lost"}, "docs/lost.md: no link leads to it from README.md"),
}


def check(house, lines):
    """Exit status and complaints of links.py over the house with these lines planted."""
    for file, text in GOOD.items():
        with open(os.path.join(house, file), "w", encoding="utf-8") as page:
            page.write(text)
    for file, line in lines.items():
        with open(os.path.join(house, file), "a", encoding="utf-8") as page:
            page.write(f"\n{line}\n")
    run = subprocess.run([sys.executable, LINKS, house], capture_output=True, text=True, check=False)
    return run.returncode, [line[2:] for line in run.stdout.splitlines() if line.startswith("# ")]


def main():
    failed = 0
    print(f"1..{len(FAULTS) + 1}")
    with tempfile.TemporaryDirectory() as house:
        os.mkdir(os.path.join(house, "docs"))
        for number, (name, (lines, complaint)) in enumerate([("nothing in a good house", ({}, None)), *FAULTS.items()], 1):
            status, found = check(house, lines)
            good = (status, len(found)) == (0, 0) if complaint is None else status == 1 and len(found) == 1 and found[0].endswith(complaint)
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} - /house/finds-{name.replace(' ', '-')}")
            if not good:
                print(f"# {status} {found!r}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
