#include "data/series/series-kinds.h"

#include "data/base/error.h"

#define MAX_SHOWN 3

/* "'a', 'b', 'c' and 2 more"; owned by the caller. */
static char *
list_values(const GPtrArray *values)
{
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < MIN(values->len, MAX_SHOWN); i++) {
    g_autofree char *quoted = sal_error_quote(values->pdata[i]);
    g_string_append_printf(list, "%s'%s'", i > 0 ? ", " : "", quoted);
  }
  if (values->len > MAX_SHOWN)
    g_string_append_printf(list, " and %u more", values->len - MAX_SHOWN);
  return g_string_free(list, FALSE);
}

/* How a class of such a field is defined, as a hint: with the field's name if an expression can have it
 * without quotes. Owned by the caller. */
static char *
make_definition(const char *field)
{
  char *definition = g_strdup_printf("NAME=%s = '...'", field);
  const char *const definitions[] = { definition, NULL };
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, NULL);
  const char *const *fields = classes != NULL ? sal_classes_get_fields(classes) : NULL;
  if (fields != NULL && g_strcmp0(fields[0], field) == 0 && fields[1] == NULL)
    return definition;
  g_free(definition);
  return g_strdup("NAME=EXPR");
}

/* Checks the first snapshot, and those after it until one can be used. */
static gboolean
leave_out_first_bad(SalSeries *series, GError **error)
{
  for (SalDay checked = SAL_DAY_NONE;;) {
    const SalDay day = sal_series_get_entry(series, 0)->day;
    if (day == checked)
      return TRUE;
    if (!sal_series_check(series, day, day, NULL, error))
      return FALSE;
    checked = day;
  }
}

SalSeries *
sal_series_open_by_kinds(const SalSeriesOptions *options, GError **error)
{
  g_autoptr(SalSeries) series = sal_series_open(options, error);
  if (series == NULL || options->territory != NULL || options->increments ||
      sal_classes_are_defined(sal_series_get_class_definitions(series)))
    return g_steal_pointer(&series);
  g_autoptr(SalSnapshot) first =
      leave_out_first_bad(series, error) ? sal_series_load(series, 0, error) : NULL;
  if (first == NULL)
    return NULL;
  const SalKinds *kinds = sal_series_get_kinds(series);
  if (kinds == NULL)
    return g_steal_pointer(&series);
  SalSeriesOptions grouped = *options;
  grouped.group_field = kinds->field;
  return sal_series_open(&grouped, error);
}

SalSeries *
sal_series_reopen_by_kinds(const SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  const SalKinds *kinds = sal_series_get_kinds(series);
  if (kinds == NULL || sal_series_get_group_field(series) != NULL || options->increments)
    return NULL;
  SalSeriesOptions grouped = *options;
  grouped.group_field = kinds->field;
  return sal_series_open(&grouped, error);
}

char *
sal_series_describe_kinds(const SalSeries *series, const SalSeriesOptions *options)
{
  const SalKinds *kinds = sal_series_get_kinds(series);
  if (kinds == NULL || options->layers != NULL || options->where != NULL)
    return NULL;
  g_autofree char *field = sal_error_quote(kinds->field), *values = list_values(kinds->values);
  g_autofree char *definition = make_definition(kinds->field);
  return g_strdup_printf("all areas count as one class '%s': '%s' tells %u kinds apart (%s); "
                         "" SAL_OPTION("class") " \"%s\" chooses, inspect has the area of each",
                         sal_series_get_classes(series)[0], field, kinds->values->len, values, definition);
}
