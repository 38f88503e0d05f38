#include "render/scalebar.h"

#include "render/figures.h"
#include "render/text.h"

#include <math.h>

#define BAR_MM 0.9 /* thickness */
#define GAP_MM 0.9 /* between numbers and bar */

static double
choose_length_m(double max_m)
{
  const double power = pow(10, floor(log10(max_m)));
  const double digit = max_m / power;
  return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
}

/* 2500: "2.5", 2500000: "2,500"; the unit is for the whole bar. */
static char *
format_length(double metres, gboolean in_km)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(text, sizeof text, "%.10g", in_km ? metres / 1000 : metres);
  return sal_figures_group_digits(text);
}

static const char *
get_unit(const SalScaleBar *bar)
{
  return bar->length_m >= 1000 ? "km" : "m";
}

static double
measure(const SalScaleBar *bar, const SalStyle *style, const char *text)
{
  return sal_text_measure(text, style->font_family, &bar->text).width_mm;
}

/* The whole length with its unit, and how far it stands left of the bar's end, so that the number is centred
 * there. */
static char *
make_end_label(const SalScaleBar *bar, const SalStyle *style, double *left_mm)
{
  g_autofree char *number = format_length(bar->length_m, bar->length_m >= 1000);
  *left_mm = measure(bar, style, number) / 2;
  return g_strdup_printf("%s\xc2\xa0%s", number, get_unit(bar));
}

SalScaleBar
sal_scale_bar_choose(double m_per_mm, double max_mm, const SalStyle *style, double text_scale)
{
  SalScaleBar bar = { .length_m = choose_length_m(m_per_mm * max_mm), .text = style->scale_text };
  bar.length_mm = bar.length_m / m_per_mm;
  bar.text.size_pt *= text_scale;
  bar.ground = style->legend_box.fill.a != 0 ? style->legend_box.fill : style->paper;
  double left;
  g_autofree char *end = make_end_label(&bar, style, &left);
  bar.width_mm = bar.length_mm - left + measure(&bar, style, end) + style->scale_bar.width_mm;
  const SalTextExtents extents = sal_text_measure("0", style->font_family, &bar.text);
  bar.height_mm = extents.cap_height_mm + GAP_MM + BAR_MM;
  return bar;
}

static void
draw_half(const SalStyle *style, SalLayer *layer, SalRect rect, SalColor fill)
{
  const SalAreaStyle area = { .fill = fill, .outline = style->scale_bar };
  sal_layer_add_rect(layer, rect, &area);
}

void
sal_scale_bar_draw(const SalScaleBar *bar, const SalStyle *style, SalLayer *layer, double x_mm, double y_mm)
{
  const gboolean in_km = bar->length_m >= 1000;
  const double cap = sal_text_measure("0", style->font_family, &bar->text).cap_height_mm;
  const double x = x_mm + style->scale_bar.width_mm / 2, y = y_mm + cap + GAP_MM, half = bar->length_mm / 2;
  draw_half(style, layer, (SalRect){ x, y, half, BAR_MM }, style->scale_bar.color);
  draw_half(style, layer, (SalRect){ x + half, y, half, BAR_MM }, bar->ground);
  double left;
  g_autofree char *middle = format_length(bar->length_m / 2, in_km), *end = make_end_label(bar, style, &left);
  const double middle_left = measure(bar, style, middle) / 2, zero = measure(bar, style, "0");
  sal_layer_add_text(layer, "0", x, y_mm + cap, SAL_ANCHOR_START, 0, &bar->text);
  if (x + half - middle_left > x + zero + 1 && half - left > middle_left + 1)
    sal_layer_add_text(layer, middle, x + half, y_mm + cap, SAL_ANCHOR_MIDDLE, 0, &bar->text);
  sal_layer_add_text(layer, end, x + bar->length_mm - left, y_mm + cap, SAL_ANCHOR_START, 0, &bar->text);
}
