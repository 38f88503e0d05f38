#include "data/geometry/geometry-pack.h"

static void
pack_items(const GArray *items, GByteArray *bytes)
{
  sal_pack_items(bytes, items->data, items->len, g_array_get_element_size((GArray *)items));
}

void
sal_geometry_pack(const SalGeometry *geometry, GByteArray *bytes)
{
  sal_pack_number(bytes, geometry->type);
  pack_items(geometry->points, bytes);
  pack_items(geometry->part_ends, bytes);
  pack_items(geometry->polygon_ends, bytes);
}

/* Whether each end is beyond the one before, and the last one is that of all. */
static gboolean
are_ends(const GArray *ends, guint n)
{
  guint last = 0;
  for (guint i = 0; i < ends->len; i++) {
    const guint end = g_array_index(ends, guint, i);
    if (end <= last)
      return FALSE;
    last = end;
  }
  return last == n;
}

SalGeometry *
sal_geometry_unpack(SalUnpack *unpack, SalGeometryType type)
{
  g_autoptr(SalGeometry) geometry = sal_geometry_new(type);
  if (sal_unpack_number(unpack) != (guint64)type)
    sal_unpack_fail(unpack);
  sal_unpack_items(unpack, geometry->points);
  sal_unpack_items(unpack, geometry->part_ends);
  sal_unpack_items(unpack, geometry->polygon_ends);
  if (!are_ends(geometry->part_ends, geometry->points->len) ||
      !are_ends(geometry->polygon_ends, type == SAL_POLYGONS ? geometry->part_ends->len : 0))
    sal_unpack_fail(unpack);
  return unpack->failed ? NULL : g_steal_pointer(&geometry);
}
