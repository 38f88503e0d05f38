#include "render/names/line-sites.h"

#include "render/names/stretches.h"

#include <math.h>

#define DESCENT_SHARE 0.7 /* of its descent: what a text above a line keeps from it */
#define STEEP_COST 0.6    /* as for names of rivers, like the next three */
#define BEND_COST 0.5
#define BELOW_COST 0.15
#define OFF_MIDDLE_PER_MM 0.004
#define CELL_MM 0.05 /* ends in one cell are one point */

/* The ends of lines, by where they are. */
typedef struct {
  const SalGeometry *lines;
  GHashTable *ends;   /* from gint64 (a cell) to GArray of guint: 2 * part, + 1 for its last point */
  gboolean *is_taken; /* of each part */
} Joining;

static gint64
find_cell(SalPoint point)
{
  const gint64 x = (gint64)llround(CLAMP(point.x / CELL_MM, -1e9, 1e9)),
               y = (gint64)llround(CLAMP(point.y / CELL_MM, -1e9, 1e9));
  return x * (G_GINT64_CONSTANT(1) << 32) + y;
}

static SalPoint
get_end(const SalGeometry *lines, guint end)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, end / 2, &n);
  return points[end % 2 == 1 ? n - 1 : 0];
}

static void
add_end(Joining *joining, guint end)
{
  const gint64 cell = find_cell(get_end(joining->lines, end));
  GArray *ends = g_hash_table_lookup(joining->ends, &cell);
  if (ends == NULL) {
    ends = g_array_new(FALSE, FALSE, sizeof(guint));
    g_hash_table_insert(joining->ends, g_memdup2(&cell, sizeof cell), ends);
  }
  g_array_append_val(ends, end);
}

/* The end of another line, not yet taken, at a point where just two lines end; G_MAXUINT: none. */
static guint
find_next(const Joining *joining, SalPoint at, guint part)
{
  const gint64 cell = find_cell(at);
  const GArray *ends = g_hash_table_lookup(joining->ends, &cell);
  for (guint i = 0; ends != NULL && ends->len == 2 && i < 2; i++) {
    const guint end = g_array_index(ends, guint, i);
    if (end / 2 != part && !joining->is_taken[end / 2])
      return end;
  }
  return G_MAXUINT;
}

/* The points of a part from one of its ends on, but for the first if the line has it already. */
static void
append_part(const Joining *joining, guint end, GArray *points)
{
  guint n;
  const SalPoint *part = sal_geometry_get_part(joining->lines, end / 2, &n);
  for (guint i = points->len > 0 ? 1 : 0; i < n; i++)
    g_array_append_val(points, part[end % 2 == 1 ? n - 1 - i : i]);
  joining->is_taken[end / 2] = TRUE;
}

/* The end at which the line that a part belongs to begins: as far as lines lead back from it. */
static guint
find_start(Joining *joining, guint part)
{
  guint start = 2 * part;
  for (guint i = 0; i < sal_geometry_get_n_parts(joining->lines); i++) {
    const guint before = find_next(joining, get_end(joining->lines, start), start / 2);
    if (before == G_MAXUINT || before / 2 == part)
      return start;
    start = before ^ 1u;
  }
  return start;
}

static void
join_from(Joining *joining, guint start, SalGeometry *joined)
{
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint end = start; end != G_MAXUINT;) {
    append_part(joining, end, points);
    end = find_next(joining, g_array_index(points, SalPoint, points->len - 1), end / 2);
  }
  for (guint i = 0; i < points->len; i++) {
    const SalPoint *point = &g_array_index(points, SalPoint, i);
    sal_geometry_add_point(joined, point->x, point->y);
  }
  sal_geometry_end_part(joined);
}

SalGeometry *
sal_line_sites_join(const SalGeometry *lines)
{
  SalGeometry *joined = sal_geometry_new(SAL_LINES);
  const guint n = sal_geometry_get_n_parts(lines);
  g_autofree gboolean *is_taken = g_new0(gboolean, MAX(n, 1));
  g_autoptr(GHashTable) ends =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  Joining joining = { lines, ends, is_taken };
  for (guint end = 0; end < 2 * n; end++)
    add_end(&joining, end);
  for (guint part = 0; part < n; part++)
    if (!is_taken[part])
      join_from(&joining, find_start(&joining, part), joined);
  return joined;
}

static void
add_site(GArray *sites, const SalLineText *text, const SalStretch *stretch, gboolean is_above)
{
  const SalTextExtents *e = &text->extents;
  const double rise = is_above ? stretch->up_mm + text->gap_mm + DESCENT_SHARE * e->descent_mm
                               : -(stretch->down_mm + text->gap_mm + e->cap_height_mm);
  const double angle = stretch->angle_deg * G_PI / 180,
               middle = rise + (e->cap_height_mm - e->descent_mm) / 2;
  const double steep = fabs(stretch->angle_deg) / 90,
               bend = (stretch->up_mm + stretch->down_mm) / SAL_STRETCH_MOST_BEND_MM;
  const SalLineSite site = { .x = stretch->middle.x - rise * sin(angle),
                             .y = stretch->middle.y - rise * cos(angle),
                             .angle_deg = stretch->angle_deg,
                             .box = { .x = stretch->middle.x - middle * sin(angle),
                                      .y = stretch->middle.y - middle * cos(angle),
                                      .width = e->width_mm + 2 * text->pad_mm,
                                      .height = e->cap_height_mm + e->descent_mm + 2 * text->pad_mm,
                                      .angle_deg = stretch->angle_deg },
                             .cost = STEEP_COST * steep * steep + BEND_COST * bend +
                                     OFF_MIDDLE_PER_MM * stretch->off_middle_mm +
                                     (is_above ? 0 : BELOW_COST) };
  g_array_append_val(sites, site);
}

/* Costs that are alike to all that can be seen are told apart by where they are, so that sorting has one result. */
static int
compare_sites(gconstpointer a, gconstpointer b)
{
  const SalLineSite *first = a, *second = b;
  if (fabs(first->cost - second->cost) > 0)
    return first->cost < second->cost ? -1 : 1;
  if (fabs(first->x - second->x) > 0)
    return first->x < second->x ? -1 : 1;
  return (first->y > second->y) - (first->y < second->y);
}

void
sal_line_sites_sort(GArray *sites)
{
  g_array_sort(sites, compare_sites);
}

GArray *
sal_line_sites_find(const SalGeometry *lines, const SalLineText *text)
{
  GArray *sites = g_array_new(FALSE, FALSE, sizeof(SalLineSite));
  g_autoptr(GArray) stretches = sal_stretches_list(lines, text->extents.width_mm);
  for (guint i = 0; i < stretches->len; i++) {
    add_site(sites, text, &g_array_index(stretches, SalStretch, i), TRUE);
    add_site(sites, text, &g_array_index(stretches, SalStretch, i), FALSE);
  }
  return sites;
}
