/* How much of each place that is an area some polygons cover.
 *
 * A place whose box no edge of the polygons comes near is covered as its point is, exactly; others are cut by GEOS.
 * Built once; any number of threads may ask. */
#pragma once

#include "data/geometry/area.h"
#include "data/geometry/locating.h"

typedef struct _SalPlaceShares SalPlaceShares;

/* places (GArray of SalPlace) and model are lent. NULL: none of the places is an area. */
SalPlaceShares *sal_place_shares_new(const GArray *places, const SalAreaModel *model);
void sal_place_shares_free(SalPlaceShares *shares);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPlaceShares, sal_place_shares_free)

/* How many places are areas, and the number among all places of one of them. */
guint sal_place_shares_get_n(const SalPlaceShares *shares);
guint sal_place_shares_get_place(const SalPlaceShares *shares, guint area);

/* Sets share[area], from 0 to 1, for each area. where: of the points of all places, by the same polygons, which are
 * valid and dissolved. Error: GEOMETRY, with the place's name. */
gboolean sal_place_shares_measure(const SalPlaceShares *shares, const SalGeometry *polygons,
                                  const SalWhere *where, double *share, GError **error);
