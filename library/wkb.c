#include "library/wkb.h"

#define LITTLE_ENDIAN_MARK 1
#define POLYGON 3
#define MULTI_POLYGON 6

static void
add_count(GByteArray *wkb, guint32 count)
{
  const guint32 bytes = GUINT32_TO_LE(count);
  g_byte_array_append(wkb, (const guint8 *)&bytes, sizeof bytes);
}

static void
add_header(GByteArray *wkb, guint32 type, guint32 count)
{
  const guint8 order = LITTLE_ENDIAN_MARK;
  g_byte_array_append(wkb, &order, 1);
  add_count(wkb, type);
  add_count(wkb, count);
}

static void
add_number(GByteArray *wkb, double value)
{
  union {
    double number;
    guint64 bits;
  } bytes = { value };
  bytes.bits = GUINT64_TO_LE(bytes.bits);
  g_byte_array_append(wkb, (const guint8 *)&bytes.bits, sizeof bytes.bits);
}

static void
add_ring(GByteArray *wkb, const SalGeometry *polygons, guint ring)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(polygons, ring, &n);
  add_count(wkb, n);
  for (guint i = 0; i < n; i++) {
    add_number(wkb, points[i].x);
    add_number(wkb, points[i].y);
  }
}

GBytes *
sal_wkb_write(const SalGeometry *polygons)
{
  GByteArray *wkb = g_byte_array_new();
  const guint n_polygons = polygons != NULL ? sal_geometry_get_n_polygons(polygons) : 0;
  add_header(wkb, MULTI_POLYGON, n_polygons);
  for (guint i = 0; i < n_polygons; i++) {
    guint n_rings;
    const guint first = sal_geometry_get_polygon(polygons, i, &n_rings);
    add_header(wkb, POLYGON, n_rings);
    for (guint ring = 0; ring < n_rings; ring++)
      add_ring(wkb, polygons, first + ring);
  }
  return g_byte_array_free_to_bytes(wkb);
}
