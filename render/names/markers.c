#include "render/names/markers.h"

#include "render/names/placement.h"

#include <math.h>

#define SMALL_MARKER_MM 1.5
#define SMALL_FRAME_MM 80.0 /* maps whose longer side is below this have small rings */
#define LINE_SHARE 0.16     /* of a ring's size */
#define CASING_SHARE 0.115  /* likewise, on either side */
#define CASING_OPACITY 0.7
#define SHARE_OF_SMALL 0.3 /* of the largest cluster without a visible part */
#define SHARE_OF_ALL 0.05  /* of all that changed in the frame, where there are visible parts */
#define REACH_MM 8.0       /* across a cluster, at most */

double
sal_markers_get_size_mm(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  return MAX(frame.width, frame.height) < SMALL_FRAME_MM ? SMALL_MARKER_MM : SAL_MARKER_MM;
}

gboolean
sal_markers_wants(const SalCluster *cluster)
{
  return cluster->extent_mm < SAL_MARKER_VISIBLE_MM;
}

/* The least that is worth a ring, in km2. */
static double
find_limit(const GArray *clusters)
{
  double all = 0, largest_small = 0;
  gboolean has_visible = FALSE;
  for (guint i = 0; i < clusters->len; i++) {
    const SalCluster *cluster = &g_array_index(clusters, SalCluster, i);
    all += cluster->km2;
    if (sal_markers_wants(cluster))
      largest_small = MAX(largest_small, cluster->km2);
    else
      has_visible = TRUE;
  }
  return MAX(SHARE_OF_SMALL * largest_small, has_visible ? SHARE_OF_ALL * all : 0);
}

static gboolean
is_near_any(SalPoint point, const GArray *others, double distance_mm)
{
  for (guint i = 0; i < others->len; i++) {
    const SalPoint other = g_array_index(others, SalPoint, i);
    if (hypot(other.x - point.x, other.y - point.y) < distance_mm)
      return TRUE;
  }
  return FALSE;
}

GArray *
sal_markers_find(const SalMap *map, const SalGeometry *polygons)
{
  GArray *markers = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  const double size_mm = sal_markers_get_size_mm(map);
  g_autoptr(GArray) clusters = sal_clusters_find(map, polygons, SAL_MARKER_MM / 2, REACH_MM);
  const double limit = find_limit(clusters);
  for (guint i = 0; i < clusters->len; i++) {
    const SalCluster *cluster = &g_array_index(clusters, SalCluster, i);
    if (sal_markers_wants(cluster) && cluster->km2 >= limit && !is_near_any(cluster->at, markers, size_mm))
      g_array_append_val(markers, cluster->at);
  }
  return markers;
}

static SalGeometry *
make_ring(SalPoint centre, double size_mm)
{
  const int n = 48;
  SalGeometry *ring = sal_geometry_new(SAL_LINES);
  for (int i = 0; i <= n; i++) {
    const double angle = 2 * G_PI * (i % n) / n;
    sal_geometry_add_point(ring, centre.x + size_mm / 2 * cos(angle), centre.y + size_mm / 2 * sin(angle));
  }
  sal_geometry_end_part(ring);
  return ring;
}

static SalLineStyle
make_ring_style(const SalAreaStyle *area, double size_mm)
{
  const gboolean has_outline = area->outline.width_mm > 0 && area->outline.color.a != 0;
  SalLineStyle line = { .color = has_outline ? area->outline.color : area->fill,
                        .width_mm = LINE_SHARE * size_mm };
  if (area->hatch.width_mm > 0 && area->hatch.color.a != 0)
    line.n_dash = 2, line.dash_mm[0] = line.dash_mm[1] = G_PI * size_mm / 16;
  return line;
}

void
sal_markers_draw(const GArray *markers, double size_mm, SalLayer *layer, const SalStyle *style,
                 const SalAreaStyle *area)
{
  const SalLineStyle line = make_ring_style(area, size_mm);
  SalLineStyle casing = { .color = style->land.fill, .width_mm = line.width_mm + 2 * CASING_SHARE * size_mm };
  casing.color.a = (guint8)(casing.color.a * CASING_OPACITY);
  for (guint i = 0; i < markers->len; i++) {
    const SalPoint centre = g_array_index(markers, SalPoint, i);
    sal_layer_add_line(layer, make_ring(centre, size_mm), &casing, NULL);
    sal_layer_add_line(layer, make_ring(centre, size_mm), &line, NULL);
  }
}

void
sal_markers_add_obstacles(const GArray *markers, double size_mm, GArray *obstacles)
{
  const double side = 0.8 * (1 + LINE_SHARE) * size_mm;
  for (guint i = 0; i < markers->len; i++) {
    const SalPoint centre = g_array_index(markers, SalPoint, i);
    for (int j = 0; j < 2; j++) {
      const SalTurnedRect square = { centre.x, centre.y, side, side, 45.0 * j };
      g_array_append_val(obstacles, square);
    }
  }
}
