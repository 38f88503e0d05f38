/* Files of places: tables with a header, GeoNames' dumps, and what OGR reads; and the gazetteer that comes
 * with the program, which is such a table.
 *
 * The header of a table names its columns, in any case and order: name; lon or longitude or x; lat or
 * latitude or y; and if wanted population, kind (settlement, river, water, area), class (1 to 6, where there
 * is no population), name_uk or name:uk and so on for languages, former and other (lists separated by
 * semicolons). Columns of other names are not read. A file of OGR has the same as fields. Of a dump of
 * GeoNames (19 columns separated by tabs, no header) the populated places, rivers and larger waters are
 * taken. */
#pragma once

#include "data/geometry/geometry.h"

/* Adds the places of a file that lie in the box. lang: whose names a file of OGR is asked for. Errors: IO,
 * FORMAT, GEOMETRY, with line and column. */
gboolean sal_place_file_read(const char *path, SalBox box, const char *lang, GArray *places, GError **error);

/* Adds the places of the gazetteer that lie in the box. */
gboolean sal_gazetteer_read(SalBox box, GArray *places, GError **error);
