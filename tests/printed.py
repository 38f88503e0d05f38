#!/usr/bin/env python3
"""Every number with a unit that a picture prints stands in its record, in TAP: printed.py PROGRAM SOURCE_ROOT

Pages are drawn as SVG with real text. Each "12 km²" and each "12%" in it must be what a figure of the record rounds to: of the record in
the JSON that render prints, and of the one in the picture's own metadata. So must the sums of callouts be those of their parts. PDF and PNG
must have the same record as SVG. With SALIENT_ARCHIVE, that archive is drawn as well.
"""

import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

SVG, RECORD = "{http://www.w3.org/2000/svg}", "{urn:salient:record#}record"
NUMBER = re.compile(r"([+−]?)(\d[\d,]*(?:\.\d+)?)\s?(km²|sq mi|ha|%)")
UNIT_KM2 = {"km²": 1, "sq mi": 1.609344**2, "ha": 0.01, "%": 1}
LEAST = re.compile(r"less than (0\.01 (km²|sq mi)|1 ha)")  # no figure
KOREA = ["KOREA/fronts", "--territory", "KOREA/territory.geojson", "--side", "126.6,41.0"]
SQUARES, REGIONS = "DATA/squares", ["--regions", "DATA/regions.geojson", "--region-field", "name"]
RUNS = {
    "korea-map": [*KOREA, "--layout", "map"],
    "korea-sentence": [*KOREA, "--layout", "map", "--subtitle", "{sentence}", "--width-mm", "300"],
    "korea-chart": [*KOREA, "--layout", "map+chart", "--rate", "per-month"],
    "korea-grid": [*KOREA, "--layout", "grid"],
    "korea-cumulative": [*KOREA, "--layout", "cumulative"],
    "korea-turnover": [*KOREA, "--layout", "turnover"],
    "korea-fronts": [*KOREA, "--layout", "fronts"],
    "korea-frame": [*KOREA, "--layout", "map", "--extent", "126,37,128,38.5"],
    "korea-insets": [*KOREA, "--layout", "map", "--insets", "2", "--callouts", "6"],
    "regions": [SQUARES, *REGIONS, "--layout", "regions"],
    "shares": [SQUARES, *REGIONS, "--layout", "shares"],
    "reset": ["DATA/reset", "--accept-reset", "2024-05", "--layout", "map+chart"],
    "korea-both": [*KOREA, "--layout", "map", "--subtitle", "{sentence}", "--width-mm", "300", "--units", "both", "--insets", "2"],
    "korea-miles": [*KOREA, "--layout", "map+chart", "--units", "sqmi"],
    "korea-hectares": [*KOREA, "--layout", "cumulative", "--units", "ha"],
    "regions-miles": [SQUARES, *REGIONS, "--layout", "regions", "--units", "sqmi"],
    "korea-template": [*KOREA, "--template", "slide"],
    "sphere": [SQUARES, "--area-model", "sphere", "--rate", "per-day"],
}
DAILY = ["--preset", "deepstate-archive", "ARCHIVE/daily"]
ARCHIVE_RUNS = {
    "archive-map": [*DAILY, "--layout", "map", "--last", "4"],
    "archive-chart": [*DAILY, "--layout", "map+chart", "--last", "3", "--subtitle", "{sentence}", "--width-mm", "300"],
    "archive-grid": [*DAILY, "--layout", "grid", "--last", "6"],
    "archive-cumulative": [*DAILY, "--layout", "cumulative", "--last", "10"],
    "archive-turnover": [*DAILY, "--layout", "turnover", "--last", "2"],
    "archive-regions": [*DAILY, "--layout", "regions", "--last", "2", "--regions", "ARCHIVE/oblasts.geojson", "--region-field", "name:en"],
}


def put_paths(argument, roots):
    for name, path in roots.items():
        argument = argument.replace(name + "/", path + "/")
    return argument


def read_texts(svg):
    """The lines of text of a picture, without those of the scale bar, which is no figure."""
    texts = []

    def walk(element):
        if element.tag in (SVG + "metadata", SVG + "title", SVG + "desc", SVG + "style"):
            return
        if element.get("id", "").endswith("scale-bar"):
            return
        if element.tag == SVG + "text":
            texts.append("".join(element.itertext()).replace("\u00a0", " "))
            return
        for child in element:
            walk(child)

    walk(svg)
    return texts


def list_numbers(texts):
    # A line that ends within a number and its unit goes on in the next one.
    for match in NUMBER.finditer(LEAST.sub("", " ".join(texts))):
        yield match.group(0), float(match.group(2).replace(",", "")), match.group(3)


def list_figures(value, unit, key=""):
    """The values of a record that have the unit."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from list_figures(child, unit, name)
    elif isinstance(value, list):
        for child in value:
            yield from list_figures(child, unit, key)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if ("percent" if unit == "%" else "km2") in key:
            yield abs(value) / UNIT_KM2[unit]


def prints_as(value, shown, text):
    """Whether a value rounds to what is printed, half away from zero and with 6 decimals of its own."""
    decimals = len(text.split()[0].partition(".")[2]) if "." in text else 0
    return abs(value - shown) <= 0.5 * 10**-decimals + 1e-6


def find_faults(texts, record):
    numbers = list(list_numbers(texts))
    return numbers, [text for text, shown, unit in numbers
                     if not any(prints_as(value, shown, text) for value in list_figures(record, unit))]


def check_parts(printed):
    return [p["text"] for p in printed if "parts" in p
            and abs(sum(part["km2"] for part in p["parts"]) - abs(p["km2"])) > 1e-6 * (len(p["parts"]) + 1)]


def read_png_record(path):
    data, at, packet = open(path, "rb").read(), 8, None
    while at < len(data):
        (size,) = struct.unpack(">I", data[at:at + 4])
        if data[at + 4:at + 8] == b"iTXt" and data[at + 8:].startswith(b"XML:com.adobe.xmp\0"):
            packet = data[at + 8 + 22:at + 8 + size]
        at += 12 + size
    return json.loads(ET.fromstring(packet).find(".//" + RECORD).text)


def read_pdf_record(path):
    data = open(path, "rb").read()
    start = data.index(b"<x:xmpmeta")
    return json.loads(ET.fromstring(data[start:data.index(b"</x:xmpmeta>") + 12]).find(".//" + RECORD).text)


def run(program, arguments, folder, suffixes):
    outputs = [argument for suffix in suffixes for argument in ("-o", "p-{period}." + suffix)]
    done = subprocess.run([program, "render", *arguments, "--text", "real", "-q", "-f", "json", *outputs], cwd=folder,
                          capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None, done.stderr


def check_run(program, arguments, report):
    n_numbers, n_callouts = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        document, message = run(program, arguments, folder, ["svg"])
        if document is None:
            report.append(message)
            return 0, 0
        for record in document["maps"]:
            svg = ET.parse(os.path.join(folder, record["files"][0])).getroot()
            own = json.loads(svg.find(".//" + RECORD).text)
            texts = read_texts(svg)
            for name, figures in (("JSON", record), ("metadata", own)):
                numbers, faults = find_faults(texts, figures)
                report += [f"{record['period']}: {fault} is not in {name}" for fault in faults]
            report += [f"{record['period']}: {text} is not the sum of its parts" for text in check_parts(record["printed"])]
            n_numbers += len(numbers)
            n_callouts += sum("parts" in printed for printed in record["printed"])
    return n_numbers, n_callouts


def check_formats(program, arguments):
    """The same record in each format, and nothing of folders in it."""
    with tempfile.TemporaryDirectory() as folder:
        document, _ = run(program, arguments, folder, ["svg", "png", "pdf"])
        svg, png, pdf = document["maps"][0]["files"]
        own = json.loads(ET.parse(os.path.join(folder, svg)).getroot().find(".//" + RECORD).text)
        same = own == read_png_record(os.path.join(folder, png)) == read_pdf_record(os.path.join(folder, pdf))
        return same and "/" not in "".join(own["sources"]) and own["definition"] and own["options"] and own["gross_counts"]


def check_itself(program, arguments):
    """A number that is in no record is found to be missing."""
    with tempfile.TemporaryDirectory() as folder:
        document, _ = run(program, arguments, folder, ["svg"])
        texts = read_texts(ET.parse(os.path.join(folder, document["maps"][0]["files"][0])).getroot())
        record = document["maps"][0]
        return find_faults(texts, record)[1] == [] and find_faults([*texts, "gained 123,456.7 km²"], record)[1] == ["123,456.7 km²"]


def main():
    program, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    roots = {"KOREA": root + "/examples/korea-1950", "DATA": root + "/tests/cli/data"}
    runs = dict(RUNS)
    archive = os.environ.get("SALIENT_ARCHIVE")
    if archive:
        roots["ARCHIVE"] = archive
        runs |= ARCHIVE_RUNS
    results, n_callouts = [], 0
    for name, arguments in runs.items():
        report = []
        arguments = [put_paths(argument, roots) for argument in arguments]
        n, callouts = check_run(program, arguments, report)
        n_callouts += callouts
        if n == 0 and name != "korea-fronts":
            report.append("no number was printed")
        results.append((f"{name}-prints-{n}-numbers-that-its-record-has", report))
    korea = [put_paths(argument, roots) for argument in RUNS["korea-map"]]
    results.append(("callouts-were-among-them", [] if n_callouts > 0 else ["no callouts"]))
    results.append(("formats-have-the-same-record", [] if check_formats(program, korea) else ["they differ"]))
    results.append(("finds-a-number-that-is-missing", [] if check_itself(program, korea) else ["it does not"]))
    print(f"1..{len(results)}")
    for i, (name, report) in enumerate(results, 1):
        for line in report[:20]:
            print("# " + line.strip())
        print(f"{'not ok' if report else 'ok'} {i} - /printed/{name}")
    sys.exit(any(report for _, report in results))


main()
