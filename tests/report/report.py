#!/usr/bin/env python3
"""Reports as a reader meets them, in headless Chromium: report.py PROGRAM SOURCE_ROOT [CASE...]

Web pages are opened at three widths, in light and dark, with and without script, and printed. Where npm reaches its
registry, axe-core looks for obstacles to accessibility. With PICTURES=FOLDER what the pages look like is left there.
"""
import base64
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

import chromium

WIDTHS = [390, 1024, 1600]
AXE = "axe-core@4.10.3"
EVIL = "</script><img src=x onerror=alert(1)>\"' on=1 &amp;-->"
CASES = []


class Skip(Exception):
    pass


def case(function):
    CASES.append(function)
    return function


def run(*args, status=0):
    done = subprocess.run([PROGRAM, *args], capture_output=True, text=True, check=False)
    assert done.returncode == status, (args, done.returncode, done.stderr)
    return done.stdout


def korea(*args):
    folder = os.path.join(ROOT, "examples", "korea-1950")
    return run("render", os.path.join(folder, "fronts"), "--territory", os.path.join(folder, "territory.geojson"), "--side", "126.6,41.0",
               "--from", "1950-09", "--to", "1950-12", "--basemap", "none", "-q", *args)


def make(name, *args):
    """The address of a report; it is made once."""
    path = os.path.abspath(name)
    if not os.path.exists(path):
        korea("-o", name, *args)
    return "file://" + path


def plain():
    return make("plain.html", "--holder", "North Korea", "--opponent", "South Korea", "--credit", "Example data")


def evil():
    with open("evil.csv", "w", encoding="utf-8") as file:
        csv.writer(file).writerows([["name", "lon", "lat", "population"], [EVIL, "127.0", "37.6", "9000000"], ["=1+1", "126.0", "39.0", "900000"]])
    return make("evil.html", "--holder", EVIL, "--opponent", EVIL, "--credit", EVIL, "--definition", EVIL, "--places", "evil.csv")


def read_rows(browser):
    """The rows of the table: what their cells carry, and what they print."""
    return browser.evaluate("""Array.from(document.querySelectorAll('tbody tr, tfoot tr'), row => ({
        name: row.querySelector('th').textContent,
        values: Array.from(row.querySelectorAll('data'), cell => [Number(cell.value), cell.textContent])}))""")


def read_csv(browser):
    href = browser.evaluate("document.querySelector('a[download]').href")
    text = base64.b64decode(href.split("base64,")[1]).decode()
    return text, list(csv.DictReader(io.StringIO(text)))


def list_shown(browser):
    """The ids of the periods whose maps are to be seen."""
    return browser.evaluate("""Array.from(document.querySelectorAll('.period'))
        .filter(period => { const style = getComputedStyle(period.querySelector('figure')); return style.visibility === 'visible'; })
        .map(period => period.id)""")


@case
def opens_without_a_word_at_any_width():
    for dark in (False, True):
        for width in WIDTHS:
            browser.set_screen(width, dark=dark)
            browser.open(plain())
            assert browser.messages == [], (width, browser.messages)
            assert [url for url in browser.requests if not url.startswith(("file:///", "about:"))] == [], browser.requests
            assert browser.evaluate("document.documentElement.scrollWidth") <= width, width
            forms = browser.evaluate("""['wide', 'narrow'].map(form => document.querySelector('.shown .' + form).getBoundingClientRect().width)""")
            assert (forms[0] == 0) == (width == 390) and (forms[1] == 0) != (width == 390), (width, forms)
            assert max(forms) > 0.85 * min(width, 1088), (width, forms)
            if "PICTURES" in os.environ:
                browser.take_picture(os.path.join(os.environ["PICTURES"], f"{width}-{'dark' if dark else 'light'}.png"))


@case
def is_dark_where_the_reader_wants_it():
    colors = []
    for dark in (False, True):
        browser.set_screen(1024, dark=dark)
        browser.open(plain())
        colors.append(browser.evaluate("""[getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.querySelector('.shown .wide [id$=\"-paper\"] path')).fill]"""))
    assert colors[0] == ["rgb(255, 255, 255)", "rgb(255, 255, 255)"] and colors[1] == ["rgb(22, 27, 34)", "rgb(22, 27, 34)"], colors


@case
def slider_goes_from_period_to_period_by_keyboard():
    browser.set_screen(1024)
    browser.open(plain())
    periods = browser.evaluate("Array.from(document.querySelectorAll('.period'), period => period.id)")
    assert periods == ["1950-09", "1950-10", "1950-11", "1950-12"], periods
    assert list_shown(browser) == ["1950-12"]
    browser.evaluate("document.getElementById('slider').focus()")
    for key, code, expected in [("ArrowLeft", 37, 2), ("ArrowLeft", 37, 1), ("ArrowRight", 39, 2), ("Home", 36, 0), ("ArrowUp", 38, 1), ("End", 35, 3)]:
        browser.press(key, code)
        shown = list_shown(browser)
        assert shown == [periods[expected]], (key, shown)
        label = browser.evaluate("[document.getElementById('label').textContent, document.getElementById('slider').getAttribute('aria-valuetext')]")
        assert label[0] == label[1] == browser.evaluate("document.querySelector('.shown').dataset.label"), label
    browser.open(plain() + "#1950-10")
    assert list_shown(browser) == ["1950-10"]
    browser.open(plain() + "#%")
    assert list_shown(browser) == ["1950-12"] and browser.messages == []


@case
def chart_marks_the_period_that_is_shown_and_shows_the_one_that_is_clicked():
    marked = """Array.from(document.querySelectorAll('.shown-bar'), bar => bar.id)"""
    browser.set_screen(1024)
    browser.open(plain() + "#1950-10")
    assert browser.evaluate(marked) == ["chartw-bar-1950-10", "chartn-bar-1950-10"], browser.evaluate(marked)
    fills = browser.evaluate("""['1950-10', '1950-11'].map(name => getComputedStyle(document.querySelector('#chartw-bar-' + name + ' path:last-of-type')).fill)""")
    assert fills[0] == "rgb(31, 95, 153)" != fills[1], fills
    browser.evaluate("document.getElementById('chartw-bar-1950-09').dispatchEvent(new MouseEvent('click'))")
    assert list_shown(browser) == ["1950-09"] and browser.evaluate(marked) == ["chartw-bar-1950-09", "chartn-bar-1950-09"]


@case
def slider_is_in_sight_when_the_page_opens():
    for width, height in ((390, 700), (1600, 900)):
        browser.set_screen(width, height)
        browser.open(plain())
        bottom = browser.evaluate("document.getElementById('slider').getBoundingClientRect().bottom")
        assert 0 < bottom <= height, (width, bottom)


@case
def line_parts_before_from_after():
    browser.set_screen(1024)
    browser.open(plain() + "#1950-11")  # which has both, gained and lost
    browser.evaluate("document.getElementById('swipe').focus()")
    browser.press(" ", 32)
    assert browser.evaluate("document.getElementById('swipe').getAttribute('aria-pressed')") == "true"
    browser.evaluate("document.getElementById('knife').focus()")
    cut = """(name => { const group = document.querySelector('.shown .wide [id$=\"w-' + name + '\"]');
        const rect = document.getElementById(group.getAttribute('clip-path').slice(5, -1)).querySelector('rect').getBBox();
        return [rect.x, rect.x + rect.width]; })"""
    before, after = browser.evaluate(cut + "('lost')"), browser.evaluate(cut + "('gained')")
    assert abs(before[1] - after[0]) < 0.1 and before[0] < before[1] < after[1], (before, after)
    browser.press("ArrowRight", 39)
    assert browser.evaluate(cut + "('gained')")[0] > after[0]
    x, y = browser.evaluate("(rect => [rect.left, rect.top + rect.height / 2])(document.querySelector('.shown .wide [id$=\"w-neatline\"]').getBoundingClientRect())")
    browser.drag(x + 500, y, x + 300)
    width = browser.evaluate("document.querySelector('.shown .wide [id$=\"w-neatline\"]').getBoundingClientRect().width")
    assert abs(float(browser.evaluate("document.getElementById('knife').value")) - 300 / width * 100) < 1
    days = browser.evaluate("[document.getElementById('before').textContent, document.getElementById('after').textContent]")
    assert days == ["1 Nov 1950", "1 Dec 1950"], days
    browser.evaluate("document.getElementById('swipe').click()")
    assert browser.evaluate("document.querySelectorAll('.swipe').length") == 0
    assert browser.messages == []


@case
def figures_are_those_of_the_csv():
    browser.open(plain())
    text, rows = read_csv(browser)
    folder = os.path.join(ROOT, "examples", "korea-1950")
    assert text == run("measure", os.path.join(folder, "fronts"), "--territory", os.path.join(folder, "territory.geojson"), "--side", "126.6,41.0",
                       "--from", "1950-09", "--to", "1950-12", "--basemap", "none", "-q", "-f", "csv")
    table = read_rows(browser)
    assert len(table) == len(rows) + 1 == 5, table
    columns = ["gained_km2", "lost_km2", "net_km2", "area_from_km2", "area_to_km2"]
    for shown, row in zip(table, rows):
        for (value, printed), column in zip(shown["values"], columns):
            assert value == float(row[column]), (shown, row)
            assert abs(float(printed.replace(",", "").replace("\u2212", "-")) - value) <= 0.0500001, (printed, value)
    sums = [sum(float(row[column]) for row in rows) for column in columns[:3]]
    assert all(abs(value[0] - wanted) < 1e-5 for value, wanted in zip(table[-1]["values"], sums)), (table[-1], sums)


@case
def shows_all_periods_without_script():
    browser.set_script(False)
    try:
        browser.set_screen(1024)
        browser.open(plain())
        tops = browser.evaluate("Array.from(document.querySelectorAll('.period figure'), figure => figure.getBoundingClientRect().top)")
    finally:
        browser.set_script(True)
    assert len(tops) == 4 and tops == sorted(tops) and len(set(tops)) == 4, tops


@case
def prints_all_that_matters():
    browser.set_screen(1024, dark=True)
    browser.open(plain())
    browser.print("plain.pdf")
    if shutil.which("pdftotext") is None:
        raise Skip("pdftotext is missing")
    text = subprocess.run(["pdftotext", "plain.pdf", "-"], capture_output=True, text=True, check=True).stdout
    for wanted in ["September 1950", "October 1950", "November 1950", "December 1950", "Whole run", "Sources", "Example data"]:
        assert wanted in text, wanted
    assert "Download" not in text and "Before and after" not in text


@case
def names_stay_names():
    browser.set_screen(1024)
    browser.open(evil())
    assert browser.messages == [] and browser.evaluate("document.querySelectorAll('img, [onerror], [onload], [onclick]').length") == 0
    assert browser.evaluate("[...document.scripts].filter(script => script.type == '').length") == 1
    data = json.loads(browser.evaluate("document.querySelector('script[type=\"application/ld+json\"]').textContent"))
    assert EVIL in data["name"] and data["@type"] == "Dataset" and [v["name"] for v in data["variableMeasured"]] == ["gained", "lost", "net"]
    assert EVIL in browser.evaluate("document.querySelector('h1').textContent"), browser.evaluate("document.querySelector('h1').textContent")
    assert browser.evaluate("document.body.textContent").count(EVIL) > 4
    ids = browser.evaluate("Array.from(document.querySelectorAll('[id]'), element => element.id)")
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)[:5]


@case
def words_stay_words():
    with open("evil.yaml", "w", encoding="utf-8") as file:
        file.write("base: de\nlanguage: 'x\" onload=\"alert(4)'\n")
        for key in ("swipe", "period", "table", "total", "download", "meaning", "sources", "net", "start"):
            file.write(f"report_{key}: {json.dumps(EVIL)}\n")
        file.write(f"report_meanings: {json.dumps([EVIL] * 3)}\n")
    browser.open(make("words.html", "--words", "evil.yaml"))
    assert browser.messages == [] and browser.evaluate("[document.images.length, document.scripts.length, document.documentElement.lang]") == [0, 2, ""]
    assert browser.evaluate("[...document.querySelectorAll('h2, #swipe, a, [scope], li')].filter(element => element.textContent.includes(" + json.dumps(EVIL) + ")).length") == 12
    assert browser.evaluate("document.getElementById('slider').getAttribute('aria-label')") == EVIL


@case
def policy_lets_no_other_script_run():
    browser.open(plain())
    browser.evaluate("document.body.appendChild(Object.assign(document.createElement('script'), {textContent: 'window.other = 1'}))")
    browser.evaluate("document.body.appendChild(Object.assign(document.createElement('img'), {src: 'http://127.0.0.1:9/x.png'}))")
    assert browser.evaluate("typeof window.other") == "undefined"
    assert len(browser.messages) >= 1 and all("Content Security Policy" in message for message in browser.messages), browser.messages


@case
def speaks_the_language_of_words():
    browser.open(make("uk.html", "--words", "uk"))
    assert browser.evaluate("document.documentElement.lang") == "uk"
    page = browser.evaluate("document.body.innerText")
    for wanted in ["Джерела", "До і після", "Завантажити як CSV", "жовтень 1950"]:
        assert wanted in page or wanted in browser.evaluate("document.querySelector('.periods').outerHTML"), wanted
    assert "Sources" not in page and "Download" not in page


@case
def one_period_is_a_page_without_a_slider():
    for path in korea("-o", "month-{period}.html").split():
        browser.open("file://" + os.path.abspath(path))
        assert browser.messages == []
        assert browser.evaluate("[document.querySelectorAll('.period').length, document.getElementById('slider'), document.querySelectorAll('tfoot').length]") == [1, None, 0]
        assert len(read_csv(browser)[1]) == 1


@case
def a_map_of_the_whole_run_has_its_page():
    for layout in ("cumulative", "grid"):
        browser.set_screen(390)
        browser.open(make(layout + ".html", "--layout", layout))
        assert browser.messages == []
        assert browser.evaluate("[document.querySelectorAll('.period').length, document.getElementById('swipe'), document.querySelectorAll('tbody tr').length]") == [1, None, 4]
        assert browser.evaluate("document.documentElement.scrollWidth") <= 390


def fetch_axe():
    if shutil.which("npm") is None:
        raise Skip("npm is missing")
    done = subprocess.run(["npm", "pack", "--silent", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=10000", AXE],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Skip("npm does not reach " + AXE)
    with tarfile.open(done.stdout.split()[-1]) as archive:
        return archive.extractfile("package/axe.min.js").read().decode()


@case
def axe_finds_no_obstacle():
    axe = fetch_axe()
    for url in (plain(), evil(), make("outline.html", "--text", "outline")):
        for width, dark in ((390, False), (1024, True)):
            browser.set_screen(width, dark=dark)
            browser.open(url)
            browser.evaluate("document.getElementById('swipe').click()")
            browser.evaluate(axe + "; 0")
            found = browser.evaluate("axe.run().then(result => JSON.stringify(result.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])))")
            assert json.loads(found) == [], found


@case
def markdown_shows_names_and_pictures():
    paths = korea("-o", "notes.md", "--holder", EVIL, "--credit", EVIL).split("\n")
    assert [path for path in paths if path] == ["notes.md", *(f"notes/1950-{month}.png" for month in ("09", "10", "11", "12")), "notes/chart.png", "notes/figures.csv"], paths
    assert all(os.path.getsize(path) > 0 for path in paths if path)
    if shutil.which("cmark-gfm") is None:
        raise Skip("cmark-gfm is missing")
    page = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "notes.md"], capture_output=True, text=True, check=True).stdout
    with open("notes.html", "w", encoding="utf-8") as file:
        file.write("<meta charset=utf-8>" + page)
    browser.open("file://" + os.path.abspath("notes.html"))
    assert browser.messages == [], browser.messages
    pictures = browser.evaluate("Array.from(document.images, image => [image.naturalWidth, image.alt.length])")
    assert len(pictures) == 5 and all(width > 0 and alt > 0 for width, alt in pictures), pictures
    assert browser.evaluate("[document.querySelectorAll('svg, [onerror], [onload]').length, document.querySelectorAll('tbody tr').length]") == [0, 5]
    assert EVIL.replace("  ", " ") in browser.evaluate("document.querySelector('h1').textContent")


def report(number, function):
    name = "/report/" + function.__name__.replace("_", "-")
    try:
        function()
        print(f"ok {number} - {name}", flush=True)
    except Skip as skip:
        print(f"ok {number} - {name} # SKIP {skip}", flush=True)
    except (AssertionError, RuntimeError, OSError) as error:
        print(f"not ok {number} - {name}\n# " + repr(error).replace("\n", "\n# "), flush=True)
        return True
    return False


PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
if chromium.find() is None:
    print("1..0 # SKIP Chromium is not installed")
    sys.exit(0)
wanted = [c for c in CASES if not sys.argv[3:] or c.__name__ in sys.argv[3:]]
print(f"1..{len(wanted)}")
with tempfile.TemporaryDirectory() as scratch, chromium.Browser() as browser:
    os.chdir(scratch)
    failed = [report(number, function) for number, function in enumerate(wanted, 1)]
    os.chdir("/")
sys.exit(any(failed))
