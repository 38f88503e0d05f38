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
                          const GArray *labels, GArray *obstacles)
{
  if (!has_labels(page->options.own_layers))
    return NULL;
  g_autoptr(GArray) all = g_array_copy(obstacles);
  sal_labels_add_obstacles(labels, all);
  const guint n = all->len;
  const SalOwnLabelOptions options = { page->options.own_layers, period, page->options.style->font_family };
  SalLayer *layer = sal_own_labels_place(sal_panel_get_map(panel), &options, all);
  for (guint i = n; i < all->len; i++)
    g_array_append_val(obstacles, g_array_index(all, SalTurnedRect, i));
  return layer;
}

static void
add_stroke(SalGeometry *lines, SalPoint at, double dx, double dy)
{
  sal_geometry_add_point(lines, at.x - dx, at.y - dy);
  sal_geometry_add_point(lines, at.x + dx, at.y + dy);
  sal_geometry_end_part(lines);
}

static void
add_symbols(SalGeometry *marks, const SalOwnLayer *own, const SalOwnFeature *feature, const SalMap *map)
{
  const double half = sal_own_layer_get_mark_mm(own, feature) / 2;
  for (guint i = 0; feature->points != NULL && i < sal_geometry_get_n_points(feature->points); i++) {
    const SalPoint lonlat = g_array_index(feature->points->points, SalPoint, i);
    SalPoint at;
    if (!sal_map_project_point(map, lonlat.x, lonlat.y, &at.x, &at.y))
      continue;
    add_stroke(marks, at, half, 0);
    add_stroke(marks, at, 0, half);
  }
}

static void
add_marks(const SalOwnLayer *own, const SalMap *map, SalGeometry *lines, SalGeometry *symbols)
{
  for (guint i = 0; i < own->features->len; i++) {
    const SalOwnFeature *feature = own->features->pdata[i];
    g_autoptr(SalGeometry) drawn =
        lines != NULL && feature->lines != NULL ? sal_map_project(map, feature->lines) : NULL;
    if (drawn != NULL)
      sal_geometry_append(lines, drawn);
    if (symbols != NULL)
      add_symbols(symbols, own, feature, map);
  }
}

/* lines and symbols receive what the layers have of them on a panel, and may be the same; NULL: not wanted. */
static void
find_marks(const SalPage *page, const SalPanel *panel, SalGeometry *lines, SalGeometry *symbols)
{
  const GPtrArray *layers = page->options.own_layers;
  const SalMap *map = sal_panel_get_map(panel);
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    if (sal_own_layer_suits(layers->pdata[i], map))
      add_marks(layers->pdata[i], map, lines, symbols);
}

SalGeometry *
sal_page_find_own_marks(const SalPage *page)
{
  g_autoptr(SalGeometry) marks = sal_geometry_new(SAL_LINES);
  find_marks(page, page->panel, marks, marks);
  return sal_geometry_get_n_points(marks) > 0 ? g_steal_pointer(&marks) : NULL;
}

SalGeometry *
sal_page_find_own_lines(const SalPage *page, const SalPanel *panel)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  find_marks(page, panel, lines, NULL);
  return lines;
}

SalGeometry *
sal_page_find_own_symbols(const SalPage *page, const SalPanel *panel)
{
  SalGeometry *symbols = sal_geometry_new(SAL_LINES);
  find_marks(page, panel, NULL, symbols);
  return symbols;
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

/* Symbols of round values, below the name of what they stand for. */
static void
add_sizes(const SalPage *page, const SalOwnLayer *own, const double *values, guint n, GArray *entries)
{
  for (guint i = 0; i < n; i++) {
    const char *name = own->group != NULL ? own->group : own->id;
    g_autofree char *id = g_strdup_printf("%s-size-%u", name, i + 1);
    sal_legend_entries_add(entries,
                           (SalLegendEntry){ .id = g_intern_string(id),
                                             .label = format_value(page, values[i]),
                                             .mark_mm = sal_mark_sizes_get_mm(&own->marks, values[i]),
                                             .own = own });
  }
}

static void
add_heading(const char *name, const char *text, GArray *entries)
{
  g_autofree char *id = g_strconcat(name, "-heading", NULL);
  sal_legend_entries_add(
      entries, (SalLegendEntry){ .id = g_intern_string(id), .label = g_strdup(text), .is_heading = TRUE });
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
    double values[SAL_MARK_SIZES_MOST];
    if (before != NULL && before->group != group)
      add_sizes(page, before, values, sal_mark_sizes_choose(&before->marks, values), entries);
    if (group != NULL && own->heading != NULL && (before == NULL || before->group != group))
      add_heading(group, own->heading, entries);
    if (own != NULL)
      add_entry(page, own, entries);
    before = group != NULL ? own : NULL;
  }
}
