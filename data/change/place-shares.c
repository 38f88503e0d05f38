#include "data/change/place-shares.h"

#include "data/base/error.h"
#include "data/geometry/boxtree.h"
#include "data/places/place.h"

#include <math.h>
#include <string.h>

#define UNITS_PER_DEGREE 1e9
#define MAX_DEG 1000.0 /* no box reaches further: coordinates are degrees */

typedef struct {
  guint place;
  SalBox box;
  double area_m2;
} Area;

struct _SalPlaceShares {
  const GArray *places;
  const SalAreaModel *model;
  GArray *areas; /* Area */
  SalBoxTree *tree;
};

static gint64
to_units(double degrees)
{
  return (gint64)floor(CLAMP(degrees, -MAX_DEG, MAX_DEG) * UNITS_PER_DEGREE);
}

/* Each side lies a unit further out, so that what touches the box meets it. */
static SalGridBox
to_grid(SalBox box)
{
  return (SalGridBox){ to_units(box.xmin) - 1, to_units(box.ymin) - 1, to_units(box.xmax) + 1,
                       to_units(box.ymax) + 1 };
}

static const Area *
get_area(const SalPlaceShares *shares, guint i)
{
  return &g_array_index(shares->areas, Area, i);
}

static const SalPlace *
get_place(const SalPlaceShares *shares, const Area *area)
{
  return &g_array_index(shares->places, SalPlace, area->place);
}

SalPlaceShares *
sal_place_shares_new(const GArray *places, const SalAreaModel *model)
{
  g_autoptr(SalPlaceShares) shares = g_new0(SalPlaceShares, 1);
  shares->places = places;
  shares->model = model;
  shares->areas = g_array_new(FALSE, FALSE, sizeof(Area));
  for (guint i = 0; i < places->len; i++) {
    const SalGeometry *polygons = g_array_index(places, SalPlace, i).polygons;
    if (polygons == NULL)
      continue;
    const Area area = { i, sal_geometry_get_box(polygons), sal_area_measure(model, polygons) };
    g_array_append_val(shares->areas, area);
  }
  if (shares->areas->len == 0)
    return NULL;
  g_autofree SalGridBox *boxes = g_new(SalGridBox, shares->areas->len);
  for (guint i = 0; i < shares->areas->len; i++)
    boxes[i] = to_grid(get_area(shares, i)->box);
  shares->tree = sal_box_tree_new(boxes, shares->areas->len);
  return g_steal_pointer(&shares);
}

void
sal_place_shares_free(SalPlaceShares *shares)
{
  if (shares == NULL)
    return;
  g_array_unref(shares->areas);
  if (shares->tree != NULL)
    sal_box_tree_free(shares->tree);
  g_free(shares);
}

guint
sal_place_shares_get_n(const SalPlaceShares *shares)
{
  return shares != NULL ? shares->areas->len : 0;
}

guint
sal_place_shares_get_place(const SalPlaceShares *shares, guint area)
{
  return get_area(shares, area)->place;
}

static void
mark(guint i, SalGridBox *box, gpointer data)
{
  (void)box;
  ((guint8 *)data)[i] = TRUE;
}

/* Marks the areas whose box an edge of the polygons meets. */
static guint8 *
find_touched(const SalPlaceShares *shares, const SalGeometry *polygons)
{
  guint8 *touched = g_new0(guint8, shares->areas->len);
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++) {
      const SalBox box = { MIN(p[i - 1].x, p[i].x), MIN(p[i - 1].y, p[i].y), MAX(p[i - 1].x, p[i].x),
                           MAX(p[i - 1].y, p[i].y) };
      sal_box_tree_search(shares->tree, to_grid(box), mark, touched);
    }
  }
  return touched;
}

/* Those of the polygons that may share something with an area. */
static SalGeometry *
choose(const SalGeometry *polygons, const SalBox *boxes, SalBox box)
{
  SalGeometry *chosen = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    if (sal_box_intersects(boxes[i], box)) {
      g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, i);
      sal_geometry_append(chosen, polygon);
    }
  return chosen;
}

static SalBox *
list_boxes(const SalGeometry *polygons)
{
  const guint n = sal_geometry_get_n_polygons(polygons);
  SalBox *boxes = g_new0(SalBox, n + 1);
  for (guint i = 0; i < n; i++) {
    guint n_parts, n_points;
    const guint shell = sal_geometry_get_polygon(polygons, i, &n_parts);
    const SalPoint *points = sal_geometry_get_part(polygons, shell, &n_points);
    boxes[i] = sal_box_empty();
    for (guint k = 0; k < n_points; k++)
      boxes[i] = sal_box_add_point(boxes[i], points[k].x, points[k].y);
  }
  return boxes;
}

static gboolean
cut(const SalPlaceShares *shares, const Area *area, const SalGeometry *polygons, double *share,
    GError **error)
{
  const SalPlace *place = get_place(shares, area);
  g_autoptr(SalGeometry) both = sal_geometry_intersection(polygons, place->polygons, error);
  if (both == NULL) {
    g_autofree char *quoted = sal_error_quote(place->name);
    g_prefix_error(error, "place '%s': ", quoted);
    return FALSE;
  }
  *share = MIN(sal_area_measure(shares->model, both) / area->area_m2, 1);
  return TRUE;
}

gboolean
sal_place_shares_measure(const SalPlaceShares *shares, const SalGeometry *polygons, const SalWhere *where,
                         double *share, GError **error)
{
  g_autofree guint8 *touched = find_touched(shares, polygons);
  g_autofree SalBox *boxes = list_boxes(polygons);
  for (guint i = 0; i < shares->areas->len; i++) {
    const Area *area = get_area(shares, i);
    share[i] = where[area->place] != SAL_WHERE_OUTSIDE ? 1 : 0;
    if (!touched[i])
      continue;
    g_autoptr(SalGeometry) near = choose(polygons, boxes, area->box);
    if (!cut(shares, area, near, &share[i], error))
      return FALSE;
  }
  return TRUE;
}
