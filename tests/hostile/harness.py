"""What the hostile cases share: a listener that nobody may call, limits of time and memory, files that they make."""
import os
import resource
import socket
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
SECONDS = 60
MEMORY = 2 << 30
SANITIZED = b"__asan_init" in open(PROGRAM, "rb").read()  # its shadow memory is no memory of ours
CASES = []

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(50)
listener.setblocking(False)
URL = "http://127.0.0.1:%d/" % listener.getsockname()[1]


class Skip(Exception):
    """What is missing for a case."""


def case(function):
    CASES.append(function)
    return function


def square(properties="{}", x=0):
    return (
        '{"type":"Feature","properties":%s,"geometry":{"type":"Polygon","coordinates":[[[%d,0],[%d,0],[%d,1],[%d,0]]]}}'
        % (properties, x, x + 1, x + 1, x)
    )


def collection(features, members=""):
    return '{"type":"FeatureCollection",%s"features":[%s]}' % (members, ",".join(features))


def put(name, content):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return name


def run(*arguments, environment=None):
    def limit():
        if not SANITIZED:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=SECONDS, preexec_fn=limit, check=False,
                          stdin=subprocess.DEVNULL, env=dict(os.environ, **(environment or {})))
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def refuses(path, *parts, options=(), command="inspect"):
    status, out, err = run(command, *options, path)
    assert status == 1 and out == "", (status, out, err)
    assert err.count("\n") == 1 and err.startswith("salient: "), err
    assert all(part in err for part in parts), (err, parts)


def reads(path, n_features):
    status, out, err = run("inspect", "-f", "json", path)
    assert status == 0, err
    assert '"features": %d' % n_features in out, out


def was_called():
    called = False
    while True:
        try:
            listener.accept()[0].close()
            called = True
        except BlockingIOError:
            return called


def run_case(function):
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            function()
            return "expected no connection, got one" if was_called() else None
        except (AssertionError, subprocess.TimeoutExpired) as error:
            return repr(error)
        finally:
            os.chdir(before)


def report(number, function, prefix):
    """Runs a case and says how it went; whether it failed."""
    name = prefix + function.__name__.replace("_", "-")
    try:
        why = run_case(function)
    except Skip as skip:
        print("ok %d - %s # SKIP %s" % (number, name, skip), flush=True)
        return False
    print("%s %d - %s" % ("not ok" if why else "ok", number, name))
    if why:
        print("# " + why.replace("\n", "\n# "), flush=True)
    return bool(why)


def main(prefix):
    """Runs all cases, or those whose names follow the program's on the command line; with EVERY=N one of N."""
    names = sys.argv[2:]
    cases = [case for case in CASES if case.__name__ in names] if names else CASES[:: int(os.environ.get("EVERY", "1"))]
    print("1..%d" % len(cases))
    failed = [report(number, function, prefix) for number, function in enumerate(cases, 1)]
    sys.exit(any(failed))
