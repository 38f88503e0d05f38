#include "render/map/raster-grid.h"

#include "data/geometry/crs.h"

#include <math.h>

#define STEP 16           /* pixels between exact positions */
#define MOST_OFF_PX 0.125 /* pixels of the picture by which an interpolated position may be off */
#define MARGIN 4          /* columns and rows of the raster around what is shown */

struct _SalRasterGrid {
  const SalRaster *raster;
  const SalMap *map;
  const SalPixelGrid *pixels;
  SalTransform *transform; /* from lon/lat */
  gboolean is_in_degrees;
  double left;               /* the least longitude, if it is in degrees */
  double from_crs[6];        /* to columns and rows */
  int n_columns, n_rows;     /* of nodes */
  SalPoint *nodes, *centres; /* of cells: one column and row less, in an array of the nodes' size */
};

SalPixelGrid
sal_pixel_grid_find(SalRect frame, double px_per_mm, double most_px)
{
  const double px = MIN(px_per_mm, sqrt(most_px / (frame.width * frame.height)));
  const int left = (int)floor(frame.x * px + 1e-6), top = (int)floor(frame.y * px + 1e-6),
            right = (int)ceil((frame.x + frame.width) * px - 1e-6),
            bottom = (int)ceil((frame.y + frame.height) * px - 1e-6);
  return (SalPixelGrid){ left, top, MAX(right - left, 1), MAX(bottom - top, 1), px };
}

SalRect
sal_pixel_grid_get_rect(const SalPixelGrid *grid)
{
  const double px = grid->px_per_mm;
  return (SalRect){ grid->x / px, grid->y / px, grid->width / px, grid->height / px };
}

static void
invert(const double to[6], double from[6])
{
  const double determinant = to[1] * to[5] - to[2] * to[4];
  from[1] = to[5] / determinant, from[2] = -to[2] / determinant;
  from[4] = -to[4] / determinant, from[5] = to[1] / determinant;
  from[0] = -(from[1] * to[0] + from[2] * to[3]);
  from[3] = -(from[4] * to[0] + from[5] * to[3]);
}

static double
find_left(const SalRaster *raster)
{
  const double *t = raster->to_crs;
  return MIN(t[0], t[0] + t[1] * raster->width_px) + MIN(0, t[2] * raster->height_px);
}

/* Replaces positions in pixels of the page by those in the raster. */
static void
locate(SalRasterGrid *grid, SalPoint *points, gsize n)
{
  const double px = grid->pixels->px_per_mm, *f = grid->from_crs;
  for (gsize i = 0; i < n; i++) {
    const SalPoint at = points[i];
    if (!sal_map_unproject_point(grid->map, (grid->pixels->x + at.x) / px, (grid->pixels->y + at.y) / px,
                                 &points[i].x, &points[i].y))
      points[i] = (SalPoint){ HUGE_VAL, HUGE_VAL };
  }
  if (!sal_transform_is_identity(grid->transform))
    sal_transform_points(grid->transform, points, n);
  for (gsize i = 0; i < n; i++) {
    SalPoint at = points[i];
    if (!isfinite(at.x) || !isfinite(at.y)) {
      points[i] = (SalPoint){ NAN, NAN };
      continue;
    }
    if (grid->is_in_degrees)
      at.x -= 360 * floor((at.x - grid->left) / 360);
    points[i] = (SalPoint){ f[0] + f[1] * at.x + f[2] * at.y, f[3] + f[4] * at.x + f[5] * at.y };
  }
}

static double
get_node_x(const SalRasterGrid *grid, int column)
{
  return MIN(column * STEP, grid->pixels->width);
}

static double
get_node_y(const SalRasterGrid *grid, int row)
{
  return MIN(row * STEP, grid->pixels->height);
}

static void
find_nodes(SalRasterGrid *grid)
{
  for (int row = 0; row < grid->n_rows; row++) {
    SalPoint *nodes = grid->nodes + row * grid->n_columns, *centres = grid->centres + row * grid->n_columns;
    const double y = get_node_y(grid, row), middle = (y + get_node_y(grid, row + 1)) / 2;
    for (int column = 0; column < grid->n_columns; column++) {
      const double x = get_node_x(grid, column);
      nodes[column] = (SalPoint){ x, y };
      centres[column] = (SalPoint){ (x + get_node_x(grid, column + 1)) / 2, middle };
    }
    locate(grid, nodes, (gsize)grid->n_columns);
    locate(grid, centres, (gsize)grid->n_columns);
  }
}

SalRasterGrid *
sal_raster_grid_new(const SalRaster *raster, const SalMap *map, const SalPixelGrid *pixels, GError **error)
{
  g_autoptr(SalTransform) transform = sal_transform_new(SAL_CRS_LONLAT, raster->crs, error);
  if (transform == NULL)
    return NULL;
  SalRasterGrid *grid = g_new0(SalRasterGrid, 1);
  *grid = (SalRasterGrid){ .raster = raster, .map = map, .pixels = pixels };
  grid->transform = g_steal_pointer(&transform);
  grid->is_in_degrees = !sal_crs_is_projected(raster->crs);
  grid->left = find_left(raster);
  grid->n_columns = (pixels->width + STEP - 1) / STEP + 1;
  grid->n_rows = (pixels->height + STEP - 1) / STEP + 1;
  const gsize n = (gsize)grid->n_columns * (gsize)grid->n_rows;
  grid->nodes = g_new(SalPoint, n);
  grid->centres = g_new(SalPoint, n);
  invert(raster->to_crs, grid->from_crs);
  find_nodes(grid);
  return grid;
}

void
sal_raster_grid_free(SalRasterGrid *grid)
{
  if (grid == NULL)
    return;
  sal_transform_free(grid->transform);
  g_free(grid->nodes);
  g_free(grid->centres);
  g_free(grid);
}

/* Pixels of the raster for one of the picture, on average. */
static double
find_density(const SalRasterGrid *grid)
{
  double sum = 0;
  guint n = 0;
  for (int row = 0; row + 1 < grid->n_rows; row++)
    for (int column = 0; column + 1 < grid->n_columns; column++) {
      const SalPoint *a = grid->nodes + row * grid->n_columns + column, *b = a + 1, *c = a + grid->n_columns;
      const double area = fabs((b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x)) /
                          ((get_node_x(grid, column + 1) - get_node_x(grid, column)) *
                           (get_node_y(grid, row + 1) - get_node_y(grid, row)));
      if (isfinite(area))
        sum += sqrt(area), n++;
    }
  return n > 0 ? sum / n : 1;
}

gboolean
sal_raster_grid_find_window(const SalRasterGrid *grid, double most_px, SalRasterWindow *window)
{
  SalBox box = sal_box_empty();
  const gsize n = (gsize)grid->n_columns * (gsize)grid->n_rows;
  for (gsize i = 0; i < 2 * n; i++) {
    const SalPoint at = i < n ? grid->nodes[i] : grid->centres[i - n];
    if (isfinite(at.x) && isfinite(at.y))
      box = sal_box_add_point(box, at.x, at.y);
  }
  const double density = MAX(find_density(grid), 1), margin = MARGIN * density;
  const double left = MAX(floor(box.xmin - margin), 0), top = MAX(floor(box.ymin - margin), 0),
               right = MIN(ceil(box.xmax + margin), grid->raster->width_px),
               bottom = MIN(ceil(box.ymax + margin), grid->raster->height_px);
  if (sal_box_is_empty(box) || !(left < right && top < bottom))
    return FALSE;
  const double step = MAX(density, sqrt((right - left) * (bottom - top) / most_px));
  *window = (SalRasterWindow){ (int)left, (int)top, (int)(right - left), (int)(bottom - top), 0, 0 };
  window->n_columns = (int)CLAMP(ceil((right - left) / step), 1, right - left);
  window->n_rows = (int)CLAMP(ceil((bottom - top) / step), 1, bottom - top);
  return TRUE;
}

static SalPoint
mix(SalPoint a, SalPoint b, double share)
{
  return (SalPoint){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

/* Whether a cell's positions can be interpolated from its corners. */
static gboolean
is_even(const SalPoint *a, const SalPoint *c, SalPoint centre)
{
  const SalPoint guess = mix(mix(a[0], a[1], 0.5), mix(c[0], c[1], 0.5), 0.5);
  const double size = hypot(c[1].x - a[0].x, c[1].y - a[0].y);
  return hypot(guess.x - centre.x, guess.y - centre.y) <= MOST_OFF_PX * size / (STEP * G_SQRT2);
}

void
sal_raster_grid_find_row(SalRasterGrid *grid, int row, SalPoint *positions)
{
  const int cell_row = MIN(row / STEP, grid->n_rows - 2);
  const double top = get_node_y(grid, cell_row),
               down = (row + 0.5 - top) / (get_node_y(grid, cell_row + 1) - top);
  for (int cell = 0; cell + 1 < grid->n_columns; cell++) {
    const SalPoint *a = grid->nodes + cell_row * grid->n_columns + cell, *c = a + grid->n_columns;
    const int left = (int)get_node_x(grid, cell), right = (int)get_node_x(grid, cell + 1);
    const SalPoint from = mix(a[0], c[0], down), to = mix(a[1], c[1], down);
    for (int x = left; x < right; x++)
      positions[x] = mix(from, to, (x + 0.5 - left) / (right - left));
    if (is_even(a, c, grid->centres[cell_row * grid->n_columns + cell]))
      continue;
    for (int x = left; x < right; x++)
      positions[x] = (SalPoint){ x + 0.5, row + 0.5 };
    locate(grid, positions + left, (gsize)(right - left));
  }
}
