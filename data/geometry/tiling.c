/* Finds by the edges of the tiles which of them a polygon can touch, and cuts it by these alone. */
#include "data/geometry/tiling.h"

#include "data/geometry/boxtree.h"
#include "data/geometry/segment.h"

typedef struct {
  SalPoint a, b;
  guint tile;
} Edge;

struct _SalTiling {
  GPtrArray *tiles;
  GArray *edges; /* Edge, by tile */
  SalBoxTree *tree;
};

static SalGridBox
make_grid_box(SalPoint a, SalPoint b)
{
  const SalGridPoint p = sal_grid_snap(a, SAL_GRID_COMMON), q = sal_grid_snap(b, SAL_GRID_COMMON);
  return (SalGridBox){ MIN(p.x, q.x), MIN(p.y, q.y), MAX(p.x, q.x), MAX(p.y, q.y) };
}

static void
append_edges(GArray *edges, const SalGeometry *polygons, guint tile)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++) {
      const Edge edge = { p[i - 1], p[i], tile };
      g_array_append_val(edges, edge);
    }
  }
}

SalTiling *
sal_tiling_new(GPtrArray *tiles)
{
  SalTiling *tiling = g_new0(SalTiling, 1);
  tiling->tiles = g_ptr_array_ref(tiles);
  tiling->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
  for (guint i = 0; i < tiles->len; i++)
    append_edges(tiling->edges, tiles->pdata[i], i);
  g_autofree SalGridBox *boxes = g_new(SalGridBox, tiling->edges->len + 1);
  g_autofree SalGridPoint *ends = g_new(SalGridPoint, 2 * tiling->edges->len + 1);
  for (guint i = 0; i < tiling->edges->len; i++) {
    const Edge *edge = &g_array_index(tiling->edges, Edge, i);
    boxes[i] = make_grid_box(edge->a, edge->b);
    ends[2 * i] = sal_grid_snap(edge->a, SAL_GRID_COMMON);
    ends[2 * i + 1] = sal_grid_snap(edge->b, SAL_GRID_COMMON);
  }
  tiling->tree = sal_box_tree_new_of_edges(boxes, ends, tiling->edges->len);
  return tiling;
}

void
sal_tiling_free(SalTiling *tiling)
{
  if (tiling == NULL)
    return;
  g_ptr_array_unref(tiling->tiles);
  g_array_unref(tiling->edges);
  sal_box_tree_free(tiling->tree);
  g_free(tiling);
}

guint
sal_tiling_get_n_tiles(const SalTiling *tiling)
{
  return tiling->tiles->len;
}

const SalGeometry *
sal_tiling_get_tile(const SalTiling *tiling, guint tile)
{
  return tiling->tiles->pdata[tile];
}

/* What one search of the edges is about. */
typedef struct {
  const SalTiling *tiling;
  SalPoint point;  /* for crossings */
  guint8 *touched; /* of each tile: has an edge there; or an odd number of crossings */
  gboolean any;
} Search;

static void
note_edge(guint i, SalGridBox *box, gpointer data)
{
  Search *search = data;
  search->touched[g_array_index(search->tiling->edges, Edge, i).tile] = TRUE;
  search->any = TRUE;
}

static void
note_crossing(guint i, SalGridBox *box, gpointer data)
{
  Search *search = data;
  const Edge *edge = &g_array_index(search->tiling->edges, Edge, i);
  if (sal_segment_crosses_ray(search->point, edge->a, edge->b))
    search->touched[edge->tile] ^= 1;
}

/* The tile that holds a point away from all edges; the number of tiles if none does. */
static guint
locate(const SalTiling *tiling, SalPoint point)
{
  const guint n = tiling->tiles->len;
  g_autofree guint8 *odd = g_new0(guint8, n + 1);
  Search search = { .tiling = tiling, .point = point, .touched = odd };
  const SalPoint far_east = { 1000, point.y };
  sal_box_tree_search(tiling->tree, make_grid_box(point, far_east), note_crossing, &search);
  guint tile = 0;
  while (tile < n && !odd[tile])
    tile++;
  return tile;
}

/* Appends what of one polygon lies in the touched tiles to their pieces, and takes it from the polygon where
 * the rest is wanted. */
static gboolean
cut_by_touched(const SalTiling *tiling, SalGeometry **polygon, const guint8 *touched, gboolean with_rest,
               GPtrArray *pieces, GError **error)
{
  for (guint i = 0; i < tiling->tiles->len && !sal_geometry_is_empty(*polygon); i++) {
    if (!touched[i])
      continue;
    g_autoptr(SalGeometry) inside = sal_geometry_intersection(*polygon, tiling->tiles->pdata[i], error);
    if (inside == NULL)
      return FALSE;
    sal_geometry_append(pieces->pdata[i], inside);
    if (!with_rest || sal_geometry_is_empty(inside))
      continue;
    SalGeometry *rest = sal_geometry_difference(*polygon, tiling->tiles->pdata[i], error);
    if (rest == NULL)
      return FALSE;
    sal_geometry_free(*polygon);
    *polygon = rest;
  }
  return TRUE;
}

static gboolean
cut_polygon(const SalTiling *tiling, SalGeometry **polygon, gboolean with_rest, GPtrArray *pieces,
            GError **error)
{
  const guint n = tiling->tiles->len;
  const SalBox box = sal_geometry_get_box(*polygon);
  const SalPoint low = { box.xmin, box.ymin }, high = { box.xmax, box.ymax };
  g_autofree guint8 *touched = g_new0(guint8, n + 1);
  Search search = { .tiling = tiling, .touched = touched };
  sal_box_tree_search(tiling->tree, make_grid_box(low, high), note_edge, &search);
  const guint around = locate(tiling, g_array_index((*polygon)->points, SalPoint, 0));
  touched[around] = TRUE;
  if (search.any && !cut_by_touched(tiling, polygon, touched, with_rest, pieces, error))
    return FALSE;
  if (!search.any || with_rest)
    sal_geometry_append(pieces->pdata[search.any ? n : around], *polygon);
  return TRUE;
}

GPtrArray *
sal_tiling_cut(const SalTiling *tiling, const SalGeometry *polygons, gboolean with_rest, GError **error)
{
  const guint n = tiling->tiles->len;
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (guint i = 0; i <= n; i++)
    g_ptr_array_add(pieces, sal_geometry_new(SAL_POLYGONS));
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, i);
    if (!cut_polygon(tiling, &polygon, with_rest, pieces, error))
      return NULL;
  }
  if (!with_rest) {
    sal_geometry_free(pieces->pdata[n]);
    pieces->pdata[n] = sal_geometry_new(SAL_POLYGONS);
  }
  return g_steal_pointer(&pieces);
}
