/* Computes the changes of each side by themselves, matches their periods, and adds the states at the ends. */
#include "data/change/compare.h"

#include "data/base/error.h"
#include "data/change/archive.h"
#include "data/change/changes.h"
#include "data/change/encounter.h"
#include "data/change/rows.h"

#include <string.h>

static const char side_names[] = "AB";

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

/* Takes the state. */
static SalComparison *
add_comparison(SalComparisons *comparisons, SalChange **state)
{
  SalComparison *comparison = g_new0(SalComparison, 1);
  comparison->state = g_steal_pointer(state);
  comparison->period = comparison->state->period;
  g_ptr_array_add(comparisons->comparisons, comparison);
  return comparison;
}

/* Sets used, of A and B, if that side has any area. */
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

/* Remarks on classes by their names (NULL-terminated), if there are any. */
static void
remark_classes(GPtrArray *remarks, const GPtrArray *names, const char *what)
{
  if (names->len == 0)
    return;
  g_autofree char *list = g_strjoinv("', '", (char **)names->pdata);
  g_autofree char *quoted = sal_error_quote(list);
  g_ptr_array_add(remarks, g_strdup_printf("class%s '%s': %s", names->len > 1 ? "es" : "", quoted, what));
}

/* Leaves out optional classes of which neither side has anything, and remarks on classes that only one side
 * has: they are zero on the other. */
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
    } else if (!used[0] && sal_class_pair_is_optional(pair, options)) {
      g_ptr_array_add(names[2], (gpointer)pair->name);
      drop_pair(all, pair);
    }
  }
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    remark_classes(comparisons->remarks, names[i], remarks[i]);
    g_ptr_array_unref(names[i]);
  }
}

/* Remarks if the snapshots of a side seem to be no situations. */
static void
remark_archive(SalComparisons *comparisons, const SalCompareOptions *options, guint side,
               const GPtrArray *changes)
{
  g_autofree char *remark = sal_archive_describe(options->series[side], changes);
  if (remark != NULL)
    g_ptr_array_add(comparisons->remarks, g_strdup_printf("%c: %s", side_names[side], remark));
}

SalComparisons *
sal_compare_at(const SalCompareOptions *options, SalDay day, const SalWork *work, GError **error)
{
  g_autoptr(SalComparisons) comparisons = sal_comparisons_new();
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(SalMeeting));
  SalMeeting meeting = { .period = sal_comparison_make_date(day) };
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
  g_autoptr(GPtrArray) states = sal_encounter_compute(options, meetings, work, comparisons, error);
  for (guint i = 0; states != NULL && i < states->len; i++)
    add_comparison(comparisons, (SalChange **)&states->pdata[i]);
  remark_archive(comparisons, options, 0, NULL);
  remark_archive(comparisons, options, 1, NULL);
  drop_unused_pairs(comparisons, options);
  return states != NULL ? g_steal_pointer(&comparisons) : NULL;
}

/* The changes of one side, and an index of its rows by period, class and region. */
typedef struct {
  SalChanges *changes;
  GArray *rows;      /* SalRow, in the order of changes */
  GHashTable *index; /* from the key (utf8) to the number of the row + 1 */
} Account;

static void
account_clear(Account *account)
{
  g_clear_pointer(&account->changes, sal_changes_free);
  g_clear_pointer(&account->rows, g_array_unref);
  g_clear_pointer(&account->index, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Account, account_clear)

/* The key of a row. It has the boundaries, because the sides may cut a partial period differently. */
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
  account->rows = sal_rows_compute(account->changes, change.area_model);
  account->index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < account->rows->len; i++) {
    const SalChange *one = g_array_index(account->rows, SalRow, i).change;
    g_hash_table_insert(account->index, make_key(&one->period, one->class_name, one->region),
                        GUINT_TO_POINTER(i + 1));
  }
  return TRUE;
}

/* NULL: this side does not have the row. */
static const SalRow *
find_row(const Account *account, const SalPeriod *period, const char *class_name, const char *region)
{
  g_autofree char *key = make_key(period, class_name, region);
  const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(account->index, key));
  return number > 0 ? &g_array_index(account->rows, SalRow, number - 1) : NULL;
}

/* Where the other side has a period under that name that is cut to other days; NULL: it has none. */
static const SalPeriod *
find_namesake(const Account *account, const SalPeriod *period)
{
  for (guint i = 0; i < account->rows->len; i++) {
    const SalPeriod *other = &g_array_index(account->rows, SalRow, i).change->period;
    if (strcmp(other->name, period->name) == 0)
      return other;
  }
  return NULL;
}

/* Remarks on a period that only one side has. If both have a part of it, A's turn says so. */
static void
remark_single(const SalPeriod *period, const Account *other, guint side, GPtrArray *remarks)
{
  const SalPeriod *namesake = find_namesake(other, period);
  if (namesake != NULL && side == 1)
    return;
  g_autofree char *own_label = sal_period_make_label(period);
  g_autofree char *other_label = namesake != NULL ? sal_period_make_label(namesake) : NULL;
  g_ptr_array_add(remarks,
                  namesake != NULL
                      ? g_strdup_printf("left out: the sides have different parts of a period, A %s "
                                        "and B %s",
                                        own_label, other_label)
                      : g_strdup_printf("period %s: only %c has it", period->name, side_names[side]));
}

/* Looks at each period of one side. Those that the other side has as well are appended to meetings, with the
 * entries that stand for their ends; the others are remarked on. meetings: GArray of SalMeeting; NULL: only
 * remarks. */
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
      remark_single(&own->period, &accounts[1 - side], side, remarks);
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
                                           .net_m2 = row->net,
                                           .flag = sal_change_get_flag(change) };
  }
}

static void
take_remarks(SalComparisons *comparisons, Account *account, guint side)
{
  for (guint i = 0; i < account->changes->remarks->len; i++)
    g_ptr_array_add(comparisons->remarks,
                    g_strdup_printf("%c: %s", side_names[side], (char *)account->changes->remarks->pdata[i]));
  comparisons->unclassed[side] = g_steal_pointer(&account->changes->unclassed);
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
  g_autoptr(SalComparisons) comparisons = sal_comparisons_new();
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(SalMeeting));
  g_auto(Account) a = { NULL };
  g_auto(Account) b = { NULL };
  if (!account_init(&a, options, 0, work, error) || !account_init(&b, options, 1, work, error))
    return NULL;
  const Account accounts[2] = { a, b };
  take_remarks(comparisons, &a, 0);
  take_remarks(comparisons, &b, 1);
  remark_archive(comparisons, options, 0, a.changes->changes);
  remark_archive(comparisons, options, 1, b.changes->changes);
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
