#include "data/change/comparison.h"

#include <string.h>

/* Smaller nets count as neither up nor down. */
#define LEAST_NET_M2 1000

static void
free_comparison(gpointer data)
{
  SalComparison *comparison = data;
  sal_change_free(comparison->state);
  g_free(comparison);
}

SalComparisons *
sal_comparisons_new(void)
{
  SalComparisons *comparisons = g_new0(SalComparisons, 1);
  comparisons->comparisons = g_ptr_array_new_with_free_func(free_comparison);
  comparisons->remarks = g_ptr_array_new_with_free_func(g_free);
  return comparisons;
}

void
sal_comparisons_free(SalComparisons *comparisons)
{
  if (comparisons == NULL)
    return;
  g_ptr_array_unref(comparisons->comparisons);
  g_ptr_array_unref(comparisons->remarks);
  sal_unclassed_free(comparisons->unclassed[0]);
  sal_unclassed_free(comparisons->unclassed[1]);
  g_free(comparisons);
}

SalClassPair
sal_class_pair_new(const char *a, const char *b)
{
  g_autofree char *both = strcmp(a, b) == 0 ? g_strdup(a) : g_strdup_printf("%s / %s", a, b);
  return (SalClassPair){ g_intern_string(a), g_intern_string(b), g_intern_string(both) };
}

double
sal_comparison_get_agreed_m2(const SalComparison *comparison)
{
  const SalChange *state = comparison->state;
  const double agreed_m2 = state->lost_m2 < state->gained_m2 ? state->area_from_m2 - state->lost_m2
                                                             : state->area_to_m2 - state->gained_m2;
  return MAX(agreed_m2, 0);
}

gboolean
sal_comparison_is_known(const SalComparison *comparison)
{
  for (guint side = 0; side < 2; side++)
    if (comparison->nets[side].from_snapshot == comparison->nets[side].to_snapshot)
      return FALSE;
  return comparison->has_nets;
}

gboolean
sal_comparison_disagrees(const SalComparison *comparison)
{
  const gint64 a = comparison->nets[0].net_m2, b = comparison->nets[1].net_m2;
  return sal_comparison_is_known(comparison) && MIN(a, b) <= -LEAST_NET_M2 && MAX(a, b) >= LEAST_NET_M2;
}

static gboolean
is_optional(const SalSeries *series, const char *class_name)
{
  const SalClasses *classes = sal_series_get_class_definitions(series);
  const char *const *names = sal_classes_get_names(classes);
  for (guint c = 0; names[c] != NULL; c++)
    if (names[c] == class_name)
      return sal_classes_is_optional(classes, c);
  return FALSE;
}

gboolean
sal_class_pair_is_optional(const SalClassPair *pair, const SalCompareOptions *options)
{
  return is_optional(options->series[0], pair->a) && is_optional(options->series[1], pair->b);
}

int
sal_side_net_count_days(const SalSideNet *net)
{
  return net->to_snapshot - net->from_snapshot;
}

SalPeriod
sal_comparison_make_date(SalDay day)
{
  SalPeriod period = { .from = day, .to = day };
  sal_period_name(&period, SAL_EVERY_DAYS, day);
  return period;
}
