#include "data/change/revisions.h"

#include "data/change/encounter.h"

#include <math.h>

void
sal_revisions_free(SalRevisions *revisions)
{
  if (revisions == NULL)
    return;
  g_array_unref(revisions->revisions);
  g_ptr_array_unref(revisions->states);
  g_ptr_array_unref(revisions->remarks);
  g_free(revisions);
}

const char *
sal_revision_kind_get_name(SalRevisionKind kind)
{
  static const char *const names[] = { "only_a", "only_b", "same", "differs" };
  return names[kind];
}

static gboolean
is_in_span(const SalPeriodOptions *periods, SalDay day)
{
  return (periods->span_first == SAL_DAY_NONE || day >= periods->span_first) &&
         (periods->span_last == SAL_DAY_NONE || day <= periods->span_last);
}

static void
add_revision(GArray *revisions, SalDay day, SalRevisionKind kind)
{
  const SalRevision revision = { day, kind, NULL };
  g_array_append_val(revisions, revision);
}

/* Walks over both series in the order of their dates. Lists the days, and the meetings of those that both
 * have. */
static void
list_days(const SalCompareOptions *options, GArray *days, GArray *meetings)
{
  const SalSeries *a = options->series[0], *b = options->series[1];
  const guint n_a = sal_series_get_n_entries(a), n_b = sal_series_get_n_entries(b);
  for (guint i = 0, j = 0; i < n_a || j < n_b;) {
    const SalDay day_a = i < n_a ? sal_series_get_entry(a, i)->day : G_MAXINT32;
    const SalDay day_b = j < n_b ? sal_series_get_entry(b, j)->day : G_MAXINT32;
    const SalDay day = MIN(day_a, day_b);
    const gboolean both = day_a == day_b;
    if (is_in_span(&options->change.periods, day)) {
      add_revision(days, day,
                   both            ? SAL_REVISION_SAME
                   : day_a < day_b ? SAL_REVISION_ONLY_A
                                   : SAL_REVISION_ONLY_B);
      const SalMeeting meeting = { sal_comparison_make_date(day), { i, j } };
      if (both)
        g_array_append_val(meetings, meeting);
    }
    i += day_a == day;
    j += day_b == day;
  }
}

static gboolean
is_same(const SalChange *state)
{
  return llround(state->lost_m2) == 0 && llround(state->gained_m2) == 0;
}

/* Whether either side has areas of a class on any day, or must have some. */
static gboolean
is_listed(const SalCompareOptions *options, const SalClassPair *pair, const GPtrArray *states)
{
  for (guint i = 0; i < states->len; i++) {
    const SalChange *state = states->pdata[i];
    if (state->class_name == pair->name && (state->area_from_m2 > 0 || state->area_to_m2 > 0))
      return TRUE;
  }
  return !sal_class_pair_is_optional(pair, options);
}

/* Makes a revision of each class from each day that both have. */
static GArray *
fill_days(const GArray *days, const GPtrArray *states, const SalCompareOptions *options)
{
  GArray *revisions = g_array_new(FALSE, FALSE, sizeof(SalRevision));
  g_autofree gboolean *listed = g_new(gboolean, options->n_classes);
  guint next = 0;
  for (guint c = 0; c < options->n_classes; c++)
    listed[c] = is_listed(options, &options->classes[c], states);
  for (guint i = 0; i < days->len; i++) {
    SalRevision revision = g_array_index(days, SalRevision, i);
    if (revision.kind != SAL_REVISION_SAME) {
      g_array_append_val(revisions, revision);
      continue;
    }
    for (guint c = 0; c < options->n_classes; c++) {
      revision.state = states->pdata[next++];
      revision.kind = is_same(revision.state) ? SAL_REVISION_SAME : SAL_REVISION_DIFFERS;
      if (listed[c])
        g_array_append_val(revisions, revision);
    }
  }
  return revisions;
}

SalRevisions *
sal_compare_revisions(const SalCompareOptions *options, const SalWork *work, GError **error)
{
  SalCompareOptions numbers = *options;
  numbers.change.numbers_only = TRUE;
  numbers.change.regions = NULL;
  g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(SalRevision));
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(SalMeeting));
  g_autoptr(SalComparisons) told = sal_comparisons_new();
  list_days(&numbers, days, meetings);
  g_autoptr(GPtrArray) states = meetings->len > 0
                                    ? sal_encounter_compute(&numbers, meetings, work, told, error)
                                    : g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  if (states == NULL)
    return NULL;
  SalRevisions *revisions = g_new0(SalRevisions, 1);
  revisions->revisions = fill_days(days, states, &numbers);
  revisions->states = g_steal_pointer(&states);
  revisions->remarks = g_ptr_array_ref(told->remarks);
  return revisions;
}
