#include "render/page/chart-axis.h"

#include "render/words/wording.h"

#define LABEL_GAP_MM 1.2 /* between two labels of a row */

/* Where the period from a day on counts from for thinning out: months from January, quarters from the first,
 * years as people count them, others by their index in the run. */
static int
get_key(SalDay from, SalEvery every, guint index)
{
  int year, month, day;
  sal_day_to_civil(from, &year, &month, &day);
  if (every == SAL_EVERY_MONTH)
    return year * 12 + month - 1;
  if (every == SAL_EVERY_QUARTER)
    return year * 4 + (month - 1) / 3;
  if (every == SAL_EVERY_YEAR)
    return year > 0 ? year : year - 1;
  return (int)index;
}

/* The distances that labels may have, in periods, ascending, then 0. */
static const int *
get_strides(SalEvery every)
{
  static const int months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 0 };
  static const int quarters[] = { 1, 2, 4, 8, 20, 40, 80, 0 };
  static const int others[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 0 };
  return every == SAL_EVERY_MONTH ? months : every == SAL_EVERY_QUARTER ? quarters : others;
}

/* How many periods a year holds, at which labels are nothing but years; 0: never. */
static int
get_year_stride(SalEvery every)
{
  return every == SAL_EVERY_MONTH ? 12 : every == SAL_EVERY_QUARTER ? 4 : 0;
}

/* What stands under a period, and the year that belongs below that. */
static char *
describe(const SalWords *words, SalDay from, SalEvery every, int *year_found)
{
  int year, month, day;
  sal_day_to_civil(from, &year, &month, &day);
  *year_found = year;
  const char *month_name = sal_words_get_item(words, SAL_WORD_MONTHS_SHORT, (guint)month - 1);
  if (every == SAL_EVERY_MONTH)
    return g_strdup(month_name);
  if (every == SAL_EVERY_QUARTER)
    return g_strdup_printf("Q%d", (month - 1) / 3 + 1);
  if (every == SAL_EVERY_YEAR)
    return sal_wording_describe_year(words, year, SAL_WORD_BC);
  return g_strdup_printf("%d\xc2\xa0%s", day, month_name);
}

typedef struct {
  const SalChartAxis *options;
  SalChartTexts *texts;
  double right[2]; /* where the last label of each row ends */
  int year;        /* the last one written */
} Axis;

static double
get_column_mm(const SalChartAxis *options)
{
  return options->plot.width / options->n_days;
}

/* Writes a label under a period unless it would touch the one before. Takes the text. */
static gboolean
write_below(Axis *axis, guint row, guint index, char *text)
{
  const SalChartAxis *options = axis->options;
  const double width = sal_chart_texts_measure_mm(axis->texts, text);
  const double left = options->rect.x, right = left + options->rect.width;
  const double middle = options->plot.x + (index + 0.5) * get_column_mm(options);
  const double x = CLAMP(middle - width / 2, left, MAX(left, right - width));
  if (x < axis->right[row] + LABEL_GAP_MM) {
    g_free(text);
    return FALSE;
  }
  sal_chart_texts_add(axis->texts, text, x, options->row_y[row], SAL_ANCHOR_START);
  axis->right[row] = x + width;
  return TRUE;
}

static gboolean
is_labelled(const SalChartAxis *options, guint index, int stride)
{
  return get_key(options->days[index], options->every, index) % stride == 0;
}

static int
choose_stride(const SalChartAxis *options, const SalChartTexts *texts)
{
  double widest = 0;
  for (guint i = 0; i < options->n_days; i++) {
    int year;
    g_autofree char *text = describe(options->words, options->days[i], options->every, &year);
    widest = MAX(widest, sal_chart_texts_measure_mm(texts, text));
  }
  const int *stride = get_strides(options->every);
  while (stride[1] != 0 && stride[0] * get_column_mm(options) < widest + LABEL_GAP_MM)
    stride++;
  return *stride;
}

/* A period and, below it, its year unless that stands there already. */
static void
label_period(Axis *axis, guint index, gboolean only_years)
{
  const SalChartAxis *options = axis->options;
  int year;
  char *text = describe(options->words, options->days[index], options->every, &year);
  if (only_years) {
    g_free(text);
    text = sal_wording_describe_year(options->words, year, SAL_WORD_BC);
  }
  if (!write_below(axis, 0, index, text) || only_years || options->every == SAL_EVERY_YEAR)
    return;
  if (year != axis->year &&
      write_below(axis, 1, index, sal_wording_describe_year(options->words, year, SAL_WORD_BC)))
    axis->year = year;
}

void
sal_chart_axis_label(const SalChartAxis *options, SalChartTexts *texts)
{
  const int stride = choose_stride(options, texts), year_stride = get_year_stride(options->every);
  const gboolean only_years = options->every == SAL_EVERY_YEAR || (year_stride > 0 && stride >= year_stride);
  Axis axis = { options, texts, { -G_MAXDOUBLE, -G_MAXDOUBLE }, G_MININT };
  gboolean has_any = FALSE;
  for (guint i = 0; i < options->n_days; i++)
    has_any = has_any || is_labelled(options, i, stride);
  for (guint i = 0; i < options->n_days; i++)
    if (is_labelled(options, i, stride) || (!has_any && i == 0))
      label_period(&axis, i, only_years && has_any);
}
