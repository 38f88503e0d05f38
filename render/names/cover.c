#include "render/names/cover.h"

#include <math.h>
#include <string.h>

#define CELL_MM 0.5
#define MAX_CELLS 1000000
#define MOST_IN_CELL                                                                                         \
  1.2 /* lengths of a cell that lines within it count for, however many lie on each other */

struct _SalCover {
  SalRect frame;
  double cell_mm;
  guint n_x, n_y;
  double *costs; /* of each cell; once finished, the sum of all cells above and left of a cell's corner, with
                    a row and a column of zeros before */
  gboolean is_finished;
};

SalCover *
sal_cover_new(SalRect frame)
{
  SalCover *cover = g_new0(SalCover, 1);
  cover->frame = frame;
  cover->cell_mm = MAX(CELL_MM, sqrt(MAX(0, frame.width * frame.height) / MAX_CELLS));
  cover->n_x = (guint)CLAMP(ceil(frame.width / cover->cell_mm), 1, MAX_CELLS);
  cover->n_y = (guint)CLAMP(ceil(frame.height / cover->cell_mm), 1, MAX_CELLS);
  cover->costs = g_new0(double, (gsize)(cover->n_x + 1) * (cover->n_y + 1));
  return cover;
}

SalCover *
sal_cover_copy(const SalCover *cover)
{
  g_return_val_if_fail(!cover->is_finished, NULL);
  SalCover *copy = g_new(SalCover, 1);
  *copy = *cover;
  copy->costs = g_memdup2(cover->costs, (gsize)(cover->n_x + 1) * (cover->n_y + 1) * sizeof *cover->costs);
  return copy;
}

void
sal_cover_free(SalCover *cover)
{
  if (cover == NULL)
    return;
  g_free(cover->costs);
  g_free(cover);
}

/* Cells are counted from 1. */
static double *
get_cell(const SalCover *cover, guint x, guint y)
{
  return &cover->costs[(gsize)y * (cover->n_x + 1) + x];
}

/* A position on the page, counted in cells from the corner of the frame. */
static SalPoint
to_cells(const SalCover *cover, SalPoint page)
{
  return (SalPoint){ (page.x - cover->frame.x) / cover->cell_mm, (page.y - cover->frame.y) / cover->cell_mm };
}

static gboolean
is_cell(const SalCover *cover, double x, double y)
{
  return x >= 0 && y >= 0 && x < cover->n_x && y < cover->n_y;
}

/* The part of the raster that a geometry can touch; first in both directions, counted from 0. */
typedef struct {
  const SalCover *cover;
  guint x0, y0, n_x, n_y;
} Window;

/* FALSE: the geometry lies outside. */
static gboolean
find_window(const SalCover *cover, const SalGeometry *geometry, Window *window)
{
  if (geometry == NULL || sal_geometry_is_empty(geometry))
    return FALSE;
  const SalBox box = sal_geometry_get_box(geometry);
  const SalPoint from = to_cells(cover, (SalPoint){ box.xmin, box.ymin }),
                 to = to_cells(cover, (SalPoint){ box.xmax, box.ymax });
  const double x0 = CLAMP(floor(from.x) - 1, 0, cover->n_x), y0 = CLAMP(floor(from.y) - 1, 0, cover->n_y);
  const double x1 = CLAMP(ceil(to.x) + 1, 0, cover->n_x), y1 = CLAMP(ceil(to.y) + 1, 0, cover->n_y);
  if (!(x0 < x1 && y0 < y1))
    return FALSE;
  *window = (Window){ cover, (guint)x0, (guint)y0, (guint)(x1 - x0), (guint)(y1 - y0) };
  return TRUE;
}

/* The index of the cell at a position in a window's raster of its own. */
static inline gsize
find_index(const Window *window, SalPoint at)
{
  return ((gsize)at.y - window->y0) * window->n_x + ((gsize)at.x - window->x0);
}

/* The costs of a row of a window. */
static double *
get_costs(const Window *window, guint row)
{
  return get_cell(window->cover, window->x0 + 1, window->y0 + row + 1);
}

/* Walks a line through the cells in steps of less than half a cell: func gets the middle of each step within the
 * raster and its length in cells. */
typedef void (*StepFunc)(const Window *window, SalPoint at, double length, gpointer data);

static inline void
walk(const Window *window, const SalPoint *points, guint n, StepFunc func, gpointer data)
{
  for (guint i = 1; i < n; i++) {
    const SalPoint a = to_cells(window->cover, points[i - 1]), b = to_cells(window->cover, points[i]);
    const double length = hypot(b.x - a.x, b.y - a.y);
    const guint n_steps = (guint)CLAMP(ceil(length * 2.5), 1, 1e5);
    for (guint j = 0; j < n_steps; j++) {
      const double t = (j + 0.5) / n_steps;
      const SalPoint at = { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
      if (is_cell(window->cover, at.x, at.y))
        func(window, at, length / n_steps, data);
    }
  }
}

/* data: how much of lines lies in each cell of the window, in cells. */
static void
add_step(const Window *window, SalPoint at, double length, gpointer data)
{
  ((double *)data)[find_index(window, at)] += length;
}

void
sal_cover_add_lines(SalCover *cover, const SalGeometry *lines, double cost_per_mm)
{
  Window window;
  g_return_if_fail(!cover->is_finished);
  if (!find_window(cover, lines, &window))
    return;
  g_autofree double *lengths = g_new0(double, (gsize)window.n_x *window.n_y);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    walk(&window, points, n, add_step, lengths);
  }
  for (guint y = 0; y < window.n_y; y++) {
    double *costs = get_costs(&window, y);
    const double *row = lengths + (gsize)y * window.n_x;
    for (guint x = 0; x < window.n_x; x++)
      costs[x] += cost_per_mm * cover->cell_mm * MIN(MOST_IN_CELL, row[x]);
  }
}

/* Which cells of a window polygons cover. */
typedef struct {
  Window window;
  guint8 *is_covered;
  GArray **crossings; /* of each row: double, where rings cross the row's middle; NULL: nowhere */
} Covered;

/* data: of each cell of the window, whether it is covered. */
static void
mark_step(const Window *window, SalPoint at, double length, gpointer data)
{
  ((guint8 *)data)[find_index(window, at)] = 1;
}

static void
add_crossings(const Covered *covered, SalPoint a, SalPoint b)
{
  if (a.y > b.y) {
    const SalPoint swapped = a;
    a = b, b = swapped;
  }
  const double last_row = covered->window.cover->n_y - 1.0;
  for (double row = MAX(0, ceil(a.y - 0.5)); row <= last_row && row + 0.5 < b.y; row++) {
    const double x = a.x + (b.x - a.x) * (row + 0.5 - a.y) / (b.y - a.y);
    GArray **crossings = &covered->crossings[(gsize)row - covered->window.y0];
    if (*crossings == NULL)
      *crossings = g_array_new(FALSE, FALSE, sizeof(double));
    g_array_append_val(*crossings, x);
  }
}

static gint
compare_doubles(gconstpointer a, gconstpointer b)
{
  const double first = *(const double *)a, second = *(const double *)b;
  return (first > second) - (first < second);
}

/* Fills between pairs of crossings. */
static void
fill_rows(const Covered *covered)
{
  const Window *window = &covered->window;
  const double n_x = window->cover->n_x;
  for (guint row = 0; row < window->n_y; row++) {
    GArray *crossings = covered->crossings[row];
    if (crossings == NULL)
      continue;
    g_array_sort(crossings, compare_doubles);
    for (guint i = 0; i + 1 < crossings->len; i += 2) {
      const double from = CLAMP(ceil(g_array_index(crossings, double, i) - 0.5), 0, n_x);
      const double to = CLAMP(ceil(g_array_index(crossings, double, i + 1) - 0.5), 0, n_x);
      if (from < to)
        memset(covered->is_covered + (gsize)row * window->n_x + ((gsize)from - window->x0), 1,
               (gsize)(to - from));
    }
    g_array_set_size(crossings, 0);
  }
}

static void
cover_polygon(const Covered *covered, const SalGeometry *polygons, guint polygon)
{
  const SalCover *cover = covered->window.cover;
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    walk(&covered->window, points, n, mark_step, covered->is_covered);
    for (guint i = 1; i < n; i++)
      add_crossings(covered, to_cells(cover, points[i - 1]), to_cells(cover, points[i]));
  }
  fill_rows(covered);
}

void
sal_cover_add_areas(SalCover *cover, const SalGeometry *polygons, double cost_per_mm2)
{
  Covered covered;
  g_return_if_fail(!cover->is_finished);
  if (!find_window(cover, polygons, &covered.window))
    return;
  const guint n_x = covered.window.n_x, n_y = covered.window.n_y;
  g_autofree guint8 *is_covered = g_new0(guint8, (gsize)n_x * n_y);
  g_autofree GArray **crossings = g_new0(GArray *, n_y);
  covered.is_covered = is_covered;
  covered.crossings = crossings;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    cover_polygon(&covered, polygons, i);
  const double cost = cost_per_mm2 * cover->cell_mm * cover->cell_mm;
  for (guint y = 0; y < n_y; y++) {
    double *costs = get_costs(&covered.window, y);
    const guint8 *row = is_covered + (gsize)y * n_x;
    for (guint x = 0; x < n_x; x++)
      costs[x] += row[x] != 0 ? cost : 0;
    g_clear_pointer(&crossings[y], g_array_unref);
  }
}

void
sal_cover_finish(SalCover *cover)
{
  g_return_if_fail(!cover->is_finished);
  for (guint y = 1; y <= cover->n_y; y++) {
    double row = 0;
    for (guint x = 1; x <= cover->n_x; x++) {
      row += *get_cell(cover, x, y);
      *get_cell(cover, x, y) = *get_cell(cover, x, y - 1) + row;
    }
  }
  cover->is_finished = TRUE;
}

/* The sum of the cells [x0, x1) x [y0, y1). */
static double
sum_cells(const SalCover *cover, guint x0, guint y0, guint x1, guint y1)
{
  return *get_cell(cover, x1, y1) - *get_cell(cover, x0, y1) - *get_cell(cover, x1, y0) +
         *get_cell(cover, x0, y0);
}

static double
measure_upright(const SalCover *cover, SalTurnedRect rect)
{
  const SalBox box = sal_turned_rect_get_box(rect);
  const SalPoint from = to_cells(cover, (SalPoint){ box.xmin, box.ymin }),
                 to = to_cells(cover, (SalPoint){ box.xmax, box.ymax });
  const double x0 = CLAMP(floor(from.x), 0, cover->n_x), y0 = CLAMP(floor(from.y), 0, cover->n_y);
  const double x1 = CLAMP(ceil(to.x), 0, cover->n_x), y1 = CLAMP(ceil(to.y), 0, cover->n_y);
  return x0 < x1 && y0 < y1 ? MAX(0, sum_cells(cover, (guint)x0, (guint)y0, (guint)x1, (guint)y1)) : 0;
}

/* Sampled at points a cell apart. */
static double
measure_turned(const SalCover *cover, SalTurnedRect rect)
{
  const double angle = rect.angle_deg * G_PI / 180, c = cos(angle), s = sin(angle);
  const guint n_u = (guint)CLAMP(ceil(rect.width / cover->cell_mm), 1, 1e4);
  const guint n_v = (guint)CLAMP(ceil(rect.height / cover->cell_mm), 1, 1e4);
  double sum = 0;
  for (guint i = 0; i < n_u * n_v; i++) {
    const double u = rect.width * ((i % n_u + 0.5) / n_u - 0.5),
                 v = rect.height * ((double)(i / n_u) + 0.5) / n_v - rect.height / 2;
    const SalPoint at = to_cells(cover, (SalPoint){ rect.x + u * c + v * s, rect.y - u * s + v * c });
    if (is_cell(cover, at.x, at.y))
      sum += sum_cells(cover, (guint)at.x, (guint)at.y, (guint)at.x + 1, (guint)at.y + 1);
  }
  return MAX(0, sum);
}

double
sal_cover_measure(const SalCover *cover, SalTurnedRect rect)
{
  g_return_val_if_fail(cover->is_finished, 0);
  return rect.angle_deg == 0 ? measure_upright(cover, rect) : measure_turned(cover, rect);
}
