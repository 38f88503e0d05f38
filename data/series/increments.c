#include "data/series/increments.h"

#include "data/source/bounds.h"

/* The area of a class in snapshots up to an index. Owned by the caller. */
static SalGeometry *
add_up_class(const GPtrArray *snapshots, guint index, guint c, guint64 max_bytes, GError **error)
{
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i <= index; i++) {
    const SalSnapshot *snapshot = snapshots->pdata[i];
    sal_geometry_append(all, g_array_index(snapshot->areas, SalControlArea, c).polygons);
  }
  return sal_bound_check_crossings(all, max_bytes, error) ? sal_geometry_dissolve(all, error) : NULL;
}

SalSnapshot *
sal_increments_add_up(const GPtrArray *snapshots, guint index, guint64 max_bytes, GError **error)
{
  const SalSnapshot *last = snapshots->pdata[index];
  g_autoptr(GPtrArray) polygons = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (guint c = 0; c < last->areas->len; c++) {
    SalGeometry *area = add_up_class(snapshots, index, c, max_bytes, error);
    if (area == NULL)
      return NULL;
    g_ptr_array_add(polygons, area);
  }
  return sal_snapshot_new_like(last, polygons);
}
