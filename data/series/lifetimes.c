#include "data/series/lifetimes.h"

#include "data/base/error.h"

/* An end in this year or later means that the feature still holds. */
#define OPEN_YEAR 9999

typedef struct {
  SalDay from, end; /* end: the first day on which it no longer holds; SAL_DAY_NONE: none */
  SalFeature *feature;
} Lifetime;

struct _SalLifetimes {
  GArray *lifetimes; /* Lifetime */
  gboolean last_included;
};

static void
clear_lifetime(gpointer data)
{
  sal_feature_free(((Lifetime *)data)->feature);
}

SalLifetimes *
sal_lifetimes_new(gboolean last_included)
{
  SalLifetimes *lifetimes = g_new0(SalLifetimes, 1);
  lifetimes->lifetimes = g_array_new(FALSE, FALSE, sizeof(Lifetime));
  g_array_set_clear_func(lifetimes->lifetimes, clear_lifetime);
  lifetimes->last_included = last_included;
  return lifetimes;
}

void
sal_lifetimes_free(SalLifetimes *lifetimes)
{
  if (lifetimes == NULL)
    return;
  g_array_unref(lifetimes->lifetimes);
  g_free(lifetimes);
}

static const Lifetime *
get_lifetime(const SalLifetimes *lifetimes, guint i)
{
  return &g_array_index(lifetimes->lifetimes, Lifetime, i);
}

gboolean
sal_lifetimes_add(SalLifetimes *lifetimes, SalFeature *feature, SalDay from, SalDay to, GError **error)
{
  const gboolean is_open = to == SAL_DAY_NONE || to >= sal_day_from_civil(OPEN_YEAR, 1, 1);
  if (!is_open && to < from) {
    g_autofree char *first = sal_day_format(from), *last = sal_day_format(to);
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected an end not before %s, got %s", first, last);
  }
  const Lifetime lifetime = { from, is_open ? SAL_DAY_NONE : to + lifetimes->last_included, feature };
  g_array_append_val(lifetimes->lifetimes, lifetime);
  return TRUE;
}

guint
sal_lifetimes_get_n(const SalLifetimes *lifetimes)
{
  return lifetimes->lifetimes->len;
}

void
sal_lifetimes_truncate(SalLifetimes *lifetimes, guint n)
{
  g_array_set_size(lifetimes->lifetimes, n);
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
  const SalDay x = *(const SalDay *)a, y = *(const SalDay *)b;
  return (x > y) - (x < y);
}

static GArray *
sort_days(GArray *days)
{
  guint n = 0;
  g_array_sort(days, compare_days);
  for (guint i = 0; i < days->len; i++)
    if (n == 0 || g_array_index(days, SalDay, i) != g_array_index(days, SalDay, n - 1))
      g_array_index(days, SalDay, n++) = g_array_index(days, SalDay, i);
  g_array_set_size(days, n);
  return days;
}

SalDay
sal_lifetimes_get_end(const SalLifetimes *lifetimes)
{
  SalDay end = SAL_DAY_NONE;
  for (guint i = 0; i < lifetimes->lifetimes->len; i++) {
    if (get_lifetime(lifetimes, i)->end == SAL_DAY_NONE)
      return SAL_DAY_NONE;
    end = MAX(end, get_lifetime(lifetimes, i)->end);
  }
  return end;
}

GArray *
sal_lifetimes_list_days(const SalLifetimes *lifetimes)
{
  GArray *days = g_array_new(FALSE, FALSE, sizeof(SalDay));
  const SalDay last = sal_lifetimes_get_end(lifetimes);
  for (guint i = 0; i < lifetimes->lifetimes->len; i++) {
    const Lifetime *lifetime = get_lifetime(lifetimes, i);
    if (lifetime->from == lifetime->end)
      continue;
    g_array_append_val(days, lifetime->from);
    if (lifetime->end != SAL_DAY_NONE && lifetime->end != last)
      g_array_append_val(days, lifetime->end);
  }
  return sort_days(days);
}

GPtrArray *
sal_lifetimes_list_features(const SalLifetimes *lifetimes, SalDay day)
{
  GPtrArray *features = g_ptr_array_new();
  for (guint i = 0; i < lifetimes->lifetimes->len; i++) {
    const Lifetime *lifetime = get_lifetime(lifetimes, i);
    if (lifetime->from <= day && (lifetime->end == SAL_DAY_NONE || day < lifetime->end))
      g_ptr_array_add(features, lifetime->feature);
  }
  return features;
}

char *
sal_lifetimes_describe_doubt(const SalLifetimes *lifetimes)
{
  guint n_same = 0, n_after = 0;
  g_autoptr(GHashTable) begins = g_hash_table_new(NULL, NULL);
  if (lifetimes->last_included)
    return NULL;
  for (guint i = 0; i < lifetimes->lifetimes->len; i++)
    g_hash_table_add(begins, GINT_TO_POINTER(get_lifetime(lifetimes, i)->from));
  for (guint i = 0; i < lifetimes->lifetimes->len; i++) {
    const SalDay end = get_lifetime(lifetimes, i)->end;
    n_same += end != SAL_DAY_NONE && g_hash_table_contains(begins, GINT_TO_POINTER(end));
    n_after += end != SAL_DAY_NONE && g_hash_table_contains(begins, GINT_TO_POINTER(end + 1));
  }
  if (n_after <= n_same)
    return NULL;
  return g_strdup_printf(
      "%u features end on the day before others begin, %u on the same day: if the last day "
      "still counts, say " SAL_OPTION("valid-to-included"),
      n_after, n_same);
}
