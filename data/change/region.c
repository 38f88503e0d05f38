/* Dissolves the polygons of each name, and takes from every region what it shares with those before. */
#include "data/change/region.h"

#include "data/base/error.h"
#include "data/base/texts.h"
#include "data/geometry/area.h"
#include "data/geometry/boxtree.h"
#include "data/geometry/neighbours.h"
#include "data/source/bounds.h"
#include "data/source/source.h"

#include <string.h>

struct _SalRegions {
  GPtrArray *names; /* utf8, interned */
  SalTiling *tiling;
};

void
sal_regions_free(SalRegions *regions)
{
  if (regions == NULL)
    return;
  g_ptr_array_unref(regions->names);
  g_clear_pointer(&regions->tiling, sal_tiling_free);
  g_free(regions);
}

guint
sal_regions_get_n_regions(const SalRegions *regions)
{
  return regions->names->len;
}

const char *
sal_regions_get_name(const SalRegions *regions, guint index)
{
  return index < regions->names->len ? regions->names->pdata[index] : g_intern_static_string(SAL_REGION_NONE);
}

const SalTiling *
sal_regions_get_tiling(const SalRegions *regions)
{
  return regions->tiling;
}

/* What is read of a file. */
typedef struct {
  const char *path, *field;
  guint64 max_bytes;
} Wanted;

/* The name of a feature without blanks around it. Owned by the caller. */
static char *
read_name(const SalFeature *feature, const char *field, GError **error)
{
  g_autofree char *name = g_strstrip(g_strdup(feature->values[0] != NULL ? feature->values[0] : ""));
  const gboolean reserved = strcmp(name, SAL_REGION_NONE) == 0;
  if (name[0] != '\0' && !reserved)
    return g_steal_pointer(&name);
  if (reserved)
    sal_error_set(
        error, SAL_ERROR_FORMAT,
        "feature %u: field '%s': expected another name than that of what lies in no region, got '%s'",
        feature->number, field, name);
  else
    sal_error_set(error, SAL_ERROR_FORMAT, "feature %u: field '%s': expected a name, got none",
                  feature->number, field);
  return NULL;
}

/* Adds the polygons of a feature, repaired if need be, to those of its name. */
static gboolean
add_feature(GHashTable *by_name, const SalFeature *feature, const Wanted *wanted, GError **error)
{
  if (feature->polygons == NULL)
    return TRUE;
  g_autofree char *name = read_name(feature, wanted->field, error);
  if (name == NULL)
    return FALSE;
  g_autoptr(SalGeometry) valid = NULL;
  if (sal_bound_check_crossings(feature->polygons, wanted->max_bytes, error))
    valid = sal_geometry_is_valid(feature->polygons, NULL, NULL)
                ? sal_geometry_copy(feature->polygons)
                : sal_geometry_repair(feature->polygons, error);
  if (valid == NULL) {
    g_prefix_error(error, "feature %u: ", feature->number);
    return FALSE;
  }
  SalGeometry *polygons = g_hash_table_lookup(by_name, name);
  if (polygons != NULL)
    sal_geometry_append(polygons, valid);
  else
    g_hash_table_insert(by_name, g_steal_pointer(&name), g_steal_pointer(&valid));
  return TRUE;
}

/* Reads the polygons by name (utf8): SalGeometry, not dissolved yet. */
static GHashTable *
read_polygons(const Wanted *wanted, GError **error)
{
  const char *const fields[] = { wanted->field, NULL };
  const SalReadOptions options = { .fields = fields, .max_bytes = wanted->max_bytes };
  g_autoptr(SalFeatures) features = sal_source_read(wanted->path, &options, error);
  if (features == NULL)
    return NULL;
  g_autoptr(GHashTable) by_name =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)sal_geometry_free);
  for (guint i = 0; i < features->features->len; i++)
    if (!add_feature(by_name, features->features->pdata[i], wanted, error))
      return NULL;
  if (g_hash_table_size(by_name) > 0)
    return g_steal_pointer(&by_name);
  const guint n = features->features->len;
  sal_error_set(error, SAL_ERROR_FORMAT, "expected polygons, got %u feature%s without any", n,
                n == 1 ? "" : "s");
  return NULL;
}

/* Dissolves the polygons of each name. Adds the names; returns a GPtrArray of SalGeometry in their order. */
static GPtrArray *
dissolve_each(GHashTable *by_name, const Wanted *wanted, GPtrArray *names, GError **error)
{
  g_autoptr(GPtrArray) tiles = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, by_name);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    g_ptr_array_add(names, (gpointer)g_intern_string(name));
  g_ptr_array_sort(names, sal_texts_compare);
  for (guint i = 0; i < names->len; i++) {
    const SalGeometry *all = g_hash_table_lookup(by_name, names->pdata[i]);
    SalGeometry *dissolved =
        sal_bound_check_crossings(all, wanted->max_bytes, error) ? sal_geometry_dissolve(all, error) : NULL;
    if (dissolved == NULL) {
      g_autofree char *quoted = sal_error_quote(names->pdata[i]);
      g_prefix_error(error, "'%s': ", quoted);
      return NULL;
    }
    g_ptr_array_add(tiles, dissolved);
  }
  return g_steal_pointer(&tiles);
}

typedef struct {
  const GPtrArray *names, *tiles;
  const SalAreaModel *model;
} Overlaps;

static SalPoint
find_largest(const SalGeometry *polygons, const SalAreaModel *model)
{
  guint largest = 0;
  double largest_m2 = -1;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
    const double m2 = sal_area_measure(model, one);
    if (m2 > largest_m2) {
      largest = i;
      largest_m2 = m2;
    }
  }
  return sal_geometry_get_inner_point(polygons, largest);
}

static gboolean
check_overlap(const Overlaps *overlaps, guint first, guint second, const SalGeometry *shared, GError **error)
{
  const double shared_m2 = sal_area_measure(overlaps->model, shared);
  const double a_m2 = sal_area_measure(overlaps->model, overlaps->tiles->pdata[first]);
  const double b_m2 = sal_area_measure(overlaps->model, overlaps->tiles->pdata[second]);
  if (shared_m2 <= MIN(SAL_REGION_OVERLAP_SHARE * MIN(a_m2, b_m2), SAL_REGION_OVERLAP_M2))
    return TRUE;
  g_autofree char *a = sal_error_quote(overlaps->names->pdata[first]);
  g_autofree char *b = sal_error_quote(overlaps->names->pdata[second]);
  const SalPoint where = find_largest(shared, overlaps->model);
  return sal_error_set(error, SAL_ERROR_GEOMETRY,
                       "expected regions that do not overlap, got '%s' and '%s' sharing %.3f km2, most of it "
                       "near (%.6f, %.6f)",
                       a, b, shared_m2 / 1e6, where.x, where.y);
}

static gboolean
meet(const SalPoint *a, const SalPoint *b, SalBox box)
{
  return MIN(a->x, b->x) <= box.xmax && box.xmin <= MAX(a->x, b->x) && MIN(a->y, b->y) <= box.ymax &&
         box.ymin <= MAX(a->y, b->y);
}

/* Whether the box of any edge meets that box. */
static gboolean
any_edge_meets(const SalGeometry *polygons, SalBox box)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++)
      if (meet(&p[i - 1], &p[i], box))
        return TRUE;
  }
  return FALSE;
}

static gboolean
edges_meet(const SalGeometry *a, const SalGeometry *b)
{
  const SalBox box = sal_geometry_get_box(b);
  for (guint part = 0; part < sal_geometry_get_n_parts(a); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(a, part, &n);
    for (guint i = 1; i < n; i++) {
      const SalBox edge =
          sal_box_add_point(sal_box_add_point(sal_box_empty(), p[i].x, p[i].y), p[i - 1].x, p[i - 1].y);
      if (meet(&p[i - 1], &p[i], box) && any_edge_meets(b, edge))
        return TRUE;
    }
  }
  return FALSE;
}

/* Whether a polygon of the inner begins inside the outer. */
static gboolean
holds_any(const SalGeometry *outer, const SalGeometry *inner)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(inner); i++) {
    guint n_parts, n;
    const SalPoint *p = sal_geometry_get_part(inner, sal_geometry_get_polygon(inner, i, &n_parts), &n);
    if (sal_geometry_contains(outer, p[0].x, p[0].y))
      return TRUE;
  }
  return FALSE;
}

#define MAX_TRIES 65536 /* pairs of edges; with more GEOS, which sorts them, is faster */

/* Whether two tiles plainly share nothing, as most do whose boxes meet. FALSE says nothing. */
static gboolean
lie_apart(const SalGeometry *a, const SalGeometry *b)
{
  return (guint64)sal_geometry_get_n_points(a) * sal_geometry_get_n_points(b) <= MAX_TRIES &&
         !edges_meet(a, b) && !holds_any(a, b) && !holds_any(b, a);
}

/* Takes from the second region what it shares with the first. */
static gboolean
part_neighbours(const Overlaps *overlaps, guint first, guint second, GError **error)
{
  SalGeometry **tiles = (SalGeometry **)overlaps->tiles->pdata;
  if (!sal_box_intersects(sal_geometry_get_box(tiles[first]), sal_geometry_get_box(tiles[second])) ||
      lie_apart(tiles[first], tiles[second]))
    return TRUE;
  g_autoptr(SalGeometry) shared = sal_geometry_intersection(tiles[first], tiles[second], error);
  if (shared == NULL || !check_overlap(overlaps, first, second, shared, error))
    return FALSE;
  if (sal_geometry_is_empty(shared))
    return TRUE;
  SalGeometry *rest = sal_geometry_difference(tiles[second], tiles[first], error);
  if (rest == NULL)
    return FALSE;
  sal_geometry_free(tiles[second]);
  tiles[second] = rest;
  return TRUE;
}

static SalGridBox
make_grid_box(const SalGeometry *polygons)
{
  if (sal_geometry_is_empty(polygons))
    return (SalGridBox){ G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64 };
  const SalBox box = sal_geometry_get_box(polygons);
  const SalGridPoint low = sal_grid_snap((SalPoint){ box.xmin, box.ymin }, SAL_GRID_COMMON),
                     high = sal_grid_snap((SalPoint){ box.xmax, box.ymax }, SAL_GRID_COMMON);
  return (SalGridBox){ low.x, low.y, high.x, high.y };
}

static void
add_neighbour(guint i, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  g_array_append_val((GArray *)data, i);
}

/* All whose boxes meet. */
static gboolean
part_by_boxes(const Overlaps *overlaps, GError **error)
{
  const guint n = overlaps->tiles->len;
  g_autoptr(GArray) neighbours = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autofree SalGridBox *boxes = g_new(SalGridBox, n + 1);
  for (guint i = 0; i < n; i++)
    boxes[i] = make_grid_box(overlaps->tiles->pdata[i]);
  g_autoptr(SalBoxTree) tree = sal_box_tree_new(boxes, n);
  for (guint i = 0; i < n; i++) {
    g_array_set_size(neighbours, 0);
    sal_box_tree_search(tree, boxes[i], add_neighbour, neighbours);
    for (guint k = 0; k < neighbours->len; k++) {
      const guint j = g_array_index(neighbours, guint, k);
      if (j > i && !part_neighbours(overlaps, i, j, error))
        return FALSE;
    }
  }
  return TRUE;
}

#define NEIGHBOURS_OF_ANY 1048576
#define NEIGHBOURS_A_REGION 64

/* Pairs in order of their numbers, which says who keeps what two share. Where there are too many to list them,
 * most of them overlap, and the first that is looked at may be an error. */
static gboolean
part_all(const Overlaps *overlaps, GError **error)
{
  g_autoptr(GArray) pairs =
      sal_neighbours_find(overlaps->tiles, NEIGHBOURS_OF_ANY + NEIGHBOURS_A_REGION * overlaps->tiles->len);
  if (pairs == NULL)
    return part_by_boxes(overlaps, error);
  for (guint i = 0; i < pairs->len; i++) {
    const SalNeighbours *pair = &g_array_index(pairs, SalNeighbours, i);
    if (!part_neighbours(overlaps, pair->first, pair->second, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
load(SalRegions *regions, const Wanted *wanted, GError **error)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(GHashTable) by_name = read_polygons(wanted, error);
  g_autoptr(GPtrArray) tiles = by_name != NULL ? dissolve_each(by_name, wanted, regions->names, error) : NULL;
  const Overlaps overlaps = { regions->names, tiles, model };
  if (tiles == NULL || !part_all(&overlaps, error))
    return FALSE;
  regions->tiling = sal_tiling_new(tiles);
  return TRUE;
}

SalRegions *
sal_regions_load(const char *path, const char *field, guint64 max_bytes, GError **error)
{
  g_autoptr(SalRegions) regions = g_new0(SalRegions, 1);
  regions->names = g_ptr_array_new();
  if (load(regions, &(Wanted){ path, field, max_bytes }, error))
    return g_steal_pointer(&regions);
  g_autofree char *quoted = sal_error_quote_path(path);
  g_prefix_error(error, "%s: ", quoted);
  sal_error_blame(error, "regions");
  return NULL;
}
