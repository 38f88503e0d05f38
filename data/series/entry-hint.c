#include "data/series/entry-hint.h"

#include "data/base/error.h"
#include "data/dates/dates.h"

#include <string.h>

/* Any number may be a Unix time or a year. */
static gboolean
is_date(const char *value)
{
  SalDate date;
  return value != NULL && value[strspn(value, "0123456789")] != '\0' &&
         (sal_date_parse(value, NULL, &date, NULL) || sal_date_needs_order(value));
}

static gboolean
holds_dates(const GPtrArray *features, guint field)
{
  for (guint i = 0; i < features->len; i++)
    if (!is_date(((const SalFeature *)features->pdata[i])->values[field]))
      return FALSE;
  return features->len > 0;
}

char *
sal_entry_hint_field(const SalEntryList *list, const char *path)
{
  SalReadOptions options = list->read;
  options.fields = NULL;
  g_autoptr(SalFeatures) plain = sal_source_read(path, &options, NULL);
  if (plain == NULL || plain->field_names == NULL || plain->field_names[0] == NULL)
    return g_strdup("");
  options.fields = (const char *const *)plain->field_names;
  options.fields_optional = TRUE;
  options.n_required_fields = 0;
  g_autoptr(SalFeatures) all = sal_source_read(path, &options, NULL);
  for (guint i = 0; all != NULL && plain->field_names[i] != NULL; i++) {
    g_autofree char *quoted = sal_error_quote(plain->field_names[i]);
    if (holds_dates(all->features, i))
      return g_strdup_printf(" (field '%s' holds dates: " SAL_OPTION("date-field") " %s)", quoted, quoted);
  }
  return g_strdup("");
}

gboolean
sal_entry_hint_skipping(guint n_files, GError **error)
{
  if (error == NULL || *error == NULL || n_files < 2 || g_error_matches(*error, SAL_ERROR, SAL_ERROR_USAGE) ||
      sal_error_get_option(*error) != NULL || g_str_has_suffix((*error)->message, ")"))
    return FALSE;
  return sal_error_append(error, " (" SAL_OPTION("skip-bad") " leaves out such files, " SAL_OPTION(
                                     "exclude") " GLOB those that it matches)");
}
