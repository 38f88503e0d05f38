#include "data/change/remainder.h"

#include "data/change/change.h"

#include <math.h>

struct _SalRemainders {
  GHashTable *runs; /* of each class and region: GPtrArray of SalRow, by period */
};

const int *
sal_remainder_get_days(void)
{
  static const int days[SAL_REMAINDER_PACES] = { 30, 90, 365 };
  return days;
}

static char *
make_key(const SalChange *change)
{
  return g_strconcat(change->class_name, "\n", change->region, NULL);
}

SalRemainders *
sal_remainders_new(const GArray *rows)
{
  SalRemainders *remainders = g_new0(SalRemainders, 1);
  remainders->runs =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (row->change->region_m2 <= 0)
      continue;
    g_autofree char *key = make_key(row->change);
    GPtrArray *run = g_hash_table_lookup(remainders->runs, key);
    if (run == NULL) {
      run = g_ptr_array_new();
      g_hash_table_insert(remainders->runs, g_steal_pointer(&key), run);
    }
    g_ptr_array_add(run, (gpointer)row);
  }
  return remainders;
}

void
sal_remainders_free(SalRemainders *remainders)
{
  if (remainders == NULL)
    return;
  g_hash_table_unref(remainders->runs);
  g_free(remainders);
}

/* The pace of the periods up to number `last` of a run that took at least so many days. */
static SalPace
find_pace(const GPtrArray *run, guint last, int least_days)
{
  SalPace pace = { .until = SAL_DAY_NONE };
  gint64 net_m2 = 0;
  int days = 0;
  for (guint i = last + 1; i > 0 && days < least_days; i--) {
    const SalRow *row = run->pdata[i - 1];
    const SalChange *after = i <= last ? ((const SalRow *)run->pdata[i])->change : NULL;
    if (after != NULL && after->from_snapshot != row->change->to_snapshot)
      break;
    if (row->change->accepted)
      continue;
    net_m2 += row->net;
    days += sal_change_get_days(row->change);
  }
  if (days < least_days)
    return pace;
  pace.days = days;
  pace.m2_per_day = (double)net_m2 / days;
  return pace;
}

static void
find_until(SalRemainder *remainder, SalPace *pace, SalDay from)
{
  const double days = pace->m2_per_day > 0 ? ceil((double)remainder->left_m2 / pace->m2_per_day) : INFINITY;
  if (days > SAL_REMAINDER_MAX_DAYS || remainder->left_m2 == 0)
    return;
  pace->until = from + (SalDay)days;
  if (remainder->first == SAL_DAY_NONE || pace->until < remainder->first)
    remainder->first = pace->until;
  if (remainder->last == SAL_DAY_NONE || pace->until > remainder->last)
    remainder->last = pace->until;
}

/* The number of a row in its run, by its period. */
static int
find_row(const GPtrArray *run, const SalRow *row)
{
  guint low = 0, high = run->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (((const SalRow *)run->pdata[middle])->change->period.from < row->change->period.from)
      low = middle + 1;
    else
      high = middle;
  }
  return low < run->len && ((const SalRow *)run->pdata[low])->change == row->change ? (int)low : -1;
}

gboolean
sal_remainders_compute(const SalRemainders *remainders, const SalRow *row, SalRemainder *remainder)
{
  const SalChange *change = row->change;
  g_autofree char *key = make_key(change);
  const GPtrArray *run = change->region_m2 > 0 ? g_hash_table_lookup(remainders->runs, key) : NULL;
  const int index = run != NULL ? find_row(run, row) : -1;
  if (index < 0)
    return FALSE;
  *remainder = (SalRemainder){ .first = SAL_DAY_NONE, .last = SAL_DAY_NONE };
  remainder->left_m2 = MAX(sal_row_count_units(change->region_m2, 1) - row->area_to, 0);
  for (guint i = 0; i < SAL_REMAINDER_PACES; i++) {
    remainder->paces[i] = find_pace(run, (guint)index, sal_remainder_get_days()[i]);
    find_until(remainder, &remainder->paces[i], change->to_snapshot);
  }
  return TRUE;
}
