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

static SalDay
get_day(const SalSeries *series, guint index)
{
  return sal_series_get_entry(series, index)->day;
}

static SalDay
get_last_day(const SalSeries *series)
{
  return get_day(series, sal_series_get_n_entries(series) - 1);
}

static char *
describe_nearest(const SalSeries *series, SalDay day)
{
  const int nearest = sal_series_find(series, day, SAL_SAMPLE_NEAREST, G_MAXINT);
  return nearest >= 0 ? sal_day_format(get_day(series, (guint)nearest)) : g_strdup("none");
}

/* The entries that stand for the ends of a period; -1: none. */
typedef struct {
  int from, to;
} Ends;

/* After the last snapshot nothing is known, even if it is near enough to stand for both ends. */
static gboolean
begins_after_data(const SalSeries *series, const SalPeriod *period)
{
  return !sal_series_is_continuous(series) && period->from >= get_last_day(series);
}

static Ends
find_ends(const SalSeries *series, const SalPairingOptions *options, const SalPeriod *period)
{
  const Ends ends = { sal_series_find(series, period->from, options->sample, options->max_gap_days),
                      sal_series_find(series, period->to, options->sample, options->max_gap_days) };
  return begins_after_data(series, period) ? (Ends){ ends.from, -1 } : ends;
}

gboolean
sal_pairing_covers(const SalSeries *series, const SalPairingOptions *options, const SalPeriod *period)
{
  const Ends ends = find_ends(series, options, period);
  return ends.from >= 0 && ends.to >= 0;
}

/* Whether only the years of all snapshots are known. */
static gboolean
are_years(const SalSeries *series)
{
  for (guint i = 0; i < sal_series_get_n_entries(series); i++) {
    const SalEntry *entry = sal_series_get_entry(series, i);
    if (!entry->found.is_year || entry->day != entry->found.day)
      return FALSE;
  }
  return TRUE;
}

GArray *
sal_pairing_list_periods(const SalSeries *series, const SalPairingOptions *options, GPtrArray *remarks,
                         GError **error)
{
  g_autoptr(GArray) days = sal_series_list_days(series);
  const SalDataDays data = { .days = (const SalDay *)days->data,
                             .n_days = days->len,
                             .slack_days = options->sample == SAL_SAMPLE_EXACT ? 0 : options->max_gap_days,
                             .are_years = are_years(series),
                             .is_continuous = sal_series_is_continuous(series) };
  return sal_periods_compute(&options->periods, &data, remarks, error);
}

static void
set_end_error(const Search *search, const SalPeriod *period, GError **error)
{
  g_autofree char *start = sal_day_format(period->from);
  g_autofree char *last = sal_day_format(get_last_day(search->series));
  sal_error_set(error, SAL_ERROR_FORMAT,
                "period %s: expected a snapshot after its start, %s, got %s as the last", period->name, start,
                last);
}

/* How far a snapshot is from a boundary for which it may stand; G_MAXINT64 if there is none. */
static gint64
measure_gap(const SalSeries *series, SalDay boundary, SalSample sample)
{
  const int entry = sal_series_find(series, boundary, sample, G_MAXINT);
  return entry >= 0 ? ABS((gint64)get_day(series, (guint)entry) - boundary) : G_MAXINT64;
}

static void
set_gap_error(const Search *search, const SalPeriod *period, SalDay boundary, GError **error)
{
  g_autofree char *day = sal_day_format(boundary);
  g_autofree char *nearest = describe_nearest(search->series, boundary);
  const int gap = search->options->max_gap_days;
  const gint64 needed = measure_gap(search->series, boundary, search->options->sample);
  if (search->options->sample == SAL_SAMPLE_EXACT) {
    sal_error_set(error, SAL_ERROR_FORMAT,
                  "period %s: boundary %s: expected a snapshot of that day "
                  "(" SAL_OPTION("sample") " exact), got %s as the nearest",
                  period->name, day, nearest);
    return;
  }
  g_autofree char *remedy = needed < G_MAXINT32
                                ? g_strdup_printf("; " SAL_OPTION("max-gap") " %d would do", (int)needed)
                                : g_strdup("");
  sal_error_set(error, SAL_ERROR_FORMAT,
                "period %s: boundary %s: expected a snapshot within %d day%s "
                "(" SAL_OPTION("max-gap") ", " SAL_OPTION("sample") "), got none nearer than %s%s",
                period->name, day, gap, gap == 1 ? "" : "s", nearest, remedy);
}

/* The period for which the least max_gap_days would do, and that number; -1: none would do for any. */
static int
find_least_gap(const Search *search, const GArray *periods, const SalPeriod **which)
{
  const SalSample sample =
      search->options->sample == SAL_SAMPLE_EXACT ? SAL_SAMPLE_NEAREST : search->options->sample;
  gint64 least = G_MAXINT32;
  *which = NULL;
  for (guint i = 0; i < periods->len; i++) {
    const SalPeriod *period = &g_array_index(periods, SalPeriod, i);
    const gint64 gap = MAX(measure_gap(search->series, period->from, sample),
                           measure_gap(search->series, period->to, sample));
    if (gap >= least || period->from >= get_last_day(search->series) ||
        period->to <= get_day(search->series, 0))
      continue;
    least = gap;
    *which = period;
  }
  return *which != NULL ? (int)least : -1;
}

/* No period has a snapshot for both of its ends: says which snapshots are nearest and what would let them
 * stand for these. */
static gboolean
set_none_error(const Search *search, const GArray *periods, GError **error)
{
  const SalSeries *series = search->series;
  const gboolean is_exact = search->options->sample == SAL_SAMPLE_EXACT;
  const SalPeriod *period = NULL;
  const int gap = find_least_gap(search, periods, &period);
  g_autofree char *first = sal_day_format(get_day(series, 0));
  g_autofree char *last = sal_day_format(get_last_day(series));
  if (period == NULL)
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "periods: expected at least one with a snapshot at both ends, got none of %u (the "
                         "snapshots are of %s to %s)",
                         periods->len, first, last);
  g_autofree char *from = describe_nearest(series, period->from), *to = describe_nearest(series, period->to);
  return sal_error_set(
      error, SAL_ERROR_FORMAT,
      "periods: expected at least one with a snapshot at both ends, got none of %u (nearest to the ends of "
      "%s: %s and %s; %s" SAL_OPTION("max-gap") " %d would do)",
      periods->len, period->name, from, to, is_exact ? SAL_OPTION("sample") " nearest with " : "", gap);
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

static void
remark_ends(Search *search, const SalPeriod *period, Ends ends)
{
  remark_stand_in(search, period->from, ends.from);
  remark_stand_in(search, period->to, ends.to);
  if (ends.from == ends.to && !sal_series_is_continuous(search->series))
    add_remark(search, g_strdup_printf("period %s: both ends are the same snapshot, so no change can show",
                                       period->name));
}

/* Finds the entries for one period. If one is missing, the period is left out with a remark; in a strict
 * series that is an error if the span was asked for. */
static gboolean
add_pair(Search *search, const SalPeriod *period, GError **error)
{
  const Ends ends = find_ends(search->series, search->options, period);
  if (ends.from < 0 || ends.to < 0) {
    g_autoptr(GError) gap = NULL;
    if (ends.from >= 0 && begins_after_data(search->series, period))
      set_end_error(search, period, &gap);
    else
      set_gap_error(search, period, ends.from < 0 ? period->from : period->to, &gap);
    if (is_requested(&search->options->periods) && sal_series_is_strict(search->series)) {
      g_propagate_error(error, g_steal_pointer(&gap));
      return FALSE;
    }
    add_remark(search, g_strdup_printf("left out: %s", gap->message));
    return TRUE;
  }
  remark_ends(search, period, ends);
  const guint first = use_entry(search, ends.from), last = use_entry(search, ends.to);
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
  if (!check_length(search->series, error))
    return FALSE;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) periods = sal_pairing_list_periods(search->series, search->options, remarks, error);
  if (periods == NULL)
    return FALSE;
  for (guint i = 0; i < remarks->len; i++)
    add_remark(search, g_strdup(remarks->pdata[i]));
  for (guint i = 0; i < periods->len; i++)
    if (!add_pair(search, &g_array_index(periods, SalPeriod, i), error))
      return FALSE;
  return search->pairing->pairs->len > 0 || set_none_error(search, periods, error);
}

void
sal_pairing_keep(SalPairing *pairing, guint pair)
{
  SalPair kept = g_array_index(pairing->pairs, SalPair, pair);
  const guint ends[2] = { g_array_index(pairing->entries, guint, kept.from),
                          g_array_index(pairing->entries, guint, kept.to) };
  kept.from = 0;
  kept.to = ends[0] != ends[1] ? 1 : 0;
  g_array_set_size(pairing->pairs, 0);
  g_array_append_val(pairing->pairs, kept);
  g_array_set_size(pairing->entries, 0);
  g_array_append_vals(pairing->entries, ends, kept.to + 1);
}

void
sal_pairing_fill(SalPairing *pairing)
{
  const guint first = g_array_index(pairing->entries, guint, 0);
  const guint last = g_array_index(pairing->entries, guint, pairing->entries->len - 1);
  for (guint i = 0; i < pairing->pairs->len; i++) {
    SalPair *pair = &g_array_index(pairing->pairs, SalPair, i);
    pair->from = g_array_index(pairing->entries, guint, pair->from) - first;
    pair->to = g_array_index(pairing->entries, guint, pair->to) - first;
  }
  g_array_set_size(pairing->entries, last - first + 1);
  for (guint i = 0; i < pairing->entries->len; i++)
    g_array_index(pairing->entries, guint, i) = first + i;
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
