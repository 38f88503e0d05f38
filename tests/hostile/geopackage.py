"""GeoPackages, made by SQLite alone."""
import sqlite3
import struct


def write_geopackage(name, blob, script="", unsafe=""):
    """A GeoPackage with one area in the table areas; the scripts run after that, the second with a schema that may be written."""
    database = sqlite3.connect(name)
    database.executescript(
        """
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",
          SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]', '');
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT,
          last_change TEXT, min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER);
        INSERT INTO gpkg_contents VALUES ('areas', 'features', 'areas', '', '2024-01-01T00:00:00Z', 0, 0, 1, 1, 4326);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
          z INTEGER, m INTEGER);
        INSERT INTO gpkg_geometry_columns VALUES ('areas', 'geom', 'POLYGON', 4326, 0, 0);
        CREATE TABLE areas (fid INTEGER PRIMARY KEY, geom BLOB);
        """
    )
    database.execute("INSERT INTO areas (geom) VALUES (?)", (blob,))
    database.executescript(unsafe)
    database.executescript(script)
    database.commit()
    database.close()


def polygon_blob(n_points):
    points = struct.pack("<8d", 0, 0, 1, 0, 1, 1, 0, 0)
    return b"GP\0\1" + struct.pack("<i", 4326) + struct.pack("<BIII", 1, 3, 1, n_points) + points
