/* Files and services that OGR reads: what is in them, and features out of them. Only files of this folder,
 * data/osm/, and data/table/vector.c, which writes, include GDAL.
 *
 * Only drivers that read what they are pointed at are allowed, so that a hostile file cannot make the program
 * open other files, databases or the network. Coordinates come out as WGS 84 longitude and latitude; Z and M
 * are dropped; curves become lines. Safe in any thread. */
#pragma once

#include "data/source/feature.h"
#include "data/source/listing.h"
#include "data/source/names.h"
#include "data/source/pseudo.h"
#include "data/source/read-options.h"
#include "data/source/sql.h"

/* Reads path: a file, or an OGR name such as PG:..., /vsizip/... or /vsicurl/http://.... Errors, without the
 * path, which the caller prefixes: IO (no such file; a server's answer that is no file), FORMAT (no known
 * format, more than data/source/bounds.h allows, and what it looks like instead; truncated; an unknown layer
 * or field, with the nearest one), GEOMETRY (a vertex that is no position, with feature and value), CRS (an
 * unknown one; none, and numbers that cannot be degrees). */
SalFeatures *sal_source_read(const char *path, const SalReadOptions *options, GError **error);

/* The names of the layers, in the order of the file (utf8). Of options, bodies and max_bytes matter. Errors: as
 * sal_source_read(). */
GPtrArray *sal_source_list_layers(const char *path, const SalReadOptions *options, GError **error);

/* What a JSON file says of its date beside its features: texts (utf8) to be tried in this order. None if path
 * is no JSON file. Of options, bodies and max_bytes matter. */
GPtrArray *sal_source_list_own_dates(const char *path, const SalReadOptions *options);

/* The version of GDAL that this was built with, for --version; static. */
const char *sal_source_get_gdal_version(void);
