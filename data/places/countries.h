/* The countries in a box: whose the land is, as the borders and the places of Natural Earth have it.
 *
 * Land is cut by the borders that the map draws, and each piece is the country of most people who live in its
 * places. So the areas follow the choice of borders: where Natural Earth draws none, as between Crimea and
 * Ukraine in Debian's files, the land on both sides is one piece; with no borders there are no countries. */
#pragma once

#include "data/base/cache.h"
#include "data/base/pack.h"
#include "data/geometry/geometry.h"

typedef struct {
  char *code;        /* ISO 3166-1 alpha-2, e.g. "UA"; "" where Natural Earth's place has none */
  char *name;        /* English, e.g. "Ukraine" */
  SalGeometry *area; /* its land in the box: polygons that share no more than edges, lon/lat */
  double change;     /* roughly, in km2: see sal_countries_add_change(); 0 at first */
} SalCountry;

/* What to load. All is lent. */
typedef struct {
  const char *folder;  /* of ne_10m_* files with places; NULL: the system's (data/source/naturalearth.h) */
  SalBox box;          /* of longitudes and latitudes; xmax may be beyond 180 */
  const char *borders; /* defacto, none or a file; NULL: defacto (data/places/borders.h) */
  /* NULL: they are read. Otherwise those of sal_countries_grow_box(box) at least. */
  const SalGeometry *land, *border_lines;
  const GArray *homes; /* SalHome */
  SalCache *cache;     /* as in sal_faces_assign() */
} SalCountryQuery;

/* The box in which land and places are looked at for a box: larger, so that a strip of a country without
 * places is known by those beyond it. */
SalBox sal_countries_grow_box(SalBox box);

/* The countries that have land in the grown box, by code, then by name (GArray of SalCountry), owned by the
 * caller. Without Natural Earth there are none. Land without places, such as small islands, is nobody's. If
 * the box is wider than 120 degrees there are none. Errors: any of reading a file; GEOMETRY. */
GArray *sal_countries_load(const SalCountryQuery *query, GError **error);

/* Countries as bytes, for data/base/cache.h. */
void sal_countries_pack(const GArray *countries, GByteArray *bytes);
/* Owned by the caller. NULL: the reading has failed. */
GArray *sal_countries_unpack(SalUnpack *unpack);

/* The country around a point, lent; NULL: none of these has it. */
const SalCountry *sal_countries_find(const GArray *countries, SalPoint point);

/* Adds to each country's change what lies in it of polygons (lon/lat; NULL: none): each polygon counts whole where
 * the middle of its box is. */
void sal_countries_add_change(GArray *countries, const GPtrArray *polygons);

/* Whether a country is a subject: the one with the most change, and those with at least a quarter of all. */
gboolean sal_countries_is_subject(const GArray *countries, guint index);
