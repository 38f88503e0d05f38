/* Makes the areas of features valid, and remarks what had to be done to them. */
#pragma once

#include "data/source/source.h"

/* The polygons of a feature, made valid, owned by the caller. If anything had to be done, adds 1 to
 * n_repaired and tells it, with its place, in remarks (utf8). Errors (GEOMETRY): what cannot be repaired;
 * with strict, what would have to be. */
SalGeometry *sal_repair_polygons(const SalFeature *feature, gboolean strict, GPtrArray *remarks,
                                 guint *n_repaired, GError **error);

/* Remarks which vertices of a feature were left out when it was read, and what is left of its area. polygons:
 * NULL if it has none. */
void sal_repair_report_strays(const SalFeature *feature, const SalGeometry *polygons, GPtrArray *remarks);
