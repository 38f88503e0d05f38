#include "data/series/entry-fields.h"

#include "data/base/error.h"

/* Reads a value by the pattern if there is one, as a name is read; otherwise in the forms that fields have. */
static gboolean
read_date(const SalEntryList *list, const char *value, SalDate *date, GError **error)
{
  const char *const names[] = { value, NULL };
  if (list->options->date_pattern == NULL)
    return sal_date_parse(value, list->options->time_zone, date, error);
  g_autoptr(GArray) dates = sal_dates_find(names, NULL, 1, list->options->date_pattern, error);
  if (dates != NULL)
    *date = g_array_index(dates, SalDate, 0);
  return dates != NULL;
}

static gboolean
parse_date(const SalEntryList *list, const SalFeature *feature, const char *field, const char *value,
           SalDate *date, GError **error)
{
  if (value == NULL || value[0] == '\0')
    sal_error_set(error, SAL_ERROR_FORMAT, "expected a date, got none");
  else if (read_date(list, value, date, error))
    return TRUE;
  if (feature != NULL)
    g_prefix_error(error, "feature %u: field '%s': ", feature->number, field);
  else
    g_prefix_error(error, "field '%s': ", field);
  return FALSE;
}

/* Reads a date, or a plain number as a year. A number is a year only in a date field: beside features in
 * JSON, and in fields that say when something ends, it may mean anything. */
static gboolean
parse_date_or_year(const SalEntryList *list, const SalFeature *feature, const char *value, SalDate *date,
                   GError **error)
{
  const gboolean is_plain = value != NULL && list->options->date_pattern == NULL;
  return (is_plain && sal_date_parse_year(value, date)) ||
         parse_date(list, feature, list->options->date_field, value, date, error);
}

static gboolean
add_dated_feature(SalEntryList *list, const char *path, SalFeature *feature, GHashTable *by_value,
                  GError **error)
{
  SalDate date;
  const char *value = sal_fields_get_date(list->fields, feature, 0);
  GPtrArray *features = value != NULL ? g_hash_table_lookup(by_value, value) : NULL;
  if (features == NULL) {
    if (!parse_date_or_year(list, feature, value, &date, error))
      return FALSE;
    SalEntry *entry = sal_entry_list_add(list, path, &date, value);
    entry->value = g_strdup(value);
    entry->features = features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
    g_hash_table_insert(by_value, g_strdup(value), features);
  }
  g_ptr_array_add(features, feature);
  return TRUE;
}

static gboolean
add_lifetime(SalEntryList *list, SalFeature *feature, GError **error)
{
  const SalSeriesOptions *options = list->options;
  const char *from = sal_fields_get_date(list->fields, feature, 0);
  const char *to = sal_fields_get_date(list->fields, feature, 1);
  SalDate first, last = { .day = SAL_DAY_NONE };
  if (!parse_date(list, feature, options->valid_from, from, &first, error) ||
      (to != NULL && to[0] != '\0' && !parse_date(list, feature, options->valid_to, to, &last, error)))
    return FALSE;
  const int shift = options->date_shift_days;
  if (sal_lifetimes_add(list->lifetimes, feature, first.day + shift,
                        last.day != SAL_DAY_NONE ? last.day + shift : SAL_DAY_NONE, error))
    return TRUE;
  g_prefix_error(error, "feature %u: field '%s': ", feature->number, options->valid_to);
  return FALSE;
}

/* Reads the features of a file. Those with one value make up a snapshot, or each has its own lifetime. */
static gboolean
list_features(SalEntryList *list, const char *path, GError **error)
{
  SalReadOptions options = list->read;
  sal_fields_apply(list->fields, &options);
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL)
    return FALSE;
  if (list->kinds == NULL)
    list->kinds = g_steal_pointer(&features->kinds);
  g_autoptr(GHashTable) by_value = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_set_free_func(features->features, NULL);
  guint n_taken = 0;
  gboolean ok = TRUE;
  for (; ok && n_taken < features->features->len; n_taken += ok) {
    SalFeature *feature = features->features->pdata[n_taken];
    ok = list->lifetimes != NULL ? add_lifetime(list, feature, error)
                                 : add_dated_feature(list, path, feature, by_value, error);
  }
  for (guint i = n_taken; i < features->features->len; i++)
    sal_feature_free(features->features->pdata[i]);
  return ok;
}

/* Asks a database for the dates. The features of those that are needed are asked for later. */
static gboolean
list_database(SalEntryList *list, const char *path, GError **error)
{
  const char *field = list->options->date_field;
  g_autoptr(GPtrArray) values = sal_source_list_values(path, &list->read, field, error);
  for (guint i = 0; values != NULL && i < values->len; i++) {
    SalDate date;
    if (!parse_date_or_year(list, NULL, values->pdata[i], &date, error))
      return FALSE;
    SalEntry *entry = sal_entry_list_add(list, path, &date, values->pdata[i]);
    entry->value = g_strdup(values->pdata[i]);
    entry->where = sal_source_make_filter(field, entry->value, list->read.where);
  }
  return values != NULL;
}

/* Adds an entry for each day on which the situation changes. */
static void
add_changes(SalEntryList *list, const char *path)
{
  g_autoptr(GArray) days = sal_lifetimes_list_days(list->lifetimes);
  g_autofree char *doubt = sal_lifetimes_describe_doubt(list->lifetimes);
  for (guint i = 0; i < days->len; i++) {
    const SalDay day = g_array_index(days, SalDay, i);
    const SalEntry entry = { .day = day,
                             .found = { .day = day - list->options->date_shift_days,
                                        .second = -1,
                                        .reading = "a feature begins or ends" },
                             .path = g_strdup(path),
                             .found_in = g_strdup(sal_source_get_base_name(path)) };
    g_array_append_val(list->entries, entry);
  }
  if (doubt != NULL)
    sal_entry_list_remark(list, "%s", doubt);
}

/* Has the date field read, or the fields of the first and last days on which features hold. */
static void
add_dates(SalEntryList *list)
{
  const SalSeriesOptions *options = list->options;
  const char *const names[] = { options->valid_from != NULL ? options->valid_from : options->date_field,
                                options->valid_to, NULL };
  sal_fields_add_dates(list->fields, names);
  if (options->valid_from != NULL)
    list->lifetimes = sal_lifetimes_new(options->valid_to_included);
}

static gboolean
check_all_databases(const GPtrArray *paths, GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    if (!sal_source_is_database(paths->pdata[i]))
      return sal_error_set_option(error, SAL_ERROR_USAGE, "date-field",
                                  "expected either databases or files, got both");
  return TRUE;
}

gboolean
sal_entries_list_by_fields(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  const SalSeriesOptions *options = list->options;
  const gboolean by_server = options->valid_from == NULL && sal_entry_list_has_database(paths);
  if (by_server && !check_all_databases(paths, error))
    return FALSE;
  if (!by_server)
    add_dates(list);
  for (guint i = 0; i < paths->len; i++)
    if (!(by_server ? list_database(list, paths->pdata[i], error)
                    : list_features(list, paths->pdata[i], error)))
      return sal_entry_blame_path(paths->pdata[i], error);
  if (list->lifetimes != NULL)
    add_changes(list, paths->pdata[0]);
  return list->entries->len > 0 || sal_entry_list_set_none(options->where, error);
}
