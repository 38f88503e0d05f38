#include "render/page/cells.h"

#include "data/base/error.h"

#define MIN_CELL_MM 10.0
#define LOOSE_CELL 1.4 /* how much taller a small multiple may be than its extent asks for */

gboolean
sal_cells_find(SalRect content, guint n, double aspect, SalCellSizes sizes, SalCells *cells, GError **error)
{
  SalCells best = { 0 };
  for (guint columns = 1; columns <= n; columns++) {
    const guint rows = (n + columns - 1) / columns;
    const double width = (content.width - (columns - 1) * sizes.gap_mm) / columns;
    const double height = (content.height - (rows - 1) * sizes.gap_mm) / rows - sizes.heading_mm;
    if (width <= 0 || height <= 0 ||
        MIN(width, height * aspect) <= MIN(best.width_mm, best.height_mm * aspect))
      continue;
    best = (SalCells){ .n_columns = columns,
                       .n_rows = rows,
                       .width_mm = width,
                       .height_mm = MIN(height, width / aspect * LOOSE_CELL) };
  }
  best.step_x_mm = best.width_mm + sizes.gap_mm;
  best.step_y_mm = (content.height + sizes.gap_mm) / best.n_rows;
  best.first = (SalPoint){ content.x, content.y + sizes.heading_mm };
  if (MIN(best.width_mm, best.height_mm) < MIN_CELL_MM)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "page: expected room for %u maps of at least %.0f mm, got %.1f x %.1f mm for each",
                         n, MIN_CELL_MM, best.width_mm, best.height_mm);
  *cells = best;
  return TRUE;
}
