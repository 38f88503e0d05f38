/* Counted values of fields: the same whatever the order of snapshots, bounded, and harmless in messages. */
#include "data/series/values.h"

#include <string.h>

/* The values of one snapshot. words: NULL-terminated; "-" is no value. */
static SalValues *
make_values(guint max, SalDay day, const char *const *words)
{
  SalValues *values = sal_values_new(max);
  for (guint i = 0; words[i] != NULL; i++)
    sal_values_add(values, g_str_equal(words[i], "-") ? NULL : words[i], day);
  return values;
}

static void
counts_features_and_snapshots(void)
{
  const char *const early[] = { "a", "a", "b", "-", NULL }, *const late[] = { "b", "b", "c", NULL };
  g_autoptr(SalValues) first = make_values(10, 100, early), last = make_values(10, 200, late);
  for (guint turned = 0; turned < 2; turned++) {
    g_autoptr(SalValues) all = sal_values_new(10);
    sal_values_merge(all, turned ? last : first);
    sal_values_merge(all, turned ? first : last);
    const SalValue *b = sal_values_find(all, "b"), *none = sal_values_find(all, NULL);
    g_assert_cmpuint(b->n_features, ==, 3);
    g_assert_cmpuint(b->n_dates, ==, 2);
    g_assert_cmpint(b->first, ==, 100);
    g_assert_cmpint(b->last, ==, 200);
    g_assert_cmpuint(none->n_features, ==, 1);
    g_assert_null(none->value);
    g_assert_null(sal_values_find(all, "x"));
    g_autofree char *text = sal_values_format(all, 3);
    g_assert_cmpstr(text, ==, "'b' (3), 'a' (2), none (1) and 1 more");
  }
}

static void
keeps_no_more_than_it_may(void)
{
  const char *const words[] = { "a", "b", "c", "a", "d", NULL }, *const more[] = { "c", "b", NULL };
  g_autoptr(SalValues) values = make_values(2, 1, words), others = make_values(9, 2, more);
  g_assert_cmpuint(sal_values_get_n(values), ==, 2);
  g_assert_cmpuint(sal_values_get_n_others(values), ==, 2);
  sal_values_merge(values, others);
  g_assert_cmpuint(sal_values_get_n_others(values), ==, 3);
  g_assert_cmpuint(sal_values_find(values, "b")->n_features, ==, 2);
  g_autofree char *text = sal_values_format(values, 5);
  g_assert_cmpstr(text, ==, "'a' (2), 'b' (2) and more");
}

static void
tells_a_value_called_none_from_none(void)
{
  const char *const words[] = { "none", "-", "", NULL };
  g_autoptr(SalValues) values = make_values(9, 1, words);
  g_autofree char *text = sal_values_format(values, 5);
  g_assert_cmpstr(text, ==, "none (1), '' (1), 'none' (1)");
}

static void
makes_hostile_values_harmless(void)
{
  const char *const words[] = { "‹class›\033[31m\n", NULL };
  g_autoptr(SalValues) values = make_values(9, 1, words);
  g_autofree char *text = sal_values_format(values, 5);
  g_assert_null(strpbrk(text, "\033\n"));
  g_assert_null(strstr(text, "‹"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/values/counts-features-and-snapshots", counts_features_and_snapshots);
  g_test_add_func("/values/keeps-no-more-than-it-may", keeps_no_more_than_it_may);
  g_test_add_func("/values/tells-a-value-called-none-from-none", tells_a_value_called_none_from_none);
  g_test_add_func("/values/makes-hostile-values-harmless", makes_hostile_values_harmless);
  return g_test_run();
}
