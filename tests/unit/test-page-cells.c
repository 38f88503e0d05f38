/* How a page is divided among small multiples. */
#include "data/base/error.h"
#include "render/page/cells.h"

static const SalCellSizes SIZES = { .heading_mm = 6, .gap_mm = 3 };

static SalCells
find(double width_mm, double height_mm, guint n, double aspect)
{
  g_autoptr(GError) error = NULL;
  SalCells cells;
  g_assert_true(sal_cells_find((SalRect){ 6, 20, width_mm, height_mm }, n, aspect, SIZES, &cells, &error));
  g_assert_no_error(error);
  return cells;
}

static void
test_columns_follow_the_aspect(void)
{
  g_assert_cmpuint(find(270, 180, 12, 1.4).n_columns, ==, 4);
  g_assert_cmpuint(find(90, 400, 6, 2).n_columns, ==, 1);
}

/* Six maps half as wide as high: in one row they are as large as in two, and leave half of the page blank. */
static void
test_the_page_is_filled(void)
{
  const SalCells cells = find(270, 170, 6, 0.5);
  g_assert_cmpuint(cells.n_columns, ==, 3);
  g_assert_cmpfloat(cells.n_rows * cells.height_mm, >, 0.9 * (170 - 2 * SIZES.heading_mm - SIZES.gap_mm));
}

/* Filling does not make maps much smaller. */
static void
test_scale_comes_first(void)
{
  for (guint n = 1; n <= 36; n++)
    for (double aspect = 0.25; aspect < 4; aspect *= 1.3) {
      const SalCells cells = find(270, 170, n, aspect);
      const double scale = MIN(cells.width_mm, cells.height_mm * aspect);
      for (guint columns = 1; columns <= n; columns++) {
        const guint rows = (n + columns - 1) / columns;
        const double width = (270 - (columns - 1) * SIZES.gap_mm) / columns;
        const double height = (170 - (rows - 1) * SIZES.gap_mm) / rows - SIZES.heading_mm;
        g_assert_cmpfloat(scale, >=, 0.899 * MIN(width, height * aspect));
      }
      g_assert_cmpuint(cells.n_columns * cells.n_rows, >=, n);
    }
}

static void
test_too_many_are_an_error(void)
{
  g_autoptr(GError) error = NULL;
  SalCells cells;
  g_assert_false(sal_cells_find((SalRect){ 0, 0, 60, 40 }, 36, 1, SIZES, &cells, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cells/columns-follow-the-aspect", test_columns_follow_the_aspect);
  g_test_add_func("/cells/the-page-is-filled", test_the_page_is_filled);
  g_test_add_func("/cells/scale-comes-first", test_scale_comes_first);
  g_test_add_func("/cells/too-many-are-an-error", test_too_many_are_an_error);
  return g_test_run();
}
