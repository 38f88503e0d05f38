/* The base map: land, sea, borders, rivers and places from Natural Earth, in lon/lat.
 *
 * Found in the folder given, else where Debian's libmagics++-data puts it (share/magics/10m below the
 * system's data folders). Longitudes are continuous over the box asked for: beyond 180 where it crosses the
 * antimeridian. */
#pragma once

#include "data/geometry.h"
#include "data/places.h"

typedef struct {
  SalGeometry *land;                                                 /* polygons */
  SalGeometry *rivers, *borders, *disputed_borders, *admin1_borders; /* lines */
  GArray *places; /* SalPlace, most important first, then by name */
  char *folder;   /* NULL: there is no base map */
} SalBasemap;

void sal_basemap_free(SalBasemap *basemap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBasemap, sal_basemap_free)

/* name: "auto", "none" or a folder. Reads what touches lonlat_box, which may cross the antimeridian (xmax >
 * 180). "auto" without any folder found gives an empty base map and a remark in *remark (owned by the
 * caller); a named folder without ne_10m_land.shp is an IO error. A layer other than land that the folder
 * lacks stays empty. */
SalBasemap *sal_basemap_load(const char *name, SalBox lonlat_box, char **remark, GError **error);

/* Replaces the places by those of a query, whose folder, box and gazetteer are the base map's: without a base
 * map there are only those of the query's files. remarks (utf8; may be NULL) and errors as of
 * sal_places_load(). */
gboolean sal_basemap_read_places(SalBasemap *basemap, const SalPlaceQuery *query, SalBox lonlat_box,
                                 GPtrArray *remarks, GError **error);
