/* Finds where legend, scale bar, north arrow, locator and insets stand on a map: along its edges, where
 * together they hide least. */
#pragma once

#include "render/names/furniture-cost.h"

/* Where a piece stands exactly: how far it is from a corner, inwards, of the room that pieces have. */
typedef struct {
  SalStyleCorner corner; /* AUTO: nowhere in particular */
  SalPoint offset_mm;
} SalPieceSpot;

typedef struct {
  double width_mm, height_mm;
  /* Where it must stand, whatever it hides; pieces in one corner are stacked in their order. AUTO: where it
   * hides least. NONE is not for pieces that are to be placed. */
  SalStyleCorner corner;
  gboolean may_hide_change; /* if it would be left out otherwise */
  SalPieceSpot spot; /* comes before the corner, unless the piece has no room there or would hide change */
  /* What was found: */
  gboolean is_placed;
  gboolean is_at_spot;
  SalRect rect; /* page mm */
  double cost;  /* of what it hides, and of where it stands */
} SalPiece;

/* Places the pieces inside the frame without overlap; the more important ones come first. Corners are
 * preferred to other places along the edges, which are 2 mm apart. Hiding change counts most, then the
 * front, then held territory, then land; being within 4 mm of change counts too. Returns how many pieces
 * have no place, because they do not fit or would hide change. The same input gives the same result. */
guint sal_furniture_place(SalRect frame, SalPiece *pieces, guint n_pieces, const SalFurnitureGround *ground);

/* The spot at which a piece that is placed would stand again: from the nearest corner from which whole tenths of a millimetre
 * lead there. */
SalPieceSpot sal_furniture_find_spot(SalRect frame, double gap_mm, const SalPiece *piece);
