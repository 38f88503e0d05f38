#include "render/page/entries.h"

#include "render/page/basemap-entries.h"
#include "render/page/beyond.h"
#include "render/page/layout.h"
#include "render/page/own-layers.h"
#include "render/page/turned-places.h"

/* One legend stands for all periods: their numbers stand with their maps. */
static void
drop_numbers(GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    g_clear_pointer(&g_array_index(entries, SalLegendEntry, i).number, g_free);
}

/* A change with usual numbers, for a page that is made before its changes are known. */
static GArray *
make_sample_entries(const SalStyle *style, const SalWords *words, gboolean has_multiples)
{
  SalChange change = { .class_name = "control", .region = "" };
  change.gained_m2 = change.lost_m2 = 9999.9e6, change.area_from_m2 = change.area_to_m2 = 999999e6;
  g_autoptr(GArray) content = sal_content_new(style, words, &change, NULL);
  GArray *entries = sal_content_make_entries(content, NULL);
  if (has_multiples)
    drop_numbers(entries);
  return entries;
}

/* Borders that are disputed, or of another time. */
static void
add_dashed_borders(const SalPage *page, GArray *entries)
{
  const gboolean is_other = sal_panel_get_ground(page->panel)->has_other_borders;
  const SalWord word = is_other ? SAL_WORD_TODAYS_BORDER : SAL_WORD_DISPUTED_BORDER;
  sal_legend_entries_add(
      entries, (SalLegendEntry){ .id = g_intern_string(is_other ? "todays-borders" : "disputed-borders"),
                                 .label = g_strdup(sal_words_get(page->options.words, word)),
                                 .is_line = TRUE,
                                 .line = page->options.style->disputed_borders });
}

void
sal_page_add_ground_entries(const SalPage *page, const SalChange *change, GArray *entries)
{
  sal_page_add_own_entries(page, change, entries);
  if (page->panel != NULL && sal_panel_has_veil(page->panel) && !page->options.is_of_region)
    sal_legend_entries_add(
        entries, (SalLegendEntry){ .id = g_intern_static_string("outside"),
                                   .label = g_strdup(sal_words_get(page->options.words, SAL_WORD_OUTSIDE)),
                                   .area = page->options.style->outside });
  if (page->has_disputed)
    add_dashed_borders(page, entries);
  sal_page_add_basemap_entries(page, entries);
}

GPtrArray *
sal_page_list_entries(const SalPage *page)
{
  const SalLayout *layout = page->layout;
  const gboolean has_one_map = layout->is_of_run && !layout->has_multiples;
  const SalBeyond in_run =
      page->hides_change && layout->has_multiples ? sal_beyond_measure_run(page) : (SalBeyond){ 0 };
  GPtrArray *pages = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < (has_one_map ? 1 : page->run->changes->len); i++) {
    const SalChange *change = page->run->changes->pdata[i];
    g_autoptr(GArray) content = layout->make_content(page, change);
    GArray *entries = layout->make_entries != NULL ? layout->make_entries(page, change, content, NULL)
                                                   : sal_content_make_entries(content, NULL);
    g_ptr_array_add(pages, entries);
    sal_turned_places_add_entry(page, change, entries);
    if (layout->has_multiples)
      drop_numbers(entries);
    const SalBeyond beyond =
        page->hides_change && !layout->has_multiples ? sal_beyond_measure(page, content) : in_run;
    sal_beyond_add_entries(page, &beyond, entries);
  }
  if (pages->len == 0)
    g_ptr_array_add(pages,
                    make_sample_entries(page->options.style, page->options.words, layout->has_multiples));
  for (guint i = 0; i < pages->len; i++)
    sal_page_add_ground_entries(page, NULL, pages->pdata[i]);
  return pages;
}
