#!/usr/bin/env python3
"""Carries out packaging/Containerfile without an engine for containers: container.py SOURCE_ROOT BASE FOLDER

BASE is a root of a bare Debian 12, as debootstrap makes it; each stage starts as a copy of it in FOLDER. COPY copies, RUN runs in
the root by chroot, ENV and WORKDIR are obeyed, and in the end the ENTRYPOINT is run with CMD, and in a folder with data. Needs
root. What BASE has in place of the image that FROM names, and what an engine does with networks and users, it cannot tell.
"""

import glob
import json
import os
import shlex
import shutil
import subprocess
import sys

SOURCE, BASE, FOLDER = map(os.path.realpath, sys.argv[1:4])


def read_instructions(path):
    """(word, rest) of each instruction."""
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("\\\n", " ")
    lines = [line.strip() for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return [tuple(line.split(None, 1)) for line in lines]


class Stage:
    """A root that grows, with what is set for the commands in it."""

    def __init__(self, root):
        self.root = root
        self.env = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        self.folder = "/"
        self.entry, self.words = [], []
        subprocess.run(["cp", "-a", "--reflink=auto", BASE, root], check=True)

    def path(self, name):
        return os.path.join(self.root, os.path.join(self.folder, name).lstrip("/"))

    def run(self, words):
        inside = ["sh", "-c", f"cd {shlex.quote(self.folder)} && exec \"$@\"", "sh", *words]
        subprocess.run(["chroot", self.root, *inside], env={**self.env, "DEBIAN_FRONTEND": "noninteractive"},
                       stdin=subprocess.DEVNULL, check=True)


def read_ignored():
    with open(os.path.join(SOURCE, ".containerignore"), encoding="utf-8") as file:
        return shutil.ignore_patterns(*file.read().split())


def copy(stage, stages, words):
    words = shlex.split(words)
    if words[0].startswith("--from="):
        other = stages[words[0].removeprefix("--from=")]
        for path in glob.glob(other.path("/" + words[1].lstrip("/"))):
            shutil.copy(path, stage.path(words[2]))
    else:
        ignored = read_ignored()
        shutil.copytree(os.path.join(SOURCE, words[0]), stage.path(words[1]), symlinks=True, dirs_exist_ok=True,
                        ignore=lambda place, names: ignored(place, names) if place.rstrip("/.") == SOURCE else [])


def carry_out(instructions):
    """The last stage."""
    stages, stage = {}, None
    for word, rest in instructions:
        print(f"=== {word} {rest}", flush=True)
        if word == "FROM":
            name = rest.split(" AS ")[1] if " AS " in rest else "last"
            stage = stages[name] = Stage(os.path.join(FOLDER, name))
        elif word == "WORKDIR":
            stage.folder = rest
            os.makedirs(stage.path("."), exist_ok=True)
        elif word == "ENV":
            stage.env.update(pair.split("=", 1) for pair in shlex.split(rest))
        elif word == "COPY":
            copy(stage, stages, rest)
        elif word == "RUN":
            stage.run(["sh", "-c", rest])
        elif word in ("ENTRYPOINT", "CMD"):
            setattr(stage, "entry" if word == "ENTRYPOINT" else "words", json.loads(rest))
        else:
            raise SystemExit(f"container.py: packaging/Containerfile: expected an instruction that is known here, got '{word}'")
    return stage


def main():
    os.makedirs(FOLDER)
    stage = carry_out(read_instructions(os.path.join(SOURCE, "packaging/Containerfile")))
    stage.run([*stage.entry, *stage.words])
    shutil.copytree(os.path.join(SOURCE, "examples/korea-1950"), stage.path("korea-1950"))
    stage.run([*stage.entry, "render", "-p", "korea-1950/project.yaml"])
    for path in sorted(glob.glob(stage.path("korea-1950/**/*"), recursive=True)):
        if path.endswith((".png", ".svg", ".pdf")):
            print(os.path.relpath(path, stage.root), os.path.getsize(path))


main()
