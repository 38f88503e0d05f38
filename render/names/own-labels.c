#include "render/names/own-labels.h"

#include "render/drawing/text.h"

#include <math.h>

#define GAP_MM 0.5     /* between a symbol and its label */
#define PADDING_MM 0.3 /* kept free around a label beyond its halo */

/* Where a text may stand from its symbol: which end of it is there, and how far its middle is up or down. */
typedef struct {
  SalAnchor anchor;
  int down; /* -1: above, 0: beside, 1: below */
} Spot;

static const Spot beside[] = {
  { SAL_ANCHOR_START, 0 },  { SAL_ANCHOR_END, 0 },   { SAL_ANCHOR_MIDDLE, -1 }, { SAL_ANCHOR_MIDDLE, 1 },
  { SAL_ANCHOR_START, -1 }, { SAL_ANCHOR_START, 1 }, { SAL_ANCHOR_END, -1 },    { SAL_ANCHOR_END, 1 },
};
static const Spot above[] = { { SAL_ANCHOR_MIDDLE, -1 }, { SAL_ANCHOR_MIDDLE, 1 } };
static const Spot inside[] = { { SAL_ANCHOR_MIDDLE, 0 } };

/* A text about to be placed. */
typedef struct {
  const SalMap *map;
  const SalOwnLayer *own;
  const char *text;
  SalTextExtents extents;
  GArray *obstacles;
  SalLayer *layer;
} Placing;

static gboolean
is_free(const Placing *placing, SalTurnedRect box)
{
  const SalRect frame = sal_map_get_frame(placing->map);
  const SalBox bounds = sal_turned_rect_get_box(box);
  if (bounds.xmin < frame.x || bounds.xmax > frame.x + frame.width || bounds.ymin < frame.y ||
      bounds.ymax > frame.y + frame.height)
    return FALSE;
  for (guint i = 0; i < placing->obstacles->len; i++)
    if (sal_turned_rect_overlaps(box, g_array_index(placing->obstacles, SalTurnedRect, i)))
      return FALSE;
  return TRUE;
}

/* Writes the text at the first of the spots around a point that is free; reach_mm: how far what it names reaches. */
static void
place(const Placing *placing, SalPoint at, double reach_mm, const Spot *spots, guint n_spots)
{
  const SalTextExtents *e = &placing->extents;
  const double pad = placing->own->text.halo_mm + PADDING_MM, gap = reach_mm > 0 ? reach_mm + GAP_MM : 0;
  for (guint i = 0; i < n_spots; i++) {
    const Spot *spot = &spots[i];
    const int side = spot->anchor == SAL_ANCHOR_START ? 1 : spot->anchor == SAL_ANCHOR_END ? -1 : 0;
    const double x = at.x + side * gap * (spot->down == 0 ? 1 : G_SQRT2 / 2),
                 middle = at.y + spot->down * (gap + pad + e->cap_height_mm / 2);
    const double left = x - (side < 0 ? e->width_mm : side == 0 ? e->width_mm / 2 : 0);
    const double top = middle - e->cap_height_mm / 2, bottom = top + e->cap_height_mm + e->descent_mm;
    const SalTurnedRect box = sal_turned_rect_new(
        (SalRect){ left - pad, top - pad, e->width_mm + 2 * pad, bottom - top + 2 * pad });
    if (!is_free(placing, box))
      continue;
    g_array_append_val(placing->obstacles, box);
    sal_layer_add_text(placing->layer, placing->text, x, top + e->cap_height_mm, spot->anchor, 0,
                       &placing->own->text);
    return;
  }
}

static double
measure_part(const SalPoint *points, guint n)
{
  double length = 0;
  for (guint i = 1; i < n; i++)
    length += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  return length;
}

/* The point half way along the longest part of lines on the page. FALSE: there is none. */
static gboolean
find_middle(const SalGeometry *lines, SalPoint *middle)
{
  double longest = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    const double length = measure_part(points, n);
    if (length <= longest)
      continue;
    longest = length;
    double left = length / 2;
    for (guint i = 1; i < n; i++) {
      const double step = hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
      if (left <= step) {
        const double t = left / step;
        *middle = (SalPoint){ points[i - 1].x + t * (points[i].x - points[i - 1].x),
                              points[i - 1].y + t * (points[i].y - points[i - 1].y) };
        break;
      }
      left -= step;
    }
  }
  return longest > 0;
}

/* A point inside the polygon with the largest box. FALSE: there is none. */
static gboolean
find_inside(const SalGeometry *polygons, SalPoint *inside_point)
{
  double largest = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, i);
    const SalBox box = sal_geometry_get_box(polygon);
    const double size = (box.xmax - box.xmin) * (box.ymax - box.ymin);
    if (size <= largest)
      continue;
    largest = size;
    *inside_point = sal_geometry_get_inner_point(polygons, i);
  }
  return largest > 0;
}

static void
place_feature(const Placing *placing, const SalOwnFeature *feature)
{
  SalPoint at = { 0 };
  if (feature->points != NULL && sal_geometry_get_n_points(feature->points) > 0) {
    const SalPoint lonlat = g_array_index(feature->points->points, SalPoint, 0);
    if (sal_map_project_point(placing->map, lonlat.x, lonlat.y, &at.x, &at.y))
      place(placing, at, sal_own_layer_get_mark_mm(placing->own, feature) / 2, beside, G_N_ELEMENTS(beside));
  } else if (feature->lines != NULL) {
    g_autoptr(SalGeometry) lines = sal_map_project(placing->map, feature->lines);
    if (find_middle(lines, &at))
      place(placing, at, placing->own->line.width_mm / 2, above, G_N_ELEMENTS(above));
  } else if (feature->polygons != NULL) {
    g_autoptr(SalGeometry) polygons = sal_map_project(placing->map, feature->polygons);
    if (find_inside(polygons, &at))
      place(placing, at, 0, inside, G_N_ELEMENTS(inside));
  }
}

SalLayer *
sal_own_labels_place(const SalMap *map, const SalOwnLabelOptions *options, GArray *obstacles)
{
  SalLayer *layer = sal_layer_new("own-labels", "Labels of own layers");
  Placing placing = { .map = map, .obstacles = obstacles, .layer = layer };
  for (guint i = 0; options->layers != NULL && i < options->layers->len; i++) {
    placing.own = options->layers->pdata[i];
    for (guint j = 0; placing.own->has_labels && j < placing.own->features->len; j++) {
      const SalOwnFeature *feature = placing.own->features->pdata[j];
      if (feature->label == NULL || !sal_own_layer_suits(placing.own, map) ||
          !sal_own_layer_shows(placing.own, feature, options->period))
        continue;
      placing.text = feature->label;
      placing.extents = sal_text_measure(feature->label, options->font_family, &placing.own->text);
      place_feature(&placing, feature);
    }
  }
  return layer;
}
