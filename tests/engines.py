#!/usr/bin/env python3
"""Shards on the engines of docs/scaling.md, in TAP: engines.py SOURCE_ROOT PROGRAM [ENGINE...]

The blocks of docs/scaling.md are run as they stand there, for 24 maps in four shards, and all bytes are compared with those of one run.
ENGINE: parallel, snakemake or slurm; all of them where none is named. What is not installed is skipped (Debian: parallel, snakemake,
slurmctld slurmd slurm-client munge). Slurm's daemons are started here, on loopback, with a configuration of their own, and ended again.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.join(ROOT, "tests/bench"))
import snapshots  # noqa: E402  pylint: disable=wrong-import-position

N_MAPS = 24
WAIT_S = 60


class Missing(Exception):
    """A program that an engine needs is not installed, or cannot run here."""


def read(name, mode="r"):
    with open(name, mode, encoding=None if "b" in mode else "utf-8") as file:
        return file.read()


def write_blocks():
    """The files of docs/scaling.md: blocks with a name after their language."""
    blocks = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", read(os.path.join(ROOT, "docs/scaling.md")), flags=re.M | re.S)
    for name, content in blocks:
        with open(name, "w", encoding="utf-8") as file:
            file.write(content)


def run(*words, env=None, status=0):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
                          timeout=WAIT_S, env={**os.environ, **(env or {})})
    assert done.returncode == status, f"{words}: expected status {status}, got {done.returncode}: {done.stdout}"
    return done.stdout


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Missing(f"no {program}")


def list_maps(folder):
    return {name: read(os.path.join(folder, name), "rb") for name in sorted(os.listdir(folder))}


def list_times(folder):
    return {name: os.stat(os.path.join(folder, name)).st_mtime_ns for name in os.listdir(folder)}


def compare(whole, records):
    """The maps that are there with those of one run. records: what one run prints; None: there is no maps.json."""
    maps = list_maps("maps")
    assert list(maps) == list(whole), f"expected the maps {list(whole)}, got {list(maps)}"
    assert maps == whole, f"other bytes: {[name for name in maps if maps[name] != whole[name]]}"
    assert records is None or read("maps.json") == records, "maps.json: other bytes than those of one run"


def shoot(words):
    """Kills a process once it has written a map. Returns the times of the maps that were there then."""
    for _ in range(5):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, start_new_session=True)
        until = time.monotonic() + WAIT_S
        while process.poll() is None and time.monotonic() < until and not (os.path.isdir("maps") and os.listdir("maps")):
            time.sleep(0.002)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            return list_times("maps")
        shutil.rmtree("maps", ignore_errors=True)
    raise AssertionError("expected a shard to be killed on its way, got none that took so long")


def drop_unfinished():
    """What a killed process may leave: a file whose name begins with a dot."""
    for name in os.listdir("maps"):
        if name.startswith("."):
            os.remove(os.path.join("maps", name))


def try_parallel(whole, records):
    need("parallel")
    env = {"PARALLEL_HOME": os.path.abspath("parallel")}
    os.mkdir("parallel")
    with open("parallel/will-cite", "w", encoding="utf-8"):
        pass
    run("sh", "parallel.sh", env=env)
    compare(whole, records)
    # A shard that failed, as the log says, is drawn again, and no other.
    lines = read("shards.log").splitlines()
    assert len(lines) == 5, lines
    with open("shards.log", "w", encoding="utf-8") as file:
        for line in lines:
            fields = line.split("\t")
            fields[6:8] = ["1", "9"] if fields[0] == "3" else fields[6:8]
            file.write("\t".join(fields) + "\n")
    before = list_times("maps")
    lost = json.loads(read("shard-3.json"))["maps"][0]["files"][0]
    os.remove("shard-3.json")
    os.remove(lost)
    run("sh", "parallel.sh", env=env)
    compare(whole, records)
    after = list_times("maps")
    anew = sum(after[name] != before[name] for name in after)
    assert anew == N_MAPS // 4, f"expected {N_MAPS // 4} maps to be drawn again, got {anew}"


def try_killed(whole, _):
    """Without any engine: a shard that is killed goes on where it was."""
    kept = shoot(["salient", "update", "-q", "-p", "project.yaml", "-j1", "--shard", "3/4"])
    drop_unfinished()
    for number in "3124":
        run("salient", "update", "-q", "-p", "project.yaml", "--shard", f"{number}/4")
    compare(whole, None)
    after = list_times("maps")
    assert all(after[name] == kept[name] for name in kept if name in after), "what was there has been drawn again"


def try_snakemake(whole, records):
    need("snakemake")
    run("sh", "snakemake.sh", env={"HOME": os.getcwd(), "XDG_CACHE_HOME": os.path.join(os.getcwd(), "cache")})
    compare(whole, records)


# --- Slurm

def find_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_configuration(folder):
    host = socket.gethostname().split(".")[0]
    user = run("id", "-un").strip()
    with open(os.path.join(folder, "slurm.conf"), "w", encoding="utf-8") as file:
        file.write(f"""\
ClusterName=shards
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={find_port()}
SlurmdPort={find_port()}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
MailProg=/bin/true
KillWait=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""")
    return host


def wait_for(what, until):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if until():
            return
        time.sleep(0.1)
    raise Missing(f"no {what} here")


def is_idle():
    return "idle" in subprocess.run(["sinfo", "-h", "-o", "%T"], capture_output=True, text=True, check=False, timeout=WAIT_S).stdout


@contextlib.contextmanager
def slurm():
    """A cluster of this machine alone."""
    need("munged", "slurmctld", "slurmd", "sbatch", "sinfo")
    with tempfile.TemporaryDirectory(prefix="slurm-") as folder, contextlib.ExitStack() as stack:
        os.chmod(folder, 0o755)
        for name in ("state", "spool"):
            os.mkdir(os.path.join(folder, name))
        with open(os.path.join(folder, "munge.key"), "wb") as file:
            file.write(os.urandom(1024))
        os.chmod(file.name, 0o400)
        host = write_configuration(folder)
        os.environ["SLURM_CONF"] = os.path.join(folder, "slurm.conf")
        log = stack.enter_context(open(os.path.join(folder, "log"), "wb"))

        def start(*words):
            daemon = subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
            stack.callback(daemon.wait)
            stack.callback(daemon.terminate)

        start("munged", "--foreground", "--force", f"--socket={folder}/munge.socket", f"--key-file={folder}/munge.key",
              f"--pid-file={folder}/munged.pid", f"--log-file={folder}/munged.log", f"--seed-file={folder}/munged.seed")
        wait_for("munged", lambda: os.path.exists(f"{folder}/munge.socket"))
        start("slurmctld", "-D", "-i")
        start("slurmd", "-D", "-N", host)
        wait_for("Slurm", is_idle)
        yield


def wait_for_maps():
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and not (os.path.isdir("maps") and os.listdir("maps")):
        time.sleep(0.002)


def try_slurm(whole, _):
    with slurm():
        run("sh", "slurm.sh")
        compare(whole, None)
        # An array that is cancelled on its way, and submitted again.
        shutil.rmtree("maps")
        job = run("sbatch", "--parsable", "--output=shard-%a.log", "shards.sh").strip()
        wait_for_maps()
        run("scancel", "--signal=KILL", "--full", job)
        wait_for("end of the job", lambda: job not in run("squeue", "-h", "-o", "%A %F"))
        drop_unfinished()
        kept = list_times("maps")
        run("sh", "slurm.sh")
        compare(whole, None)
        after = list_times("maps")
        assert all(after[name] == kept[name] for name in kept), "what was there has been drawn again"
        print(f"# Slurm: {len(kept)} of {N_MAPS} maps were there when the jobs were killed", flush=True)


ENGINES = {"killed": try_killed, "parallel": try_parallel, "snakemake": try_snakemake, "slurm": try_slurm}


def attempt(name, whole, records, daily):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.symlink(daily, "daily")
        write_blocks()
        try:
            ENGINES[name](whole, records)
        finally:
            os.chdir(ROOT)


def main():
    program = os.path.abspath(sys.argv[2])
    os.environ["PATH"] = os.path.dirname(program) + os.pathsep + os.environ["PATH"] + ":/usr/sbin:/sbin"
    names, failed = sys.argv[3:] or list(ENGINES), False
    print(f"1..{len(names)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.mkdir("daily")
        snapshots.write_archive("daily", N_MAPS + 1, 300)
        write_blocks()
        records = run("salient", "render", "-q", "-p", "project.yaml", "-f", "json")
        whole = list_maps("maps")
        assert len(whole) == N_MAPS, list(whole)
        for number, name in enumerate(names, 1):
            begun = time.monotonic()
            try:
                attempt(name, whole, records, os.path.join(folder, "daily"))
                print(f"ok {number} {name}\n# {time.monotonic() - begun:.1f} s", flush=True)
            except Missing as missing:
                print(f"ok {number} {name} # SKIP {missing}", flush=True)
            except (AssertionError, OSError, ValueError, subprocess.TimeoutExpired) as fault:
                failed = True
                print(f"not ok {number} {name}\n# {str(fault)[:2000]!r}", flush=True)
        os.chdir(ROOT)
    return failed


if __name__ == "__main__":
    sys.exit(main())
