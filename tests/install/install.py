#!/usr/bin/env python3
"""The library as others use it, in TAP: install.py SOURCE_ROOT BUILD [whole]

Installs the build into an empty folder, looks at what is there, moves it and takes it away again, and builds and runs the
examples against it outside of the tree, with pkg-config alone. Then builds some files of each room anew, as a Meson subproject
of a project of a few lines; with `whole`, which takes minutes and belongs before a release, all of it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE, BUILD = map(os.path.realpath, sys.argv[1:3])
IS_WHOLE = sys.argv[3:] == ["whole"]
DATA = os.path.join(SOURCE, "tests/cli/data/squares")
EXAMPLES = os.path.join(SOURCE, "examples/library")

LINKER_NAMES = {"__bss_start", "_edata", "_end"}  # a linker may put these into every library

HOST_PROJECT = """project('host', 'c', version: '1', meson_version: '>=1.0')
salient = dependency('salient', fallback: 'salient', default_options: ['tests=false'])
executable('host', 'render.c', dependencies: salient)
"""


class Fault(Exception):
    """What is wrong, in a line or more."""


def run(*words, folder=None, env=None):
    """What a command prints; a Fault if it fails."""
    done = subprocess.run(words, cwd=folder, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Fault(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(is_so, complaint):
    if not is_so:
        raise Fault(complaint)


def is_png(path):
    with open(path, "rb") as file:
        return file.read(8) == b"\x89PNG\r\n\x1a\n"


class Installed:
    """An installed copy in a folder of its own, and a second folder to work in."""

    def __init__(self, folder):
        self.root = os.path.join(folder, "root")
        self.work = os.path.join(folder, "work")
        os.mkdir(self.work)
        run("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", self.root)
        self.files = sorted(os.path.join(place, name) for place, _, names in os.walk(self.root) for name in names)
        self.library = self.find("/libsalient.so.0")
        self.header = self.find("/include/salient.h")
        self.description = self.find("/pkgconfig/salient.pc")
        self.program = self.find("/bin/salient")
        self.env = {
            "PKG_CONFIG_PATH": os.path.dirname(self.description),
            "LD_LIBRARY_PATH": os.path.dirname(self.library),
            "PATH": os.path.dirname(self.program) + ":" + os.environ["PATH"],
        }

    def find(self, end):
        found = [path for path in self.files if path.endswith(end)]
        expect(len(found) == 1, f"expected one file {end}, got {found}")
        return found[0]

    def ask_pkg_config(self, *words):
        return run("pkg-config", *words, "salient", env=self.env).split()


def test_files_are_those_of_a_library(copy):
    names = {os.path.basename(path) for path in copy.files if "/share/" not in path}
    expected = {"salient", "salient.h", "salient.pc", "libsalient.so", "libsalient.so.0"}
    rest = {name for name in names - expected if not re.fullmatch(r"libsalient\.so\.0\.\d+\.\d+", name)}
    expect(not rest and expected <= names, f"expected {sorted(expected)}, got {sorted(names)}")
    for end in ("/man/man1/salient.1", "/man/man1/salient-render.1", "/man/man5/salient-style.5",
                "/man/man5/salient-project.5", "/bash-completion/completions/salient.bash",
                "/zsh/site-functions/_salient", "/fish/vendor_completions.d/salient.fish"):
        copy.find(end)


def test_exports_what_the_header_declares_and_nothing_else(copy):
    with open(copy.header, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/|//[^\n]*|^\s*#(?:[^\n]*\\\n)*[^\n]*", "", file.read(), flags=re.S | re.M)
    declared = set(re.findall(r"\b(salient_\w+)\s*\(", text))
    exported = {line.split()[-1] for line in run("nm", "-D", "--defined-only", copy.library).splitlines()} - LINKER_NAMES
    expect(declared, "no function is declared")
    expect(declared == exported, f"only declared: {sorted(declared - exported)}; only exported: {sorted(exported - declared)}")


def test_packages_know_the_symbols_and_the_version(copy):
    """What only `./bootstrap deb check` would find otherwise, which is not run every day."""
    with open(os.path.join(SOURCE, "debian/libsalient0.symbols"), encoding="utf-8") as file:
        listed = set(re.findall(r"^ (\w+)@Base ", file.read(), re.M))
    exported = {line.split()[-1] for line in run("nm", "-D", "--defined-only", copy.library).splitlines()} - LINKER_NAMES
    expect(listed == exported, f"debian/libsalient0.symbols: missing: {sorted(exported - listed)}; gone: {sorted(listed - exported)}")
    version = copy.ask_pkg_config("--modversion")[0]
    for name, form in (("debian/changelog", r"\Asalient \(([^)]+)\)"), ("packaging/conda/recipe.yaml", r"\n  version: (\S+)\n")):
        with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
            told = re.search(form, file.read())
        expect(told and told[1] == version, f"{name}: expected version {version}, got {told and told[1]}")


def test_the_description_moves_with_the_folder(copy):
    prefix = os.path.realpath(copy.ask_pkg_config("--variable=prefix")[0])
    expect(prefix == os.path.dirname(os.path.dirname(copy.header)), f"prefix is {prefix}")


def test_the_version_is_that_of_the_program(copy):
    version = copy.ask_pkg_config("--modversion")[0]
    printed = run(copy.program, "--version", env=copy.env)
    expect(version in printed.splitlines()[0], f"salient.pc says {version}, the program {printed}")


def test_a_moved_copy_runs(copy):
    """Styles, presets and tables come along; nothing looks for the folder that was installed to."""
    moved = os.path.join(copy.work, "moved to a folder of another name")
    shutil.copytree(copy.root, moved, symlinks=True)
    hidden = copy.root + ".hidden"
    os.rename(copy.root, hidden)
    try:
        program = os.path.join(moved, os.path.relpath(copy.program, copy.root))
        env = {"LD_LIBRARY_PATH": os.path.join(moved, os.path.relpath(os.path.dirname(copy.library), copy.root))}
        for style in ("dark", "print"):
            picture = os.path.join(copy.work, f"{style}.png")
            run(program, "render", DATA, "--style", style, "--from", "2024-01", "--to", "2024-01", "--lang", "uk", "-o", picture, env=env)
            expect(is_png(picture), "no PNG")
        for words, known in ((("style", "list"), "newspaper"), (("inspect", "--preset", "list"), "isw-afp"),
                             (("style", "show", "bold"), "place_dot_mm"), (("help", "render"), "--layout")):
            expect(known in run(program, *words, env=env), f"{' '.join(words)}: no {known}")
        shutil.copy(os.path.join(EXAMPLES, "measure.py"), copy.work)
        run(sys.executable, "measure.py", DATA, folder=copy.work, env=env)
        env["PKG_CONFIG_PATH"] = os.path.join(moved, os.path.relpath(os.path.dirname(copy.description), copy.root))
        flags = run("pkg-config", "--cflags", "--libs", "salient", env=env)
        expect("another\\ name" in flags and copy.root not in flags.replace(moved, ""), f"flags are {flags}")
    finally:
        os.rename(hidden, copy.root)


def test_uninstall_leaves_nothing(copy):
    folder = os.path.join(copy.work, "for a while")
    run("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", folder)
    expect(os.listdir(folder), "nothing was installed")
    run("ninja", "-C", BUILD, "uninstall")
    rest = [os.path.join(place, name) for place, folders, names in os.walk(folder) for name in folders + names]
    expect(not rest, f"left: {rest}")


def compile_c(copy, compiler, *words):
    run(*compiler, *words, *copy.ask_pkg_config("--cflags", "--libs"), folder=copy.work)


def test_the_header_stands_alone_in_c(copy):
    with open(os.path.join(copy.work, "alone.c"), "w", encoding="utf-8") as file:
        file.write("#include <salient.h>\n#include <salient.h>\nint main(void)\n{\n  return salient_get_version() == NULL;\n}\n")
    compile_c(copy, ["cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"], "alone.c", "-o", "alone")
    run(os.path.join(copy.work, "alone"), env=copy.env)


def test_the_header_serves_cpp(copy):
    with open(os.path.join(copy.work, "plus.cpp"), "w", encoding="utf-8") as file:
        file.write("#include <salient.h>\nint main()\n{\n  return salient_get_version() == nullptr;\n}\n")
    compile_c(copy, ["c++", "-Wall", "-Wextra", "-Werror"], "plus.cpp", "-o", "plus")
    run(os.path.join(copy.work, "plus"), env=copy.env)


def test_the_example_in_c_draws_a_map(copy):
    shutil.copy(os.path.join(EXAMPLES, "render.c"), copy.work)
    compile_c(copy, ["cc", "-Wall", "-Wextra", "-Werror"], "render.c", "-o", "render")
    picture = os.path.join(copy.work, "month.png")
    printed = run(os.path.join(copy.work, "render"), DATA, picture, env=copy.env)
    row = json.loads(run(copy.program, "measure", DATA, "-f", "json", "-q", env=copy.env))["rows"][0]
    expect(is_png(picture), "no PNG")
    expect(f"{row['gained_km2']:.3f}" in printed, f"expected {row['gained_km2']}, got {printed}")


def test_the_example_in_python_says_what_the_program_says(copy):
    printed = run(sys.executable, os.path.join(EXAMPLES, "measure.py"), DATA, folder=copy.work, env=copy.env)
    summary = json.loads(run(copy.program, "measure", DATA, "-f", "json", "-q", env=copy.env))["summary"][0]
    expect(str(summary["mean_net_km2"]) in printed, f"expected {summary['mean_net_km2']}, got {printed}")


def test_the_example_in_r_asks_for_what_there_is(copy):
    """R itself is not needed: the words that the example calls the program with, and the columns it takes."""
    with open(os.path.join(EXAMPLES, "changes.R"), encoding="utf-8") as file:
        text = file.read()
    call = re.search(r'system2\("salient", c\((.*?)\), stdout = TRUE\)', text, re.S)
    table = re.search(r'result\$(\w+)\[, c\((.*?)\)\]', text, re.S)
    expect(call and table, "the example calls no program, or takes no columns")
    words = [DATA if word.startswith("shQuote") else word.strip('"') for word in re.split(r",\s*", call[1])]
    rows = json.loads(run(copy.program, *words, env=copy.env))[table[1]]
    missing = [name for name in re.findall(r'"(\w+)"', table[2]) if name not in rows[0]]
    expect(not missing, f"no {missing} in {sorted(rows[0])}")


def find_some_objects(host):
    """For each library of the subproject, the first of its own objects, and all that are made of generated files."""
    some = {}
    for line in run("ninja", "-C", "build", "-t", "targets", "all", folder=host).splitlines():
        name = line.split(": ")[0]
        if name.startswith("subprojects/salient/") and name.endswith(".c.o"):
            key = name if "meson-generated" in name else os.path.dirname(name)
            some.setdefault(key, name)
    expect(len(some) > 3, f"expected objects of several libraries, got {sorted(some)}")
    return some.values()


def test_a_second_copy_is_built_as_a_subproject(copy):
    host = os.path.join(copy.work, "host")
    os.makedirs(os.path.join(host, "subprojects"))
    os.symlink(SOURCE, os.path.join(host, "subprojects/salient"))
    shutil.copy(os.path.join(EXAMPLES, "render.c"), host)
    with open(os.path.join(host, "meson.build"), "w", encoding="utf-8") as file:
        file.write(HOST_PROJECT)
    run("meson", "setup", "build", "-Dforce_fallback_for=salient", "-Doptimization=0", "-Ddebug=false", folder=host)
    if not IS_WHOLE:
        run("ninja", "-C", "build", *find_some_objects(host), folder=host)
        return
    run("ninja", "-C", "build", "host", folder=host)
    picture = os.path.join(host, "month.png")
    run(os.path.join(host, "build/host"), DATA, picture)
    expect(is_png(picture), "no PNG")


def main():
    tests = [(name, function) for name, function in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    log = os.path.join(BUILD, "meson-logs/install-log.txt")  # what `ninja uninstall` goes by: that of who ran this stays
    before = open(log, "rb").read() if os.path.exists(log) else b""
    with tempfile.TemporaryDirectory() as folder:
        copy = Installed(folder)
        for number, (name, function) in enumerate(tests, 1):
            try:
                function(copy)
                fault = None
            except Fault as complaint:
                fault = str(complaint)
            failed += fault is not None
            print(f"{'not ok' if fault else 'ok'} {number} - /install/{name[5:].replace('_', '-')}", flush=True)
            if fault:
                print("# " + fault.strip().replace("\n", "\n# "), flush=True)
    with open(log, "wb") as file:
        file.write(before)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
