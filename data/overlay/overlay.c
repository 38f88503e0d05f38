/* Hands the edges that two snapshots do not share to noding and faces, and sets slivers apart. */
#include "data/overlay/overlay.h"

#include "data/base/error.h"
#include "data/geometry/area.h"
#include "data/geometry/points.h"
#include "data/geometry/segment.h"
#include "data/geometry/validity.h"
#include "data/overlay/cancel.h"
#include "data/overlay/edges.h"
#include "data/overlay/faces.h"
#include "data/overlay/noding.h"
#include "data/source/bounds.h"

#include <math.h>
#include <string.h>

static const char *const names[] = { "edges", "geos", NULL };

gboolean
sal_overlay_method_parse(const char *text, SalOverlayMethod *method, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++) {
    if (strcmp(text, names[i]) == 0) {
      *method = (SalOverlayMethod)i;
      return TRUE;
    }
  }
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *suggestion = sal_error_suggest(text, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected edges or geos, got '%s'%s", quoted, suggestion);
}

void
sal_overlay_clear(SalOverlay *overlay)
{
  g_clear_pointer(&overlay->gained, sal_geometry_free);
  g_clear_pointer(&overlay->lost, sal_geometry_free);
  g_clear_pointer(&overlay->gained_slivers, sal_geometry_free);
  g_clear_pointer(&overlay->lost_slivers, sal_geometry_free);
}

/* The edges of either snapshot that the other has not: of the end with the winding number 1 higher on their
 * left, of the start 1 lower. Initialises vertices. */
static GArray *
list_differing_edges(const SalGeometry *from, const SalGeometry *to, SalVertices *vertices)
{
  g_autoptr(GArray) of_start = NULL, of_end = NULL;
  sal_edges_cancel(from, to, &of_start, &of_end);
  const guint n_edges = of_end->len + of_start->len;
  const SalBox box = sal_edges_extend_box(sal_edges_extend_box(sal_box_empty(), of_end), of_start);
  sal_vertices_init(vertices, sal_grid_choose(box), n_edges);
  GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(SalEdge), n_edges);
  sal_edges_add(edges, vertices, of_end, 1);
  sal_edges_add(edges, vertices, of_start, -1);
  return edges;
}

/* Where the same border has other points on it, rounding leaves slivers some 1e-14 degrees wide. They are no
 * change: no data is given to 1e-12 degrees (0.1 micrometres). */
#define SLIVER_WIDTH_DEG 1e-12

/* Twice the area over the circumference: about the width of a thin polygon. Few come near a sliver's, so the
 * circumference is first bounded from above. */
static gboolean
is_sliver(const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const SalPoint *p =
      sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, polygon, &n_parts), &n);
  const double twice_area = fabs(sal_points_get_winding(p, n));
  double length = 0, length_at_most = 0;
  for (guint i = 1; i < n; i++)
    length_at_most += fabs(p[i].x - p[i - 1].x) + fabs(p[i].y - p[i - 1].y);
  if (twice_area > 2 * SLIVER_WIDTH_DEG * length_at_most)
    return FALSE;
  for (guint i = 1; i < n; i++)
    length += hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
  return twice_area <= SLIVER_WIDTH_DEG * length;
}

static gboolean
has_slivers(const SalGeometry *polygons)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    if (is_sliver(polygons, i))
      return TRUE;
  return FALSE;
}

/* Takes polygons and gives what is wider; slivers receives the rest. */
static SalGeometry *
split_slivers(SalGeometry *polygons, SalGeometry **slivers)
{
  *slivers = sal_geometry_new(SAL_POLYGONS);
  if (!has_slivers(polygons))
    return polygons;
  SalGeometry *wider = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
    sal_geometry_append(is_sliver(polygons, i) ? *slivers : wider, one);
  }
  sal_geometry_free(polygons);
  return wider;
}

/* Takes both. */
static void
fill_overlay(SalOverlay *overlay, SalGeometry *gained, SalGeometry *lost)
{
  overlay->gained = split_slivers(gained, &overlay->gained_slivers);
  overlay->lost = split_slivers(lost, &overlay->lost_slivers);
}

static gboolean
overlay_noded(const GArray *noded, const SalVertices *vertices, SalOverlay *overlay, GError **error)
{
  SalGeometry *gained, *lost;
  SalPoint where;
  if (!sal_faces_collect(noded, vertices, &gained, &lost, &where))
    return sal_error_set(error, SAL_ERROR_GEOMETRY,
                         "overlay: expected edges that bound faces, got a contradiction at (%.15g, %.15g) "
                         "(" SAL_OPTION("overlay") " geos finds it in another way)",
                         where.x, where.y);
  fill_overlay(overlay, gained, lost);
  return TRUE;
}

static gboolean
overlay_by_edges(const SalGeometry *from, const SalGeometry *to, guint64 max_bytes, SalOverlay *overlay,
                 GError **error)
{
  SalVertices vertices;
  g_autoptr(GArray) edges = list_differing_edges(from, to, &vertices);
  const guint64 max = sal_edges_get_max_crossings(max_bytes, edges->len);
  g_autoptr(GArray) noded = sal_edges_node(edges, &vertices, max);
  const gboolean ok = noded != NULL ? overlay_noded(noded, &vertices, overlay, error)
                                    : sal_edges_check_crossings(max + 1, max, error);
  sal_vertices_clear(&vertices);
  return ok;
}

static gboolean
overlay_by_geos(const SalGeometry *from, const SalGeometry *to, guint64 max_bytes, SalOverlay *overlay,
                GError **error)
{
  g_autoptr(SalGeometry) both = sal_geometry_copy(from);
  sal_geometry_append(both, to);
  const guint64 max = sal_edges_get_max_crossings(max_bytes, sal_geometry_get_n_points(both));
  if (!sal_edges_check_crossings(sal_geometry_count_crossings(both, max), max, error))
    return FALSE;
  g_autoptr(SalGeometry) gained = sal_geometry_difference(to, from, error);
  SalGeometry *lost = gained != NULL ? sal_geometry_difference(from, to, error) : NULL;
  if (lost == NULL)
    return FALSE;
  fill_overlay(overlay, g_steal_pointer(&gained), lost);
  return TRUE;
}

/* In degrees: they close as well as metres do and cost far less. */
typedef struct {
  double area, length; /* length: of all edges, at least */
} Size;

static Size
measure_ring(const SalPoint *p, guint n)
{
  Size size = { 0, 0 };
  for (guint i = 1; i < n; i++) {
    size.area += (p[i - 1].x - p[0].x) * (p[i].y - p[0].y) - (p[i].x - p[0].x) * (p[i - 1].y - p[0].y);
    size.length += fabs(p[i].x - p[i - 1].x) + fabs(p[i].y - p[i - 1].y);
  }
  size.area = fabs(size.area) / 2;
  return size;
}

static Size
measure(const SalGeometry *polygons)
{
  Size sum = { 0, 0 };
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
      const Size ring = measure_ring(points, n);
      sum.area += part == first ? ring.area : -ring.area;
      sum.length += ring.length;
    }
  }
  return sum;
}

/* How far gained - lost is from the difference of the areas, in km2. */
static double
measure_residue_km2(const SalGeometry *from, const SalGeometry *to, const SalOverlay *overlay)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const double gained_m2 =
      sal_area_measure(model, overlay->gained) + sal_area_measure(model, overlay->gained_slivers);
  const double lost_m2 =
      sal_area_measure(model, overlay->lost) + sal_area_measure(model, overlay->lost_slivers);
  return (gained_m2 - lost_m2 - (sal_area_measure(model, to) - sal_area_measure(model, from))) / 1e6;
}

gboolean
sal_overlay_check(const SalGeometry *from, const SalGeometry *to, SalOverlayMethod method,
                  const SalOverlay *overlay, GError **error)
{
  const Size before = measure(from), after = measure(to);
  const double gained = measure(overlay->gained).area + measure(overlay->gained_slivers).area;
  const double lost = measure(overlay->lost).area + measure(overlay->lost_slivers).area;
  const double allowed =
      SAL_OVERLAY_RESIDUE * MAX(before.area, after.area) + SLIVER_WIDTH_DEG * (before.length + after.length);
  if (fabs(gained - lost - (after.area - before.area)) <= allowed)
    return TRUE;
  char km2[G_ASCII_DTOSTR_BUF_SIZE + 320];
  g_ascii_formatd(km2, sizeof km2, "%.6f", measure_residue_km2(from, to, overlay));
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "overlay: expected gained minus lost to be the difference of the two areas, got %s km2 more "
      "(" SAL_OPTION("overlay") " %s finds it in another way)",
      km2, names[method == SAL_OVERLAY_EDGES ? SAL_OVERLAY_GEOS : SAL_OVERLAY_EDGES]);
}

gboolean
sal_overlay_compute(const SalGeometry *from, const SalGeometry *to, const SalOverlayOptions *options,
                    SalOverlay *overlay, GError **error)
{
  g_auto(SalOverlay) result = { NULL };
  const gboolean ok = options->method == SAL_OVERLAY_GEOS
                          ? overlay_by_geos(from, to, options->max_bytes, &result, error)
                          : overlay_by_edges(from, to, options->max_bytes, &result, error);
  if (!ok || !sal_overlay_check(from, to, options->method, &result, error))
    return FALSE;
  *overlay = result;
  result = (SalOverlay){ NULL };
  return TRUE;
}
