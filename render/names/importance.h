/* How much it matters that a place is named on a map: by its size, by the scale, and by how near it is to what
 * changed. */
#pragma once

#include "render/map/map.h"
#include "render/names/label.h"

typedef struct _SalImportance SalImportance;

/* map and options are lent. */
SalImportance *sal_importance_new(const SalMap *map, const SalLabelOptions *options);
void sal_importance_free(SalImportance *importance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalImportance, sal_importance_free)

/* The index into the style's place ranks of a settlement. */
guint sal_importance_get_rank(const SalImportance *importance, const SalPlace *place);

/* How much a place at a point of the page matters; 0: not at all. */
double sal_importance_measure(const SalImportance *importance, const SalPlace *place, SalPoint at);
