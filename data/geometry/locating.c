#include "data/geometry/locating.h"

#include <math.h>
#include <stdlib.h>

/* If the determinant is larger than this share of its two terms, its sign is that of the exact one (Shewchuk 1997,
 * "Adaptive precision floating-point arithmetic", ccwerrboundA). */
#define SURE_SHARE ((3 + 16 * 0x1p-53) * 0x1p-53)

#define N_TERMS 12

typedef struct {
  double x, y;
  guint index; /* in the order of the caller */
} Item;

struct _SalPointSet {
  Item *items; /* by y */
  guint n;
};

/* Adds a double to a sum that is kept without rounding, as doubles that do not overlap (Shewchuk 1997, grow-expansion).
 */
static void
add_exactly(double *terms, guint n, double value)
{
  for (guint i = 0; i < n; i++) {
    const double sum = value + terms[i], part = sum - value;
    terms[i] = (value - (sum - part)) + (terms[i] - part);
    value = sum;
  }
  terms[n] = value;
}

static int
get_exact_side(SalPoint a, SalPoint b, SalPoint p)
{
  const double factors[N_TERMS / 2][2] = { { a.x, b.y },  { -a.x, p.y }, { -p.x, b.y },
                                           { -a.y, b.x }, { a.y, p.x },  { p.y, b.x } };
  double terms[N_TERMS];
  for (guint i = 0; i < N_TERMS / 2; i++) {
    const double product = factors[i][0] * factors[i][1];
    add_exactly(terms, 2 * i, fma(factors[i][0], factors[i][1], -product));
    add_exactly(terms, 2 * i + 1, product);
  }
  for (guint i = N_TERMS; i-- > 0;)
    if (terms[i] != 0)
      return terms[i] > 0 ? 1 : -1;
  return 0;
}

int
sal_locate_side(SalPoint a, SalPoint b, SalPoint point)
{
  const double left = (a.x - point.x) * (b.y - point.y), right = (a.y - point.y) * (b.x - point.x);
  const double determinant = left - right;
  if (fabs(determinant) > SURE_SHARE * (fabs(left) + fabs(right)))
    return determinant > 0 ? 1 : -1;
  return get_exact_side(a, b, point);
}

static int
compare_items(gconstpointer a, gconstpointer b)
{
  const Item *first = a, *second = b;
  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;
  return (first->index > second->index) - (first->index < second->index);
}

SalPointSet *
sal_point_set_new(const SalPoint *points, guint n)
{
  SalPointSet *set = g_new0(SalPointSet, 1);
  set->n = n;
  set->items = g_new(Item, n + 1);
  for (guint i = 0; i < n; i++)
    set->items[i] = (Item){ points[i].x, points[i].y, i };
  qsort(set->items, n, sizeof *set->items, compare_items);
  return set;
}

void
sal_point_set_free(SalPointSet *set)
{
  if (set == NULL)
    return;
  g_free(set->items);
  g_free(set);
}

/* The first point that is not below y. */
static guint
find_first(const SalPointSet *set, double y)
{
  guint low = 0, high = set->n;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (set->items[middle].y < y)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Lets a ray from a point to larger x cross an edge, which has its lower end but not its upper one. */
static void
cross(SalPoint low, SalPoint high, const Item *item, SalWhere *where)
{
  SalWhere *found = &where[item->index];
  const double xmin = MIN(low.x, high.x), xmax = MAX(low.x, high.x);
  if (item->x > xmax || *found == SAL_WHERE_ON_EDGE || (item->y == high.y && item->x < xmin))
    return;
  const int side = item->x < xmin ? 1 : sal_locate_side(low, high, (SalPoint){ item->x, item->y });
  if (side == 0)
    *found = SAL_WHERE_ON_EDGE;
  else if (side > 0 && item->y < high.y)
    *found = *found == SAL_WHERE_INSIDE ? SAL_WHERE_OUTSIDE : SAL_WHERE_INSIDE;
}

static void
cross_all(const SalPointSet *set, SalPoint a, SalPoint b, SalWhere *where)
{
  const SalPoint low = a.y <= b.y ? a : b, high = a.y <= b.y ? b : a;
  for (guint i = find_first(set, low.y); i < set->n && set->items[i].y <= high.y; i++)
    cross(low, high, &set->items[i], where);
}

void
sal_point_set_locate(const SalPointSet *set, const SalGeometry *polygons, SalWhere *where)
{
  for (guint i = 0; i < set->n; i++)
    where[i] = SAL_WHERE_OUTSIDE;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++)
      cross_all(set, points[i - 1], points[i], where);
  }
}
