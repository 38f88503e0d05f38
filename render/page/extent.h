/* The part of the earth that a page shows if the user does not state it. */
#pragma once

#include "data/geometry/tiling.h"

/* The page that the frame is on. */
typedef struct {
  double width_mm, height_mm;
  gboolean has_multiples; /* it holds small multiples */
  const char *class_name; /* interned: the class whose change it shows; NULL: all */
  const SalTiling *clip;  /* one tile, outside of which nothing is drawn; NULL: all is */
} SalExtentPage;

/* The lon/lat box of where things changed, with a margin on each side of 8 % of its size, at least 20 km wide and
 * high.
 *
 * It holds at least 95 % of the changed area of the run. Upright pages, as of phones, and small multiples are
 * framed tighter, because they are small: 90 %, with a margin of 5 %.
 *
 * What may stay outside is chosen for the sake of scale: again and again those areas at one side are left out
 * that make the box smallest for the least change, as long as leaving out 1 % of the change makes the box at
 * least 2 % smaller. Two thirds of the change of each period stay inside, unless it is small beside that of an
 * average period (below a quarter of it). So every map of a run shows its own subject, and specks far away do
 * not make it small.
 *
 * changes: SalChange. page: NULL for one as wide and high as screens are. Empty if nothing changed. */
SalBox sal_page_find_extent(const GPtrArray *changes, const SalExtentPage *page);
