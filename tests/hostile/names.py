#!/usr/bin/env python3
"""Names that are markup, formulas or escape sequences to others, and secrets in names of sources: names.py PROGRAM [CASE...]

What the program writes must show each name as docs/numbers.md says, in the eyes of a reader of the format that others
made; nothing that it prints may hold what a terminal obeys, and nothing a secret.
"""
import csv
import html.parser
import io
import json
import os
import random
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree

from harness import Skip, case, collection, main, put, refuses, run, square

# Names of regions in what is written

LIVE = """<script>alert(1)</script> [x](javascript:alert(1)) ![x](http://a/b.png) <http://a.org> http://a.org WWW.a.org a@b.org `a`
*a* **a** _a_ __a__ ~a~ ~~a~~ a|b a\\|b \\ &lt; &#64; [^1] [a]: <b> $a$ a\tb a\rb""".split()
BLOCKS = ["# a", "- a", "+ a", "* a", "1. a", "> a", "---", "    a", "a\nb", "a\n# b", "| a |", "<!-- a", "&copy; a"]
FORMULAS = ["=1+1", "+1", "-3.5", "@A1", " =1", "\t=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", '=HYPERLINK("http://a","b")', "'=1"]
CONTROLS = ["a\x1b[2Jb", "\x07a", "a\x7fb", "a\x9b2Jb", "a\x85b", "a\u2028b", "a\ufffeb", "a\uffffb", "a\ufeffb"]
TURNS = ["a\u202eb", "a\u202ab\u202c", "a\u2066b", "a\u2067b\u2069", "a\u200eb", "a\u200fb", "a\u061cb"]
PLAIN = ["Слов’янськ", "St. Mary's", "A_B", "1.5 km", "ירושלים", "القدس", "می\u200cخواهم", "Kherson (west)", "Kherson, west", "東京都"]


def make_names():
    names = LIVE + BLOCKS + FORMULAS + CONTROLS + TURNS + PLAIN
    letters = "aé1 _*`[]()<>!|\\&;:/@#.~$-+=\n\x1b\u202e\u061c\x9b"
    rand = random.Random(20241101)
    names += ["".join(rand.choice(letters) for _ in range(rand.randint(1, 12))) + "x" for _ in range(250)]
    return sorted({name.strip(" \t\n\v\f\r") for name in names})  # as they are read


def put_regions():
    names = make_names()
    ring = "[[[%g,0],[%g,0],[%g,1],[%g,1],[%g,0]]]"
    strip = '{"type":"Feature","properties":{"name":%s},"geometry":{"type":"Polygon","coordinates":%s}}'
    width = 0.05
    features = []
    for i, name in enumerate(names):
        x = i * width
        features.append(strip % (json.dumps(name), ring % (x, x + width, x + width, x, x)))
    put("regions.geojson", collection(features))
    end = len(names) * width
    for day, top in (("20240101", 0.5), ("20240201", 1)):
        shape = "[[[0,0],[%g,0],[%g,%g],[0,%g],[0,0]]]" % (end, end, top, top)
        text = '{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":%s}}' % shape
        put(day + ".geojson", collection([text]))
    return names


def measure_regions(format):
    options = ("--regions", "regions.geojson", "--region-field", "name", "--basemap", "none", "-f", format, "-q")
    status, out, err = run("measure", *options, "20240101.geojson", "20240201.geojson")
    assert status == 0, err
    return out


def is_control(c):
    return (unicodedata.category(c) == "Cc" and c != "\n") or c in "\u2028\u2029"


def is_bidi(c):
    return c in "\u061c\u200e\u200f" or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"


def obeyed(text):
    """What a terminal would obey."""
    return {"%04X" % ord(c) for c in text if is_control(c) or is_bidi(c)}


def show(name):
    """The name as text and Markdown show it."""
    shown = ""
    for c in name:
        hidden = unicodedata.category(c) in ("Cc", "Cf", "Cn", "Zl", "Zp") and c not in "\u200c\u200d"
        shown += {"\n": "\\n", "\t": "\\t"}.get(c, "\\u%04X" % ord(c) if hidden else c)
    return shown


@case
def names_in_text():
    names = put_regions()
    out = measure_regions("text")
    assert not obeyed(out), obeyed(out)
    missing = [name for name in names if "  " + show(name).rstrip() + "  " not in out]
    assert not missing, missing


class Cells(html.parser.HTMLParser):
    """The texts of a page's cells, and the elements that are none of a table."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.cells, self.strangers = [], set()

    def handle_starttag(self, tag, attrs):
        if tag == "td":
            self.cells.append("")
        elif tag not in ("table", "thead", "tbody", "tr", "th", "p"):
            self.strangers.add(tag)

    def handle_data(self, data):
        if self.cells:
            self.cells[-1] += data


@case
def names_in_markdown():
    names = put_regions()
    out = measure_regions("markdown")
    assert not obeyed(out), obeyed(out)
    if shutil.which("cmark-gfm") is None:
        raise Skip("cmark-gfm is not installed")
    words = [word for extension in ("table", "autolink", "strikethrough", "footnotes") for word in ("-e", extension)]
    page = subprocess.run(["cmark-gfm", "--unsafe", *words], input=out.encode(), capture_output=True, check=True).stdout
    cells = Cells()
    cells.feed(page.decode())
    live = [line for line in page.decode().splitlines() if any("<" + tag in line for tag in cells.strangers)]
    assert not live, live
    shown = {cell.strip() for cell in cells.cells}
    missing = [name for name in names if show(name).strip() not in shown]
    assert not missing, missing
    assert all("| %s |" % name in out for name in PLAIN), out


def defuse(name):
    cell = "".join("\ufffd" if c == "\n" or is_control(c) or (is_bidi(c) and c not in "\u061c\u200e\u200f") else c for c in name)
    return "'" + cell if cell.lstrip(" \ufeff\u061c\u200e\u200f")[:1] in ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20") else cell


@case
def names_in_csv():
    names = put_regions()
    out = measure_regions("csv")
    assert obeyed(out) <= {"061C", "200E", "200F"}, obeyed(out)
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    found = {row["region"] for row in rows}
    missing = [name for name in names if defuse(name) not in found]
    assert not missing, missing
    assert all(re.fullmatch(r"-?[0-9.]*", row["net_km2"]) for row in rows)
    status, _, err = run("export", "--regions", "regions.geojson", "--region-field", "name", "-o", "a.csv", "-q",
                         "20240101.geojson", "20240201.geojson")
    assert status == 0, err
    with open("a.csv", encoding="utf-8", newline="") as file:
        found = {row["region"] for row in csv.DictReader(file)}
    missing = [name for name in names if defuse(name) not in found]
    assert not missing, missing


@case
def names_in_json():
    names = put_regions()
    out = measure_regions("json")
    assert not obeyed(out), obeyed(out)
    assert {row["region"] for row in json.loads(out)["rows"]} >= set(names)
    status, out, err = run("export", "--regions", "regions.geojson", "--region-field", "name", "-o", "-", "-q",
                           "20240101.geojson", "20240201.geojson")
    assert status == 0 and not obeyed(out), (err, obeyed(out))
    assert {feature["properties"]["region"] for feature in json.loads(out)["features"]} >= set(names)


def clean_xml(name):
    text = "".join("\ufffd" if (is_control(c) and c not in "\t\r\u2028\u2029") or c in "\ufffe\uffff" else c for c in name)
    return text.replace("\r", "\n")


def parse_xml(name):
    try:
        return xml.etree.ElementTree.parse(name).getroot()
    except xml.etree.ElementTree.ParseError as error:
        raise AssertionError("%s: %s" % (name, error)) from error


@case
def names_in_xml():
    names = put_regions()
    for suffix in ("kml", "gml"):
        status, _, err = run("export", "--regions", "regions.geojson", "--region-field", "name", "-o", "a." + suffix, "-q",
                             "20240101.geojson", "20240201.geojson")
        assert status == 0, err
        root = parse_xml("a." + suffix)
        found = {(element.text or "").strip() for element in root.iter()}
        missing = [name for name in names if clean_xml(name).strip() not in found]
        assert not missing, (suffix, missing)
    status, _, err = run("render", "--basemap", "none", "--title", "a\x01\ufffe\u202e<b>&\x9b", "-o", "a.svg", "-q",
                         "20240101.geojson", "20240201.geojson")
    assert status == 0, err
    parse_xml("a.svg")


@case
def names_in_errors():
    folder = "a\x1b[2J\x9b\u202e\u200fb"
    os.mkdir(folder)
    refuses(folder, "expected data files")
    put(folder + "/20240101.geojson", "no data")
    status, out, err = run("inspect", folder)
    assert status == 1 and not obeyed(err), (out, obeyed(err))
    status, out, err = run("inspect", folder + "/none*")
    assert status == 1 and not obeyed(err), (out, obeyed(err))
    properties = json.dumps({"a\x1b\x9b\u202eb": "1"})
    put("20240101.geojson", collection([square(properties)]))
    for options in (("--where", "c = 1"), ("--date-field", "c"), ("-l", "\u202ec\x9b")):
        status, out, err = run("inspect", *options, "20240101.geojson")
        assert status == 1 and not obeyed(err), (options, err, obeyed(err))
    status, out, err = run("inspect", "20240101.geojson")
    assert status == 0 and not obeyed(out), obeyed(out)


# Secrets


@case
def secrets_of_sources():
    secret = "geheim"
    for source in (
        "PG:postgresql://me:ge@" + secret + "@127.0.0.1:1/a",
        "PG:postgresql://me:" + secret + "/x@127.0.0.1:1/a",
        "PG:postgresql://127.0.0.1:1/a?password=" + secret,
        "PG:host=127.0.0.1 port=1 dbname=a password='" + secret + " " + secret + "'",
        "postgresql://me:" + secret + "@127.0.0.1:1/a",
        "http://me:" + secret + "@127.0.0.1:1/20240101.geojson",
        "http://me:x@y/" + secret + "@127.0.0.1:1/20240101.geojson",
        "http://127.0.0.1:1/20240101.geojson?token=" + secret,
        "http://127.0.0.1:1/20240101.geojson?f=json&key=%s&access_token=%s" % (secret, secret),
        "http://127.0.0.1:1/20240101.zip?sig=" + secret,
        "http://127.0.0.1:1/20240101.geojson?X-Amz-Signature=%s#access_token=%s" % (secret, secret),
    ):
        for words in (("inspect",), ("measure",), ("measure", "--aoi", source), ("compare", "--a", source, "--b")):
            status, out, err = run(*words, source)
            assert status in (1, 2, 75) and secret not in out + err, (words, source, out, err)
            assert err.count("\n") == 1, err
    put("20240101.geojson", collection([square()]))
    put("20240201.geojson", collection([square()]))
    for option in ("--aoi", "--regions", "--borders", "--places"):
        source = "http://me:%s@127.0.0.1:1/a.geojson?token=%s" % (secret, secret)
        verb = ("render", "-o", "a.png", "--basemap", "none") if option in ("--borders", "--places") else ("measure",)
        more = ("--region-field", "name") if option == "--regions" else ()
        status, out, err = run(*verb, option, source, *more, "20240101.geojson", "20240201.geojson")
        assert status in (1, 2, 75) and secret not in out + err, (option, out, err)


main("/hostile-names/")
