#include "render/page/chart-head.h"

#define GAP_MM 0.8 /* between texts and what they belong to */
#define MEAN_SAMPLE_MM 4.0
#define KEY_GAP_MM 3.0 /* from one key to the next */

/* The longest heading that fits, else the last one cut short. */
static char *
choose_heading(const SalChartTexts *texts, const char *const *headings, double width_mm)
{
  guint i = 0;
  for (; headings[i] != NULL; i++)
    if (sal_chart_texts_measure_mm(texts, headings[i]) <= width_mm)
      return g_strdup(headings[i]);
  if (i == 0)
    return g_strdup("");
  GString *cut = g_string_new(headings[i - 1]);
  for (glong n = g_utf8_strlen(cut->str, -1); n > 0; n--) {
    g_autofree char *start = g_utf8_substring(headings[i - 1], 0, n);
    g_string_printf(cut, "%s…", g_strchomp(start));
    if (sal_chart_texts_measure_mm(texts, cut->str) <= width_mm)
      return g_string_free(cut, FALSE);
  }
  g_string_free(cut, TRUE);
  return g_strdup("");
}

/* The keys of a chart stand at its right end, above the plot: the mean's on the heading's line where the
 * shortest heading leaves room, that of resets beside it where the longest one does, else each further down.
 */
typedef struct {
  double right_mm, baseline_mm; /* where the next key ends */
  double width_mm;              /* left for the heading, if no key went below it */
  double height_mm;             /* of all lines */
} Head;

/* Makes room for a key, on the heading's line if least_mm are left of it. */
static void
reserve_key(Head *head, SalRect rect, double key_mm, double least_mm, double line_mm)
{
  const gboolean is_first_line = head->height_mm <= line_mm;
  if (head->right_mm - key_mm - KEY_GAP_MM - rect.x >= (is_first_line ? least_mm : 0)) {
    if (is_first_line)
      head->width_mm = head->right_mm - key_mm - KEY_GAP_MM - rect.x;
    return;
  }
  head->right_mm = rect.x + rect.width;
  head->baseline_mm += line_mm;
  head->height_mm += line_mm;
}

/* A key: its text behind a sample, whose left end is returned. */
static double
add_key(SalChartTexts *texts, Head *head, const char *text, double sample_mm)
{
  const double x = head->right_mm - sal_chart_texts_measure_mm(texts, text) - GAP_MM - sample_mm;
  sal_chart_texts_add(texts, g_strdup(text), head->right_mm, head->baseline_mm, SAL_ANCHOR_END);
  head->right_mm = x - KEY_GAP_MM;
  return x;
}

SalChartHead
sal_chart_head_place(const SalChartHeadOptions *options, SalRect rect, SalChartTexts *texts)
{
  const char *const *headings = options->headings;
  const double line = texts->line_mm, cap = texts->cap_mm;
  const guint n = g_strv_length((char **)headings);
  SalChartHead placed = { 0 };
  Head head = { rect.x + rect.width, rect.y + texts->ascent_mm, rect.width, line };
  const double baseline = head.baseline_mm;
  if (options->mean_text != NULL) {
    reserve_key(&head, rect, sal_chart_texts_measure_mm(texts, options->mean_text) + GAP_MM + MEAN_SAMPLE_MM,
                n > 0 ? sal_chart_texts_measure_mm(texts, headings[n - 1]) : 0, line);
    const double x = add_key(texts, &head, options->mean_text, MEAN_SAMPLE_MM);
    placed.mean_key = (SalRect){ MAX(x, rect.x), head.baseline_mm - cap / 2, MEAN_SAMPLE_MM, 0 };
  }
  if (options->reset_text != NULL) {
    reserve_key(&head, rect,
                sal_chart_texts_measure_mm(texts, options->reset_text) + GAP_MM + 2 * SAL_CHART_DIAMOND_MM,
                n > 0 ? sal_chart_texts_measure_mm(texts, headings[0]) : 0, line);
    const double x = add_key(texts, &head, options->reset_text, 2 * SAL_CHART_DIAMOND_MM);
    placed.reset_key = (SalPoint){ x + SAL_CHART_DIAMOND_MM, head.baseline_mm - cap / 2 };
  }
  sal_chart_texts_add(texts, choose_heading(texts, headings, head.width_mm), rect.x, baseline,
                      SAL_ANCHOR_START);
  placed.height_mm = head.height_mm + GAP_MM;
  return placed;
}
