#include "data/change/cutoff.h"

#include <math.h>

/* By how many days each variant shifts start and end. */
static const int shifts[SAL_CUTOFF_VARIANTS][2] = { { -1, -1 }, { 1, 1 },  { -1, 0 },
                                                    { 1, 0 },   { 0, -1 }, { 0, 1 } };

/* Why a change has no variants. */
static SalUnstated
find_obstacle(const SalChange *change)
{
  if (change->accepted)
    return SAL_UNSTATED_ACCEPTED_RESET;
  if (sal_change_has_same_snapshot(change))
    return SAL_UNSTATED_SAME_SNAPSHOT;
  if (change->period.is_of_years)
    return SAL_UNSTATED_YEARS;
  return change->period.to - change->period.from < SAL_CUTOFF_LEAST_DAYS ? SAL_UNSTATED_SHORT_PERIOD
                                                                         : SAL_UNSTATED_NOT;
}

/* The entry that stands for a boundary; -1: none. */
static int
find_entry(const SalCutoffQuery *query, SalDay boundary)
{
  return sal_series_find(query->series, boundary, query->options->sample, query->options->max_gap_days);
}

/* Whether a period begins after all data, of which nothing is known then. */
static gboolean
begins_after_data(const SalSeries *series, SalDay from)
{
  const guint last = sal_series_get_n_entries(series) - 1;
  return !sal_series_is_continuous(series) && from >= sal_series_get_entry(series, last)->day;
}

static SalDay
get_day(const SalCutoffQuery *query, int entry, SalDay boundary)
{
  return sal_series_is_continuous(query->series) ? boundary
                                                 : sal_series_get_entry(query->series, (guint)entry)->day;
}

static void
set_same(SalCutoffVariant *variant, const SalChange *change)
{
  variant->state = SAL_VARIANT_SAME;
  variant->gained_m2 = change->gained_m2;
  variant->lost_m2 = change->lost_m2;
  variant->net_m2 = sal_change_get_net_m2(change);
}

static void
set_none(SalCutoffVariant *variant, SalVariantState state)
{
  variant->state = state;
  variant->from_snapshot = variant->to_snapshot = SAL_DAY_NONE;
  variant->gained_m2 = variant->lost_m2 = variant->net_m2 = NAN;
}

/* Finds what stands for the boundaries of a variant, whose shifts are set. */
static void
begin_variant(SalCutoffVariant *variant, const SalChange *change, const SalCutoffQuery *query, guint owner,
              GArray *spans)
{
  const SalDay from_day = change->period.from + variant->from_shift_days;
  const SalDay to_day = change->period.to + variant->to_shift_days;
  const int from = find_entry(query, from_day), to = find_entry(query, to_day);
  if (from < 0 || to <= from || begins_after_data(query->series, from_day)) {
    set_none(variant, SAL_VARIANT_NONE);
    return;
  }
  variant->from_snapshot = get_day(query, from, from_day);
  variant->to_snapshot = get_day(query, to, to_day);
  if (from == find_entry(query, change->period.from) && to == find_entry(query, change->period.to)) {
    set_same(variant, change);
    return;
  }
  const SalSpan span = {
    .from = (guint)from, .to = (guint)to, .class_index = query->class_index, .owner = owner
  };
  variant->state = SAL_VARIANT_OTHER;
  sal_spans_add_parts(spans, &span, query->series, query->steps);
}

void
sal_cutoff_begin(SalCutoff *cutoff, const SalChange *change, const SalCutoffQuery *query, guint owner,
                 GArray *spans)
{
  *cutoff = (SalCutoff){ .why = find_obstacle(change), .net_min_m2 = NAN, .net_max_m2 = NAN };
  if (cutoff->why != SAL_UNSTATED_NOT)
    return;
  cutoff->n_variants = SAL_CUTOFF_VARIANTS;
  for (guint i = 0; i < SAL_CUTOFF_VARIANTS; i++) {
    cutoff->variants[i] =
        (SalCutoffVariant){ .from_shift_days = shifts[i][0], .to_shift_days = shifts[i][1] };
    begin_variant(&cutoff->variants[i], change, query, owner + i, spans);
  }
}

void
sal_cutoff_add(SalCutoff *cutoff, guint i, const SalSpan *span)
{
  SalCutoffVariant *variant = &cutoff->variants[i];
  if (variant->state != SAL_VARIANT_OTHER)
    return;
  if (span->failed) {
    set_none(variant, SAL_VARIANT_FAILED);
    return;
  }
  variant->gained_m2 += span->gained_m2;
  variant->lost_m2 += span->lost_m2;
  variant->net_m2 += span->net_m2;
}

void
sal_cutoff_end(SalCutoff *cutoff, const SalChange *change)
{
  const double net_m2 = sal_change_get_net_m2(change);
  guint n_others = 0;
  if (cutoff->why != SAL_UNSTATED_NOT)
    return;
  cutoff->net_min_m2 = cutoff->net_max_m2 = net_m2;
  for (guint i = 0; i < cutoff->n_variants; i++) {
    const SalCutoffVariant *variant = &cutoff->variants[i];
    if (variant->state != SAL_VARIANT_OTHER)
      continue;
    n_others++;
    cutoff->net_min_m2 = MIN(cutoff->net_min_m2, variant->net_m2);
    cutoff->net_max_m2 = MAX(cutoff->net_max_m2, variant->net_m2);
  }
  if (n_others > 0)
    return;
  cutoff->why = SAL_UNSTATED_OTHER_SNAPSHOTS;
  cutoff->net_min_m2 = cutoff->net_max_m2 = NAN;
}

/* Means */

static const SalChange *
get_change(const GPtrArray *changes, guint i)
{
  return changes->pdata[i];
}

/* Whether two counted periods adjoin, the second of which is i. */
static gboolean
adjoins(const GPtrArray *changes, const guint8 *chosen, guint i)
{
  return i > 0 && i < changes->len && chosen[i - 1] && chosen[i] &&
         get_change(changes, i - 1)->period.to == get_change(changes, i)->period.from;
}

/* Which variant of period i a variant of the whole mean takes; -1: the period as it is. */
static int
choose_variant(const GPtrArray *changes, const guint8 *chosen, guint i, guint variant)
{
  const gboolean is_start_alone = shifts[variant][1] == 0, is_end_alone = shifts[variant][0] == 0;
  if ((is_start_alone && adjoins(changes, chosen, i)) || (is_end_alone && adjoins(changes, chosen, i + 1)))
    return -1;
  return (int)variant;
}

/* The sum of one variant; NaN: a period lacks it, or no period has other snapshots in it. */
static double
sum_variant(const GPtrArray *changes, const guint8 *chosen, guint variant)
{
  double sum_m2 = 0;
  gboolean has_other = FALSE;
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = get_change(changes, i);
    const int own = choose_variant(changes, chosen, i, variant);
    if (!chosen[i])
      continue;
    if (own < 0 || change->uncertainty == NULL) {
      sum_m2 += sal_change_get_net_m2(change);
      continue;
    }
    const SalCutoff *cutoff = &change->uncertainty->cutoff;
    if (cutoff->n_variants == 0)
      return NAN;
    sum_m2 += cutoff->variants[own].net_m2;
    has_other |= cutoff->variants[own].state == SAL_VARIANT_OTHER;
  }
  return has_other ? sum_m2 : NAN;
}

SalCutoffMean
sal_cutoff_sum(const GPtrArray *changes, const guint8 *chosen)
{
  SalCutoffMean mean = { FALSE, 0, 0 };
  for (guint i = 0; i < changes->len; i++)
    if (chosen[i])
      mean.net_min_m2 += sal_change_get_net_m2(get_change(changes, i));
  mean.net_max_m2 = mean.net_min_m2;
  for (guint variant = 0; variant < SAL_CUTOFF_VARIANTS; variant++) {
    const double sum_m2 = sum_variant(changes, chosen, variant);
    if (isnan(sum_m2))
      continue;
    mean.known = TRUE;
    mean.net_min_m2 = MIN(mean.net_min_m2, sum_m2);
    mean.net_max_m2 = MAX(mean.net_max_m2, sum_m2);
  }
  return mean;
}
