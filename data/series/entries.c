#include "data/series/entries.h"

#include "data/base/error.h"

#include <string.h>

void
sal_entry_clear(gpointer data)
{
  SalEntry *entry = data;
  g_free(entry->path);
  g_free(entry->layer);
  g_free(entry->value);
  g_free(entry->where);
  g_free(entry->found_in);
  g_strfreev(entry->others);
  for (guint i = 0; i < entry->n_others; i++)
    g_free(entry->other_layers[i]);
  g_free(entry->other_layers);
}

G_GNUC_PRINTF(2, 3)
static void
add_remark(SalListing *listing, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_ptr_array_add(listing->remarks, g_strdup_vprintf(format, args));
  va_end(args);
}

/* A path as messages show it. */
static gboolean
prefix_path(GError **error, const char *path)
{
  g_autofree char *masked = sal_source_mask(path);
  g_autofree char *quoted = sal_error_quote_path(masked);
  g_prefix_error(error, "%s: ", quoted);
  return FALSE;
}

static gboolean
set_no_features(const char *where, GError **error)
{
  if (where == NULL)
    return sal_error_set(error, SAL_ERROR_FORMAT, "series: expected features, got none");
  g_autofree char *quoted = sal_error_quote(where);
  return sal_error_set_option(error, SAL_ERROR_FORMAT, "where", "expected features that pass '%s', got none",
                              quoted);
}

/* Where a shapefile in an archive is a layer that the user did not ask for. */
static gboolean
is_unwanted_layer(const SalListing *listing, const char *path)
{
  const char *const *layers = listing->read.layers;
  g_autofree char *archive = sal_source_get_archive_name(path);
  if (layers == NULL || layers[0] == NULL || archive == NULL || !g_str_has_suffix(path, ".shp"))
    return FALSE;
  const char *name = sal_source_get_base_name(path);
  g_autofree char *stem = g_strndup(name, strlen(name) - strlen(".shp"));
  return !g_strv_contains(layers, stem);
}

/* Leaves out such shapefiles, unless nothing else is there. */
static void
leave_out_layers(const SalListing *listing, GPtrArray *paths)
{
  guint n_wanted = 0;
  for (guint i = 0; i < paths->len; i++)
    n_wanted += !is_unwanted_layer(listing, paths->pdata[i]);
  for (guint i = paths->len; n_wanted > 0 && i > 0; i--)
    if (is_unwanted_layer(listing, paths->pdata[i - 1]))
      g_ptr_array_remove_index(paths, i - 1);
}

static GPtrArray *
expand_sources(SalListing *listing, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  guint n_ignored = 0;
  for (char **source = listing->options->sources; *source != NULL; source++) {
    g_autoptr(GPtrArray) some = sal_source_expand(*source, listing->read.max_bytes, &n_ignored, error);
    if (some == NULL)
      return NULL;
    g_ptr_array_extend_and_steal(paths, g_steal_pointer(&some));
  }
  leave_out_layers(listing, paths);
  if (n_ignored > 0)
    add_remark(listing, "%u file%s with other suffixes ignored", n_ignored, n_ignored == 1 ? "" : "s");
  return g_steal_pointer(&paths);
}

/* Appends an entry of that date, and returns it; its texts are still to be set. */
static SalEntry *
add_entry(SalListing *listing, const char *path, const SalDate *date, const char *found_in)
{
  const SalEntry entry = { .day = date->day + listing->options->date_shift_days,
                           .found = *date,
                           .path = g_strdup(path),
                           .found_in = g_strdup(found_in) };
  g_array_append_val(listing->entries, entry);
  return &g_array_index(listing->entries, SalEntry, listing->entries->len - 1);
}

/* Texts (utf8) that hold dates, and of which path (utf8) each is. */
typedef struct {
  GPtrArray *texts, *paths;
} Carriers;

static void
carriers_init(Carriers *carriers)
{
  *carriers = (Carriers){ g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free) };
}

static void
carriers_clear(Carriers *carriers)
{
  g_ptr_array_unref(carriers->texts);
  g_ptr_array_unref(carriers->paths);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Carriers, carriers_clear)

/* text is taken over. */
static void
add_carrier(Carriers *carriers, char *text, const char *path)
{
  g_ptr_array_add(carriers->texts, text);
  g_ptr_array_add(carriers->paths, g_strdup(path));
}

static GArray *
find_dates(const SalListing *listing, const Carriers *carriers, GError **error)
{
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < carriers->paths->len; i++)
    g_ptr_array_add(places, sal_source_mask(carriers->paths->pdata[i]));
  return sal_dates_find((const char *const *)carriers->texts->pdata, (const char *const *)places->pdata,
                        places->len, listing->options->date_pattern, error);
}

/* An entry for each path, dated by its text. FALSE: not all of them hold a date. */
static gboolean
list_by_texts(SalListing *listing, const Carriers *carriers, GError **error)
{
  g_autoptr(GArray) dates = find_dates(listing, carriers, error);
  for (guint i = 0; dates != NULL && i < dates->len; i++)
    add_entry(listing, carriers->paths->pdata[i], &g_array_index(dates, SalDate, i),
              carriers->texts->pdata[i]);
  return dates != NULL;
}

static gboolean
list_by_names(SalListing *listing, const GPtrArray *paths, GError **error)
{
  g_auto(Carriers) carriers;
  carriers_init(&carriers);
  for (guint i = 0; i < paths->len; i++)
    add_carrier(&carriers, g_strdup(sal_source_get_base_name(paths->pdata[i])), paths->pdata[i]);
  return list_by_texts(listing, &carriers, error);
}

/* The name of the folder that a path lies in. Owned by the caller. */
static char *
get_folder_name(const char *path)
{
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *absolute = g_canonicalize_filename(folder, NULL);
  return g_strdup(sal_source_get_base_name(absolute));
}

/* By the archives that files lie in; those in none by their folder, or by their own name. */
static gboolean
list_by_containers(SalListing *listing, const GPtrArray *paths, gboolean of_folders, GError **error)
{
  g_auto(Carriers) carriers;
  carriers_init(&carriers);
  for (guint i = 0; i < paths->len; i++) {
    char *archive = sal_source_get_archive_name(paths->pdata[i]);
    add_carrier(&carriers,
                archive != NULL ? archive
                : of_folders    ? get_folder_name(paths->pdata[i])
                                : g_strdup(sal_source_get_base_name(paths->pdata[i])),
                paths->pdata[i]);
  }
  return list_by_texts(listing, &carriers, error);
}

static gboolean
add_layers(const SalListing *listing, const char *path, Carriers *carriers, GError **error)
{
  const char *const *wanted = listing->read.layers;
  g_autoptr(GPtrArray) layers = sal_source_list_layers(path, listing->read.max_bytes, error);
  if (layers == NULL)
    return prefix_path(error, path);
  for (guint i = 0; i < layers->len; i++)
    if (wanted == NULL || wanted[0] == NULL || g_strv_contains(wanted, layers->pdata[i]))
      add_carrier(carriers, g_strdup(layers->pdata[i]), path);
  return TRUE;
}

/* A layer a date. */
static gboolean
list_by_layers(SalListing *listing, const GPtrArray *paths, GError **error)
{
  g_auto(Carriers) carriers;
  carriers_init(&carriers);
  for (guint i = 0; i < paths->len; i++)
    if (!add_layers(listing, paths->pdata[i], &carriers, error))
      return FALSE;
  if (carriers.texts->len == 0)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected layers whose names hold a date, got none");
  const guint first = listing->entries->len;
  if (!list_by_texts(listing, &carriers, error))
    return FALSE;
  for (guint i = 0; i < carriers.texts->len; i++)
    g_array_index(listing->entries, SalEntry, first + i).layer = g_strdup(carriers.texts->pdata[i]);
  return TRUE;
}

/* The first of the texts that is a date. */
static gboolean
find_own_date(const GPtrArray *texts, const char *time_zone, guint *index, SalDate *date)
{
  for (*index = 0; *index < texts->len; ++*index)
    if (sal_date_parse(texts->pdata[*index], time_zone, date, NULL))
      return TRUE;
  return FALSE;
}

/* By what JSON files say of themselves beside their features. */
static gboolean
list_by_envelopes(SalListing *listing, const GPtrArray *paths, GError **error)
{
  for (guint i = 0; i < paths->len; i++) {
    SalDate date;
    guint index;
    g_autoptr(GPtrArray) texts = sal_source_list_own_dates(paths->pdata[i], listing->read.max_bytes);
    if (!find_own_date(texts, listing->options->time_zone, &index, &date)) {
      sal_error_set(error, SAL_ERROR_FORMAT,
                    "expected JSON whose outermost object has a date (a Unix time as id, or datetime, date, "
                    "timestamp, time, updated, generated), got none");
      g_array_set_size(listing->entries, 0);
      return prefix_path(error, paths->pdata[i]);
    }
    add_entry(listing, paths->pdata[i], &date, texts->pdata[index])->value = g_strdup(texts->pdata[index]);
  }
  return TRUE;
}

static gboolean
has_database(const GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    if (sal_source_is_database(paths->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Dates in the names of files, or, where not all of those hold one, in those of archives, in those of layers,
 * or in the files beside the features. */
static gboolean
list_files(SalListing *listing, const GPtrArray *paths, GError **error)
{
  g_autoptr(GError) why = NULL;
  if (has_database(paths))
    return list_by_layers(listing, paths, error);
  if (list_by_names(listing, paths, &why) || why->code == SAL_ERROR_USAGE) {
    if (why != NULL)
      g_propagate_error(error, g_steal_pointer(&why));
    return listing->entries->len > 0;
  }
  if (list_by_containers(listing, paths, FALSE, NULL))
    return TRUE;
  if (list_by_layers(listing, paths, NULL)) {
    add_remark(listing, "dates are in the names of layers, as those of files hold none");
    return TRUE;
  }
  if (list_by_envelopes(listing, paths, NULL)) {
    add_remark(listing,
               "dates are those that files give themselves beside their features, as names hold none");
    return TRUE;
  }
  g_propagate_error(error, g_steal_pointer(&why));
  return FALSE;
}

/* By the pattern if there is one, as a name is; else as fields write dates. */
static gboolean
read_date(const SalListing *listing, const char *value, SalDate *date, GError **error)
{
  const char *const names[] = { value, NULL };
  if (listing->options->date_pattern == NULL)
    return sal_date_parse(value, listing->options->time_zone, date, error);
  g_autoptr(GArray) dates = sal_dates_find(names, NULL, 1, listing->options->date_pattern, error);
  if (dates != NULL)
    *date = g_array_index(dates, SalDate, 0);
  return dates != NULL;
}

static gboolean
parse_date(const SalListing *listing, const SalFeature *feature, const char *field, const char *value,
           SalDate *date, GError **error)
{
  if (value == NULL || value[0] == '\0')
    sal_error_set(error, SAL_ERROR_FORMAT, "expected a date, got none");
  else if (read_date(listing, value, date, error))
    return TRUE;
  if (feature != NULL)
    g_prefix_error(error, "feature %u: field '%s': ", feature->number, field);
  else
    g_prefix_error(error, "field '%s': ", field);
  return FALSE;
}

/* Numbers are years here alone: beside features in JSON, and in fields that say when something ends, they may
 * mean anything. */
static gboolean
parse_date_or_year(const SalListing *listing, const SalFeature *feature, const char *value, SalDate *date,
                   GError **error)
{
  const gboolean is_plain = value != NULL && listing->options->date_pattern == NULL;
  return (is_plain && sal_date_parse_year(value, date)) ||
         parse_date(listing, feature, listing->options->date_field, value, date, error);
}

static gboolean
add_dated_feature(SalListing *listing, const char *path, SalFeature *feature, GHashTable *by_value,
                  GError **error)
{
  SalDate date;
  const char *value = feature->values[0];
  GPtrArray *features = value != NULL ? g_hash_table_lookup(by_value, value) : NULL;
  if (features == NULL) {
    if (!parse_date_or_year(listing, feature, value, &date, error))
      return FALSE;
    add_entry(listing, path, &date, value)->value = g_strdup(value);
    features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
    g_ptr_array_add(listing->features, features);
    g_hash_table_insert(by_value, g_strdup(value), features);
  }
  g_ptr_array_add(features, feature);
  return TRUE;
}

static gboolean
add_lifetime(SalListing *listing, SalFeature *feature, GError **error)
{
  const SalSeriesOptions *options = listing->options;
  const char *from = feature->values[0], *to = options->valid_to != NULL ? feature->values[1] : NULL;
  SalDate first, last = { .day = SAL_DAY_NONE };
  if (!parse_date(listing, feature, options->valid_from, from, &first, error) ||
      (to != NULL && to[0] != '\0' && !parse_date(listing, feature, options->valid_to, to, &last, error)))
    return FALSE;
  const int shift = options->date_shift_days;
  if (sal_lifetimes_add(listing->lifetimes, feature, first.day + shift,
                        last.day != SAL_DAY_NONE ? last.day + shift : SAL_DAY_NONE, error))
    return TRUE;
  g_prefix_error(error, "feature %u: field '%s': ", feature->number, options->valid_to);
  return FALSE;
}

/* The wanted fields of dates, and behind them the series' own. */
static char **
list_fields(const SalListing *listing, guint *n_dates)
{
  const SalSeriesOptions *options = listing->options;
  const char *const dates[] = { options->date_field != NULL ? options->date_field : options->valid_from,
                                options->valid_to, NULL };
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_strv_builder_addv(builder, (const char **)dates);
  if (listing->read.fields != NULL)
    g_strv_builder_addv(builder, (const char **)listing->read.fields);
  *n_dates = g_strv_length((char **)dates);
  return g_strv_builder_end(builder);
}

/* Dates in fields: the features of one value are one snapshot, or each has its time. */
static gboolean
list_features(SalListing *listing, const char *path, GError **error)
{
  SalReadOptions options = listing->read;
  g_auto(GStrv) fields = list_fields(listing, &options.n_required_fields);
  options.fields = (const char *const *)fields;
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL)
    return FALSE;
  if (listing->kinds == NULL)
    listing->kinds = g_steal_pointer(&features->kinds);
  g_autoptr(GHashTable) by_value = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_set_free_func(features->features, NULL);
  guint n_taken = 0;
  gboolean ok = TRUE;
  for (; ok && n_taken < features->features->len; n_taken += ok) {
    SalFeature *feature = features->features->pdata[n_taken];
    ok = listing->lifetimes != NULL ? add_lifetime(listing, feature, error)
                                    : add_dated_feature(listing, path, feature, by_value, error);
  }
  for (guint i = n_taken; i < features->features->len; i++)
    sal_feature_free(features->features->pdata[i]);
  return ok;
}

/* A database is asked for the dates, and later for the features of those that are needed. */
static gboolean
list_database(SalListing *listing, const char *path, GError **error)
{
  const char *field = listing->options->date_field;
  g_autoptr(GPtrArray) values = sal_source_list_values(path, &listing->read, field, error);
  for (guint i = 0; values != NULL && i < values->len; i++) {
    SalDate date;
    if (!parse_date_or_year(listing, NULL, values->pdata[i], &date, error))
      return FALSE;
    SalEntry *entry = add_entry(listing, path, &date, values->pdata[i]);
    entry->value = g_strdup(values->pdata[i]);
    entry->where = sal_source_make_filter(field, entry->value, listing->read.where);
  }
  return values != NULL;
}

static gboolean
list_fields_of(SalListing *listing, const GPtrArray *paths, GError **error)
{
  const SalSeriesOptions *options = listing->options;
  const gboolean by_server = options->date_field != NULL && has_database(paths);
  for (guint i = 0; by_server && i < paths->len; i++)
    if (!sal_source_is_database(paths->pdata[i]))
      return sal_error_set_option(error, SAL_ERROR_USAGE, "date-field",
                                  "expected either databases or files, got both");
  if (options->valid_from != NULL)
    listing->lifetimes = sal_lifetimes_new(options->valid_to_included);
  else if (!by_server)
    listing->features = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < paths->len; i++)
    if (!(by_server ? list_database(listing, paths->pdata[i], error)
                    : list_features(listing, paths->pdata[i], error)))
      return prefix_path(error, paths->pdata[i]);
  return TRUE;
}

/* One entry for each day on which the situation changes. */
static void
add_changes(SalListing *listing, const char *path)
{
  g_autoptr(GArray) days = sal_lifetimes_list_days(listing->lifetimes);
  g_autofree char *doubt = sal_lifetimes_describe_doubt(listing->lifetimes);
  for (guint i = 0; i < days->len; i++) {
    const SalDay day = g_array_index(days, SalDay, i);
    const SalEntry entry = { .day = day,
                             .found = { .day = day - listing->options->date_shift_days,
                                        .second = -1,
                                        .reading = "a feature begins or ends" },
                             .path = g_strdup(path),
                             .found_in = g_strdup(sal_source_get_base_name(path)) };
    g_array_append_val(listing->entries, entry);
  }
  if (doubt != NULL)
    add_remark(listing, "%s", doubt);
}

static gboolean
list_by_carrier(SalListing *listing, const GPtrArray *paths, GError **error)
{
  const char *field = listing->options->date_field;
  if (strcmp(field, "@envelope") == 0)
    return list_by_envelopes(listing, paths, error);
  if (strcmp(field, "@layer") == 0)
    return list_by_layers(listing, paths, error);
  return list_by_containers(listing, paths, TRUE, error);
}

gboolean
sal_entries_list(SalListing *listing, GError **error)
{
  static const char *const carriers[] = { "@envelope", "@layer", "@folder", NULL };
  const SalSeriesOptions *options = listing->options;
  g_autoptr(GPtrArray) paths = expand_sources(listing, error);
  if (paths == NULL)
    return FALSE;
  if (options->date_field == NULL && options->valid_from == NULL)
    return list_files(listing, paths, error);
  if (options->date_field != NULL && g_strv_contains(carriers, options->date_field))
    return list_by_carrier(listing, paths, error);
  if (!list_fields_of(listing, paths, error))
    return FALSE;
  if (listing->lifetimes != NULL)
    add_changes(listing, paths->pdata[0]);
  return listing->entries->len > 0 || set_no_features(options->where, error);
}

static const SalEntry *
get_entry(const GArray *entries, guint index)
{
  return &g_array_index(entries, SalEntry, index);
}

static int
compare_entries(gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *entries = data;
  const SalEntry *p = get_entry(entries, *(const guint *)a), *q = get_entry(entries, *(const guint *)b);
  if (p->day != q->day)
    return p->day < q->day ? -1 : 1;
  if (p->found.second != q->found.second)
    return p->found.second < q->found.second ? -1 : 1;
  const int by_path = strcmp(p->path, q->path), by_layer = g_strcmp0(p->layer, q->layer);
  return by_path != 0 ? by_path : by_layer != 0 ? by_layer : g_strcmp0(p->value, q->value);
}

char *
sal_entry_describe(const SalEntry *entry)
{
  const char *detail = entry->value != NULL ? entry->value : entry->layer;
  g_autofree char *masked = sal_source_mask(entry->path);
  g_autofree char *path = sal_error_quote_path(masked);
  g_autofree char *value = detail != NULL ? sal_error_quote(detail) : NULL;
  return value != NULL ? g_strdup_printf("%s '%s'", path, value) : g_strdup(path);
}

/* Of one day's snapshots the last counts if clock times tell which that is. */
static void
supersede(SalListing *listing, const SalEntry *earlier, const SalEntry *later)
{
  g_autofree char *day = sal_day_format(later->day);
  g_autofree char *first = sal_entry_describe(earlier), *second = sal_entry_describe(later);
  add_remark(listing, "%s: %s counts, it is later than %s", day, second, first);
}

#define WORD_MIN 3 /* letters; shorter ones are numbers of copies and the like */

/* The word of a name that holds its first difference from another one, or NULL. Owned by the caller. */
static char *
find_own_word(const char *name, const char *other)
{
  gsize begin = 0, end;
  while (name[begin] != '\0' && name[begin] == other[begin])
    begin++;
  for (end = begin; g_ascii_isalpha(name[end]);)
    end++;
  while (end > begin && begin > 0 && g_ascii_isalpha(name[begin - 1]))
    begin--;
  return end - begin >= WORD_MIN ? g_strndup(name + begin, end - begin) : NULL;
}

/* How two entries of one day could be told apart as classes, or nothing; owned by the caller. */
static char *
suggest_class(const SalEntry *first, const SalEntry *second)
{
  const gboolean by_layer = first->layer != NULL && second->layer != NULL;
  const char *name = by_layer ? first->layer : sal_source_get_base_name(first->path);
  const char *other = by_layer ? second->layer : sal_source_get_base_name(second->path);
  g_autofree char *word = find_own_word(name, other), *other_word = find_own_word(other, name);
  if (word == NULL || other_word == NULL)
    return g_strdup("");
  const char *kind = by_layer ? "layer" : "file";
  return g_strdup_printf(
      " (if they are classes: "
      "" SAL_OPTION("class") " \"NAME=%s like '%%%s%%'\" for each, or a " SAL_OPTION("preset") ")",
      kind, word);
}

static gboolean
set_twice_error(const SalEntry *first, const SalEntry *second, GError **error)
{
  g_autofree char *day = sal_day_format(second->day);
  g_autofree char *one = sal_entry_describe(first), *other = sal_entry_describe(second);
  g_autofree char *hint = suggest_class(first, second);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected one snapshot of %s, got another in %s%s", other,
                       day, one, hint);
}

/* Entries being put in order. */
typedef struct {
  SalListing *listing;
  const GArray *order; /* guint: indices of the listing's entries, by time */
  GArray *entries;     /* SalEntry: what is left */
  GPtrArray *features; /* of each; NULL as in the listing */
} Sorting;

static SalEntry *
get_sorted(const Sorting *sorting, guint i)
{
  return &g_array_index(sorting->listing->entries, SalEntry, g_array_index(sorting->order, guint, i));
}

/* One past the last entry of the same moment as the first. */
static guint
find_end(const Sorting *sorting, guint first)
{
  const SalEntry *entry = get_sorted(sorting, first);
  guint end = first + 1;
  while (end < sorting->order->len && get_sorted(sorting, end)->day == entry->day &&
         get_sorted(sorting, end)->found.second == entry->found.second)
    end++;
  return end;
}

/* The features of all those entries, referred to by one of them and lent by the others. */
static GPtrArray *
join_features(const Sorting *sorting, guint first, guint end)
{
  GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  for (guint i = first; i < end; i++) {
    GPtrArray *some = sorting->listing->features->pdata[g_array_index(sorting->order, guint, i)];
    g_ptr_array_set_free_func(some, NULL);
    g_ptr_array_extend(all, some, NULL, NULL);
  }
  return all;
}

/* Makes one entry of those from first to end, which are of the same moment. */
static void
join_entries(Sorting *sorting, guint first, guint end)
{
  SalEntry joined = *get_sorted(sorting, first);
  memset(get_sorted(sorting, first), 0, sizeof(SalEntry));
  if (end > first + 1) {
    joined.n_others = end - first - 1;
    joined.others = g_new0(char *, joined.n_others + 1);
    joined.other_layers = g_new0(char *, joined.n_others + 1);
  }
  for (guint i = first + 1; i < end; i++) {
    joined.others[i - first - 1] = g_steal_pointer(&get_sorted(sorting, i)->path);
    joined.other_layers[i - first - 1] = g_steal_pointer(&get_sorted(sorting, i)->layer);
  }
  g_array_append_val(sorting->entries, joined);
  if (sorting->features != NULL)
    g_ptr_array_add(sorting->features, join_features(sorting, first, end));
}

/* Whether entries of one moment are pages of one answer: names that differ by the page's number only. */
static gboolean
are_pages(const Sorting *sorting, guint first, guint end)
{
  const char *first_name = sal_source_get_base_name(get_sorted(sorting, first)->path);
  g_autofree char *stem = sal_source_strip_page(first_name);
  if (stem == NULL)
    return FALSE;
  for (guint i = first + 1; i < end; i++) {
    const char *name = sal_source_get_base_name(get_sorted(sorting, i)->path);
    g_autofree char *other = sal_source_strip_page(name);
    if (g_strcmp0(stem, other) != 0 || strcmp(name, first_name) == 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
join_moments(Sorting *sorting, GError **error)
{
  for (guint first = 0, end; first < sorting->order->len; first = end) {
    end = find_end(sorting, first);
    const SalEntry *entry = get_sorted(sorting, first), *last = get_sorted(sorting, end - 1);
    const SalEntry *next = end < sorting->order->len ? get_sorted(sorting, end) : NULL;
    if (end > first + 1 && !sal_classes_tell_files_apart(sorting->listing->classes) &&
        !are_pages(sorting, first, end))
      return set_twice_error(entry, get_sorted(sorting, first + 1), error);
    if (next != NULL && next->day == entry->day)
      supersede(sorting->listing, last, next);
    else
      join_entries(sorting, first, end);
  }
  return TRUE;
}

gboolean
sal_entries_sort(SalListing *listing, GError **error)
{
  g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < listing->entries->len; i++)
    g_array_append_val(order, i);
  g_array_sort_with_data(order, compare_entries, listing->entries);
  Sorting sorting = { listing, order, g_array_new(FALSE, FALSE, sizeof(SalEntry)), NULL };
  g_array_set_clear_func(sorting.entries, sal_entry_clear);
  if (listing->features != NULL)
    sorting.features = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  const gboolean ok = join_moments(&sorting, error);
  g_array_unref(listing->entries);
  listing->entries = sorting.entries;
  g_clear_pointer(&listing->features, g_ptr_array_unref);
  listing->features = sorting.features;
  return ok;
}
