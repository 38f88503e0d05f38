/* Leaves out of a series the snapshots that cannot be used. */
#include "data/series/series-private.h"
#include "data/series/series.h"

#define CHUNK 64 /* snapshots that are checked at once */

/* Snapshots that are being checked. */
typedef struct {
  const SalSeries *series;
  guint first;
  GError *errors[CHUNK];
} Checking;

static gboolean
check_one(guint i, gpointer data, GError **error)
{
  (void)error;
  Checking *checking = data;
  g_autoptr(SalSnapshot) snapshot =
      sal_series_load_anew(checking->series, checking->first + i, &checking->errors[i]);
  if (snapshot != NULL)
    sal_kept_add(checking->series->kept, snapshot);
  return TRUE;
}

/* Puts the earlier entry of the day in the place of one, or takes that one out of the series. TRUE: there was
 * an earlier one. */
static gboolean
replace_entry(SalSeries *series, guint index)
{
  SalEntry *entry = &g_array_index(series->entries, SalEntry, index);
  SalEntry *earlier = g_steal_pointer(&entry->earlier);
  if (series->chain != NULL)
    sal_front_chain_leave_out(series->chain);
  if (earlier == NULL) {
    g_array_remove_index(series->entries, index);
    return FALSE;
  }
  g_ptr_array_remove(series->remarks, entry->remark);
  sal_entry_clear(entry);
  *entry = *earlier;
  g_free(earlier);
  return TRUE;
}

static gboolean check_entries(SalSeries *series, guint first, guint *n, const SalWork *work, GError **error);

/* Leaves out an entry. n receives how many others, 0 or 1, take its place. */
static gboolean
leave_out(SalSeries *series, guint index, GError *why, const SalWork *work, guint *n, GError **error)
{
  const SalEntry *entry = &g_array_index(series->entries, SalEntry, index);
  if (!sal_faults_take_detail(series->faults, entry->path, sal_entry_get_detail(entry), why, error))
    return FALSE;
  *n = replace_entry(series, index);
  return *n == 0 || check_entries(series, index, n, work, error);
}

/* Checks n entries from first on, CHUNK at most. n receives how many of them are left. */
static gboolean
check_entries(SalSeries *series, guint first, guint *n, const SalWork *work, GError **error)
{
  const guint n_before = *n;
  Checking checking = { series, first, { NULL } };
  gboolean ok = sal_work_run(work, n_before, check_one, &checking, error);
  *n = 0;
  for (guint i = 0; i < n_before; i++) {
    guint n_instead = 1;
    if (checking.errors[i] != NULL && ok)
      ok = leave_out(series, first + *n, g_steal_pointer(&checking.errors[i]), work, &n_instead, error);
    g_clear_error(&checking.errors[i]);
    *n += n_instead;
  }
  return ok;
}

gboolean
sal_series_check(SalSeries *series, SalDay first, SalDay last, const SalWork *work, GError **error)
{
  if (!series->leaves_out_bad || series->lifetimes != NULL || series->increments != NULL)
    return TRUE;
  const gboolean is_linked = series->chain != NULL && sal_front_chain_is_linked(series->chain);
  guint next = first != SAL_DAY_NONE && !is_linked ? sal_series_find_first_from(series, first) : 0;
  while (next < series->entries->len) {
    const guint end =
        last != SAL_DAY_NONE ? sal_series_find_first_from(series, last + 1) : series->entries->len;
    guint n = MIN(is_linked ? 1 : CHUNK, end > next ? end - next : 0);
    if (n == 0)
      break;
    if (!check_entries(series, next, &n, work, error))
      return FALSE;
    next += n;
  }
  sal_faults_sort(series->faults);
  return series->entries->len > 0 || sal_faults_fail(series->faults, error);
}
