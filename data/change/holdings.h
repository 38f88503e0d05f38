/* Which class holds which place at each snapshot of a run.
 *
 * A class holds a place if its polygons cover the place's point, their edges included. That is exact: it goes by the
 * coordinates as they are. A place that is an area is held by who covers enough of it. */
#pragma once

#include "data/geometry/area.h"
#include "data/geometry/outline.h"

#include "data/dates/calendar.h"

typedef struct _SalHoldings SalHoldings;

/* places: GArray of SalPlace, of which a reference is kept. classes: NULL-terminated; lent. */
SalHoldings *sal_holdings_new(GArray *places, guint n_entries, const char *const *classes);
void sal_holdings_free(SalHoldings *holdings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalHoldings, sal_holdings_free)

/* Has places that are areas go by how much of them is covered: a class holds them from a share of least on, above 0 and
 * up to 1, measured with the model, which is lent. Without it they go by their points. */
void sal_holdings_watch_areas(SalHoldings *holdings, const SalAreaModel *model, double least);

/* Sets which places a class holds at a snapshot. Several threads may do so at once for different entries, each of
 * which is set for every class. Error: GEOMETRY, of an area. */
gboolean sal_holdings_set(SalHoldings *holdings, guint entry, SalDay day, guint class_index,
                          const SalGeometry *polygons, GError **error);

/* Measures how far the places are from the edges of what a class holds at the last snapshot, but for those that lie on
 * the outline `without` (NULL: none do). */
void sal_holdings_measure(SalHoldings *holdings, guint class_index, const SalGeometry *polygons,
                          const SalOutline *without);

GArray *sal_holdings_get_places(const SalHoldings *holdings);             /* lent */
const char *const *sal_holdings_get_classes(const SalHoldings *holdings); /* lent */
guint sal_holdings_get_n_entries(const SalHoldings *holdings);
SalDay sal_holdings_get_day(const SalHoldings *holdings, guint entry);
/* The last entry on a day or before; 0 if there is none. */
guint sal_holdings_find(const SalHoldings *holdings, SalDay day);
gboolean sal_holdings_has(const SalHoldings *holdings, guint entry, guint class_index, guint place);
/* Whether the place lies exactly on an edge of what the class holds then. */
gboolean sal_holdings_is_on_edge(const SalHoldings *holdings, guint entry, guint class_index, guint place);
/* Metres from the nearest edge at the last snapshot; NaN: there is none. */
double sal_holdings_get_distance_m(const SalHoldings *holdings, guint class_index, guint place);

/* The share from which on areas are held; 0: no place is an area that is watched. */
double sal_holdings_get_least_share(const SalHoldings *holdings);
guint sal_holdings_get_n_areas(const SalHoldings *holdings);
/* How much of a place a class covers at the first, or the last, snapshot, from 0 to 1; NaN: the place is no area. */
double sal_holdings_get_share(const SalHoldings *holdings, gboolean at_end, guint class_index, guint place);
