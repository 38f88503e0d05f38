/* Class expressions. Lines: an expression over fields or classes, then the values of its fields. */
#include "fuzz.h"

#include "data/series/class.h"
#include "data/series/expression.h"

#define MAX_VALUES 8

/* The truth of an expression about the values; -1 if it cannot be read. */
static int
find_truth(const char *text, const GPtrArray *known, char *const *values)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < known->len; i++) /* the last is NULL */
    g_ptr_array_add(fields, g_strdup(known->pdata[i]));
  g_autoptr(SalExpression) expression = sal_expression_new(text, fields, NULL);
  return expression != NULL && fields->len == known->len ? sal_expression_holds(expression, values) : -1;
}

static void
assert_truth(const char *format, const char *text, const GPtrArray *fields, char *const *values, int expected)
{
  g_auto(GStrv) pieces = g_strsplit(format, "E", -1);
  g_autofree char *longer = g_strjoinv(text, pieces);
  const int truth = find_truth(longer, fields, values);
  g_assert_true(truth == expected || truth == -1); /* what is longer may be too long or too deep */
}

static void
check_laws(const char *text, const GPtrArray *fields, char *const *values)
{
  const int truth = find_truth(text, fields, values);
  assert_truth("(E)", text, fields, values, truth);
  assert_truth("(E) and (E)", text, fields, values, truth);
  assert_truth("(E) or (E)", text, fields, values, truth);
  assert_truth("not (not (E))", text, fields, values, truth);
  assert_truth("(E) and not (E)", text, fields, values, FALSE);
  if (truth == TRUE)
    assert_truth("not (E)", text, fields, values, FALSE);
}

static void
check_expression(const char *text, FuzzBytes *bytes)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(fields, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalExpression) expression = sal_expression_new(text, fields, &error);
  fuzz_check_error(expression != NULL, error);
  if (expression == NULL)
    return;
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i + 1 < fields->len; i++)
    g_ptr_array_add(values, bytes->size > 0 ? fuzz_take_line(bytes) : NULL);
  g_ptr_array_add(values, NULL);
  check_laws(text, fields, (char *const *)values->pdata);
}

/* A composition means the same in the form that people read. */
static void
check_composition(const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalComposition) composition = sal_composition_new(text, &error);
  fuzz_check_error(composition != NULL, error);
  if (composition == NULL)
    return;
  g_autofree char *shown = sal_composition_format(composition);
  g_assert_true(g_utf8_validate(shown, -1, NULL));
  g_autoptr(SalComposition) again = sal_composition_new(shown, NULL);
  g_assert_nonnull(again);
  g_autofree char *shown_again = sal_composition_format(again);
  g_assert_cmpstr(shown_again, ==, shown);
  g_assert_true(g_strv_equal(sal_composition_get_names(again), sal_composition_get_names(composition)));
}

static void
check_classes(FuzzBytes bytes)
{
  g_autoptr(GPtrArray) definitions = g_ptr_array_new_with_free_func(g_free);
  while (bytes.size > 0 && definitions->len < MAX_VALUES)
    g_ptr_array_add(definitions, fuzz_take_line(&bytes));
  g_ptr_array_add(definitions, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalClasses) classes = sal_classes_new((const char *const *)definitions->pdata, &error);
  fuzz_check_error(classes != NULL, error);
  if (classes == NULL)
    return;
  g_autofree char *told = sal_classes_describe(classes, NULL);
  const guint n_fields = g_strv_length((char **)sal_classes_get_fields(classes));
  g_autofree char **values = g_new0(char *, n_fields + 1);
  for (guint i = 0; i < sal_classes_get_n(classes); i++) {
    g_assert_cmpint(sal_classes_find(classes, sal_classes_get_names(classes)[i]), ==, i);
    sal_classes_match(classes, i, values);
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  check_classes(bytes);
  g_autofree char *text = fuzz_take_line(&bytes);
  check_expression(text, &bytes);
  if (sal_composition_is_one(text))
    check_composition(text);
  return 0;
}
