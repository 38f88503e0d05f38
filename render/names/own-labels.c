#include "render/names/own-labels.h"

#include "render/drawing/text.h"
#include "render/names/cover.h"
#include "render/names/line-sites.h"

#include <math.h>

#define GAP_MM 0.5          /* between a symbol and its label */
#define PADDING_MM 0.3      /* kept free around a label beyond its halo */
#define LINE_GAP_MM 0.35    /* between a line and the halo of its label */
#define REPEAT_MM 80.0      /* between two labels of one line, as of a river */
#define CROSSING_PER_MM 0.4 /* the cost of a label on lines of own layers */
#define SYMBOL_COST 2.0     /* and on symbols */
#define MOST_TRIES 400      /* sites of one line's labels */

/* Where a text may stand from its symbol: which end of it is there, and how far its middle is up or down. */
typedef struct {
  SalAnchor anchor;
  int down; /* -1: above, 0: beside, 1: below */
} Spot;

typedef struct {
  const Spot *spots;
  guint n;
} SpotList;

static const Spot beside[] = {
  { SAL_ANCHOR_START, 0 },  { SAL_ANCHOR_END, 0 },   { SAL_ANCHOR_MIDDLE, -1 }, { SAL_ANCHOR_MIDDLE, 1 },
  { SAL_ANCHOR_START, -1 }, { SAL_ANCHOR_START, 1 }, { SAL_ANCHOR_END, -1 },    { SAL_ANCHOR_END, 1 },
};
static const Spot above[] = { { SAL_ANCHOR_MIDDLE, -1 }, { SAL_ANCHOR_MIDDLE, 1 } };
static const Spot at_sides[] = { { SAL_ANCHOR_START, 0 }, { SAL_ANCHOR_END, 0 } };
static const Spot inside[] = { { SAL_ANCHOR_MIDDLE, 0 } };
static const SpotList BESIDE = { beside, G_N_ELEMENTS(beside) }, ABOVE = { above, G_N_ELEMENTS(above) },
                      AT_SIDES = { at_sides, G_N_ELEMENTS(at_sides) },
                      INSIDE = { inside, G_N_ELEMENTS(inside) };

/* A text about to be placed. */
typedef struct {
  const SalMap *map;
  const SalOwnLayer *own;
  const char *text;
  SalTextExtents extents;
  GArray *obstacles;
  SalLayer *layer;
  SalCover *lines;   /* of own layers, where some have labels; NULL: none */
  SalTaken *symbols; /* NULL: none */
  guint n_left_out;
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

/* Writes the text at the first of the spots around a point that is free; reach_mm: how far what it names reaches. FALSE: none is. */
static gboolean
place_once(const Placing *placing, SalPoint at, double reach_mm, const SpotList *list,
           gboolean avoids_symbols)
{
  const SalTextExtents *e = &placing->extents;
  const double pad = placing->own->text.halo_mm + PADDING_MM, gap = reach_mm > 0 ? reach_mm + GAP_MM : 0;
  for (guint i = 0; i < list->n; i++) {
    const Spot *spot = &list->spots[i];
    const int side = spot->anchor == SAL_ANCHOR_START ? 1 : spot->anchor == SAL_ANCHOR_END ? -1 : 0;
    const double x = at.x + side * gap * (spot->down == 0 ? 1 : G_SQRT2 / 2),
                 middle = at.y + spot->down * (gap + pad + e->cap_height_mm / 2);
    const double left = x - (side < 0 ? e->width_mm : side == 0 ? e->width_mm / 2 : 0);
    const double top = middle - e->cap_height_mm / 2, bottom = top + e->cap_height_mm + e->descent_mm;
    const SalTurnedRect box = sal_turned_rect_new(
        (SalRect){ left - pad, top - pad, e->width_mm + 2 * pad, bottom - top + 2 * pad });
    if (!is_free(placing, box) || (avoids_symbols && !sal_taken_is_free(placing->symbols, box)))
      continue;
    g_array_append_val(placing->obstacles, box);
    sal_layer_add_text(placing->layer, placing->text, x, top + e->cap_height_mm, spot->anchor, 0,
                       &placing->own->text);
    return TRUE;
  }
  return FALSE;
}

/* At first clear of symbols, but for that of the text itself, of which its spots keep clear. */
static gboolean
place(const Placing *placing, SalPoint at, double reach_mm, const SpotList *spots)
{
  return (placing->symbols != NULL && place_once(placing, at, reach_mm, spots, TRUE)) ||
         place_once(placing, at, reach_mm, spots, FALSE);
}

static gboolean
is_in_frame(const Placing *placing, SalPoint at)
{
  const SalRect frame = sal_map_get_frame(placing->map);
  return at.x >= frame.x && at.y >= frame.y && at.x <= frame.x + frame.width &&
         at.y <= frame.y + frame.height;
}

static double
measure_part(const SalPoint *points, guint n)
{
  double length = 0;
  for (guint i = 1; i < n; i++)
    length += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  return length;
}

/* The point half way along the longest part of lines on the page, and whether they are steep there. FALSE: there is none. */
static gboolean
find_middle(const SalGeometry *lines, SalPoint *middle, gboolean *is_steep)
{
  double longest = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    const double length = measure_part(points, n);
    if (length <= longest)
      continue;
    longest = length;
    *is_steep = fabs(points[n - 1].y - points[0].y) > fabs(points[n - 1].x - points[0].x);
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

static gboolean
is_apart(const GArray *placed, const SalLineSite *site)
{
  for (guint i = 0; i < placed->len; i++) {
    const SalPoint *other = &g_array_index(placed, SalPoint, i);
    if (hypot(site->x - other->x, site->y - other->y) < REPEAT_MM)
      return FALSE;
  }
  return TRUE;
}

/* A label may stand on other lines than its own, but had better not. */
static void
weigh_crossings(const Placing *placing, const SalLineText *text, GArray *sites)
{
  const double ink_mm = -text->pad_mm - text->extents.descent_mm / 2; /* what is around the letters */
  for (guint i = 0; i < sites->len; i++) {
    SalLineSite *site = &g_array_index(sites, SalLineSite, i);
    site->cost += sal_cover_measure(placing->lines, sal_turned_rect_grow(site->box, ink_mm));
    if (placing->symbols != NULL && !sal_taken_is_free(placing->symbols, site->box))
      site->cost += SYMBOL_COST;
  }
  sal_line_sites_sort(sites);
}

/* Along the line, again and again if it is long; where it is too short or winds too much, upright over its middle. */
static void
place_along(Placing *placing, const SalGeometry *lines)
{
  const SalTextStyle *style = &placing->own->text;
  const double half = placing->own->line.width_mm / 2;
  const SalLineText text = { placing->extents, half + LINE_GAP_MM + style->halo_mm,
                             style->halo_mm + PADDING_MM };
  g_autoptr(GArray) sites = sal_line_sites_find(lines, &text),
                    placed = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  SalPoint middle = { 0 };
  gboolean is_steep = FALSE;
  weigh_crossings(placing, &text, sites);
  guint n_tries = 0;
  for (guint i = 0; i < sites->len && n_tries < MOST_TRIES; i++) {
    const SalLineSite *site = &g_array_index(sites, SalLineSite, i);
    if (!is_apart(placed, site))
      continue;
    n_tries++;
    if (!is_free(placing, site->box))
      continue;
    const SalPoint at = { site->x, site->y };
    g_array_append_val(placed, at);
    g_array_append_val(placing->obstacles, site->box);
    sal_layer_add_text(placing->layer, placing->text, site->x, site->y, SAL_ANCHOR_MIDDLE, site->angle_deg,
                       style);
  }
  if (placed->len == 0 && find_middle(lines, &middle, &is_steep))
    placing->n_left_out += !place(placing, middle, half, is_steep ? &AT_SIDES : &ABOVE);
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

/* What is no line, or more than one. */
static void
place_feature(Placing *placing, const SalOwnFeature *feature)
{
  SalPoint at = { 0 };
  if (feature->points != NULL && sal_geometry_get_n_points(feature->points) > 0) {
    const SalPoint lonlat = g_array_index(feature->points->points, SalPoint, 0);
    if (sal_map_project_point(placing->map, lonlat.x, lonlat.y, &at.x, &at.y))
      placing->n_left_out +=
          !place(placing, at, sal_own_layer_get_mark_mm(placing->own, feature) / 2, &BESIDE);
  } else if (feature->polygons != NULL) {
    g_autoptr(SalGeometry) polygons = sal_map_project(placing->map, feature->polygons);
    if (find_inside(polygons, &at))
      placing->n_left_out += !place(placing, at, 0, &INSIDE) && is_in_frame(placing, at);
  }
}

static void
set_text(Placing *placing, const char *text, const char *font_family)
{
  placing->text = text;
  placing->extents = sal_text_measure(text, font_family, &placing->own->text);
}

static gboolean
is_line(const SalOwnFeature *feature)
{
  return feature->lines != NULL && feature->points == NULL;
}

static gboolean
is_labelled(const Placing *placing, const SalOwnFeature *feature, const SalPeriod *period)
{
  return feature->label != NULL && sal_own_layer_shows(placing->own, feature, period);
}

/* The lines of a layer on the page by their labels (SalGeometry, owned by the table), which are listed in their order: a road is
 * one, of however many features it consists. */
static GHashTable *
collect_lines(const Placing *placing, const SalPeriod *period, GPtrArray *labels)
{
  GHashTable *lines = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)sal_geometry_free);
  for (guint i = 0; placing->own->has_lines && i < placing->own->features->len; i++) {
    const SalOwnFeature *feature = placing->own->features->pdata[i];
    if (!is_line(feature) || !is_labelled(placing, feature, period))
      continue;
    g_autoptr(SalGeometry) projected = sal_map_project(placing->map, feature->lines);
    SalGeometry *known = g_hash_table_lookup(lines, feature->label);
    if (known != NULL) {
      sal_geometry_append(known, projected);
      continue;
    }
    g_ptr_array_add(labels, feature->label);
    g_hash_table_insert(lines, feature->label, g_steal_pointer(&projected));
  }
  return lines;
}

/* NULL: no layer has lines with labels. Owned by the caller. */
static SalCover *
cover_lines(const SalMap *map, const SalOwnLabelOptions *options)
{
  g_autoptr(SalCover) cover = sal_cover_new(sal_map_get_frame(map));
  gboolean is_needed = FALSE;
  for (guint i = 0; i < options->layers->len; i++) {
    const SalOwnLayer *own = options->layers->pdata[i];
    is_needed |= own->has_lines && own->has_labels && sal_own_layer_suits(own, map);
  }
  for (guint i = 0; is_needed && i < options->layers->len; i++) {
    const SalOwnLayer *own = options->layers->pdata[i];
    for (guint j = 0; own->has_lines && sal_own_layer_suits(own, map) && j < own->features->len; j++) {
      const SalOwnFeature *feature = own->features->pdata[j];
      if (feature->lines == NULL || !sal_own_layer_shows(own, feature, options->period))
        continue;
      g_autoptr(SalGeometry) lines = sal_map_project(map, feature->lines);
      sal_cover_add_lines(cover, lines, CROSSING_PER_MM);
    }
  }
  sal_cover_finish(cover);
  return is_needed ? g_steal_pointer(&cover) : NULL;
}

static void
place_layer(Placing *placing, const SalOwnLabelOptions *options)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new();
  g_autoptr(GHashTable) lines = collect_lines(placing, options->period, labels);
  for (guint i = 0; i < placing->own->features->len; i++) {
    const SalOwnFeature *feature = placing->own->features->pdata[i];
    if (is_line(feature) || !is_labelled(placing, feature, options->period))
      continue;
    set_text(placing, feature->label, options->font_family);
    place_feature(placing, feature);
  }
  for (guint i = 0; i < labels->len; i++) {
    g_autoptr(SalGeometry) joined = sal_line_sites_join(g_hash_table_lookup(lines, labels->pdata[i]));
    set_text(placing, labels->pdata[i], options->font_family);
    place_along(placing, joined);
  }
}

SalLayer *
sal_own_labels_place(const SalMap *map, const SalOwnLabelOptions *options, GArray *obstacles)
{
  SalLayer *layer = sal_layer_new("own-labels", "Labels of own layers");
  g_autoptr(SalCover) lines = options->layers != NULL ? cover_lines(map, options) : NULL;
  Placing placing = {
    .map = map, .obstacles = obstacles, .layer = layer, .lines = lines, .symbols = options->symbols
  };
  for (guint i = 0; options->layers != NULL && i < options->layers->len; i++) {
    placing.own = options->layers->pdata[i];
    if (placing.own->has_labels && sal_own_layer_suits(placing.own, map))
      place_layer(&placing, options);
  }
  if (options->n_left_out != NULL)
    *options->n_left_out = placing.n_left_out;
  return layer;
}
