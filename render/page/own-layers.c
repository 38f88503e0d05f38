#include "render/page/own-layers.h"

#include "data/base/error.h"
#include "render/names/own-labels.h"
#include "render/words/figures.h"

#include <math.h>

#define KIND_MM 2.6 /* symbols of kinds in a legend that says sizes apart */
#define MOST_DECIMALS 9
#define MOST_ROUNDED_OFF 0.005 /* share of the value */

static gboolean
has_labels(const GPtrArray *layers)
{
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    if (((const SalOwnLayer *)layers->pdata[i])->has_labels)
      return TRUE;
  return FALSE;
}

SalLayer *
sal_page_place_own_labels(const SalPage *page, const SalPanel *panel, const SalPeriod *period,
                          const SalOwnLabelRoom *room)
{
  if (!has_labels(page->options.own_layers))
    return NULL;
  g_autoptr(GArray) all = g_array_copy(room->obstacles);
  g_autoptr(SalTaken) symbols = sal_page_take_own_symbols(page, panel, period);
  sal_labels_add_obstacles(room->labels, all);
  const guint n = all->len;
  guint n_left_out = 0;
  const SalOwnLabelOptions options = { page->options.own_layers, period, page->options.style->font_family,
                                       symbols, &n_left_out };
  SalLayer *layer = sal_own_labels_place(sal_panel_get_map(panel), &options, all);
  for (guint i = n; i < all->len; i++)
    g_array_append_val(room->obstacles, g_array_index(all, SalTurnedRect, i));
  if (n_left_out > 0 && room->remarks != NULL)
    g_ptr_array_add(
        room->remarks,
        g_strdup_printf("period %s: " SAL_OPTION("draw") ": no room for the label%s of %u feature%s",
                        period->name, n_left_out == 1 ? "" : "s", n_left_out, n_left_out == 1 ? "" : "s"));
  return layer;
}

SalGeometry *
sal_page_find_own_lines(const SalPage *page, const SalPanel *panel)
{
  const GPtrArray *layers = page->options.own_layers;
  const SalMap *map = sal_panel_get_map(panel);
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; layers != NULL && i < layers->len; i++) {
    const SalOwnLayer *own = layers->pdata[i];
    for (guint j = 0; sal_own_layer_suits(own, map) && j < own->features->len; j++) {
      const SalOwnFeature *feature = own->features->pdata[j];
      g_autoptr(SalGeometry) drawn = feature->lines != NULL ? sal_map_project(map, feature->lines) : NULL;
      if (drawn != NULL)
        sal_geometry_append(lines, drawn);
    }
  }
  return lines;
}

/* Adds the rectangles (SalTurnedRect) round the symbols and arrowheads of a feature. */
static void
add_symbols(const SalOwnLayer *own, const SalMap *map, const SalOwnFeature *feature, GArray *rects)
{
  const double size = sal_own_layer_get_mark_mm(own, feature);
  g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(SalOwnHead));
  for (guint i = 0; size > 0 && feature->points != NULL && i < sal_geometry_get_n_points(feature->points);
       i++) {
    const SalPoint lonlat = g_array_index(feature->points->points, SalPoint, i);
    SalTurnedRect rect = { .width = size, .height = size };
    if (sal_map_project_point(map, lonlat.x, lonlat.y, &rect.x, &rect.y))
      g_array_append_val(rects, rect);
  }
  sal_own_layer_find_heads(own, map, feature, heads);
  for (guint i = 0; i < heads->len; i++) {
    const SalOwnHead *head = &g_array_index(heads, SalOwnHead, i);
    const SalTurnedRect rect = sal_turned_rect_new_line(head->tip, head->base, head->width_mm);
    g_array_append_val(rects, rect);
  }
}

/* GArray of SalTurnedRect, owned by the caller. */
static GArray *
list_symbols(const SalPage *page, const SalPanel *panel, const SalPeriod *period)
{
  const GPtrArray *layers = page->options.own_layers;
  const SalMap *map = sal_panel_get_map(panel);
  GArray *rects = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  for (guint i = 0; layers != NULL && i < layers->len; i++) {
    const SalOwnLayer *own = layers->pdata[i];
    for (guint j = 0; sal_own_layer_suits(own, map) && j < own->features->len; j++)
      if (sal_own_layer_shows(own, own->features->pdata[j], period))
        add_symbols(own, map, own->features->pdata[j], rects);
  }
  return rects;
}

static void
add_stroke(SalGeometry *lines, SalTurnedRect at, double length, double angle)
{
  const double dx = length / 2 * cos(angle), dy = -length / 2 * sin(angle);
  sal_geometry_add_point(lines, at.x - dx, at.y - dy);
  sal_geometry_add_point(lines, at.x + dx, at.y + dy);
  sal_geometry_end_part(lines);
}

SalGeometry *
sal_page_find_own_symbols(const SalPage *page, const SalPanel *panel)
{
  g_autoptr(GArray) rects = list_symbols(page, panel, NULL);
  SalGeometry *strokes = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < rects->len; i++) {
    const SalTurnedRect rect = g_array_index(rects, SalTurnedRect, i);
    const double angle = rect.angle_deg * G_PI / 180;
    add_stroke(strokes, rect, rect.width, angle);
    add_stroke(strokes, rect, rect.height, angle + G_PI / 2);
  }
  return strokes;
}

SalTaken *
sal_page_take_own_symbols(const SalPage *page, const SalPanel *panel, const SalPeriod *period)
{
  g_autoptr(GArray) rects = list_symbols(page, panel, period);
  SalTaken *taken = sal_taken_new(sal_map_get_frame(sal_panel_get_map(panel)));
  for (guint i = 0; i < rects->len; i++)
    sal_taken_add(taken, g_array_index(rects, SalTurnedRect, i), i);
  return taken;
}

/* How many decimals show a value: none of a whole one, else so many that little of it is lost. */
static guint
find_decimals(double value)
{
  guint decimals = value == floor(value) ? 0 : 1;
  while (decimals < MOST_DECIMALS &&
         fabs(round(value * pow(10, decimals)) / pow(10, decimals) - value) > MOST_ROUNDED_OFF * value)
    decimals++;
  return decimals;
}

static void
report_days(const SalOwnLayer *own, const SalPeriod *period, GPtrArray *remarks)
{
  guint n;
  SalOwnRaster *const *rasters = sal_own_layer_find_rasters(own, period, &n);
  g_autofree char *title = sal_error_quote_path(own->title),
                  *day = n > 0 ? sal_day_format(rasters[0]->day) : NULL,
                  *name = n == 1 ? sal_error_quote_path(rasters[0]->name) : g_strdup_printf("%u files", n),
                  *what = n > 0 ? g_strdup_printf("the raster of %s (%s)", day, name) : g_strdup("no raster");
  g_ptr_array_add(remarks,
                  g_strdup_printf("period %s: " SAL_OPTION("draw") ": %s: %s", period->name, title, what));
}

static gboolean
check_rasters(const SalOwnLayer *own, GError **error)
{
  for (guint i = 0; i < own->rasters->len; i++) {
    SalOwnRaster *raster = own->rasters->pdata[i];
    g_mutex_lock(&raster->lock);
    if (raster->fault != NULL)
      g_propagate_error(error, g_error_copy(raster->fault));
    const gboolean is_ok = raster->fault == NULL;
    g_mutex_unlock(&raster->lock);
    if (is_ok)
      continue;
    g_autofree char *place = sal_error_quote_path(raster->name);
    g_prefix_error(error, "%s: ", place);
    return sal_error_blame(error, "draw");
  }
  return TRUE;
}

gboolean
sal_page_report_own_rasters(const SalPage *page, const SalChange *change, SalDrawing *drawing, GError **error)
{
  const GPtrArray *layers = page->options.own_layers;
  for (guint i = 0; layers != NULL && i < layers->len; i++) {
    const SalOwnLayer *own = layers->pdata[i];
    if (!check_rasters(own, error))
      return FALSE;
    if (own->rasters->len > 0 && ((const SalOwnRaster *)own->rasters->pdata[0])->day != SAL_DAY_NONE)
      for (guint j = 0; j < (page->layout->has_multiples ? page->run->changes->len : 1); j++) {
        const SalChange *shown = page->layout->has_multiples ? page->run->changes->pdata[j] : change;
        report_days(own, &shown->period, sal_drawing_get_remarks(drawing));
      }
  }
  return TRUE;
}

static char *
format_value(const SalPage *page, double value)
{
  return sal_figures_format_number(page->options.words, value, find_decimals(value), FALSE);
}

static void
add_heading(const char *name, const char *text, GArray *entries)
{
  g_autofree char *id = g_strconcat(name, "-heading", NULL);
  sal_legend_entries_add(
      entries, (SalLegendEntry){ .id = g_intern_string(id), .label = g_strdup(text), .is_heading = TRUE });
}

/* Symbols of round values, of a layer without kinds. */
static void
add_sizes(const SalPage *page, const SalOwnLayer *own, const double *values, guint n, GArray *entries)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf("%s-size-%u", own->id, i + 1);
    sal_legend_entries_add(entries,
                           (SalLegendEntry){ .id = g_intern_string(id),
                                             .label = format_value(page, values[i]),
                                             .mark_mm = sal_mark_sizes_get_mm(&own->marks, values[i]),
                                             .own = own });
  }
}

/* The sizes of a group's symbols: all kinds' if they share one, else circles of the same area. */
static SalMarkSizes
find_sizes(const SalPage *page, const SalOwnLayer *last)
{
  const GPtrArray *layers = page->options.own_layers;
  SalMarkSizes sizes = last->marks;
  for (guint i = 0; i < layers->len; i++) {
    const SalOwnLayer *own = layers->pdata[i];
    if (own->group == last->group && own->marks.symbol != last->marks.symbol)
      sizes.symbol = SAL_SYMBOL_CIRCLE;
  }
  return sizes;
}

/* Symbols of round values that stand for all kinds of a group, in no kind's look, below the name of the field. */
static void
add_sizes_of_group(const SalPage *page, const SalOwnLayer *last, GArray *entries)
{
  const SalMarkSizes sizes = find_sizes(page, last);
  const SalAreaStyle look = { .fill = page->options.style->credit_text.color, .outline = last->mark.outline };
  double values[SAL_MARK_SIZES_MOST];
  const guint n = sal_mark_sizes_choose(&last->marks, values);
  g_autofree char *name = g_strconcat(last->group, "-size", NULL);
  if (n > 0 && last->size_name != NULL)
    add_heading(name, last->size_name, entries);
  for (guint i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf("%s-%u", name, i + 1);
    sal_legend_entries_add(entries, (SalLegendEntry){ .id = g_intern_string(id),
                                                      .label = format_value(page, values[i]),
                                                      .mark_mm = sal_mark_sizes_get_mm(&sizes, values[i]),
                                                      .is_symbol = TRUE,
                                                      .symbol = sizes.symbol,
                                                      .area = look });
  }
}

static void
add_entry(const SalPage *page, const SalOwnLayer *own, GArray *entries)
{
  double values[SAL_MARK_SIZES_MOST];
  const guint n = own->group == NULL && own->has_points ? sal_mark_sizes_choose(&own->marks, values) : 0;
  const gboolean is_kind = own->group != NULL && own->marks.is_sized && !own->has_lines && !own->has_polygons;
  const gboolean has_sizes = n > 1 && !own->has_lines && !own->has_polygons;
  if (has_sizes)
    add_heading(own->id, own->title, entries);
  else
    sal_legend_entries_add(entries,
                           (SalLegendEntry){ .id = g_intern_string(own->id),
                                             .label = g_strdup(own->title),
                                             .number = n == 1 ? format_value(page, values[0]) : NULL,
                                             .mark_mm = n == 1 ? sal_mark_sizes_get_mm(&own->marks, values[0])
                                                        : is_kind ? KIND_MM
                                                                  : 0,
                                             .own = own });
  if (n > 1)
    add_sizes(page, own, values, n, entries);
}

void
sal_page_add_own_entries(const SalPage *page, const SalChange *change, GArray *entries)
{
  const GPtrArray *layers = page->options.own_layers;
  const SalPeriod *period = change != NULL ? &change->period : NULL;
  const SalOwnLayer *before = NULL; /* of the entry before, if it is in a group */
  for (guint i = 0; layers != NULL && i <= layers->len; i++) {
    const SalOwnLayer *own = i < layers->len ? layers->pdata[i] : NULL;
    if (own != NULL && (!own->has_entry || (change != NULL && !sal_panel_shows_own(page->panel, i, period))))
      continue;
    const char *group = own != NULL ? own->group : NULL;
    if (before != NULL && before->group != group)
      add_sizes_of_group(page, before, entries);
    if (group != NULL && own->heading != NULL && (before == NULL || before->group != group))
      add_heading(group, own->heading, entries);
    if (own != NULL)
      add_entry(page, own, entries);
    before = group != NULL ? own : NULL;
  }
}
