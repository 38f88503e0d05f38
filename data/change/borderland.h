/* The borderland: parts of a change that lie at the border of a country and have nothing to do with a front.
 *
 * The country is that in which most of a run's change lies. A part lies
 *
 *     beyond the border    if a point inside it lies in another country;
 *     along the border     if it is redrawn border (data/change/border.h), of a border of 2 km.
 *
 * Such parts are mostly the border itself, drawn anew. They count, but pictures do not point at them. A period
 * more than half of whose change would lie there has none: its fronts follow the border. */
#pragma once

#include "data/change/border.h"
#include "data/change/change.h"
#include "data/places/countries.h"

#define SAL_BORDERLAND_TOLD_KM2 0.5 /* less of what was gained and lost is not worth a word */

typedef struct _SalBorderland SalBorderland;

/* All is lent; changes and area_model outlive the borderland. */
typedef struct {
  const GPtrArray *changes;       /* SalChange: those of the run */
  const SalAreaModel *area_model; /* NULL: nothing is sorted */
  const char *folder;             /* of Natural Earth; NULL: none, so no countries are known */
  const char *borders;            /* as in SalCountryQuery */
  const SalGeometry *held;        /* at the end of the run: its outline is the border where it runs along one
                                     (data/places/borderfit.h); NULL: not known */
  SalCache *cache;                /* of borders and countries; NULL: none */
  gboolean
      is_stated; /* a border is stated, of which the changes know what is redrawn: it is the borderland, and
                                     nothing is read */
} SalBorderlandQuery;

/* Reads borders and countries around all changes, and sorts the parts of these. Without countries nothing lies in
 * the borderland. Errors: as sal_borders_load() and sal_countries_load(). */
SalBorderland *sal_borderland_load(const SalBorderlandQuery *query, GError **error);
void sal_borderland_free(SalBorderland *borderland);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBorderland, sal_borderland_free)

/* The country in which most of the change lies, lent; NULL: none is known. */
const SalCountry *sal_borderland_get_country(const SalBorderland *borderland);
/* Whether the borderland is that of a stated border: then what lies in it is not among what a change gained or lost,
 * but in gained_border and lost_border. */
gboolean sal_borderland_is_stated(const SalBorderland *borderland);
/* How much of what a change gained or lost lies in the borderland, in m2 by the area model. The change is one of
 * the run. */
double sal_borderland_get_m2(const SalBorderland *borderland, const SalChange *change, gboolean is_lost);
/* The sums of that over a whole run. */
double sal_borderland_get_run_m2(const SalBorderland *borderland, gboolean is_lost);
/* Whether a polygon of what a change gained or lost lies in the borderland. */
gboolean
sal_borderland_has(const SalBorderland *borderland, const SalChange *change, gboolean is_lost, guint polygon);
/* What a change gained or lost without what lies in the borderland. polygons: change->gained or ->lost of a
 * change of the run; NULL for others, or where nothing lies there. Lent. */
const SalGeometry *sal_borderland_find_rest(const SalBorderland *borderland, const SalGeometry *polygons);
