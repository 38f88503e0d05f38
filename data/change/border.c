#include "data/change/border.h"

#include "data/geometry/ground.h"
#include "data/geometry/noise.h"

#define TOUCH_M 1.0
#define FINEST_M 1.0       /* to which an edge is followed */
#define FINEST_SHARE 0.001 /* of a long edge */
#define STEPS_OF_WIDTH 4.0 /* so far apart are the points of a front, in shares of the width */

struct _SalBorder {
  SalSegments *lines;
  double width_m;
  char *name;
};

SalBorder *
sal_border_new(const SalGeometry *lines, double width_m, const char *name)
{
  SalBorder *border = g_new0(SalBorder, 1);
  border->lines = sal_segments_new(lines);
  border->width_m = width_m;
  border->name = g_strdup(name != NULL ? name : "");
  return border;
}

void
sal_border_free(SalBorder *border)
{
  if (border == NULL)
    return;
  sal_segments_free(border->lines);
  g_free(border->name);
  g_free(border);
}

const char *
sal_border_get_name(const SalBorder *border)
{
  return border->name;
}

double
sal_border_get_width_m(const SalBorder *border)
{
  return border->width_m;
}

/* The distance of a point from segments; G_MAXDOUBLE: they are further than within_m. */
static double
measure_m(const SalSegments *segments, SalPoint point, double within_m)
{
  SalSegment nearest;
  SalPoint where;
  double distance_m;
  return sal_segments_find_nearest(segments, point, within_m, &distance_m, &where, &nearest) ? distance_m
                                                                                             : G_MAXDOUBLE;
}

gboolean
sal_border_has_point(const SalBorder *border, SalPoint point)
{
  return measure_m(border->lines, point, border->width_m) <= border->width_m;
}

static SalPoint
find_middle(SalPoint a, SalPoint b)
{
  return (SalPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* A distance changes by no more than one walks: an edge is in the zone if its middle lies deeper in it than the edge
 * reaches from there. Otherwise its halves are asked. */
static gboolean
has_stretch(const SalBorder *border, SalPoint a, SalPoint b, double finest_m)
{
  const SalPoint middle = find_middle(a, b);
  const double length_m = sal_ground_measure_m(a, b);
  const double distance_m = measure_m(border->lines, middle, border->width_m);
  if (distance_m > border->width_m)
    return FALSE;
  return distance_m + length_m / 2 <= border->width_m || length_m <= finest_m ||
         (has_stretch(border, a, middle, finest_m) && has_stretch(border, middle, b, finest_m));
}

gboolean
sal_border_has_edge(const SalBorder *border, SalPoint a, SalPoint b)
{
  const double finest_m = MAX(FINEST_M, FINEST_SHARE * sal_ground_measure_m(a, b));
  return sal_border_has_point(border, a) && sal_border_has_point(border, b) &&
         has_stretch(border, a, b, finest_m);
}

static gboolean
has_outline(const SalBorder *border, const SalGeometry *polygon)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygon); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygon, part, &n);
    for (guint i = 1; i < n; i++)
      if (!sal_border_has_edge(border, p[i - 1], p[i]))
        return FALSE;
  }
  return TRUE;
}

/* Whether its inside is no further from the border than the zone is wide: an enclave that changes hands has all of its
 * outline on a border, and is none. */
static gboolean
is_narrow(const SalBorder *border, const SalGeometry *polygon)
{
  g_autoptr(SalGeometry) wide = NULL, narrow = NULL;
  sal_noise_split(sal_geometry_copy(polygon), 2 * border->width_m, &wide, &narrow);
  return sal_geometry_is_empty(wide);
}

/* What of the edges held before is front, and near a polygon. */
typedef struct {
  const SalBorder *border;
  const SalSegments *outline; /* of the polygon */
  gboolean is_found;
} FrontSearch;

static gboolean
has_front(const FrontSearch *search, SalPoint a, SalPoint b)
{
  const double width_m = search->border->width_m, length_m = sal_ground_measure_m(a, b);
  const SalPoint middle = find_middle(a, b);
  const double distance_m = measure_m(search->outline, middle, width_m + length_m / 2);
  if (distance_m > width_m + length_m / 2)
    return FALSE;
  if (length_m > width_m / STEPS_OF_WIDTH)
    return has_front(search, a, middle) || has_front(search, middle, b);
  return distance_m <= width_m && !sal_border_has_point(search->border, middle);
}

static void
search_front(const SalSegment *segment, gpointer data)
{
  FrontSearch *search = data;
  search->is_found = search->is_found || (!sal_border_has_edge(search->border, segment->a, segment->b) &&
                                          has_front(search, segment->a, segment->b));
}

static gboolean
comes_near_front(const SalBorder *border, const SalGeometry *polygon, const SalSegments *before)
{
  g_autoptr(SalSegments) outline = sal_segments_new(polygon);
  FrontSearch search = { border, outline, FALSE };
  SalBox box = sal_box_empty();
  for (guint i = 0; i < polygon->points->len; i++)
    box = sal_box_union(
        box, sal_segments_get_box_around(g_array_index(polygon->points, SalPoint, i), border->width_m));
  sal_segments_search(before, box, search_front, &search);
  return search.is_found;
}

static gboolean
touches(const SalGeometry *polygon, const SalSegments *before)
{
  for (guint i = 0; i < polygon->points->len; i++)
    if (measure_m(before, g_array_index(polygon->points, SalPoint, i), TOUCH_M) <= TOUCH_M)
      return TRUE;
  return FALSE;
}

gboolean
sal_border_is_redrawn(const SalBorder *border, const SalGeometry *polygon, const SalSegments *before,
                      gboolean is_lost)
{
  return has_outline(border, polygon) && is_narrow(border, polygon) &&
         (is_lost || touches(polygon, before)) && !comes_near_front(border, polygon, before);
}

void
sal_border_split(const SalBorder *border, const SalGeometry *before, gboolean is_lost, SalGeometry **polygons,
                 SalGeometry **redrawn)
{
  *redrawn = sal_geometry_new(SAL_POLYGONS);
  if (border == NULL || sal_geometry_is_empty(*polygons))
    return;
  g_autoptr(SalSegments) edges = sal_segments_new(before);
  SalGeometry *rest = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(*polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(*polygons, i);
    sal_geometry_append(sal_border_is_redrawn(border, one, edges, is_lost) ? *redrawn : rest, one);
  }
  sal_geometry_free(*polygons);
  *polygons = rest;
}
