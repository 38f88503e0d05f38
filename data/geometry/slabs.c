#include "data/geometry/slabs.h"

#include <math.h>

/* Coordinates have 53 bits; sums of a few of their products lose a few of them. The slack has a unit more,
 * because positions may have been put on the grid. */
#define ROUNDING 0x1p-48

#define LONG_SHARE 0.5 /* of the longest edge: those which set the directions */

double
sal_slabs_get_slack(SalGridBox box)
{
  const double x = MAX(fabs((double)box.xmin), fabs((double)box.xmax));
  const double y = MAX(fabs((double)box.ymin), fabs((double)box.ymax));
  return 1 + (x + y) * ROUNDING;
}

static SalPoint
get_vector(const SalSlabEdges *edges, guint i)
{
  const SalGridPoint a = edges->ends[2 * i], b = edges->ends[2 * i + 1];
  return (SalPoint){ (double)(b.x - a.x), (double)(b.y - a.y) };
}

static guint
find_longest(const SalSlabEdges *edges)
{
  guint longest = 0;
  double square = -1;
  for (guint i = 0; i < edges->n; i++) {
    const SalPoint v = get_vector(edges, i);
    if (v.x * v.x + v.y * v.y > square) {
      longest = i;
      square = v.x * v.x + v.y * v.y;
    }
  }
  return longest;
}

/* The two directions that are furthest apart among the long edges. */
static void
choose_directions(const SalSlabEdges *edges, SalPoint directions[2])
{
  const SalPoint along = get_vector(edges, find_longest(edges));
  const double least = LONG_SHARE * LONG_SHARE * (along.x * along.x + along.y * along.y);
  double low = 0, high = 0;
  directions[0] = directions[1] = along;
  for (guint i = 0; i < edges->n; i++) {
    const SalPoint v = get_vector(edges, i);
    const double dot = along.x * v.x + along.y * v.y, slope = (along.x * v.y - along.y * v.x) / dot;
    if (v.x * v.x + v.y * v.y < least || !isfinite(slope))
      continue;
    if (slope < low) {
      low = slope;
      directions[0] = v;
    }
    if (slope > high) {
      high = slope;
      directions[1] = v;
    }
  }
}

static double
project(const SalSlab *slab, SalGridPoint p)
{
  return slab->x * (double)p.x + slab->y * (double)p.y;
}

/* How much further than its edge a box reaches. */
static double
get_margin(const SalGridBox *box, SalGridPoint a, SalGridPoint b)
{
  const gint64 x = MAX(MIN(a.x, b.x) - box->xmin, box->xmax - MAX(a.x, b.x));
  const gint64 y = MAX(MIN(a.y, b.y) - box->ymin, box->ymax - MAX(a.y, b.y));
  return (double)MAX(x, y);
}

static SalSlab
fit(const SalSlabEdges *edges, SalPoint direction)
{
  const double length = hypot(direction.x, direction.y);
  SalSlab slab = { 0, 1, INFINITY, -INFINITY };
  if (length > 0) {
    slab.x = -direction.y / length;
    slab.y = direction.x / length;
  }
  for (guint i = 0; i < edges->n; i++) {
    const SalGridPoint a = edges->ends[2 * i], b = edges->ends[2 * i + 1];
    const double wider = get_margin(&edges->boxes[i], a, b) * (fabs(slab.x) + fabs(slab.y)) + edges->slack;
    const double p = project(&slab, a), q = project(&slab, b);
    slab.low = MIN(slab.low, MIN(p, q) - wider);
    slab.high = MAX(slab.high, MAX(p, q) + wider);
  }
  return slab;
}

SalSlabs
sal_slabs_fit(const SalSlabEdges *edges)
{
  SalPoint directions[2];
  choose_directions(edges, directions);
  return (SalSlabs){ { fit(edges, directions[0]), fit(edges, directions[1]) } };
}

/* A range of what a vector gives. */
typedef struct {
  double low, high;
} Range;

static Range
find_range(double x, double y, const SalGridBox *box)
{
  const double xmin = x * (double)box->xmin, xmax = x * (double)box->xmax;
  const double ymin = y * (double)box->ymin, ymax = y * (double)box->ymax;
  return (Range){ MIN(xmin, xmax) + MIN(ymin, ymax), MAX(xmin, xmax) + MAX(ymin, ymax) };
}

static gboolean
reaches(const SalSlab *slab, Range range)
{
  return range.low <= slab->high && slab->low <= range.high;
}

/* For a point of the slab s, what t gives is what s gives and what their difference gives. */
static gboolean
may_share(const SalSlab *s, const SalSlab *t, const SalGridBox *box)
{
  const double sign = s->x * t->x + s->y * t->y < 0 ? -1 : 1;
  const Range by = find_range(t->x - sign * s->x, t->y - sign * s->y, box);
  const Range own = sign > 0 ? (Range){ s->low, s->high } : (Range){ -s->high, -s->low };
  return reaches(t, (Range){ own.low + by.low, own.high + by.high });
}

static gboolean
meets_box(const SalSlabs *slabs, const SalGridBox *box)
{
  for (guint i = 0; i < 2; i++)
    if (!reaches(&slabs->slabs[i], find_range(slabs->slabs[i].x, slabs->slabs[i].y, box)))
      return FALSE;
  return TRUE;
}

gboolean
sal_slabs_may_meet(const SalSlabs *a, const SalSlabs *b, SalGridBox box)
{
  if ((a != NULL && !meets_box(a, &box)) || (b != NULL && !meets_box(b, &box)))
    return FALSE;
  for (guint i = 0; a != NULL && b != NULL && i < 4; i++)
    if (!may_share(&a->slabs[i / 2], &b->slabs[i % 2], &box))
      return FALSE;
  return TRUE;
}

double
sal_slabs_measure(const SalSlabs *slabs, SalPoint at, SalPoint scale)
{
  double furthest = 0;
  for (guint i = 0; i < 2; i++) {
    const SalSlab *slab = &slabs->slabs[i];
    const double value = slab->x * at.x + slab->y * at.y;
    const double beyond = MAX(MAX(slab->low - value, value - slab->high), 0);
    const double x = slab->x / scale.x, y = slab->y / scale.y, square = beyond * beyond / (x * x + y * y);
    if (square > furthest)
      furthest = square;
  }
  return furthest;
}
