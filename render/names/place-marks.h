/* The marks of settlements that changed hands: a diamond where they were gained, a square where they were lost, so that
 * they are told apart without colour. */
#pragma once

#include "data/geometry/point.h"
#include "render/drawing/drawing.h"
#include "styles/style.h"

#define SAL_PLACE_MARK_MM 2.4 /* from corner to corner of a diamond, with its edge */

/* A mark that is size_mm large. info: see sal_layer_add_area(); NULL: none. */
void sal_place_marks_draw(SalLayer *layer, const SalStyle *style, SalPoint at, double size_mm,
                          gboolean is_lost, const SalItemInfo *info);
