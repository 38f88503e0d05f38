#!/usr/bin/env python3
"""Sources over HTTP, from a server of our own: good answers, and every kind of bad one.

    http-server.py PROGRAM"""
import gzip
import http.server
import io
import json
import os
import sys
import tempfile
import threading
import time
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import tap


def make_square(size):
    ring = [[0, 0], [size, 0], [size, 1], [0, 1], [0, 0]]
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"day": f"2024-01-0{size}"},
         "geometry": {"type": "Polygon", "coordinates": [ring]}}]}).encode()


def make_zip():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20240101.geojson", make_square(1))
        archive.writestr("20240102.geojson", make_square(2))
    return file.getvalue()


NETWORK_LINK = b"""<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>http://127.0.0.1:%d/followed</href>
</Link></NetworkLink><Style id="s"><IconStyle><Icon><href>http://127.0.0.1:%d/followed</href></Icon></IconStyle></Style>
<Placemark><styleUrl>http://127.0.0.1:%d/followed#s</styleUrl><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""


GML = b"""<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" xmlns:a="http://a"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xlink="http://www.w3.org/1999/xlink"
 xsi:schemaLocation="http://a URL/followed.xsd?service=WFS&amp;request=DescribeFeatureType">
<gml:featureMember><a:front gml:id="f.1"><a:name xlink:href="URL/followed#n"/><a:geom><gml:Polygon srsName="EPSG:4326"><gml:outerBoundaryIs><gml:LinearRing>
<gml:coordinates>0,0 1,0 1,1 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></a:geom></a:front></gml:featureMember>
</wfs:FeatureCollection>"""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = []  # the paths asked for
    requests = []  # the same, with the method before them

    def log_message(self, *args):
        pass

    def send(self, body, status=200, length=None, headers=(), ranges=False):
        first, last = 0, len(body) - 1
        if ranges and "Range" in self.headers:
            first, last = (int(n) if n else last for n in self.headers["Range"].split("=")[1].split("-"))
            last = min(last, len(body) - 1)
            status = 206
            headers = [*headers, ("Content-Range", f"bytes {first}-{last}/{len(body)}")]
        part = body[first:last + 1]
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(part) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(part)

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        self.asked.append(self.path)
        self.requests.append(f"{self.command} {self.path}")
        path, _, query = self.path.partition("?")
        name = path.rsplit("/", 1)[-1]
        square = make_square(2 if "20240102" in path else 1)
        if path.startswith("/plain/"):
            self.send(gzip.compress(square) if name.endswith(".gz") else square)
        elif path.startswith("/shapes/"):
            broken = path.split("/")[2]  # 503.shp: that part is answered so
            status, suffix = broken.split(".")
            is_broken = suffix in ("all", name.rsplit(".", 1)[-1])
            self.send(b"\0" * 100, int(status) if is_broken else 200, ranges=not is_broken)
        elif path == "/archive.zip":
            self.send(make_zip(), ranges=True)
        elif path.startswith("/status/"):
            self.send(b"<html>sorry</html>", int(path.split("/")[2]))
        elif path.startswith("/moved/"):
            self.send(b"", 302, headers=[("Location", f"/plain/{name}")])
        elif path.startswith("/circle/"):
            self.send(b"", 302, headers=[("Location", path)])
        elif path.startswith("/away/"):
            self.send(b"", 302, headers=[("Location", "file:///etc/passwd")])
        elif path.startswith("/cut/"):
            self.send(square[:100], length=len(square))
            self.close_connection = True
        elif path.startswith("/short/"):
            self.send(square[:100])
        elif path.startswith("/page/"):
            self.send(b"<!DOCTYPE html><html>log in</html>")
        elif path.startswith("/empty/"):
            self.send(b"")
        elif path.startswith("/slow/"):
            time.sleep(8)
            self.send(square)
        elif path.startswith("/large/"):
            self.send(square + b" " * (3 << 20))
        elif path.startswith("/bucket/daily/2024"):
            self.send(square + b" " * 300_000, ranges=True)
        elif path.startswith("/bucket/daily/empty"):
            self.send(b"", ranges=False)
        elif path.startswith("/bucket/refused"):
            self.send(b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", 403)
        elif path.startswith("/bucket/busy"):
            self.send(b"<?xml version=\"1.0\"?><Error><Code>SlowDown</Code></Error>", 503)
        elif path.startswith("/bucket/"):
            self.send(b"<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>", 404,
                      headers=[("Content-Type", "application/xml")])
        elif path.startswith("/kml/"):
            self.send(NETWORK_LINK % ((self.server.server_port,) * 3))
        else:
            self.send(b"", 404)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # a client that hangs up is what is tested


def test_answers(tests, url):
    days = [f"/vsicurl/{url}/plain/20240101.geojson", f"/vsicurl/{url}/plain/20240102.geojson?token=a/b"]
    tests.gives("a server without ranges is enough", ["measure", "--every", "1d", "-f", "csv", *days],
                ["2024-01-01,2024-01-01,2024-01-02,2024-01-01,2024-01-02,control,,12308.463894,24616.927788"])
    tests.gives("a URL is a source", ["inspect", f"{url}/plain/20240101.geojson"], ["2024-01-01", "12,308.464"])
    tests.gives("a redirect is followed", ["inspect", f"{url}/moved/20240101.geojson"], ["12,308.464"])
    tests.gives("a zip is listed", ["inspect", f"{url}/archive.zip"], ["2024-01-01", "2024-01-02", "24,616.928"])
    tests.gives("a field holds the date", ["inspect", "--date-field", "day", f"{url}/plain/a.geojson"], ["2024-01-01"])


def test_downloads(tests, url):
    """Whatever is listed, dated, read and read again comes from one request."""
    days = [f"{url}/plain/2024010{day}.geojson" for day in (1, 2)]
    for words in (["inspect", "--date-field", "day"], ["inspect"], ["measure", "--every", "1d", "-f", "csv"],
                  ["measure", "--every", "1d", "-f", "csv", "--aoi", "/vsicurl/" + days[0]],
                  ["measure", "--every", "1d", "-f", "csv", "--date-field", "day", "--class", "all=day like '2024%'"]):
        Handler.requests.clear()
        tests.gives(f"{' '.join(words[:4])} reads URLs", [*words, *days], ["12,308" if words[0] == "inspect" else "12308"])
        wanted = [f"GET /plain/2024010{day}.geojson" for day in (1, 2)]
        tests.check(f"{' '.join(words[:4])} asks once for each URL",
                    None if sorted(Handler.requests) == wanted else f"expected {wanted}, got {Handler.requests}")


def test_faults(tests, url):
    def fails(name, path, *expected, env=None, unexpected=(), options=(), exit_status=1):
        tests.fails(name, ["inspect", *options, f"{url}{path}"], [f"{url}{path}", "expected", "got", *expected],
                    unexpected, env, exit_status)

    for status in (403, 404, 408, 429, 500, 503):
        fails(f"status {status}", f"/status/{status}/20240101.geojson", f"{status}", exit_status=1 if status in (403, 404) else 75)
    fails("a page instead of data", "/page/20240101.geojson", "an HTML page")
    fails("nothing at all", "/empty/20240101.geojson", "an empty file")
    fails("a body that is cut off", "/cut/20240101.geojson", "the server to give a file", exit_status=75)
    fails("a body that was cut before", "/short/20240101.geojson")
    fails("a circle of redirects", "/circle/20240101.geojson", "redirect")
    fails("a redirect to a file", "/away/20240101.geojson", unexpected=["root:"])
    fails("too large a body", "/large/20240101.geojson", "--max-size", options=["--max-size", "1"])
    fails("a shapefile that is busy", "/shapes/503.all/20240101.shp", "503", unexpected=["an empty file"], exit_status=75)
    fails("a shapefile with a part that is busy", "/shapes/503.shx/20240101.shp", "503", "20240101.shx", exit_status=75)
    fails("a shapefile that is not there", "/shapes/404.all/20240101.shp", "404")
    begin = time.monotonic()
    fails("a slow server", "/slow/20240101.geojson", "timed out", env={"GDAL_HTTP_TIMEOUT": "1"}, exit_status=75)
    tests.check("patience ends", None if time.monotonic() - begin < 6 else "it took more than 6 s")
    tests.fails("nobody there", ["inspect", "http://127.0.0.1:9/20240101.geojson"], ["127.0.0.1:9", "expected", "got"],
                exit_status=75)
    tests.fails("nobody there among several", ["measure", "--every", "1d", "http://127.0.0.1:9/20240101.geojson", f"{url}/plain/20240102.geojson"],
                ["127.0.0.1:9"], exit_status=75)
    secret = url.replace("://", "://me:geheim@")
    tests.fails("no password in a message", ["inspect", f"{secret}/status/404/20240101.geojson"], ["404", "***"],
                ["geheim"])


def test_secrets(tests, url):
    """Of sources that are read: in tables, and in pictures with what they say of themselves."""
    signed = [url.replace("://", "://me:geheim@") + f"/plain/2024010{day}.geojson?token=geheim&sig=geheim" for day in (1, 2)]
    for words in (["inspect"], ["inspect", "-f", "json"], ["measure", "--every", "1d", "-f", "json"],
                  ["measure", "--every", "1d", "-f", "text", "--class", "a=file like '%geojson%'"],
                  ["measure", "--every", "1d", "-f", "json", "--aoi", "/vsicurl/" + signed[1],
                   "--regions", "/vsicurl/" + signed[1], "--region-field", "day"],
                  ["compare", "--at", "2024-01-01", "-f", "json", "--a", signed[0], "--b"]):
        status, out, err = tap.run(*words, *signed[:1 if words[0] == "compare" else 2])
        tests.check(f"no secret in {' '.join(words[:6])}",
                    f"{status}\n{out}{err}" if status or "geheim" in out + err else None)
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("svg", "png", "pdf"):
            path = os.path.join(folder, "a." + suffix)
            status, out, err = tap.run("render", "--every", "1d", "--basemap", "none", "--title", "{source}", "-o", path, *signed)
            with open(path, "rb") as file:
                content = file.read()
            wrong = status or "geheim" in out + err or b"geheim" in content
            tests.check(f"no secret in a picture ({suffix})", f"{status}\n{out}{err}" if wrong else None)


def test_hostile(tests, url):
    Handler.asked.clear()
    tests.gives("a map with links is read", ["inspect", f"{url}/kml/20240101.kml"], ["2024-01-01"])
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("20240101.kml", NETWORK_LINK % ((int(url.rsplit(":", 1)[1]),) * 3)),
                           ("20240102.gml", GML.replace(b"URL", url.encode()))):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(text)
        tests.gives("files with links are read", ["inspect", folder], ["2024-01-01", "2024-01-02"])
    tests.check("links are not followed", "\n".join(path for path in Handler.asked if "followed" in path))


def test_object_stores(tests, url):
    """An object is read in one request, and nothing beside it is asked for or listed."""
    server = url.removeprefix("http://")
    stores = {"vsis3": {"AWS_S3_ENDPOINT": server, "AWS_HTTPS": "NO", "AWS_VIRTUAL_HOSTING": "FALSE", "AWS_NO_SIGN_REQUEST": "YES",
                        "AWS_REGION": "x"},
              "vsigs": {"CPL_GS_ENDPOINT": url + "/", "GS_NO_SIGN_REQUEST": "YES"}}
    for store, env in stores.items():
        days = [f"/{store}/bucket/daily/2024010{day}.geojson" for day in (1, 2)]
        Handler.requests.clear()
        tests.gives(f"/{store}/ is read", ["measure", "--every", "1d", "-f", "csv", "-j1", *days],
                    ["2024-01-01,2024-01-01,2024-01-02,2024-01-01,2024-01-02,control,,12308.463894,24616.927788"], env=env)
        wanted = [f"GET /bucket/daily/2024010{day}.geojson" for day in (1, 2)]
        tests.check(f"/{store}/: a request for each object",
                    None if Handler.requests == wanted else f"expected {wanted}, got {Handler.requests}")
        for words in (["inspect"], ["measure", "--every", "1d", days[1]], ["inspect", "--date-field", "day"]):
            for suffix in ("geojson", "gpkg"):
                name = f"/{store}/bucket/nothing/20240101.{suffix}"
                tests.fails(f"/{store}/: no such object ({' '.join(words)}, {suffix})", [*words, name], [name, "expected", "got nothing there"],
                            ["an empty file"], env=env)
        if store == "vsis3":  # of Google's store GDAL does not say why
            tests.fails("a busy store", ["inspect", "/vsis3/bucket/busy/20240101.geojson"], ["expected", "503"], ["an empty file"],
                        env=env, exit_status=75)
            tests.fails("a store that refuses", ["inspect", "/vsis3/bucket/refused/20240101.geojson"], ["expected", "403"],
                        ["an empty file"], env=env)
        tests.fails(f"/{store}/: an empty object", ["inspect", f"/{store}/bucket/daily/empty-20240101.geojson"],
                    ["expected", "an empty file"], env=env)


def main():
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        os.environ.pop(name, None)
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    tests = tap.Tests()
    test_answers(tests, url)
    test_downloads(tests, url)
    test_faults(tests, url)
    test_secrets(tests, url)
    test_object_stores(tests, url)
    test_hostile(tests, url)
    server.shutdown()
    return tests.done()


sys.exit(main())
