/* The part of the earth that a map shows, as the option `extent` says. */
#pragma once

#include "library/settings.h"

#include "render/page/extent.h"

typedef enum { SAL_EXTENT_CHANGES, SAL_EXTENT_ALL, SAL_EXTENT_BOX } SalExtentKind;

typedef struct {
  SalExtentKind kind;
  SalBox box;   /* lon/lat, for SAL_EXTENT_BOX */
  char *crs;    /* of the map, from a file that says it; NULL: none */
  char *remark; /* which of several places was taken; NULL: nothing to say */
} SalExtent;

/* The box of a region, with a margin of 5 % on each side. */
SalBox sal_extent_find_region(const SalRegions *regions, guint index);
/* The same for several; is_shown: of each region. Empty if none is. */
SalBox sal_extent_find_regions(const SalRegions *regions, const guint8 *is_shown);

/* Reads the option `extent`, and the file, the places or the regions that it names:
 *
 *     WEST,SOUTH,EAST,NORTH    degrees; the box crosses the antimeridian if west is greater than east
 *     changes, all             found later; NULL is changes
 *     place:NAME,30km          a square with the place in its middle, so far to each side
 *     region:NAME              a region of `regions`, with a margin of 5 %
 *     FILE.json                the frame in the records of an earlier run, with its CRS
 *
 * places: as sal_place_query_resolve() gives it. The extent is to be cleared even after an error. Errors, about
 * that option unless a file of places or regions is at fault: USAGE (something else; an unknown place or region,
 * with the names that are nearest to it), IO, FORMAT (a file without a frame or with several), CRS. */
gboolean sal_extent_resolve(const SalientOptions *options, const SalPlaceQuery *places, SalExtent *extent,
                            GError **error);
void sal_extent_clear(SalExtent *extent);

/* The same for the option `inset`: WEST,SOUTH,EAST,NORTH or NAME,15km. */
gboolean sal_extent_resolve_inset(const SalientOptions *options, const SalPlaceQuery *places,
                                  const char *text, SalExtent *extent, GError **error);

/* A square around a point that reaches so many kilometres to each side. */
SalBox sal_extent_make_square(SalPoint middle, double km);

/* The box to show, in lon/lat. SAL_EXTENT_CHANGES gives the box of all control areas if nothing changed. */
SalBox sal_extent_find_box(const SalExtent *extent, const GPtrArray *changes, const SalExtentPage *page);
