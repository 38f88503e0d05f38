#include "render/page/chart-texts.h"

#include "render/drawing/text.h"

typedef struct {
  char *text;
  double x, y; /* of the baseline */
  SalAnchor anchor;
} Text;

static void
text_clear(gpointer data)
{
  g_free(((Text *)data)->text);
}

void
sal_chart_texts_init(SalChartTexts *texts, const char *font_family, const SalTextStyle *style)
{
  const SalTextExtents extents = sal_text_measure("0", font_family, style);
  *texts = (SalChartTexts){ .font_family = font_family,
                            .style = *style,
                            .line_mm = extents.ascent_mm + extents.descent_mm,
                            .ascent_mm = extents.ascent_mm,
                            .cap_mm = extents.cap_height_mm,
                            .texts = g_array_new(FALSE, FALSE, sizeof(Text)) };
  g_array_set_clear_func(texts->texts, text_clear);
}

void
sal_chart_texts_clear(SalChartTexts *texts)
{
  g_clear_pointer(&texts->texts, g_array_unref);
}

double
sal_chart_texts_measure_mm(const SalChartTexts *texts, const char *text)
{
  return sal_text_measure(text, texts->font_family, &texts->style).width_mm;
}

void
sal_chart_texts_add(SalChartTexts *texts, char *text, double x, double y, SalAnchor anchor)
{
  Text placed = { NULL, x, y, anchor };
  placed.text = text;
  g_array_append_val(texts->texts, placed);
}

void
sal_chart_texts_draw(const SalChartTexts *texts, SalLayer *layer)
{
  for (guint i = 0; i < texts->texts->len; i++) {
    const Text *text = &g_array_index(texts->texts, Text, i);
    if (text->text[0] != '\0')
      sal_layer_add_text(layer, text->text, text->x, text->y, text->anchor, 0, &texts->style);
  }
}
