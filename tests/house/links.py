#!/usr/bin/env python3
"""Checks the links of all Markdown files and reports in TAP: links.py SOURCE_ROOT

A link within the project leads to a file or folder that is there, and its anchor to a heading (as GitHub spells it) or an id
of that file. Links to other sites are only looked at for their scheme, and nothing is fetched. Links lead from README.md to every
page of docs/, directly or by way of other pages.
"""

import os
import re
import sys
import unicodedata
import urllib.parse

LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(<?([^()\s>]*(?:\([^()\s]*\))?)>?(?:\s+\"[^\"]*\")?\)")
SCHEMES = ("https://", "http://", "mailto:")


def list_pages(root):
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(n for n in folders if not n.startswith((".", "build")) and n not in ("corpus", "subprojects"))
        for name in sorted(names):
            if name.endswith(".md"):
                yield os.path.relpath(os.path.join(folder, name), root)


def blank(found):
    return re.sub(r"[^\n]", " ", found[0])


def strip_code(text):
    """The text with code blanked: fenced blocks, indented ones, and spans."""
    text = re.sub(r"^( *)(`{3,}|~{3,}).*?^\1\2`*$", blank, text, flags=re.M | re.S)
    text = re.sub(r"(?:(?<=\n\n)|\A)(?: {4,}.*\n(?:\n(?= {4}))*)+", blank, text)
    return re.sub(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)", blank, text, flags=re.S)


def slug(heading):
    """A heading as GitHub makes an anchor of it: lower case, without signs, with a hyphen for each space."""
    heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    kept = (c for c in heading if c in " -" or unicodedata.category(c)[0] in "LM" or unicodedata.category(c) in ("Nd", "Pc"))
    return "".join(kept).replace(" ", "-")


def list_anchors(text):
    anchors, seen = set(re.findall(r'<a (?:id|name)="([^"]+)"', text)), {}
    fenceless = re.sub(r"^(`{3,}).*?^\1`*$", blank, text, flags=re.M | re.S)
    for heading in re.findall(r"^#{1,6} +(.*?) *#*$", fenceless, flags=re.M):
        name = slug(heading)
        anchors.add(f"{name}-{seen[name]}" if name in seen else name)
        seen[name] = seen.get(name, 0) + 1
    return anchors


def check_link(root, pages, page, target):
    """What is wrong with a link of a page, or None."""
    if target.startswith(SCHEMES):
        return None
    path, _, anchor = urllib.parse.unquote(target).partition("#")
    if re.match(r"[a-z]+:|/", path):
        return "expected a link within the project or to https"
    file = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
    if file.startswith("..") or not os.path.exists(os.path.join(root, file)):
        return f"no such file '{file}'"
    if anchor and (file not in pages or anchor not in list_anchors(pages[file])):
        return f"no such heading in '{file}'"
    return None


def find_broken(root, pages):
    """What is wrong, and {page: pages it links to}."""
    faults, linked = [], {}
    for page, text in pages.items():
        text = strip_code(text)
        linked[page] = set()
        for found in LINK.finditer(text):
            fault = check_link(root, pages, page, found[1])
            if fault:
                faults.append(f"{page}:{text.count(chr(10), 0, found.start()) + 1}: '{found[1]}': {fault}")
            else:
                linked[page].add(os.path.normpath(os.path.join(os.path.dirname(page), found[1].partition("#")[0])))
    return faults, linked


def find_reached(linked, page):
    reached, todo = {page}, [page]
    while todo:
        more = {other for other in linked[todo.pop()] if other in linked} - reached
        reached |= more
        todo += more
    return reached


def main():
    root = sys.argv[1]
    pages = {}
    for page in list_pages(root):
        with open(os.path.join(root, page), encoding="utf-8") as file:
            pages[page] = file.read()
    broken, linked = find_broken(root, pages)
    reached = find_reached(linked, "README.md")
    missed = [f"{page}: no link leads to it from README.md" for page in pages if os.path.dirname(page) == "docs" and page not in reached]
    checks = [("every link leads somewhere", broken), ("every page can be reached", missed)]
    print(f"1..{len(checks)}")
    for number, (name, faults) in enumerate(checks, 1):
        print(f"{'not ok' if faults else 'ok'} {number} - /house/{name.replace(' ', '-')}")
        for fault in faults:
            print(f"# {fault}")
    return 1 if any(faults for _, faults in checks) else 0


if __name__ == "__main__":
    sys.exit(main())
