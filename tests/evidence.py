#!/usr/bin/env python3
"""Checks folders of evidence and reports in TAP: evidence.py SOURCE_ROOT PROGRAM [FOLDER...]

What a folder has to be is written here from the specifications: RO-Crate 1.1, its profile Process Run Crate 0.5, Frictionless Data
Package 1 with tabular data resources. Each rule is also tried on folders that break it. With FOLDERs only those are checked.
"""

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

CRATE = "https://w3id.org/ro/crate/1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
OWN = ["README.md", "datapackage.json", "figures.csv", "manifest.json", "project.yaml", "ro-crate-metadata.json",
       "robustness.csv", "second-computation.csv"]
UNITS = {"_km2": "km2", "_km": "km", "_percent": "percent", "_days": "days", "_km2_per_day": "km2/day", "_m_per_day": "m/day",
         "_km2_per_month": "km2/month"}


def read_json(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return json.load(file)


def read_bytes(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return file.read()


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def list_files(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)


# RO-Crate


def is_iso_date(text):
    return isinstance(text, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?", text) is not None


def check_root(root):
    assert "Dataset" in as_list(root["@type"]), "the root is no Dataset"
    assert root["@id"].endswith("/"), "the root's @id does not end with /"
    for key in ("name", "description", "license", "datePublished"):
        assert root.get(key), f"the root has no {key}"
    assert is_iso_date(root["datePublished"]), f"datePublished: {root['datePublished']}"


def check_references(entities):
    """Every reference leads to an entity of the crate, or to an absolute URI."""
    def visit(value):
        if isinstance(value, dict):
            assert set(value) == {"@id"}, f"nested: {value}"
            assert value["@id"] in entities or re.match(r"https?://", value["@id"]), f"no entity {value['@id']}"
        for item in value if isinstance(value, list) else []:
            visit(item)
    for entity in entities.values():
        for key, value in entity.items():
            if key not in ("@id", "@type"):
                visit(value)


def check_files(folder, entities, root):
    parts = [part["@id"] for part in as_list(root.get("hasPart"))]
    assert len(parts) == len(set(parts)), "hasPart has a file twice"
    for name, entity in entities.items():
        if "File" not in as_list(entity["@type"]):
            continue
        assert name in parts, f"{name} is a File and no part of the root"
        assert re.fullmatch(r"[^\s\\%?#]+|(?:[^\s\\%?#]|%[0-9A-Fa-f]{2})+", name), f"no URI path: {name}"
        data = read_bytes(folder, urllib.parse.unquote(name))
        assert "encodingFormat" in entity and entity.get("name"), name
        assert int(entity.get("contentSize", len(data))) == len(data), f"contentSize of {name}"
        assert entity.get("sha256", hashlib.sha256(data).hexdigest()) == hashlib.sha256(data).hexdigest(), f"sha256 of {name}"
    for name in parts:
        assert "File" in as_list(entities[name]["@type"]), f"{name} is a part and no File"
    assert sorted(parts + ["ro-crate-metadata.json"]) == list_files(folder), "hasPart is not what lies there"


def check_run(entities, root):
    """The profile Process Run Crate."""
    assert PROFILE in [item["@id"] for item in as_list(root["conformsTo"])], "the root does not conform to the profile"
    profile = entities[PROFILE]
    assert "CreativeWork" in as_list(profile["@type"]) and profile["name"] and profile["version"]
    actions = [entity for entity in entities.values() if "CreateAction" in as_list(entity["@type"])]
    assert actions, "no CreateAction"
    mentions = [item["@id"] for item in as_list(root.get("mentions"))]
    for action in actions:
        assert action["@id"] in mentions, "the root does not mention the action"
        assert action.get("name") and action.get("description") and as_list(action.get("result")), action["@id"]
        assert "endTime" not in action or is_iso_date(action["endTime"])
        assert as_list(action.get("instrument")), "the action has no instrument"
        for item in as_list(action["instrument"]):
            tool = entities[item["@id"]]
            assert "SoftwareApplication" in as_list(tool["@type"]) and tool["name"]
            assert ("version" in tool) != ("softwareVersion" in tool), "one version of the tool"
        for item in as_list(action.get("object")) + as_list(action["result"]):
            kinds = as_list(entities[item["@id"]]["@type"])
            assert {"File", "Dataset", "Collection", "CreativeWork", "PropertyValue"} & set(kinds), item


def check_crate(folder):
    document = read_json(folder, "ro-crate-metadata.json")
    assert set(document) == {"@context", "@graph"}, "the document is not flat"
    assert CRATE + "/context" in as_list(document["@context"]), "no context of RO-Crate 1.1"
    ids = [entity["@id"] for entity in document["@graph"]]
    assert len(ids) == len(set(ids)), "an @id stands twice"
    assert all("@type" in entity for entity in document["@graph"]), "an entity has no @type"
    entities = dict(zip(ids, document["@graph"]))
    descriptor = entities["ro-crate-metadata.json"]
    assert descriptor["@type"] == "CreativeWork" and descriptor["conformsTo"] == {"@id": CRATE}
    root = entities[descriptor["about"]["@id"]]
    check_root(root)
    check_references(entities)
    check_files(folder, entities, root)
    check_run(entities, root)


# Frictionless Data Package

PARSERS = {
    "string": r".*",
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "integer": r"[+-]?\d+",
    "number": r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?",
    "boolean": r"true|false",
}


def check_table(folder, resource):
    fields = resource["schema"]["fields"]
    missing = resource["schema"]["missingValues"]
    names = [field["name"] for field in fields]
    assert fields and len(names) == len(set(names)), "fields"
    comment = resource["dialect"]["commentChar"]
    with open(os.path.join(folder, resource["path"]), encoding=resource["encoding"], newline="") as file:
        lines = [line for line in file.read().split("\n") if not line.startswith(comment)]
    rows = list(csv.reader("\n".join(lines).splitlines(True), strict=True))
    assert rows[0] == names, f"{resource['path']}: {set(rows[0]) ^ set(names)}"
    for field in fields:
        assert field["type"] in PARSERS and field["description"], field
        suffixes = [suffix for suffix in UNITS if field["name"].endswith(suffix)]
        if suffixes:
            assert field.get("unit") == UNITS[max(suffixes, key=len)], field
    for row in rows[1:]:
        assert len(row) == len(fields), f"{resource['path']}: {len(row)} cells for {len(fields)} fields"
        for cell, field in zip(row, fields):
            assert cell in missing or re.fullmatch(PARSERS[field["type"]], cell, re.S), (field["name"], cell)


def check_resource(folder, resource):
    path = resource["path"]
    assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"]), resource["name"]
    assert not path.startswith(("/", ".", "~")) and ".." not in path and "\\" not in path, path
    data = read_bytes(folder, path)
    assert resource["bytes"] == len(data), f"bytes of {path}"
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest(), f"hash of {path}"
    assert resource["mediatype"] and resource["title"]
    assert path.endswith("." + resource["format"]), path
    assert resource["profile"] in ("data-resource", "tabular-data-resource")
    assert (resource["profile"] == "tabular-data-resource") == ("schema" in resource) == path.endswith(".csv"), path
    if "schema" in resource:
        check_table(folder, resource)


def check_package(folder):
    package = read_json(folder, "datapackage.json")
    assert package["profile"] == "data-package" and re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert package["title"] and package["description"]
    assert all(source["title"] for source in package.get("sources", [{"title": "-"}]))
    assert "created" not in package or is_iso_date(package["created"])
    names = [resource["name"] for resource in package["resources"]]
    assert names and len(names) == len(set(names)), "names of resources"
    for resource in package["resources"]:
        check_resource(folder, resource)
    covered = {resource["path"] for resource in package["resources"]}
    assert {"figures.csv", "second-computation.csv", "robustness.csv"} <= covered


# What the tables say


def read_table(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_second(folder):
    """Both computations stand beside each other, and differences are what they say."""
    figures = {(row["period"], row["class"], row["region"]): row for row in read_table(folder, "figures.csv")}
    second = read_table(folder, "second-computation.csv")
    assert len(second) == len(figures) > 0
    for row in second:
        first = figures[row["period"], row["class"], row["region"]]
        for name in ("gained", "lost", "net"):
            assert row[f"{name}_km2"] == first[f"{name}_km2"], row
            if row["no_answer"]:
                assert row[f"second_{name}_km2"] == row[f"{name}_difference_km2"] == "", row
                continue
            own, other, difference = (float(row[key]) for key in (f"{name}_km2", f"second_{name}_km2", f"{name}_difference_km2"))
            assert abs(other - own - difference) < 1e-9 * max(1, abs(own)), row
            assert abs(difference) <= 1e-6 + 1e-9 * float(first["area_to_km2"] or 0) + 1e-9 * float(first["area_from_km2"]), row


def check_robustness(folder):
    figures = {(row["period"], row["class"]): row for row in read_table(folder, "figures.csv") if row["region"] == ""}
    kinds = {}
    for row in read_table(folder, "robustness.csv"):
        figure = figures[row["period"], row["class"]]
        kinds.setdefault((row["period"], row["class"]), set()).add(row["kind"])
        if row["net_km2"]:
            assert abs(float(row["net_km2"]) - float(figure["net_km2"]) - float(row["difference_km2"])) < 1e-5, row
        if row["kind"] == "run":
            assert row["net_km2"] == figure["net_km2"] and float(row["difference_km2"]) == 0, row
        assert row["net_km2"] or row["plus_minus_km2"] or row["remark"], row
    assert set(kinds) == set(figures)
    assert all(found == {"run", "cut-off", "model", "position", "definition"} for found in kinds.values()), kinds


def check_folder(folder):
    assert set(OWN) <= set(list_files(folder)), list_files(folder)
    check_crate(folder)
    check_package(folder)
    check_second(folder)
    check_robustness(folder)


# Trying


class Trial:
    """A scratch folder with data, in which the program runs."""

    def __init__(self, root, program):
        self.root, self.program = root, program
        self.folder = tempfile.mkdtemp(prefix="salient-evidence-")
        shutil.copytree(os.path.join(root, "tests/cli/data"), os.path.join(self.folder, "run/data"))

    def run(self, *arguments, expected=0, at="run", **environment):
        done = subprocess.run([self.program, *arguments], cwd=os.path.join(self.folder, at), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf-8", check=False, env={**os.environ, **environment})
        assert done.returncode == expected, f"{arguments}: status {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout

    def get(self, *names):
        return os.path.join(self.folder, *names)


MEASURE = ["measure", "-q", "data/squares", "--basemap", "none", "-o", "tables/{period}.csv", "-o", "months.json"]


def try_measure(trial):
    trial.run(*MEASURE, "--evidence", "plain")
    check_folder(trial.get("run/plain"))
    assert "outputs/tables/2024-01.csv" in list_files(trial.get("run/plain"))
    for form in ("columns", "comment"):
        trial.run("measure", "-q", "data/squares", "--basemap", "none", "--basis", form, "-o", form + ".csv", "--evidence", "based-" + form)
        check_folder(trial.get("run/based-" + form))


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make_everything(trial):
    """Runs with all options that add columns. Returns the folders."""
    write(trial.get("run/p.csv"), "name,lon,lat\nNear,1.6,0.5\nFar,0.2,0.5\nAcross,1.4,0.2\n")
    write(trial.get("run/n.csv"), "period,shells\n2024-01,2000\n2024-02,5\n")
    regions = ["--regions", "data/regions.geojson", "--region-field", "name"]
    trial.run("measure", "-q", "data/squares", "--basemap", "none", *regions, "--remaining", "--rate", "per-month", "--per", "n.csv:shells",
              "--axis", "0.8,0.5>2.5,0.5", "--position-error", "100,5", "--border", "data/equator.geojson", "-o", "all.csv", "--evidence", "squares")
    trial.run("measure", "-q", "data/fronts", "--territory", "data/territory.geojson", "--side", "0.5,0.5", "--basemap", "none",
              "--bands", "20", "--places", "p.csv", "--rate", "per-day", "-o", "fronts.csv", "--evidence", "fronts")
    trial.run("measure", "-q", "data/previous/fronts", "--territory", "data/previous/territory.geojson", "--side", "previous:left",
              "--basemap", "none", "--evidence", "previous", "-f", "csv")
    return [trial.get("run", name) for name in ("squares", "fronts", "previous")]


def generalise(name):
    name = re.sub(r"^axis\d+", "axis1", name)
    name = re.sub(r"^within_[\d.]+km", "within_5km", name)
    return re.sub(r"_\d+d(_|$)", r"_30d\1", re.sub(r"_per_day$", "_per_month", name) if re.match("(gained|lost|net)_", name) else name)


def try_columns(trial):
    """The columns of all options are in docs/numbers.md, with unit and meaning; and it has no others."""
    with open(os.path.join(trial.root, "docs/numbers.md"), encoding="utf-8") as file:
        section = file.read().split("## The columns of CSV\n", 1)[1].split("\n## ", 1)[0]
    documented = {row[0]: row[1:] for row in re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \|$", section, flags=re.M)}
    found = {}
    for folder in make_everything(trial):
        check_folder(folder)
        for resource in read_json(folder, "datapackage.json")["resources"]:
            if resource["path"] == "figures.csv":
                for field in resource["schema"]["fields"]:
                    found[generalise(field["name"])] = (field.get("unit", ""), field["description"])
    for name, (unit, meaning) in found.items():
        expected = (unit.replace("km2/day", "km2/month") if name.endswith("_per_month") else unit, meaning)
        if name.endswith("_per_month"):
            assert name in documented, f"docs/numbers.md has no {name}"
            continue
        assert documented.get(name) == expected, f"| `{name}` | {unit} | {meaning} |, got {documented.get(name)}"
    assert set(documented) == set(found), set(documented) ^ set(found)


def try_render(trial):
    trial.run("render", "-q", "data/squares", "--basemap", "none", "-o", "maps/{period}.svg", "-o", "report.html", "--evidence", "maps-evidence")
    check_folder(trial.get("run/maps-evidence"))
    names = list_files(trial.get("run/maps-evidence"))
    assert {"outputs/maps/2024-01.svg", "outputs/maps/2024-02.svg", "outputs/report.html"} <= set(names), names


def try_hostile_names(trial):
    """Names of outputs become safe ones, and different ones stay different."""
    os.makedirs(trial.get("up"), exist_ok=True)
    names = ["../up/a..b <i>.csv", "a b.csv", "a_b.csv", "-x.csv", "Zürich.csv"]
    outputs = [part for name in names for part in ("-o", "./" + name if name.startswith("-") else name)]
    trial.run("measure", "-q", "data/squares", "--basemap", "none", *outputs, "--evidence", "hostile")
    check_folder(trial.get("run/hostile"))
    found = [name for name in list_files(trial.get("run/hostile")) if name.startswith("outputs/")]
    assert len(found) == len(names), found
    assert all(re.fullmatch(r"outputs(/[\w-][\w.-]*)+", name) and ".." not in name for name in found), found


def try_same_bytes(trial):
    """A second run gives the same bytes, in another time zone and locale and with other threads."""
    first = trial.get("run/same")
    trial.run(*MEASURE, "--evidence", "same", "--overwrite", "-j", "1")
    shutil.move(first, trial.get("first"))
    trial.run(*MEASURE, "--evidence", "same", "--overwrite", "-j", "4", TZ="Pacific/Auckland", LC_ALL="C.UTF-8")
    assert list_files(first) == list_files(trial.get("first"))
    for name in list_files(first):
        assert read_bytes(first, name) == read_bytes(trial.get("first"), name) or name in ("manifest.json", "project.yaml"), name


def try_moment(trial):
    trial.run(*MEASURE, "--evidence", "dated", "--overwrite", SOURCE_DATE_EPOCH="1700000000")
    check_folder(trial.get("run/dated"))
    assert read_json(trial.get("run/dated/datapackage.json"))["created"] == "2023-11-14T22:13:20Z"
    graph = read_json(trial.get("run/dated/ro-crate-metadata.json"))["@graph"]
    assert [e["datePublished"] for e in graph if e["@id"] == "./"] == ["2023-11-14"]
    assert [e["endTime"] for e in graph if e["@id"] == "#run"] == ["2023-11-14T22:13:20Z"]


def try_verify(trial):
    """A folder is identical after a move, elsewhere in time and language; and each kind of change is named."""
    trial.run(*MEASURE, "--evidence", "proof", "--overwrite")
    shutil.copytree(trial.get("run"), trial.get("moved/run"))
    printed = trial.run("verify", "proof", at="moved/run", TZ="Asia/Kathmandu", LC_ALL="C.UTF-8")
    assert "figures.csv: identical" in printed and "ro-crate-metadata.json: identical" in printed, printed

    def edit(name, old, new):
        shutil.rmtree(trial.get("edited"), ignore_errors=True)
        shutil.copytree(trial.get("run"), trial.get("edited/run"))
        path = trial.get("edited/run", name)
        data = read_bytes(path)
        assert old in data, name
        with open(path, "wb") as file:
            file.write(data.replace(old, new, 1))
        return trial.run("verify", "proof", at="edited/run", expected=1)

    for name in ("proof/figures.csv", "proof/second-computation.csv", "proof/outputs/months.json"):
        assert name.split("/", 1)[1] in edit(name, b"0", b"1")
    for name in ("proof/README.md", "proof/datapackage.json", "proof/ro-crate-metadata.json", "proof/robustness.csv"):
        assert name.split("/", 1)[1] in edit(name, b"e", b"a")
    assert "2024-02-01.geojson" in edit("data/squares/2024-02-01.geojson", b"1", b"1.0")
    assert "manifest" in edit("proof/manifest.json", b'"role": "source"', b'"role": "sources"')


def try_docs(trial):
    """The commands of docs/evidence.md about folders of evidence do what they say."""
    with open(os.path.join(trial.root, "docs/evidence.md"), encoding="utf-8") as file:
        section = file.read().split("## A folder of evidence\n", 1)[1].split("\n## ", 1)[0]
    shutil.copytree(trial.get("run/data/squares"), trial.get("docs/daily"))
    commands = re.findall(r"^    salient (.*)$", section, flags=re.M)
    printed = [trial.run(*command.split(), at="docs") for command in commands]
    named = re.findall(r"^\| `([^`]+)` \|", section, flags=re.M)
    assert set(named) == set(os.listdir(trial.get("docs/evidence"))) - {"outputs"} | {"outputs/"}, named
    assert len(commands) == 2 and all(f"{name}: identical" in printed[1] for name in set(OWN) - {"manifest.json"}), printed


def break_crate(change):
    def apply(folder):
        path = os.path.join(folder, "ro-crate-metadata.json")
        document = read_json(path)
        entities = {entity["@id"]: entity for entity in document["@graph"]}
        change(document, entities)
        write(path, json.dumps(document))
    return apply


def break_package(change):
    def apply(folder):
        path = os.path.join(folder, "datapackage.json")
        package = read_json(path)
        change(package, {resource["path"]: resource for resource in package["resources"]})
        write(path, json.dumps(package))
    return apply


BROKEN_CRATES = {
    "no descriptor": lambda d, e: d["@graph"].remove(e["ro-crate-metadata.json"]),
    "another version": lambda d, e: e["ro-crate-metadata.json"].update(conformsTo={"@id": CRATE[:-1] + "0"}),
    "no context": lambda d, e: d.update({"@context": []}),
    "no licence": lambda d, e: e["./"].pop("license"),
    "no date": lambda d, e: e["./"].update(datePublished="today"),
    "a file that is no part": lambda d, e: e["./"]["hasPart"].pop(0),
    "a part that is not described": lambda d, e: d["@graph"].remove(e["figures.csv"]),
    "a wrong digest": lambda d, e: e["figures.csv"].update(sha256="0" * 64),
    "no profile": lambda d, e: e["./"].pop("conformsTo"),
    "no instrument": lambda d, e: e["#run"].pop("instrument"),
    "an action that nothing mentions": lambda d, e: e["./"].pop("mentions"),
    "an input that is nowhere": lambda d, e: d["@graph"].remove(e["#input-1"]),
}
BROKEN_PACKAGES = {
    "a wrong size": lambda p, r: r["figures.csv"].update(bytes=1),
    "a wrong hash": lambda p, r: r["figures.csv"].update(hash="sha256:00"),
    "a column too few": lambda p, r: r["figures.csv"]["schema"]["fields"].pop(),
    "columns in another order": lambda p, r: r["figures.csv"]["schema"]["fields"].reverse(),
    "a wrong type": lambda p, r: r["figures.csv"]["schema"]["fields"][0].update(type="integer"),
    "no unit": lambda p, r: [f.pop("unit", None) for f in r["figures.csv"]["schema"]["fields"]],
    "a path that leads out": lambda p, r: r["figures.csv"].update(path="../figures.csv"),
    "two of one name": lambda p, r: r["figures.csv"].update(name=r["robustness.csv"]["name"]),
    "no schema": lambda p, r: r["figures.csv"].pop("schema"),
}


def try_rules(trial):
    """The checks of this file refuse what breaks a rule."""
    trial.run(*MEASURE, "--evidence", "good", "--overwrite")
    cases = [(check_crate, name, break_crate(change)) for name, change in BROKEN_CRATES.items()]
    cases += [(check_package, name, break_package(change)) for name, change in BROKEN_PACKAGES.items()]
    for check, name, apply in cases:
        bad = trial.get("bad")
        shutil.rmtree(bad, ignore_errors=True)
        shutil.copytree(trial.get("run/good"), bad)
        apply(bad)
        try:
            check(bad)
        except (AssertionError, KeyError, OSError):
            continue
        raise AssertionError(f"accepted: {name}")


TRIALS = [try_measure, try_columns, try_render, try_hostile_names, try_same_bytes, try_moment, try_verify, try_docs, try_rules]


def report(number, name, fault):
    print(f"{'not ' if fault else ''}ok {number} - /evidence/{name}", flush=True)
    if fault:
        print("# " + repr(fault).replace("\n", "\n# "), flush=True)


def main():
    root, program, folders = sys.argv[1], os.path.abspath(sys.argv[2]), sys.argv[3:]
    trials = [(name, lambda name=name: check_folder(name)) for name in folders]
    trial = None if folders else Trial(root, program)
    trials += [] if folders else [(one.__name__[4:].replace("_", "-"), lambda one=one: one(trial)) for one in TRIALS]
    failed = 0
    print(f"1..{len(trials)}")
    for number, (name, run) in enumerate(trials, 1):
        fault = None
        try:
            run()
        except (AssertionError, KeyError, ValueError, OSError) as error:
            fault = error
        failed += fault is not None
        report(number, name, fault)
    if trial:
        shutil.rmtree(trial.folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
