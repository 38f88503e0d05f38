#include "data/change/second.h"

#include "data/base/error.h"
#include "data/series/pairing.h"

#include <math.h>
#include <string.h>

void
sal_second_free(SalSecond *second)
{
  if (second == NULL)
    return;
  g_clear_pointer(&second->changes, g_array_unref);
  g_clear_pointer(&second->faults, g_ptr_array_unref);
  g_clear_pointer(&second->found, sal_changes_free);
  g_free(second);
}

/* What the second computation needs of the options: the ends of periods, unless steps are taken out of some. */
static SalChangeOptions
make_options(const SalChangeOptions *first, SalOverlayMethod method)
{
  SalChangeOptions options = *first;
  options.overlay.method = method;
  options.places = NULL;
  options.theatre = NULL;
  options.axes = NULL;
  options.min_width_m = 0;
  options.numbers_only = TRUE;
  options.keeps_steps = FALSE;
  options.keeps_unused_classes = TRUE;
  options.ends_only = first->ends_only || first->verdicts.accepted == NULL;
  return options;
}

/* next: where to look first, because both computations have one order; it is moved behind what was found. */
static const SalChange *
find_change(const GPtrArray *changes, const SalChange *like, guint *next)
{
  for (guint k = 0; k < changes->len; k++) {
    const guint i = (*next + k) % changes->len;
    const SalChange *change = changes->pdata[i];
    if (change->period.from != like->period.from || change->period.to != like->period.to ||
        strcmp(change->class_name, like->class_name) != 0 || strcmp(change->region, like->region) != 0)
      continue;
    *next = i + 1;
    return change;
  }
  return NULL;
}

/* Takes the answers of all changes that are in `found`. */
static void
take_answers(SalSecond *second, const SalChanges *found)
{
  guint next = 0;
  for (guint i = 0; i < second->changes->len; i++) {
    SalSecondChange *answer = &g_array_index(second->changes, SalSecondChange, i);
    const SalChange *change = find_change(found->changes, answer->change, &next);
    if (change == NULL)
      continue;
    answer->gained_m2 = change->gained_m2;
    answer->lost_m2 = change->lost_m2;
    answer->why = NULL;
  }
}

static void
blame_period(SalSecond *second, const SalPeriod *period, const char *why)
{
  g_ptr_array_add(second->faults, g_strdup(why));
  for (guint i = 0; i < second->changes->len; i++) {
    SalSecondChange *answer = &g_array_index(second->changes, SalSecondChange, i);
    if (answer->change->period.from == period->from && answer->change->period.to == period->to)
      answer->why = second->faults->pdata[second->faults->len - 1];
  }
}

/* Computes each period by itself, so that one without an answer leaves the others theirs. */
static gboolean
compute_each(SalSecond *second, const SalSeries *series, const SalChangeOptions *whole, const SalWork *work,
             GError **error)
{
  SalChangeOptions options = *whole;
  const SalPairingOptions pairing_options = { options.periods, options.sample, options.max_gap_days };
  g_autoptr(SalPairing) pairing = sal_pairing_new(series, &pairing_options, error);
  for (guint i = 0; pairing != NULL && i < pairing->pairs->len; i++) {
    g_autoptr(GError) fault = NULL;
    options.only_pair = i + 1;
    g_autoptr(SalChanges) found = sal_changes_compute(series, &options, work, &fault);
    if (found != NULL) {
      take_answers(second, found);
    } else if (g_error_matches(fault, SAL_ERROR, SAL_ERROR_GEOMETRY)) {
      blame_period(second, &g_array_index(pairing->pairs, SalPair, i).period, fault->message);
    } else {
      g_propagate_error(error, g_steal_pointer(&fault));
      return FALSE;
    }
  }
  return pairing != NULL;
}

SalSecond *
sal_second_compute(const SalSeries *series, const SalChangeOptions *options, const SalChanges *first,
                   const SalWork *work, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(SalSecond) second = g_new0(SalSecond, 1);
  second->method = options->overlay.method == SAL_OVERLAY_GEOS ? SAL_OVERLAY_EDGES : SAL_OVERLAY_GEOS;
  second->changes = g_array_sized_new(FALSE, FALSE, sizeof(SalSecondChange), first->changes->len);
  second->faults = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < first->changes->len; i++) {
    const SalSecondChange unknown = { first->changes->pdata[i], NAN, NAN, "not computed" };
    g_array_append_val(second->changes, unknown);
  }
  const SalChangeOptions other = make_options(options, second->method);
  second->found = sal_changes_compute(series, &other, work, &fault);
  if (second->found != NULL) {
    take_answers(second, second->found);
    return g_steal_pointer(&second);
  }
  if (!g_error_matches(fault, SAL_ERROR, SAL_ERROR_GEOMETRY)) {
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
  }
  return compute_each(second, series, &other, work, error) ? g_steal_pointer(&second) : NULL;
}
