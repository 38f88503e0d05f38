#!/usr/bin/env python3
"""The JSON of all verbs against docs/schema, in TAP: schemas.py SOURCE_ROOT PROGRAM

The schemas are those that docs/make-schemas makes. Every document of the runs below follows the schema that it names, whose objects
are closed: a new member without a line in docs/make-schemas fails here. With SALIENT_ARCHIVE, that archive is read as well.
"""

import copy
import glob
import json
import os
import shlex
import subprocess
import sys
import tempfile

DEBIAN_PYTHON = "/usr/bin/python3"  # whose python3-jsonschema may be the only one
try:
    import jsonschema
except ImportError:
    if sys.executable != DEBIAN_PYTHON and os.path.exists(DEBIAN_PYTHON):
        os.execv(DEBIAN_PYTHON, [DEBIAN_PYTHON, *sys.argv])
    print("1..0 # SKIP no jsonschema for Python (Debian: python3-jsonschema)")
    sys.exit(0)

FRONTS = ["--territory", "DATA/territory.geojson"]
CLASSES = ["--class", "held=name = 'held'", "--class", "other?=name = 'other'"]
RUNS = [
    "measure DATA/squares",
    "measure DATA/squares --regions DATA/regions.geojson --region-field name",
    "measure DATA/squares --remaining --regions DATA/regions.geojson --region-field name",
    "measure DATA/squares --per DATA/shells.csv:shells --regions DATA/regions.geojson --region-field name",
    "measure DATA/squares --places DATA/regions.geojson --place-share 80",
    "measure DATA/squares --basemap none --published DATA/published.csv --expect DATA/checks.csv --own-record record.csv",
    "measure DATA/squares --rate per-month --records --from 2024-02",
    "measure DATA/squares --rate per-day --area-model geodesic",
    "measure DATA/squares --holder Russia --opponent Ukraine --every 7d --max-gap 9",
    "measure DATA/squares --aoi DATA/aoi.geojson --places DATA/places.csv --steps none",
    "measure DATA/squares --class \"all=name = 'held'\" --class 'held=all' --show held --definition Text",
    "measure DATA/squares --class \"held?=name = 'nobody'\" --class \"all=name = 'held'\"",
    "measure DATA/reset", "measure DATA/reset --accept-reset 2024-05", "measure DATA/running-month --last 1",
    "measure DATA/missing-months --max-gap 3", "measure DATA/stand-in --max-gap 9",
    "render DATA/squares -o {period}.svg", "render DATA/reset --layout grid -o grid.svg", "render DATA/reset --layout cumulative -o c.svg",
    "render DATA/squares --layout turnover -o t.svg", "render DATA/fronts --territory DATA/territory.geojson --side 0.5,0.5 --layout fronts -o f.svg",
    "render DATA/squares --layout map+chart --places DATA/places.csv --rate per-month -o {period}-chart.svg",
    "render DATA/squares --aoi DATA/aoi.geojson --last 1 --holder Russia -o aoi-{period}.png",
    "render DATA/squares --shard 2/2 -o shard-{period}.svg",
    "update -p project.yaml --dry-run", "update -p project.yaml", "update -p project.yaml", "update -p project.yaml --title X",
    "inspect DATA/squares", "inspect DATA/reset --date-shift -1", "inspect DATA/gap", "inspect DATA/single",
    "inspect DATA/squares --values name --values file", "inspect DATA/two-times", "inspect DATA/undated",
    "check DATA/reset", "check DATA/running-month --fail-on reset,gap,drift,unmatched,partial", "check DATA/undated",
    "compare --a DATA/compare/a --b DATA/compare/b", "compare --a DATA/compare/a --b DATA/compare/b --every month",
    "compare --a DATA/compare/a --b DATA/compare/b --every month --rate per-day --regions DATA/regions.geojson --region-field name",
    "compare --a DATA/compare/a --b DATA/compare/b --every month --rate per-month --definition Text",
    "compare --a DATA/compare/a --b DATA/compare/b --every month -o {period}-both.svg --basemap none -o -",
    "compare --revisions --a DATA/compare/a --b DATA/compare/b",
    "render DATA/squares -o {period}-m.png -o all.y4m -o r.md --manifest m.json", "verify m.json",
    "compare --a DATA/compare/a --b DATA/compare/b -o compared.png --manifest c.json", "verify c.json",
    "measure DATA/squares --aoi DATA/aoi.geojson -o figures.json --manifest changed.json", "verify changed.json",
    "places DATA/squares --places DATA/regions.geojson",
    "places DATA/squares --places DATA/places.csv", "places DATA/reset --places DATA/places.csv --every month --holder Russia",
    "places DATA/squares --places DATA/places.csv --regions DATA/regions.geojson --region-field name",
]
NEEDED = {"measure", "render", "update", "inspect", "values", "check", "compare", "revisions", "places", "manifest", "verify"}
ARCHIVE = [
    "measure ARCHIVE/daily --preset deepstate-archive --records", "inspect ARCHIVE/daily --preset deepstate-archive",
    "render ARCHIVE/daily --preset deepstate-archive --last 2 -o archive-{period}.svg",
    "check ARCHIVE/daily --preset deepstate-archive --fail-on reset,gap,drift,unmatched,partial",
    "measure ARCHIVE/isw --preset isw --every 1d", "inspect ARCHIVE/isw --preset isw", "inspect ARCHIVE/isw-renamed",
    "measure ARCHIVE/multi-layer-kml --every 30d", "inspect ARCHIVE/multi-layer-kml", "inspect ARCHIVE/states-of-change",
]


def find_kind(schema):
    return schema.removeprefix("salient-").rsplit("-", 1)[0]


def check_made(root):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(root, "docs/make-schemas"), folder], check=True)
        made = {os.path.basename(path): open(path, encoding="utf-8").read() for path in glob.glob(folder + "/*")}
    there = {os.path.basename(path): open(path, encoding="utf-8").read() for path in glob.glob(root + "/docs/schema/*")}
    assert made == there, "docs/schema: expected what docs/make-schemas makes; run it"


def run(program, words, data):
    words = [word.replace("DATA", data).replace("ARCHIVE", os.environ.get("SALIENT_ARCHIVE", "")) for word in words]
    if words[0] == "render":
        words += ["--basemap", "none", "--overwrite"]
    done = subprocess.run([program, words[0], "-q", "-f", "json", *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf-8", check=False)
    return done.stdout, done.stderr


def check_document(validators, text):
    document = json.loads(text)
    fault = next(iter(validators[document["schema"]].iter_errors(document)), None)
    assert fault is None, f"{document['schema']}: {list(fault.absolute_path)}: {fault.message[:300]}"
    return document


def refuses(validator, document, change):
    changed = copy.deepcopy(document)
    change(changed)
    return next(iter(validator.iter_errors(changed)), None) is not None


def check_strict(validators, document):
    """What is missing, new or of another type is refused: or else the rest proves nothing."""
    validator, row = validators[document["schema"]], document["rows"][0]
    for field in row:
        if field not in ("movement", "n_steps", "turnover_gained_km2", "turnover_lost_km2", "largest_step", "unchanged_since", "steps"):
            assert refuses(validator, document, lambda d, f=field: d["rows"][0].pop(f)), f"{field}: expected to be required"
    assert refuses(validator, document, lambda d: d.update(new=1)) and refuses(validator, document, lambda d: d["rows"][0].update(new=1))
    assert refuses(validator, document, lambda d: d["rows"][0].update(net_km2="1"))
    assert refuses(validator, document, lambda d: d["rows"][0].update(days=1.5))


def main():
    root, program = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    data = os.path.join(root, "tests/cli/data")
    validators = {}
    for path in glob.glob(root + "/docs/schema/*.schema.json"):
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[schema["$id"]] = jsonschema.Draft202012Validator(schema)
    runs = [tuple(shlex.split(line)) for line in RUNS]
    runs += [("inspect", path) for path in sorted(glob.glob(data + "/quirks/*"))[::4]]
    runs += [("measure", *CLASSES, "DATA/squares"), ("measure", *FRONTS, "--side", "previous:left", "DATA/previous/fronts")]
    runs += [("measure", "--bands", "20,60", "--places", "DATA/places.csv", *FRONTS, "--side", "0.5,0.5", "--basemap", "none", "DATA/fronts"),
             ("measure", "--axis", "0.8,0.5>2.5,0.5", "--axis", "8,8>9,9", "--regions", "DATA/regions.geojson", "--region-field", "name", "DATA/squares"),
             ("places", "--bands", "60", "--places", "DATA/places.csv", *FRONTS, "--side", "0.5,0.5", "--basemap", "none", "DATA/fronts")]
    runs += [tuple(line.split()) for line in ARCHIVE if "SALIENT_ARCHIVE" in os.environ]
    failed, seen = False, set()
    print(f"1..{len(runs) + 3}")
    os.chdir(folder := tempfile.mkdtemp())
    with open("project.yaml", "w", encoding="utf-8") as file:
        file.write(f"sources: {data}/squares\nbasemap: none\noutput: '{{period}}-of-update.svg'\n")
    checks = [lambda: check_made(root)]
    names = ["docs/schema is what docs/make-schemas makes"]
    for words in runs:
        names.append(" ".join(words).replace(data, "DATA").replace("#", ""))
        checks.append(lambda words=words: try_run(program, words, data, validators, seen))
    names.append("schemas refuse what is missing, new or of another type")
    checks.append(lambda: check_strict(validators, json.loads(run(program, ("measure", "DATA/squares"), data)[0])))
    names.append("each schema was needed")
    checks.append(lambda: check_needed(seen))
    for n, (name, check) in enumerate(zip(names, checks), 1):
        try:
            check()
            print(f"ok {n} {name}", flush=True)
        except (AssertionError, ValueError, KeyError) as fault:
            failed = True
            print(f"not ok {n} {name}\n# {fault!r}", flush=True)
    subprocess.run(["rm", "-rf", folder], check=True)
    return failed


def check_manifest(path, validators, seen):
    with open(path, encoding="utf-8") as file:
        seen.add(find_kind(check_document(validators, file.read())["schema"]))
    if path == "changed.json":  # so that verify finds something
        with open("figures.json", "a", encoding="utf-8") as file:
            file.write("x\n")


def try_run(program, words, data, validators, seen):
    printed, told = run(program, words, data)
    if printed == "" and words[0] == "inspect":
        return  # of what is no series
    if "--manifest" in words:
        check_manifest(words[words.index("--manifest") + 1], validators, seen)
    if words[0] == "measure" and "-o" in words:
        return  # which prints nothing
    assert printed.startswith("{"), f"expected JSON, got {printed[:100]!r} and {told!r}"
    seen.add(find_kind(check_document(validators, printed)["schema"]))


def check_needed(seen):
    assert seen == NEEDED, f"expected documents of {NEEDED}, got {seen}"


if __name__ == "__main__":
    sys.exit(main())
