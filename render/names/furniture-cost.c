#include "render/names/furniture-cost.h"

#include <math.h>

#define CELL_MM 1.0
#define MOST_CELLS 600   /* along a side; beyond it cells grow */
#define NAME_WEIGHT 40.0 /* of a square millimetre at a place that must be named, in those of change */
/* Costs of a square millimetre that is hidden. */
#define FRONT_COST 8.0
#define OWN_COST 8.0
#define SYMBOL_COST 25.0 /* so that a place at an edge is better than one in a corner that hides a symbol */
#define HELD_COST 0.6
#define LAND_COST 0.15

struct _SalFurnitureCost {
  SalRect frame;
  double cell_mm;
  guint n_columns, n_rows;
  double *change, *rest; /* summed-area tables over the frame */
};

void
sal_furniture_cost_free(SalFurnitureCost *cost)
{
  if (cost == NULL)
    return;
  g_free(cost->change);
  g_free(cost->rest);
  g_free(cost);
}

static SalFurnitureCost *
raster_new(SalRect frame)
{
  SalFurnitureCost *raster = g_new0(SalFurnitureCost, 1);
  raster->frame = frame;
  raster->cell_mm = MAX(CELL_MM, MAX(frame.width, frame.height) / MOST_CELLS);
  raster->n_columns = (guint)ceil(frame.width / raster->cell_mm) + 1;
  raster->n_rows = (guint)ceil(frame.height / raster->cell_mm) + 1;
  const gsize n = (gsize)(raster->n_columns + 1) * (raster->n_rows + 1);
  raster->change = g_new0(double, n);
  raster->rest = g_new0(double, n);
  return raster;
}

static gsize
get_slot(const SalFurnitureCost *raster, guint column, guint row)
{
  return (gsize)(row + 1) * (raster->n_columns + 1) + column + 1;
}

static void
mark(const SalFurnitureCost *raster, guint8 *mask, double x, double y)
{
  const double column = (x - raster->frame.x) / raster->cell_mm,
               row = (y - raster->frame.y) / raster->cell_mm;
  if (column >= 0 && row >= 0 && column < raster->n_columns && row < raster->n_rows)
    mask[(gsize)row * raster->n_columns + (gsize)column] = 1;
}

/* The part of an edge that lies in the frame, by how far along it; FALSE if none does. */
static gboolean
clip_edge(SalRect frame, SalPoint a, SalPoint b, double *from, double *to)
{
  const double starts[4] = { a.x - frame.x, frame.x + frame.width - a.x, a.y - frame.y,
                             frame.y + frame.height - a.y };
  const double slopes[4] = { b.x - a.x, a.x - b.x, b.y - a.y, a.y - b.y };
  *from = 0, *to = 1;
  for (int i = 0; i < 4; i++) {
    if (slopes[i] == 0 && starts[i] < 0)
      return FALSE;
    if (slopes[i] > 0)
      *from = MAX(*from, -starts[i] / slopes[i]);
    else if (slopes[i] < 0)
      *to = MIN(*to, -starts[i] / slopes[i]);
  }
  return *from <= *to;
}

/* Marks all cells that lines or outlines touch, however small they are. */
static void
mark_outlines(const SalFurnitureCost *raster, guint8 *mask, const SalGeometry *geometry)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    for (guint i = 0; i + 1 < n; i++) {
      const SalPoint a = points[i], b = points[i + 1];
      double from, to;
      if (!clip_edge(raster->frame, a, b, &from, &to))
        continue;
      const double length = (to - from) * hypot(b.x - a.x, b.y - a.y);
      const guint n_steps = (guint)(2 * length / raster->cell_mm) + 1;
      for (guint j = 0; j <= n_steps; j++) {
        const double t = from + (to - from) * j / n_steps;
        mark(raster, mask, a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
      }
    }
  }
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Puts a crossing of the edge a-b with each row's middle into that row's list. */
static void
add_crossings(const SalFurnitureCost *raster, GArray **rows, SalPoint a, SalPoint b)
{
  const double low = (MIN(a.y, b.y) - raster->frame.y) / raster->cell_mm - 0.5;
  const double high = (MAX(a.y, b.y) - raster->frame.y) / raster->cell_mm - 0.5;
  if (high <= 0 || low >= raster->n_rows || !(high > low))
    return;
  for (guint row = low < 0 ? 0 : (guint)ceil(low); row < raster->n_rows && row < high; row++) {
    const double y = raster->frame.y + (row + 0.5) * raster->cell_mm;
    const double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
    g_array_append_val(rows[row], x);
  }
}

static void
mark_row(const SalFurnitureCost *raster, guint8 *mask, guint row, GArray *crossings)
{
  g_array_sort(crossings, compare_numbers);
  for (guint i = 0; i + 1 < crossings->len; i += 2) {
    const double from = (g_array_index(crossings, double, i) - raster->frame.x) / raster->cell_mm;
    const double to = (g_array_index(crossings, double, i + 1) - raster->frame.x) / raster->cell_mm;
    for (guint column = from < 0.5 ? 0 : (guint)ceil(MIN(from - 0.5, 1e6));
         column < raster->n_columns && column + 0.5 < to; column++)
      mask[(gsize)row * raster->n_columns + column] = 1;
  }
}

/* Marks all cells whose middle polygons cover (even-odd). */
static void
mark_insides(const SalFurnitureCost *raster, guint8 *mask, const SalGeometry *polygons)
{
  g_autofree GArray **rows = g_new(GArray *, raster->n_rows);
  for (guint row = 0; row < raster->n_rows; row++)
    rows[row] = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i + 1 < n; i++)
      add_crossings(raster, rows, points[i], points[i + 1]);
  }
  for (guint row = 0; row < raster->n_rows; row++) {
    mark_row(raster, mask, row, rows[row]);
    g_array_unref(rows[row]);
  }
}

/* Adds to a table what a square millimetre of the geometry costs. */
static void
add_cost(const SalFurnitureCost *raster, double *table, const SalGeometry *geometry, double cost,
         gboolean with_outlines)
{
  if (geometry == NULL)
    return;
  g_autofree guint8 *mask = g_new0(guint8, (gsize)raster->n_columns * raster->n_rows);
  if (geometry->type == SAL_POLYGONS)
    mark_insides(raster, mask, geometry);
  if (with_outlines)
    mark_outlines(raster, mask, geometry);
  const double cell_cost = cost * raster->cell_mm * raster->cell_mm;
  for (guint row = 0; row < raster->n_rows; row++)
    for (guint column = 0; column < raster->n_columns; column++)
      if (mask[(gsize)row * raster->n_columns + column] != 0)
        table[get_slot(raster, column, row)] += cell_cost;
}

static void
sum_up(const SalFurnitureCost *raster, double *table)
{
  const gsize stride = raster->n_columns + 1;
  for (guint row = 0; row < raster->n_rows; row++)
    for (guint column = 0; column < raster->n_columns; column++) {
      const gsize slot = get_slot(raster, column, row);
      table[slot] += table[slot - 1] + table[slot - stride] - table[slot - stride - 1];
    }
}

SalFurnitureCost *
sal_furniture_cost_new(SalRect frame, const SalFurnitureGround *ground)
{
  SalFurnitureCost *raster = raster_new(frame);
  add_cost(raster, raster->change, ground->changed, 1, TRUE);
  add_cost(raster, raster->change, ground->names, NAME_WEIGHT, TRUE);
  add_cost(raster, raster->rest, ground->front, FRONT_COST, TRUE);
  add_cost(raster, raster->rest, ground->own, OWN_COST, TRUE);
  add_cost(raster, raster->rest, ground->symbols, SYMBOL_COST, TRUE);
  add_cost(raster, raster->rest, ground->held, HELD_COST, FALSE);
  add_cost(raster, raster->rest, ground->land, LAND_COST, FALSE);
  sum_up(raster, raster->change);
  sum_up(raster, raster->rest);
  return raster;
}

/* The sum over all cells that a rectangle touches. */
static double
get_sum(const SalFurnitureCost *raster, const double *table, SalRect rect)
{
  const double x = rect.x - raster->frame.x, y = rect.y - raster->frame.y, cell = raster->cell_mm;
  const guint x0 = (guint)CLAMP(floor(x / cell), 0, raster->n_columns);
  const guint y0 = (guint)CLAMP(floor(y / cell), 0, raster->n_rows);
  const guint x1 = (guint)CLAMP(ceil((x + rect.width) / cell), x0, raster->n_columns);
  const guint y1 = (guint)CLAMP(ceil((y + rect.height) / cell), y0, raster->n_rows);
  const gsize stride = raster->n_columns + 1;
  return table[y1 * stride + x1] - table[y0 * stride + x1] - table[y1 * stride + x0] +
         table[y0 * stride + x0];
}

double
sal_furniture_cost_measure_change(const SalFurnitureCost *cost, SalRect rect)
{
  return get_sum(cost, cost->change, rect);
}

double
sal_furniture_cost_measure_rest(const SalFurnitureCost *cost, SalRect rect)
{
  return get_sum(cost, cost->rest, rect);
}
