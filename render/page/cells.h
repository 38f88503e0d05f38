/* The cells of small multiples, row by row. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  guint n_columns, n_rows;
  double width_mm, height_mm;  /* of a map */
  double step_x_mm, step_y_mm; /* from one map to the next */
  SalPoint first;              /* the top left corner of the first map */
} SalCells;

typedef struct {
  double heading_mm; /* above each map, with the gap below it */
  double gap_mm;     /* between cells */
} SalCellSizes;

/* Cells for n maps of this aspect (width by height), in as many columns as make the extent largest or, where
 * others come near to that and fill the page much better, as those do. Error: RENDER, if maps would be smaller than 10 mm. */
gboolean
sal_cells_find(SalRect content, guint n, double aspect, SalCellSizes sizes, SalCells *cells, GError **error);
