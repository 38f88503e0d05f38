#include "render/map/scalebar.h"

#include "render/drawing/text.h"
#include "render/words/figures.h"

#include <math.h>

#define BAR_MM 0.9 /* thickness */
#define GAP_MM 0.9 /* between numbers and bar */
#define MILE_M 1609.344
#define FOOT_M 0.3048

static double
choose_length(double max)
{
  const double power = pow(10, floor(log10(max)));
  const double digit = max / power;
  return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
}

/* In the larger unit if one of it fits. */
static SalScaleRuler
choose_ruler(double m_per_mm, double max_mm, gboolean in_miles)
{
  const double max_m = m_per_mm * max_mm, large_m = in_miles ? MILE_M : 1000;
  SalScaleRuler ruler = { .unit_m = large_m, .unit = in_miles ? SAL_WORD_MILE : SAL_WORD_KM };
  if (max_m < large_m)
    ruler.unit_m = in_miles ? FOOT_M : 1, ruler.unit = in_miles ? SAL_WORD_FOOT : SAL_WORD_M;
  ruler.length_m = choose_length(max_m / ruler.unit_m) * ruler.unit_m;
  ruler.length_mm = ruler.length_m / m_per_mm;
  return ruler;
}

/* "2.5", "2,500"; the unit is for the whole bar. */
static char *
format_length(const SalScaleBar *bar, const SalScaleRuler *ruler, double metres)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(text, sizeof text, "%.10g", metres / ruler->unit_m);
  return sal_figures_group_digits(bar->options.words, text);
}

static double
measure(const SalScaleBar *bar, const char *text)
{
  return sal_text_measure(text, bar->options.style->font_family, &bar->text).width_mm;
}

/* The whole length with its unit, and how far it stands left of the bar's end, so that the number is centred
 * there. */
static char *
make_end_label(const SalScaleBar *bar, const SalScaleRuler *ruler, double *left_mm)
{
  g_autofree char *number = format_length(bar, ruler, ruler->length_m);
  *left_mm = measure(bar, number) / 2;
  return g_strdup_printf("%s\xc2\xa0%s", number, sal_words_get(bar->options.words, ruler->unit));
}

static double
measure_ruler(const SalScaleBar *bar, const SalScaleRuler *ruler)
{
  double left;
  g_autofree char *end = make_end_label(bar, ruler, &left);
  return ruler->length_mm - left + measure(bar, end) + bar->options.style->scale_bar.width_mm;
}

SalScaleBar
sal_scale_bar_choose(double m_per_mm, double max_mm, const SalScaleBarOptions *options)
{
  const SalStyle *style = options->style;
  SalScaleBar bar = { .options = *options, .text = style->scale_text };
  if (options->units != SAL_SCALE_MILES)
    bar.rulers[bar.n_rulers++] = choose_ruler(m_per_mm, max_mm, FALSE);
  if (options->units != SAL_SCALE_KM)
    bar.rulers[bar.n_rulers++] = choose_ruler(m_per_mm, max_mm, TRUE);
  bar.text.size_pt *= options->text_scale;
  bar.ground = style->legend_box.fill.a != 0 ? style->legend_box.fill : style->paper;
  for (guint i = 0; i < bar.n_rulers; i++)
    bar.width_mm = MAX(bar.width_mm, measure_ruler(&bar, &bar.rulers[i]));
  const SalTextExtents extents = sal_text_measure("0", style->font_family, &bar.text);
  bar.height_mm = bar.n_rulers * (extents.cap_height_mm + GAP_MM + BAR_MM);
  return bar;
}

static void
draw_half(const SalScaleBar *bar, SalLayer *layer, SalRect rect, SalColor fill)
{
  const SalAreaStyle area = { .fill = fill, .outline = bar->options.style->scale_bar };
  sal_layer_add_rect(layer, rect, &area);
}

/* baseline_mm: of the numbers; the half, and on a very short bar the 0, is left out where it would touch
 * another. */
static void
draw_numbers(const SalScaleBar *bar, const SalScaleRuler *ruler, SalLayer *layer, double x,
             double baseline_mm)
{
  const double half = ruler->length_mm / 2;
  double left;
  g_autofree char *middle = format_length(bar, ruler, ruler->length_m / 2);
  g_autofree char *end = make_end_label(bar, ruler, &left);
  const double middle_left = measure(bar, middle) / 2, zero = measure(bar, "0");
  if (ruler->length_mm - left > zero + 0.5)
    sal_layer_add_text(layer, "0", x, baseline_mm, SAL_ANCHOR_START, 0, &bar->text);
  if (x + half - middle_left > x + zero + 1 && half - left > middle_left + 1)
    sal_layer_add_text(layer, middle, x + half, baseline_mm, SAL_ANCHOR_MIDDLE, 0, &bar->text);
  sal_layer_add_text(layer, end, x + ruler->length_mm - left, baseline_mm, SAL_ANCHOR_START, 0, &bar->text);
}

void
sal_scale_bar_draw(const SalScaleBar *bar, SalLayer *layer, double x_mm, double y_mm)
{
  const SalStyle *style = bar->options.style;
  const double cap = sal_text_measure("0", style->font_family, &bar->text).cap_height_mm;
  const double x = x_mm + style->scale_bar.width_mm / 2;
  for (guint i = 0; i < bar->n_rulers; i++) {
    const SalScaleRuler *ruler = &bar->rulers[i];
    const double y = y_mm + cap + GAP_MM + i * BAR_MM, half = ruler->length_mm / 2;
    draw_half(bar, layer, (SalRect){ x, y, half, BAR_MM }, style->scale_bar.color);
    draw_half(bar, layer, (SalRect){ x + half, y, half, BAR_MM }, bar->ground);
    draw_numbers(bar, ruler, layer, x, i == 0 ? y_mm + cap : y + BAR_MM + GAP_MM + cap);
  }
}
