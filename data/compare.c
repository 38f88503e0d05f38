#include "data/compare.h"

#include "data/class-use.h"
#include "data/error.h"
#include "data/pairing.h"
#include "data/table.h"
#include "data/tally.h"

#include <math.h>
#include <string.h>

static const char side_names[] = "AB";

/* Smaller nets are not called up or down. */
#define LEAST_NET_M2 1000

/* One date to compare: the entries that stand for it on either side. */
typedef struct {
  SalPeriod period;
  guint entries[2];
} Meeting;

/* Meetings are independent of each other: each reads its two snapshots and lets them go. */
typedef struct {
  const SalCompareOptions *options;
  const GArray *meetings; /* Meeting */
  GPtrArray *states;      /* SalChange of each meeting and class */
  GPtrArray **remarks;    /* of each meeting and side, utf8 */
  double *sums_m2;        /* likewise: over all classes */
  SalClassUse *uses[2];
  SalPairing pairing; /* each meeting a pair, its entries the two sides: what regions are counted by */
  SalTally *tally;    /* NULL: no regions */
  GMutex mutex;
} Encounter;

static void
free_change(gpointer data)
{
  sal_change_free(data);
}

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

static void
encounter_clear(Encounter *encounter)
{
  for (guint i = 0; i < 2 * encounter->meetings->len; i++)
    g_clear_pointer(&encounter->remarks[i], g_ptr_array_unref);
  g_free(encounter->remarks);
  g_free(encounter->sums_m2);
  g_clear_pointer(&encounter->states, g_ptr_array_unref);
  g_clear_pointer(&encounter->tally, sal_tally_free);
  g_clear_pointer(&encounter->pairing.pairs, g_array_unref);
  g_clear_pointer(&encounter->pairing.entries, g_array_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&encounter->uses[side], sal_class_use_free);
  g_mutex_clear(&encounter->mutex);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Encounter, encounter_clear)

static void
make_tally(Encounter *encounter)
{
  const SalChangeOptions *change = &encounter->options->change;
  encounter->pairing.pairs = g_array_new(FALSE, FALSE, sizeof(SalPair));
  encounter->pairing.entries = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < encounter->meetings->len; i++) {
    const SalPair pair = { g_array_index(encounter->meetings, Meeting, i).period, 2 * i, 2 * i + 1 };
    g_array_append_val(encounter->pairing.pairs, pair);
    g_array_append_val(encounter->pairing.entries, pair.from);
    g_array_append_val(encounter->pairing.entries, pair.to);
  }
  if (change->regions != NULL)
    encounter->tally = sal_tally_new(change->regions, change->area_model, &encounter->pairing,
                                     encounter->options->n_classes);
}

static void
encounter_init(Encounter *encounter)
{
  const guint n = encounter->meetings->len;
  g_mutex_init(&encounter->mutex);
  encounter->states = g_ptr_array_new_with_free_func(free_change);
  g_ptr_array_set_size(encounter->states, (int)(n * encounter->options->n_classes));
  encounter->remarks = g_new0(GPtrArray *, 2 * n);
  encounter->sums_m2 = g_new0(double, 2 * n);
  for (guint side = 0; side < 2; side++)
    encounter->uses[side] = sal_class_use_new(encounter->options->series[side]);
  make_tally(encounter);
}

static gboolean
measure(const SalChangeOptions *options, const SalSnapshot *snapshot, const SalGeometry *polygons,
        double *area_m2, GError **error)
{
  *area_m2 = sal_area_measure(options->area_model, polygons);
  return !isnan(*area_m2) ||
         sal_error_set(
             error, SAL_ERROR_CRS,
             "%s: area model %s: expected a projection that shows the whole area, got points outside it",
             snapshot->path, sal_area_model_get_name(options->area_model));
}

/* A snapshot that holds one class, under the pair's name. */
static SalSnapshot *
isolate(const SalSnapshot *snapshot, const char *name, const SalGeometry *polygons)
{
  return sal_snapshot_new_single(snapshot->day, snapshot->path, name, sal_geometry_copy(polygons));
}

static SalChange *
compute_state(const SalCompareOptions *options, SalSnapshot *const snapshots[2], const SalClassPair *pair,
              GError **error)
{
  const SalGeometry *a = sal_snapshot_get_polygons(snapshots[0], pair->a);
  const SalGeometry *b = sal_snapshot_get_polygons(snapshots[1], pair->b);
  g_autoptr(SalChange) state = g_new0(SalChange, 1);
  g_auto(SalOverlay) overlay = { NULL };
  state->class_name = pair->name;
  state->region = g_intern_static_string("");
  state->from_snapshot = snapshots[0]->day, state->to_snapshot = snapshots[1]->day;
  if (!measure(&options->change, snapshots[0], a, &state->area_from_m2, error) ||
      !measure(&options->change, snapshots[1], b, &state->area_to_m2, error) ||
      !sal_overlay_compute(a, b, options->change.overlay, &overlay, error))
    return NULL;
  sal_change_take_overlay(state, &overlay, &options->change);
  state->from = isolate(snapshots[0], pair->name, a);
  state->to = isolate(snapshots[1], pair->name, b);
  return g_steal_pointer(&state);
}

/* Cuts a state by the regions, if there are any. */
static gboolean
tally_state(Encounter *encounter, guint index, guint c, const SalChange *state, GError **error)
{
  const SalSnapshot *const ends[2] = { state->from, state->to };
  const gboolean keeps_geometry = !encounter->options->change.numbers_only;
  if (encounter->tally == NULL)
    return TRUE;
  for (guint side = 0; side < 2; side++)
    if (!sal_tally_add_snapshot(encounter->tally, 2 * index + side, c,
                                sal_snapshot_get_polygons(ends[side], state->class_name), error))
      return FALSE;
  return sal_tally_add_change(encounter->tally, index, c, state, keeps_geometry, error);
}

static gboolean
compare_classes(Encounter *encounter, guint index, SalSnapshot *const snapshots[2], GError **error)
{
  const SalCompareOptions *options = encounter->options;
  for (guint c = 0; c < options->n_classes; c++) {
    SalChange *state = compute_state(options, snapshots, &options->classes[c], error);
    if (state == NULL)
      return FALSE;
    state->period = g_array_index(encounter->meetings, Meeting, index).period;
    encounter->states->pdata[index * options->n_classes + c] = state;
    encounter->sums_m2[2 * index] += state->area_from_m2;
    encounter->sums_m2[2 * index + 1] += state->area_to_m2;
    if (!tally_state(encounter, index, c, state, error))
      return FALSE;
    if (options->change.numbers_only)
      sal_change_drop_geometry(state);
  }
  return TRUE;
}

static void
note_snapshots(Encounter *encounter, guint index, SalSnapshot *const snapshots[2])
{
  g_mutex_lock(&encounter->mutex);
  for (guint side = 0; side < 2; side++) {
    encounter->remarks[2 * index + side] = g_ptr_array_ref(snapshots[side]->remarks);
    sal_class_use_add(encounter->uses[side], snapshots[side]);
  }
  g_mutex_unlock(&encounter->mutex);
}

/* A piece of work. */
static gboolean
meet(guint index, gpointer data, GError **error)
{
  Encounter *encounter = data;
  const Meeting *meeting = &g_array_index(encounter->meetings, Meeting, index);
  SalSnapshot *snapshots[2] = { NULL, NULL };
  gboolean done = TRUE;
  for (guint side = 0; done && side < 2; side++) {
    snapshots[side] = sal_series_load(encounter->options->series[side], meeting->entries[side], error);
    done = snapshots[side] != NULL;
  }
  if (done)
    note_snapshots(encounter, index, snapshots);
  if (done && !compare_classes(encounter, index, snapshots, error)) {
    g_prefix_error(error, "%s: ", meeting->period.name);
    done = FALSE;
  }
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&snapshots[side], sal_snapshot_unref);
  return done;
}

/* What the snapshots had to say, each side in the order of its dates. */
static void
collect_remarks(const Encounter *encounter, GPtrArray *remarks)
{
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < encounter->meetings->len; i++) {
      const GPtrArray *own = encounter->remarks[2 * i + side];
      const guint entry = g_array_index(encounter->meetings, Meeting, i).entries[side];
      g_autofree char *path =
          sal_error_quote_path(sal_series_get_entry(encounter->options->series[side], entry)->path);
      for (guint j = 0; j < own->len; j++)
        g_ptr_array_add(remarks, g_strdup_printf("%s: %s", path, (char *)own->pdata[j]));
    }
}

/* What can be said of a side only when all of its snapshots were read. */
static gboolean
check_sides(const Encounter *encounter, GError **error)
{
  for (guint side = 0; side < 2; side++) {
    double sum_m2 = 0;
    for (guint i = 0; i < encounter->meetings->len; i++)
      sum_m2 += encounter->sums_m2[2 * i + side];
    if (!sal_class_use_check(encounter->uses[side], error) ||
        !sal_series_check_aoi(encounter->options->series[side], sum_m2, error)) {
      g_prefix_error(error, "%c: ", side_names[side]);
      return FALSE;
    }
  }
  return TRUE;
}

/* The states of all meetings (SalChange, by meeting, class and region); remarks are appended. */
static GPtrArray *
compute_states(const SalCompareOptions *options, const GArray *meetings, const SalWork *work,
               GPtrArray *remarks, GError **error)
{
  g_auto(Encounter) encounter = { .options = options, .meetings = meetings };
  encounter_init(&encounter);
  if (!sal_work_run(work, meetings->len, meet, &encounter, error) || !check_sides(&encounter, error))
    return NULL;
  collect_remarks(&encounter, remarks);
  if (encounter.tally != NULL)
    encounter.states = sal_tally_collect(encounter.tally, encounter.states);
  return g_steal_pointer(&encounter.states);
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
remark_stand_ins(const SalCompareOptions *options, const Meeting *meeting, SalDay day, GPtrArray *remarks)
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
  g_autofree char *name = sal_day_format(day);
  g_strlcpy(period.name, name, sizeof period.name);
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

SalComparisons *
sal_compare_at(const SalCompareOptions *options, SalDay day, const SalWork *work, GError **error)
{
  g_autoptr(SalComparisons) comparisons = comparisons_new();
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(Meeting));
  Meeting meeting = { .period = make_date(day) };
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
  g_autoptr(GPtrArray) states = compute_states(options, meetings, work, comparisons->remarks, error);
  for (guint i = 0; states != NULL && i < states->len; i++)
    add_comparison(comparisons, (SalChange **)&states->pdata[i]);
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
  change.numbers_only = TRUE;
  account->changes = sal_changes_compute(options->series[side], &change, work, error);
  if (account->changes == NULL) {
    g_prefix_error(error, "%c: ", side_names[side]);
    return FALSE;
  }
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

/* The periods of one side, each once: those that the other has as well (Meeting, with the entries that stand
 * for their ends) are appended, the others remarked. */
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
      Meeting meeting = { .period = own->period };
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

static gboolean
has_class(const Account *account, const char *class_name)
{
  for (guint i = 0; i < account->rows->len; i++)
    if (g_array_index(account->rows, SalRow, i).change->class_name == class_name)
      return TRUE;
  return FALSE;
}

/* The pairs of which each side has its class: an optional one to which nothing belongs has no changes. GArray
 * of SalClassPair. */
static GArray *
list_measured_pairs(const SalCompareOptions *options, const Account accounts[2], GPtrArray *remarks)
{
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(SalClassPair));
  for (guint c = 0; c < options->n_classes; c++) {
    const SalClassPair *pair = &options->classes[c];
    if (has_class(&accounts[0], pair->a) && has_class(&accounts[1], pair->b))
      g_array_append_val(pairs, *pair);
    else
      g_ptr_array_add(remarks,
                      g_strdup_printf("class '%s': left out, one side has nothing of it", pair->name));
  }
  return pairs;
}

static void
take_remarks(SalComparisons *comparisons, const Account *account, char side)
{
  for (guint i = 0; i < account->changes->remarks->len; i++)
    g_ptr_array_add(comparisons->remarks,
                    g_strdup_printf("%c: %s", side, (char *)account->changes->remarks->pdata[i]));
}

SalComparisons *
sal_compare_over(const SalCompareOptions *options, const SalWork *work, GError **error)
{
  g_autoptr(SalComparisons) comparisons = comparisons_new();
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(Meeting));
  g_autoptr(GPtrArray) repeated = g_ptr_array_new_with_free_func(g_free);
  g_auto(Account) a = { NULL };
  g_auto(Account) b = { NULL };
  if (!account_init(&a, options, 0, work, error) || !account_init(&b, options, 1, work, error))
    return NULL;
  const Account accounts[2] = { a, b };
  take_remarks(comparisons, &a, 'A');
  take_remarks(comparisons, &b, 'B');
  g_autoptr(GArray) pairs = list_measured_pairs(options, accounts, comparisons->remarks);
  SalCompareOptions measured = *options;
  measured.classes = (const SalClassPair *)(void *)pairs->data, measured.n_classes = pairs->len;
  options = &measured;
  for (guint side = 0; pairs->len > 0 && side < 2; side++)
    match_periods(options, accounts, side, side == 0 ? meetings : NULL, comparisons->remarks);
  if (meetings->len == 0) {
    sal_error_set(error, SAL_ERROR_FORMAT, "periods: expected one that both sides have, got none");
    return NULL;
  }
  g_autoptr(GPtrArray) states = compute_states(options, meetings, work, repeated, error);
  for (guint i = 0; states != NULL && i < states->len; i++)
    add_nets(add_comparison(comparisons, (SalChange **)&states->pdata[i]), options, accounts);
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
      const Meeting meeting = { make_date(day), { i, j } };
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

/* Each day that both have becomes a revision of each class. */
static GArray *
fill_days(const GArray *days, const GPtrArray *states, guint n_classes)
{
  GArray *revisions = g_array_new(FALSE, FALSE, sizeof(SalRevision));
  guint next = 0;
  for (guint i = 0; i < days->len; i++) {
    SalRevision revision = g_array_index(days, SalRevision, i);
    const gboolean both = revision.kind == SAL_REVISION_SAME;
    for (guint c = 0; c < (both ? n_classes : 1); c++) {
      revision.state = both ? states->pdata[next++] : NULL;
      if (both)
        revision.kind = is_same(revision.state) ? SAL_REVISION_SAME : SAL_REVISION_DIFFERS;
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
  g_autoptr(GArray) meetings = g_array_new(FALSE, FALSE, sizeof(Meeting));
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  list_days(&numbers, days, meetings);
  g_autoptr(GPtrArray) states = meetings->len > 0 ? compute_states(&numbers, meetings, work, remarks, error)
                                                  : g_ptr_array_new_with_free_func(free_change);
  if (states == NULL)
    return NULL;
  SalRevisions *revisions = g_new0(SalRevisions, 1);
  revisions->revisions = fill_days(days, states, numbers.n_classes);
  revisions->states = g_steal_pointer(&states);
  revisions->remarks = g_steal_pointer(&remarks);
  return revisions;
}
