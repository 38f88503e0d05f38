#!/usr/bin/env python3
"""Tables of a PostGIS database, in a PostgreSQL that is started for it on a socket in a temporary folder.

    postgis.py PROGRAM"""
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import tap

SETUP = """
CREATE EXTENSION postgis;
CREATE TABLE front (id serial PRIMARY KEY, day date, side text, geom geometry(Polygon, 4326));
CREATE TABLE moment (id serial PRIMARY KEY, at timestamptz, geom geometry(Polygon, 3857));
CREATE TABLE control_20240101 (id serial PRIMARY KEY, geom geometry(Polygon, 4326));
CREATE TABLE control_20240201 (id serial PRIMARY KEY, geom geometry(Polygon, 4326));
CREATE TABLE held (id serial PRIMARY KEY, since date, until date, geom geometry(Polygon, 4326));
CREATE TABLE "odd ""name" (id serial PRIMARY KEY, "the ""day" text, geom geometry(Polygon, 4326));
INSERT INTO front (day, side, geom) VALUES
  ('2024-01-01', 'a', ST_MakeEnvelope(0, 0, 1, 1, 4326)), ('2024-01-01', 'b', ST_MakeEnvelope(5, 0, 6, 1, 4326)),
  ('2024-02-01', 'a', ST_MakeEnvelope(0, 0, 2, 1, 4326)), ('2024-03-01', 'a', ST_MakeEnvelope(0, 0, 3, 1, 4326));
INSERT INTO moment (at, geom) VALUES
  ('2024-01-01 23:00+00', ST_MakeEnvelope(0, 0, 1e5, 1e5, 3857)), ('2024-01-02 23:00+00', ST_MakeEnvelope(0, 0, 2e5, 1e5, 3857));
INSERT INTO control_20240101 (geom) VALUES (ST_MakeEnvelope(0, 0, 1, 1, 4326));
INSERT INTO control_20240201 (geom) VALUES (ST_MakeEnvelope(0, 0, 2, 1, 4326));
INSERT INTO held (since, until, geom) VALUES
  ('2024-01-01', '2024-02-01', ST_MakeEnvelope(0, 0, 1, 1, 4326)), ('2024-01-15', NULL, ST_MakeEnvelope(3, 0, 4, 1, 4326));
INSERT INTO "odd ""name" ("the ""day", geom) VALUES
  ('1 May 2024', ST_MakeEnvelope(0, 0, 1, 1, 4326)), ('2 May 2024', ST_MakeEnvelope(0, 0, 1, 1, 4326));
"""


def find_programs():
    """The folder of the newest server's programs that has PostGIS and can be run here, or None."""
    if os.getuid() == 0 and shutil.which("runuser") is None:
        return None
    for folder in sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True):
        version = folder.split("/")[-2]
        if os.path.exists(f"/usr/share/postgresql/{version}/extension/postgis.control"):
            return folder
    return None


class Server:
    """Runs as a user that is not root, which the server refuses."""

    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.user = pwd.getpwuid(os.getuid()).pw_name
        self.as_user = []
        if os.getuid() == 0:
            self.user = "nobody"
            self.as_user = ["runuser", "-u", self.user, "--"]
            os.chown(folder, pwd.getpwnam(self.user).pw_uid, -1)
            os.chmod(folder, 0o755)
        self.data = os.path.join(folder, "data")

    def call(self, program, *words, **options):
        done = subprocess.run([*self.as_user, os.path.join(self.programs, program), *words], cwd=self.folder,
                              stdin=options.pop("stdin", subprocess.DEVNULL), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120, **options)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout.decode(errors='replace')}")
        return done.stdout

    def start(self):
        self.call("initdb", "-D", self.data, "-A", "trust", "-N", "-E", "UTF8", "--locale=C", "-U", "salient")
        settings = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c timezone=UTC " \
                   "-c log_statement=all"
        self.call("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "-o", settings, "start")

    def stop(self):
        self.call("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def run_sql(self, sql):
        self.call("psql", "-h", self.folder, "-U", "salient", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-c", sql)

    def read_log(self):
        """What was logged since the last time."""
        path = os.path.join(self.folder, "log")
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8"):
            pass
        return text


def test_dates(tests, source):
    whole = ["2024-01,2024-01-01,2024-02-01,2024-01-01,2024-02-01,control,,12308.463894,24616.927788",
             "2024-02,2024-02-01,2024-03-01,2024-02-01,2024-03-01,control,,24616.927788,36925.391682"]
    tests.gives("a date field", ["measure", "-f", "csv", source, "-l", "front", "--date-field", "day", "--where", "side = 'a'"],
                whole)
    tests.gives("moments in a zone", ["inspect", source, "-l", "moment", "--date-field", "at", "--time-zone", "Europe/Kyiv"],
                ["2024-01-02  YYYY-MM-DD 01:00", "2024-01-03  YYYY-MM-DD 01:00", "Pseudo-Mercator"])
    tests.gives("a table a date", ["measure", "-f", "csv", source, "-l", "control_20240101", "-l", "control_20240201"],
                [whole[0]])
    tests.gives("from one date to another", ["measure", "-f", "csv", source, "-l", "held", "--valid-from", "since",
                                             "--valid-to", "until", "--from", "2024-01", "--to", "2024-02"],
                ["2024-01-01,2024-02-01,2024-01-01,2024-02-01,control,,12308.463894,12308.463894",
                 "2024-02-01,2024-03-01,2024-02-01,2024-03-01,control,,12308.463894,12308.463894"])
    tests.gives("names in need of quotes", ["inspect", source, "-l", 'odd "name', "--date-field", 'the "day'],
                ["2024-05-01", "2024-05-02"])
    tests.gives("classes", ["measure", "-f", "csv", source, "-l", "front", "--date-field", "day", "--class", "a=side = 'a'",
                            "--class", "b=side = 'b'", "-q"], [",a,,12308.463894,24616.927788", ",b,,12308.463894,0.000000"])


def test_secrets(tests, source):
    for words in (["measure", "-f", "json"], ["inspect", "-f", "json"], ["inspect"]):
        status, out, err = tap.run(*words, source + " password=geheim", "-l", "front", "--date-field", "day")
        tests.check(f"no password in {' '.join(words)}", f"{out}{err}" if status or "geheim" in out + err else None)


def test_filters(tests, server, source):
    server.read_log()
    tap.run("measure", source, "-l", "front", "--date-field", "day", "--from", "2024-02", "--to", "2024-02")
    log = server.read_log()
    read = [day for day in ("2024-01-01", "2024-02-01", "2024-03-01") if f"\"day\" = '{day}'" in log]
    tests.check("the database filters", None if read == ["2024-02-01", "2024-03-01"] else f"read: {read} in {log}")
    fatal = [line for line in log.splitlines() if "ERROR:" in line or "INSERT" in line or "CREATE" in line or "DROP" in line]
    tests.check("and is only read", "\n".join(fatal))


def test_faults(tests, server, source):
    def fails(name, words, *expected, unexpected=()):
        tests.fails(name, ["inspect", *words], expected, unexpected)

    fails("an unknown table", [source, "-l", "fornt", "--date-field", "day"], "layer 'fornt'", "did you mean 'front'")
    fails("an unknown field", [source, "-l", "front", "--date-field", "dya"], "field 'dya'", "did you mean 'day'")
    fails("a field that is no date", [source, "-l", "front", "--date-field", "side"], "field 'side'", "expected a date", "got 'a'")
    fails("a faulty filter", [source, "-l", "front", "--date-field", "day", "--where", "side = = 'a'"], "expected", "got")
    fails("tables without dates", [source, "-l", "front"], "expected a date", "got")
    fails("an unknown database", ["PG:host=" + server.folder + " user=salient dbname=nowhere password=geheim", "--date-field", "day"],
          "expected a database", "nowhere", unexpected=["geheim"])
    tests.fails("no server", ["inspect", "PG:host=/nonexistent dbname=a", "--date-field", "day"], ["expected a database", "/nonexistent"],
                exit_status=75)


def main():
    tests = tap.Tests()
    programs = find_programs()
    if programs is None:
        print("1..0 # SKIP PostgreSQL with PostGIS is not installed (postgresql, postgresql-15-postgis-3)")
        return 0
    with tempfile.TemporaryDirectory(prefix="salient-postgis-") as folder:
        server = Server(programs, folder)
        server.start()
        try:
            server.run_sql(SETUP)
            source = f"PG:host={folder} user=salient dbname=postgres"
            test_dates(tests, source)
            test_secrets(tests, source)
            test_filters(tests, server, source)
            test_faults(tests, server, source)
        finally:
            server.stop()
    return tests.done()


if __name__ == "__main__":
    sys.exit(main())
