/* Files of places: tables with a header, dumps of GeoNames, and whatever OGR reads. The gazetteer that comes
 * with the program is a table, too.
 *
 * The header of a table names its columns, in any case and order:
 *
 *   name                                    required
 *   lon, longitude, lng or x                required
 *   lat, latitude or y                      required
 *   population or pop_max                   a number of people
 *   class                                   instead of a population: 1 (fewest people) to 6
 *   kind                                    settlement (if there is none), river, water or area
 *   name_uk or name:uk, ...                 the name in a language
 *   former or old_name, other or alt_name   lists of names, separated by semicolons
 *
 * Other columns are not read. The fields of a file that OGR reads have the same names. A dump of GeoNames has
 * 19 columns separated by tabs and no header; its populated places, rivers and larger waters are read. */
#pragma once

#include "data/geometry/geometry.h"

/* Adds the places of a file that lie in the box. A file that OGR reads is asked for names in lang and in
 * English. Errors: IO, FORMAT, GEOMETRY, with line and column. */
gboolean sal_place_file_read(const char *path, SalBox box, const char *lang, GArray *places, GError **error);

/* Adds the places of the gazetteer that lie in the box. */
gboolean sal_gazetteer_read(SalBox box, GArray *places, GError **error);
