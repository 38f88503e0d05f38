#include "data/dates/date-columns.h"

#include "data/base/error.h"

#define DAY "(?<!\\d)((?:19|20)\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)"

/* The day in a name as 2024-01-01, owned by the caller; NULL: it has none. */
static char *
find_day(const GRegex *day, const char *name)
{
  g_autoptr(GMatchInfo) match = NULL;
  return g_regex_match(day, name, 0, &match) ? g_match_info_expand_references(match, "\\1-\\2-\\3", NULL)
                                             : NULL;
}

gboolean
sal_date_columns_check(const char *const *field_names, GError **error)
{
  g_autoptr(GRegex) day = g_regex_new(DAY, G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *first = NULL;
  const char *first_name = NULL;
  for (guint i = 0; field_names != NULL && field_names[i] != NULL; i++) {
    g_autofree char *found = find_day(day, field_names[i]);
    if (found == NULL)
      continue;
    if (first == NULL) {
      first = g_steal_pointer(&found);
      first_name = field_names[i];
    } else if (!g_str_equal(found, first)) {
      g_autofree char *a = sal_error_quote(first_name), *b = sal_error_quote(field_names[i]);
      return sal_error_set(
          error, SAL_ERROR_FORMAT,
          "expected dates in names or in a field, got a column for each (%s, %s, ...): make a "
          "file of each, as in ogr2ogr -where \"%s = 'VALUE'\" %s.geojson FILE",
          a, b, a, first);
    }
  }
  return TRUE;
}
