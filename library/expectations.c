#include "library/expectations.h"

#include "library/known-places.h"
#include "library/shown.h"

#include "data/base/error.h"

#include <string.h>

#define NOBODY "none"

/* What the words of a table are looked up in. */
typedef struct {
  const SalientOptions *options;
  const SalPlaceQuery *query;
  const SalClasses *classes;
  GArray *places;     /* SalPlace; NULL: not loaded, because no name needed them yet */
  GHashTable *points; /* name: SalPoint, of names that were found */
  GPtrArray *remarks;
} Lookup;

/* What a table says wrongly is a fault of its form. */
static gboolean
blame_line(const SalExpectations *expectations, guint line, GError **error)
{
  g_autofree char *path = sal_error_quote_path(expectations->path);
  g_autoptr(GError) fault = NULL;
  if (error == NULL)
    return FALSE;
  fault = g_steal_pointer(error);
  const SalError code = fault->code == SAL_ERROR_USAGE ? SAL_ERROR_FORMAT : (SalError)fault->code;
  return sal_error_set_option(error, code, "expect", "%s: line %u: %s", path, line,
                              sal_error_get_detail(fault));
}

static gboolean
find_point(Lookup *lookup, SalExpectation *check, GError **error)
{
  const SalPoint *known = g_hash_table_lookup(lookup->points, check->place);
  char *remark = NULL;
  if (check->has_point)
    return TRUE;
  if (known == NULL) {
    if (lookup->places == NULL)
      lookup->places = sal_known_places_load(lookup->options, *lookup->query, error);
    if (lookup->places == NULL)
      return FALSE;
    const SalAskedPlace asked = { lookup->places, check->place, "expect" };
    SalPoint point;
    if (!sal_known_places_find(&asked, &point, &remark, error))
      return FALSE;
    if (remark != NULL)
      g_ptr_array_add(lookup->remarks, remark);
    known = g_memdup2(&point, sizeof point);
    g_hash_table_insert(lookup->points, g_strdup(check->place), (gpointer)known);
  }
  check->point = *known;
  check->has_point = TRUE;
  return TRUE;
}

static int
find_class(const SalClasses *classes, const char *name)
{
  const char *const *names = sal_classes_get_names(classes);
  for (guint c = 0; c < sal_classes_get_n(classes); c++)
    if (strcmp(names[c], name) == 0)
      return (int)c;
  return -1;
}

static gboolean
refuse_holder(const Lookup *lookup, const char *text, GError **error)
{
  const gboolean has_holder = sal_shown_has_holder(lookup->options, lookup->classes, NULL);
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  for (guint c = 0; c < sal_classes_get_n(lookup->classes); c++)
    g_ptr_array_add(words, (gpointer)sal_classes_get_names(lookup->classes)[c]);
  if (has_holder && lookup->options->holder != NULL)
    g_ptr_array_add(words, lookup->options->holder);
  if (has_holder && lookup->options->opponent != NULL)
    g_ptr_array_add(words, lookup->options->opponent);
  g_ptr_array_add(words, (gpointer)NOBODY);
  g_ptr_array_add(words, NULL);
  g_autofree char *joined = g_strjoinv(", ", (char **)words->pdata), *known = sal_error_quote(joined);
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *hint = sal_error_suggest(text, (const char *const *)words->pdata);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected a holder (%s), got '%s'%s", known, quoted, hint);
}

/* Finds what a holder means: a class, one of the parties of the class that is shown, or nobody. */
static gboolean
find_rule(const Lookup *lookup, SalExpectation *check, GError **error)
{
  const SalientOptions *options = lookup->options;
  const char *shown = sal_shown_find(options, lookup->classes);
  const int main_class = shown != NULL ? find_class(lookup->classes, shown) : 0;
  const int class_index = find_class(lookup->classes, check->holder);
  const gboolean has_holder = sal_shown_has_holder(options, lookup->classes, NULL);
  check->class_index = (guint)MAX(class_index >= 0 ? class_index : main_class, 0);
  check->rule = SAL_EXPECTS_CLASS;
  if (class_index >= 0 || (has_holder && g_strcmp0(options->holder, check->holder) == 0))
    return TRUE;
  if (has_holder && g_strcmp0(options->opponent, check->holder) == 0) {
    check->rule = SAL_EXPECTS_OTHER;
    return TRUE;
  }
  check->rule = SAL_EXPECTS_NOBODY;
  return strcmp(check->holder, NOBODY) == 0 || refuse_holder(lookup, check->holder, error);
}

static gboolean
resolve_checks(Lookup *lookup, SalExpectations *expectations, GError **error)
{
  for (guint i = 0; i < expectations->checks->len; i++) {
    SalExpectation *check = &g_array_index(expectations->checks, SalExpectation, i);
    if (!find_rule(lookup, check, error) || !find_point(lookup, check, error))
      return blame_line(expectations, check->line, error);
  }
  return TRUE;
}

gboolean
sal_expectations_resolve(const SalientOptions *options, const SalPlaceQuery *query, const SalClasses *classes,
                         GPtrArray *remarks, SalExpectations **expectations, GError **error)
{
  *expectations = NULL;
  if (options->expect == NULL)
    return TRUE;
  g_autoptr(SalExpectations) read = sal_expectations_read(options->expect, error);
  if (read == NULL)
    return sal_error_blame(error, "expect");
  g_autoptr(GHashTable) points = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  Lookup lookup = { options, query, classes, NULL, points, remarks };
  const gboolean is_good = resolve_checks(&lookup, read, error);
  g_clear_pointer(&lookup.places, g_array_unref);
  if (is_good)
    *expectations = g_steal_pointer(&read);
  return is_good;
}

/* Running */

static const SalExpectation *
remark_checks(const SalExpectations *expectations, GPtrArray *remarks)
{
  const SalExpectation *first = NULL;
  g_autofree char *counts = sal_expectations_describe(expectations);
  g_autofree char *path = sal_error_quote_path(expectations->path);
  g_ptr_array_add(remarks, g_strdup_printf("expectations: %s (%s)", counts, path));
  for (guint i = 0; i < expectations->checks->len; i++) {
    const SalExpectation *check = &g_array_index(expectations->checks, SalExpectation, i);
    if (check->verdict == SAL_EXPECTATION_HOLDS)
      continue;
    g_autofree char *text = sal_expectation_describe(expectations, check);
    g_ptr_array_add(remarks, g_strdup_printf("expectations: %s", text));
    first = first != NULL ? first : check;
  }
  return first;
}

gboolean
sal_expectations_run(const SalientOptions *options, SalExpectations *expectations,
                     const SalExpectationQuery *query, GPtrArray *remarks, GError **error)
{
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, options, "checking expectations");
  if (!sal_expectations_check(expectations, query, &work, error))
    return sal_error_blame(error, "expect");
  const SalExpectation *first = remark_checks(expectations, remarks);
  if (first == NULL || !options->strict)
    return TRUE;
  g_autofree char *path = sal_error_quote_path(expectations->path);
  g_autofree char *text = sal_expectation_describe(expectations, first);
  return sal_error_set_option(error, SAL_ERROR_FORMAT, "expect",
                              "%s: expected all %u checks to hold, got %u (%s)", path,
                              expectations->checks->len, sal_expectations_count_holding(expectations), text);
}
