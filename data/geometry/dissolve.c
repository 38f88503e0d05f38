/* Dissolves polygons. GEOS unites what may touch; a polygon that lies by itself is only a stand-in to it, the
 * rectangle of its box, and takes that one's place in the result.
 *
 * So the result is, byte for byte, what GEOS makes of all polygons. It sorts them by their boxes, which are the
 * same, and unites them by halves of halves. Where the boxes of two halves lie apart it takes both as they are; else
 * it turns shells clockwise and holes counter-clockwise, and begins each ring a corner later than it began. How
 * often it did shows in the stand-in, which comes in counter-clockwise and has more corners than there are
 * halvings. */
#include "data/geometry/geometry.h"

#include "data/geometry/lone.h"
#include "data/geometry/validity.h"

#include <stdlib.h>

#define CORNERS 40 /* of a stand-in; there are fewer than 2^32 polygons */

typedef struct {
  SalBox box;
  guint polygon;
} Lone;

static SalBox
get_part_box(const SalGeometry *polygons, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
  SalBox box = sal_box_empty();
  for (guint i = 0; i < n; i++)
    box = sal_box_add_point(box, points[i].x, points[i].y);
  return box;
}

static SalBox
get_shell_box(const SalGeometry *polygons, guint polygon)
{
  guint n_parts;
  return get_part_box(polygons, sal_geometry_get_polygon(polygons, polygon, &n_parts));
}

static guint
count_points(const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n, n_points = 0;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    sal_geometry_get_part(polygons, part, &n);
    n_points += n;
  }
  return n_points;
}

/* The rectangle of a box, counter-clockwise from its south-western corner, with the other points on its southern
 * edge. FALSE if that is too short for them. */
static gboolean
make_stand_in(SalBox box, SalPoint corners[CORNERS])
{
  const guint n = CORNERS - 3;
  for (guint i = 0; i < n; i++) {
    corners[i] = (SalPoint){ box.xmin + (box.xmax - box.xmin) * i / n, box.ymin };
    if (i > 0 && corners[i].x <= corners[i - 1].x)
      return FALSE;
  }
  corners[n] = (SalPoint){ box.xmax, box.ymin };
  corners[n + 1] = (SalPoint){ box.xmax, box.ymax };
  corners[n + 2] = (SalPoint){ box.xmin, box.ymax };
  return corners[n].x > corners[n - 1].x && box.ymax > box.ymin;
}

/* One that has few points costs as little as a stand-in. One whose rings touch each other would not come out of
 * GEOS as it went in. */
static gboolean
may_be_stood_in(const SalGeometry *polygons, guint polygon)
{
  if (count_points(polygons, polygon) <= CORNERS + 1)
    return FALSE;
  g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, polygon);
  return sal_geometry_is_plainly_valid(one);
}

static void
add_polygon(SalGeometry *polygons, const SalPoint *points, guint n)
{
  g_array_append_vals(polygons->points, points, n);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

/* The polygons with stand-ins, which lone (Lone) receives. */
static SalGeometry *
put_stand_ins(const SalGeometry *polygons, const guint8 *marks, GArray *lone)
{
  SalGeometry *all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    const Lone one = { get_shell_box(polygons, i), i };
    SalPoint corners[CORNERS];
    if (!marks[i] || !may_be_stood_in(polygons, i) || !make_stand_in(one.box, corners)) {
      sal_geometry_append_polygon(all, polygons, i);
      continue;
    }
    g_array_append_val(lone, one);
    add_polygon(all, corners, CORNERS);
  }
  return all;
}

/* By the south-western corner, of which each has its own. */
static int
compare_lone(const void *a, const void *b)
{
  const SalBox *p = &((const Lone *)a)->box, *q = &((const Lone *)b)->box;
  if (p->xmin != q->xmin)
    return p->xmin < q->xmin ? -1 : 1;
  return (p->ymin > q->ymin) - (p->ymin < q->ymin);
}

static double
get_doubled_area(const SalPoint *points, guint n)
{
  double sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
           (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);
  return sum;
}

/* Adds a closed ring of at least two points that has the given sense of rotation then, and begins so many corners later. */
static void
add_turned(SalGeometry *polygons, const SalPoint *points, guint n, gboolean clockwise, guint n_later)
{
  g_return_if_fail(n > 1);
  const gboolean reverse = (get_doubled_area(points, n) < 0) != clockwise;
  for (guint i = 0; i < n; i++) {
    const guint at = (i + n_later) % (n - 1);
    const SalPoint *p = &points[reverse ? n - 1 - at : at];
    sal_geometry_add_point(polygons, p->x, p->y);
  }
  sal_geometry_end_part(polygons);
}

static void
append_turned(SalGeometry *result, const SalGeometry *polygons, guint polygon, guint n_later)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    add_turned(result, points, n, part == first, n_later);
  }
  sal_geometry_end_polygon(result);
}

/* What a polygon of GEOS's result stands in for, or NULL if for nothing. */
static const Lone *
find_lone(const SalGeometry *united, guint polygon, const GArray *lone)
{
  guint n_parts, n;
  const guint part = sal_geometry_get_polygon(united, polygon, &n_parts);
  sal_geometry_get_part(united, part, &n);
  if (n_parts != 1 || n != CORNERS + 1)
    return NULL;
  const Lone key = { get_part_box(united, part), 0 };
  const Lone *found = bsearch(&key, lone->data, lone->len, sizeof key, compare_lone);
  return found != NULL && found->box.xmax == key.box.xmax && found->box.ymax == key.box.ymax ? found : NULL;
}

/* Appends the polygon of which ring, as GEOS gave it back, is the stand-in. FALSE if it is not. */
static gboolean
append_lone(SalGeometry *result, const SalGeometry *polygons, const Lone *lone, const SalPoint *ring)
{
  SalPoint corners[CORNERS];
  guint start = 0;
  make_stand_in(lone->box, corners);
  while (start < CORNERS && (corners[start].x != ring[0].x || corners[start].y != ring[0].y))
    start++;
  if (start == CORNERS)
    return FALSE;
  if (get_doubled_area(ring, CORNERS + 1) > 0)
    sal_geometry_append_polygon(result, polygons, lone->polygon);
  else
    append_turned(result, polygons, lone->polygon, (CORNERS - start) % CORNERS);
  return TRUE;
}

/* The result with the polygons instead of their stand-ins; NULL if some of these are not what they were. */
static SalGeometry *
take_stand_ins(const SalGeometry *united, const SalGeometry *polygons, GArray *lone)
{
  g_autoptr(SalGeometry) result = sal_geometry_new(SAL_POLYGONS);
  guint n_found = 0;
  qsort(lone->data, lone->len, sizeof(Lone), compare_lone);
  for (guint i = 0; i < sal_geometry_get_n_polygons(united); i++) {
    const Lone *one = find_lone(united, i, lone);
    guint n_parts, n;
    const guint shell = sal_geometry_get_polygon(united, i, &n_parts);
    if (one == NULL)
      sal_geometry_append_polygon(result, united, i);
    else if (append_lone(result, polygons, one, sal_geometry_get_part(united, shell, &n)))
      n_found++;
  }
  return n_found == lone->len ? g_steal_pointer(&result) : NULL;
}

SalGeometry *
sal_geometry_dissolve(const SalGeometry *polygons, GError **error)
{
  guint n_lone;
  g_autofree guint8 *marks = sal_lone_mark(polygons, &n_lone);
  if (n_lone == 0)
    return sal_geometry_unite(polygons, error);
  g_autoptr(GArray) lone = g_array_new(FALSE, FALSE, sizeof(Lone));
  g_autoptr(SalGeometry) all = put_stand_ins(polygons, marks, lone);
  SalGeometry *united = sal_geometry_unite(all, error);
  if (united == NULL || lone->len == 0)
    return united;
  SalGeometry *result = take_stand_ins(united, polygons, lone);
  sal_geometry_free(united);
  return result != NULL ? result : sal_geometry_unite(polygons, error);
}
