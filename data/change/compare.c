#include "data/change/compare.h"

#include "data/base/error.h"
#include "data/change/encounter.h"
#include "data/table/table.h"

#include <math.h>
#include <string.h>

static const char side_names[] = "AB";

/* Smaller nets are not called up or down. */
#define LEAST_NET_M2 1000

static void
comparison_free(gpointer data)
{
  SalComparison *comparison = data;
  sal_change_free(comparison->state);
  g_free(comparison);
}

void
sal_comparisons_free(SalComparisons *comparisons)
{
  if (comparisons == NULL)
    return;
  g_ptr_array_unref(comparisons->comparisons);
  g_ptr_array_unref(comparisons->remarks);
  g_free(comparisons);
}

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

SalDay
sal_compare_find_last_day(const SalSeries *a, const SalSeries *b)
{
  for (guint i = sal_series_get_n_entries(a); i > 0; i--) {
    const SalDay day = sal_series_get_entry(a, i - 1)->day;
    if (sal_series_find(b, day, SAL_SAMPLE_EXACT, 0) >= 0)
      return day;
  }
  return SAL_DAY_NONE;
}

static gboolean
set_gap_error(const SalCompareOptions *options, guint side, SalDay day, GError **error)
{
  const SalSeries *series = options->series[side];
  const int nearest = sal_series_find(series, day, SAL_SAMPLE_NEAREST, G_MAXINT);
  const int gap = options->change.sample == SAL_SAMPLE_EXACT ? 0 : options->change.max_gap_days;
  g_autofree char *wanted = sal_day_format(day);
  g_autofree char *found =
      nearest >= 0 ? sal_day_format(sal_series_get_entry(series, (guint)nearest)->day) : g_strdup("none");
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "%c: %s: expected a snapshot within %d day%s, got %s as the nearest", side_names[side],
                       wanted, gap, gap == 1 ? "" : "s", found);
}

static void
remark_stand_ins(const SalCompareOptions *options, const SalMeeting *meeting, SalDay day, GPtrArray *remarks)
{
  for (guint side = 0; side < 2; side++) {
    const SalDay found = sal_series_get_entry(options->series[side], meeting->entries[side])->day;
    g_autofree char *wanted = sal_day_format(day), *used = sal_day_format(found);
    if (found != day)
      g_ptr_array_add(remarks, g_strdup_printf("%c: no snapshot of %s: %s stands for it", side_names[side],
                                               wanted, used));
  }
}

static SalPeriod
make_date(SalDay day)
{
  SalPeriod period = { .from = day, .to = day };
  sal_period_name(&period, SAL_EVERY_DAYS, day);
  return period;
}

static SalComparisons *
comparisons_new(void)
{
  SalComparisons *comparisons = g_new0(SalComparisons, 1);
  comparisons->comparisons = g_ptr_array_new_with_free_func(comparison_free);
  comparisons->remarks = g_ptr_array_new_with_free_func(g_free);
  return comparisons;
}

/* Takes a state. */
static SalComparison *
add_comparison(SalComparisons *comparisons, SalChange **state)
{
  SalComparison *comparison = g_new0(SalComparison, 1);
  comparison->state = g_steal_pointer(state);
  comparison->period = comparison->state->period;
  g_ptr_array_add(comparisons->comparisons, comparison);
  return comparison;
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

/* Whether nothing need belong to either class of a pair. */
static gboolean
is_optional_pair(const SalCompareOptions *options, const SalClassPair *pair)
{
  return is_optional(options->series[0], pair->a) && is_optional(options->series[1], pair->b);
}

/* Adds to used (of A and B) whether either side has anything at all. */
static void
note_use(const SalComparison *comparison, gboolean used[2])
{
  const double areas_m2[2] = { comparison->state->area_from_m2, comparison->state->area_to_m2 };
  for (guint side = 0; side < 2; side++) {
    const SalSideNet *net = &comparison->nets[side];
    used[side] |= areas_m2[side] > 0 || net->area_from_m2 > 0 || net->area_to_m2 > 0;
  }
}

static void
drop_pair(GPtrArray *comparisons, const SalClassPair *pair)
{
  for (guint i = comparisons->len; i > 0; i--)
    if (((const SalComparison *)comparisons->pdata[i - 1])->state->class_name == pair->name)
      g_ptr_array_remove_index(comparisons, i - 1);
}

/* names: of classes, NULL-terminated; none: there is nothing to say. */
static void
remark_classes(GPtrArray *remarks, const GPtrArray *names, const char *what)
{
  if (names->len == 0)
    return;
  g_autofree char *list = g_strjoinv("', '", (char **)names->pdata);
  g_autofree char *quoted = sal_error_quote(list);
  g_ptr_array_add(remarks, g_strdup_printf("class%s '%s': %s", names->len > 1 ? "es" : "", quoted, what));
}

/* Leaves out what neither side has of optional classes, and says what only one side has: it is zero on the
 * other. */
static void
drop_unused_pairs(SalComparisons *comparisons, const SalCompareOptions *options)
{
  static const char *const remarks[] = { "A alone has areas of it, 0 km² on B",
                                         "B alone has areas of it, 0 km² on A",
                                         "neither side has areas of it, left out" };
  GPtrArray *all = comparisons->comparisons, *names[G_N_ELEMENTS(remarks)];
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    names[i] = g_ptr_array_new_null_terminated(4, NULL, TRUE);
  for (guint c = 0; all->len > 0 && c < options->n_classes; c++) {
    const SalClassPair *pair = &options->classes[c];
    gboolean used[2] = { FALSE, FALSE };
    for (guint i = 0; i < all->len; i++)
      if (((const SalComparison *)all->pdata[i])->state->class_name == pair->name)
        note_use(all->pdata[i], used);
    if (used[0] != used[1]) {
      g_ptr_array_add(names[used[1]], (gpointer)pair->name);
    } else if (!used[0] && is_optional_pair(options, pair)) {
      g_ptr_array_add(names[2], (gpointer)pair->name);
      drop_pair(all, pair);
    }
  }
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    remark_classes(comparisons->remarks, names[i], remarks[i]);
    g_ptr_array_unref(names[i]);
  }
}

SalComparisons *
sal_compare_at(const SalCompareOptions *options, SalDay day, const SalWork *work, GError **error)
{
  g_autoptr(SalComparisons) comparisons = comparisons_new();
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(SalMeeting));
  SalMeeting meeting = { .period = make_date(day) };
  for (guint side = 0; side < 2; side++) {
    const int entry =
        sal_series_find(options->series[side], day, options->change.sample, options->change.max_gap_days);
    if (entry < 0) {
      set_gap_error(options, side, day, error);
      return NULL;
    }
    meeting.entries[side] = (guint)entry;
  }
  g_array_append_val(meetings, meeting);
  remark_stand_ins(options, &meeting, day, comparisons->remarks);
  g_autoptr(GPtrArray) states = sal_encounter_compute(options, meetings, work, comparisons->remarks, error);
  for (guint i = 0; states != NULL && i < states->len; i++)
    add_comparison(comparisons, (SalChange **)&states->pdata[i]);
  drop_unused_pairs(comparisons, options);
  return states != NULL ? g_steal_pointer(&comparisons) : NULL;
}

/* One side's changes, and where in its rows each period, class and region is. */
typedef struct {
  SalChanges *changes;
  GArray *rows;      /* SalRow, in the order of changes */
  GHashTable *index; /* utf8 key: its number + 1 */
} Account;

static void
account_clear(Account *account)
{
  g_clear_pointer(&account->changes, sal_changes_free);
  g_clear_pointer(&account->rows, g_array_unref);
  g_clear_pointer(&account->index, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Account, account_clear)

/* The boundaries are a part of it: a partial period may be cut differently. */
static char *
make_key(const SalPeriod *period, const char *class_name, const char *region)
{
  return g_strdup_printf("%s %d %d\n%s\n%s", period->name, period->from, period->to, class_name, region);
}

static gboolean
account_init(Account *account, const SalCompareOptions *options, guint side, const SalWork *work,
             GError **error)
{
  SalChangeOptions change = options->change;
  change.numbers_only = change.keeps_unused_classes = TRUE;
  account->changes = sal_changes_compute(options->series[side], &change, work, error);
  if (account->changes == NULL)
    return sal_encounter_blame(side, error);
  account->rows = sal_table_get_rows(account->changes, change.area_model);
  account->index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < account->rows->len; i++) {
    const SalChange *one = g_array_index(account->rows, SalRow, i).change;
    g_hash_table_insert(account->index, make_key(&one->period, one->class_name, one->region),
                        GUINT_TO_POINTER(i + 1));
  }
  return TRUE;
}

/* NULL: this side does not have it. */
static const SalRow *
find_row(const Account *account, const SalPeriod *period, const char *class_name, const char *region)
{
  g_autofree char *key = make_key(period, class_name, region);
  const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(account->index, key));
  return number > 0 ? &g_array_index(account->rows, SalRow, number - 1) : NULL;
}

/* The periods of one side, each once: those that the other has as well (SalMeeting, with the entries that
 * stand for their ends) are appended, the others remarked. */
static void
match_periods(const SalCompareOptions *options, const Account accounts[2], guint side, GArray *meetings,
              GPtrArray *remarks)
{
  const SalClassPair *first = &options->classes[0];
  const char *const classes[2] = { first->a, first->b };
  for (guint i = 0; i < accounts[side].rows->len; i++) {
    const SalChange *own = g_array_index(accounts[side].rows, SalRow, i).change;
    if (own->class_name != classes[side] || own->region[0] != '\0')
      continue;
    const SalRow *other = find_row(&accounts[1 - side], &own->period, classes[1 - side], "");
    if (other == NULL) {
      g_ptr_array_add(remarks,
                      g_strdup_printf("period %s: only %c has it", own->period.name, side_names[side]));
    } else if (meetings != NULL) {
      SalMeeting meeting = { .period = own->period };
      const SalDay days[2] = { own->to_snapshot, other->change->to_snapshot };
      for (guint s = 0; s < 2; s++)
        meeting.entries[s] = (guint)sal_series_find(options->series[s], days[s], SAL_SAMPLE_EXACT, 0);
      g_array_append_val(meetings, meeting);
    }
  }
}

static const SalClassPair *
find_pair(const SalCompareOptions *options, const char *name)
{
  for (guint c = 0; c < options->n_classes; c++)
    if (options->classes[c].name == name)
      return &options->classes[c];
  g_return_val_if_reached(NULL);
}

static void
add_nets(SalComparison *comparison, const SalCompareOptions *options, const Account accounts[2])
{
  const SalClassPair *pair = find_pair(options, comparison->state->class_name);
  const char *const classes[2] = { pair->a, pair->b };
  comparison->has_nets = TRUE;
  for (guint side = 0; side < 2; side++) {
    const SalRow *row =
        find_row(&accounts[side], &comparison->period, classes[side], comparison->state->region);
    const SalChange *change = row->change;
    comparison->nets[side] = (SalSideNet){ .from_snapshot = change->from_snapshot,
                                           .to_snapshot = change->to_snapshot,
                                           .area_from_m2 = change->area_from_m2,
                                           .area_to_m2 = change->area_to_m2,
                                           .net_m2 = row->net };
  }
}

static void
take_remarks(SalComparisons *comparisons, const Account *account, char side)
{
  for (guint i = 0; i < account->changes->remarks->len; i++)
    g_ptr_array_add(comparisons->remarks,
                    g_strdup_printf("%c: %s", side, (char *)account->changes->remarks->pdata[i]));
}

static char *
describe_periods(const Account *account)
{
  const SalPeriod *first = &g_array_index(account->rows, SalRow, 0).change->period;
  const SalPeriod *last = &g_array_index(account->rows, SalRow, account->rows->len - 1).change->period;
  return first->from == last->from ? g_strdup(first->name)
                                   : g_strdup_printf("%s to %s", first->name, last->name);
}

static gboolean
set_apart_error(const Account accounts[2], const SalPeriodOptions *periods, GError **error)
{
  g_autofree char *a = describe_periods(&accounts[0]), *b = describe_periods(&accounts[1]);
  const gboolean counts_from_first =
      periods->cadence.every == SAL_EVERY_DAYS && periods->span_first == SAL_DAY_NONE;
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "periods: expected one that both sides have, got %s of A and %s of B%s", a, b,
                       counts_from_first ? " (" SAL_OPTION("from") " says where both begin)" : "");
}

SalComparisons *
sal_compare_over(const SalCompareOptions *options, const SalWork *work, GError **error)
{
  g_autoptr(SalComparisons) comparisons = comparisons_new();
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(SalMeeting));
  g_auto(Account) a = { NULL };
  g_auto(Account) b = { NULL };
  if (!account_init(&a, options, 0, work, error) || !account_init(&b, options, 1, work, error))
    return NULL;
  const Account accounts[2] = { a, b };
  take_remarks(comparisons, &a, 'A');
  take_remarks(comparisons, &b, 'B');
  for (guint side = 0; side < 2; side++)
    match_periods(options, accounts, side, side == 0 ? meetings : NULL, comparisons->remarks);
  if (meetings->len == 0) {
    set_apart_error(accounts, &options->change.periods, error);
    return NULL;
  }
  g_autoptr(GPtrArray) states = sal_encounter_compute(options, meetings, work, NULL, error);
  for (guint i = 0; states != NULL && i < states->len; i++)
    add_nets(add_comparison(comparisons, (SalChange **)&states->pdata[i]), options, accounts);
  drop_unused_pairs(comparisons, options);
  return states != NULL ? g_steal_pointer(&comparisons) : NULL;
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

/* Walks over both series in date order: lists the days, and the meetings of those that both have. */
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
      const SalMeeting meeting = { make_date(day), { i, j } };
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
  return !is_optional_pair(options, pair);
}

/* Each day that both have becomes a revision of each class. */
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
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  list_days(&numbers, days, meetings);
  g_autoptr(GPtrArray) states = meetings->len > 0
                                    ? sal_encounter_compute(&numbers, meetings, work, remarks, error)
                                    : g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  if (states == NULL)
    return NULL;
  SalRevisions *revisions = g_new0(SalRevisions, 1);
  revisions->revisions = fill_days(days, states, &numbers);
  revisions->states = g_steal_pointer(&states);
  revisions->remarks = g_steal_pointer(&remarks);
  return revisions;
}
