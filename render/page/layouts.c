#include "render/page/layouts.h"

#include "data/base/error.h"
#include "render/page/cumulative.h"
#include "render/page/fronts.h"
#include "render/page/grid.h"
#include "render/page/main-map.h"
#include "render/page/region-content.h"
#include "render/page/region-map.h"
#include "render/page/turnover.h"
#include "render/words/comparison.h"

/* What lies in the borderland has no rings, which the content knows of a stated border, and what lies outside of the clip is not drawn. Returns content. */
static SalContent *
leave_out(const SalPage *page, SalContent *content)
{
  const gboolean is_found = page->borderland != NULL && !sal_borderland_is_stated(page->borderland);
  for (guint i = 0; is_found && i < content->len; i++) {
    SalContentArea *area = &g_array_index(content, SalContentArea, i);
    area->ringed = area->is_change ? sal_borderland_find_rest(page->borderland, area->lonlat) : NULL;
  }
  if (page->options.clip != NULL)
    sal_content_clip(content, page->options.clip, page->options.area_model);
  return content;
}

static SalContent *
make_content(const SalPage *page, const SalChange *change)
{
  const SalPageOptions *options = &page->options;
  return leave_out(page, sal_content_new(options->style, options->words, change, options->changes));
}

static SalContent *
make_compared_content(const SalPage *page, const SalChange *change)
{
  const SalPageOptions *options = &page->options;
  return leave_out(page,
                   sal_content_new_comparison(options->style, options->words, change, options->compared));
}

static SalContent *
make_content_of_regions(const SalPage *page, const SalChange *change)
{
  return leave_out(page, sal_region_content_new(page, change));
}

/* That of a map of the whole run, which was made when the page was prepared. */
static SalContent *
get_run_content(const SalPage *page, const SalChange *change)
{
  return g_array_ref(page->run_content);
}

static const SalLayoutCallouts CHANGE = { "gained", "lost", "held", FALSE };
static const SalLayoutCallouts DIFFERENCE = { "only-b", "only-a", "agreed", TRUE };

static const SalLayout LAYOUTS[SAL_N_LAYOUTS] = {
  [SAL_LAYOUT_MAP] = { .name = "map",
                       .has_place_marks = TRUE,
                       .first_inset = 'A',
                       .callouts = &CHANGE,
                       .make_title = sal_captions_make_title,
                       .make_subtitle = sal_captions_make_subtitle,
                       .make_credit = sal_captions_make_credit,
                       .prepare = sal_page_prepare_map,
                       .make_content = make_content,
                       .draw = sal_page_draw_map },
  [SAL_LAYOUT_MAP_CHART] = { .name = "map+chart",
                             .has_place_marks = TRUE,
                             .has_chart = TRUE,
                             .first_inset = 'A',
                             .callouts = &CHANGE,
                             .make_title = sal_captions_make_title,
                             .make_subtitle = sal_captions_make_subtitle,
                             .make_credit = sal_captions_make_credit,
                             .prepare = sal_page_prepare_map,
                             .make_content = make_content,
                             .draw = sal_page_draw_map },
  [SAL_LAYOUT_GRID] = { .name = "grid",
                        .is_of_run = TRUE,
                        .has_multiples = TRUE,
                        .make_title = sal_captions_make_title,
                        .make_subtitle = sal_captions_make_grid_subtitle,
                        .make_credit = sal_captions_make_credit,
                        .prepare = sal_page_prepare_grid,
                        .make_content = make_content,
                        .draw = sal_page_draw_grid },
  [SAL_LAYOUT_CUMULATIVE] = { .name = "cumulative",
                              .is_of_run = TRUE,
                              .first_inset = 'A',
                              .make_title = sal_captions_make_cumulative_title,
                              .make_subtitle = sal_captions_make_cumulative_subtitle,
                              .make_credit = sal_captions_make_credit,
                              .prepare = sal_page_prepare_cumulative,
                              .make_content = get_run_content,
                              .draw = sal_page_draw_map },
  [SAL_LAYOUT_REGIONS] = { .name = "regions",
                           .has_regions = TRUE,
                           .make_title = sal_captions_make_regions_title,
                           .make_subtitle = sal_captions_make_regions_subtitle,
                           .make_credit = sal_captions_make_credit,
                           .prepare = sal_page_prepare_regions,
                           .make_content = make_content_of_regions,
                           .make_entries = sal_region_content_make_entries,
                           .draw = sal_page_draw_regions },
  [SAL_LAYOUT_SHARES] = { .name = "shares",
                          .has_regions = TRUE,
                          .make_title = sal_captions_make_shares_title,
                          .make_subtitle = sal_captions_make_regions_subtitle,
                          .make_credit = sal_captions_make_credit,
                          .prepare = sal_page_prepare_regions,
                          .make_content = make_content_of_regions,
                          .make_entries = sal_region_content_make_entries,
                          .draw = sal_page_draw_regions },
  [SAL_LAYOUT_TURNOVER] = { .name = "turnover",
                            .is_of_run = TRUE,
                            .is_unsigned = TRUE,
                            .has_long_title = TRUE,
                            .first_inset = 'A',
                            .make_title = sal_captions_make_turnover_title,
                            .make_subtitle = sal_captions_make_turnover_subtitle,
                            .make_credit = sal_captions_make_credit,
                            .prepare = sal_page_prepare_turnover,
                            .make_content = get_run_content,
                            .draw = sal_page_draw_map },
  [SAL_LAYOUT_FRONTS] = { .name = "fronts",
                          .is_of_run = TRUE,
                          .is_unsigned = TRUE,
                          .first_inset = 'A',
                          .make_title = sal_captions_make_fronts_title,
                          .make_subtitle = sal_captions_make_grid_subtitle,
                          .make_credit = sal_captions_make_credit,
                          .prepare = sal_page_prepare_fronts,
                          .make_content = get_run_content,
                          .make_entries = sal_page_make_front_entries,
                          .draw = sal_page_draw_map },
  /* Its insets are numbered, for letters are the sides. */
  [SAL_LAYOUT_COMPARISON] = { .first_inset = '1',
                              .callouts = &DIFFERENCE,
                              .make_title = sal_comparison_make_title,
                              .make_subtitle = sal_comparison_make_subtitle,
                              .make_credit = sal_comparison_make_credit,
                              .prepare = sal_page_prepare_map,
                              .make_content = make_compared_content,
                              .draw = sal_page_draw_map },
};

const SalLayout *
sal_layouts_get(SalPageLayout layout)
{
  return &LAYOUTS[layout];
}

/* "a, b or c"; NULL-terminated. Owned by the caller. */
static char *
join_names(const char *const *names)
{
  GString *joined = g_string_new(names[0]);
  for (guint i = 1; names[i] != NULL; i++)
    g_string_append_printf(joined, "%s%s", names[i + 1] != NULL ? ", " : " or ", names[i]);
  return g_string_free(joined, FALSE);
}

gboolean
sal_layouts_parse(const char *text, SalPageLayout *layout, GError **error)
{
  const char *names[SAL_N_LAYOUTS + 1] = { NULL };
  for (guint i = 0, n = 0; i < SAL_N_LAYOUTS; i++) {
    if (LAYOUTS[i].name == NULL)
      continue;
    if (g_str_equal(text, LAYOUTS[i].name)) {
      *layout = (SalPageLayout)i;
      return TRUE;
    }
    names[n++] = LAYOUTS[i].name;
  }
  g_autofree char *list = join_names(names), *quoted = sal_error_quote(text),
                  *hint = sal_error_suggest(text, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got '%s'%s", list, quoted, hint);
}
