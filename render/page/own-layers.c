#include "render/page/own-layers.h"

#include "render/names/own-labels.h"
#include "render/page/sights.h"
#include "render/words/figures.h"

#include <math.h>

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

/* The names that must stay and their dots are in the way, but only of these labels. */
static void
add_names(GArray *obstacles, const GArray *all, GHashTable *news)
{
  if (all == NULL)
    return;
  g_autoptr(GArray) labels = sal_labels_choose(all, news);
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (!label->must_stay)
      continue;
    g_array_append_val(obstacles, label->box);
    if (label->has_dot)
      g_array_append_val(obstacles, label->dot_box);
  }
}

SalLayer *
sal_page_place_own_labels(const SalPage *page, const SalPanel *panel, const SalChange *change,
                          GHashTable *news, GArray *obstacles)
{
  if (!has_labels(page->options.own_layers))
    return NULL;
  g_autoptr(GArray) all = g_array_copy(obstacles);
  add_names(all, sal_panel_get_labels(panel, sal_page_find_label_set(page, change)), news);
  const guint n = all->len;
  const SalOwnLabelOptions options = { page->options.own_layers, &change->period,
                                       page->options.style->font_family };
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
add_marks(SalGeometry *marks, const SalOwnLayer *own, const SalMap *map)
{
  for (guint i = 0; i < own->features->len; i++) {
    const SalOwnFeature *feature = own->features->pdata[i];
    g_autoptr(SalGeometry) lines = feature->lines != NULL ? sal_map_project(map, feature->lines) : NULL;
    if (lines != NULL)
      sal_geometry_append(marks, lines);
    const double half = sal_own_layer_get_mark_mm(own, feature) / 2;
    for (guint j = 0; feature->points != NULL && j < sal_geometry_get_n_points(feature->points); j++) {
      const SalPoint lonlat = g_array_index(feature->points->points, SalPoint, j);
      SalPoint at;
      if (sal_map_project_point(map, lonlat.x, lonlat.y, &at.x, &at.y)) {
        add_stroke(marks, at, half, 0);
        add_stroke(marks, at, 0, half);
      }
    }
  }
}

SalGeometry *
sal_page_find_own_marks(const SalPage *page)
{
  const GPtrArray *layers = page->options.own_layers;
  const SalMap *map = sal_panel_get_map(page->panel);
  g_autoptr(SalGeometry) marks = sal_geometry_new(SAL_LINES);
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    if (sal_own_layer_suits(layers->pdata[i], map))
      add_marks(marks, layers->pdata[i], map);
  return sal_geometry_get_n_points(marks) > 0 ? g_steal_pointer(&marks) : NULL;
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

/* The value that the largest symbol stands for. */
static char *
format_largest(const SalPage *page, const SalOwnLayer *own)
{
  const double value = own->largest_value;
  if (!own->is_sized || !own->has_points)
    return NULL;
  return sal_figures_format_number(page->options.words, value, find_decimals(value), FALSE);
}

void
sal_page_add_own_entries(const SalPage *page, const SalChange *change, GArray *entries)
{
  const GPtrArray *layers = page->options.own_layers;
  const SalPeriod *period = change != NULL ? &change->period : NULL;
  for (guint i = 0; layers != NULL && i < layers->len; i++) {
    const SalOwnLayer *own = layers->pdata[i];
    if (!own->has_entry || (change != NULL && !sal_panel_shows_own(page->panel, i, period)))
      continue;
    sal_legend_entries_add(entries, (SalLegendEntry){ .id = g_intern_string(own->id),
                                                      .label = g_strdup(own->title),
                                                      .number = format_largest(page, own),
                                                      .own = own });
  }
}
