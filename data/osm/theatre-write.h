/* Writes a base map as a GeoPackage, which GIS programs show, too. Its layers:
 *
 * frame      one polygon, the frame, with `format` (SAL_THEATRE_FORMAT), `sources`, `dates`, `credit` and `languages`;
 *            `land` is "yes" if what is not land is sea
 * places     points: `kind`, `population`, `level`, and names: `name`, and `name:LANG` for each language that any name is in
 * land, water, woods, built_up              polygons: `class`, `level`, names (of water and large woods)
 * roads, railways, rivers, borders          lines: likewise, names (of rivers)
 *
 * Lines and polygons are there once for each level of detail (data/osm/generalise.h) that has their class, those of a class and
 * a name together in one feature for each cell (data/osm/cells.h). Places have the
 * smallest scale's level at which they matter. The same content gives the same bytes. */
#pragma once

#include "data/osm/theatre-made.h"

#define SAL_THEATRE_FORMAT "salient-basemap-1"

/* What is said of the whole. All is lent. */
typedef struct {
  const char *sources; /* names of files, one on each line */
  const char *dates;   /* what the sources say of their days; "": nothing */
  const char *credit;  /* "": none is due */
} SalTheatreAbout;

/* The file of a base map that is finished. Error IO: GDAL cannot write it. */
GBytes *sal_theatre_write(const SalTheatreMade *made, const SalTheatreAbout *about, GError **error);

/* The layer of a class and what its column `class` says; static. */
const char *sal_theatre_get_layer(SalOsmClass class);
const char *sal_theatre_get_word(SalOsmClass class);

/* The level up to which a place is there, by its kind and population. */
guint sal_theatre_get_place_level(const char *kind, double population);
