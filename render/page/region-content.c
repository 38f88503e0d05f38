#include "render/page/region-content.h"

#include "render/page/layout.h"

static gboolean
is_of_shares(const SalPage *page)
{
  return page->options.layout == SAL_LAYOUT_SHARES;
}

/* See sal_region_survey_list(). */
static GPtrArray *
list_changes(const SalPage *page, const SalChange *change)
{
  return sal_region_survey_list(page->options.regions, page->options.region_changes, change);
}

static double
get_net_km2(const SalPage *page, const SalChange *change)
{
  return sal_figures_compute(page->options.words, change).net_km2;
}

/* is_accepted: the whole is an accepted reset in that period. */
static SalAreaStyle
make_look(const SalPage *page, const SalChange *change, gboolean is_accepted)
{
  const SalStyle *style = page->options.style;
  const double net_km2 = get_net_km2(page, change);
  if (is_of_shares(page))
    return sal_figures_round_km2(page->options.words, change->area_to_m2 / 1e6) > 0
               ? sal_region_scale_make_fifth(
                     style, sal_region_scale_find_fifth(sal_change_get_share_percent(change)))
               : sal_region_scale_make_zero(style);
  if (net_km2 == 0)
    return sal_region_scale_make_zero(style);
  if (is_accepted)
    return style->redefined;
  return sal_region_scale_make_step(style, sal_region_scale_find_step(&page->survey->scale, net_km2),
                                    net_km2 < 0);
}

static char *
format_percent(const SalWords *words, double percent, guint decimals)
{
  g_autofree char *number = sal_figures_format_number(words, percent, decimals, FALSE);
  return sal_words_fill(words, SAL_WORD_PERCENT, "number", number, NULL);
}

/* What the number of a region says, exactly. */
static double
get_value(const SalPage *page, const SalChange *change)
{
  return is_of_shares(page) ? sal_change_get_share_percent(change) : sal_change_get_net_m2(change) / 1e6;
}

static char *
format_value(const SalPage *page, const SalChange *change)
{
  const SalWords *words = page->options.words;
  if (is_of_shares(page))
    return format_percent(words, sal_change_get_share_percent(change), 1);
  return sal_figures_format_first(words, get_net_km2(page, change), TRUE);
}

static void
clear_area(gpointer data)
{
  SalContentArea *area = data;
  g_free(area->label);
  g_free(area->number);
  g_clear_pointer(&area->own, sal_geometry_free);
}

SalContent *
sal_region_content_new(const SalPage *page, const SalChange *change)
{
  const SalRegions *regions = page->options.regions;
  g_autoptr(GPtrArray) changes = list_changes(page, change);
  SalContent *content = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  g_array_set_clear_func(content, clear_area);
  for (guint i = 0; i + 1 < changes->len; i++) {
    const char *name = sal_regions_get_name(regions, i);
    g_autofree char *start = sal_id_new("region", name), *id = g_strdup_printf("%s-%u", start, i + 1);
    if (changes->pdata[i] == NULL || !page->survey->is_concerned[i])
      continue;
    const SalContentArea area = { .words = page->options.words,
                                  .id = g_intern_string(id),
                                  .layer = SAL_STYLE_LAYER_HELD,
                                  .style = make_look(page, changes->pdata[i], change->accepted),
                                  .label = g_strdup(name),
                                  .number = format_value(page, changes->pdata[i]),
                                  .value = get_value(page, changes->pdata[i]),
                                  .lonlat = sal_tiling_get_tile(sal_regions_get_tiling(regions), i) };
    g_array_append_val(content, area);
  }
  return content;
}

/* "+50 to +200 km²" */
static char *
describe_step(const SalPage *page, guint step, gboolean is_loss)
{
  const SalWords *words = page->options.words;
  const double sign = is_loss ? -1 : 1, *bounds = page->survey->scale.bounds_km2;
  g_autofree char *from = sal_figures_format_area(words, step > 0 ? sign * bounds[step - 1] : 0, TRUE);
  g_autofree char *to = sal_figures_format_first(words, sign * bounds[step], TRUE);
  return sal_words_fill(words, SAL_WORD_RANGE, "from", from, "to", to, NULL);
}

/* "20% to 40%" */
static char *
describe_fifth(const SalPage *page, guint fifth)
{
  const SalWords *words = page->options.words;
  const double width = 100.0 / SAL_REGION_N_SHARES;
  g_autofree char *from = sal_figures_format_number(words, fifth * width, 0, FALSE);
  g_autofree char *to = format_percent(words, (fifth + 1) * width, 0);
  return sal_words_fill(words, SAL_WORD_RANGE, "from", from, "to", to, NULL);
}

/* Takes label. */
static void
add_class(GArray *entries, const char *kind, guint index, char *label, SalAreaStyle look)
{
  g_autofree char *id = g_strdup_printf("%s-%u", kind, index + 1);
  sal_legend_entries_add(entries,
                         (SalLegendEntry){ .id = g_intern_string(id), .label = label, .area = look });
}

/* Says where the range of the last entry ends. */
static void
set_bound(GArray *entries, double bound)
{
  SalLegendEntry *last = &g_array_index(entries, SalLegendEntry, entries->len - 1);
  last->has_bound = TRUE;
  last->value = bound;
}

static void
add_steps(const SalPage *page, GArray *entries)
{
  const SalStyle *style = page->options.style;
  const SalRegionSurvey *survey = page->survey;
  for (guint i = SAL_REGION_N_STEPS; survey->has_gain && i-- > 0;) {
    add_class(entries, "gain", i, describe_step(page, i, FALSE), sal_region_scale_make_step(style, i, FALSE));
    set_bound(entries, survey->scale.bounds_km2[i]);
  }
  if (survey->has_zero) {
    add_class(entries, "zero", 0, sal_figures_format_first(page->options.words, 0, FALSE),
              sal_region_scale_make_zero(style));
    set_bound(entries, 0);
  }
  for (guint i = 0; survey->has_loss && i < SAL_REGION_N_STEPS; i++) {
    add_class(entries, "loss", i, describe_step(page, i, TRUE), sal_region_scale_make_step(style, i, TRUE));
    set_bound(entries, -survey->scale.bounds_km2[i]);
  }
  if (survey->has_redefined)
    add_class(entries, "redefined", 0, g_strdup(sal_words_get(page->options.words, SAL_WORD_REDEFINED)),
              style->redefined);
}

/* Takes number. */
static void
add_bare(GArray *entries, const char *id, const char *label, char *number, double value)
{
  sal_legend_entries_add(entries, (SalLegendEntry){ .id = g_intern_string(id),
                                                    .label = g_strdup(label),
                                                    .number = number,
                                                    .value = value,
                                                    .is_bare = TRUE });
}

/* So that the numbers of the regions and this one are the sum. */
static void
add_rest(const SalPage *page, const SalChange *change, GArray *entries)
{
  const SalWords *words = page->options.words;
  g_autoptr(GPtrArray) changes = list_changes(page, change);
  const SalChange *rest = changes->pdata[changes->len - 1];
  if (rest != NULL && get_net_km2(page, rest) != 0)
    add_bare(entries, "no-region", sal_words_get(words, SAL_WORD_NO_REGION),
             sal_figures_format_km2(words, get_net_km2(page, rest), TRUE), sal_change_get_net_m2(rest) / 1e6);
}

GArray *
sal_region_content_make_entries(const SalPage *page, const SalChange *change, const SalContent *content,
                                GHashTable *shown)
{
  const SalWords *words = page->options.words;
  GArray *entries = sal_legend_entries_new();
  if (!is_of_shares(page)) {
    add_bare(entries, "net-change", sal_words_get(words, SAL_WORD_NET_CHANGE),
             sal_figures_format_km2(words, get_net_km2(page, change), TRUE),
             sal_change_get_net_m2(change) / 1e6);
    add_steps(page, entries);
    add_rest(page, change, entries);
    return entries;
  }
  add_bare(entries, "share-held", sal_words_get(words, SAL_WORD_SHARE_HELD), NULL, 0);
  for (guint i = SAL_REGION_N_SHARES; i-- > 0;) {
    add_class(entries, "share", i, describe_fifth(page, i),
              sal_region_scale_make_fifth(page->options.style, i));
    set_bound(entries, (i + 1) * 100.0 / SAL_REGION_N_SHARES);
  }
  if (page->survey->has_empty) {
    add_class(entries, "share-none", 0, format_percent(words, 0, 0),
              sal_region_scale_make_zero(page->options.style));
    set_bound(entries, 0);
  }
  return entries;
}

char *
sal_region_content_describe(const SalPage *page, const SalChange *change)
{
  g_autoptr(GArray) content = page->layout->make_content(page, change);
  const SalWord head = is_of_shares(page) ? SAL_WORD_SHARE_HELD : SAL_WORD_NET_CHANGE;
  if (content->len == 0)
    return NULL;
  GString *text = g_string_new(sal_words_get(page->options.words, head));
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    g_string_append_printf(text, "%s%s %s", i > 0 ? ", " : ": ", area->label, area->number);
  }
  return g_string_free(text, FALSE);
}
