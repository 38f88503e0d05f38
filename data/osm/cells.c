#include "data/osm/cells.h"

#include <math.h>

/* A polygon or a part, and the cell that it lies in. */
typedef struct {
  gint64 row, column;
  guint index;
} Site;

static Site
find_site(const SalGeometry *geometry, guint index, double cell_deg)
{
  const gboolean is_area = geometry->type == SAL_POLYGONS;
  guint n_parts, n;
  const guint part = is_area ? sal_geometry_get_polygon(geometry, index, &n_parts) : index;
  const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
  SalBox box = sal_box_empty();
  for (guint i = 0; i < n; i++)
    box = sal_box_union(box, (SalBox){ points[i].x, points[i].y, points[i].x, points[i].y });
  return (Site){ (gint64)floor((box.ymin + box.ymax) / 2 / cell_deg),
                 (gint64)floor((box.xmin + box.xmax) / 2 / cell_deg), index };
}

static gint
compare_sites(gconstpointer a, gconstpointer b)
{
  const Site *first = a, *second = b;
  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return first->index < second->index ? -1 : first->index > second->index;
}

static void
append(SalGeometry *geometry, const SalGeometry *other, guint index)
{
  if (other->type == SAL_POLYGONS) {
    sal_geometry_append_polygon(geometry, other, index);
    return;
  }
  guint n;
  const SalPoint *points = sal_geometry_get_part(other, index, &n);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(geometry, points[i].x, points[i].y);
  sal_geometry_end_part(geometry);
}

GPtrArray *
sal_osm_cells_split(const SalGeometry *geometry, double cell_deg)
{
  const guint n = geometry->type == SAL_POLYGONS ? sal_geometry_get_n_polygons(geometry)
                                                 : sal_geometry_get_n_parts(geometry);
  g_autoptr(GArray) sites = g_array_sized_new(FALSE, FALSE, sizeof(Site), n);
  for (guint i = 0; i < n; i++) {
    const Site site = find_site(geometry, i, cell_deg);
    g_array_append_val(sites, site);
  }
  g_array_sort(sites, compare_sites);
  GPtrArray *cells = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (guint i = 0; i < n; i++) {
    const Site *site = &g_array_index(sites, Site, i), *last = i > 0 ? site - 1 : NULL;
    if (last == NULL || last->row != site->row || last->column != site->column)
      g_ptr_array_add(cells, sal_geometry_new(geometry->type));
    append(cells->pdata[cells->len - 1], geometry, site->index);
  }
  return cells;
}
