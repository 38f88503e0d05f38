#include "render/map/clusters.h"

#include "data/geometry/parts.h"
#include "data/geometry/segment.h"

#include <math.h>

#define SAMPLES 24 /* along each side when the middle of an area is sought */

static void
cluster_clear(gpointer data)
{
  SalCluster *cluster = data;
  g_clear_pointer(&cluster->polygons, g_array_unref);
}

/* A part on the page. */
typedef struct {
  guint polygon, cluster;
  double km2;
  SalGeometry *page; /* NULL: too small to be drawn */
  SalPoint at;
  SalBox box;
} Piece;

static void
piece_clear(gpointer data)
{
  g_clear_pointer(&((Piece *)data)->page, sal_geometry_free);
}

/* FALSE: the frame shows nothing of it. */
static gboolean
make_piece(const SalMap *map, const SalGeometry *polygons, const SalPart *part, Piece *piece)
{
  const SalRect frame = sal_map_get_frame(map);
  *piece = (Piece){ .polygon = part->polygon, .km2 = part->area };
  g_autoptr(SalGeometry) lonlat = sal_geometry_extract_polygon(polygons, part->polygon);
  g_autoptr(SalGeometry) page = sal_map_project(map, lonlat);
  g_autoptr(SalGeometry) shown =
      sal_geometry_clip(page, (SalBox){ frame.x, frame.y, frame.x + frame.width, frame.y + frame.height });
  if (!sal_geometry_is_empty(shown)) {
    piece->at = sal_geometry_get_inner_point(shown, 0);
    piece->box = sal_geometry_get_box(shown);
    piece->page = g_steal_pointer(&shown);
    return TRUE;
  }
  const SalPoint inner = sal_geometry_get_inner_point(polygons, part->polygon);
  if (!sal_map_project_point(map, inner.x, inner.y, &piece->at.x, &piece->at.y))
    return FALSE;
  piece->box = (SalBox){ piece->at.x, piece->at.y, piece->at.x, piece->at.y };
  return TRUE;
}

static GArray *
make_pieces(const SalMap *map, const SalGeometry *polygons)
{
  GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
  g_array_set_clear_func(pieces, piece_clear);
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  sal_parts_add(parts, polygons);
  sal_parts_sort(parts);
  for (guint i = 0; i < parts->len; i++) {
    Piece piece;
    if (make_piece(map, polygons, &g_array_index(parts, SalPart, i), &piece))
      g_array_append_val(pieces, piece);
  }
  return pieces;
}

static double
measure_gap(SalBox a, SalBox b)
{
  const double x = MAX(MAX(a.xmin - b.xmax, b.xmin - a.xmax), 0);
  const double y = MAX(MAX(a.ymin - b.ymax, b.ymin - a.ymax), 0);
  return hypot(x, y);
}

/* From a point to the nearest ring. */
static double
measure_to_rings(SalPoint p, const SalGeometry *polygons)
{
  double least = G_MAXDOUBLE;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++)
    least = sal_geometry_measure_to_part(polygons, part, p, least);
  return least;
}

/* Whether all rings are farther from a point than *distance, which becomes that to the nearest one. */
static gboolean
is_farther(SalPoint p, const SalGeometry *polygons, double *distance)
{
  double least = G_MAXDOUBLE;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++) {
      least = MIN(least, sal_segment_measure(p, points[i - 1], points[i]));
      if (least <= *distance)
        return FALSE;
    }
  }
  *distance = least;
  return TRUE;
}

static gboolean
has_vertex_near(const SalGeometry *polygons, const SalGeometry *others, double gap_mm)
{
  const SalBox box = sal_geometry_get_box(others);
  for (guint i = 0; i < polygons->points->len; i++) {
    const SalPoint p = g_array_index(polygons->points, SalPoint, i);
    if (measure_gap((SalBox){ p.x, p.y, p.x, p.y }, box) <= gap_mm && measure_to_rings(p, others) <= gap_mm)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_near(const Piece *a, const Piece *b, double gap_mm)
{
  if (measure_gap(a->box, b->box) > gap_mm)
    return FALSE;
  if (a->page == NULL && b->page == NULL)
    return TRUE;
  if (a->page == NULL || b->page == NULL)
    return measure_to_rings(a->page == NULL ? a->at : b->at, a->page == NULL ? b->page : a->page) <= gap_mm;
  return has_vertex_near(a->page, b->page, gap_mm) || has_vertex_near(b->page, a->page, gap_mm);
}

static double
get_length(SalBox box)
{
  return hypot(box.xmax - box.xmin, box.ymax - box.ymin);
}

static void
join(SalCluster *cluster, Piece *piece)
{
  g_array_append_val(cluster->polygons, piece->polygon);
  cluster->km2 += piece->km2;
  cluster->box = sal_box_union(cluster->box, piece->box);
  if (piece->page != NULL)
    cluster->extent_mm =
        MAX(cluster->extent_mm, MAX(piece->box.xmax - piece->box.xmin, piece->box.ymax - piece->box.ymin));
}

/* A cluster that begins with a piece, whose geometry it takes. */
static void
start_cluster(GArray *clusters, Piece *piece)
{
  SalCluster cluster = { .polygons = g_array_new(FALSE, FALSE, sizeof(guint)),
                         .box = piece->box,
                         .at = piece->at };
  join(&cluster, piece);
  g_array_append_val(clusters, cluster);
}

/* The first cluster, which is the one with the largest part, that a piece may join; the number of clusters if
 * there is none. */
static guint
find_cluster(const GArray *clusters, const GArray *pieces, guint index, SalPoint limits)
{
  const Piece *piece = &g_array_index(pieces, Piece, index);
  guint found = clusters->len;
  for (guint i = 0; i < index; i++) {
    const Piece *other = &g_array_index(pieces, Piece, i);
    if (other->cluster >= found)
      continue;
    const SalCluster *cluster = &g_array_index(clusters, SalCluster, other->cluster);
    if (get_length(sal_box_union(cluster->box, piece->box)) <= limits.y && is_near(piece, other, limits.x))
      found = other->cluster;
  }
  return found;
}

static gint
compare_clusters(gconstpointer a, gconstpointer b)
{
  const SalCluster *first = a, *second = b;
  if (first->km2 != second->km2)
    return first->km2 > second->km2 ? -1 : 1;
  return (first->at.x > second->at.x) - (first->at.x < second->at.x);
}

GArray *
sal_clusters_find(const SalMap *map, const SalGeometry *polygons, double gap_mm, double max_mm)
{
  GArray *clusters = g_array_new(FALSE, FALSE, sizeof(SalCluster));
  g_array_set_clear_func(clusters, cluster_clear);
  if (polygons == NULL)
    return clusters;
  g_autoptr(GArray) pieces = make_pieces(map, polygons);
  for (guint i = 0; i < pieces->len; i++) {
    Piece *piece = &g_array_index(pieces, Piece, i);
    piece->cluster = find_cluster(clusters, pieces, i, (SalPoint){ gap_mm, max_mm });
    if (piece->cluster == clusters->len)
      start_cluster(clusters, piece);
    else
      join(&g_array_index(clusters, SalCluster, piece->cluster), piece);
  }
  g_array_sort(clusters, compare_clusters);
  return clusters;
}

SalPoint
sal_clusters_find_middle(const SalGeometry *polygons, double *room)
{
  const SalBox box = sal_geometry_get_box(polygons);
  SalPoint middle = sal_geometry_get_inner_point(polygons, 0);
  *room = measure_to_rings(middle, polygons);
  for (guint i = 0; i < SAMPLES * SAMPLES; i++) {
    const SalPoint point = { box.xmin + (box.xmax - box.xmin) * (i % SAMPLES + 0.5) / SAMPLES,
                             box.ymin + (box.ymax - box.ymin) * ((double)(i / SAMPLES) + 0.5) / SAMPLES };
    if (sal_geometry_contains(polygons, point.x, point.y) && is_farther(point, polygons, room))
      middle = point;
  }
  return middle;
}
