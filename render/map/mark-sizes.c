#include "render/map/mark-sizes.h"

#include <math.h>

#define LEAST_MM                                                                                             \
  1.2 /* of a circle, and of other symbols as large; smaller ones are specks, whose colour cannot be told */
#define MOST_LEGEND_MM 12.0 /* what a legend has room for */
#define NEXT_SHARE 4        /* of a value to the next smaller one of a legend: half the width */

static double
measure(const SalMarkSizes *sizes, double value)
{
  const double share = sizes->is_even ? sal_symbol_get_share(sizes->symbol) : 1;
  return sizes->largest_value > 0 ? sizes->symbol_mm * sqrt(value / sizes->largest_value / share) : 0;
}

static double
find_least(const SalMarkSizes *sizes)
{
  return MIN(LEAST_MM / sqrt(sal_symbol_get_share(sizes->symbol)), sizes->symbol_mm);
}

void
sal_mark_sizes_add(SalMarkSizes *sizes, double value)
{
  sizes->largest_value = MAX(sizes->largest_value, value);
  if (value > 0 && (!(sizes->least_value > 0) || value < sizes->least_value))
    sizes->least_value = value;
}

double
sal_mark_sizes_get_mm(const SalMarkSizes *sizes, double value)
{
  if (!sizes->is_sized)
    return sizes->symbol_mm;
  return value > 0 ? MAX(measure(sizes, value), find_least(sizes)) : 0;
}

gboolean
sal_mark_sizes_is_raised(const SalMarkSizes *sizes, double value)
{
  return sizes->is_sized && value > 0 && measure(sizes, value) < find_least(sizes);
}

/* 1, 2 or 5 times a power of ten. */
static double
round_down(double value)
{
  const double power = pow(10, floor(log10(value) + 1e-9)), share = value / power + 1e-9;
  return power * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
}

guint
sal_mark_sizes_choose(const SalMarkSizes *sizes, double values[SAL_MARK_SIZES_MOST])
{
  guint n = 0;
  if (!sizes->is_sized || !(sizes->largest_value > 0))
    return 0;
  double value = round_down(sizes->largest_value);
  while (measure(sizes, value) > MOST_LEGEND_MM)
    value = round_down(value / 2);
  for (; n < SAL_MARK_SIZES_MOST && value >= sizes->least_value * (1 - 1e-9) &&
         measure(sizes, value) >= find_least(sizes);
       value = round_down(value / NEXT_SHARE))
    values[n++] = value;
  if (n == 0)
    values[n++] = sizes->largest_value;
  return n;
}
