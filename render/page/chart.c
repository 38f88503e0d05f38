#include "render/page/chart.h"

#include "data/base/error.h"
#include "render/page/chart-axis.h"
#include "render/page/chart-head.h"
#include "render/page/chart-scale.h"
#include "render/words/figures.h"

#include <math.h>

#define LEAST_WIDTH_MM 40.0
#define LEAST_HEIGHT_MM 20.0
#define LEAST_PLOT_MM 4.0
#define GAP_MM 0.8      /* between texts and what they belong to */
#define BAR_SHARE 0.62  /* of a period's column */
#define STEM_SHARE 0.22 /* of it, for gained and lost */
#define WIDEST_BAR_MM 9.0
#define WIDEST_STEM_MM 2.5
#define STROKE_MM 0.15 /* of hatches and hollow bars */
#define PALE 0x70      /* alpha of gained and lost behind the emphasised net */
#define BAND 0x50      /* alpha of the column behind it */

struct _SalChart {
  SalChartStyle style;
  SalRect plot;
  GArray *periods; /* SalChartPeriod */
  SalChartScale scale;
  gboolean has_mean, has_reset_key;
  double mean;
  SalChartHead head;
  SalChartTexts texts;
};

void
sal_chart_free(SalChart *chart)
{
  if (chart == NULL)
    return;
  g_array_unref(chart->periods);
  sal_chart_texts_clear(&chart->texts);
  g_free(chart);
}

SalChartPeriod
sal_chart_describe(const SalChange *change, SalRate rate, double unit_km2)
{
  const int days = sal_change_get_days(change);
  const double m2 = /* that count as 1 */
      1e6 * unit_km2 * (days > 0 && rate != SAL_RATE_NONE ? sal_rate_count(rate, days) : 1);
  SalChartPeriod period = { .from = change->period.from,
                            .gained = change->gained_m2 / m2,
                            .lost = change->lost_m2 / m2,
                            .net = sal_change_get_net_m2(change) / m2,
                            .name = change->period.name };
  if (change->from_snapshot == change->to_snapshot)
    period.state = SAL_CHART_UNKNOWN;
  else if (change->accepted)
    period.state = SAL_CHART_ACCEPTED;
  else if (sal_change_is_doubted(change))
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

/* The range of all that counts; resets do not. */
static void
find_range(const SalChart *chart, double *low, double *high)
{
  *high = chart->has_mean ? MAX(0, chart->mean) : 0;
  *low = chart->has_mean ? MIN(0, chart->mean) : 0;
  for (guint i = 0; i < chart->periods->len; i++) {
    const SalChartPeriod *period = get_period(chart, i);
    if (period->state == SAL_CHART_UNKNOWN || is_reset(period))
      continue;
    *high = MAX(*high, MAX(period->gained, period->net));
    *low = MIN(*low, MIN(-period->lost, period->net));
  }
  if (*high <= *low)
    *high = 1;
}

static double
get_y(const SalChart *chart, double area)
{
  return chart->plot.y + chart->plot.height * sal_chart_scale_find(&chart->scale, area);
}

static double
measure_ticks(const SalChart *chart, const SalWords *words)
{
  double width = 0;
  for (guint i = 0; i < sal_chart_scale_count_ticks(&chart->scale); i++) {
    g_autofree char *text = sal_chart_scale_format(words, sal_chart_scale_get_tick(&chart->scale, i));
    width = MAX(width, sal_chart_texts_measure_mm(&chart->texts, text));
  }
  return width;
}

/* Tick labels stand inside the plot's height, where the ticks at its ends would reach beyond. */
static void
label_ticks(SalChart *chart, const SalWords *words)
{
  for (guint i = 0; i < sal_chart_scale_count_ticks(&chart->scale); i++) {
    const double tick = sal_chart_scale_get_tick(&chart->scale, i);
    sal_chart_texts_add(&chart->texts, sal_chart_scale_format(words, tick), chart->plot.x - GAP_MM,
                        get_y(chart, tick) + chart->texts.cap_mm / 2, SAL_ANCHOR_END);
  }
}

/* Of the plot: two rows of labels stand below. */
static double
get_bottom(const SalChart *chart, SalRect rect)
{
  return rect.y + rect.height - 2 * chart->texts.line_mm - GAP_MM - chart->texts.cap_mm / 2;
}

static void
label_periods(SalChart *chart, const SalChartOptions *options, SalRect rect)
{
  const SalChartTexts *texts = &chart->texts;
  const double first = get_bottom(chart, rect) + texts->cap_mm / 2 + GAP_MM + texts->ascent_mm;
  g_autofree SalDay *days = g_new(SalDay, options->n_periods);
  for (guint i = 0; i < options->n_periods; i++)
    days[i] = options->periods[i].from;
  const SalChartAxis axis = { .words = options->words,
                              .every = options->every,
                              .days = days,
                              .n_days = options->n_periods,
                              .rect = rect,
                              .plot = chart->plot,
                              .row_y = { first, first + texts->line_mm } };
  sal_chart_axis_label(&axis, &chart->texts);
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
  chart->mean = options->mean;
  chart->has_reset_key = options->reset_text != NULL;
  chart->periods = g_array_new(FALSE, FALSE, sizeof(SalChartPeriod));
  g_array_append_vals(chart->periods, options->periods, options->n_periods);
  sal_chart_texts_init(&chart->texts, chart->style.font_family, &chart->style.text);
  const SalChartHeadOptions head = { options->headings, options->mean_text, options->reset_text };
  chart->head = sal_chart_head_place(&head, rect, &chart->texts);
  const double line = chart->texts.line_mm, cap = chart->texts.cap_mm;
  const double top = rect.y + chart->head.height_mm + cap / 2;
  const double bottom = get_bottom(chart, rect);
  if (bottom - top < LEAST_PLOT_MM) {
    g_set_error(error, SAL_ERROR, SAL_ERROR_RENDER,
                "chart: height: expected at least %.1f mm for its type size, got %.1f mm",
                rect.height + LEAST_PLOT_MM - (bottom - top), rect.height);
    return NULL;
  }
  double low, high;
  find_range(chart, &low, &high);
  chart->scale = sal_chart_scale_choose(low, high, bottom - top, line);
  const double left = rect.x + measure_ticks(chart, options->words) + GAP_MM;
  chart->plot = (SalRect){ left, top, rect.x + rect.width - left, bottom - top };
  label_ticks(chart, options->words);
  label_periods(chart, options, rect);
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
draw_across(const SalChart *chart, SalLayer *layer, double area, const SalLineStyle *style)
{
  const double y = get_y(chart, area);
  draw_line(layer, (SalPoint){ chart->plot.x, y }, (SalPoint){ chart->plot.x + chart->plot.width, y }, style);
}

/* From zero to area, as wide as given; nothing where that is no height. */
static void
draw_bar(const SalChart *chart, SalLayer *layer, guint index, double area, double width_mm,
         const SalAreaStyle *style)
{
  const double zero = get_y(chart, 0), end = get_y(chart, area);
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
  const SalAreaStyle *full = !is_current ? &style->bar : period->net < 0 ? &style->lost : &style->gained;
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
draw_bars(const SalChart *chart, SalLayer *layer, guint index, gboolean is_current)
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
    draw_bar(chart, layer, index, period->gained, stem, &gained);
    draw_bar(chart, layer, index, -period->lost, stem, &lost);
  }
  const SalAreaStyle style = choose_bar_style(chart, period, is_current);
  draw_bar(chart, layer, index, period->net, bar, &style);
  if (is_reset(period))
    draw_diamond(layer, get_middle(chart, index), column.y + SAL_CHART_DIAMOND_MM,
                 MIN(SAL_CHART_DIAMOND_MM, MAX(0.3, column.width / 2)), chart->style.axis.color);
}

/* All that stands in a period's column is a group. */
static void
draw_period(const SalChart *chart, SalLayer *layer, guint index, gboolean is_current)
{
  const char *name = get_period(chart, index)->name;
  g_autofree char *id = name != NULL ? sal_id_new("bar", name) : NULL;
  if (id != NULL)
    sal_layer_begin_group(layer, &(SalDrawingGroup){ id, "bar", name });
  draw_bars(chart, layer, index, is_current);
  if (id != NULL)
    sal_layer_end_group(layer);
}

static void
draw_mean(const SalChart *chart, SalLayer *layer)
{
  SalLineStyle style = chart->style.axis;
  style.color = chart->style.text.color;
  style.dash_mm[0] = 1.2;
  style.dash_mm[1] = 0.8;
  style.n_dash = 2;
  draw_across(chart, layer, chart->mean, &style);
  const SalRect key = chart->head.mean_key;
  draw_line(layer, (SalPoint){ key.x, key.y }, (SalPoint){ key.x + key.width, key.y }, &style);
}

void
sal_chart_draw(const SalChart *chart, guint current, SalLayer *layer)
{
  for (guint i = 0; i < sal_chart_scale_count_ticks(&chart->scale); i++)
    draw_across(chart, layer, sal_chart_scale_get_tick(&chart->scale, i), &chart->style.grid);
  for (guint i = 0; i < chart->periods->len; i++)
    draw_period(chart, layer, i, i == current);
  draw_across(chart, layer, 0, &chart->style.axis);
  if (chart->has_mean)
    draw_mean(chart, layer);
  if (chart->has_reset_key)
    draw_diamond(layer, chart->head.reset_key.x, chart->head.reset_key.y, SAL_CHART_DIAMOND_MM,
                 chart->style.axis.color);
  sal_chart_texts_draw(&chart->texts, layer);
}
