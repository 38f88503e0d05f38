#include "render/page/chart.h"

#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/page/chart-axis.h"
#include "render/words/figures.h"
#include "render/words/wording.h"

#include <math.h>
#include <string.h>

#define LEAST_WIDTH_MM 40.0
#define LEAST_HEIGHT_MM 20.0
#define LEAST_PLOT_MM 4.0
#define GAP_MM 0.8       /* between texts and what they belong to */
#define LABEL_GAP_MM 1.2 /* between two labels of a row */
#define TICK_LINES 1.3   /* lines of text from one tick to the next, at least */
#define MOST_STEPS 5     /* between ticks */
#define PADDING 0.03     /* of the range, beyond its ends */
#define BAR_SHARE 0.62   /* of a period's column */
#define STEM_SHARE 0.22  /* of it, for gained and lost */
#define WIDEST_BAR_MM 9.0
#define WIDEST_STEM_MM 2.5
#define DIAMOND_MM 1.0 /* half of a reset's mark */
#define MEAN_SAMPLE_MM 4.0
#define KEY_GAP_MM 3.0 /* from one key to the next */
#define STROKE_MM 0.15 /* of hatches and hollow bars */
#define PALE 0x70      /* alpha of gained and lost behind the emphasised net */
#define BAND 0x50      /* alpha of the column behind it */

#define MINUS "\xe2\x88\x92"

static const char *const HEADINGS[] = { "Net change by period, km² (thin: gained and lost)",
                                        "Net, thin: gained, lost (km²)", "Net change, km²", "Net, km²",
                                        NULL };
static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
                                      "Aug", "Sep", "Oct", "Nov", "Dec", NULL };

/* A text in its place. */
typedef struct {
  char *text;
  double x, y; /* baseline */
  SalAnchor anchor;
} Label;

struct _SalChart {
  SalChartStyle style;
  SalRect plot;
  GArray *periods; /* SalChartPeriod */
  double low_km2, high_km2, step_km2;
  gboolean has_mean;
  double mean_km2;
  SalRect mean_key;   /* a sample of the mean's line, a point high; width 0: none */
  SalPoint reset_key; /* the middle of a diamond */
  gboolean has_reset_key;
  GArray *labels; /* Label */
};

static void
label_clear(gpointer data)
{
  g_free(((Label *)data)->text);
}

void
sal_chart_free(SalChart *chart)
{
  if (chart == NULL)
    return;
  g_array_unref(chart->periods);
  g_array_unref(chart->labels);
  g_free(chart);
}

SalChartPeriod
sal_chart_describe(const SalChange *change)
{
  const SalFigures figures = sal_figures_compute(change);
  SalChartPeriod period = { .from = change->period.from,
                            .gained_km2 = figures.gained_km2,
                            .lost_km2 = figures.lost_km2,
                            .net_km2 = figures.net_km2 };
  if (change->from_snapshot == change->to_snapshot)
    period.state = SAL_CHART_UNKNOWN;
  else if (change->accepted)
    period.state = SAL_CHART_ACCEPTED;
  else if (sal_change_is_reset(change))
    period.state = SAL_CHART_RESET;
  else if (change->period.partial)
    period.state = SAL_CHART_INCOMPLETE;
  return period;
}

static gboolean
is_reset(const SalChartPeriod *period)
{
  return period->state == SAL_CHART_RESET || period->state == SAL_CHART_ACCEPTED;
}

static const SalChartPeriod *
get_period(const SalChart *chart, guint index)
{
  return &g_array_index(chart->periods, SalChartPeriod, index);
}

static double
measure(const SalChart *chart, const char *text)
{
  return sal_text_measure(text, chart->style.font_family, &chart->style.text).width_mm;
}

static double
get_line_mm(const SalChart *chart)
{
  const SalTextExtents extents = sal_text_measure("0", chart->style.font_family, &chart->style.text);
  return extents.ascent_mm + extents.descent_mm;
}

static double
get_cap_mm(const SalChart *chart)
{
  return sal_text_measure("0", chart->style.font_family, &chart->style.text).cap_height_mm;
}

/* Takes the text. */
static void
add_label(SalChart *chart, char *text, double x, double y, SalAnchor anchor)
{
  const Label label = { g_steal_pointer(&text), x, y, anchor };
  g_array_append_val(chart->labels, label);
}

static void
find_range(SalChart *chart)
{
  if (chart->has_mean)
    chart->high_km2 = MAX(0, chart->mean_km2), chart->low_km2 = MIN(0, chart->mean_km2);
  for (guint i = 0; i < chart->periods->len; i++) {
    const SalChartPeriod *period = get_period(chart, i);
    if (period->state == SAL_CHART_UNKNOWN || is_reset(period))
      continue;
    chart->high_km2 = MAX(chart->high_km2, MAX(period->gained_km2, period->net_km2));
    chart->low_km2 = MIN(chart->low_km2, MIN(-period->lost_km2, period->net_km2));
  }
  if (chart->high_km2 <= chart->low_km2)
    chart->high_km2 = 1;
}

static double
round_up_step(double least)
{
  const double power = pow(10, floor(log10(least)));
  const double digit = least / power;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}

/* A round step that leaves each tick its line of text, at most five of them or so. The range takes in at
 * least one tick beside zero. */
static void
choose_ticks(SalChart *chart, double height_mm)
{
  const double pad = PADDING * (chart->high_km2 - chart->low_km2);
  chart->high_km2 += chart->high_km2 > 0 ? pad : 0;
  chart->low_km2 -= chart->low_km2 < 0 ? pad : 0;
  const double range = chart->high_km2 - chart->low_km2;
  const double step =
      round_up_step(range * MAX(TICK_LINES * get_line_mm(chart) / height_mm, 1.0 / MOST_STEPS));
  if (step > MAX(chart->high_km2, -chart->low_km2) && chart->high_km2 >= -chart->low_km2)
    chart->high_km2 = step;
  else if (step > MAX(chart->high_km2, -chart->low_km2))
    chart->low_km2 = -step;
  chart->step_km2 = step;
}

static double
get_y(const SalChart *chart, double km2)
{
  const double share = (chart->high_km2 - km2) / (chart->high_km2 - chart->low_km2);
  return chart->plot.y + chart->plot.height * CLAMP(share, 0, 1);
}

static double
get_first_tick(const SalChart *chart)
{
  return ceil(chart->low_km2 / chart->step_km2 - 1e-9);
}

static guint
count_ticks(const SalChart *chart)
{
  return (guint)(floor(chart->high_km2 / chart->step_km2 + 1e-9) - get_first_tick(chart)) + 1;
}

static double
get_tick(const SalChart *chart, guint index)
{
  return (get_first_tick(chart) + index) * chart->step_km2;
}

/* As many decimals as the number needs, at most three. */
static char *
format_number(const SalWords *words, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(digits, sizeof digits, "%.3f", fabs(value));
  gsize length = strlen(digits);
  while (digits[length - 1] == '0')
    digits[--length] = '\0';
  if (digits[length - 1] == '.')
    digits[--length] = '\0';
  g_autofree char *grouped = sal_figures_group_digits(words, digits);
  return g_strconcat(strcmp(digits, "0") == 0 ? "" : value < 0 ? MINUS : "", grouped, NULL);
}

static double
measure_ticks(const SalChart *chart, const SalWords *words)
{
  double width = 0;
  for (guint i = 0; i < count_ticks(chart); i++) {
    g_autofree char *text = format_number(words, get_tick(chart, i));
    width = MAX(width, measure(chart, text));
  }
  return width;
}

/* Tick labels stand inside the plot's height, where the ticks at its ends would reach beyond. */
static void
label_ticks(SalChart *chart, const SalWords *words)
{
  const double cap = get_cap_mm(chart);
  for (guint i = 0; i < count_ticks(chart); i++) {
    const double tick = get_tick(chart, i);
    add_label(chart, format_number(words, tick), chart->plot.x - GAP_MM, get_y(chart, tick) + cap / 2,
              SAL_ANCHOR_END);
  }
}

/* The longest heading that fits, else the last one cut short. */
static char *
choose_heading(const SalChart *chart, const char *const *headings, double width_mm)
{
  guint i = 0;
  for (; headings[i] != NULL; i++)
    if (measure(chart, headings[i]) <= width_mm)
      return g_strdup(headings[i]);
  if (i == 0)
    return g_strdup("");
  GString *cut = g_string_new(headings[i - 1]);
  for (glong n = g_utf8_strlen(cut->str, -1); n > 0; n--) {
    g_autofree char *start = g_utf8_substring(headings[i - 1], 0, n);
    g_string_printf(cut, "%s…", g_strchomp(start));
    if (measure(chart, cut->str) <= width_mm)
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
add_key(SalChart *chart, Head *head, const char *text, double sample_mm)
{
  const double x = head->right_mm - measure(chart, text) - GAP_MM - sample_mm;
  add_label(chart, g_strdup(text), head->right_mm, head->baseline_mm, SAL_ANCHOR_END);
  head->right_mm = x - KEY_GAP_MM;
  return x;
}

/* Heading and keys. The height they take. */
static double
label_head(SalChart *chart, const SalChartOptions *options, SalRect rect)
{
  const char *const *headings = options->headings != NULL ? options->headings : HEADINGS;
  const double line = get_line_mm(chart), cap = get_cap_mm(chart);
  const SalTextExtents extents = sal_text_measure("0", chart->style.font_family, &chart->style.text);
  const guint n = g_strv_length((char **)headings);
  Head head = { rect.x + rect.width, rect.y + extents.ascent_mm, rect.width, line };
  const double baseline = head.baseline_mm;
  if (chart->has_mean) {
    reserve_key(&head, rect, measure(chart, options->mean_text) + GAP_MM + MEAN_SAMPLE_MM,
                n > 0 ? measure(chart, headings[n - 1]) : 0, line);
    const double x = add_key(chart, &head, options->mean_text, MEAN_SAMPLE_MM);
    chart->mean_key = (SalRect){ MAX(x, rect.x), head.baseline_mm - cap / 2, MEAN_SAMPLE_MM, 0 };
  }
  if (chart->has_reset_key) {
    reserve_key(&head, rect, measure(chart, options->reset_text) + GAP_MM + 2 * DIAMOND_MM,
                n > 0 ? measure(chart, headings[0]) : 0, line);
    const double x = add_key(chart, &head, options->reset_text, 2 * DIAMOND_MM);
    chart->reset_key = (SalPoint){ x + DIAMOND_MM, head.baseline_mm - cap / 2 };
  }
  add_label(chart, choose_heading(chart, headings, head.width_mm), rect.x, baseline, SAL_ANCHOR_START);
  return head.height_mm + GAP_MM;
}

static double
get_column_mm(const SalChart *chart)
{
  return chart->plot.width / chart->periods->len;
}

static double
get_middle(const SalChart *chart, guint index)
{
  return chart->plot.x + (index + 0.5) * get_column_mm(chart);
}

typedef struct {
  SalRect rect;    /* of the whole chart */
  double row_y[2]; /* baselines */
  double right[2]; /* where the last label of each row ends */
  int year;        /* the last one written */
} Axis;

/* Writes a label under a period unless it would touch the one before. Takes the text. */
static gboolean
write_below(SalChart *chart, Axis *axis, guint row, guint index, char *text)
{
  const double width = measure(chart, text), left = axis->rect.x, right = left + axis->rect.width;
  const double x = CLAMP(get_middle(chart, index) - width / 2, left, MAX(left, right - width));
  if (x < axis->right[row] + LABEL_GAP_MM) {
    g_free(text);
    return FALSE;
  }
  add_label(chart, text, x, axis->row_y[row], SAL_ANCHOR_START);
  axis->right[row] = x + width;
  return TRUE;
}

static gboolean
is_labelled(const SalChart *chart, const SalChartOptions *options, guint index, int stride)
{
  return sal_chart_axis_get_key(get_period(chart, index)->from, options->every, index) % stride == 0;
}

static int
choose_stride(const SalChart *chart, const SalChartOptions *options)
{
  const char *const *months = options->months != NULL ? options->months : MONTHS;
  double widest = 0;
  for (guint i = 0; i < chart->periods->len; i++) {
    int year;
    g_autofree char *text =
        sal_chart_axis_describe(options->words, get_period(chart, i)->from, options->every, months, &year);
    widest = MAX(widest, measure(chart, text));
  }
  const int *stride = sal_chart_axis_get_strides(options->every);
  while (stride[1] != 0 && stride[0] * get_column_mm(chart) < widest + LABEL_GAP_MM)
    stride++;
  return *stride;
}

static void
label_periods(SalChart *chart, const SalChartOptions *options, SalRect rect, const double row_y[2])
{
  const char *const *months = options->months != NULL ? options->months : MONTHS;
  const int stride = choose_stride(chart, options),
            year_stride = sal_chart_axis_get_year_stride(options->every);
  const gboolean only_years = options->every == SAL_EVERY_YEAR || (year_stride > 0 && stride >= year_stride);
  Axis axis = { rect, { row_y[0], row_y[1] }, { -G_MAXDOUBLE, -G_MAXDOUBLE }, G_MININT };
  gboolean has_any = FALSE;
  for (guint i = 0; i < chart->periods->len; i++)
    has_any = has_any || is_labelled(chart, options, i, stride);
  for (guint i = 0; i < chart->periods->len; i++) {
    if (!is_labelled(chart, options, i, stride) && (has_any || i > 0))
      continue;
    int year;
    char *text =
        sal_chart_axis_describe(options->words, get_period(chart, i)->from, options->every, months, &year);
    if (only_years && has_any) {
      g_free(text);
      text = sal_wording_describe_year(options->words, year, SAL_WORD_BC);
    }
    if (!write_below(chart, &axis, 0, i, text) || (only_years && has_any) || options->every == SAL_EVERY_YEAR)
      continue;
    if (year != axis.year &&
        write_below(chart, &axis, 1, i, sal_wording_describe_year(options->words, year, SAL_WORD_BC)))
      axis.year = year;
  }
}

SalChart *
sal_chart_new(const SalChartOptions *options, SalRect rect, GError **error)
{
  if (options->n_periods == 0 || !(rect.width >= LEAST_WIDTH_MM) || !(rect.height >= LEAST_HEIGHT_MM)) {
    g_set_error(error, SAL_ERROR, SAL_ERROR_RENDER,
                "chart: size: expected at least %g x %g mm and a period, got %g x %g mm and %u",
                LEAST_WIDTH_MM, LEAST_HEIGHT_MM, rect.width, rect.height, options->n_periods);
    return NULL;
  }
  g_autoptr(SalChart) chart = g_new0(SalChart, 1);
  chart->style = *options->style;
  chart->has_mean = options->mean_text != NULL;
  chart->mean_km2 = options->mean_km2;
  chart->has_reset_key = options->reset_text != NULL;
  chart->periods = g_array_new(FALSE, FALSE, sizeof(SalChartPeriod));
  chart->labels = g_array_new(FALSE, FALSE, sizeof(Label));
  g_array_set_clear_func(chart->labels, label_clear);
  g_array_append_vals(chart->periods, options->periods, options->n_periods);
  find_range(chart);
  const SalTextExtents extents = sal_text_measure("0", chart->style.font_family, &chart->style.text);
  const double line = get_line_mm(chart), head = label_head(chart, options, rect);
  const double top = rect.y + head + extents.cap_height_mm / 2;
  const double bottom = rect.y + rect.height - 2 * line - GAP_MM - extents.cap_height_mm / 2;
  if (bottom - top < LEAST_PLOT_MM) {
    g_set_error(error, SAL_ERROR, SAL_ERROR_RENDER,
                "chart: height: expected at least %.1f mm for its type size, got %.1f mm",
                rect.height + LEAST_PLOT_MM - (bottom - top), rect.height);
    return NULL;
  }
  choose_ticks(chart, bottom - top);
  const double left = rect.x + measure_ticks(chart, options->words) + GAP_MM;
  chart->plot = (SalRect){ left, top, rect.x + rect.width - left, bottom - top };
  label_ticks(chart, options->words);
  const double first = bottom + extents.cap_height_mm / 2 + GAP_MM + extents.ascent_mm;
  label_periods(chart, options, rect, (double[2]){ first, first + line });
  return g_steal_pointer(&chart);
}

static void
draw_line(SalLayer *layer, SalPoint from, SalPoint to, const SalLineStyle *style)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, from.x, from.y);
  sal_geometry_add_point(line, to.x, to.y);
  sal_geometry_end_part(line);
  sal_layer_add_line(layer, line, style, NULL);
}

static void
draw_across(const SalChart *chart, SalLayer *layer, double km2, const SalLineStyle *style)
{
  const double y = get_y(chart, km2);
  draw_line(layer, (SalPoint){ chart->plot.x, y }, (SalPoint){ chart->plot.x + chart->plot.width, y }, style);
}

/* From zero to km2, as wide as given; nothing where that is no height. */
static void
draw_bar(const SalChart *chart, SalLayer *layer, guint index, double km2, double width_mm,
         const SalAreaStyle *style)
{
  const double zero = get_y(chart, 0), end = get_y(chart, km2);
  if (fabs(zero - end) < 1e-6)
    return;
  const SalRect rect = { get_middle(chart, index) - width_mm / 2, MIN(zero, end), width_mm,
                         fabs(zero - end) };
  sal_layer_add_rect(layer, rect, style);
}

static void
draw_hatched(SalLayer *layer, SalRect rect, SalColor color)
{
  const SalAreaStyle style = { .hatch = { color, 45, 0.9, STROKE_MM } };
  sal_layer_add_rect(layer, rect, &style);
}

static SalRect
get_column(const SalChart *chart, guint index)
{
  const double width = get_column_mm(chart);
  return (SalRect){ chart->plot.x + index * width, chart->plot.y, width, chart->plot.height };
}

static void
draw_diamond(SalLayer *layer, double x, double y, double half, SalColor color)
{
  SalGeometry *diamond = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(diamond, x, y - half);
  sal_geometry_add_point(diamond, x + half, y);
  sal_geometry_add_point(diamond, x, y + half);
  sal_geometry_add_point(diamond, x - half, y);
  sal_geometry_end_part(diamond);
  sal_geometry_end_polygon(diamond);
  const SalAreaStyle style = { .fill = color };
  sal_layer_add_area(layer, diamond, &style, NULL);
}

/* The fill that a period's bar has: hollow for a reset, hatched for a part of a period. */
static SalAreaStyle
choose_bar_style(const SalChart *chart, const SalChartPeriod *period, gboolean is_current)
{
  const SalChartStyle *style = &chart->style;
  const SalAreaStyle *full = !is_current ? &style->bar : period->net_km2 < 0 ? &style->lost : &style->gained;
  SalAreaStyle bar = { .fill = full->fill };
  if (period->state != SAL_CHART_KNOWN) {
    bar.fill = (SalColor){ 0 };
    bar.outline = (SalLineStyle){ .color = full->fill, .width_mm = STROKE_MM };
  }
  if (period->state == SAL_CHART_ACCEPTED)
    bar.outline.color = style->axis.color;
  if (period->state == SAL_CHART_INCOMPLETE)
    bar.hatch = (SalHatchStyle){ full->fill, 45, 0.6, STROKE_MM };
  return bar;
}

static SalAreaStyle
choose_stem_style(const SalChart *chart, const SalAreaStyle *full, gboolean is_current)
{
  SalAreaStyle stem = { .fill = is_current ? full->fill : chart->style.gross.fill };
  if (is_current)
    stem.fill.a = PALE;
  return stem;
}

static void
draw_period(const SalChart *chart, SalLayer *layer, guint index, gboolean is_current)
{
  const SalChartPeriod *period = get_period(chart, index);
  const SalRect column = get_column(chart, index);
  if (is_current) {
    SalAreaStyle band = { .fill = chart->style.grid.color };
    band.fill.a = BAND;
    sal_layer_add_rect(layer, column, &band);
  }
  if (period->state == SAL_CHART_UNKNOWN) {
    draw_hatched(layer, column, chart->style.grid.color);
    return;
  }
  const double stem = MIN(STEM_SHARE * column.width, WIDEST_STEM_MM),
               bar = MIN(BAR_SHARE * column.width, WIDEST_BAR_MM);
  const SalAreaStyle gained = choose_stem_style(chart, &chart->style.gained, is_current);
  const SalAreaStyle lost = choose_stem_style(chart, &chart->style.lost, is_current);
  if (period->state != SAL_CHART_ACCEPTED) {
    draw_bar(chart, layer, index, period->gained_km2, stem, &gained);
    draw_bar(chart, layer, index, -period->lost_km2, stem, &lost);
  }
  const SalAreaStyle style = choose_bar_style(chart, period, is_current);
  draw_bar(chart, layer, index, period->net_km2, bar, &style);
  if (is_reset(period))
    draw_diamond(layer, get_middle(chart, index), column.y + DIAMOND_MM,
                 MIN(DIAMOND_MM, MAX(0.3, column.width / 2)), chart->style.axis.color);
}

static void
draw_mean(const SalChart *chart, SalLayer *layer)
{
  SalLineStyle style = chart->style.axis;
  style.color = chart->style.text.color;
  style.dash_mm[0] = 1.2;
  style.dash_mm[1] = 0.8;
  style.n_dash = 2;
  draw_across(chart, layer, chart->mean_km2, &style);
  const SalRect key = chart->mean_key;
  draw_line(layer, (SalPoint){ key.x, key.y }, (SalPoint){ key.x + key.width, key.y }, &style);
}

void
sal_chart_draw(const SalChart *chart, guint current, SalLayer *layer)
{
  for (guint i = 0; i < count_ticks(chart); i++)
    draw_across(chart, layer, get_tick(chart, i), &chart->style.grid);
  for (guint i = 0; i < chart->periods->len; i++)
    draw_period(chart, layer, i, i == current);
  draw_across(chart, layer, 0, &chart->style.axis);
  if (chart->has_mean)
    draw_mean(chart, layer);
  if (chart->has_reset_key)
    draw_diamond(layer, chart->reset_key.x, chart->reset_key.y, DIAMOND_MM, chart->style.axis.color);
  for (guint i = 0; i < chart->labels->len; i++) {
    const Label *label = &g_array_index(chart->labels, Label, i);
    if (label->text[0] != '\0')
      sal_layer_add_text(layer, label->text, label->x, label->y, label->anchor, 0, &chart->style.text);
  }
}
