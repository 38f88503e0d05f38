/* The corner of a frame in which a piece hides least. */
#pragma once

#include "render/drawing/drawing.h"

/* Where a piece of this size hides least of what changed: at the bottom left unless another corner is better.
 * changed (page mm) may be NULL. avoid_top_left: something stands there. */
SalRect sal_corner_find(SalRect frame, SalRect size, double gap_mm, const SalGeometry *changed,
                        gboolean avoid_top_left);
