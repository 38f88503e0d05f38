#include "data/series.h"

#include "data/error.h"
#include "data/territory.h"

#include <string.h>

struct _SalSeries {
  GArray *entries;     /* SalEntry, by day */
  GPtrArray *features; /* GPtrArray of SalFeature an entry, where dates are in a field; else NULL */
  GPtrArray *remarks;
  SalClasses *classes;
  gboolean exclusive;
  guint first_value; /* of the features' values: where those of the classes' fields begin */
  SalGeometry *territory;
  SalTiling *aoi; /* one tile; NULL: everything counts */
  gboolean has_side;
  SalSide side;
  double snap_m;
  char **layers;
  char *where, *source_crs;
};

static void
clear_entry(gpointer data)
{
  SalEntry *entry = data;
  g_free(entry->path);
  g_free(entry->value);
  g_strfreev(entry->others);
}

void
sal_series_free(SalSeries *series)
{
  if (series == NULL)
    return;
  g_array_unref(series->entries);
  g_clear_pointer(&series->features, g_ptr_array_unref);
  g_ptr_array_unref(series->remarks);
  g_clear_pointer(&series->classes, sal_classes_unref);
  sal_geometry_free(series->territory);
  sal_tiling_free(series->aoi);
  g_strfreev(series->layers);
  g_free(series->where);
  g_free(series->source_crs);
  g_free(series);
}

G_GNUC_PRINTF(2, 3)
static void
add_remark(SalSeries *series, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_ptr_array_add(series->remarks, g_strdup_vprintf(format, args));
  va_end(args);
}

static SalReadOptions
get_read_options(const SalSeries *series)
{
  const char *const *fields = sal_classes_get_fields(series->classes);
  return (SalReadOptions){ .layers = (const char *const *)series->layers,
                           .where = series->where,
                           .source_crs = series->source_crs,
                           .fields = fields[0] != NULL ? fields : NULL,
                           .fields_optional = TRUE };
}

/* A path as messages show it. */
static void
prefix_path(GError **error, const char *path)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  g_prefix_error(error, "%s: ", quoted);
}

static gboolean
set_filtered_error(const char *where, GError **error)
{
  if (where == NULL)
    return sal_error_set(error, SAL_ERROR_FORMAT, "series: expected features, got none");
  g_autofree char *quoted = sal_error_quote(where);
  return sal_error_set(error, SAL_ERROR_FORMAT, "--where: expected features that pass '%s', got none",
                       quoted);
}

static GPtrArray *
expand_sources(SalSeries *series, char **sources, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  guint n_ignored = 0;
  for (guint i = 0; sources[i] != NULL; i++) {
    g_autoptr(GPtrArray) some = sal_source_expand(sources[i], &n_ignored, error);
    if (some == NULL)
      return NULL;
    g_ptr_array_extend_and_steal(paths, g_steal_pointer(&some));
  }
  if (n_ignored > 0)
    add_remark(series, "%u file%s with other suffixes ignored", n_ignored, n_ignored == 1 ? "" : "s");
  return g_steal_pointer(&paths);
}

static GArray *
find_dates(const GPtrArray *paths, const char *pattern, gboolean of_archives, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < paths->len; i++) {
    char *archive = of_archives ? sal_source_get_archive_name(paths->pdata[i]) : NULL;
    g_ptr_array_add(names, archive != NULL ? archive : g_strdup(sal_source_get_base_name(paths->pdata[i])));
  }
  return sal_dates_find((const char *const *)names->pdata, (const char *const *)paths->pdata, names->len,
                        pattern, error);
}

/* Dates in file names; inside archives the archive's name may carry it instead. */
static gboolean
list_files(SalSeries *series, const GPtrArray *paths, const SalSeriesOptions *options, GError **error)
{
  g_autoptr(GError) why = NULL;
  g_autoptr(GArray) dates = find_dates(paths, options->date_pattern, FALSE, &why);
  if (dates == NULL)
    dates = find_dates(paths, options->date_pattern, TRUE, NULL);
  if (dates == NULL) {
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
  }
  for (guint i = 0; i < paths->len; i++) {
    const SalDate date = g_array_index(dates, SalDate, i);
    const SalEntry entry = { date.day + options->date_shift_days, date, g_strdup(paths->pdata[i]), NULL,
                             NULL };
    g_array_append_val(series->entries, entry);
  }
  return TRUE;
}

static gboolean
add_dated_feature(SalSeries *series, const char *path, SalFeature *feature, const SalSeriesOptions *options,
                  GHashTable *by_value, GError **error)
{
  const char *value = feature->values[0];
  SalDate date;
  if (value == NULL)
    return sal_error_set(error, SAL_ERROR_FORMAT, "feature %u: field '%s': expected a date, got none",
                         feature->number, options->date_field);
  GPtrArray *features = g_hash_table_lookup(by_value, value);
  if (features == NULL) {
    if (!sal_date_parse(value, options->time_zone, &date, error)) {
      g_prefix_error(error, "feature %u: field '%s': ", feature->number, options->date_field);
      return FALSE;
    }
    const SalEntry entry = { date.day + options->date_shift_days, date, g_strdup(path), NULL,
                             g_strdup(value) };
    features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
    g_array_append_val(series->entries, entry);
    g_ptr_array_add(series->features, features);
    g_hash_table_insert(by_value, g_strdup(value), features);
  }
  g_ptr_array_add(features, feature);
  return TRUE;
}

/* Dates in a field: the features of one value are one snapshot. */
static gboolean
list_features(SalSeries *series, const char *path, const SalSeriesOptions *options, GError **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_strv_builder_add(builder, options->date_field);
  g_strv_builder_addv(builder, (const char **)sal_classes_get_fields(series->classes));
  g_auto(GStrv) fields = g_strv_builder_end(builder);
  SalReadOptions read_options = get_read_options(series);
  read_options.fields = (const char *const *)fields;
  read_options.n_required_fields = 1;
  g_autoptr(SalFeatures) features = sal_source_read(path, &read_options, error);
  if (features == NULL)
    return FALSE;
  g_autoptr(GHashTable) by_value = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_set_free_func(features->features, NULL);
  guint n_taken = 0;
  gboolean ok = TRUE;
  for (; ok && n_taken < features->features->len; n_taken += ok)
    ok = add_dated_feature(series, path, features->features->pdata[n_taken], options, by_value, error);
  for (guint i = n_taken; i < features->features->len; i++)
    sal_feature_free(features->features->pdata[i]);
  return ok;
}

static gboolean
list_entries(SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  g_autoptr(GPtrArray) paths = expand_sources(series, options->sources, error);
  if (paths == NULL)
    return FALSE;
  if (options->date_field == NULL)
    return list_files(series, paths, options, error);
  series->features = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < paths->len; i++) {
    if (!list_features(series, paths->pdata[i], options, error)) {
      prefix_path(error, paths->pdata[i]);
      return FALSE;
    }
  }
  return series->entries->len > 0 || set_filtered_error(options->where, error);
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
  const int by_path = strcmp(p->path, q->path);
  return by_path != 0 ? by_path : g_strcmp0(p->value, q->value);
}

static char *
describe_entry(const SalEntry *entry)
{
  g_autofree char *path = sal_error_quote_path(entry->path);
  g_autofree char *value = entry->value != NULL ? sal_error_quote(entry->value) : NULL;
  return value != NULL ? g_strdup_printf("%s '%s'", path, value) : g_strdup(path);
}

/* Of one day's snapshots the last counts if clock times tell which that is. */
static void
supersede(SalSeries *series, const SalEntry *earlier, const SalEntry *later)
{
  g_autofree char *day = sal_day_format(later->day);
  g_autofree char *first = describe_entry(earlier), *second = describe_entry(later);
  add_remark(series, "%s: %s counts, it is later than %s", day, second, first);
}

static gboolean
set_twice_error(const SalEntry *first, const SalEntry *second, GError **error)
{
  g_autofree char *day = sal_day_format(second->day);
  g_autofree char *one = describe_entry(first), *other = describe_entry(second);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected one snapshot of %s, got another in %s", other,
                       day, one);
}

/* Entries being put in order. */
typedef struct {
  const SalSeries *series;
  const GArray *order; /* guint: indices of the series' entries, by time */
  GArray *entries;     /* SalEntry: what is left */
  GPtrArray *features; /* of each; NULL as in the series */
} Sorting;

static SalEntry *
get_sorted(const Sorting *sorting, guint i)
{
  return &g_array_index(sorting->series->entries, SalEntry, g_array_index(sorting->order, guint, i));
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
    GPtrArray *some = sorting->series->features->pdata[g_array_index(sorting->order, guint, i)];
    g_ptr_array_set_free_func(some, NULL);
    g_ptr_array_extend(all, some, NULL, NULL);
  }
  return all;
}

/* Makes one entry of those from first to end, which are of the same moment. */
static void
join_entries(Sorting *sorting, guint first, guint end)
{
  SalEntry *entry = get_sorted(sorting, first);
  SalEntry joined = { entry->day, entry->found, g_steal_pointer(&entry->path), NULL,
                      g_steal_pointer(&entry->value) };
  if (end > first + 1)
    joined.others = g_new0(char *, end - first);
  for (guint i = first + 1; i < end; i++)
    joined.others[i - first - 1] = g_steal_pointer(&get_sorted(sorting, i)->path);
  g_array_append_val(sorting->entries, joined);
  if (sorting->features != NULL)
    g_ptr_array_add(sorting->features, join_features(sorting, first, end));
}

static gboolean
join_moments(Sorting *sorting, SalSeries *series, GError **error)
{
  for (guint first = 0, end; first < sorting->order->len; first = end) {
    end = find_end(sorting, first);
    const SalEntry *entry = get_sorted(sorting, first), *last = get_sorted(sorting, end - 1);
    const SalEntry *next = end < sorting->order->len ? get_sorted(sorting, end) : NULL;
    if (end > first + 1 && !sal_classes_tell_files_apart(series->classes))
      return set_twice_error(entry, get_sorted(sorting, first + 1), error);
    if (next != NULL && next->day == entry->day)
      supersede(series, last, next);
    else
      join_entries(sorting, first, end);
  }
  return TRUE;
}

/* Puts entries in date order and leaves one a day. */
static gboolean
sort_entries(SalSeries *series, GError **error)
{
  g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < series->entries->len; i++)
    g_array_append_val(order, i);
  g_array_sort_with_data(order, compare_entries, series->entries);
  Sorting sorting = { series, order, g_array_new(FALSE, FALSE, sizeof(SalEntry)), NULL };
  g_array_set_clear_func(sorting.entries, clear_entry);
  if (series->features != NULL)
    sorting.features = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  const gboolean ok = join_moments(&sorting, series, error);
  g_array_unref(series->entries);
  series->entries = sorting.entries;
  g_clear_pointer(&series->features, g_ptr_array_unref);
  series->features = sorting.features;
  return ok;
}

/* The polygons of a file as one area; place says what for. */
static SalGeometry *
read_area(const char *path, const char *place, GError **error)
{
  const SalReadOptions options = { .layers = NULL };
  const SalSnapshotOptions areas = { .class_name = g_intern_string(place) };
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  g_autoptr(SalSnapshot) snapshot =
      features != NULL ? sal_snapshot_new(0, path, features->features, &areas, error) : NULL;
  if (snapshot == NULL) {
    prefix_path(error, path);
    g_prefix_error(error, "%s: ", place);
    return NULL;
  }
  return sal_geometry_copy(sal_snapshot_get_polygons(snapshot, areas.class_name));
}

static gboolean
open_territory(SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  if (options->territory == NULL && options->side == NULL)
    return TRUE;
  if (options->territory == NULL || options->side == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "front lines: expected --territory and --side together, got only --%s",
                         options->territory != NULL ? "territory" : "side");
  series->side = *options->side;
  series->snap_m = options->snap_m;
  series->territory = g_str_has_prefix(options->territory, SAL_TERRITORY_NATURAL_EARTH)
                          ? sal_territory_cut(options->territory, series->remarks, error)
                          : read_area(options->territory, "territory", error);
  return series->territory != NULL;
}

static gboolean
open_aoi(SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  if (options->aoi == NULL)
    return TRUE;
  SalGeometry *area = read_area(options->aoi, "--aoi", error);
  if (area == NULL)
    return FALSE;
  g_autoptr(GPtrArray) tiles = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  g_ptr_array_add(tiles, area);
  series->aoi = sal_tiling_new(tiles);
  return TRUE;
}

SalSeries *
sal_series_open(const SalSeriesOptions *options, GError **error)
{
  g_autoptr(SalSeries) series = g_new0(SalSeries, 1);
  series->entries = g_array_new(FALSE, FALSE, sizeof(SalEntry));
  g_array_set_clear_func(series->entries, clear_entry);
  series->remarks = g_ptr_array_new_with_free_func(g_free);
  series->classes =
      options->classes != NULL ? sal_classes_ref(options->classes) : sal_classes_new(NULL, NULL);
  series->exclusive = options->exclusive;
  series->first_value = options->date_field != NULL;
  series->layers = g_strdupv(options->layers);
  series->where = g_strdup(options->where);
  series->source_crs = g_strdup(options->source_crs);
  if (!open_territory(series, options, error) || !open_aoi(series, options, error) ||
      !list_entries(series, options, error) || !sort_entries(series, error))
    return NULL;
  return g_steal_pointer(&series);
}

guint
sal_series_get_n_entries(const SalSeries *series)
{
  return series->entries->len;
}

const SalEntry *
sal_series_get_entry(const SalSeries *series, guint index)
{
  return get_entry(series->entries, index);
}

const char *const *
sal_series_get_classes(const SalSeries *series)
{
  return sal_classes_get_names(series->classes);
}

const SalClasses *
sal_series_get_class_definitions(const SalSeries *series)
{
  return series->classes;
}

const SalGeometry *
sal_series_get_territory(const SalSeries *series)
{
  return series->territory;
}

const SalGeometry *
sal_series_get_aoi(const SalSeries *series)
{
  return series->aoi != NULL ? sal_tiling_get_tile(series->aoi, 0) : NULL;
}

gboolean
sal_series_check_aoi(const SalSeries *series, double sum_m2, GError **error)
{
  return series->aoi == NULL || sum_m2 > 0 ||
         sal_error_set(error, SAL_ERROR_USAGE,
                       "--aoi: expected an area that touches the data, got one that does not");
}

const GPtrArray *
sal_series_get_remarks(const SalSeries *series)
{
  return series->remarks;
}

gboolean
sal_sample_parse(const char *text, SalSample *sample, GError **error)
{
  static const char *const names[] = { "nearest", "previous", "next", "exact", NULL };
  for (guint i = 0; names[i] != NULL; i++) {
    if (strcmp(text, names[i]) == 0) {
      *sample = (SalSample)i;
      return TRUE;
    }
  }
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *suggestion = sal_error_suggest(text, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected nearest, previous, next or exact, got '%s'%s",
                       quoted, suggestion);
}

/* The first entry of that day or later; the number of entries if there is none. */
static guint
find_first_from(const SalSeries *series, SalDay day)
{
  guint low = 0, high = series->entries->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (get_entry(series->entries, middle)->day < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int
sal_series_find(const SalSeries *series, SalDay day, SalSample sample, int max_gap_days)
{
  const guint next = find_first_from(series, day), n = series->entries->len;
  const gint64 after = next < n ? (gint64)get_entry(series->entries, next)->day - day : G_MAXINT64;
  const gint64 before = next > 0 ? (gint64)day - get_entry(series->entries, next - 1)->day : G_MAXINT64;
  if (after == 0)
    return (int)next;
  const gboolean may_be_next =
      (sample == SAL_SAMPLE_NEAREST || sample == SAL_SAMPLE_NEXT) && after <= max_gap_days;
  const gboolean may_be_previous =
      (sample == SAL_SAMPLE_NEAREST || sample == SAL_SAMPLE_PREVIOUS) && before <= max_gap_days;
  if (may_be_previous && (!may_be_next || before <= after))
    return (int)next - 1;
  return may_be_next ? (int)next : -1;
}

static SalSnapshotOptions
get_snapshot_options(const SalSeries *series)
{
  return (SalSnapshotOptions){ .classes = series->classes,
                               .first_value = series->first_value,
                               .exclusive = series->exclusive,
                               .territory = series->territory,
                               .side = &series->side,
                               .snap_m = series->snap_m };
}

static SalSnapshot *
build_snapshot(const SalSeries *series, const SalEntry *entry, const GPtrArray *features, GError **error)
{
  const SalSnapshotOptions options = get_snapshot_options(series);
  return sal_snapshot_new(entry->day, entry->path, features, &options, error);
}

/* Adds the features of one file to those of the others. */
static void
merge_features(SalFeatures *all, SalFeatures *some, const char *path, guint n_fields)
{
  g_autofree char *name = g_utf8_make_valid(sal_source_get_base_name(path), -1);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  for (guint i = 0; i < some->features->len; i++)
    ((SalFeature *)some->features->pdata[i])->file = g_intern_string(name);
  g_ptr_array_extend_and_steal(all->features, g_steal_pointer(&some->features));
  some->features = g_ptr_array_new();
  all->n_null += some->n_null;
  all->crs_assumed |= some->crs_assumed;
  for (guint i = 0; i < n_fields && some->has_field != NULL; i++)
    all->has_field[i] |= some->has_field[i];
  g_strv_builder_addv(names, (const char **)all->field_names);
  for (guint i = 0; some->field_names != NULL && some->field_names[i] != NULL; i++)
    if (!g_strv_contains((const char *const *)all->field_names, some->field_names[i]))
      g_strv_builder_add(names, some->field_names[i]);
  g_strfreev(all->field_names);
  all->field_names = g_strv_builder_end(names);
}

/* The features of all files of an entry. */
static SalFeatures *
read_files(const SalSeries *series, const SalEntry *entry, GError **error)
{
  const SalReadOptions options = get_read_options(series);
  const guint n_fields = g_strv_length((char **)sal_classes_get_fields(series->classes));
  if (entry->others == NULL)
    return sal_source_read(entry->path, &options, error);
  g_autoptr(SalFeatures) all = g_new0(SalFeatures, 1);
  all->features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  all->has_field = g_new0(guint8, n_fields + 1);
  all->field_names = g_new0(char *, 1);
  for (guint i = 0; i == 0 || entry->others[i - 1] != NULL; i++) {
    const char *path = i == 0 ? entry->path : entry->others[i - 1];
    g_autoptr(SalFeatures) some = sal_source_read(path, &options, error);
    if (some == NULL) {
      if (i > 0)
        prefix_path(error, path);
      return NULL;
    }
    merge_features(all, some, path, n_fields);
  }
  return g_steal_pointer(&all);
}

static SalSnapshot *
read_snapshot(const SalSeries *series, const SalEntry *entry, GError **error)
{
  g_autoptr(SalFeatures) features = read_files(series, entry, error);
  if (features == NULL)
    return NULL;
  if (features->features->len == 0 && series->where != NULL) {
    set_filtered_error(series->where, error);
    return NULL;
  }
  SalSnapshot *snapshot = build_snapshot(series, entry, features->features, error);
  if (snapshot == NULL)
    return NULL;
  snapshot->n_null = features->n_null;
  snapshot->field_names = g_steal_pointer(&features->field_names);
  snapshot->has_field = g_steal_pointer(&features->has_field);
  if (features->crs_assumed)
    g_ptr_array_add(snapshot->remarks, g_strdup("no CRS in the file: read as longitude and latitude"));
  return snapshot;
}

SalSnapshot *
sal_series_load(const SalSeries *series, guint index, GError **error)
{
  const SalEntry *entry = get_entry(series->entries, index);
  g_autoptr(SalSnapshot) snapshot = series->features != NULL
                                        ? build_snapshot(series, entry, series->features->pdata[index], error)
                                        : read_snapshot(series, entry, error);
  if (snapshot == NULL || (series->aoi != NULL && !sal_snapshot_clip(snapshot, series->aoi, error))) {
    g_autofree char *place = describe_entry(entry);
    g_prefix_error(error, "%s: ", place);
    return NULL;
  }
  return g_steal_pointer(&snapshot);
}

GPtrArray *
sal_series_load_fronts(const SalSeries *series, guint index, GError **error)
{
  const SalEntry *entry = get_entry(series->entries, index);
  const SalSnapshotOptions options = get_snapshot_options(series);
  if (series->features != NULL)
    return sal_snapshot_collect_fronts(series->features->pdata[index], &options);
  g_autoptr(SalFeatures) features = read_files(series, entry, error);
  if (features != NULL)
    return sal_snapshot_collect_fronts(features->features, &options);
  g_autofree char *place = describe_entry(entry);
  g_prefix_error(error, "%s: ", place);
  return NULL;
}

typedef struct {
  const SalSeries *series;
  const GArray *indices;
  GPtrArray *snapshots;
} Loading;

static gboolean
load_one(guint i, gpointer data, GError **error)
{
  Loading *loading = data;
  SalSnapshot *snapshot = sal_series_load(loading->series, g_array_index(loading->indices, guint, i), error);
  loading->snapshots->pdata[i] = snapshot;
  return snapshot != NULL;
}

static void
unref_snapshot(gpointer data)
{
  if (data != NULL)
    sal_snapshot_unref(data);
}

GPtrArray *
sal_series_load_all(const SalSeries *series, const GArray *indices, const SalWork *work, GError **error)
{
  g_autoptr(GPtrArray) snapshots = g_ptr_array_new_with_free_func(unref_snapshot);
  g_ptr_array_set_size(snapshots, (int)indices->len);
  Loading loading = { series, indices, snapshots };
  if (!sal_work_run(work, indices->len, load_one, &loading, error))
    return NULL;
  return g_steal_pointer(&snapshots);
}
