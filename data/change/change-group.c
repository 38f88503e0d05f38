#include "data/change/change-group.h"

#include "data/geometry/ground.h"
#include "data/geometry/outline.h"
#include "data/geometry/parts.h"
#include "data/geometry/polygon.h"

#include <math.h>

/* A part on its way into a group. */
typedef struct {
  SalPart part;
  guint group;
  SalGeometry *polygon; /* it alone; NULL: not needed yet */
  SalOutline *outline;  /* likewise */
} Piece;

static void
piece_clear(gpointer data)
{
  Piece *piece = data;
  g_clear_pointer(&piece->polygon, sal_geometry_free);
  g_clear_pointer(&piece->outline, sal_outline_free);
}

static void
group_clear(gpointer data)
{
  g_clear_pointer(&((SalChangeGroup *)data)->polygons, g_array_unref);
}

static GArray *
list_pieces(const SalGeometry *polygons)
{
  GArray *pieces = g_array_new(FALSE, TRUE, sizeof(Piece));
  g_array_set_clear_func(pieces, piece_clear);
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  sal_parts_add(parts, polygons);
  sal_parts_sort(parts);
  for (guint i = 0; i < MIN(parts->len, SAL_CHANGE_GROUP_MAX_PARTS); i++) {
    const Piece piece = { .part = g_array_index(parts, SalPart, i) };
    g_array_append_val(pieces, piece);
  }
  return pieces;
}

/* The metres between two boxes, scaled at the latitude half way. */
static double
measure_gap_m(SalBox a, SalBox b)
{
  const double x = MAX(MAX(a.xmin - b.xmax, b.xmin - a.xmax), 0);
  const double y = MAX(MAX(a.ymin - b.ymax, b.ymin - a.ymax), 0);
  const SalPoint scale = sal_ground_get_scale((a.ymin + a.ymax + b.ymin + b.ymax) / 4);
  return hypot(x * scale.x, y * scale.y);
}

/* From corner to corner. */
static double
get_length_m(SalBox box)
{
  const SalPoint scale = sal_ground_get_scale((box.ymin + box.ymax) / 2);
  return hypot((box.xmax - box.xmin) * scale.x, (box.ymax - box.ymin) * scale.y);
}

static void
open_piece(Piece *piece, const SalGeometry *polygons)
{
  if (piece->polygon != NULL)
    return;
  piece->polygon = sal_geometry_extract_polygon(polygons, piece->part.polygon);
  piece->outline = sal_outline_new(piece->polygon);
}

static gboolean
is_near(Piece *a, Piece *b, const SalGeometry *polygons)
{
  if (measure_gap_m(a->part.box, b->part.box) > SAL_CHANGE_GROUP_GAP_M)
    return FALSE;
  open_piece(a, polygons);
  open_piece(b, polygons);
  return sal_outline_find_nearest_m(a->outline, b->polygon) <= SAL_CHANGE_GROUP_GAP_M ||
         sal_outline_find_nearest_m(b->outline, a->polygon) <= SAL_CHANGE_GROUP_GAP_M;
}

/* The first group, which is the one with the largest part, that a piece may join; the number of groups if there
 * is none. */
static guint
find_group(const GArray *groups, GArray *pieces, guint index, const SalGeometry *polygons)
{
  Piece *piece = &g_array_index(pieces, Piece, index);
  guint found = groups->len;
  for (guint i = 0; i < index; i++) {
    Piece *other = &g_array_index(pieces, Piece, i);
    if (other->group >= found)
      continue;
    const SalBox box =
        sal_box_union(g_array_index(groups, SalChangeGroup, other->group).box, piece->part.box);
    if (get_length_m(box) <= SAL_CHANGE_GROUP_REACH_M && is_near(piece, other, polygons))
      found = other->group;
  }
  return found;
}

static void
start_group(GArray *groups, gboolean is_lost)
{
  const SalChangeGroup started = { .is_lost = is_lost,
                                   .polygons = g_array_new(FALSE, FALSE, sizeof(guint)),
                                   .box = sal_box_empty() };
  g_array_append_val(groups, started);
}

static void
add_groups(GArray *groups, const SalGeometry *polygons, gboolean is_lost, const SalAreaModel *model)
{
  g_autoptr(GArray) pieces = list_pieces(polygons), own = g_array_new(FALSE, FALSE, sizeof(SalChangeGroup));
  for (guint i = 0; i < pieces->len; i++) {
    Piece *piece = &g_array_index(pieces, Piece, i);
    piece->group = find_group(own, pieces, i, polygons);
    if (piece->group == own->len)
      start_group(own, is_lost);
    SalChangeGroup *group = &g_array_index(own, SalChangeGroup, piece->group);
    g_array_append_val(group->polygons, piece->part.polygon);
    group->box = sal_box_union(group->box, piece->part.box);
  }
  for (guint i = 0; i < own->len; i++) {
    SalChangeGroup *group = &g_array_index(own, SalChangeGroup, i);
    g_autoptr(SalGeometry) parts = sal_change_group_extract(group, polygons);
    group->area_m2 = sal_area_measure(model, parts);
  }
  g_array_append_vals(groups, own->data, own->len);
}

static gint
compare_groups(gconstpointer a, gconstpointer b)
{
  const SalChangeGroup *first = a, *second = b;
  if (first->area_m2 != second->area_m2)
    return first->area_m2 > second->area_m2 ? -1 : 1;
  if (first->box.xmin != second->box.xmin)
    return first->box.xmin < second->box.xmin ? -1 : 1;
  return (first->is_lost > second->is_lost) - (first->is_lost < second->is_lost);
}

GArray *
sal_change_groups_find(const SalGeometry *gained, const SalGeometry *lost, const SalAreaModel *model)
{
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(SalChangeGroup));
  g_array_set_clear_func(groups, group_clear);
  add_groups(groups, gained, FALSE, model);
  add_groups(groups, lost, TRUE, model);
  g_array_sort(groups, compare_groups);
  return groups;
}

/* Whether one of the first groups of a side has the same place in the same direction. */
static gboolean
is_taken(const GArray *groups, guint n, gboolean is_lost, const SalNearby *nearby)
{
  for (guint i = 0; i < n; i++) {
    const SalChangeGroup *group = &g_array_index(groups, SalChangeGroup, i);
    if (group->is_lost == is_lost && group->nearby.place == nearby->place &&
        group->nearby.direction == nearby->direction)
      return TRUE;
  }
  return FALSE;
}

void
sal_change_groups_find_places(GArray *groups, const SalGeometry *gained, const SalGeometry *lost,
                              const GArray *places)
{
  for (guint i = 0; i < groups->len; i++) {
    SalChangeGroup *group = &g_array_index(groups, SalChangeGroup, i);
    const SalGeometry *polygons = group->is_lost ? lost : gained;
    const guint largest = g_array_index(group->polygons, guint, 0);
    const SalPoint middle = sal_polygon_find_centroid(polygons, largest);
    const double m2 = sal_polygon_estimate_m2(polygons, largest);
    const SalNearby best = sal_nearby_find(places, middle, m2, NULL);
    g_autoptr(GHashTable) without = g_hash_table_new(NULL, NULL);
    SalNearby nearby = best;
    while (nearby.place != NULL && is_taken(groups, i, group->is_lost, &nearby)) {
      g_hash_table_add(without, (gpointer)nearby.place);
      nearby = sal_nearby_find(places, middle, m2, without);
    }
    group->nearby = nearby.place != NULL ? nearby : best;
  }
}

SalGeometry *
sal_change_group_extract(const SalChangeGroup *group, const SalGeometry *polygons)
{
  SalGeometry *parts = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < group->polygons->len; i++) {
    g_autoptr(SalGeometry) part =
        sal_geometry_extract_polygon(polygons, g_array_index(group->polygons, guint, i));
    sal_geometry_append(parts, part);
  }
  return parts;
}
