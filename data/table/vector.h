/* Changed areas as a layer of a vector file, for GIS programs.
 *
 * One feature per area (data/change/changed-area.h): a MultiPolygon in WGS 84, longitude first, shells
 * counter-clockwise where the format leaves it open, with these fields in every format (none is longer than
 * the 10 characters that a shapefile allows):
 *
 *   period                text     2024-11
 *   from, to              date     the boundaries
 *   from_snap, to_snap    date     of the snapshots that stand for them
 *   class, kind, region   text     kind: gained, lost, held, noise_gained, noise_lost; region: "" for the whole
 *   km2                   real     6 decimals; the figure of the table
 *   parts                 integer  polygons of the feature
 *
 * With SAL_BASIS_COLUMNS the texts of data/table/basis.h follow, the same in each feature. A shapefile has no room for more than
 * 254 bytes: the rest of a text is in fields "definiti_2", "definiti_3". With SAL_BASIS_COMMENT lines of CSV say it.
 *
 * Coordinates are written so exactly that areas measured again are the same to 1e-6 km2. The same areas give
 * the same bytes: where a format wants a time of writing, it gets the day of the latest snapshot. */
#pragma once

#include "data/base/output.h"
#include "data/change/changed-area.h"
#include "data/table/basis.h"

/* Whether the suffix of a name, in any case, is that of a format. */
gboolean sal_vector_has_format(const char *path);

/* TRUE if areas may be written to path: its suffix is that of a format, and all files that the format makes
 * may be written (see sal_output_check()). To be asked before work starts. Errors: USAGE for an unknown
 * suffix, with the known ones; IO. */
gboolean sal_vector_check(const char *path, const SalOutputRules *rules, GError **error);

/* Whether the format of a name has comments: CSV. */
gboolean sal_vector_has_comments(const char *path);

/* Writes areas (element-type SalChangedArea) in the format that the suffix of path names. Writes all files of
 * the format or none. Errors: as sal_vector_check() and sal_output_write_all(); IO with GDAL's words. */
gboolean sal_vector_write(const GPtrArray *areas, const SalBasis *basis, const char *path,
                          const SalOutputRules *rules, GError **error);

/* The files that the format of a name may make, such as the table of a shapefile; the path itself is the first. Not each is
 * always there. Names are utf8 and owned by the list, which the caller owns. */
GPtrArray *sal_vector_list_files(const char *path);

/* The areas as GeoJSON (RFC 7946), with a newline at the end. Owned by the caller. Error: IO. */
char *sal_vector_format_geojson(const GPtrArray *areas, const SalBasis *basis, GError **error);
