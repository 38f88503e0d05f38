/* The first-level regions of countries in a box (oblasts, provinces, states), with their names.
 *
 * Land is cut by the borders of countries and of regions, and each piece is the region of most people in its
 * places, as the gazetteer and Natural Earth have it. A piece where no region has three quarters of them is
 * nobody's: Natural Earth may lack a border there, and a wrong name is worse than none. */
#pragma once

#include "data/base/cache.h"
#include "data/base/pack.h"
#include "data/geometry/geometry.h"

typedef struct {
  char *code;        /* ISO 3166-2, e.g. "UA-63"; "" where the program's table does not know the region */
  char *name;        /* in the language asked for where the table has it, else English */
  char *english;     /* the English name */
  SalGeometry *area; /* its land in the box: polygons that share no more than edges, lon/lat */
} SalProvince;

/* What to load. All is lent. */
typedef struct {
  SalBox box;               /* of longitudes and latitudes; xmax may be beyond 180 */
  const GArray *homes;      /* SalHome */
  const SalGeometry *land;  /* polygons, cut by the borders of countries: ends of lines are taken to those */
  const SalGeometry *lines; /* the borders of regions */
  const char *lang;         /* of the names; NULL: "en" */
  SalCache *cache;          /* as in sal_faces_assign() */
} SalProvinceQuery;

/* The regions that have land in the box, by code or name (GArray of SalProvince), owned by the caller.
 * Errors: GEOMETRY, FORMAT: as sal_front_join(). */
GArray *sal_provinces_load(const SalProvinceQuery *query, GError **error);

/* Regions as bytes, for data/base/cache.h. */
void sal_provinces_pack(const GArray *provinces, GByteArray *bytes);
/* Owned by the caller. NULL: the reading has failed. */
GArray *sal_provinces_unpack(SalUnpack *unpack);
