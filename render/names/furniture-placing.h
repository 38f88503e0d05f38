/* Where legend, scale bar, north arrow, locator and insets stand on a map: along its edges, where together
 * they hide least. */
#pragma once

#include "render/names/furniture-cost.h"

typedef struct {
  double width_mm, height_mm;
  SalStyleCorner corner;    /* it goes there whatever it hides, and pieces in one corner stack in their order;
                               AUTO: where it hides least. NONE is not for pieces that are placed */
  gboolean may_hide_change; /* rather than be left out */
  /* What was found: */
  gboolean is_placed;
  SalRect rect; /* page mm */
} SalPiece;

/* Places the pieces (the more important first) inside the frame without overlap. Corners are preferred, then
 * places along the edges on a 2 mm grid. Hiding change counts most, then the front, then held territory, then
 * land; being within 4 mm of change counts too. Returns how many found no place: those that do not fit, or
 * only over change. The same input gives the same places. */
guint sal_furniture_place(SalRect frame, SalPiece *pieces, guint n_pieces, const SalFurnitureGround *ground);
