#include "render/page/lone-chart.h"

#include "render/map/layers.h"
#include "render/page/run-chart.h"
#include "render/words/wording.h"

#define MARGIN_MM 2.0

SalDrawing *
sal_lone_chart_draw(const SalPage *page, const SalChange *change, SalLoneChart chart, GError **error)
{
  const SalStyle *style = page->options.style;
  const SalWords *words = page->options.words;
  const SalRect rect = { MARGIN_MM, MARGIN_MM, chart.width_mm - 2 * MARGIN_MM,
                         chart.height_mm - 2 * MARGIN_MM };
  const int current = change != NULL ? sal_run_find(page->run, change) : -1;
  g_autoptr(SalChart) bars = sal_page_chart_run(page, rect, chart.has_heading, error);
  if (bars == NULL)
    return NULL;
  g_autofree char *title = sal_wording_make_chart_title(words, page->run, page->options.rate);
  g_autofree char *mean = sal_page_describe_mean(page);
  SalDrawing *drawing = sal_drawing_new(chart.width_mm, chart.height_mm, style->font_family, title, mean);
  SalLayer *layer = sal_layer_new("chart", "Chart");
  sal_drawing_set_language(drawing, sal_words_get(words, SAL_WORD_LANGUAGE));
  sal_drawing_add_layer(drawing, sal_layers_make_paper(style, chart.width_mm, chart.height_mm));
  sal_chart_draw(bars, current >= 0 ? (guint)current : G_MAXUINT, layer);
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}
