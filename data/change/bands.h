/* What lies within so many km of the front, on either side of it: area, regions and places.
 *
 * The held side is what a class holds within the distance, the other side what else of the theatre lies within it. Bands
 * include each other: within 20 km counts what lies within 5. */
#pragma once

#include "data/change/holdings.h"
#include "data/change/region.h"
#include "data/change/theatre.h"
#include "data/dates/calendar.h"

#define SAL_BANDS_MAX 8
#define SAL_BANDS_MAX_KM 500

typedef struct {
  double km[SAL_BANDS_MAX]; /* ascending */
  guint n;
} SalBandList;

/* Reads "5,20,50". Error: USAGE. */
gboolean sal_band_list_parse(const char *text, SalBandList *list, GError **error);

/* What lies in one band. */
typedef struct {
  double held_m2, other_m2;
  guint n_places_held, n_places_other; /* of the whole; 0 for regions */
} SalBandFigures;

/* All is lent. */
typedef struct {
  SalBandList list;
  const SalTheatre *theatre;
  const SalOutline
      *border; /* edges of the territory and the area of interest, which are no front; NULL: none */
  const SalAreaModel *model;
  const SalRegions *regions;   /* NULL: none */
  const SalHoldings *holdings; /* NULL: no places are watched */
  const char *const *classes;  /* interned, NULL-terminated */
} SalBandsQuery;

typedef struct _SalBands SalBands;

SalBands *sal_bands_new(const SalBandsQuery *query, guint n_entries);
void sal_bands_free(SalBands *bands);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBands, sal_bands_free)

/* The day of an entry's snapshot. To be set of all entries. */
void sal_bands_set_day(SalBands *bands, guint entry, SalDay day);
/* Measures what a class has in its bands at an entry's snapshot, whose places are known. Several threads may do so at once
 * for different entries. The query's border is not needed afterwards. Errors: CRS, GEOMETRY. */
gboolean sal_bands_measure(SalBands *bands, guint entry, guint class_index, const SalGeometry *polygons,
                           GError **error);
/* Measures only how far places are from the front of a class; of one entry. */
void sal_bands_measure_places(SalBands *bands, guint class_index, const SalGeometry *polygons);

const SalBandList *sal_bands_get_list(const SalBands *bands);   /* lent */
const SalTheatre *sal_bands_get_theatre(const SalBands *bands); /* lent */

/* The figures of a band at the last snapshot on a day or before; region: "" for the whole, or a region's name. NULL: that
 * was not measured, or the class has no front then. Lent. */
const SalBandFigures *
sal_bands_find(const SalBands *bands, SalDay day, const char *class_name, const char *region, guint band);
/* The length of the front then, in m; 0: none; NaN: not measured. */
double sal_bands_get_front_m(const SalBands *bands, SalDay day, const char *class_name);
/* Whether any class has a front at any snapshot. */
gboolean sal_bands_have_front(const SalBands *bands);
/* The metres of a place from the front of a class, by sal_bands_measure_places(); NaN: there is none, or the place is not
 * in the theatre. */
double sal_bands_get_place_m(const SalBands *bands, guint class_index, guint place);
/* The first band that reaches so far; -1: none does. */
int sal_bands_find_reaching(const SalBands *bands, double distance_m);
