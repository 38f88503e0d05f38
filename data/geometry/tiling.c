/* Finds by the edges of the tiles which of them a polygon can touch, and cuts it by these alone: one polygon
 * by one tile after the other, or all polygons by all these tiles, halved again and again. */
#include "data/geometry/tiling.h"

#include "data/geometry/boxtree.h"
#include "data/geometry/segment.h"
#include "data/geometry/validity.h"

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
  SalGridBox *boxes = g_new(SalGridBox, tiling->edges->len + 1);
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

/* Some tiles, each once. */
typedef struct {
  guint8 *has;   /* of each tile */
  GArray *tiles; /* guint */
} TileSet;

/* What one search of the edges is about. */
typedef struct {
  const SalTiling *tiling;
  TileSet *found;
  SalPoint point; /* for crossings */
} Search;

static void
tile_set_init(TileSet *set, guint n_tiles)
{
  set->has = g_new0(guint8, n_tiles + 1);
  set->tiles = g_array_new(FALSE, FALSE, sizeof(guint));
}

static void
tile_set_clear(TileSet *set)
{
  g_free(set->has);
  g_array_unref(set->tiles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TileSet, tile_set_clear)

static void
tile_set_add(TileSet *set, guint tile)
{
  if (!set->has[tile])
    g_array_append_val(set->tiles, tile);
  set->has[tile] = TRUE;
}

static void
tile_set_empty(TileSet *set)
{
  for (guint i = 0; i < set->tiles->len; i++)
    set->has[g_array_index(set->tiles, guint, i)] = FALSE;
  g_array_set_size(set->tiles, 0);
}

static int
compare_tiles(gconstpointer a, gconstpointer b)
{
  const guint p = *(const guint *)a, q = *(const guint *)b;
  return (p > q) - (p < q);
}

static void
note_edge(guint i, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  const Search *search = data;
  tile_set_add(search->found, g_array_index(search->tiling->edges, Edge, i).tile);
}

/* Of a tile that is crossed, `has` tells whether it is crossed an odd number of times. */
static void
note_crossing(guint i, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  const Search *search = data;
  const Edge *edge = &g_array_index(search->tiling->edges, Edge, i);
  if (!sal_segment_crosses_ray(search->point, edge->a, edge->b))
    return;
  search->found->has[edge->tile] ^= 1;
  g_array_append_val(search->found->tiles, edge->tile);
}

/* The tile that holds a point away from all edges; the number of tiles if none does. set is empty, before and
 * after. */
static guint
locate(const SalTiling *tiling, SalPoint point, TileSet *set)
{
  Search search = { tiling, set, point };
  const SalPoint far_east = { 1000, point.y };
  guint first = tiling->tiles->len;
  sal_box_tree_search(tiling->tree, make_grid_box(point, far_east), note_crossing, &search);
  for (guint i = 0; i < set->tiles->len; i++) {
    const guint tile = g_array_index(set->tiles, guint, i);
    if (set->has[tile])
      first = MIN(first, tile);
  }
  tile_set_empty(set);
  return first;
}

/* Where each polygon may lie. */
typedef struct {
  GArray *tiles;   /* guint: of a polygon that comes near edges, all tiles that it may touch; else the one */
  GArray *ends;    /* guint: of each polygon, one past its last tile */
  guint8 *is_near; /* of each polygon: whether it comes near edges */
} Whereabouts;

static void
whereabouts_clear(Whereabouts *whereabouts)
{
  g_array_unref(whereabouts->tiles);
  g_array_unref(whereabouts->ends);
  g_free(whereabouts->is_near);
}

/* What cutting is about. */
typedef struct {
  const SalTiling *tiling;
  const SalGeometry *polygons;
  gboolean with_rest;
  Whereabouts where;
  GPtrArray *pieces;
} Cut;

static const guint *
get_tiles(const Cut *cut, guint polygon, guint *n)
{
  const guint start = polygon > 0 ? g_array_index(cut->where.ends, guint, polygon - 1) : 0;
  *n = g_array_index(cut->where.ends, guint, polygon) - start;
  return &g_array_index(cut->where.tiles, guint, start);
}

/* The box of a polygon, whose first point is `first`. */
static SalBox
measure_polygon(const SalGeometry *polygons, guint polygon, SalPoint *first)
{
  guint n_parts, n;
  const SalPoint *p =
      sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, polygon, &n_parts), &n);
  SalBox box = sal_box_empty();
  for (guint i = 0; i < n; i++)
    box = sal_box_add_point(box, p[i].x, p[i].y);
  *first = p[0];
  return box;
}

static void
find_polygon(Cut *cut, guint polygon, TileSet *set)
{
  SalPoint first;
  const SalBox box = measure_polygon(cut->polygons, polygon, &first);
  const SalPoint low = { box.xmin, box.ymin }, high = { box.xmax, box.ymax };
  const guint around = locate(cut->tiling, first, set);
  Search search = { .tiling = cut->tiling, .found = set };
  sal_box_tree_search(cut->tiling->tree, make_grid_box(low, high), note_edge, &search);
  cut->where.is_near[polygon] = set->tiles->len > 0;
  if (around < cut->tiling->tiles->len || !cut->where.is_near[polygon])
    tile_set_add(set, around);
  g_array_sort(set->tiles, compare_tiles);
  g_array_append_vals(cut->where.tiles, set->tiles->data, set->tiles->len);
  g_array_append_val(cut->where.ends, cut->where.tiles->len);
  tile_set_empty(set);
}

static void
find_all(Cut *cut)
{
  const guint n = sal_geometry_get_n_polygons(cut->polygons);
  g_auto(TileSet) set;
  tile_set_init(&set, cut->tiling->tiles->len);
  cut->where.tiles = g_array_new(FALSE, FALSE, sizeof(guint));
  cut->where.ends = g_array_new(FALSE, FALSE, sizeof(guint));
  cut->where.is_near = g_new0(guint8, n + 1);
  for (guint i = 0; i < n; i++)
    find_polygon(cut, i, &set);
}

/* Appends what of polygons lies in a tile to its piece. */
static gboolean
take_piece(const Cut *cut, const SalGeometry *polygons, guint tile, GError **error)
{
  g_autoptr(SalGeometry) inside = sal_geometry_intersection(polygons, cut->tiling->tiles->pdata[tile], error);
  if (inside != NULL)
    sal_geometry_append(cut->pieces->pdata[tile], inside);
  return inside != NULL;
}

/* Appends what of one polygon lies in the tiles to their pieces, and takes it from the polygon where the rest
 * is wanted. */
static gboolean
cut_polygon(const Cut *cut, guint number, GError **error)
{
  guint n;
  const guint *tiles = get_tiles(cut, number, &n);
  g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(cut->polygons, number);
  for (guint i = 0; i < n && !sal_geometry_is_empty(polygon); i++) {
    const SalGeometry *piece = cut->pieces->pdata[tiles[i]];
    const guint before = sal_geometry_get_n_points(piece);
    if (!take_piece(cut, polygon, tiles[i], error))
      return FALSE;
    if (!cut->with_rest || sal_geometry_get_n_points(piece) == before)
      continue;
    SalGeometry *rest = sal_geometry_difference(polygon, cut->tiling->tiles->pdata[tiles[i]], error);
    if (rest == NULL)
      return FALSE;
    sal_geometry_free(polygon);
    polygon = rest;
  }
  if (cut->with_rest)
    sal_geometry_append(cut->pieces->pdata[cut->tiling->tiles->len], polygon);
  return TRUE;
}

static void
append_polygon(const Cut *cut, guint number, guint piece)
{
  g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(cut->polygons, number);
  sal_geometry_append(cut->pieces->pdata[piece], polygon);
}

static gboolean
cut_one_by_one(const Cut *cut, GError **error)
{
  guint n;
  for (guint i = 0; i < sal_geometry_get_n_polygons(cut->polygons); i++) {
    if (!cut->where.is_near[i])
      append_polygon(cut, i, *get_tiles(cut, i, &n));
    else if (!cut_polygon(cut, i, error))
      return FALSE;
  }
  return TRUE;
}

static SalGeometry *
join_tiles(const SalTiling *tiling, const guint *tiles, guint n, GError **error)
{
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < n; i++)
    sal_geometry_append(all, tiling->tiles->pdata[tiles[i]]);
  return sal_geometry_is_plainly_valid(all) ? g_steal_pointer(&all) : sal_geometry_dissolve(all, error);
}

#define FEW_TILES 4

/* Appends what of polygons lies in the tiles to their pieces: halves the tiles until they are few, and gives
 * each half only what lies in it. */
static gboolean
share_out(const Cut *cut, const SalGeometry *polygons, const guint *tiles, guint n, GError **error)
{
  for (guint i = 0; n <= FEW_TILES && i < n; i++)
    if (!take_piece(cut, polygons, tiles[i], error))
      return FALSE;
  for (guint half = 0; n > FEW_TILES && half < 2; half++) {
    const guint *own = half == 0 ? tiles : tiles + n / 2;
    const guint n_own = half == 0 ? n / 2 : n - n / 2;
    g_autoptr(SalGeometry) joined = join_tiles(cut->tiling, own, n_own, error);
    g_autoptr(SalGeometry) part = joined != NULL ? sal_geometry_intersection(polygons, joined, error) : NULL;
    if (part == NULL || (!sal_geometry_is_empty(part) && !share_out(cut, part, own, n_own, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
append_rest(const Cut *cut, const SalGeometry *polygons, const GArray *tiles, GError **error)
{
  g_autoptr(SalGeometry) joined = join_tiles(cut->tiling, (const guint *)tiles->data, tiles->len, error);
  g_autoptr(SalGeometry) rest = joined != NULL ? sal_geometry_difference(polygons, joined, error) : NULL;
  if (rest != NULL)
    sal_geometry_append(cut->pieces->pdata[cut->tiling->tiles->len], rest);
  return rest != NULL;
}

/* All polygons at once, and the tiles that any of them may touch. */
static gboolean
cut_together(const Cut *cut, GError **error)
{
  g_autoptr(SalGeometry) near = sal_geometry_new(SAL_POLYGONS);
  g_auto(TileSet) touched;
  tile_set_init(&touched, cut->tiling->tiles->len);
  for (guint i = 0; i < sal_geometry_get_n_polygons(cut->polygons); i++) {
    guint n;
    const guint *tiles = get_tiles(cut, i, &n);
    if (!cut->where.is_near[i]) {
      append_polygon(cut, i, *tiles);
      continue;
    }
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(cut->polygons, i);
    sal_geometry_append(near, polygon);
    for (guint k = 0; k < n; k++)
      tile_set_add(&touched, tiles[k]);
  }
  g_array_sort(touched.tiles, compare_tiles);
  return share_out(cut, near, (const guint *)touched.tiles->data, touched.tiles->len, error) &&
         (!cut->with_rest || append_rest(cut, near, touched.tiles, error));
}

/* Real maps stay well below this: one by one is what most polygons cost least. */
#define MAX_WORK_A_POINT 64

/* Whether one by one would look at all points again and again: every cut of a polygon looks at what the cuts
 * before have left of it and at the tile. */
static gboolean
is_much(const Cut *cut)
{
  guint64 work = 0, n_points = sal_geometry_get_n_points(cut->polygons) + cut->tiling->edges->len;
  for (guint i = 0; i < sal_geometry_get_n_polygons(cut->polygons); i++) {
    guint n_parts, n;
    const guint *tiles = get_tiles(cut, i, &n);
    if (!cut->where.is_near[i])
      continue;
    const guint first = sal_geometry_get_polygon(cut->polygons, i, &n_parts);
    guint64 looks = 0;
    for (guint part = first, n_ring; part < first + n_parts; part++, looks += n_ring)
      sal_geometry_get_part(cut->polygons, part, &n_ring);
    for (guint k = 0; k < n; k++)
      looks += sal_geometry_get_n_points(cut->tiling->tiles->pdata[tiles[k]]);
    work += n * looks;
  }
  return work > MAX_WORK_A_POINT * n_points;
}

GPtrArray *
sal_tiling_cut(const SalTiling *tiling, const SalGeometry *polygons, gboolean with_rest, GError **error)
{
  const guint n = tiling->tiles->len;
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (guint i = 0; i <= n; i++)
    g_ptr_array_add(pieces, sal_geometry_new(SAL_POLYGONS));
  Cut cut = { tiling, polygons, with_rest, { NULL, NULL, NULL }, pieces };
  find_all(&cut);
  const gboolean ok = is_much(&cut) ? cut_together(&cut, error) : cut_one_by_one(&cut, error);
  whereabouts_clear(&cut.where);
  if (ok && !with_rest) {
    sal_geometry_free(pieces->pdata[n]);
    pieces->pdata[n] = sal_geometry_new(SAL_POLYGONS);
  }
  return ok ? g_steal_pointer(&pieces) : NULL;
}
