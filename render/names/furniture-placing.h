/* Where legend, scale bar, north arrow, locator and insets stand on a map: along its edges, where together
 * they hide least. */
#pragma once

#include "render/drawing/drawing.h"

typedef enum {
  SAL_PIN_NONE,
  SAL_PIN_TOP_LEFT,
  SAL_PIN_TOP_RIGHT,
  SAL_PIN_BOTTOM_LEFT,
  SAL_PIN_BOTTOM_RIGHT,
} SalPin;

typedef struct {
  double width_mm, height_mm;
  SalPin pin;               /* goes there whatever it hides; pieces in one corner stack, in their order */
  gboolean may_hide_change; /* rather than be left out */
  /* What was found: */
  gboolean is_placed;
  SalRect rect; /* page mm */
} SalPiece;

/* What pieces may hide, page mm; each may be NULL. */
typedef struct {
  const SalGeometry *changed;
  const SalGeometry *front; /* lines */
  const SalGeometry *held, *land;
  const SalRect *obstacles; /* nothing may touch these */
  guint n_obstacles;
  double gap_mm; /* between pieces, and from them to the frame's edge */
} SalPlacingGround;

/* Places the pieces (the more important first) inside the frame without overlap. Corners are preferred, then
 * places along the edges on a 2 mm grid. Hiding change counts most, then the front, then held territory, then
 * land; being within 4 mm of change counts too. Returns how many found no place: those that do not fit, or
 * only over change. The same input gives the same places. */
guint sal_placing_find(SalRect frame, SalPiece *pieces, guint n_pieces, const SalPlacingGround *ground);
