#include "data/change/records.h"

#include "data/change/missing.h"
#include "data/change/rows.h"

#include <stdlib.h>

/* The area held at a snapshot, and when as much and as little was held before. */
typedef struct {
  SalDay day;
  gint64 area;         /* m2 */
  gboolean is_new;     /* a reset lies before it: areas before do not compare */
  guint origin;        /* the first one that compares */
  SalHeldBefore found; /* of areas at this snapshot */
} Level;

/* All periods of a class, and among them, by their numbers, those that count. */
typedef struct {
  const SalRecordOptions *options;
  GArray *rows;       /* SalRow of the class, by period */
  GArray *counted;    /* guint: numbers of rows */
  guint *n_before;    /* of each row and one after: how many periods before it do not count */
  SalStreak *streaks; /* of each row */
  GArray *records;    /* GArray of SalRecord of each row */
  GArray *levels;     /* Level, by day */
  SalCompared *compared;
} Table;

static const SalRow *
get_row(const Table *table, guint i)
{
  return &g_array_index(table->rows, SalRow, i);
}

static const SalChange *
get_change(const Table *table, guint i)
{
  return get_row(table, i)->change;
}

static SalUncountedReason
judge(const SalChange *change)
{
  if (change->accepted)
    return SAL_UNCOUNTED_ACCEPTED_RESET;
  if (change->period.partial)
    return SAL_UNCOUNTED_PARTIAL;
  if (sal_change_has_same_snapshot(change))
    return SAL_UNCOUNTED_SAME_SNAPSHOT;
  if (sal_change_is_doubted(change))
    return SAL_UNCOUNTED_FLAGGED;
  return sal_change_has_doubtful_side(change) ? SAL_UNCOUNTED_DOUBTFUL_SIDE : SAL_UNCOUNTED_NONE;
}

/* Counting */

static GArray *
choose_rows(const GArray *all, const char *class_name)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(SalRow));
  for (guint i = 0; i < all->len; i++)
    if (sal_row_belongs_to(&g_array_index(all, SalRow, i), class_name))
      g_array_append_val(rows, g_array_index(all, SalRow, i));
  return rows;
}

static void
leave_out(Table *table, const SalPeriod *period, SalUncountedReason reason)
{
  const SalUncounted uncounted = { *period, reason };
  g_array_append_val(table->compared->uncounted, uncounted);
}

/* Adds the missing periods before a row. Returns the number of the next one. */
static guint
leave_out_missing(Table *table, const GArray *missing, guint k, SalDay before)
{
  for (; k < missing->len && g_array_index(missing, SalPeriod, k).from < before; k++)
    leave_out(table, &g_array_index(missing, SalPeriod, k), SAL_UNCOUNTED_MISSING);
  return k;
}

static GArray *
find_missing(const Table *table)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new();
  for (guint i = 0; i < table->rows->len; i++)
    g_ptr_array_add(changes, (gpointer)get_change(table, i));
  return sal_missing_find(changes);
}

static void
count(Table *table)
{
  g_autoptr(GArray) missing = find_missing(table);
  table->n_before = g_new0(guint, table->rows->len + 1);
  for (guint i = 0, k = 0; i < table->rows->len; i++) {
    const SalChange *change = get_change(table, i);
    const SalUncountedReason reason = judge(change);
    k = leave_out_missing(table, missing, k, change->period.from);
    table->n_before[i] = table->compared->uncounted->len;
    if (reason == SAL_UNCOUNTED_NONE)
      g_array_append_val(table->counted, i);
    else
      leave_out(table, &change->period, reason);
  }
  table->n_before[table->rows->len] = table->compared->uncounted->len;
}

/* Whether figures of different periods compare: weeks with weeks, but not whatever lies between snapshots. */
static gboolean
are_even(const Table *table)
{
  if (table->options->rate != SAL_RATE_NONE)
    return TRUE;
  for (guint k = 1; k < table->counted->len; k++) {
    const SalChange *first = get_change(table, g_array_index(table->counted, guint, 0));
    const SalChange *change = get_change(table, g_array_index(table->counted, guint, k));
    if (change->period.unit.every == SAL_EVERY_SNAPSHOT &&
        sal_change_get_days(change) != sal_change_get_days(first))
      return FALSE;
  }
  return TRUE;
}

/* Records */

static gint64
get_figure(const SalRow *row, SalRecordKind kind)
{
  const gint64 figures[] = { row->net, row->gained, row->lost };
  return figures[kind / 2];
}

/* What periods are compared by: the higher, the more of a record. */
static double
get_key(const Table *table, guint row_index, SalRecordKind kind)
{
  const SalRow *row = get_row(table, row_index);
  const double figure = (double)get_figure(row, kind) * (kind % 2 == 0 ? 1 : -1);
  const SalRate rate = table->options->rate;
  return rate == SAL_RATE_NONE ? figure : figure / sal_rate_count(rate, sal_change_get_days(row->change));
}

static int
compare_keys(gconstpointer a, gconstpointer b)
{
  const double *first = a, *second = b;
  return (*first < *second) - (*first > *second);
}

/* How many of the keys, which are sorted with the highest first, are above a key. */
static guint
count_above(const double *sorted, guint n, double key, gboolean or_equal)
{
  guint low = 0, high = n;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (sorted[middle] > key || (or_equal && sorted[middle] >= key))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* since: the number, among those that count, of the latest one before that is not exceeded; -1: none. */
static SalRecord
make_record(const Table *table, SalRecordKind kind, guint k, int since)
{
  const guint row = g_array_index(table->counted, guint, k);
  SalRecord record = { .kind = kind, .has_since = since >= 0, .n_beaten = (guint)((int)k - 1 - since) };
  guint begin = 0;
  if (since >= 0) {
    const guint other = g_array_index(table->counted, guint, since);
    record.since = get_change(table, other)->period;
    record.since_value = get_figure(get_row(table, other), kind);
    record.is_equal = get_key(table, other, kind) == get_key(table, row, kind);
    begin = table->n_before[other];
  }
  record.n_uncounted = table->n_before[row] - begin;
  return record;
}

/* Finds the records of one kind. A stack holds the periods that no later one exceeds. */
static void
find_records_of_kind(Table *table, SalRecordKind kind)
{
  const guint n = table->counted->len;
  g_autofree double *keys = g_new(double, n + 1), *sorted = g_new(double, n + 1);
  g_autofree guint *stack = g_new(guint, n + 1);
  guint depth = 0;
  for (guint k = 0; k < n; k++)
    keys[k] = sorted[k] = get_key(table, g_array_index(table->counted, guint, k), kind);
  qsort(sorted, n, sizeof *sorted, compare_keys);
  for (guint k = 0; k < n; k++) {
    while (depth > 0 && keys[stack[depth - 1]] < keys[k])
      depth--;
    const int since = depth > 0 ? (int)stack[depth - 1] : -1;
    SalRecord record = make_record(table, kind, k, since);
    record.rank = count_above(sorted, n, keys[k], FALSE) + 1;
    record.n_equal = count_above(sorted, n, keys[k], TRUE) - record.rank;
    if (record.n_beaten > 0)
      g_array_append_val(g_array_index(table->records, GArray *, g_array_index(table->counted, guint, k)),
                         record);
    stack[depth++] = k;
  }
}

static void
clear_array(gpointer array)
{
  g_array_unref(*(GArray **)array);
}

static void
find_records(Table *table)
{
  table->records = g_array_new(FALSE, FALSE, sizeof(GArray *));
  g_array_set_clear_func(table->records, clear_array);
  for (guint i = 0; i < table->rows->len; i++) {
    GArray *records = g_array_new(FALSE, FALSE, sizeof(SalRecord));
    g_array_append_val(table->records, records);
  }
  for (guint kind = 0; table->compared->is_even && kind < SAL_N_RECORD_KINDS; kind++)
    find_records_of_kind(table, (SalRecordKind)kind);
}

/* Streaks */

/* Whether a period gained or lost, on balance, more than what is noise in it. */
static int
find_sign(const SalRow *row)
{
  const gint64 noise = MAX(row->noise_gained, row->noise_lost);
  return (row->net > noise) - (row->net < -noise);
}

static SalStreak
find_streak(const Table *table, guint i)
{
  const SalChange *change = get_change(table, i);
  const int sign = judge(change) == SAL_UNCOUNTED_NONE ? find_sign(get_row(table, i)) : 0;
  if (sign == 0)
    return (SalStreak){ 0 };
  const SalStreak alone = { sign, 1, change->period, TRUE };
  const SalChange *before = i > 0 ? get_change(table, i - 1) : NULL;
  if (before == NULL || before->period.to != change->period.from || judge(before) != SAL_UNCOUNTED_NONE)
    return alone;
  const SalStreak streak = table->streaks[i - 1];
  if (streak.sign != sign)
    return (SalStreak){ sign, 1, change->period, FALSE };
  return (SalStreak){ sign, streak.n + 1, streak.first, streak.is_at_least };
}

static void
find_streaks(Table *table)
{
  table->streaks = g_new0(SalStreak, table->rows->len);
  for (guint i = 0; i < table->rows->len; i++)
    table->streaks[i] = find_streak(table, i);
}

/* What was held before */

static void
add_level(GArray *levels, SalDay day, double area_m2, gboolean is_new)
{
  const Level level = { .day = day, .area = sal_row_count_units(area_m2, 1), .is_new = is_new };
  if (levels->len == 0 || g_array_index(levels, Level, levels->len - 1).day < day)
    g_array_append_val(levels, level);
}

/* The steps of a class; NULL: they were not looked at. */
static const GArray *
find_steps(const SalChanges *series, const char *class_name, const char *const *classes)
{
  for (guint c = 0; c < series->steps->len; c++)
    if (g_str_equal(classes[c], class_name))
      return series->steps->pdata[c];
  return NULL;
}

/* Lists what was held at each snapshot, or if those between the ends of periods were not looked at, at these. */
static void
list_levels(Table *table, const GArray *steps)
{
  for (guint i = 0; steps != NULL && i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    add_level(table->levels, step->from, step->area_from_m2, FALSE);
    add_level(table->levels, step->to, step->area_to_m2,
              step->verdict == SAL_VERDICT_RESET || sal_step_is_doubted(step));
  }
  for (guint i = 0; (steps == NULL || steps->len == 0) && i < table->rows->len; i++) {
    const SalChange *change = get_change(table, i);
    add_level(table->levels, change->from_snapshot, change->area_from_m2, FALSE);
    add_level(table->levels, change->to_snapshot, change->area_to_m2,
              change->accepted || sal_change_is_doubted(change));
  }
}

static Level *
get_level(const Table *table, guint i)
{
  return &g_array_index(table->levels, Level, i);
}

/* The levels that no later one exceeds, times sign. */
typedef struct {
  guint *items;
  guint depth;
  int sign;
} Stack;

/* The latest level that is not exceeded by number i; -1: none. */
static int
push(const Table *table, Stack *stack, guint i)
{
  const gint64 area = stack->sign * get_level(table, i)->area;
  while (stack->depth > 0 && stack->sign * get_level(table, stack->items[stack->depth - 1])->area < area)
    stack->depth--;
  const int found = stack->depth > 0 ? (int)stack->items[stack->depth - 1] : -1;
  stack->items[stack->depth++] = i;
  return found;
}

static SalHeldBefore
make_held(const Table *table, guint i, int as_much, int as_little)
{
  const Level *level = get_level(table, i), *origin = get_level(table, level->origin);
  SalHeldBefore held = {
    .last = SAL_DAY_NONE, .next = SAL_DAY_NONE, .from = origin->day, .is_after_reset = origin->is_new
  };
  if (i == level->origin)
    return held;
  const Level *before = get_level(table, i - 1);
  if (before->area == level->area)
    return before->found;
  held.sign = level->area > before->area ? 1 : -1;
  const int found = held.sign > 0 ? as_much : as_little;
  if (found < 0)
    return held;
  held.last = get_level(table, (guint)found)->day;
  held.next = get_level(table, (guint)found + 1)->day;
  return held;
}

static void
find_held(Table *table)
{
  const guint n = table->levels->len;
  g_autofree guint *much = g_new(guint, n + 1), *little = g_new(guint, n + 1);
  Stack stacks[2] = { { much, 0, 1 }, { little, 0, -1 } };
  guint origin = 0;
  for (guint i = 0; i < n; i++) {
    Level *level = get_level(table, i);
    if (level->is_new) {
      origin = i;
      stacks[0].depth = stacks[1].depth = 0;
    }
    level->origin = origin;
    const int as_much = push(table, &stacks[0], i), as_little = push(table, &stacks[1], i);
    level->found = make_held(table, i, as_much, as_little);
  }
}

/* What is found for the level of a day: that of the last snapshot until then. */
static SalHeldBefore
get_held(const Table *table, SalDay day)
{
  guint low = 0, high = table->levels->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (get_level(table, middle)->day <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? get_level(table, low - 1)->found
                 : (SalHeldBefore){ .last = SAL_DAY_NONE, .next = SAL_DAY_NONE, .from = SAL_DAY_NONE };
}

/* The table of a class */

static void
clear_table(Table *table)
{
  g_array_unref(table->rows);
  g_array_unref(table->counted);
  g_clear_pointer(&table->records, g_array_unref);
  g_array_unref(table->levels);
  g_free(table->n_before);
  g_free(table->streaks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, clear_table)

static void
init_table(Table *table, GArray *rows, const GArray *steps)
{
  table->rows = rows;
  table->counted = g_array_new(FALSE, FALSE, sizeof(guint));
  table->levels = g_array_new(FALSE, FALSE, sizeof(Level));
  table->compared->uncounted = g_array_new(FALSE, FALSE, sizeof(SalUncounted));
  table->compared->first = get_change(table, 0)->period;
  table->compared->last = get_change(table, rows->len - 1)->period;
  table->compared->is_whole = table->options->is_whole;
  count(table);
  table->compared->n_counted = table->counted->len;
  table->compared->is_even = are_even(table);
  find_records(table);
  find_streaks(table);
  list_levels(table, steps);
  find_held(table);
}

/* The number of the row with the days of a change; -1: none, because it is cut where the series is not. */
static int
find_row(const Table *table, const SalChange *change)
{
  guint low = 0, high = table->rows->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (get_change(table, middle)->period.from < change->period.from)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == table->rows->len)
    return -1;
  const SalPeriod *period = &get_change(table, low)->period;
  return period->from == change->period.from && period->to == change->period.to ? (int)low : -1;
}

static SalStanding *
make_standing(const Table *table, const SalChange *change)
{
  const int i = find_row(table, change);
  SalStanding *standing = g_new0(SalStanding, 1);
  standing->compared = table->compared;
  standing->reason = judge(change);
  if (standing->reason == SAL_UNCOUNTED_NONE)
    standing->reason = i >= 0 ? judge(get_change(table, (guint)i)) : SAL_UNCOUNTED_PARTIAL;
  if (standing->reason == SAL_UNCOUNTED_NONE) {
    standing->records = g_array_ref(g_array_index(table->records, GArray *, i));
    standing->streak = table->streaks[i];
  } else {
    standing->records = g_array_new(FALSE, FALSE, sizeof(SalRecord));
  }
  standing->held = get_held(table, change->to_snapshot);
  return standing;
}

static void
find_standings(SalChanges *changes, const Table *table)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = changes->changes->pdata[i];
    if (change->region[0] != '\0' || change->class_name != table->compared->class_name)
      continue;
    sal_standing_free(change->standing);
    change->standing = make_standing(table, change);
  }
}

void
sal_records_find(SalChanges *changes, const SalChanges *series, const SalRecordOptions *options)
{
  g_autoptr(GArray) rows = sal_rows_compute(series, options->area_model);
  g_autoptr(GPtrArray) classes = sal_rows_list_classes(rows);
  changes->compared = g_ptr_array_new_with_free_func((GDestroyNotify)sal_compared_free);
  for (guint c = 0; c < classes->len; c++) {
    const char *class_name = classes->pdata[c];
    g_auto(Table) table = { .options = options, .compared = g_new0(SalCompared, 1) };
    table.compared->class_name = class_name;
    g_ptr_array_add(changes->compared, table.compared);
    init_table(&table, choose_rows(rows, class_name), find_steps(series, class_name, options->classes));
    find_standings(changes, &table);
  }
}
