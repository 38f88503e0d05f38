#!/usr/bin/env python3
"""Files that want other files read or changed, and settings that change what is read: reach.py PROGRAM [CASE...]

What is opened is asked of strace; its cases are skipped where that is missing.
"""
import ctypes
import ctypes.util
import gzip
import json
import os
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import zipfile

from harness import PROGRAM, SANITIZED, Skip, case, collection, main, put, refuses, run, square
from geopackage import polygon_blob, write_geopackage

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "servers"))
sys.dont_write_bytecode = True
import postgis

SECRET = "the-secret-text"


def secret():
    """A text file that is nobody's business, and a grid and an init file for PROJ in one."""
    return os.path.abspath(put("secret.csv", "<77> +proj=longlat +ellps=bessel\n%s,2\n" % SECRET))


def says(options, *parts, without=SECRET):
    """Runs; the status is no matter, but there is no secret, and the parts are in the one line of the error."""
    status, out, err = run(*options)
    assert without not in out + err, (out, err)
    assert all(part in err for part in parts), (status, err, parts)


# A GeoPackage


def add_view(sql):
    return (
        "CREATE VIEW spy AS %s;"
        "INSERT INTO gpkg_contents VALUES ('spy', 'features', 'spy', '', '2024-01-01T00:00:00Z', 0, 0, 1, 1, 4326);"
        "INSERT INTO gpkg_geometry_columns VALUES ('spy', 'geom', 'POLYGON', 4326, 0, 0);" % sql
    )


@case
def a_virtual_table_of_a_text_file():
    table = "CREATE VIRTUAL TABLE vt USING VirtualText('%s', 'UTF-8', 0, POINT, NONE, ',')" % secret()
    script = "PRAGMA writable_schema = ON; INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES "
    script += "('table', 'vt', 'vt', 0, '%s'); PRAGMA writable_schema = RESET;" % table.replace("'", "''")
    view = add_view("SELECT a.fid AS fid, a.geom AS geom, v.COL001 AS name FROM areas a JOIN vt v ON 1")
    write_geopackage("20240101.gpkg", polygon_blob(4), view, script)
    says(("inspect", "-f", "json", "20240101.gpkg"), "20240101.gpkg")
    says(("inspect", "--class", "a=name = 'x'", "-l", "spy", "20240101.gpkg"), "20240101.gpkg")


@case
def functions_of_gdal_in_a_view():
    other = secret()
    for function in ("ogr_geocode('%s')", "gdal_get_pixel_value('%s', 1, 'pixel', 0, 0)", "load_extension('%s')"):
        view = add_view("SELECT fid, geom, %s AS name FROM areas" % (function % other))
        write_geopackage("20240101.gpkg", polygon_blob(4), view)
        says(("inspect", "20240101.gpkg"), "20240101.gpkg")
        os.remove("20240101.gpkg")


@case
def a_view_without_end():
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS fid, NULL AS geom FROM n"
    wide = "SELECT count(*) AS fid, NULL AS geom FROM t a, t b, t c, t d, t e"
    rows = "CREATE TABLE t (i); INSERT INTO t VALUES %s;" % ",".join("(1)" for _ in range(1000))
    for sql in (endless, wide):
        write_geopackage("20240101.gpkg", polygon_blob(4), rows + add_view(sql))
        refuses("20240101.gpkg", "million steps (--max-size raises it)", options=("--max-size", "32"))
        os.remove("20240101.gpkg")


@case
def tables_of_a_geopackage_without_end():
    write_geopackage("20240101.gpkg", polygon_blob(4))
    database = sqlite3.connect("20240101.gpkg")
    database.executescript(
        "ALTER TABLE gpkg_spatial_ref_sys RENAME TO old; CREATE VIEW gpkg_spatial_ref_sys AS "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT old.* FROM old, (SELECT max(i) FROM n)"
    )
    database.close()
    refuses("20240101.gpkg", "20240101.gpkg", options=("--max-size", "32"))


def contents_of(folder):
    return {name: (open(os.path.join(folder, name), "rb").read(), os.stat(os.path.join(folder, name)).st_mtime_ns)
            for name in sorted(os.listdir(folder))}


@case
def pending_changes_of_a_geopackage():
    os.mkdir("data")
    write_geopackage("data/20240101.gpkg", polygon_blob(4))
    database = sqlite3.connect("data/20240101.gpkg")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA wal_autocheckpoint=0")
    database.execute("INSERT INTO areas (geom) VALUES (?)", (polygon_blob(4),))
    database.commit()  # and not closed: it stands in the log beside the file
    before = contents_of("data")
    status, out, err = run("inspect", "-f", "json", "data/20240101.gpkg")
    assert status == 0 and '"features": 2' in out, (out, err)
    assert before == contents_of("data")
    shutil.copytree("data", "left")  # as a crash leaves it
    database.close()
    before = contents_of("left")
    status, out, err = run("inspect", "-f", "json", "left/20240101.gpkg")
    assert status == 0 and '"features": 2' in out, (out, err)
    assert before == contents_of("left")


@case
def a_geopackage_that_is_left_as_it_is():
    os.mkdir("data")
    write_geopackage("data/20240101.gpkg", polygon_blob(4))
    sqlite3.connect("data/20240101.gpkg").execute("PRAGMA journal_mode=WAL")
    os.chmod("data", 0o555)
    before = contents_of("data")
    run("inspect", "data")
    assert before == contents_of("data")
    os.chmod("data", 0o755)


# CRSs


def named_crs(name):
    return '"crs":{"type":"name","properties":{"name":%s}},' % json.dumps(name)


def files_for_proj(path):
    return (
        "+proj=longlat +ellps=bessel +nadgrids=%s +type=crs" % path,
        "+proj=longlat +ellps=bessel +nadgrids=@null,%s +type=crs" % path,
        "+init=%s:77" % path,
        "+proj=pipeline +step +proj=hgridshift +grids=%s" % path,
        "+proj=longlat +ellps=bessel +geoidgrids=%s +type=crs" % path,
        path,
    )


def wkt_with_grid(path):
    return (
        'GEOGCS["x",DATUM["x",SPHEROID["Bessel 1841",6377397.155,299.1528128],EXTENSION["PROJ4_GRIDS","%s"]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]' % path
    )


SHAPEFILE = ("shp", "shx", "dbf", "prj", "cpg", "CPG", "cst", "CST", "qix", "QIX", "sbn", "SBN", "ind", "IND", "idm", "IDM")
GML = (
    '<?xml version="1.0" encoding="utf-8"?><o:C xmlns:o="http://o/" xmlns:gml="http://www.opengis.net/gml">'
    '<gml:featureMember><o:a><o:g><gml:Polygon srsName=%s><gml:exterior><gml:LinearRing><gml:posList>0 0 0 1 1 1 0 0'
    "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></o:g></o:a></gml:featureMember></o:C>"
)


def write_shapefile(name, prj):
    ring = struct.pack("<8d", 0, 0, 1, 1, 1, 0, 0, 0)
    shape = struct.pack("<i4d3i", 5, 0, 0, 1, 1, 1, 4, 0) + ring
    record = struct.pack(">2i", 1, len(shape) // 2) + shape
    box = struct.pack("<2i8d", 1000, 5, 0, 0, 1, 1, 0, 0, 0, 0)
    put(name + ".shp", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(record)) // 2) + box + record)
    put(name + ".shx", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 54) + box + struct.pack(">2i", 50, len(shape) // 2))
    put(name + ".dbf", b"\3\1\1\1\1\0\0\0A\0\2\0" + b"\0" * 20 + b"n" + b"\0" * 10 + b"N" + b"\0" * 4 + b"\1" + b"\0" * 15 + b"\r 1\x1a")
    put(name + ".prj", prj)


TOPOLOGY = {
    "type": "Topology",
    "objects": {"a": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {}}]}},
    "arcs": [[[0, 0], [0, 1], [1, 1], [0, 0]]],
}


def write_geodatabase(name):
    """A file geodatabase, which GDAL writes from 3.6 on. FALSE: it does not."""
    gdal = ctypes.CDLL(ctypes.util.find_library("gdal"))
    for function in ("GDALGetDriverByName", "GDALCreate", "GDALDatasetCreateLayer", "OSRNewSpatialReference",
                     "OGR_L_GetLayerDefn", "OGR_F_Create"):
        getattr(gdal, function).restype = ctypes.c_void_p
    gdal.GDALAllRegister()
    driver = gdal.GDALGetDriverByName(b"OpenFileGDB")
    made = gdal.GDALCreate(ctypes.c_void_p(driver), name.encode(), 0, 0, 0, 0, None) if driver else None
    if not made:
        return False
    dataset, crs, shape = ctypes.c_void_p(made), ctypes.c_void_p(gdal.OSRNewSpatialReference(None)), ctypes.c_void_p()
    gdal.OSRImportFromEPSG(crs, 4326)
    layer = ctypes.c_void_p(gdal.GDALDatasetCreateLayer(dataset, b"control", crs, 6, None))
    feature = ctypes.c_void_p(gdal.OGR_F_Create(ctypes.c_void_p(gdal.OGR_L_GetLayerDefn(layer))))
    text = ctypes.c_char_p(b"MULTIPOLYGON(((0 0,0 1,1 1,0 0)))")
    gdal.OGR_G_CreateFromWkt(ctypes.byref(text), None, ctypes.byref(shape))
    gdal.OGR_F_SetGeometryDirectly(feature, shape)
    gdal.OGR_L_CreateFeature(layer, feature)
    gdal.OGR_F_Destroy(feature)
    gdal.GDALClose(dataset)
    return True


def traced(*arguments):
    """The paths that a run opened, without libraries, fonts and what the system itself looks at."""
    if shutil.which("strace") is None or SANITIZED:
        raise Skip("no strace")
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=open,openat,creat,connect,execve,unlink,rename,mkdir", "-o", "trace"]
    done = subprocess.run([*command, PROGRAM, *arguments], capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL)
    text = open("trace", encoding="utf-8", errors="replace").read()
    if "ptrace" in done.stderr.decode() and not text:
        raise Skip("strace may not trace")
    os.remove("trace")
    assert not re.search(r"connect\([^)]*AF_INET", text), text
    paths = re.findall(r'\b(?:open|openat|creat|unlink|mkdir)\((?:[A-Z_]+, )?"([^"]*)"', text)
    return sorted(set(os.path.realpath(path) for path in paths if not path.startswith(SYSTEM)))


SYSTEM = ("/etc/", "/lib", "/usr/lib", "/proc/", "/sys/", "/dev/urandom", "/dev/null", "/usr/share/locale", "/usr/share/gdal",
          "/usr/share/proj", "/usr/share/zoneinfo", os.path.expanduser("~/.gdal"),
          os.path.expanduser("~/.local/share/proj"), "/usr/share/glib", "/usr/share/icu", "/usr/share/mime")


CACHE = os.path.realpath(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")))  # the program's own part of it


def opens_only(arguments, *names):
    """The files named, the working folder and the program's cache."""
    allowed = {os.path.realpath(name) for name in names} | {os.getcwd(), CACHE, os.path.join(CACHE, "salient")}
    others = [path for path in traced(*arguments) if path not in allowed]
    assert not others, (arguments, others)


@case
def crs_of_a_geojson_by_path():
    path = secret()
    for name in files_for_proj(path):
        put("20240101.geojson", collection([square()], named_crs("EPSG:4326") + named_crs(name)))  # the last counts
        refuses("20240101.geojson", "CRS: expected", "--source-crs")
        opens_only(("inspect", "20240101.geojson"), "20240101.geojson")
        put("20240101.geojson", collection([square()], named_crs(name)))
        refuses("20240101.geojson", "CRS: expected", "--source-crs")
        opens_only(("inspect", "20240101.geojson"), "20240101.geojson")
        opens_only(("inspect", "20240101.geojson", "--source-crs", "EPSG:4326"), "20240101.geojson")


@case
def crs_of_a_gml_by_path():
    path = secret()
    for name in (*files_for_proj(path), "secret.csv", "&#47;etc/passwd"):
        for quoted in ('"%s"' % name, "'%s'" % name):
            put("20240101.gml", GML % quoted)
            refuses("20240101.gml", "CRS: expected", "--source-crs")
            opens_only(("inspect", "20240101.gml"), "20240101.gml")
    status, _, err = run("inspect", "20240101.gml", "--source-crs", "EPSG:4326")
    assert status == 0, err


@case
def schema_and_template_beside_a_gml():
    links = '<o:C xsi:schemaLocation="http://o/ %s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' % secret()
    put("20240101.gml", (GML % '"EPSG:4326"').replace("<o:C ", links))
    put("20240101.xsd", '<schema xmlns="http://www.w3.org/2001/XMLSchema"><include schemaLocation="%s"/></schema>' % secret())
    put("20240101.gfs", "<GMLFeatureClassList><GMLFeatureClass><SRSName>%s</SRSName></GMLFeatureClass></GMLFeatureClassList>" % secret())
    opens_only(("inspect", "20240101.gml"), "20240101.gml", "20240101.xsd")


@case
def crs_of_a_shapefile_by_path():
    path = secret()
    for prj in (wkt_with_grid(path), *files_for_proj(path)[:5]):
        write_shapefile("20240101", prj)
        refuses("20240101.shp", "CRS: expected")
        opens_only(("inspect", "20240101.shp"), *("20240101." + part for part in SHAPEFILE))


@case
def crs_of_a_geopackage_by_path():
    path = secret()
    for definition in (wkt_with_grid(path), *files_for_proj(path)[:5]):
        script = "UPDATE gpkg_spatial_ref_sys SET srs_id = 99, organization = 'NONE', organization_coordsys_id = 99, definition = '%s';"
        script += "UPDATE gpkg_geometry_columns SET srs_id = 99; UPDATE gpkg_contents SET srs_id = 99;"
        write_geopackage("20240101.gpkg", polygon_blob(4), script % definition)
        refuses("20240101.gpkg", "CRS: expected")
        opens_only(("inspect", "20240101.gpkg"), "20240101.gpkg")
        os.remove("20240101.gpkg")


@case
def crs_of_an_esri_json_by_path():
    esri = '{"geometryType":"esriGeometryPolygon","spatialReference":{"wkt":%s},"fields":[],"features":[{"attributes":{},"geometry":'
    esri += '{"rings":[[[0,0],[1,1],[1,0],[0,0]]]}}]}'
    put("20240101.json", esri % json.dumps(wkt_with_grid(secret())))
    says(("inspect", "20240101.json"), "CRS: expected")
    opens_only(("inspect", "20240101.json"), "20240101.json")


@case
def a_crs_that_nobody_knows():
    unknown = ("garbage", "Pulkovo 1942", " EPSG:3857", "GEOGCS[", "EPSG:999999", "EPSG:", "local")
    for name in unknown:
        put("20240101.geojson", collection([square()], named_crs(name)))
        refuses("20240101.geojson", "CRS: expected", "'%s'" % name, "--source-crs")
        put("20240101.gml", GML % ('"%s"' % name))
        refuses("20240101.gml", "CRS: expected", "--source-crs")
        write_shapefile("20240101", name)
        refuses("20240101.shp", "CRS: expected", "'%s'" % name.strip(), "--source-crs")
    for name in ("garbage", "GEOGCS["):
        script = "UPDATE gpkg_spatial_ref_sys SET srs_id = 99, organization = 'NONE', organization_coordsys_id = 99, definition = '%s';"
        script += "UPDATE gpkg_geometry_columns SET srs_id = 99; UPDATE gpkg_contents SET srs_id = 99;"
        write_geopackage("20240101.gpkg", polygon_blob(4), script % name)
        refuses("20240101.gpkg", "CRS: expected", "'%s'" % name, "--source-crs")
        os.remove("20240101.gpkg")


@case
def a_crs_that_is_known():
    first = None
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84", "CRS84", "CRS:84", "EPSG:4326",
                 "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:EPSG:6.9:4326", "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                 "http://www.opengis.net/def/crs/EPSG/0/4326", "urn:x-ogc:def:crs:EPSG:4326", "WGS84", "+init=epsg:4326",
                 "+proj=longlat +datum=WGS84 +no_defs", "EPSG:4979"):
        put("20240101.geojson", collection([square()], named_crs(name)).replace("/", "\\/"))
        status, out, err = run("inspect", "-f", "json", "20240101.geojson")
        assert status == 0, (name, err)
        area = re.search(r'"area_km2": [0-9.]+', out).group()
        first = first or area
        assert area == first, (name, area, first)
    for name in ("EPSG:3857", "urn:ogc:def:crs:EPSG::3857", "EPSG:31468", "EPSG:25832", "ESRI:102100",
                 "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"):
        put("20240101.geojson", collection([square()], named_crs(name)))
        status, out, err = run("inspect", "20240101.geojson")
        assert status == 0 or "--source-crs" not in err, (name, err)


# What has no end


@case
def a_fifo_among_files():
    os.mkdir("data")
    put("data/20240101.geojson", collection([square()]))
    os.mkfifo("data/20240201.geojson")
    for verb in ("inspect", "measure"):
        status, out, err = run(verb, "data")
        assert status == 1 and "'20240201.geojson': expected a file, got a FIFO" in out + err, out + err
        assert verb == "inspect" or out == "", out
    os.remove("data/20240201.geojson")
    os.mkfifo("data/20240201.geojson.gz")
    status, out, err = run("inspect", "data")
    assert status == 1 and "expected a file, got a FIFO" in out + err, out + err
    write_shapefile("20240101", "")
    os.remove("20240101.prj")
    os.mkfifo("20240101.prj")
    refuses("20240101.shp", "'20240101.prj': expected a file, got a FIFO")
    os.symlink("/dev/zero", "20240301.geojson")
    refuses("20240301.geojson", "expected a file, got a device")
    for suffix in ("zip", "tar", "kmz", "gpkg"):
        os.mkfifo("20240101." + suffix)
        refuses("20240101." + suffix, "expected a file, got a FIFO")


# Settings from outside


@case
def settings_in_the_environment():
    os.mkdir("gml")
    put("gml/20240101.gml", (GML % '"urn:ogc:def:crs:EPSG::4326"').replace("0 0 0 1 1 1 0 0", "10 50 10 51 11 51 10 50"))
    put("20240101.geojson", collection([square()]))
    write_holed_shapefile("20240101")
    settings = {
        "OGR_ORGANIZE_POLYGONS": ("SKIP", "ONLY_CCW"),
        "GML_INVERT_AXIS_ORDER_IF_LAT_LONG": ("NO",),
        "GML_CONSIDER_EPSG_AS_URN": ("YES",),
        "GML_SWAP_COORDINATES": ("YES",),
        "OGR_WKT_PRECISION": ("2",),
        "OGR_GEOJSON_MAX_OBJ_SIZE": ("0.00001",),
        "GEOMETRY_AS_COLLECTION": ("YES",),
        "SHAPE_RESTORE_SHX": ("YES",),
        "OSR_DEFAULT_AXIS_MAPPING_STRATEGY": ("TRADITIONAL_GIS_ORDER",),
        "SPATIALITE_LOAD": ("YES",),
    }
    for path in ("20240101.geojson", "20240101.shp", "gml/20240101.gml"):
        usual = run("inspect", "-f", "json", path)
        for name, values in settings.items():
            for value in values:
                assert run("inspect", "-f", "json", path, environment={name: value}) == usual, (path, name, value)
        with open("gdalrc", "w", encoding="ascii") as file:
            file.write("[configoptions]\n" + "".join("%s=%s\n" % (name, values[0]) for name, values in settings.items()))
        assert run("inspect", "-f", "json", path, environment={"GDAL_CONFIG_FILE": os.path.abspath("gdalrc")}) == usual


def write_holed_shapefile(name):
    outer = [(0, 0), (0, 3), (3, 3), (3, 0), (0, 0)]
    hole = [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]
    points = b"".join(struct.pack("<2d", *p) for p in outer + hole)
    shape = struct.pack("<i4d2i2i", 5, 0, 0, 3, 3, 2, 10, 0, 5) + points
    record = struct.pack(">2i", 1, len(shape) // 2) + shape
    box = struct.pack("<2i8d", 1000, 5, 0, 0, 3, 3, 0, 0, 0, 0)
    put(name + ".shp", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(record)) // 2) + box + record)
    put(name + ".shx", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 54) + box + struct.pack(">2i", 50, len(shape) // 2))
    put(name + ".dbf", b"\3\1\1\1\1\0\0\0A\0\2\0" + b"\0" * 20 + b"n" + b"\0" * 10 + b"N" + b"\0" * 4 + b"\1" + b"\0" * 15 + b"\r 1\x1a")


@case
def nothing_is_written_beside_a_source():
    os.mkdir("data")
    rest = "".join(random.Random(1).choices("0123456789", k=2000000))
    put("data/20240101.geojson.gz", gzip.compress((collection([square()])[:-1] + ',"x":"%s"}' % rest).encode()))
    put("data/20240102.gml", GML % '"EPSG:4326"')
    write_shapefile("data/20240103", "")
    os.remove("data/20240103.shx")
    before = contents_of("data")
    for environment in ({}, {"SHAPE_RESTORE_SHX": "YES", "CPL_VSIL_GZIP_WRITE_PROPERTIES": "YES", "GDAL_PAM_ENABLED": "YES"}):
        for name in ("20240101.geojson.gz", "20240102.gml", "20240103.shp"):
            run("inspect", "data/" + name, environment=environment)
        assert before == contents_of("data"), set(contents_of("data")) - set(before)


# All that is opened


@case
def what_each_format_opens():
    """The list of files of each format of the reader."""
    files = {}
    put("20240101.geojson", collection([square()]))
    files["20240101.geojson"] = ["20240101.geojson"]
    put("20240102.kml", '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><Polygon><outerBoundaryIs><LinearRing>'
        "<coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>")
    files["20240102.kml"] = ["20240102.kml"]
    put("20240103.gml", GML % '"EPSG:4326"')
    files["20240103.gml"] = ["20240103.gml"]
    write_geopackage("20240104.gpkg", polygon_blob(4))
    files["20240104.gpkg"] = ["20240104.gpkg"]
    write_shapefile("20240105", wkt_with_grid("@null"))
    files["20240105.shp"] = ["20240105." + part for part in SHAPEFILE]
    put("20240106.geojsonl", square() + "\n")
    files["20240106.geojsonl"] = ["20240106.geojsonl"]
    for name, suffix in (("20240107", "fgb"), ("20240108", "geojson")):
        put("a/20240101.geojson", collection([square()]))
        put("a/20240201.geojson", collection([square(x=1)]))
        status, _, err = run("export", "a", "-o", name + "." + suffix)
        assert status == 0, err
        files[name + "." + suffix] = [name + "." + suffix]
    with zipfile.ZipFile("20240109.zip", "w") as archive:
        archive.write("20240101.geojson")
    files["20240109.zip"] = ["20240109.zip"]
    with zipfile.ZipFile("20240110.kmz", "w") as archive:
        archive.write("20240102.kml", "doc.kml")
    files["20240110.kmz"] = ["20240110.kmz"]
    put("20240111.topojson", json.dumps(TOPOLOGY))
    files["20240111.topojson"] = ["20240111.topojson"]
    if write_geodatabase("20240112.gdb"):
        files["20240112.gdb"] = ["20240112.gdb"] + [os.path.join("20240112.gdb", part) for part in os.listdir("20240112.gdb")]
    for name, allowed in files.items():
        status, _, err = run("inspect", name)
        assert status == 0, (name, err)
        opens_only(("inspect", name), *allowed)


@case
def what_a_database_opens():
    """A server's socket, what its library looks for in the user's home, and what GDAL tries first: a file of that name."""
    programs = postgis.find_programs()
    if programs is None:
        raise Skip("no PostgreSQL with PostGIS")
    with tempfile.TemporaryDirectory(prefix="salient-") as folder:
        server = postgis.Server(programs, folder)
        server.start()
        try:
            server.run_sql(postgis.SETUP)
            command = ("inspect", "PG:host=%s user=salient dbname=postgres" % folder, "-l", "front", "--date-field", "day")
            status, _, err = run(*command)
            assert status == 0, err
            opens_only(command, command[1], *(os.path.expanduser("~/" + name) for name in (".pgpass", ".postgresql", ".pg_service.conf")))
        finally:
            server.stop()


# Rasters


@case
def rasters_that_are_no_rasters():
    put("20240101.geojson", collection([square()]))
    put("20240102.geojson", collection([square(x=1)]))
    source = '<SourceFilename>%s</SourceFilename>' % secret()
    vrt = '<VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand band="1"><SimpleSource>%s</SimpleSource></VRTRasterBand></VRTDataset>' % source
    wms = '<GDAL_WMS><Service name="WMS"><ServerUrl>http://127.0.0.1:9/?</ServerUrl></Service></GDAL_WMS>'
    for name, text in {"vrt.tif": vrt, "vrt.asc": vrt, "wms.png": wms, "wms.jpg": wms, "pdf.jp2": "%PDF-1.4", "nc.tif": "CDF\x01", "huge.asc":
                       "ncols 2000000000\nnrows 2000000000\nxllcorner 0\nyllcorner 0\ncellsize 1e-9\n1 2 3\n"}.items():
        put(name, text)
        says(("render", "--basemap", "none", "20240101.geojson", "20240102.geojson", "--draw", name, "-o", "x.svg"), "--draw: %s: expected a raster" % name)
    put("vrt.zip", b"")
    with zipfile.ZipFile("vrt.zip", "w") as archive:
        archive.writestr("a.tif", vrt)
    says(("render", "--basemap", "none", "20240101.geojson", "20240102.geojson", "--draw", "/vsizip/vrt.zip/a.tif", "-o", "x.svg"), "expected a raster")


main("/reach/")
