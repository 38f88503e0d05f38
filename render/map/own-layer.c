#include "render/map/own-layer.h"

#include <math.h>

#define HEAD_LENGTH 4.5       /* of an arrow, in widths of its line */
#define HEAD_LENGTH_MM 1      /* and so much more, so that the head of a thin line shows */
#define SWATCH_HEAD_SHARE 1.6 /* the longest head in a legend, of the height of its swatch */
#define HEAD_SHARE 0.38       /* half its width, of its length */
#define SAME_END_MM 0.05      /* so near to each other, an end of a line and that of its image are one */

static void
feature_free(gpointer data)
{
  SalOwnFeature *feature = data;
  if (feature == NULL)
    return;
  g_clear_pointer(&feature->points, sal_geometry_free);
  g_clear_pointer(&feature->lines, sal_geometry_free);
  g_clear_pointer(&feature->polygons, sal_geometry_free);
  g_free(feature->label);
  g_free(feature->kind);
  g_free(feature);
}

SalOwnLayer *
sal_own_layer_new(void)
{
  SalOwnLayer *own = g_new0(SalOwnLayer, 1);
  own->features = g_ptr_array_new_with_free_func(feature_free);
  own->rasters = g_ptr_array_new_with_free_func((GDestroyNotify)sal_own_raster_free);
  own->when = sal_when_new();
  return own;
}

void
sal_own_layer_free(SalOwnLayer *own)
{
  if (own == NULL)
    return;
  g_ptr_array_unref(own->features);
  g_ptr_array_unref(own->rasters);
  g_free(own->id);
  g_free(own->title);
  g_free(own->credit);
  g_free(own->heading);
  g_free(own->size_name);
  g_free(own);
}

void
sal_own_layer_add(SalOwnLayer *own, SalOwnFeature *feature)
{
  g_ptr_array_add(own->features, feature);
  if (feature->points != NULL)
    sal_mark_sizes_add(&own->marks, feature->value);
  own->has_dates |= feature->day != SAL_DAY_NONE;
  own->has_labels |= feature->label != NULL;
  own->has_points |= feature->points != NULL;
  own->has_lines |= feature->lines != NULL;
  own->has_polygons |= feature->polygons != NULL;
}

/* Moves what `from` holds to `to`. */
static void
join_geometry(SalGeometry **to, SalGeometry **from)
{
  if (*from == NULL)
    return;
  if (*to == NULL) {
    *to = g_steal_pointer(from);
    return;
  }
  sal_geometry_append(*to, *from);
  g_clear_pointer(from, sal_geometry_free);
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
  const SalOwnFeature *const *first = *(const SalOwnFeature *const *const *)a,
                             *const *second = *(const SalOwnFeature *const *const *)b;
  if (fabs((*first)->value - (*second)->value) > 0)
    return (*first)->value > (*second)->value ? -1 : 1;
  return (first > second) - (first < second);
}

/* Large symbols lie below small ones; equal values stay in their order. */
static void
sort_by_value(GPtrArray *features)
{
  g_autoptr(GPtrArray) places = g_ptr_array_sized_new(features->len);
  g_autofree gpointer *sorted = g_new(gpointer, MAX(features->len, 1));
  for (guint i = 0; i < features->len; i++)
    g_ptr_array_add(places, &features->pdata[i]);
  g_ptr_array_sort(places, compare_places);
  for (guint i = 0; i < features->len; i++)
    sorted[i] = *(gpointer *)places->pdata[i];
  for (guint i = 0; i < features->len; i++)
    features->pdata[i] = sorted[i];
}

void
sal_own_layer_join(SalOwnLayer *own)
{
  g_autoptr(GPtrArray) features = g_steal_pointer(&own->features);
  SalOwnFeature *joined = NULL;
  own->features = g_ptr_array_new_with_free_func(feature_free);
  for (guint i = 0; i < features->len; i++) {
    SalOwnFeature *feature = features->pdata[i];
    const gboolean is_plain = feature->label == NULL && feature->day == SAL_DAY_NONE && !own->marks.is_sized;
    if (is_plain && joined != NULL) {
      join_geometry(&joined->points, &feature->points);
      join_geometry(&joined->lines, &feature->lines);
      join_geometry(&joined->polygons, &feature->polygons);
      continue;
    }
    joined = is_plain ? feature : joined;
    g_ptr_array_add(own->features, g_steal_pointer(&features->pdata[i]));
  }
  if (own->marks.is_sized)
    sort_by_value(own->features);
}

gboolean
sal_own_layer_suits(const SalOwnLayer *own, const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  const double scale =
      1000 * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  return own->least_scale == 0 || scale <= own->least_scale;
}

gboolean
sal_own_layer_shows(const SalOwnLayer *own, const SalOwnFeature *feature, const SalPeriod *period)
{
  if (!sal_when_has(&own->when, period))
    return FALSE;
  if (period == NULL || feature->day == SAL_DAY_NONE)
    return TRUE;
  return feature->day < period->to && (own->dates == SAL_OWN_UNTIL || feature->day >= period->from);
}

SalOwnRaster *const *
sal_own_layer_find_rasters(const SalOwnLayer *own, const SalPeriod *period, guint *n)
{
  SalOwnRaster *const *rasters = (SalOwnRaster *const *)own->rasters->pdata;
  guint end = own->rasters->len, start;
  *n = 0;
  if (!sal_when_has(&own->when, period))
    return NULL;
  while (period != NULL && end > 0 && rasters[end - 1]->day != SAL_DAY_NONE &&
         rasters[end - 1]->day >= period->to)
    end--;
  for (start = end; start > 0 && rasters[start - 1]->day == rasters[end - 1]->day;)
    start--;
  const gboolean is_before = period != NULL && own->dates == SAL_OWN_WITHIN && end > 0 &&
                             rasters[end - 1]->day != SAL_DAY_NONE && rasters[end - 1]->day < period->from;
  if (end == 0 || is_before)
    return NULL;
  *n = end - start;
  return rasters + start;
}

double
sal_own_layer_get_mark_mm(const SalOwnLayer *own, const SalOwnFeature *feature)
{
  return sal_mark_sizes_get_mm(&own->marks, feature->value);
}

static double
get_head_mm(const SalOwnLayer *own)
{
  return HEAD_LENGTH * own->line.width_mm + HEAD_LENGTH_MM;
}

/* The head of an arrow with its tip at a point, and the end of the line that is left behind it. */
static SalPoint
draw_head(const SalOwnLayer *own, SalPoint tip, SalPoint towards, SalLayer *layer)
{
  const double length = get_head_mm(own), dx = tip.x - towards.x, dy = tip.y - towards.y,
               distance = hypot(dx, dy);
  if (!(distance > 0))
    return tip;
  const double ux = dx / distance, uy = dy / distance, half = HEAD_SHARE * length;
  const SalPoint base = { tip.x - length * ux, tip.y - length * uy };
  SalGeometry *head = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(head, tip.x, tip.y);
  sal_geometry_add_point(head, base.x - half * uy, base.y + half * ux);
  sal_geometry_add_point(head, base.x + half * uy, base.y - half * ux);
  sal_geometry_end_part(head);
  sal_geometry_end_polygon(head);
  sal_layer_add_area(layer, head, &(SalAreaStyle){ .fill = own->line.color }, NULL);
  return base;
}

/* The direction of a head is that of the line over the head's own length, so that a last short bend does not turn it. */
static SalPoint
find_before(const SalPoint *points, guint n, gboolean is_end, double length_mm)
{
  const SalPoint tip = points[is_end ? n - 1 : 0];
  for (guint i = 1; i < n; i++) {
    const SalPoint point = points[is_end ? n - 1 - i : i];
    if (hypot(point.x - tip.x, point.y - tip.y) >= length_mm)
      return point;
  }
  return points[is_end ? 0 : n - 1];
}

/* Where the lines of a layer begin and end in the frame, as opposed to where the frame cuts them. */
static GArray *
find_ends(const SalMap *map, const SalGeometry *lonlat)
{
  GArray *ends = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint part = 0; part < sal_geometry_get_n_parts(lonlat); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lonlat, part, &n);
    for (guint i = 0; i < n; i += MAX(n - 1, 1)) {
      SalPoint end;
      if (sal_map_project_point(map, points[i].x, points[i].y, &end.x, &end.y))
        g_array_append_val(ends, end);
    }
  }
  return ends;
}

/* ends: NULL: every end is one. */
static gboolean
is_end(const GArray *ends, SalPoint point)
{
  if (ends == NULL)
    return TRUE;
  for (guint i = 0; i < ends->len; i++) {
    const SalPoint *end = &g_array_index(ends, SalPoint, i);
    if (hypot(end->x - point.x, end->y - point.y) < SAME_END_MM)
      return TRUE;
  }
  return FALSE;
}

/* Lines with heads end where their heads begin. A line that the frame cuts has no head there. */
static SalGeometry *
draw_heads(const SalOwnLayer *own, const SalGeometry *lines, const GArray *ends, SalLayer *layer)
{
  SalGeometry *shortened = sal_geometry_new(SAL_LINES);
  const double length = get_head_mm(own);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    SalPoint first = points[0], last = points[n - 1];
    const gboolean has_start = own->has_start_arrow && is_end(ends, first);
    const gboolean has_end = own->has_end_arrow && is_end(ends, last);
    if (has_start)
      first = draw_head(own, first, find_before(points, n, FALSE, length), layer);
    if (has_end)
      last = draw_head(own, last, find_before(points, n, TRUE, length), layer);
    for (guint i = 0; i < n; i++) {
      const SalPoint point = points[i];
      const gboolean under_start =
          has_start && i > 0 && i + 1 < n && hypot(point.x - points[0].x, point.y - points[0].y) < length;
      const gboolean under_end = has_end && i > 0 && i + 1 < n &&
                                 hypot(point.x - points[n - 1].x, point.y - points[n - 1].y) < length;
      const SalPoint shown = i == 0 ? first : i + 1 == n ? last : point;
      if (!under_start && !under_end)
        sal_geometry_add_point(shortened, shown.x, shown.y);
    }
    sal_geometry_end_part(shortened);
  }
  return shortened;
}

static void
add_head(const SalOwnLayer *own, const SalPoint *points, guint n, gboolean at_end, GArray *heads)
{
  const double length = get_head_mm(own);
  const SalPoint tip = points[at_end ? n - 1 : 0], towards = find_before(points, n, at_end, length);
  const double distance = hypot(tip.x - towards.x, tip.y - towards.y);
  if (!(distance > 0))
    return;
  const SalPoint base = { tip.x - length * (tip.x - towards.x) / distance,
                          tip.y - length * (tip.y - towards.y) / distance };
  const SalOwnHead head = { tip, base, 2 * HEAD_SHARE * length };
  g_array_append_val(heads, head);
}

void
sal_own_layer_find_heads(const SalOwnLayer *own, const SalMap *map, const SalOwnFeature *feature,
                         GArray *heads)
{
  if (feature->lines == NULL || !(own->has_start_arrow || own->has_end_arrow))
    return;
  g_autoptr(SalGeometry) lines = sal_map_project(map, feature->lines);
  g_autoptr(GArray) ends = find_ends(map, feature->lines);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    if (own->has_start_arrow && is_end(ends, points[0]))
      add_head(own, points, n, FALSE, heads);
    if (own->has_end_arrow && is_end(ends, points[n - 1]))
      add_head(own, points, n, TRUE, heads);
  }
}

static void
draw_lines(const SalOwnLayer *own, const SalMap *map, const SalGeometry *lonlat, const SalItemInfo *info,
           SalLayer *layer)
{
  g_autoptr(SalGeometry) lines = sal_map_project(map, lonlat);
  const gboolean has_heads = own->has_start_arrow || own->has_end_arrow;
  g_autoptr(GArray) ends = has_heads ? find_ends(map, lonlat) : NULL;
  g_autoptr(SalGeometry) shortened = has_heads ? draw_heads(own, lines, ends, layer) : NULL;
  sal_layer_add_line(layer, has_heads ? g_steal_pointer(&shortened) : g_steal_pointer(&lines), &own->line,
                     info);
}

static void
draw_points(const SalOwnLayer *own, const SalMap *map, const SalOwnFeature *feature, const SalItemInfo *info,
            SalLayer *layer)
{
  const double mark_mm = sal_own_layer_get_mark_mm(own, feature);
  for (guint i = 0; i < sal_geometry_get_n_points(feature->points); i++) {
    const SalPoint lonlat = g_array_index(feature->points->points, SalPoint, i);
    SalPoint at;
    if (mark_mm > 0 && sal_map_project_point(map, lonlat.x, lonlat.y, &at.x, &at.y))
      sal_symbol_draw(layer, own->marks.symbol, at, mark_mm, &own->mark, info);
  }
}

/* Areas lie below lines, and lines below symbols. */
static void
draw_kind(const SalOwnLayer *own, const SalMap *map, const SalOwnFeature *feature, SalGeometryType kind,
          SalLayer *layer)
{
  const SalItemInfo info = { .title = feature->label };
  if (kind == SAL_POLYGONS && feature->polygons != NULL)
    sal_layer_add_area(layer, sal_map_project(map, feature->polygons), &own->area, &info);
  else if (kind == SAL_LINES && feature->lines != NULL)
    draw_lines(own, map, feature->lines, &info, layer);
  else if (kind == SAL_POINTS && feature->points != NULL)
    draw_points(own, map, feature, &info, layer);
}

SalLayer *
sal_own_layer_draw(const SalOwnLayer *own, const SalMap *map, const SalGround *ground,
                   const SalPeriod *period)
{
  static const SalGeometryType kinds[] = { SAL_POLYGONS, SAL_LINES, SAL_POINTS };
  SalLayer *layer = sal_layer_new(own->id, own->title);
  sal_layer_set_clip(layer, sal_map_get_frame(map));
  if (!sal_own_layer_suits(own, map))
    return layer;
  guint n_rasters;
  SalOwnRaster *const *rasters = sal_own_layer_find_rasters(own, period, &n_rasters);
  for (guint i = 0; i < n_rasters; i++)
    sal_own_raster_draw(rasters[i], map, ground, layer);
  for (guint kind = 0; kind < G_N_ELEMENTS(kinds); kind++)
    for (guint i = 0; i < own->features->len; i++)
      if (sal_own_layer_shows(own, own->features->pdata[i], period))
        draw_kind(own, map, own->features->pdata[i], kinds[kind], layer);
  return layer;
}

void
sal_own_layer_draw_swatch(const SalOwnLayer *own, SalRect rect, SalLayer *layer)
{
  const SalPoint middle = { rect.x + rect.width / 2, rect.y + rect.height / 2 };
  if (own->has_polygons || own->rasters->len > 0)
    sal_layer_add_rect(layer, rect, &own->area);
  if (own->has_lines && !own->has_polygons) {
    SalOwnLayer thin = *own; /* as thick as the row has room for */
    const double most_mm = MAX(rect.height * SWATCH_HEAD_SHARE - HEAD_LENGTH_MM, 0) / HEAD_LENGTH;
    if (own->has_start_arrow || own->has_end_arrow)
      thin.line.width_mm = MIN(own->line.width_mm, most_mm);
    g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES);
    sal_geometry_add_point(line, rect.x, middle.y);
    sal_geometry_add_point(line, rect.x + rect.width, middle.y);
    sal_geometry_end_part(line);
    SalGeometry *shortened = draw_heads(&thin, line, NULL, layer);
    sal_layer_add_line(layer, shortened, &thin.line, NULL);
  }
  if (own->has_points && !own->has_polygons && !own->has_lines)
    sal_symbol_draw(layer, own->marks.symbol, middle, MIN(own->marks.symbol_mm, rect.height * 1.5),
                    &own->mark, NULL);
}

void
sal_own_layer_draw_mark(const SalOwnLayer *own, SalPoint at, double diameter_mm, SalLayer *layer)
{
  sal_symbol_draw(layer, own->marks.symbol, at, diameter_mm, &own->mark, NULL);
}
