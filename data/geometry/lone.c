/* A tree of the polygons' boxes is asked for each of them what else is there; the first answer ends the search. */
#include "data/geometry/lone.h"

#include "data/geometry/boxtree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  SalGridBox box;
  gint64 slice;
  guint polygon;
} Entry;

typedef struct {
  const Entry *entries;
  guint8 *marks; /* of each polygon */
  guint own;     /* the entry that is asked for */
} Search;

/* FALSE if a coordinate is not finite. */
static gboolean
find_box(const SalGeometry *polygons, guint polygon, SalBox *box)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  *box = sal_box_empty();
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i < n; i++) {
      if (!isfinite(points[i].x) || !isfinite(points[i].y))
        return FALSE;
      *box = sal_box_add_point(*box, points[i].x, points[i].y);
    }
  }
  return TRUE;
}

static int
compare(gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_west(const void *a, const void *b)
{
  return compare(((const Entry *)a)->box.xmin, ((const Entry *)b)->box.xmin);
}

static int
compare_in_slices(const void *a, const void *b)
{
  const Entry *p = a, *q = b;
  return p->slice != q->slice ? compare(p->slice, q->slice) : compare(p->box.ymin, q->box.ymin);
}

/* Puts neighbours together, for the tree packs boxes as they come: slices from west to east, each from south to
 * north. */
static void
sort_entries(Entry *entries, guint n)
{
  const guint in_slice = (guint)ceil(sqrt(n));
  qsort(entries, n, sizeof *entries, compare_west);
  for (guint i = 0; i < n; i++)
    entries[i].slice = i / in_slice;
  qsort(entries, n, sizeof *entries, compare_in_slices);
}

/* The boxes of all polygons, sorted; NULL if a coordinate is not finite. */
static Entry *
make_entries(const SalGeometry *polygons)
{
  const guint n = sal_geometry_get_n_polygons(polygons);
  g_autofree SalBox *boxes = g_new(SalBox, n + 1);
  SalBox all = sal_box_empty();
  for (guint i = 0; i < n; i++) {
    if (!find_box(polygons, i, &boxes[i]))
      return NULL;
    all = sal_box_union(all, boxes[i]);
  }
  const double units = sal_grid_choose(all);
  Entry *entries = g_new(Entry, n + 1);
  for (guint i = 0; i < n; i++) {
    const SalGridPoint low = sal_grid_snap((SalPoint){ boxes[i].xmin, boxes[i].ymin }, units),
                       high = sal_grid_snap((SalPoint){ boxes[i].xmax, boxes[i].ymax }, units);
    entries[i] = (Entry){ { low.x, low.y, high.x, high.y }, 0, i };
  }
  sort_entries(entries, n);
  return entries;
}

static void
note_other(guint i, SalGridBox *box, gpointer data)
{
  const Search *search = data;
  if (i == search->own)
    return;
  search->marks[search->entries[i].polygon] = search->marks[search->entries[search->own].polygon] = 0;
  *box = (SalGridBox){ G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64 };
}

guint8 *
sal_lone_mark(const SalGeometry *polygons, guint *n_lone)
{
  const guint n = sal_geometry_get_n_polygons(polygons);
  g_autofree Entry *entries = make_entries(polygons);
  guint8 *marks = g_new0(guint8, n + 1);
  *n_lone = 0;
  if (entries == NULL)
    return marks;
  memset(marks, 1, n);
  g_autofree SalGridBox *boxes = g_new(SalGridBox, n + 1);
  for (guint i = 0; i < n; i++)
    boxes[i] = entries[i].box;
  g_autoptr(SalBoxTree) tree = sal_box_tree_new(boxes, n);
  for (guint i = 0; i < n; i++) {
    Search search = { entries, marks, i };
    if (marks[entries[i].polygon])
      sal_box_tree_search(tree, boxes[i], note_other, &search);
  }
  for (guint i = 0; i < n; i++)
    *n_lone += marks[i];
  return marks;
}

SalGeometry *
sal_lone_leave_out(const SalGeometry *polygons, const guint8 *marks)
{
  SalGeometry *others = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    if (!marks[i])
      sal_geometry_append_polygon(others, polygons, i);
  return others;
}
