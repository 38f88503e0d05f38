/* Random pairs overlaid by edge cancellation and by GEOS. usage: overlay-oracle TERRITORY [PAIRS [SEED]]
 * (TAP; the seed is printed).
 *
 * gained and lost agree within 1e-9 of the extent's area, gained - lost with the difference of the two areas
 * within 1e-12 of the larger one, and the results are valid. Areas here are plane ones, in square degrees. */
#include "data/base/error.h"
#include "data/base/work.h"
#include "data/geometry/area.h"
#include "data/overlay/overlay.h"
#include "data/source/source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AREA_TOLERANCE 1e-9     /* of the area of the box around both */
#define CLOSURE_TOLERANCE 1e-12 /* of the larger area */

typedef SalGeometry *(*MakeFunc)(GRand *random);
typedef SalGeometry *(*ChangeFunc)(GRand *random, const SalGeometry *before);

static double
get_area(const SalGeometry *polygons)
{
  double sum = 0;
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
      long double area = 0;
      for (guint i = 1; i + 1 < n; i++)
        area += ((long double)p[i].x - p[0].x) * ((long double)p[i + 1].y - p[0].y) -
                ((long double)p[i + 1].x - p[0].x) * ((long double)p[i].y - p[0].y);
      sum += (double)(part == first ? fabsl(area) : -fabsl(area)) / 2;
    }
  }
  return sum;
}

static SalGeometry *
finish(SalGeometry *polygons)
{
  g_autoptr(GError) error = NULL;
  SalGeometry *valid = sal_geometry_repair(polygons, &error);
  g_assert_no_error(error);
  sal_geometry_free(polygons);
  SalGeometry *dissolved = sal_geometry_dissolve(valid, &error);
  g_assert_no_error(error);
  sal_geometry_free(valid);
  return dissolved;
}

static void
add_star(SalGeometry *polygons, GRand *random, double x, double y, double size)
{
  const int n = g_rand_int_range(random, 3, 40);
  for (int i = 0; i < n; i++) {
    const double r = size * g_rand_double_range(random, 0.2, 1), angle = 2 * G_PI * i / n;
    sal_geometry_add_point(polygons, x + r * cos(angle), y + r * sin(angle));
  }
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static SalGeometry *
make_stars(GRand *random)
{
  SalGeometry *stars = sal_geometry_new(SAL_POLYGONS);
  const int n = g_rand_int_range(random, 1, 6);
  for (int i = 0; i < n; i++)
    add_star(stars, random, g_rand_double_range(random, 30, 40), g_rand_double_range(random, 40, 50),
             g_rand_double_range(random, 0.5, 4));
  return finish(stars);
}

static void
add_square(SalGeometry *polygons, double x, double y, double size)
{
  const double corners[4][2] = { { x, y }, { x + size, y }, { x + size, y + size }, { x, y + size } };
  for (int i = 0; i < 4; i++)
    sal_geometry_add_point(polygons, corners[i][0], corners[i][1]);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

/* Cells of a grid, so that everything is shared, touches in corners, or is collinear in parts. */
static SalGeometry *
make_cells(GRand *random)
{
  const int n = g_rand_int_range(random, 2, 8);
  const double share = g_rand_double(random);
  const double size = g_rand_boolean(random) ? 1 : 0.1;
  SalGeometry *cells = sal_geometry_new(SAL_POLYGONS);
  add_square(cells, 30, 40, size);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      if (g_rand_double(random) < share)
        add_square(cells, 30 + i * size, 40 + j * size, size);
  return finish(cells);
}

/* A square with square holes, on a coarse lattice so that holes of two of them touch and overlap. */
static SalGeometry *
make_holes(GRand *random)
{
  g_autoptr(SalGeometry) outer = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) inner = sal_geometry_new(SAL_POLYGONS);
  add_square(outer, 30, 40, 10);
  const int n = g_rand_int_range(random, 0, 8);
  for (int i = 0; i < n; i++)
    add_square(inner, 30 + g_rand_int_range(random, 0, 9), 40 + g_rand_int_range(random, 0, 9),
               g_rand_int_range(random, 1, 4));
  add_star(inner, random, 35, 45, g_rand_double_range(random, 0.5, 3));
  g_autoptr(GError) error = NULL;
  SalGeometry *holes = finish(sal_geometry_copy(inner));
  SalGeometry *result = sal_geometry_difference(outer, holes, &error);
  g_assert_no_error(error);
  sal_geometry_free(holes);
  return result;
}

static SalGeometry *real; /* a coast with a front: the territory of the Korea example */

static SalGeometry *
make_real(GRand *random)
{
  return sal_geometry_copy(real);
}

/* Every vertex moved by at most `by`, then rounded to `unit` if that is not 0. */
static SalGeometry *
jitter(GRand *random, const SalGeometry *before, double by, double unit)
{
  SalGeometry *after = sal_geometry_copy(before);
  for (guint part = 0; part < sal_geometry_get_n_parts(after); part++) {
    guint n;
    SalPoint *p = (SalPoint *)sal_geometry_get_part(after, part, &n);
    for (guint i = 0; i + 1 < n; i++) {
      p[i].x += by * g_rand_double_range(random, -1, 1);
      p[i].y += by * g_rand_double_range(random, -1, 1);
      if (unit > 0)
        p[i] = (SalPoint){ round(p[i].x / unit) * unit, round(p[i].y / unit) * unit };
    }
    p[n - 1] = p[0];
  }
  return finish(after);
}

static SalGeometry *
change_rounding(GRand *random, const SalGeometry *before)
{
  return jitter(random, before, 0, 1e-6 * pow(10, g_rand_int_range(random, 0, 4)));
}

static SalGeometry *
change_slightly(GRand *random, const SalGeometry *before)
{
  return jitter(random, before, pow(10, g_rand_int_range(random, -14, -2)), 0);
}

/* New vertices in the middle of edges, which rounding leaves slightly beside them. */
static SalGeometry *
change_splits(GRand *random, const SalGeometry *before)
{
  SalGeometry *after = sal_geometry_new(SAL_POLYGONS);
  guint polygon = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(before); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(before, part, &n);
    for (guint i = 0; i + 1 < n; i++) {
      sal_geometry_add_point(after, p[i].x, p[i].y);
      const double t = g_rand_double(random);
      if (g_rand_boolean(random))
        sal_geometry_add_point(after, p[i].x + t * (p[i + 1].x - p[i].x), p[i].y + t * (p[i + 1].y - p[i].y));
    }
    sal_geometry_end_part(after);
    if (g_array_index(before->polygon_ends, guint, polygon) == part + 1) {
      sal_geometry_end_polygon(after);
      polygon++;
    }
  }
  return finish(after);
}

/* A star nibbled off or added on the outline. */
static SalGeometry *
change_nibble(GRand *random, const SalGeometry *before)
{
  guint n;
  if (sal_geometry_is_empty(before))
    return sal_geometry_copy(before);
  const guint part = (guint)g_rand_int_range(random, 0, (gint32)sal_geometry_get_n_parts(before));
  const SalPoint *p = sal_geometry_get_part(before, part, &n);
  const SalPoint at = p[g_rand_int_range(random, 0, (gint32)n)];
  SalGeometry *star = sal_geometry_new(SAL_POLYGONS);
  add_star(star, random, at.x, at.y, pow(10, g_rand_double_range(random, -3, 0)));
  star = finish(star);
  g_autoptr(GError) error = NULL;
  SalGeometry *after;
  if (g_rand_boolean(random)) {
    after = sal_geometry_difference(before, star, &error);
  } else {
    SalGeometry *both = sal_geometry_copy(before);
    sal_geometry_append(both, star);
    after = sal_geometry_dissolve(both, &error);
    sal_geometry_free(both);
  }
  g_assert_no_error(error);
  sal_geometry_free(star);
  return after;
}

static MakeFunc current_make;

static SalGeometry *
change_all(GRand *random, const SalGeometry *before)
{
  return current_make(random);
}

static SalGeometry *
change_nothing(GRand *random, const SalGeometry *before)
{
  return sal_geometry_copy(before);
}

static void
print_geometry(const char *name, const SalGeometry *polygons)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    g_printerr("%s part %u:", name, part);
    for (guint i = 0; i < n && n < 60; i++)
      g_printerr(" (%.17g,%.17g)", p[i].x, p[i].y);
    g_printerr("\n");
  }
}

typedef struct {
  double worst_area, worst_closure;
} Worst;

static double
get_extent_area(const SalGeometry *a, const SalGeometry *b)
{
  const SalBox box = sal_box_union(sal_geometry_get_box(a), sal_geometry_get_box(b));
  return sal_box_is_empty(box) ? 1 : (box.xmax - box.xmin) * (box.ymax - box.ymin);
}

static gboolean
compare_pair(const SalGeometry *from, const SalGeometry *to, Worst *worst)
{
  g_auto(SalOverlay) ours = { NULL }, theirs = { NULL };
  g_autoptr(GError) error = NULL;
  if (!sal_overlay_compute(from, to, &(SalOverlayOptions){ SAL_OVERLAY_EDGES, 0 }, &ours, &error) ||
      !sal_overlay_compute(from, to, &(SalOverlayOptions){ SAL_OVERLAY_GEOS, 0 }, &theirs, &error)) {
    g_printerr("%s\n", error->message);
    return FALSE;
  }
  const double gained = get_area(ours.gained), lost = get_area(ours.lost);
  const double area_from = get_area(from), area_to = get_area(to);
  const double difference = MAX(fabs(gained - get_area(theirs.gained)), fabs(lost - get_area(theirs.lost)));
  const double slivers = get_area(ours.gained_slivers) - get_area(ours.lost_slivers);
  const double closure = fabs(gained - lost + slivers - (area_to - area_from));
  const double larger = MAX(area_from, area_to), allowed = CLOSURE_TOLERANCE * larger;
  const gboolean valid =
      sal_geometry_is_valid(ours.gained, NULL, NULL) && sal_geometry_is_valid(ours.lost, NULL, NULL);
  worst->worst_area = MAX(worst->worst_area, difference / get_extent_area(from, to));
  worst->worst_closure = MAX(worst->worst_closure, larger > 0 ? closure / larger : 0);
  if (difference <= AREA_TOLERANCE * get_extent_area(from, to) && closure <= allowed && valid)
    return TRUE;
  g_printerr("gained %.15g (GEOS %.15g), lost %.15g (%.15g), closure %.3g of %.3g allowed, %s\n", gained,
             get_area(theirs.gained), lost, get_area(theirs.lost), closure, allowed,
             valid ? "valid" : "invalid");
  return FALSE;
}

static gboolean
try_pair(guint32 seed, Worst *worst)
{
  static const MakeFunc makers[] = { make_stars, make_cells, make_holes, make_real };
  static const ChangeFunc changers[] = { change_all,    change_rounding, change_slightly,
                                         change_splits, change_nibble,   change_nothing };
  GRand *random = g_rand_new_with_seed(seed);
  const int kind = g_rand_int_range(random, 0, 100);
  current_make = kind < 3 ? make_real : makers[kind % 3];
  g_autoptr(SalGeometry) from = current_make(random);
  g_autoptr(SalGeometry) to = changers[g_rand_int_range(random, 0, G_N_ELEMENTS(changers))](random, from);
  if (g_rand_boolean(random)) {
    SalGeometry *again = changers[g_rand_int_range(random, 1, G_N_ELEMENTS(changers))](random, to);
    sal_geometry_free(to);
    to = again;
  }
  g_rand_free(random);
  const gboolean ok = compare_pair(from, to, worst);
  if (!ok) {
    g_printerr("seed %u\n", seed);
    print_geometry("from", from);
    print_geometry("to", to);
  }
  return ok;
}

static SalGeometry *
read_territory(const char *path)
{
  const SalReadOptions options = { .layers = NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, &error);
  g_assert_no_error(error);
  return sal_geometry_copy(((SalFeature *)features->features->pdata[0])->polygons);
}

int
main(int argc, char **argv)
{
  const guint n = argc > 2 ? (guint)g_ascii_strtoull(argv[2], NULL, 10) : 1000;
  const guint32 seed = argc > 3 ? (guint32)g_ascii_strtoull(argv[3], NULL, 10) : g_random_int();
  real = read_territory(argv[1]);
  guint n_failed = 0;
  Worst worst = { 0, 0 };
  for (guint i = 0; i < n && n_failed < 20; i++)
    n_failed += !try_pair(seed + i, &worst);
  sal_geometry_free(real);
  g_print("1..1\n# %u pairs from seed %u; worst difference %.3g of the extent, worst closure %.3g of the "
          "larger area\n",
          n, seed, worst.worst_area, worst.worst_closure);
  g_print("%sok 1 - edge cancellation agrees with GEOS\n", n_failed > 0 ? "not " : "");
  return n_failed > 0;
}
