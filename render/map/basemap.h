/* The base map: land, sea, borders, rivers and places from Natural Earth, in lon/lat.
 *
 * Found in the folder given, else where Debian's libmagics++-data puts it (share/magics/10m below the
 * system's data folders). Longitudes are continuous over the box asked for: beyond 180 where it crosses the
 * antimeridian. */
#pragma once

#include "data/geometry/geometry.h"
#include "data/places/places.h"

typedef struct {
  SalGeometry *land;                                                                /* polygons */
  SalGeometry *rivers, *minor_rivers, *borders, *disputed_borders, *admin1_borders; /* lines */
  GArray *places; /* SalPlace, most important first, then by name */
  char *folder;   /* NULL: there is no base map */
} SalBasemap;

void sal_basemap_free(SalBasemap *basemap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBasemap, sal_basemap_free)

/* What to load. All lent. */
typedef struct {
  SalBox box;           /* of longitudes and latitudes; may cross the antimeridian (xmax > 180) */
  const char *name;     /* auto, none or a folder; NULL: auto */
  const char *borders;  /* defacto: Natural Earth's, with what is disputed apart; none; or a file of lines or
                           polygons that are drawn as borders instead; NULL: defacto */
  gboolean is_overview; /* for a small map of a large part of the earth: land and borders alone, from 1:50m
                           where that lies beside the folder */
  const SalPlaceQuery *places; /* language, spellings and files of the names; NULL: English ones */
} SalBasemapQuery;

/* Reads what touches the box. "auto" without any folder found gives a base map without ground and a remark; a
 * layer other than land that a folder lacks stays empty. remarks: utf8, may be NULL. Errors: IO for a named
 * folder without ne_10m_land.shp; FORMAT for a file of borders with neither lines nor polygons; whatever
 * reading a file can give. */
SalBasemap *sal_basemap_load(const SalBasemapQuery *query, GPtrArray *remarks, GError **error);
