#include "data/series/pairing.h"

#include "data/base/error.h"

typedef struct {
  const SalSeries *series;
  const SalPairingOptions *options;
  SalPairing *pairing;
  GHashTable *remarked; /* set of utf8 */
} Search;

void
sal_pairing_free(SalPairing *pairing)
{
  if (pairing == NULL)
    return;
  g_array_unref(pairing->pairs);
  g_array_unref(pairing->entries);
  g_ptr_array_unref(pairing->remarks);
  g_free(pairing);
}

static gboolean
is_requested(const SalPeriodOptions *periods)
{
  return periods->span_first != SAL_DAY_NONE || periods->span_last != SAL_DAY_NONE;
}

/* Takes the remark. A boundary that two periods share is remarked on once. */
static void
add_remark(Search *search, char *remark)
{
  if (g_hash_table_add(search->remarked, remark))
    g_ptr_array_add(search->pairing->remarks, g_strdup(remark));
}

static char *
describe_nearest(const SalSeries *series, SalDay day)
{
  const int nearest = sal_series_find(series, day, SAL_SAMPLE_NEAREST, G_MAXINT);
  return sal_day_format(sal_series_get_entry(series, (guint)nearest)->day);
}

static void
set_gap_error(const Search *search, const SalPeriod *period, SalDay boundary, GError **error)
{
  g_autofree char *day = sal_day_format(boundary);
  g_autofree char *nearest = describe_nearest(search->series, boundary);
  const int gap = search->options->max_gap_days;
  if (search->options->sample == SAL_SAMPLE_EXACT) {
    sal_error_set(error, SAL_ERROR_FORMAT,
                  "period %s: boundary %s: expected a snapshot of that day "
                  "(" SAL_OPTION("sample") " exact), got %s as the nearest",
                  period->name, day, nearest);
    return;
  }
  sal_error_set(error, SAL_ERROR_FORMAT,
                "period %s: boundary %s: expected a snapshot within %d day%s "
                "(" SAL_OPTION("max-gap") ", " SAL_OPTION("sample") "), got none nearer than %s",
                period->name, day, gap, gap == 1 ? "" : "s", nearest);
}

/* The index of an entry in the list of those needed, to which it is appended if it is new. Boundaries come in
 * order, and so do the entries that stand for them. */
static guint
use_entry(Search *search, int entry)
{
  GArray *entries = search->pairing->entries;
  const guint value = (guint)entry;
  for (guint i = entries->len; i > 0 && g_array_index(entries, guint, i - 1) >= value; i--)
    if (g_array_index(entries, guint, i - 1) == value)
      return i - 1;
  g_array_append_val(entries, value);
  return entries->len - 1;
}

static void
remark_stand_in(Search *search, SalDay boundary, int entry)
{
  const SalDay day = sal_series_get_entry(search->series, (guint)entry)->day;
  if (day == boundary || sal_series_is_continuous(search->series))
    return;
  g_autofree char *wanted = sal_day_format(boundary), *used = sal_day_format(day);
  add_remark(search, g_strdup_printf("no snapshot of %s: %s stands for it", wanted, used));
}

/* Finds the entries for one period. If one is missing, the period is left out with a remark, unless it was
 * asked for. */
static gboolean
add_pair(Search *search, const SalPeriod *period, GError **error)
{
  const SalPairingOptions *options = search->options;
  const int from = sal_series_find(search->series, period->from, options->sample, options->max_gap_days);
  const int to = sal_series_find(search->series, period->to, options->sample, options->max_gap_days);
  if (from < 0 || to < 0) {
    g_autoptr(GError) gap = NULL;
    set_gap_error(search, period, from < 0 ? period->from : period->to, &gap);
    if (is_requested(&options->periods)) {
      g_propagate_error(error, g_steal_pointer(&gap));
      return FALSE;
    }
    add_remark(search, g_strdup_printf("left out: %s", gap->message));
    return TRUE;
  }
  remark_stand_in(search, period->from, from);
  remark_stand_in(search, period->to, to);
  if (from == to && !sal_series_is_continuous(search->series))
    add_remark(search, g_strdup_printf("period %s: both ends are the same snapshot, so no change can show",
                                       period->name));
  const guint first = use_entry(search, from), last = use_entry(search, to);
  const SalPair pair = { *period, first, last };
  g_array_append_val(search->pairing->pairs, pair);
  return TRUE;
}

static gboolean
check_length(const SalSeries *series, GError **error)
{
  const guint n = sal_series_get_n_entries(series);
  if (n >= 2)
    return TRUE;
  g_autofree char *day = n == 1 ? sal_day_format(sal_series_get_entry(series, 0)->day) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_USAGE, "series: expected at least two snapshots, got %u%s%s", n,
                       n == 1 ? " of " : "", day);
}

/* Finds the entries for all periods. A period may begin before the data, or end after them, by as much as a
 * snapshot may be away from the boundary for which it stands. */
static gboolean
find_pairs(Search *search, GError **error)
{
  const SalSeries *series = search->series;
  const SalPairingOptions *options = search->options;
  if (!check_length(series, error))
    return FALSE;
  const SalDay first = sal_series_get_entry(series, 0)->day;
  const SalDay last = sal_series_get_entry(series, sal_series_get_n_entries(series) - 1)->day;
  const int slack = options->sample == SAL_SAMPLE_EXACT ? 0 : options->max_gap_days;
  g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) periods = sal_periods_compute(&options->periods, first, last, slack, dropped, error);
  if (periods == NULL)
    return FALSE;
  for (guint i = 0; i < dropped->len; i++)
    add_remark(search, g_strdup_printf("left out: %s", (char *)dropped->pdata[i]));
  for (guint i = 0; i < periods->len; i++)
    if (!add_pair(search, &g_array_index(periods, SalPeriod, i), error))
      return FALSE;
  if (search->pairing->pairs->len > 0)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "periods: expected at least one with a snapshot at both ends, got none of %u",
                       periods->len);
}

SalPairing *
sal_pairing_new(const SalSeries *series, const SalPairingOptions *options, GError **error)
{
  g_autoptr(SalPairing) pairing = g_new0(SalPairing, 1);
  pairing->pairs = g_array_new(FALSE, FALSE, sizeof(SalPair));
  pairing->entries = g_array_new(FALSE, FALSE, sizeof(guint));
  pairing->remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) remarked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Search search = { series, options, pairing, remarked };
  return find_pairs(&search, error) ? g_steal_pointer(&pairing) : NULL;
}
