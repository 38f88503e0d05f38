#include "render/page/run-chart.h"

#include "render/words/figures.h"
#include "render/words/reset-note.h"
#include "render/words/wording.h"

#define MIN_CHART_MM 26.0
#define MAX_CHART_MM 70.0
#define CHART_SHARE 0.24      /* of the content's height, below the map */
#define CHART_SIDE_SHARE 0.36 /* of its width, at the right of the map */
#define WIDE_CONTENT 1.7      /* width by height from which the chart stands at the right */
#define SIDE_CHART_MM 55.0    /* but no narrower than this */

gboolean
sal_page_may_have_chart(const SalPage *page)
{
  const SalPageLayout layout = page->options.layout;
  return page->run->changes->len != 1 && layout != SAL_LAYOUT_REGIONS && layout != SAL_LAYOUT_SHARES &&
         layout != SAL_LAYOUT_COMPARISON;
}

void
sal_page_split_chart(const SalPage *page, SalRect *map, SalRect *chart)
{
  const double gap_mm = page->options.style->gap_mm;
  const SalRect content = page->blocks->content;
  *map = *chart = content;
  if (page->blocks->chart_rect.width > 0) {
    *chart = page->blocks->chart_rect;
    return;
  }
  if (content.width > WIDE_CONTENT * content.height && content.width * CHART_SIDE_SHARE >= SIDE_CHART_MM) {
    chart->width = content.width * CHART_SIDE_SHARE;
    map->width = content.width - chart->width - gap_mm;
    chart->x = map->x + map->width + gap_mm;
    return;
  }
  chart->height = MIN(CLAMP(content.height * CHART_SHARE, MIN_CHART_MM, MAX_CHART_MM), content.height / 2);
  map->height = content.height - chart->height - gap_mm;
  chart->y = map->y + map->height + gap_mm;
}

static double
get_mean_m2(const SalRun *run, SalRate rate)
{
  const int days = sal_run_count_days(run);
  return rate != SAL_RATE_NONE && days > 0 ? sal_change_get_net_m2(&run->total) / sal_rate_count(rate, days)
                                           : run->mean_net_m2;
}

char *
sal_page_describe_mean(const SalPage *page)
{
  const SalWords *words = page->options.words;
  char *mean = sal_wording_describe_rate_of_run(words, page->run, page->options.rate);
  return mean != NULL ? mean : sal_wording_describe_mean(words, page->run);
}

SalChart *
sal_page_chart_run(const SalPage *page, SalRect rect, gboolean has_heading, GError **error)
{
  const SalStyle *style = page->options.style;
  const GPtrArray *changes = page->run->changes;
  const SalRate rate = page->options.rate;
  const double unit_km2 = sal_figures_get_unit_km2(page->options.words);
  g_autoptr(GArray) periods = g_array_new(FALSE, FALSE, sizeof(SalChartPeriod));
  for (guint i = 0; i < changes->len; i++) {
    const SalChartPeriod period = sal_chart_describe(changes->pdata[i], rate, unit_km2);
    g_array_append_val(periods, period);
  }
  SalChartStyle look = { style->gained,     style->lost,       style->chart_bar,  style->chart_gross,
                         style->chart_axis, style->chart_grid, style->chart_text, style->font_family };
  const SalPlacedBox *placed = sal_boxes_find(page->blocks->boxes, SAL_BOX_CHART);
  if (placed != NULL && placed->box->size_pt > 0)
    look.text.size_pt = placed->box->size_pt;
  const SalWords *words = page->options.words;
  g_autofree char *title = sal_wording_make_chart_title(words, page->run, rate);
  g_autofree char *full = g_strdup_printf("%s (%s)", title, sal_words_get(words, SAL_WORD_GROSS));
  g_autofree char *mean = sal_page_describe_mean(page);
  g_autofree char *reset = sal_reset_note_make_key(words, page->run);
  const char *const headings[] = { full, title, sal_figures_get_unit_name(words), NULL };
  const char *const bare[] = { sal_words_get(words, SAL_WORD_GROSS), NULL };
  const SalChartOptions options = { .periods = (const SalChartPeriod *)(void *)periods->data,
                                    .n_periods = periods->len,
                                    .every = sal_run_get_every(page->run),
                                    .style = &look,
                                    .words = words,
                                    .headings = has_heading ? headings : bare,
                                    .mean_text = page->run->n_counted > 1 ? mean : NULL,
                                    .mean = get_mean_m2(page->run, rate) / 1e6 / unit_km2,
                                    .reset_text = reset };
  return sal_chart_new(&options, rect, error);
}

gboolean
sal_page_make_chart(SalPage *page, GError **error)
{
  SalRect map, rect;
  if (page->run->changes->len == 0)
    return TRUE;
  sal_page_split_chart(page, &map, &rect);
  page->chart = sal_page_chart_run(page, rect, TRUE, error);
  return page->chart != NULL;
}

void
sal_page_draw_chart(const SalPage *page, const SalChange *change, SalDrawing *drawing)
{
  SalLayer *layer = sal_layer_new("chart", "Chart");
  const int current = sal_run_find(page->run, change);
  sal_chart_draw(page->chart, current >= 0 ? (guint)current : G_MAXUINT, layer);
  sal_drawing_add_layer(drawing, layer);
}
