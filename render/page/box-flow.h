/* What becomes of the room that boxes of a template do not need: the map has it. Boxes above and below the map, and those of a
 * column beside it, are rows, which are as high as what they hold and keep the gaps between them; a row with nothing to show
 * goes, with the rule above it. */
#pragma once

#include "render/page/boxes.h"

/* The boxes in their final places: GArray of SalPlacedBox, owned by the caller, without those that have nothing to show. needs: the
 * height in millimetres of what each box holds, with its padding, in the order of boxes; 0: nothing; above the height of the box: it
 * is to grow; ignored for map and bars. NULL: there is no such layout, because a box would grow where there is no room. */
GArray *sal_boxes_flow(const GArray *boxes, const double *needs);

/* The same boxes with a column that would be mostly empty as a row below the map, which is as wide as both; the row is as high as it
 * may become, and is to flow. Owned by the caller; NULL: there is no such column. */
GArray *sal_boxes_make_row(const GArray *boxes, const double *needs);
