#!/usr/bin/env python3
"""Builds the packages of debian/: package.py build|check SOURCE_ROOT FOLDER

`build` leaves them in FOLDER. `check` reports in TAP: the release tarball of what is committed builds without git and passes
its unit tests; the packages that are built from it, twice, are the same bytes, though path, time, time zone, umask and locale
differ; and lintian finds no fault in them. Those packages are left in FOLDER.
"""

import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.realpath(sys.argv[2])
PACKAGES = ["libsalient-dev", "libsalient0", "salient", "salient-doc"]  # and those of debugging symbols

# Two machines: what may differ between them, and must not show. A umask is that of the files of the source as well.
ONE = {"CCACHE_DISABLE": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC", "USER": "one", "DEB_BUILD_OPTIONS": "parallel=2"}
OTHER = {"CCACHE_DISABLE": "1", "LC_ALL": "C", "LANGUAGE": "uk", "TZ": "Pacific/Kiritimati", "USER": "other", "DEB_BUILD_OPTIONS": "parallel=3"}


class Fault(Exception):
    """What is wrong, in a line or more."""


def run(*words, folder=None, env=None, umask=0o022):
    """What a command prints; a Fault with its last lines if it fails."""
    done = subprocess.run(words, cwd=folder, env={**os.environ, **(env or {})}, umask=umask, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False)
    if done.returncode != 0:
        raise Fault("\n".join([f"{' '.join(words)}: exit {done.returncode}", *done.stdout.splitlines()[-30:]]))
    return done.stdout


def expect(is_so, complaint):
    if not is_so:
        raise Fault(complaint)


def copy_source(folder):
    """The tree as it stands, without what was built in it."""
    shutil.copytree(SOURCE, folder, symlinks=True, ignore=lambda place, names: [
        name for name in names if name == ".git" or place == SOURCE and re.match("build|deb$|demo$", name)])


def build(source, *words, env=None, umask=0o022):
    """The packages (name to path) of a source folder, which are left in the folder above it."""
    run("dpkg-buildpackage", "-us", "-uc", *words, folder=source, env=env, umask=umask)
    return {os.path.basename(path): path for path in sorted(glob.glob(os.path.join(source, "../*.deb")))}


def keep(packages, folder):
    os.makedirs(folder, exist_ok=True)
    for name, path in packages.items():
        shutil.copy(path, os.path.join(folder, name))
        print(os.path.join(folder, name))


class Check:
    """A release tarball, and what is made of it, in a folder to work in."""

    def __init__(self, work):
        self.work = work
        self.one, self.other = {}, {}
        run("meson", "setup", "-Dtests=false", os.path.join(work, "release"), SOURCE)
        run("meson", "dist", "-C", os.path.join(work, "release"), "--no-tests", "--formats", "xztar", "--allow-dirty")
        tarballs = glob.glob(os.path.join(work, "release/meson-dist/*.tar.xz"))
        expect(len(tarballs) == 1, f"expected one tarball, got {tarballs}")
        self.tarball = tarballs[0]

    def unpack(self, place, umask=0o022):
        """A folder with the source, which has the tarball's name."""
        folder = os.path.join(self.work, place)
        os.makedirs(folder)
        run("tar", "--no-same-permissions", "-xf", self.tarball, folder=folder, umask=umask)
        return os.path.join(folder, os.path.basename(self.tarball).removesuffix(".tar.xz"))


def test_the_packages_are_those_of_debian(check):
    check.one = build(check.unpack("one"), env=ONE)
    names = sorted(name.split("_")[0] for name in check.one if "-dbgsym_" not in name)
    expect(names == PACKAGES, f"expected {PACKAGES}, got {names}")


def test_another_machine_makes_the_same_bytes(check):
    check.other = build(check.unpack("another/place/of/another/name", 0o027), "-b", env=OTHER, umask=0o027)
    expect(check.one and list(check.one) == list(check.other), f"expected {list(check.one)}, got {list(check.other)}")
    sums = [{name: hashlib.sha256(open(path, "rb").read()).hexdigest() for name, path in packages.items()}
            for packages in (check.one, check.other)]
    different = [name for name in check.one if sums[0][name] != sums[1][name]]
    expect(not different, f"not the same bytes: {', '.join(different)}")
    for name, value in sums[0].items():
        print(f"# {value}  {name}", flush=True)


def test_lintian_finds_no_fault(check):
    changes = glob.glob(os.path.join(check.work, "one/*.changes"))
    expect(len(changes) == 1, f"expected one .changes, got {changes}")
    run("lintian", "-i", "-I", "--pedantic", "--fail-on", "error,warning", "--allow-root", *changes, env={"LC_ALL": "C.UTF-8"})


def test_the_version_is_that_of_meson(check):
    told = run("dpkg-parsechangelog", "-S", "Version", folder=SOURCE).strip()
    expect(f"salient-{told}.tar.xz" == os.path.basename(check.tarball), f"debian/changelog says {told}: {check.tarball}")


def test_the_tarball_builds_and_passes_its_unit_tests(check):
    source = check.unpack("tarball")
    expect(not os.path.exists(os.path.join(source, ".git")), "there is a .git in the tarball")
    # No git: neither the program nor a repository above.
    env = {"GIT_DIR": os.path.join(check.work, "no-git")}
    run("meson", "setup", "build", folder=source, env=env)
    run("ninja", "-C", "build", "cli/salient", folder=source, env=env)
    run("meson", "test", "-C", "build", "--suite", "unit", folder=source, env=env)  # which builds what these tests need
    version = re.search(r"version: '([^']+)'", open(os.path.join(source, "meson.build"), encoding="utf-8").read())[1]
    printed = run(os.path.join(source, "build/cli/salient"), "--version")
    expect(printed.startswith(f"salient {version}"), f"expected version {version}, got {printed}")


def report(folder):
    tests = [(name, function) for name, function in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        check = Check(work)
        for number, (name, function) in enumerate(tests, 1):
            try:
                function(check)
                fault = None
            except Fault as complaint:
                fault = str(complaint)
            failed += fault is not None
            print(f"{'not ok' if fault else 'ok'} {number} - /package/{name[5:].replace('_', '-')}", flush=True)
            if fault:
                print("# " + fault.strip().replace("\n", "\n# "), flush=True)
        keep(check.one, folder)
    return 1 if failed else 0


def main():
    if sys.argv[1] == "check":
        return report(sys.argv[3])
    if sys.argv[1] != "build":
        print(f"package.py: expected build or check, got '{sys.argv[1]}'", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory() as work:
            source = os.path.join(work, "salient")
            copy_source(source)
            jobs = f"parallel={os.cpu_count()}"
            keep(build(source, "-b", env={"DEB_BUILD_OPTIONS": os.environ.get("DEB_BUILD_OPTIONS", jobs)}), sys.argv[3])
    except Fault as fault:
        print(f"package.py: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
