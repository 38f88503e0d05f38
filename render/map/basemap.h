/* The base map: land, borders, rivers and places from Natural Earth, and within its frame what a base map of the user's has,
 * in lon/lat.
 *
 * Longitudes are continuous over the box that is asked for: they go beyond 180 where the box crosses the
 * antimeridian. */
#pragma once

#include "data/base/cache.h"
#include "data/dates/calendar.h"
#include "data/geometry/geometry.h"
#include "data/osm/tags.h"
#include "data/places/countries.h"
#include "data/places/places.h"
#include "data/places/provinces.h"

typedef struct {
  SalGeometry *land;                                                                /* polygons */
  SalGeometry *rivers, *minor_rivers, *borders, *disputed_borders, *admin1_borders; /* lines */
  GArray *places;      /* SalPlace, most important first, then by name */
  GArray *provinces;   /* SalProvince; likewise; none unless asked for */
  GArray *area_places; /* SalPlace: the names of countries, then of provinces, in capitals */
  GArray *regions;     /* SalPlace: likewise, regions of a base map of the user's, at their points */
  GArray *countries;   /* SalCountry; their areas go beyond the box (data/places/countries.h) */
  gboolean
      has_other_borders; /* borders are today's, not those of the map's date; all are among disputed_borders */
  SalGeometry *classes
      [SAL_OSM_N_CLASSES]; /* of a base map of the user's: what has no place above; each may be empty */
  char *folder;            /* NULL: Natural Earth is not there */
  char *theatre;           /* the base map of the user's; NULL: none */
} SalBasemap;

/* A base map without anything, for what reads it. Owned by the caller. */
SalBasemap *sal_basemap_new(void);
void sal_basemap_free(SalBasemap *basemap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBasemap, sal_basemap_free)

/* What to load. All is lent. */
typedef struct {
  SalBox box; /* of longitudes and latitudes; may cross the antimeridian (xmax > 180) */
  /* auto, none, a folder or a base map of the user's (data/osm/theatre.h), around which "auto" lies; NULL: auto, see
   * data/source/naturalearth.h */
  const char *name;
  /* defacto: those of Natural Earth, with disputed ones apart; none; or a file of lines or polygons to be
   * drawn as borders instead; NULL: defacto */
  const char *borders;
  /* For a small map of a large part of the earth: only land and borders, of the scale 1:50m if that is there
   * beside the folder. */
  gboolean is_overview;
  const SalGeometry
      *areas; /* of the data: where their outlines run along a border, they are the border; NULL: none */
  gboolean has_provinces; /* regions are known, too */
  gboolean has_districts; /* second-level regions of a base map of the user's are among the names */
  /* The day that the map is of: waters that were not there are land, and where borders were others, those of
   * today are drawn all alike, and neither countries nor regions are known. NULL: today. */
  const SalDay *map_date;
  const SalPlaceQuery *places; /* language, spellings and files of the names; NULL: English ones */
  SalCache *cache;             /* NULL: none */
} SalBasemapQuery;

/* The language of names that a query asks for; lent. */
const char *sal_basemap_query_get_lang(const SalBasemapQuery *query);

/* The geometries of a base map, lent. */
#define SAL_BASEMAP_N_EARTH 6
#define SAL_BASEMAP_N_GEOMETRIES (SAL_BASEMAP_N_EARTH + SAL_OSM_N_CLASSES)
void sal_basemap_list_geometries(SalBasemap *basemap, SalGeometry **all[SAL_BASEMAP_N_GEOMETRIES]);
