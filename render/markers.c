#include "render/markers.h"

#include "render/placement.h"

#include <math.h>

#define VISIBLE_MM 0.5 /* a cluster none of whose parts is this long has a ring */
#define LINE_MM 0.35
#define CASING_MM 0.25 /* on either side */
#define CASING_OPACITY 0.7
#define SHARE_OF_SMALL 0.3  /* of the largest cluster without a visible part */
#define SHARE_OF_ALL 0.05   /* of all that changed in the frame, where there are visible parts */
#define SMALL_FRAME_MM 80.0 /* on narrower maps rings would be all that is seen */
#define REACH_MM 8.0        /* across a cluster, at most */

gboolean
sal_markers_wants(const SalCluster *cluster)
{
  return cluster->extent_mm < VISIBLE_MM;
}

static gboolean
has_visible(const GArray *clusters)
{
  for (guint i = 0; i < clusters->len; i++)
    if (!sal_markers_wants(&g_array_index(clusters, SalCluster, i)))
      return TRUE;
  return FALSE;
}

/* The least that is worth a ring, in km2. */
static double
find_limit(const GArray *clusters)
{
  double all = 0, largest_small = 0;
  for (guint i = 0; i < clusters->len; i++) {
    const SalCluster *cluster = &g_array_index(clusters, SalCluster, i);
    all += cluster->km2;
    if (sal_markers_wants(cluster))
      largest_small = MAX(largest_small, cluster->km2);
  }
  return MAX(SHARE_OF_SMALL * largest_small, has_visible(clusters) ? SHARE_OF_ALL * all : 0);
}

static gboolean
is_near_any(SalPoint point, const GArray *others)
{
  for (guint i = 0; i < others->len; i++) {
    const SalPoint other = g_array_index(others, SalPoint, i);
    if (hypot(other.x - point.x, other.y - point.y) < SAL_MARKER_MM)
      return TRUE;
  }
  return FALSE;
}

GArray *
sal_markers_find(const SalMap *map, const SalGeometry *polygons)
{
  GArray *markers = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  g_autoptr(GArray) clusters = sal_clusters_find(map, polygons, SAL_MARKER_MM / 2, REACH_MM);
  const double limit = find_limit(clusters);
  const gboolean is_small = sal_map_get_frame(map).width < SMALL_FRAME_MM;
  if (is_small && has_visible(clusters))
    return markers;
  for (guint i = 0; i < clusters->len; i++) {
    const SalCluster *cluster = &g_array_index(clusters, SalCluster, i);
    if (sal_markers_wants(cluster) && cluster->km2 >= limit && !is_near_any(cluster->at, markers))
      g_array_append_val(markers, cluster->at);
    if (is_small && markers->len > 0)
      break;
  }
  return markers;
}

static SalGeometry *
make_ring(SalPoint centre)
{
  const int n = 48;
  SalGeometry *ring = sal_geometry_new(SAL_LINES);
  for (int i = 0; i <= n; i++) {
    const double angle = 2 * G_PI * (i % n) / n;
    sal_geometry_add_point(ring, centre.x + SAL_MARKER_MM / 2 * cos(angle),
                           centre.y + SAL_MARKER_MM / 2 * sin(angle));
  }
  sal_geometry_end_part(ring);
  return ring;
}

static SalLineStyle
make_ring_style(const SalAreaStyle *area)
{
  const gboolean has_outline = area->outline.width_mm > 0 && area->outline.color.a != 0;
  SalLineStyle line = { .color = has_outline ? area->outline.color : area->fill, .width_mm = LINE_MM };
  if (area->hatch.width_mm > 0 && area->hatch.color.a != 0)
    line.n_dash = 2, line.dash_mm[0] = line.dash_mm[1] = G_PI * SAL_MARKER_MM / 16;
  return line;
}

void
sal_markers_draw(const GArray *markers, SalLayer *layer, const SalStyle *style, const SalAreaStyle *area)
{
  const SalLineStyle line = make_ring_style(area);
  SalLineStyle casing = { .color = style->land.fill, .width_mm = line.width_mm + 2 * CASING_MM };
  casing.color.a = (guint8)(casing.color.a * CASING_OPACITY);
  for (guint i = 0; i < markers->len; i++) {
    const SalPoint centre = g_array_index(markers, SalPoint, i);
    sal_layer_add_line(layer, make_ring(centre), &casing, NULL);
    sal_layer_add_line(layer, make_ring(centre), &line, NULL);
  }
}

void
sal_markers_add_obstacles(const GArray *markers, GArray *obstacles)
{
  const double side = 0.8 * (SAL_MARKER_MM + LINE_MM);
  for (guint i = 0; i < markers->len; i++) {
    const SalPoint centre = g_array_index(markers, SalPoint, i);
    for (int j = 0; j < 2; j++) {
      const SalTurnedRect square = { centre.x, centre.y, side, side, 45.0 * j };
      g_array_append_val(obstacles, square);
    }
  }
}
