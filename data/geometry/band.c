#include "data/geometry/band.h"

#include "data/geometry/crs.h"
#include "data/geometry/ground.h"
#include "data/geometry/segment.h"
#include "data/geometry/wrap.h"

#include <math.h>

#define STRAY_SHARE 5e-4 /* of the distance, by which lines may be simplified */
#define PIECE_M 1e5      /* about how wide a piece of the lines is that is drawn in one projection */
#define PIECE_EDGES 60u  /* GEOS takes more time than in proportion for many edges that lie close */
#define QUADRANT_SEGMENTS 32

/* Simplifying (Douglas and Peucker 1973) */

/* The point between two others that strays furthest from the straight line; 0: none strays further than so far. */
static guint
find_furthest(const SalPoint *points, guint from, guint to, double stray_m)
{
  const SalPoint scale = sal_ground_get_scale((points[from].y + points[to].y) / 2);
  guint found = 0;
  for (guint i = from + 1; i < to; i++) {
    const double m = sal_segment_measure_scaled(points[i], points[from], points[to], scale);
    if (m > stray_m)
      stray_m = m, found = i;
  }
  return found;
}

static void
add_part(SalGeometry *simple, const SalPoint *points, guint n, double stray_m)
{
  g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
  guint from = 0, last = n - 1;
  g_array_append_val(ends, last);
  sal_geometry_add_point(simple, points[0].x, points[0].y);
  while (ends->len > 0) {
    const guint to = g_array_index(ends, guint, ends->len - 1);
    const guint middle = to > from + 1 ? find_furthest(points, from, to, stray_m) : 0;
    if (middle > 0) {
      g_array_append_val(ends, middle);
      continue;
    }
    sal_geometry_add_point(simple, points[to].x, points[to].y);
    from = to;
    g_array_set_size(ends, ends->len - 1);
  }
  sal_geometry_end_part(simple);
}

static SalGeometry *
simplify(const SalGeometry *lines, double stray_m)
{
  SalGeometry *simple = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    if (n >= 2)
      add_part(simple, points, n, stray_m);
  }
  return simple;
}

/* Pieces */

/* Moves longitudes to within half a turn of the middle. */
static void
unwrap(SalGeometry *polygons, double lon)
{
  for (guint i = 0; i < polygons->points->len; i++) {
    SalPoint *point = &g_array_index(polygons->points, SalPoint, i);
    point->x = sal_wrap_towards(point->x, lon);
  }
}

static char *
make_crs(SalPoint middle)
{
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(lon, sizeof lon, "%.6f", middle.x);
  g_ascii_formatd(lat, sizeof lat, "%.6f", middle.y);
  return g_strdup_printf("+proj=aeqd +lat_0=%s +lon_0=%s +datum=WGS84 +units=m +type=crs", lat, lon);
}

/* Adds what lies around one piece. */
static gboolean
add_piece(SalGeometry *bands, const SalGeometry *piece, double distance_m, GError **error)
{
  const SalBox box = sal_geometry_get_box(piece);
  const SalPoint middle = { (box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2 };
  g_autofree char *crs = make_crs(middle);
  g_autoptr(SalTransform) there = sal_transform_new(SAL_CRS_LONLAT, crs, error);
  g_autoptr(SalTransform) back = there != NULL ? sal_transform_new(crs, SAL_CRS_LONLAT, error) : NULL;
  if (back == NULL)
    return FALSE;
  g_autoptr(SalGeometry) flat = sal_transform_geometry(there, piece, STRAY_SHARE * distance_m, error);
  g_autoptr(SalGeometry) around =
      flat != NULL ? sal_geometry_buffer_lines(flat, distance_m, QUADRANT_SEGMENTS, error) : NULL;
  g_autoptr(SalGeometry) placed = around != NULL ? sal_transform_geometry(back, around, 0, error) : NULL;
  if (placed == NULL)
    return FALSE;
  unwrap(placed, middle.x);
  sal_geometry_append(bands, placed);
  return TRUE;
}

static gboolean
is_full(const SalGeometry *piece)
{
  const SalBox box = sal_geometry_get_box(piece);
  return sal_geometry_get_n_parts(piece) >= PIECE_EDGES ||
         sal_ground_measure_m((SalPoint){ box.xmin, box.ymin }, (SalPoint){ box.xmax, box.ymax }) > PIECE_M;
}

/* Cuts an edge into parts that are no longer than half a piece, each a part of its own, and adds what lies around all
 * pieces that become full. */
static gboolean
add_edge(SalGeometry *bands, SalGeometry **piece, SalSegment edge, double distance_m, GError **error)
{
  const guint n = (guint)ceil(sal_ground_measure_m(edge.a, edge.b) / (PIECE_M / 2));
  for (guint i = 0; i < MAX(n, 1); i++) {
    const double from = (double)i / MAX(n, 1), to = (double)(i + 1) / MAX(n, 1);
    sal_geometry_add_point(*piece, edge.a.x + from * (edge.b.x - edge.a.x),
                           edge.a.y + from * (edge.b.y - edge.a.y));
    sal_geometry_add_point(*piece, edge.a.x + to * (edge.b.x - edge.a.x),
                           edge.a.y + to * (edge.b.y - edge.a.y));
    sal_geometry_end_part(*piece);
    if (!is_full(*piece))
      continue;
    if (!add_piece(bands, *piece, distance_m, error))
      return FALSE;
    sal_geometry_free(*piece);
    *piece = sal_geometry_new(SAL_LINES);
  }
  return TRUE;
}

SalGeometry *
sal_band_make(const SalGeometry *lines, double distance_m, GError **error)
{
  g_autoptr(SalGeometry) simple = simplify(lines, STRAY_SHARE * distance_m);
  g_autoptr(SalGeometry) bands = sal_geometry_new(SAL_POLYGONS), piece = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(simple); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(simple, part, &n);
    for (guint i = 1; i < n; i++)
      if (!add_edge(bands, &piece, (SalSegment){ points[i - 1], points[i] }, distance_m, error))
        return NULL;
  }
  if (!sal_geometry_is_empty(piece) && !add_piece(bands, piece, distance_m, error))
    return NULL;
  return sal_geometry_dissolve(bands, error);
}
