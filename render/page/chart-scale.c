#include "render/page/chart-scale.h"

#include "render/words/figures.h"

#include <math.h>
#include <string.h>

#define TICK_LINES 1.3 /* lines of text from one tick to the next, at least */
#define MOST_STEPS 5   /* between ticks */
#define PADDING 0.03   /* of the range, beyond its ends */

#define MINUS "\xe2\x88\x92"

static double
round_up_step(double least)
{
  const double power = pow(10, floor(log10(least)));
  const double digit = least / power;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}

SalChartScale
sal_chart_scale_choose(double low, double high, double height_mm, double line_mm)
{
  const double pad = PADDING * (high - low);
  high += high > 0 ? pad : 0;
  low -= low < 0 ? pad : 0;
  const double step = round_up_step((high - low) * MAX(TICK_LINES * line_mm / height_mm, 1.0 / MOST_STEPS));
  if (step > MAX(high, -low) && high >= -low)
    high = step;
  else if (step > MAX(high, -low))
    low = -step;
  return (SalChartScale){ low, high, step };
}

static double
get_first_tick(const SalChartScale *scale)
{
  return ceil(scale->low / scale->step - 1e-9);
}

guint
sal_chart_scale_count_ticks(const SalChartScale *scale)
{
  return (guint)(floor(scale->high / scale->step + 1e-9) - get_first_tick(scale)) + 1;
}

double
sal_chart_scale_get_tick(const SalChartScale *scale, guint index)
{
  return (get_first_tick(scale) + index) * scale->step;
}

double
sal_chart_scale_find(const SalChartScale *scale, double area)
{
  const double share = (scale->high - area) / (scale->high - scale->low);
  return CLAMP(share, 0, 1);
}

char *
sal_chart_scale_format(const SalWords *words, double area)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(digits, sizeof digits, "%.3f", fabs(area));
  gsize length = strlen(digits);
  while (digits[length - 1] == '0')
    digits[--length] = '\0';
  if (digits[length - 1] == '.')
    digits[--length] = '\0';
  g_autofree char *grouped = sal_figures_group_digits(words, digits);
  return g_strconcat(strcmp(digits, "0") == 0 ? "" : area < 0 ? MINUS : "", grouped, NULL);
}
