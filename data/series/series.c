/* Opens a series from its options, finds the entry for a day, and reads snapshots. */
#include "data/series/series.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/dates/date-columns.h"
#include "data/front/territory.h"
#include "data/series/entries.h"
#include "data/series/entry-hint.h"
#include "data/series/increments.h"
#include "data/series/outliers.h"
#include "data/series/series-cache.h"
#include "data/series/series-private.h"
#include "data/source/bounds.h"

#include <math.h>
#include <string.h>

static void
free_first_kinds(FirstKinds *first)
{
  g_mutex_clear(&first->mutex);
  sal_kinds_free(first->kinds);
  g_free(first);
}

/* Takes the kinds of a snapshot that has been read, if it is the earliest so far. Safe in any thread. */
static void
take_kinds(FirstKinds *first, SalDay day, SalKinds **kinds)
{
  if (*kinds == NULL)
    return;
  g_mutex_lock(&first->mutex);
  if (first->kinds == NULL || day < first->day) {
    sal_kinds_free(first->kinds);
    first->kinds = g_steal_pointer(kinds);
    first->day = day;
  }
  g_mutex_unlock(&first->mutex);
}

void
sal_series_free(SalSeries *series)
{
  if (series == NULL)
    return;
  g_array_unref(series->entries);
  sal_lifetimes_free(series->lifetimes);
  g_ptr_array_unref(series->remarks);
  g_ptr_array_unref(series->faults);
  sal_kept_free(series->kept);
  g_clear_pointer(&series->increments, g_ptr_array_unref);
  g_clear_pointer(&series->classes, sal_classes_unref);
  sal_geometry_free(series->territory);
  sal_tiling_free(series->aoi);
  sal_tiling_free(series->clip);
  sal_front_chain_free(series->chain);
  sal_bodies_free(series->bodies);
  g_clear_pointer(&series->first_kinds, free_first_kinds);
  g_strfreev(series->layers);
  g_free(series->where);
  g_free(series->source_crs);
  sal_fields_clear(&series->fields);
  g_free(series);
}

/* How features are read, except for their fields. */
static SalReadOptions
get_read_options(const SalSeries *series)
{
  return (SalReadOptions){ .layers = (const char *const *)series->layers,
                           .where = series->where,
                           .source_crs = series->source_crs,
                           .tells_kinds = series->tells_kinds,
                           .leave_out_strays = !series->strict,
                           .bodies = series->bodies,
                           .max_bytes = series->max_bytes };
}

static const SalEntry *
get_entry(const GArray *entries, guint index)
{
  return &g_array_index(entries, SalEntry, index);
}

/* Reads the polygons of a file as one area, which messages call name. GEOS will cut by it, which takes time
 * for all edges whose boxes meet. Owned by the caller. */
static SalGeometry *
read_area(const SalSeries *series, const char *path, const char *name, GError **error)
{
  const SalReadOptions options = { .bodies = series->bodies, .max_bytes = series->max_bytes };
  const SalSnapshotOptions areas = { .class_name = g_intern_string(name), .max_bytes = series->max_bytes };
  g_autofree char *masked = sal_secrets_mask(path);
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  g_autoptr(SalSnapshot) snapshot =
      features != NULL ? sal_snapshot_new(0, masked, features->features, &areas, error) : NULL;
  const SalGeometry *area = snapshot != NULL ? sal_snapshot_get_polygons(snapshot, areas.class_name) : NULL;
  if (area == NULL || !sal_bound_check_crossings(area, series->max_bytes, error)) {
    sal_entry_blame_path(path, error);
    return NULL;
  }
  return sal_geometry_copy(area);
}

static SalGeometry *
read_territory(const SalSeries *series, const char *path, GError **error)
{
  SalGeometry *area = read_area(series, path, "territory", error);
  if (area == NULL)
    g_prefix_error(error, "territory: ");
  return area;
}

#define BOTH_OPTIONS SAL_OPTION("territory") " and " SAL_OPTION("side")

static gboolean
open_territory(SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  if (options->territory == NULL && options->side == NULL)
    return TRUE;
  if (options->territory == NULL || options->side == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "front lines: expected " BOTH_OPTIONS " together, got only " SAL_OPTION("%s"),
                         options->territory != NULL ? "territory" : "side");
  series->territory = g_str_has_prefix(options->territory, SAL_TERRITORY_NATURAL_EARTH)
                          ? sal_territory_cut(options->territory, series->remarks, error)
                          : read_territory(series, options->territory, error);
  if (series->territory == NULL)
    return FALSE;
  const SalFrontOptions first = { *options->side, options->snap_m, options->max_bytes };
  series->chain = sal_front_chain_new(first, series->classes, series->territory, series->strict);
  return TRUE;
}

/* The polygons of a file, or land of Natural Earth, as one tile. option: that names them. */
static SalTiling *
open_tile(SalSeries *series, const char *name, const char *option, GError **error)
{
  SalGeometry *area = g_str_has_prefix(name, SAL_TERRITORY_NATURAL_EARTH)
                          ? sal_territory_cut(name, series->remarks, error)
                          : read_area(series, name, option, error);
  if (area == NULL) {
    sal_error_blame(error, option);
    return NULL;
  }
  g_autoptr(GPtrArray) tiles = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  g_ptr_array_add(tiles, area);
  return sal_tiling_new(tiles);
}

static gboolean
open_aoi(SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  SalTiling **tiling = options->count_within ? &series->aoi : &series->clip;
  if (options->aoi != NULL) {
    series->aoi = open_tile(series, options->aoi, "aoi", error);
    if (series->aoi == NULL)
      return FALSE;
  }
  if (options->clip_to != NULL)
    *tiling = open_tile(series, options->clip_to, "clip-to", error);
  return options->clip_to == NULL || *tiling != NULL;
}

static gboolean
list_entries(SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  SalEntryList list = { .options = options,
                        .read = get_read_options(series),
                        .classes = series->classes,
                        .fields = &series->fields,
                        .remarks = series->remarks,
                        .faults = series->leaves_out_bad ? series->faults : NULL,
                        .entries = series->entries };
  const gboolean ok = sal_entries_list(&list, error);
  series->entries = list.entries;
  series->lifetimes = list.lifetimes;
  series->first_kinds->kinds = list.kinds;
  sal_faults_sort(series->faults);
  if (ok && series->lifetimes == NULL)
    sal_outliers_remark(series->entries, series->remarks);
  return ok;
}

static gboolean
check_date_options(const SalSeriesOptions *options, GError **error)
{
  const char *other = options->date_field != NULL ? "date-field" : "date-pattern";
  if (options->valid_to != NULL && options->valid_from == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "valid-to",
                                "expected " SAL_OPTION("valid-from") " FIELD with it, got none");
  if (options->valid_to_included && options->valid_to == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "valid-to-included",
                                "expected " SAL_OPTION("valid-to") " FIELD with it, got none");
  if (options->valid_from != NULL && (options->date_field != NULL || options->date_pattern != NULL))
    return sal_error_set_option(error, SAL_ERROR_USAGE, "valid-from",
                                "expected no " SAL_OPTION("%s") " with it, got one", other);
  return TRUE;
}

/* Reads all entries, because what a later one means rests on the earlier ones. */
static gboolean
read_increments(SalSeries *series, GError **error)
{
  g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(guint));
  if (!sal_series_check(series, SAL_DAY_NONE, SAL_DAY_NONE, NULL, error))
    return FALSE;
  for (guint i = 0; i < series->entries->len; i++)
    g_array_append_val(indices, i);
  g_ptr_array_add(series->remarks, g_strdup("each snapshot is added to those before it (" SAL_OPTION(
                                       "increments") "): what was lost again does not show"));
  series->increments = sal_series_load_all(series, indices, NULL, error);
  return series->increments != NULL;
}

static gboolean
check_increments(const SalSeriesOptions *options, GError **error)
{
  const char *other = options->territory != NULL    ? "territory"
                      : options->valid_from != NULL ? "valid-from"
                      : options->exclusive          ? "exclusive"
                                                    : NULL;
  return !options->increments || other == NULL ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "increments",
                              "expected no " SAL_OPTION("%s") " with it, got both", other);
}

SalSeries *
sal_series_open(const SalSeriesOptions *options, GError **error)
{
  g_autoptr(SalSeries) series = g_new0(SalSeries, 1);
  series->entries = g_array_new(FALSE, FALSE, sizeof(SalEntry));
  g_array_set_clear_func(series->entries, sal_entry_clear);
  series->remarks = g_ptr_array_new_with_free_func(g_free);
  series->faults = sal_faults_new();
  series->kept = sal_kept_new();
  series->bodies = sal_bodies_new(SAL_BODIES_MAX_BYTES);
  series->leaves_out_bad = options->leave_out_bad;
  series->classes =
      options->classes != NULL ? sal_classes_ref(options->classes) : sal_classes_new(NULL, NULL);
  sal_fields_init(&series->fields, series->classes, options->group_field, options->listed_fields);
  series->first_kinds = g_new0(FirstKinds, 1);
  g_mutex_init(&series->first_kinds->mutex);
  series->tells_kinds = !sal_classes_are_defined(series->classes) && options->territory == NULL;
  series->strict = options->strict;
  series->has_picked_classes = options->has_picked_classes;
  series->allow_empty = options->allow_empty;
  series->exclusive = options->exclusive;
  series->layers = g_strdupv(options->layers);
  series->where = g_strdup(options->where);
  series->source_crs = g_strdup(options->source_crs);
  series->max_bytes = options->max_bytes;
  series->cache = options->cache;
  if (!check_increments(options, error) || !check_date_options(options, error) ||
      !open_territory(series, options, error) || !open_aoi(series, options, error) ||
      !list_entries(series, options, error) || (options->increments && !read_increments(series, error)))
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

const SalTiling *
sal_series_get_clip(const SalSeries *series)
{
  return series->clip;
}

gboolean
sal_series_check_aoi(const SalSeries *series, double sum_m2, GError **error)
{
  return series->aoi == NULL || sum_m2 > 0 ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "aoi",
                              "expected an area that touches the data, got one that does not");
}

const GPtrArray *
sal_series_get_faults(const SalSeries *series)
{
  return series->faults;
}

const SalKinds *
sal_series_get_kinds(const SalSeries *series)
{
  return series->first_kinds->kinds;
}

gboolean
sal_series_is_strict(const SalSeries *series)
{
  return series->strict;
}

gboolean
sal_series_has_picked_classes(const SalSeries *series)
{
  return series->has_picked_classes;
}

const char *
sal_series_get_group_field(const SalSeries *series)
{
  return series->fields.group;
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

guint
sal_series_find_first_from(const SalSeries *series, SalDay day)
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

gboolean
sal_series_is_continuous(const SalSeries *series)
{
  return series->lifetimes != NULL;
}

/* The last change on a day or before: what has changed then holds on that day. -1 if there is none, or if
 * nothing holds any more. */
static int
find_change_before(const SalSeries *series, SalDay day)
{
  const SalDay end = sal_lifetimes_get_end(series->lifetimes);
  if (end != SAL_DAY_NONE && day >= end)
    return -1;
  const guint next = sal_series_find_first_from(series, day);
  const gboolean on_day = next < series->entries->len && get_entry(series->entries, next)->day == day;
  return on_day ? (int)next : (int)next - 1;
}

int
sal_series_find(const SalSeries *series, SalDay day, SalSample sample, int max_gap_days)
{
  if (series->lifetimes != NULL)
    return find_change_before(series, day);
  const guint next = sal_series_find_first_from(series, day), n = series->entries->len;
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

GArray *
sal_series_list_days(const SalSeries *series)
{
  GArray *days = g_array_sized_new(FALSE, FALSE, sizeof(SalDay), series->entries->len);
  for (guint i = 0; i < series->entries->len; i++)
    g_array_append_val(days, get_entry(series->entries, i)->day);
  return days;
}

void
sal_series_remark_future(SalSeries *series, SalDay today)
{
  if (series->lifetimes == NULL)
    sal_outliers_remark_future(series->entries, today, series->remarks);
}

static SalSnapshotOptions
get_snapshot_options(const SalSeries *series)
{
  return (SalSnapshotOptions){ .classes = series->classes,
                               .fields = &series->fields,
                               .exclusive = series->exclusive,
                               .territory = series->territory,
                               .strict = series->strict,
                               .allow_empty = series->allow_empty,
                               .max_bytes = series->max_bytes,
                               .is_grouped = series->fields.group != NULL && series->territory == NULL };
}

static SalSnapshot *
build_snapshot(const SalSeries *series, const SalEntry *entry, const SalFrontLink *link,
               const GPtrArray *features, GError **error)
{
  SalSnapshotOptions options = get_snapshot_options(series);
  options.fronts = link != NULL ? link->fronts : NULL;
  g_autofree char *masked = sal_secrets_mask(entry->path);
  return sal_snapshot_new(entry->day, masked, features, &options, error);
}

SalFeatures *
sal_series_read_features(const SalSeries *series, const SalEntry *entry, GError **error)
{
  SalReadOptions options = get_read_options(series);
  sal_fields_apply(&series->fields, &options);
  return sal_entry_read(entry, &options, error);
}

SalFeatures *
sal_series_read_first_file(const SalSeries *series, guint index, GError **error)
{
  const SalEntry *entry = get_entry(series->entries, index);
  const char *const layers[] = { entry->layer, NULL };
  const SalReadOptions options = {
    .layers = entry->layer != NULL ? layers : (const char *const *)series->layers,
    .where = entry->where,
    .source_crs = series->source_crs,
    .leave_out_strays = !series->strict,
    .bodies = series->bodies,
    .max_bytes = series->max_bytes,
  };
  SalFeatures *features = sal_source_read(entry->path, &options, error);
  if (features == NULL)
    sal_entry_blame_path(entry->path, error);
  return features;
}

/* Reads a snapshot, and keeps it in its place. */
static SalSnapshot *
read_snapshot(const SalSeries *series, const SalEntry *entry, const SalFrontLink *link,
              const SalSeriesCachePlace *place, GError **error)
{
  g_autoptr(SalFeatures) features = sal_series_read_features(series, entry, error);
  if (features == NULL)
    return NULL;
  if (features->features->len == 0 && series->where != NULL) {
    sal_entry_list_set_none(series->where, error);
    return NULL;
  }
  const gboolean takes_all = series->where == NULL && !sal_classes_are_defined(series->classes);
  if (takes_all && !sal_date_columns_check((const char *const *)features->field_names, error))
    return NULL;
  SalSnapshot *snapshot = build_snapshot(series, entry, link, features->features, error);
  if (snapshot == NULL)
    return NULL;
  snapshot->n_null = features->n_null;
  snapshot->field_names = g_steal_pointer(&features->field_names);
  snapshot->has_field = sal_fields_copy_class_flags(&series->fields, features->has_field);
  if (features->crs_assumed)
    g_ptr_array_add(snapshot->remarks, g_strdup("no CRS in the file: read as longitude and latitude"));
  if (features->has_more)
    g_ptr_array_add(snapshot->remarks, g_strdup("the service had more features than it gave at once "
                                                "(exceededTransferLimit): the rest is missing"));
  sal_series_cache_keep(series, entry, place, snapshot, features);
  take_kinds(series->first_kinds, entry->day, &features->kinds);
  return snapshot;
}

/* Finds a snapshot in the cache, or reads it. */
static SalSnapshot *
find_or_read(const SalSeries *series, const SalEntry *entry, const SalFrontLink *link, GError **error)
{
  g_auto(SalSeriesCachePlace) place = { NULL };
  SalKinds *kinds = NULL;
  SalSnapshot *snapshot = sal_series_cache_find(series, entry, &place, &kinds);
  if (snapshot == NULL)
    return read_snapshot(series, entry, link, &place, error);
  take_kinds(series->first_kinds, entry->day, &kinds);
  sal_kinds_free(kinds);
  return snapshot;
}

/* Builds a snapshot from features that are in memory already, or reads them. */
static SalSnapshot *
get_snapshot(const SalSeries *series, guint index, const SalFrontLink *link, GError **error)
{
  const SalEntry *entry = get_entry(series->entries, index);
  if (entry->features != NULL)
    return build_snapshot(series, entry, link, entry->features, error);
  if (series->lifetimes == NULL)
    return find_or_read(series, entry, link, error);
  g_autoptr(GPtrArray) features = sal_lifetimes_list_features(series->lifetimes, entry->day);
  return build_snapshot(series, entry, link, features, error);
}

static GPtrArray *
load_fronts(gconstpointer data, guint index, char **place, GError **error)
{
  const SalSeries *series = data;
  *place = sal_entry_describe(get_entry(series->entries, index));
  return sal_series_load_fronts(series, index, error);
}

/* Tells what was chosen for a snapshot, and how sure that is. */
static void
take_link(const SalSeries *series, guint index, const SalFrontLink *link, SalSnapshot *snapshot)
{
  for (guint i = 0; i < link->choices->len; i++)
    g_ptr_array_add(snapshot->remarks, g_strdup(link->choices->pdata[i]));
  if (isnan(link->least))
    return;
  snapshot->sureness = (SalSureness){ link->least, get_entry(series->entries, link->weakest)->day,
                                      link->n_weak, get_entry(series->entries, link->first_weak)->day };
  if (link->n_weak == 0 || link->weakest == index)
    return;
  g_autofree char *day = sal_day_format(snapshot->sureness.day);
  g_ptr_array_add(
      snapshot->remarks,
      g_strdup_printf("side: rests on the snapshot of %s, where only %.1f %% of a part of the "
                      "territory stays as in the one before; if its side is wrong, so is this one",
                      day, link->least * 100));
}

/* Puts the entry before an error, and the way to go on without it behind. */
static void
blame_entry(const SalSeries *series, const SalEntry *entry, GError **error)
{
  g_autofree char *place = sal_entry_describe(entry);
  g_prefix_error(error, "%s: ", place);
  if (!series->leaves_out_bad && series->lifetimes == NULL)
    sal_entry_hint_skipping(series->entries->len, error);
}

/* If an earlier snapshot is at fault, the error names that one. */
SalSnapshot *
sal_series_load_anew(const SalSeries *series, guint index, GError **error)
{
  const SalEntry *entry = get_entry(series->entries, index);
  const SalFrontLink *link = NULL;
  if (series->chain != NULL &&
      (link = sal_front_chain_follow(series->chain, index, load_fronts, series, error)) == NULL)
    return NULL;
  g_autoptr(SalSnapshot) snapshot = get_snapshot(series, index, link, error);
  if (snapshot == NULL || (series->aoi != NULL && !sal_snapshot_clip(snapshot, series->aoi, error))) {
    blame_entry(series, entry, error);
    return NULL;
  }
  if (link != NULL)
    take_link(series, index, link, snapshot);
  return g_steal_pointer(&snapshot);
}

static SalSnapshot *
add_up(const SalSeries *series, guint index, GError **error)
{
  SalSnapshot *snapshot = sal_increments_add_up(series->increments, index, series->max_bytes, error);
  if (snapshot == NULL) {
    g_autofree char *place = sal_entry_describe(get_entry(series->entries, index));
    g_prefix_error(error, "%s: with those before it: ", place);
  }
  return snapshot;
}

SalCache *
sal_series_get_cache(const SalSeries *series)
{
  return series->cache;
}

SalSnapshot *
sal_series_load(const SalSeries *series, guint index, GError **error)
{
  if (series->increments != NULL)
    return add_up(series, index, error);
  SalSnapshot *kept = sal_kept_take(series->kept, get_entry(series->entries, index)->day);
  return kept != NULL ? kept : sal_series_load_anew(series, index, error);
}

const SalFrontOptions *
sal_series_find_front_options(const SalSeries *series, guint index, GError **error)
{
  const SalFrontLink *link = sal_front_chain_follow(series->chain, index, load_fronts, series, error);
  return link != NULL ? link->fronts : NULL;
}

GPtrArray *
sal_series_load_fronts(const SalSeries *series, guint index, GError **error)
{
  const SalEntry *entry = get_entry(series->entries, index);
  const SalSnapshotOptions options = get_snapshot_options(series);
  if (entry->features != NULL)
    return sal_snapshot_collect_fronts(entry->features, &options);
  if (series->lifetimes != NULL) {
    g_autoptr(GPtrArray) valid = sal_lifetimes_list_features(series->lifetimes, entry->day);
    return sal_snapshot_collect_fronts(valid, &options);
  }
  g_autoptr(SalFeatures) features = sal_series_read_features(series, entry, error);
  if (features != NULL)
    return sal_snapshot_collect_fronts(features->features, &options);
  blame_entry(series, entry, error);
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
