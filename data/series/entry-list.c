#include "data/series/entry-list.h"

#include "data/base/error.h"

char *
sal_entry_list_remark(SalEntryList *list, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  char *remark = g_strdup_vprintf(format, args);
  va_end(args);
  g_ptr_array_add(list->remarks, remark);
  return remark;
}

gboolean
sal_entry_list_take_fault(SalEntryList *list, const char *path, GError *why, GError **error)
{
  return sal_faults_take(list->faults, path, why, error);
}

gboolean
sal_entry_list_take_entry_fault(SalEntryList *list, const SalEntry *entry, GError *why, GError **error)
{
  return sal_faults_take_detail(list->faults, entry->path, sal_entry_get_detail(entry), why, error);
}

gboolean
sal_entry_list_check_any(const SalEntryList *list, GError **error)
{
  if (list->entries->len > 0)
    return TRUE;
  return list->faults != NULL && list->faults->len > 0 ? sal_faults_fail(list->faults, error)
                                                       : sal_entry_list_set_none(list->options->where, error);
}

gboolean
sal_entry_list_set_none(const char *where, GError **error)
{
  if (where == NULL)
    return sal_error_set(error, SAL_ERROR_FORMAT, "series: expected features, got none");
  g_autofree char *quoted = sal_error_quote(where);
  return sal_error_set_option(error, SAL_ERROR_FORMAT, "where", "expected features that pass '%s', got none",
                              quoted);
}

SalEntry *
sal_entry_list_add(SalEntryList *list, const char *path, const SalDate *date, const char *found_in)
{
  const SalEntry entry = { .day = date->day + list->options->date_shift_days,
                           .found = *date,
                           .path = g_strdup(path),
                           .found_in = g_strdup(found_in) };
  g_array_append_val(list->entries, entry);
  return &g_array_index(list->entries, SalEntry, list->entries->len - 1);
}

gboolean
sal_entry_list_has_database(const GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    if (sal_source_is_database(paths->pdata[i]))
      return TRUE;
  return FALSE;
}
