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

/* Walks a line through the cells in steps of less than half a cell: func gets the middle of each step and its
 * length in cells. */
typedef void (*StepFunc)(SalPoint at, double length, gpointer data);

static void
walk(const SalCover *cover, const SalPoint *points, guint n, StepFunc func, gpointer data)
{
  for (guint i = 1; i < n; i++) {
    const SalPoint a = to_cells(cover, points[i - 1]), b = to_cells(cover, points[i]);
    const double length = hypot(b.x - a.x, b.y - a.y);
    const guint n_steps = (guint)CLAMP(ceil(length * 2.5), 1, 1e5);
    for (guint j = 0; j < n_steps; j++) {
      const double t = (j + 0.5) / n_steps;
      func((SalPoint){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t }, length / n_steps, data);
    }
  }
}

/* How much of lines lies in each cell, in cells. */
typedef struct {
  const SalCover *cover;
  double *lengths; /* without the row and column of zeros */
} Lengths;

static void
add_step(SalPoint at, double length, gpointer data)
{
  const Lengths *lengths = data;
  if (is_cell(lengths->cover, at.x, at.y))
    lengths->lengths[(gsize)at.y * lengths->cover->n_x + (gsize)at.x] += length;
}

void
sal_cover_add_lines(SalCover *cover, const SalGeometry *lines, double cost_per_mm)
{
  g_return_if_fail(!cover->is_finished);
  if (lines == NULL || sal_geometry_is_empty(lines))
    return;
  g_autofree double *cells = g_new0(double, (gsize)cover->n_x * cover->n_y);
  Lengths lengths = { cover, cells };
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    walk(cover, points, n, add_step, &lengths);
  }
  for (guint y = 0; y < cover->n_y; y++) {
    for (guint x = 0; x < cover->n_x; x++)
      *get_cell(cover, x + 1, y + 1) +=
          cost_per_mm * cover->cell_mm * MIN(MOST_IN_CELL, cells[(gsize)y * cover->n_x + x]);
  }
}

/* Which cells polygons cover. */
typedef struct {
  const SalCover *cover;
  guint8 *is_covered; /* without the row and column of zeros */
  GArray **crossings; /* of each row: double, where rings cross the row's middle; NULL: nowhere */
} Covered;

static void
mark_step(SalPoint at, double length, gpointer data)
{
  const Covered *covered = data;
  if (is_cell(covered->cover, at.x, at.y))
    covered->is_covered[(gsize)at.y * covered->cover->n_x + (gsize)at.x] = 1;
}

static void
add_crossings(const Covered *covered, SalPoint a, SalPoint b)
{
  if (a.y > b.y) {
    const SalPoint swapped = a;
    a = b, b = swapped;
  }
  const double last_row = covered->cover->n_y - 1.0;
  for (double row = MAX(0, ceil(a.y - 0.5)); row <= last_row && row + 0.5 < b.y; row++) {
    const double x = a.x + (b.x - a.x) * (row + 0.5 - a.y) / (b.y - a.y);
    GArray **crossings = &covered->crossings[(gsize)row];
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
  const SalCover *cover = covered->cover;
  for (guint row = 0; row < cover->n_y; row++) {
    GArray *crossings = covered->crossings[row];
    if (crossings == NULL)
      continue;
    g_array_sort(crossings, compare_doubles);
    for (guint i = 0; i + 1 < crossings->len; i += 2) {
      const double from = CLAMP(ceil(g_array_index(crossings, double, i) - 0.5), 0, cover->n_x);
      const double to = CLAMP(ceil(g_array_index(crossings, double, i + 1) - 0.5), 0, cover->n_x);
      if (from < to)
        memset(covered->is_covered + (gsize)row * cover->n_x + (gsize)from, 1, (gsize)(to - from));
    }
    g_array_set_size(crossings, 0);
  }
}

static void
cover_polygon(const Covered *covered, const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    walk(covered->cover, points, n, mark_step, (gpointer)covered);
    for (guint i = 1; i < n; i++)
      add_crossings(covered, to_cells(covered->cover, points[i - 1]), to_cells(covered->cover, points[i]));
  }
  fill_rows(covered);
}

void
sal_cover_add_areas(SalCover *cover, const SalGeometry *polygons, double cost_per_mm2)
{
  g_return_if_fail(!cover->is_finished);
  if (polygons == NULL || sal_geometry_is_empty(polygons))
    return;
  g_autofree guint8 *is_covered = g_new0(guint8, (gsize)cover->n_x * cover->n_y);
  g_autofree GArray **crossings = g_new0(GArray *, cover->n_y);
  const Covered covered = { cover, is_covered, crossings };
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    cover_polygon(&covered, polygons, i);
  for (guint y = 0; y < cover->n_y; y++) {
    g_clear_pointer(&crossings[y], g_array_unref);
    for (guint x = 0; x < cover->n_x; x++) {
      if (is_covered[(gsize)y * cover->n_x + x])
        *get_cell(cover, x + 1, y + 1) += cost_per_mm2 * cover->cell_mm * cover->cell_mm;
    }
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
