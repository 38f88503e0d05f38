#!/usr/bin/env python3
"""The conda recipe as far as it goes without conda, in TAP: recipe.py SOURCE_ROOT

Reads the recipe, looks for what it names, and runs its build script and its tests with what is installed here. Whether the
names of packages are those of conda-forge it cannot tell.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

SOURCE = os.path.realpath(sys.argv[1])
RECIPE = os.path.join(SOURCE, "packaging/conda")

# What pkg-config calls a library, and the recipe.
PACKAGES = {"glib-2.0": "glib", "gio-2.0": "glib", "gdal": "libgdal-core", "sqlite3": "sqlite", "icu-uc": "icu", "pangocairo": "pango",
            "harfbuzz-subset": "harfbuzz", "libwebp": "libwebp-base", "librsvg-2.0": "librsvg"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def run(*words, env):
    done = subprocess.run(words, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}: exit {done.returncode}\n" + "\n".join(done.stdout.splitlines()[-20:])
    return done.stdout


def names(requirements):
    return {requirement.split()[0] for requirement in requirements}


def has_the_version_of_meson(recipe):
    version = re.search(r"^project\(.*?version: '([^']+)'", read(os.path.join(SOURCE, "meson.build")))[1]
    assert recipe["context"]["version"] == version, (recipe["context"]["version"], version)


def names_each_library_that_meson_asks_for(recipe):
    asked = set(re.findall(r"= dependency\('([^']+)'", read(os.path.join(SOURCE, "meson.build"))))
    wanted = {PACKAGES.get(name, name) for name in asked}
    host = names(recipe["requirements"]["host"])
    assert wanted == host, f"asked for and not named: {sorted(wanted - host)}; named and not asked for: {sorted(host - wanted)}"


def names_files_that_exist(recipe):
    for path in (os.path.join(RECIPE, recipe["build"]["script"]), os.path.join(SOURCE, recipe["about"]["license_file"])):
        assert os.path.exists(path), path
    assert os.path.realpath(os.path.join(RECIPE, recipe["source"]["path"])) == SOURCE


def builds_and_passes_its_tests(recipe):
    with tempfile.TemporaryDirectory() as folder:
        source, prefix = os.path.join(folder, "source"), os.path.join(folder, "prefix")
        shutil.copytree(SOURCE, source, symlinks=True, ignore=lambda place, found: [
            name for name in found if name == ".git" or place == SOURCE and re.match("build|deb$|demo$", name)])
        run(os.path.join(RECIPE, recipe["build"]["script"]), env={"PREFIX": prefix, "SRC_DIR": source, "CPU_COUNT": "2"})
        for path in ("bin/salient", "lib/libsalient.so.0", "include/salient.h", "share/man/man1/salient.1"):
            assert os.path.exists(os.path.join(prefix, path)), path
        moved = os.path.join(folder, "environment")
        shutil.move(prefix, moved)
        for test in recipe["tests"]:
            for command in test["script"]:
                run("sh", "-c", command, env={"PATH": f"{moved}/bin:{os.environ['PATH']}"})


def main():
    recipe = yaml.safe_load(read(os.path.join(RECIPE, "recipe.yaml")))
    tests = [has_the_version_of_meson, names_each_library_that_meson_asks_for, names_files_that_exist, builds_and_passes_its_tests]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        fault = None
        try:
            test(recipe)
        except AssertionError as complaint:
            fault = str(complaint)
        failed += fault is not None
        print(f"{'not ok' if fault else 'ok'} {number} - /recipe/{test.__name__.replace('_', '-')}", flush=True)
        if fault:
            print("# " + fault.replace("\n", "\n# "), flush=True)
    return 1 if failed else 0


sys.exit(main())
