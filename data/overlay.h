/* What differs between two snapshots of one class. */
#pragma once

#include "data/geometry.h"

typedef struct {
  SalGeometry *gained; /* in to, not in from */
  SalGeometry *lost;   /* in from, not in to */
} SalOverlay;

void sal_overlay_clear(SalOverlay *overlay);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalOverlay, sal_overlay_clear)

/* from and to are valid, dissolved polygons. Error: GEOMETRY. */
gboolean
sal_overlay_compute(const SalGeometry *from, const SalGeometry *to, SalOverlay *overlay, GError **error);
