#!/usr/bin/env python3
"""Files that claim too much, or that want other files or the network opened: hostile.py PROGRAM [CASE...]

Each case makes its own file. The program must end in time and memory, with data or with one line; it must not connect
to the server that listens here, and must never print what is in the file beside that none of them may read.
"""
import io
import os
import signal
import struct
import subprocess
import tarfile
import time
import zipfile

from geopackage import polygon_blob, write_geopackage
from harness import PROGRAM, SECONDS, URL, case, collection, main, put, reads, refuses, run, square

# Counts


@case
def many_members_of_a_tar():
    with tarfile.open("a20240101.tar", "w") as tar:
        for i in range(20):
            tar.addfile(tarfile.TarInfo("%d.geojson" % i))
    refuses("a20240101.tar", "at most 16 files in an archive (--max-size raises it)", options=("--max-size", "1"))


@case
def an_archive_that_is_large_as_a_whole():
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for day in range(1, 4):
            archive.writestr("2024010%d.geojson" % day, collection([square()]) + " " * (8 << 20))
    refuses("a.zip", "at most 16 MiB in an archive", "--max-size", options=("--max-size", "1"))


@case
def a_zip_that_lies_about_sizes():
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20240101.geojson", collection([square()]) + " " * (8 << 20))
    data = bytearray(open("a.zip", "rb").read())
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    put("a.zip", bytes(data))
    refuses("a.zip", "expected", options=("--max-size", "1"))


@case
def many_layers():
    folder = "<Folder><name>%d</name><Placemark><Point><coordinates>0,0</coordinates></Point></Placemark></Folder>"
    folders = "".join(folder % i for i in range(20))
    put("20240101.kml", '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>%s</Document></kml>' % folders)
    refuses("20240101.kml", "at most 4 layers (--max-size raises it)", options=("--max-size", "1"))


@case
def many_fields():
    put("20240101.geojson", collection([square("{%s}" % ",".join('"f%d":1' % i for i in range(20)))]))
    refuses("20240101.geojson", "at most 4 fields", options=("--max-size", "1"))


@case
def many_features():
    put("20240101.geojson", collection([square()] * 1025))
    refuses("20240101.geojson", "at most 1024 features", options=("--max-size", "1"))


@case
def many_rings():
    ring = "[[[0,0],[1,0],[1,1],[0,0]]]"
    shape = '{"type":"MultiPolygon","coordinates":[%s]}' % ",".join([ring] * 1025)
    put("20240101.geojson", '{"type":"Feature","properties":{},"geometry":%s}' % shape)
    refuses("20240101.geojson", "at most 1024 rings and lines", options=("--max-size", "1"))


@case
def many_vertices():
    line = ",".join("[%g,0]" % (i / 1000) for i in range(65537))
    shape = '{"type":"LineString","coordinates":[%s]}' % line
    put("20240101.geojson", '{"type":"Feature","properties":{},"geometry":%s}' % shape)
    refuses("20240101.geojson", "at most 65536 vertices", options=("--max-size", "1"))


@case
def a_date_field_of_a_gigantic_text():
    put("a.geojson", collection([square('{"day":"%s"}' % ("2" * 5000000))]))
    refuses("a.geojson", "feature 1", "expected a date", options=("--date-field", "day"))


@case
def a_geopackage_that_claims_points():
    write_geopackage("20240101.gpkg", polygon_blob(4))
    reads("20240101.gpkg", 1)
    for n_points in (0x7FFFFFFF, 0xFFFFFFFF):
        write_geopackage("2024020%d.gpkg" % (n_points & 1 or 2), polygon_blob(n_points))
        refuses("2024020%d.gpkg" % (n_points & 1 or 2), "expected")
        os.remove("2024020%d.gpkg" % (n_points & 1 or 2))


@case
def a_shapefile_that_claims_features():
    header = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 0x7FFFFFFF) + struct.pack("<2i8d", 1000, 5, 0, 0, 1, 1, 0, 0, 0, 0)
    for suffix in ("shp", "shx"):
        put("20240101." + suffix, header)
    refuses("20240101.shp", "expected")


@case
def a_flatgeobuf_that_claims_features():
    put("20240101.fgb", b"fgb\3fgb\0" + struct.pack("<I", 0x7FFFFFFF) + b"\0" * 100)
    refuses("20240101.fgb", "expected")


# Other files and the network


def secret():
    put("secret.geojson", collection([square('{"name":"secret"}')] * 7))
    return os.path.abspath("secret.geojson")


@case
def drivers_that_are_not_read():
    texts = {
        "vrt": '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>%s</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
        % secret(),
        "gpx": '<?xml version="1.0"?><gpx version="1.1"><trk><trkseg><trkpt lat="0" lon="0"/></trkseg></trk></gpx>',
        "dxf": "0\nSECTION\n2\nENTITIES\n0\nPOINT\n10\n0\n20\n0\n0\nENDSEC\n0\nEOF\n",
        "mif": "Version 300\nColumns 0\nData\n\nPoint 0 0\n",
        "lbl": "PDS_VERSION_ID = PDS3\nRECORD_TYPE = FIXED_LENGTH\n^TABLE = \"secret.geojson\"\nEND\n",
        "wfs": "<OGRWFSDataSource><URL>%swfs</URL></OGRWFSDataSource>" % URL,
    }
    for suffix, text in texts.items():
        put("20240101.geojson", text)
        refuses("20240101.geojson", "expected a file with areas or lines")
        put("20240101." + suffix, text)
        refuses("20240101." + suffix, "expected a file with areas or lines")


@case
def links_of_a_kml():
    link = "<NetworkLink><Link><href>%s</href></Link></NetworkLink>"
    mark = '<Placemark><styleUrl>%sstyle.kml#a</styleUrl><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0'
    mark += "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    body = link % (URL + "a.kml") + link % secret() + mark % URL
    put("20240101.kml", '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>%s</Document></kml>' % body)
    reads("20240101.kml", 1)


@case
def links_schemas_and_entities_of_a_gml():
    doctype = '<!DOCTYPE a [<!ENTITY b SYSTEM "file://%s"><!ENTITY %% c SYSTEM "%sc.dtd"> %%c;]>' % (secret(), URL)
    text = (
        '<a xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://a %sa.xsd">'
        '<gml:featureMember><b fid="1"><name>%s</name><gml:polygonProperty xlink:href="%sb.gml"/>'
        "<g><gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 1,0 1,1 0,0</gml:coordinates>"
        "</gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></g></b></gml:featureMember></a>"
    )
    put("20240101.gml", '<?xml version="1.0"?>' + text % (URL, "x", URL))
    run("inspect", "20240101.gml")
    put("20240102.gml", '<?xml version="1.0"?>' + doctype + text % (URL, "&b;", URL))
    status, out, err = run("inspect", "-f", "json", "20240102.gml")
    assert "secret" not in out and err.count("\n") <= 1, (status, out, err)


@case
def links_in_json():
    link = '"crs":{"type":"link","properties":{"href":"%scrs","type":"proj4"}},' % URL
    put("20240101.geojson", collection([square()], link))
    refuses("20240101.geojson", "CRS: expected one that PROJ knows (or --source-crs)", URL)
    put("20240102.json", '{"url":"%s","geometryType":"esriGeometryPolygon","features":[]}' % URL)
    refuses("20240102.json", "expected")
    put("20240103.json", '{"type":"Topology","objects":{"a":{"$ref":"%s"}},"arcs":[]}' % URL)
    refuses("20240103.json", "expected")


@case
def code_in_a_geopackage():
    other = secret()
    script = """
        CREATE VIEW gpkg_extensions AS SELECT 1 AS table_name;
        CREATE TRIGGER t AFTER INSERT ON areas BEGIN DELETE FROM areas; END;
        CREATE VIEW spy AS SELECT 1 AS fid, load_extension('%s') AS geom;
        INSERT INTO gpkg_contents VALUES ('spy', 'features', 'spy', '', '2024-01-01T00:00:00Z', 0, 0, 1, 1, 4326);
        INSERT INTO gpkg_geometry_columns VALUES ('spy', 'geom', 'POLYGON', 4326, 0, 0);
    """
    write_geopackage("20240101.gpkg", polygon_blob(4), script % other)
    before = open("20240101.gpkg", "rb").read()
    status, out, err = run("inspect", "20240101.gpkg")
    assert err.count("\n") <= 1 and "secret" not in out, (status, out, err)
    assert before == open("20240101.gpkg", "rb").read()


@case
def names_in_archives():
    outside = secret()
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("../secret.geojson", "no data")
        archive.writestr(outside, "no data")
        link = zipfile.ZipInfo("20240101.geojson")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, outside)
    refuses("a.zip", "expected")
    with tarfile.open("b20240101.tar", "w") as tar:
        member = tarfile.TarInfo("20240101.geojson")
        member.type, member.linkname = tarfile.SYMTYPE, outside
        tar.addfile(member)
    refuses("b20240101.tar", "expected")


@case
def an_archive_in_an_archive():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("20240101.geojson", collection([square()]))
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("20240101.zip", inner.getvalue())
    refuses("a.zip", "expected an archive with data files, got none")


@case
def odd_parts_of_a_shapefile():
    ring = struct.pack("<8d", 0, 0, 1, 1, 1, 0, 0, 0)
    shape = struct.pack("<i4d3i", 5, 0, 0, 1, 1, 1, 4, 0) + ring
    record = struct.pack(">2i", 1, len(shape) // 2) + shape
    head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(record)) // 2)
    put("20240101.shp", head + struct.pack("<2i8d", 1000, 5, 0, 0, 1, 1, 0, 0, 0, 0) + record)
    put("20240101.shx", head + b"\xff" * 50)
    put("20240101.cpg", URL)
    for crs in (URL, "EPSG:4326", "+proj=pipeline +step +proj=hgridshift +grids=" + secret(), "\xff" * 5000):
        put("20240101.prj", crs)
        status, out, err = run("inspect", "20240101.shp")
        assert status in (0, 1) and err.count("\n") <= 1 and "secret" not in out, (status, out, err)


# Files that others change meanwhile


def has_open(pid, path):
    folder = "/proc/%d/fd/" % pid
    try:
        if path in open("/proc/%d/maps" % pid).read():
            return True
        return any(os.readlink(folder + name) == path for name in os.listdir(folder))
    except OSError:  # a file that was closed meanwhile
        return False


@case
def a_table_that_is_cut_short_while_it_is_read():
    for i in range(2):
        put("20240%d01.geojson" % (i + 1), collection([square(), square(x=i + 2)]))
    path = os.path.abspath(put("places.csv", "name,lon,lat\n" + ("#" * 63 + "\n") * 1000000))
    options = ["--basemap", "none", "--places", path, "-o", "a.json"]
    process = subprocess.Popen([PROGRAM, "measure", *options, "20240101.geojson", "20240201.geojson"], stderr=subprocess.PIPE)
    while process.poll() is None and not has_open(process.pid, path):
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    os.truncate(path, 0)
    process.send_signal(signal.SIGCONT)
    err = process.communicate(timeout=SECONDS)[1].decode()
    # "got no line": it was open, but nothing had been read yet
    assert process.returncode == 1 and ("cut short" in err or "got no line" in err) and err.count("\n") == 1, (process.returncode, err)
    assert not os.path.exists("a.json")


main("/hostile/")
