/* How important it is that a place is named on a map. That depends on its size, on the scale, and on how
 * near it is to what changed. */
#pragma once

#include "render/map/map.h"
#include "render/names/label.h"

typedef struct _SalImportance SalImportance;

/* map and options are lent. */
SalImportance *sal_importance_new(const SalMap *map, const SalLabelOptions *options);
void sal_importance_free(SalImportance *importance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalImportance, sal_importance_free)

/* The rank of a settlement: an index into the style's place ranks. */
guint sal_importance_get_rank(const SalImportance *importance, const SalPlace *place);

/* Whether a settlement is so large that a map of this scale must name it: 150,000 people at 1:2,000,000, and in
 * proportion to the denominator, and to the square of the type size in which the largest cities are set. */
gboolean sal_importance_is_city(const SalImportance *importance, const SalPlace *place);

/* How important a place at a point of the page is; 0: it needs no name. */
double sal_importance_measure(const SalImportance *importance, const SalPlace *place, SalPoint at);
