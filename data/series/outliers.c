#include "data/series/outliers.h"

#include "data/base/error.h"

#define DAYS_PER_YEAR 365.25
#define LEAST_OTHERS 3

static SalDay
get_day(const GArray *entries, guint i)
{
  return g_array_index(entries, SalEntry, i).day;
}

static gboolean
is_far(gint64 gap, gint64 span)
{
  const gint64 century = (gint64)(100 * DAYS_PER_YEAR);
  return (gap >= century / 10 && gap >= 10 * span) || (gap >= century && span < century);
}

static void
remark(const GArray *entries, guint first, guint last, gint64 gap, GPtrArray *remarks)
{
  g_autofree char *day = sal_day_format(get_day(entries, first));
  g_autofree char *path = sal_error_quote_path(g_array_index(entries, SalEntry, first).path);
  g_autofree char *more =
      last > first ? g_strdup_printf(" (and %u more with it)", last - first) : g_strdup("");
  g_ptr_array_add(remarks, g_strdup_printf("dates: %s lies %.0f years from all others: %s%s", day,
                                           (double)gap / DAYS_PER_YEAR, path, more));
}

/* How many entries at one end lie far from the rest of first to last; 0: none. */
static guint
count_far(const GArray *entries, guint first, guint last, gboolean at_end)
{
  const guint n = last - first + 1;
  for (guint k = MAX(n / 10, 1); k >= 1 && n >= k + LEAST_OTHERS; k--) {
    const guint low = at_end ? first : first + k, high = at_end ? last - k : last;
    const gint64 gap = at_end ? (gint64)get_day(entries, high + 1) - get_day(entries, high)
                              : (gint64)get_day(entries, low) - get_day(entries, low - 1);
    if (is_far(gap, (gint64)get_day(entries, high) - get_day(entries, low)))
      return k;
  }
  return 0;
}

void
sal_outliers_remark(const GArray *entries, GPtrArray *remarks)
{
  if (entries->len <= LEAST_OTHERS)
    return;
  const guint last = entries->len - 1;
  const guint late = count_far(entries, 0, last, TRUE);
  const guint early = count_far(entries, 0, last - late, FALSE);
  /* What lies far off at the start may have hidden what does at the end. */
  const guint hidden = early > 0 && late == 0 ? count_far(entries, early, last, TRUE) : late;
  if (early > 0)
    remark(entries, 0, early - 1, (gint64)get_day(entries, early) - get_day(entries, early - 1), remarks);
  if (hidden > 0)
    remark(entries, last - hidden + 1, last,
           (gint64)get_day(entries, last - hidden + 1) - get_day(entries, last - hidden), remarks);
}

void
sal_outliers_remark_future(const GArray *entries, SalDay today, GPtrArray *remarks)
{
  guint first = entries->len;
  while (first > 0 && get_day(entries, first - 1) > today)
    first--;
  if (first == entries->len)
    return;
  g_autofree char *day = sal_day_format(get_day(entries, first));
  g_autofree char *path = sal_error_quote_path(g_array_index(entries, SalEntry, first).path);
  const guint n = entries->len - first;
  g_ptr_array_add(remarks, g_strdup_printf("dates: %u snapshot%s later than today, the first of %s: %s", n,
                                           n == 1 ? " is" : "s are", day, path));
}
