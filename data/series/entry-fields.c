#include "data/series/entry-fields.h"

#include "data/base/error.h"
#include "data/dates/dates.h"

/* A file whose features have been read. */
typedef struct {
  const char *path; /* lent */
  GPtrArray *features;
} File;

static void
clear_file(gpointer data)
{
  g_ptr_array_unref(((File *)data)->features);
}

/* What it takes to understand the dates of all files. */
typedef struct {
  SalEntryList *list;
  GArray *files;      /* File */
  SalDateOrder order; /* of day and month, where texts leave it open */
} Dating;

/* How to say which number is the day, as a hint; "" if a value is no such date. Owned by the caller. */
static char *
suggest_pattern(const char *value)
{
  if (!sal_date_needs_order(value))
    return g_strdup("");
  const char separator = value[strspn(value, " 0123456789")];
  return g_strdup_printf(" (the values do not tell whether days or months come first: " SAL_OPTION(
                             "date-pattern") " '(?<d>\\d+)%c(?<m>\\d+)%c(?<y>\\d+)', or with m before d)",
                         separator, separator);
}

/* Reads a value by the pattern if there is one, as a name is read; otherwise in the forms that fields have. */
static gboolean
read_date(const Dating *dating, const char *value, SalDate *date, GError **error)
{
  const SalSeriesOptions *options = dating->list->options;
  const char *const names[] = { value, NULL };
  if (options->date_pattern == NULL) {
    if (sal_date_parse_in_order(value, dating->order, options->time_zone, date, error))
      return TRUE;
    g_autofree char *hint = suggest_pattern(value);
    return sal_error_append(error, "%s", hint);
  }
  const SalDateQuery query = { names, NULL, 1, options->date_pattern, options->time_zone };
  g_autoptr(GArray) dates = sal_dates_find(&query, NULL, error);
  if (dates != NULL)
    *date = g_array_index(dates, SalDate, 0);
  return dates != NULL;
}

static gboolean
parse_date(const Dating *dating, const SalFeature *feature, const char *field, const char *value,
           SalDate *date, GError **error)
{
  if (value == NULL || value[0] == '\0')
    sal_error_set(error, SAL_ERROR_FORMAT, "expected a date, got none");
  else if (read_date(dating, value, date, error))
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
parse_date_or_year(const Dating *dating, const SalFeature *feature, const char *value, SalDate *date,
                   GError **error)
{
  const SalSeriesOptions *options = dating->list->options;
  const gboolean is_plain = value != NULL && options->date_pattern == NULL;
  return (is_plain && sal_date_parse_year(value, date)) ||
         parse_date(dating, feature, options->date_field, value, date, error);
}

/* The features of a file by the value of the date field ("" for none), lent: GPtrArray of SalFeature. values
 * receives the values in the order in which they come. */
static GHashTable *
group_by_value(const SalEntryList *list, const File *file, GPtrArray *values)
{
  GHashTable *groups =
      g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < file->features->len; i++) {
    const char *value = sal_fields_get_date(list->fields, file->features->pdata[i], 0);
    GPtrArray *group = g_hash_table_lookup(groups, value != NULL ? value : "");
    if (group == NULL) {
      group = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
      g_ptr_array_add(values, (gpointer)(value != NULL ? value : ""));
      g_hash_table_insert(groups, (gpointer)values->pdata[values->len - 1], group);
    }
    g_ptr_array_add(group, file->features->pdata[i]);
  }
  return groups;
}

/* Adds an entry for each value of the date field of a file. Those that are no dates are left out by
 * themselves. */
static gboolean
add_values(Dating *dating, File *file, GError **error)
{
  SalEntryList *list = dating->list;
  g_autoptr(GPtrArray) values = g_ptr_array_new();
  g_autoptr(GHashTable) groups = group_by_value(list, file, values);
  g_ptr_array_set_free_func(file->features, NULL); /* the groups have them */
  for (guint i = 0; i < values->len; i++) {
    SalDate date;
    GError *why = NULL;
    const char *value = values->pdata[i];
    GPtrArray *group = g_hash_table_lookup(groups, value);
    if (parse_date_or_year(dating, group->pdata[0], *value != '\0' ? value : NULL, &date, &why)) {
      SalEntry *entry = sal_entry_list_add(list, file->path, &date, value);
      entry->value = g_strdup(value);
      entry->features = g_ptr_array_ref(group);
    } else if (!sal_faults_take_detail(list->faults, file->path, NULL, why, error)) {
      return FALSE;
    }
  }
  return TRUE;
}

/* Adds the features of a file with the days from and to which they hold. */
static gboolean
add_lifetimes(const Dating *dating, File *file, GError **error)
{
  SalEntryList *list = dating->list;
  const SalSeriesOptions *options = list->options;
  const int shift = options->date_shift_days;
  for (guint i = 0; i < file->features->len; i++) {
    SalFeature *feature = file->features->pdata[i];
    const char *from = sal_fields_get_date(list->fields, feature, 0);
    const char *to = sal_fields_get_date(list->fields, feature, 1);
    SalDate first, last = { .day = SAL_DAY_NONE };
    if (!parse_date(dating, feature, options->valid_from, from, &first, error) ||
        (to != NULL && to[0] != '\0' && !parse_date(dating, feature, options->valid_to, to, &last, error)))
      return FALSE;
    if (!sal_lifetimes_add(list->lifetimes, feature, first.day + shift,
                           last.day != SAL_DAY_NONE ? last.day + shift : SAL_DAY_NONE, error)) {
      g_prefix_error(error, "feature %u: field '%s': ", feature->number, options->valid_to);
      return FALSE;
    }
    file->features->pdata[i] = NULL;
  }
  return TRUE;
}

/* Adds what a file has. One whose features do not all have two dates is left out as a whole, because a
 * situation without some of its features would be a wrong one. */
static gboolean
add_file(Dating *dating, File *file, GError **error)
{
  SalEntryList *list = dating->list;
  GError *why = NULL;
  if (list->lifetimes == NULL)
    return add_values(dating, file, error);
  const guint n_before = sal_lifetimes_get_n(list->lifetimes);
  if (add_lifetimes(dating, file, &why))
    return TRUE;
  sal_lifetimes_truncate(list->lifetimes, n_before);
  return sal_entry_list_take_fault(list, file->path, why, error);
}

static gboolean
read_file(Dating *dating, const char *path, GError **error)
{
  SalEntryList *list = dating->list;
  SalReadOptions options = list->read;
  GError *why = NULL;
  sal_fields_apply(list->fields, &options);
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, &why);
  if (features == NULL)
    return sal_entry_list_take_fault(list, path, why, error);
  if (list->kinds == NULL)
    list->kinds = g_steal_pointer(&features->kinds);
  const File file = { path, g_ptr_array_ref(features->features) };
  g_array_append_val(dating->files, file);
  return TRUE;
}

/* The different texts of the date fields of all files. The texts are lent. */
static GPtrArray *
list_texts(const Dating *dating)
{
  GPtrArray *texts = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint f = 0; f < dating->files->len; f++) {
    const GPtrArray *features = g_array_index(dating->files, File, f).features;
    for (guint i = 0; i < 2 * features->len; i++) {
      const char *text = sal_fields_get_date(dating->list->fields, features->pdata[i / 2], i % 2);
      if (text != NULL && g_hash_table_add(known, (gpointer)text))
        g_ptr_array_add(texts, (gpointer)text);
    }
  }
  return texts;
}

/* Finds out whether days or months come first in dates such as 8/3/1914, by the other texts. */
static void
find_order(Dating *dating, const GPtrArray *texts)
{
  const char *witness;
  if (dating->list->options->date_pattern != NULL)
    return;
  dating->order = sal_date_order_find((const char *const *)texts->pdata, texts->len, &witness);
  if (dating->order == SAL_DATE_ORDER_NONE)
    return;
  g_autofree char *quoted = sal_error_quote(witness);
  sal_entry_list_remark(dating->list, "dates are read with the %s first, because '%s' is none otherwise",
                        dating->order == SAL_DATE_DAY_FIRST ? "day" : "month", quoted);
}

static gboolean
list_files(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(File));
  Dating dating = { list, files, SAL_DATE_ORDER_NONE };
  g_array_set_clear_func(files, clear_file);
  for (guint i = 0; i < paths->len; i++)
    if (!read_file(&dating, paths->pdata[i], error))
      return FALSE;
  g_autoptr(GPtrArray) texts = list_texts(&dating);
  find_order(&dating, texts);
  for (guint i = 0; i < files->len; i++)
    if (!add_file(&dating, &g_array_index(files, File, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_database_value(const Dating *dating, const char *path, const char *value, GError **error)
{
  SalEntryList *list = dating->list;
  SalDate date;
  GError *why = NULL;
  if (!parse_date_or_year(dating, NULL, value, &date, &why))
    return sal_entry_list_take_fault(list, path, why, error);
  SalEntry *entry = sal_entry_list_add(list, path, &date, value);
  entry->value = g_strdup(value);
  entry->where = sal_source_make_filter(list->options->date_field, value, list->read.where);
  return TRUE;
}

/* Asks a database for the dates. The features of those that are needed are asked for later. */
static gboolean
list_database(SalEntryList *list, const char *path, GError **error)
{
  GError *why = NULL;
  g_autoptr(GPtrArray) values = sal_source_list_values(path, &list->read, list->options->date_field, &why);
  if (values == NULL)
    return sal_entry_list_take_fault(list, path, why, error);
  Dating dating = { list, NULL, SAL_DATE_ORDER_NONE };
  find_order(&dating, values);
  for (guint i = 0; i < values->len; i++)
    if (!add_database_value(&dating, path, values->pdata[i], error))
      return FALSE;
  return TRUE;
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

static gboolean
list_databases(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    if (!list_database(list, paths->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
sal_entries_list_by_fields(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  const SalSeriesOptions *options = list->options;
  const gboolean by_server = options->valid_from == NULL && sal_entry_list_has_database(paths);
  if (by_server)
    return check_all_databases(paths, error) && list_databases(list, paths, error);
  add_dates(list);
  if (!list_files(list, paths, error))
    return FALSE;
  if (list->lifetimes != NULL)
    add_changes(list, paths->pdata[0]);
  return TRUE;
}
