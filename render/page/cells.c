#include "render/page/cells.h"

#include "data/base/error.h"

#define MIN_CELL_MM 10.0
#define LOOSE_CELL 1.4 /* how much taller a small multiple may be than its extent asks for */
/* Of the divisions whose scale comes so near to the largest, the one that fills the page is taken if it fills so much more
 * of it. */
#define NEARLY 0.9
#define MUCH 1.25

/* The cells in a number of columns; of no width if there is no room. */
static SalCells
divide(SalRect content, guint n, guint n_columns, double aspect, SalCellSizes sizes)
{
  const guint n_rows = (n + n_columns - 1) / n_columns;
  const double width = (content.width - (n_columns - 1) * sizes.gap_mm) / n_columns;
  const double height = (content.height - (n_rows - 1) * sizes.gap_mm) / n_rows - sizes.heading_mm;
  if (width <= 0 || height <= 0)
    return (SalCells){ 0 };
  return (SalCells){ .n_columns = n_columns,
                     .n_rows = n_rows,
                     .width_mm = width,
                     .height_mm = MIN(height, width / aspect * LOOSE_CELL) };
}

/* How wide the extent is in a cell. */
static double
get_scale(const SalCells *cells, double aspect)
{
  return MIN(cells->width_mm, cells->height_mm * aspect);
}

/* How much of the page is map. */
static double
get_filling(const SalCells *cells, guint n)
{
  return n * cells->width_mm * cells->height_mm;
}

gboolean
sal_cells_find(SalRect content, guint n, double aspect, SalCellSizes sizes, SalCells *cells, GError **error)
{
  SalCells largest = { 0 };
  for (guint columns = 1; columns <= n; columns++) {
    const SalCells tried = divide(content, n, columns, aspect, sizes);
    if (get_scale(&tried, aspect) > get_scale(&largest, aspect))
      largest = tried;
  }
  SalCells best = largest;
  for (guint columns = 1; columns <= n; columns++) {
    const SalCells tried = divide(content, n, columns, aspect, sizes);
    if (get_scale(&tried, aspect) >= NEARLY * get_scale(&largest, aspect) &&
        get_filling(&tried, n) > MUCH * get_filling(&largest, n) &&
        get_filling(&tried, n) > get_filling(&best, n))
      best = tried;
  }
  if (MIN(best.width_mm, best.height_mm) < MIN_CELL_MM)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "page: expected room for %u maps of at least %.0f mm, got %.1f x %.1f mm for each",
                         n, MIN_CELL_MM, best.width_mm, best.height_mm);
  best.step_x_mm = best.width_mm + sizes.gap_mm;
  best.step_y_mm = (content.height + sizes.gap_mm) / best.n_rows;
  best.first = (SalPoint){ content.x, content.y + sizes.heading_mm };
  *cells = best;
  return TRUE;
}
