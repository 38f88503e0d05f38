#!/usr/bin/env python3
"""A machine that fails: full disks, failing calls, signals, bare environments, sources that change: faults.py PROGRAM [CASE...]

Whatever happens, an output is absent, old or whole, an error is one line, and no temporary file stays after the next run.
LONG=1 tries every fill level of a disk and 200 moments of each signal; the suite tries a few.
"""
import glob
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

from harness import PROGRAM, SANITIZED, Skip, case, collection, main, put, run, square

LONG = os.environ.get("LONG") == "1"
DICE = random.Random(20240801)
SUFFIXES = ("png", "svg", "pdf")
LATER = 75  # EX_TEMPFAIL
OUTPUTS = [word for suffix in SUFFIXES for word in ("-o", "out/{period}." + suffix)]
RENDER = ["render", "-q", "--every", "1d", "--size", "400x300", "--basemap", "none", "days", *OUTPUTS]


def put_days(n=3, size=1.0):
    for day in range(1, n + 1):
        put("days/2024010%d.geojson" % day, collection([square(x=0), square(x=int(day * size))]))


def read_outputs(folder="out"):
    return {os.path.basename(path): open(path, "rb").read() for path in glob.glob(folder + "/*")}


def list_hidden(folder="out"):
    return [name for name in os.listdir(folder) if name.startswith(".")] if os.path.isdir(folder) else []


def make_whole(*options):
    """What a run writes that nothing disturbs."""
    status, _, err = run(*RENDER, *options)
    assert status == 0, err
    whole = read_outputs()
    assert len(whole) >= 3 * 2 and not list_hidden()
    shutil.rmtree("out")
    return whole


def check_outputs(whole, old=None):
    """Each output is absent, old or whole."""
    for name, content in read_outputs().items():
        assert content == whole[name] or (old is not None and content == old[name]), "%s is not whole" % name
    assert old is None or len(read_outputs()) >= len(old)


def check_line(status, err, statuses):
    assert status in statuses, (status, err)
    assert status == 0 or (err.count("\n") == 1 and err.startswith("salient: ")), err


# Disks


def mount(folder, options):
    os.makedirs(folder, exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "faults", folder], capture_output=True, check=False).returncode:
        raise Skip("no file system can be mounted here")


def unmount(folder):
    subprocess.run(["umount", folder], check=True)


def fill(path, pages):
    with open(path, "wb") as file:
        file.write(bytes(pages * 4096))


def try_fill_levels(command, whole, levels, old=None):
    size = 128
    for free in levels:
        mount("out", "size=%dk" % (size * 4))
        try:
            for name, content in (old or {}).items():
                put("out/" + name, content)
            used = sum((len(content) + 4095) // 4096 for content in (old or {}).values())
            fill("full", 0)
            fill("out/filler", size - used - free)
            status, _, err = run(*command)
            os.unlink("out/filler")
            check_line(status, err, (0, LATER))
            check_outputs(whole, old)
            assert not list_hidden(), list_hidden()
            assert status != 0 or set(read_outputs()) == set(whole)
        finally:
            unmount("out")


@case
def a_disk_that_is_full_at_any_level():
    put_days()
    whole = make_whole()
    needed = sum((len(content) + 4095) // 4096 for content in whole.values())
    assert needed < 100, needed
    levels = range(needed + 2) if LONG else sorted(DICE.sample(range(needed), 3))
    try_fill_levels(RENDER, whole, levels)


@case
def a_disk_that_fills_while_files_are_replaced():
    put_days()
    old = make_whole("--style", "dark")
    whole = make_whole()
    levels = range(24) if LONG else (1, 6)
    try_fill_levels([*RENDER, "--overwrite"], whole, levels, old)


@case
def standard_input_that_finds_no_room():
    mount("tmp", "size=8k")
    try:
        command = ["env", "TMPDIR=tmp", PROGRAM, "inspect", "-"]
        done = subprocess.run(command, input=b" " * 65536, capture_output=True, check=False)
        check_line(done.returncode, done.stderr.decode(), (LATER,))
    finally:
        unmount("tmp")


@case
def tables_and_layers_on_a_full_disk():
    put_days()
    for verb, name in (("measure", "a.csv"), ("measure", "a.json"), ("export", "a.gpkg"), ("export", "a.shp"), ("render", "a.webp")):
        mount("out", "size=8k")
        try:
            fill("out/filler", 2)
            command = [verb, "-q", "--every", "1d", "days", "-o", "out/" + name] + ["--basemap", "none"] * (verb == "render")
            status, _, err = run(*command)
            check_line(status, err, (LATER,))
            assert os.listdir("out") == ["filler"], os.listdir("out")
        finally:
            unmount("out")


@case
def a_folder_that_is_read_only():
    put_days()
    mount("out", "size=1m")
    try:
        subprocess.run(["mount", "-o", "remount,ro", "out"], check=True)
        status, _, err = run(*RENDER)
        check_line(status, err, (1,))
        assert os.listdir("out") == []
    finally:
        unmount("out")


@case
def a_reader_that_goes_away():
    put_days()
    for command in (["measure", "--every", "1d", "-f", "csv", "days"], ["inspect", "days"], ["export", "--every", "1d", "days", "-o", "-"],
                    ["render", "--every", "5d", "--partial", "--basemap", "none", "days", "-o", "-.png"], ["measure", "--help"])[:None if LONG else 4]:
        pipe = subprocess.Popen([PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        pipe.stdout.close()
        err = pipe.stderr.read().decode()
        pipe.stderr.close()
        assert pipe.wait() in (-signal.SIGPIPE, 0, 2), (pipe.returncode, err)
        assert "assert" not in err.lower() and err.count("\n") <= 1, err


# System calls


def strace(injections, command):
    if shutil.which("strace") is None or SANITIZED:
        raise Skip("strace is not installed, or the program is sanitized")
    words = ["strace", "-f", "-qq", "-o", "/dev/null"]
    for injection in injections:
        words += ["-e", "inject=" + injection]
    done = subprocess.run([*words, PROGRAM, *command], capture_output=True, timeout=120, check=False)
    err = done.stderr.decode(errors="replace")
    if "ptrace" in err.lower():
        raise Skip("strace may not trace here")
    return done.returncode, err


@case
def writes_that_are_interrupted():
    put_days()
    whole = make_whole()
    status, err = strace(["write:error=EINTR:when=1+2", "fsync:error=EINTR:when=1+2"], RENDER)
    assert status == 0, err
    assert read_outputs() == whole


@case
def calls_that_fail():
    put_days()
    whole = make_whole()
    names = "rename,renameat,renameat2,link,linkat"
    tries = [(names, "EIO", LATER, 1), (names, "ENOSPC", LATER, 4), ("fsync,fdatasync", "EIO", LATER, 2)]
    if LONG:
        tries += [(calls, error, LATER if error in ("EIO", "ENOSPC", "EDQUOT") else 1, when) for calls in (names, "fsync,fdatasync", "write")
                  for error in ("EIO", "ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS") for when in range(1, 8)]
    for calls, error, expected, when in tries:
        status, err = strace(["%s:error=%s:when=%d+" % (calls, error, when)], RENDER)
        if calls != "write":  # what fails last may be the message
            check_line(status, err, (0, expected))
        check_outputs(whole)
        assert not list_hidden(), (calls, error, when, list_hidden())
        shutil.rmtree("out", ignore_errors=True)


# Signals


def kill_after(command, seconds, number):
    process = subprocess.Popen([PROGRAM, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        return process.wait()


def measure_seconds(command):
    begin = time.monotonic()
    assert run(*command)[0] == 0
    return time.monotonic() - begin


@case
def signals_at_random_moments():
    put_days()
    old = make_whole("--style", "dark")
    whole = make_whole()
    command = [*RENDER, "--overwrite"]
    seconds = measure_seconds(command)
    n_ended = n_left = 0
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        for _ in range(200 if LONG else 4):
            shutil.rmtree("out")
            with_old = DICE.random() < 0.5
            for name, content in old.items() if with_old else ():
                put("out/" + name, content)
            n_ended += kill_after(command, DICE.uniform(0.2, 1.05) * seconds, number) == -number
            check_outputs(whole, old if with_old else None)
            os.makedirs("out", exist_ok=True)
            n_left += len(list_hidden()) > 0
            if n_left > 0 and len(list_hidden()) > 0 or DICE.random() < 0.1:
                status, _, err = run(*command)
                assert status == 0 and read_outputs() == whole, err
                assert not list_hidden(), list_hidden()
    if LONG:
        print("# %d runs ended by a signal, %d left a temporary file until the next run" % (n_ended, n_left))


EVIDENCE = ["measure", "-q", "--every", "1d", "--basemap", "none", "days", "-f", "csv", "--evidence", "out/evidence"]


def read_evidence():
    files = [path for path in glob.glob("out/evidence/**", recursive=True) if os.path.isfile(path)]
    return {path: open(path, "rb").read() for path in files}


@case
def a_folder_of_evidence_on_a_full_disk():
    put_days()
    assert run(*EVIDENCE)[0] == 0
    whole = read_evidence()
    shutil.rmtree("out")
    needed = sum((len(content) + 4095) // 4096 for content in whole.values())
    for pages in range(1, needed) if LONG else sorted(DICE.sample(range(1, needed), 3)):
        mount("out", "size=%dk" % (4 * pages))
        try:
            status, _, err = run(*EVIDENCE)
            check_line(status, err, (LATER,))
            assert os.listdir("out") == [], os.listdir("out")
        finally:
            unmount("out")


@case
def a_folder_of_evidence_and_signals():
    put_days()
    os.makedirs("out", exist_ok=True)
    seconds = measure_seconds(EVIDENCE)
    whole = read_evidence()
    assert len(whole) == 8, sorted(whole)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        for _ in range(200 if LONG else 4):
            shutil.rmtree("out/evidence", ignore_errors=True)
            kill_after(EVIDENCE, DICE.uniform(0.5, 1.05) * seconds, number)
            assert read_evidence() in ({}, whole), sorted(read_evidence())
            if list_hidden():
                shutil.rmtree("out/evidence", ignore_errors=True)
                status, _, err = run(*EVIDENCE)
                assert status == 0 and read_evidence() == whole and not list_hidden(), (err, list_hidden())


@case
def what_a_killed_run_left_is_removed_and_what_another_writes_is_not():
    import fcntl

    put_days()
    whole = make_whole()
    mine, live = put("out/.2024-01-01.png.000000", "part of a picture"), put("out/.2024-01-02.png.000000", "another run's")
    with open(live) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        status, _, err = run(*RENDER)
        assert status == 0, err
        assert not os.path.exists(mine) and open(live).read() == "another run's"
    assert list_hidden() == [os.path.basename(live)]
    assert read_outputs() == whole


@case
def updates_that_are_killed():
    put_days()
    whole = make_whole()
    put("p.json", json.dumps({"sources": "days", "every": "1d", "size": "400x300", "basemap": "none", "output": OUTPUTS[1::2]}))
    seconds = measure_seconds(["update", "-q", "-p", "p.json"])
    for i in range(200 if LONG else 3):
        shutil.rmtree("out", ignore_errors=True)
        kill_after(["update", "-q", "-p", "p.json"], DICE.uniform(0.2, 1.05) * seconds, DICE.choice((signal.SIGINT, signal.SIGTERM, signal.SIGKILL)))
        check_outputs(whole)
        status, _, err = run("update", "-q", "-p", "p.json")
        assert status in (0, 3), (status, err)
        assert read_outputs() == whole and not list_hidden(), (i, list_hidden())


# Two runs


@case
def two_runs_into_one_folder():
    put_days()
    whole = make_whole()
    for options, allowed in (([], (0, 1)), (["--overwrite"], (0,))):
        for _ in range(20 if LONG else 2):
            shutil.rmtree("out", ignore_errors=True)
            runs = [subprocess.Popen([PROGRAM, *RENDER, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
            errs = [process.communicate()[1].decode() for process in runs]
            assert all(process.returncode in allowed for process in runs), errs
            assert read_outputs() == whole or 0 not in [process.returncode for process in runs], errs
            check_outputs(whole)
            assert not list_hidden()


@case
def three_runs_that_write_the_same_small_files():
    put_days()
    command = [PROGRAM, "export", "days", "--every", "1d", "--overwrite", "-q", "-o", "out/{period}.geojson"]
    for _ in range(200 if LONG else 15):
        runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(3)]
        errs = [process.communicate()[1].decode() for process in runs]
        assert all(process.returncode == 0 for process in runs), errs
        assert not list_hidden()


# Environments


def run_in(environment, *command):
    done = subprocess.run([PROGRAM, *command], capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL, env=environment)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


@case
def no_environment_at_all():
    put_days()
    whole = make_whole()
    kept = {name: os.environ[name] for name in ("FONTCONFIG_FILE", "LSAN_OPTIONS", "ASAN_OPTIONS") if name in os.environ}
    status, _, err = run_in(kept, *RENDER)
    assert status == 0, err
    assert read_outputs() == whole


@case
def odd_locales_zones_and_masks():
    put_days()
    whole = make_whole()
    settings = ({"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "nonsense", "TZ": "Antarctica/Troll"}, {"LANG": "de_DE", "TZ": ":../../etc/passwd"},
                {"TZ": "XYZ-25:99:99", "LC_NUMERIC": "fr_FR"}, {"LANGUAGE": "ar", "SOURCE_DATE_EPOCH": "-1"})
    for setting in settings if LONG else settings[:2]:
        status, _, err = run(*RENDER, environment=setting)
        assert status == 0 and read_outputs() == whole, (setting, err)
        shutil.rmtree("out")
    for mask in (0o077, 0o000):
        before = os.umask(mask)
        try:
            status, _, err = run(*RENDER)
        finally:
            os.umask(before)
        assert status == 0 and read_outputs() == whole, err
        assert {os.stat(path).st_mode & 0o777 for path in glob.glob("out/*")} == {0o666 & ~mask}
        shutil.rmtree("out")


@case
def a_clock_that_is_wrong():
    if shutil.which("faketime") is None:
        raise Skip("faketime is not installed")
    put_days()
    whole = make_whole()
    for moment in ("1970-01-02", "2099-12-31"):
        done = subprocess.run(["faketime", moment, PROGRAM, *RENDER], capture_output=True, check=False)
        assert done.returncode == 0 and read_outputs() == whole, done.stderr
        shutil.rmtree("out")


@case
def no_fonts():
    put_days()
    put("fonts.conf", '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/nonexistent</dir></fontconfig>')
    status, out, err = run(*RENDER, environment={"FONTCONFIG_FILE": os.path.abspath("fonts.conf")})
    check_line(status, err, (1,))
    assert "fonts: expected at least one" in err and out == "" and not read_outputs(), err
    assert run("measure", "--every", "1d", "days", environment={"FONTCONFIG_FILE": os.path.abspath("fonts.conf")})[0] == 0


@case
def no_database_of_proj():
    put_days()
    nowhere = {"PROJ_DATA": "/nonexistent", "PROJ_LIB": "/nonexistent"}
    status, out, err = run(*RENDER, environment=nowhere)
    check_line(status, err, (1,))
    assert "expected its database proj.db" in err and out == "" and not read_outputs(), err
    assert run("measure", "--every", "1d", "days", environment=nowhere)[0] == 0  # which needs none


@case
def no_data_of_gdal():
    put_days()
    whole = make_whole()
    status, _, err = run(*RENDER, environment={"GDAL_DATA": "/nonexistent"})
    assert status == 0 and read_outputs() == whole, err
    for name in ("a.gpkg", "a.kml", "a.shp", "a.gml")[: None if LONG else 2]:
        status, _, err = run("export", "-q", "--every", "1d", "days", "-o", name, environment={"GDAL_DATA": "/nonexistent"})
        assert status == 0, (name, err)


# Sources that change


@case
def sources_that_are_rewritten_meanwhile():
    put_days()
    texts = [collection([square(x=0)] * 1 + [square(x=3 + i) for i in range(n)]) for n in (1, 40)]
    command = ["measure", "-q", "--every", "1d", "-f", "json", "--no-cache", "days"]
    areas = set()
    for text in texts:
        put("days/20240102.geojson", text)
        areas.add(json.loads(run(*command)[1])["rows"][0]["area_to_km2"])
    assert len(areas) == 2
    ended = threading.Event()

    def rewrite():
        i = 0
        while not ended.is_set():
            put("days/20240102.geojson", texts[i % 2])
            i += 1

    writer = threading.Thread(target=rewrite)
    writer.start()
    n_read = n_refused = 0
    try:
        for _ in range(300 if LONG else 8):
            status, out, err = run(*command)
            check_line(status, err, (0, 1, LATER))
            if status == 0:
                assert json.loads(out)["rows"][0]["area_to_km2"] in areas, out
            n_read += status == 0
            n_refused += status != 0
    finally:
        ended.set()
        writer.join()
    if LONG:
        print("# %d runs read it whole, %d refused it" % (n_read, n_refused))


# Exit statuses


@case
def exit_statuses_for_schedulers():
    def ends(expected, *command):
        status, _, err = run(*command)
        assert status == expected, (command, status, err)

    put_days()
    put("bad/20240101.geojson", "{")
    put("p.json", json.dumps({"sources": "days", "every": "1d", "size": "400x300", "basemap": "none", "output": "maps/{period}.png"}))
    ends(2, "measure", "--evry", "1d", "days")
    ends(1, "inspect", "-q", "bad")
    ends(1, "measure", "--every", "1d", "nothing-there")
    ends(0, "update", "-q", "-p", "p.json")
    ends(3, "update", "-q", "-p", "p.json")
    ends(0, "check", "-q", "days")
    put("days/20240220.geojson", collection([square(x=0)]))
    ends(4, "check", "-q", "days", "--fail-on", "partial,gap", "--max-gap", "1")
    ends(LATER, "inspect", "http://127.0.0.1:9/20240101.geojson")
    with open("/dev/full", "wb") as full:
        command = [PROGRAM, "measure", "-q", "--every", "1d", "days"]
        assert subprocess.run(command, stdout=full, stderr=subprocess.DEVNULL, check=False).returncode == LATER


sys.dont_write_bytecode = True
main("/faults/")
