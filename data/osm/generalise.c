#include "data/osm/generalise.h"

#include <math.h>
#include <string.h>

#define M_PER_DEG 111195.0 /* of latitude, on a sphere of 6371 km */
#define LEAST_COS 0.05     /* nearer to the poles, widths are not told any better */

/* 0.1 mm at 1:200,000 and at 1:800,000, which nobody sees; a map of 300 km is of 1:1,250,000 on a page of 240 mm. */
static const double TOLERANCES_M[SAL_OSM_N_LEVELS] = { 20, 80, 250 };
static const double BOX_KM[SAL_OSM_N_LEVELS - 1] = { 300, 1200 };

/* A tenth to a fifth of the width of the maps that a level is for. In smaller cells the pages of the file are half empty. */
static const double CELLS_DEG[SAL_OSM_N_LEVELS] = { 0.5, 2, 10 };

/* The least areas in m2 at each level; -1: nothing. */
static const double LEAST[SAL_OSM_N_CLASSES][SAL_OSM_N_LEVELS] = {
  [SAL_OSM_LAND] = { 1e4, 1e5, 2e6 },        [SAL_OSM_LAKES] = { 2e4, 3e5, 5e6 },
  [SAL_OSM_WOODS] = { 1e5, 2e6, -1 },        [SAL_OSM_BUILT_UP] = { 3e4, 3e5, -1 },
  [SAL_OSM_PRIMARIES] = { 0, 0, -1 },        [SAL_OSM_SECONDARIES] = { 0, -1, -1 },
  [SAL_OSM_RAILWAYS] = { 0, 0, -1 },         [SAL_OSM_CANALS] = { 0, -1, -1 },
  [SAL_OSM_DISTRICT_BORDERS] = { 0, 0, -1 },
};

double
sal_osm_level_get_tolerance_m(guint level)
{
  return TOLERANCES_M[level];
}

double
sal_osm_level_get_cell_deg(guint level)
{
  return CELLS_DEG[level];
}

static double
get_cos(double lat)
{
  return MAX(cos(lat * G_PI / 180), LEAST_COS);
}

guint
sal_osm_level_choose(SalBox box)
{
  const double width = (box.xmax - box.xmin) * get_cos((box.ymin + box.ymax) / 2);
  const double km = MAX(width, box.ymax - box.ymin) * M_PER_DEG / 1000;
  guint level = 0;
  while (level < SAL_OSM_N_LEVELS - 1 && km > BOX_KM[level])
    level++;
  return level;
}

gboolean
sal_osm_level_has(guint level, SalOsmClass class)
{
  return LEAST[class][level] >= 0;
}

double
sal_osm_level_get_least_m2(guint level, SalOsmClass class)
{
  return LEAST[class][level];
}

/* The square of how far a point is from a segment, in degrees of latitude. */
static double
measure(SalPoint p, SalPoint a, SalPoint b, double cosine)
{
  const double bx = (b.x - a.x) * cosine, by = b.y - a.y;
  const double px = (p.x - a.x) * cosine, py = p.y - a.y;
  const double length = bx * bx + by * by;
  const double t = length > 0 ? CLAMP((px * bx + py * by) / length, 0, 1) : 0;
  const double dx = px - t * bx, dy = py - t * by;
  return dx * dx + dy * dy;
}

/* A stretch of points from first to last, between which all may go. */
typedef struct {
  guint first, last;
} Stretch;

/* The point that is farthest from a stretch; its square distance too. */
static guint
find_farthest(const SalPoint *points, Stretch stretch, double cosine, double *most)
{
  guint farthest = stretch.first;
  *most = 0;
  for (guint i = stretch.first + 1; i < stretch.last; i++) {
    const double distance = measure(points[i], points[stretch.first], points[stretch.last], cosine);
    if (distance > *most)
      *most = distance, farthest = i;
  }
  return farthest;
}

/* Marks which points stay: those of the stretch's ends and what lies farther than tolerance_deg. */
static void
mark(const SalPoint *points, Stretch whole, double tolerance_deg, gboolean *stays)
{
  const double cosine = get_cos(points[whole.first].y);
  g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Stretch));
  stays[whole.first] = stays[whole.last] = TRUE;
  g_array_append_val(stack, whole);
  while (stack->len > 0) {
    const Stretch stretch = g_array_index(stack, Stretch, stack->len - 1);
    g_array_set_size(stack, stack->len - 1);
    double most;
    const guint farthest = find_farthest(points, stretch, cosine, &most);
    if (most <= tolerance_deg * tolerance_deg)
      continue;
    stays[farthest] = TRUE;
    const Stretch halves[] = { { stretch.first, farthest }, { farthest, stretch.last } };
    g_array_append_vals(stack, halves, 2);
  }
}

/* The area within a ring, in m2. */
static double
measure_ring(const SalPoint *points, guint n)
{
  double sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
           (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);
  return fabs(sum) / 2 * get_cos(points[0].y) * M_PER_DEG * M_PER_DEG;
}

/* How lines are made simpler. */
typedef struct {
  double tolerance_m, least_m2;
  const SalBox *frame; /* points on its edge stay; NULL: none */
} Simplifying;

static gboolean
is_kept(const Simplifying *how, SalPoint p)
{
  return how->frame != NULL && (p.x == how->frame->xmin || p.x == how->frame->xmax ||
                                p.y == how->frame->ymin || p.y == how->frame->ymax);
}

static void
add_part(SalGeometry *simple, const SalPoint *points, guint n, const Simplifying *how)
{
  g_autofree gboolean *stays = g_new0(gboolean, n);
  const double tolerance_deg = how->tolerance_m / M_PER_DEG;
  const gboolean is_ring = n > 3 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
  double most;
  const guint middle =
      is_ring ? find_farthest(points, (Stretch){ 0, n - 1 }, get_cos(points[0].y), &most) : 0;
  for (guint first = 0, i = 1; i < n; i++)
    if (i == n - 1 || i == middle || is_kept(how, points[i])) {
      mark(points, (Stretch){ first, i }, tolerance_deg, stays);
      first = i;
    }
  for (guint i = 0; i < n; i++)
    if (stays[i])
      sal_geometry_add_point(simple, points[i].x, points[i].y);
  sal_geometry_end_part(simple);
}

/* Whether a ring of at least four points and of some size is left. If not, it is taken back. */
static gboolean
keep_ring(SalGeometry *simple, double least_m2)
{
  const guint part = sal_geometry_get_n_parts(simple) - 1;
  guint n;
  const SalPoint *points = sal_geometry_get_part(simple, part, &n);
  if (n >= 4 && measure_ring(points, n) >= least_m2)
    return TRUE;
  g_array_set_size(simple->points, simple->points->len - n);
  g_array_set_size(simple->part_ends, part);
  return FALSE;
}

static void
simplify_polygon(SalGeometry *simple, const SalGeometry *polygons, guint polygon, const Simplifying *how)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint i = 0; i < n_parts; i++) {
    const SalPoint *points = sal_geometry_get_part(polygons, first + i, &n);
    add_part(simple, points, n, how);
    if (!keep_ring(simple, MAX(how->least_m2, 0)) && i == 0)
      return;
  }
  sal_geometry_end_polygon(simple);
}

static SalGeometry *
simplify(const SalGeometry *geometry, const Simplifying *how)
{
  SalGeometry *simple = sal_geometry_new(geometry->type);
  if (geometry->type == SAL_POLYGONS) {
    for (guint i = 0; i < sal_geometry_get_n_polygons(geometry); i++)
      simplify_polygon(simple, geometry, i, how);
    return simple;
  }
  for (guint i = 0; i < sal_geometry_get_n_parts(geometry); i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, i, &n);
    if (n >= 2)
      add_part(simple, points, n, how);
  }
  return simple;
}

SalGeometry *
sal_osm_simplify(const SalGeometry *geometry, double tolerance_m, double least_m2)
{
  const Simplifying how = { tolerance_m, least_m2, NULL };
  return simplify(geometry, &how);
}

SalGeometry *
sal_osm_simplify_land(const SalGeometry *land, SalBox frame, guint level)
{
  const Simplifying how = { TOLERANCES_M[level], LEAST[SAL_OSM_LAND][level], &frame };
  g_autoptr(SalGeometry) simple = simplify(land, &how);
  SalGeometry *valid = sal_geometry_repair(simple, NULL);
  return valid != NULL ? valid : g_steal_pointer(&simple);
}
