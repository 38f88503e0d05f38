#include "render/drawing/hatch.h"

#include <math.h>

#define MIN_SPACING_MM 0.1
#define MIN_LENGTH_MM 0.005
#define MAX_CROSSINGS 4e5
#define MAX_LINE_NUMBER 1e6

/* Where a hatch line, counted from the origin, crosses a ring: at `along` millimetres on the line. */
typedef struct {
  int line;
  double along;
} Crossing;

/* Page coordinates turned so that hatch lines are across = line * spacing. */
typedef struct {
  double cosine, sine, spacing;
} Hatch;

static SalPoint
turn(const Hatch *hatch, SalPoint p)
{
  return (SalPoint){ p.x * hatch->cosine - p.y * hatch->sine, p.x * hatch->sine + p.y * hatch->cosine };
}

static SalPoint
turn_back(const Hatch *hatch, double along, double across)
{
  return (SalPoint){ along * hatch->cosine + across * hatch->sine,
                     across * hatch->cosine - along * hatch->sine };
}

/* Each edge of each ring, turned. */
typedef void (*EdgeFunc)(const Hatch *hatch, SalPoint from, SalPoint to, gpointer data);

static void
each_edge(const SalGeometry *polygons, const Hatch *hatch, EdgeFunc func, gpointer data)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    SalPoint from = n > 0 ? turn(hatch, points[0]) : (SalPoint){ 0 };
    for (guint i = 1; i < n; i++) {
      const SalPoint to = turn(hatch, points[i]);
      func(hatch, from, to, data);
      from = to;
    }
  }
}

typedef struct {
  double length_across, furthest;
} Effort;

static void
add_effort(const Hatch *hatch, SalPoint from, SalPoint to, gpointer data)
{
  Effort *effort = data;
  effort->length_across += fabs(to.y - from.y);
  effort->furthest = fmax(effort->furthest, fmax(fabs(from.y), fabs(to.y)));
}

/* FALSE if coordinates are not finite. */
static gboolean
bound_spacing(const SalGeometry *polygons, Hatch *hatch)
{
  Effort effort = { 0 };
  each_edge(polygons, hatch, add_effort, &effort);
  if (!isfinite(effort.length_across))
    return FALSE;
  while (effort.length_across / hatch->spacing > MAX_CROSSINGS ||
         effort.furthest / hatch->spacing > MAX_LINE_NUMBER)
    hatch->spacing *= 2;
  return TRUE;
}

/* A line through a vertex counts once: the lower end of an edge belongs to it, the upper one does not. */
static void
add_crossings(const Hatch *hatch, SalPoint from, SalPoint to, gpointer data)
{
  GArray *crossings = data;
  if (from.y > to.y) {
    const SalPoint swap = from;
    from = to;
    to = swap;
  }
  const int first = (int)ceil(from.y / hatch->spacing), end = (int)ceil(to.y / hatch->spacing);
  for (int line = first; line < end; line++) {
    const double share = (line * hatch->spacing - from.y) / (to.y - from.y);
    Crossing crossing = { line, from.x + CLAMP(share, 0, 1) * (to.x - from.x) };
    g_array_append_val(crossings, crossing);
  }
}

static int
compare_crossings(gconstpointer a, gconstpointer b)
{
  const Crossing *x = a, *y = b;
  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  return (x->along > y->along) - (x->along < y->along);
}

/* The crossings of a line come in pairs: the line enters, the line leaves. */
static void
add_lines(SalGeometry *lines, const Hatch *hatch, GArray *crossings)
{
  for (guint i = 0; i + 1 < crossings->len; i += 2) {
    const Crossing *in = &g_array_index(crossings, Crossing, i);
    const Crossing *out = in + 1;
    if (out->along - in->along < MIN_LENGTH_MM)
      continue;
    const double across = in->line * hatch->spacing;
    const SalPoint from = turn_back(hatch, in->along, across), to = turn_back(hatch, out->along, across);
    sal_geometry_add_point(lines, from.x, from.y);
    sal_geometry_add_point(lines, to.x, to.y);
    sal_geometry_end_part(lines);
  }
}

/* Twice the area over the outline of a polygon, holes and all: a circle of this diameter fits in for sure. */
static double
measure_mean_width_mm(const SalGeometry *polygons, guint polygon, SalBox *box)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  double area = 0, outline = 0;
  *box = sal_box_empty();
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    double sum = 0;
    for (guint i = 1; i < n; i++) {
      const SalPoint a = { points[i - 1].x - points[0].x, points[i - 1].y - points[0].y },
                     b = { points[i].x - points[0].x, points[i].y - points[0].y };
      sum += a.x * b.y - b.x * a.y;
      outline += hypot(b.x - a.x, b.y - a.y);
      *box = sal_box_add_point(*box, points[i].x, points[i].y);
    }
    area += part == first ? fabs(sum) / 2 : -fabs(sum) / 2;
  }
  return outline > 0 ? 2 * area / outline : 0;
}

static gboolean
is_wide(const SalGeometry *polygons, guint polygon, double width_mm)
{
  SalBox box;
  if (measure_mean_width_mm(polygons, polygon, &box) >= width_mm)
    return TRUE;
  if (MIN(box.xmax - box.xmin, box.ymax - box.ymin) < width_mm)
    return FALSE;
  g_autoptr(SalGeometry) alone = sal_geometry_extract_polygon(polygons, polygon);
  return sal_geometry_has_width(alone, width_mm);
}

/* The polygons that have room for a pattern: in a narrower one a few strokes would make a solid patch. */
static SalGeometry *
find_wide_polygons(const SalGeometry *polygons, double width_mm)
{
  SalGeometry *wide = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    if (!is_wide(polygons, i, width_mm))
      continue;
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, i);
    sal_geometry_append(wide, polygon);
  }
  return wide;
}

SalGeometry *
sal_hatch_lines(const SalGeometry *polygons, const SalHatchStyle *style)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  const double angle = style->angle_deg * G_PI / 180;
  Hatch hatch = { cos(angle), sin(angle), fmax(style->spacing_mm, MIN_SPACING_MM) };
  if (!(style->width_mm > 0) || style->color.a == 0 || !bound_spacing(polygons, &hatch))
    return lines;
  g_autoptr(SalGeometry) wide = find_wide_polygons(polygons, style->spacing_mm);
  g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
  each_edge(wide, &hatch, add_crossings, crossings);
  g_array_sort(crossings, compare_crossings);
  add_lines(lines, &hatch, crossings);
  return lines;
}
