#include "data/osm/lines.h"

#include <math.h>
#include <string.h>

#define UNITS_PER_DEG 1e7 /* OpenStreetMap's own */

/* A segment, from whichever end. */
typedef struct {
  gint32 x[2], y[2];
} Segment;

struct _SalOsmLines {
  GHashTable *segments; /* Segment */
};

static guint
hash_segment(gconstpointer data)
{
  const Segment *s = data;
  guint hash = 17;
  for (guint i = 0; i < 2; i++)
    hash = (hash * 31 + (guint)s->x[i]) * 0x9E3779B1U + (guint)s->y[i];
  return hash;
}

static gboolean
equal_segments(gconstpointer a, gconstpointer b)
{
  return memcmp(a, b, sizeof(Segment)) == 0;
}

static Segment
make_segment(SalPoint a, SalPoint b)
{
  const gboolean is_turned = a.x > b.x || (a.x == b.x && a.y > b.y);
  const SalPoint from = is_turned ? b : a, to = is_turned ? a : b;
  return (Segment){ { (gint32)lround(from.x * UNITS_PER_DEG), (gint32)lround(to.x * UNITS_PER_DEG) },
                    { (gint32)lround(from.y * UNITS_PER_DEG), (gint32)lround(to.y * UNITS_PER_DEG) } };
}

SalOsmLines *
sal_osm_lines_new(void)
{
  SalOsmLines *lines = g_new0(SalOsmLines, 1);
  lines->segments = g_hash_table_new_full(hash_segment, equal_segments, g_free, NULL);
  return lines;
}

void
sal_osm_lines_free(SalOsmLines *lines)
{
  if (lines == NULL)
    return;
  g_hash_table_unref(lines->segments);
  g_free(lines);
}

/* Adds those stretches of lines to taken whose segments are new, or else those whose segments are not. */
static void
take(SalOsmLines *seen, const SalGeometry *lines, gboolean is_new, SalGeometry *taken)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    gboolean is_open = FALSE;
    for (guint i = 1; i < n; i++) {
      const Segment segment = make_segment(points[i - 1], points[i]);
      if (g_hash_table_add(seen->segments, g_memdup2(&segment, sizeof segment)) != is_new) {
        sal_geometry_end_part(taken);
        is_open = FALSE;
        continue;
      }
      if (!is_open)
        sal_geometry_add_point(taken, points[i - 1].x, points[i - 1].y);
      sal_geometry_add_point(taken, points[i].x, points[i].y);
      is_open = TRUE;
    }
    sal_geometry_end_part(taken);
  }
}

SalGeometry *
sal_osm_lines_take_new(SalOsmLines *seen, const SalGeometry *lines)
{
  SalGeometry *taken = sal_geometry_new(SAL_LINES);
  take(seen, lines, TRUE, taken);
  return taken;
}

SalGeometry *
sal_osm_lines_find_shared(const SalGeometry *lines)
{
  g_autoptr(SalOsmLines) seen = sal_osm_lines_new();
  SalGeometry *shared = sal_geometry_new(SAL_LINES);
  take(seen, lines, FALSE, shared);
  return shared;
}

SalGeometry *
sal_osm_lines_make_rings(const SalGeometry *polygons)
{
  SalGeometry *rings = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(rings, points[i].x, points[i].y);
    sal_geometry_end_part(rings);
  }
  return rings;
}
