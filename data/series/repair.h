/* Makes the areas of features valid, and remarks what had to be done to them. */
#pragma once

#include "data/source/source.h"

typedef struct {
  gboolean strict;   /* what would have to be repaired is an error */
  guint64 max_bytes; /* as in SalReadOptions */
} SalRepairOptions;

/* The polygons of a feature, made valid, owned by the caller. If anything had to be done, adds 1 to
 * n_repaired and tells it, with its place, in remarks (utf8). Errors: GEOMETRY (what cannot be
 * repaired; with strict, what would have to be), FORMAT (edges that cross each other more often than
 * data/source/bounds.h allows). */
SalGeometry *sal_repair_polygons(const SalFeature *feature, const SalRepairOptions *options,
                                 GPtrArray *remarks, guint *n_repaired, GError **error);

/* Remarks which vertices of a feature were left out when it was read, and what is left of its area. polygons:
 * NULL if it has none. */
void sal_repair_report_strays(const SalFeature *feature, const SalGeometry *polygons, GPtrArray *remarks);
