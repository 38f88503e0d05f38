/* Areas of features made valid, with what had to be done to them. */
#pragma once

#include "data/source/source.h"

/* The polygons of a feature, valid, owned by the caller. If anything had to be done, n_repaired is increased and
 * remarks (utf8) receives what, with its place. Errors (GEOMETRY): beyond repair; with strict, whatever would
 * have to be repaired. */
SalGeometry *sal_repair_polygons(const SalFeature *feature, gboolean strict, GPtrArray *remarks,
                                 guint *n_repaired, GError **error);

/* Remarks which vertices of a feature were left out when it was read, and what is left of its area; polygons
 * NULL: it has none. */
void sal_repair_report_strays(const SalFeature *feature, const SalGeometry *polygons, GPtrArray *remarks);
