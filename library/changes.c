/* Computes changes, and gives them as rows, polygons, tables and files. */
#include "library/changes.h"

#include "library/bad-files.h"
#include "library/outputs.h"
#include "library/parties.h"
#include "library/table-names.h"
#include "library/theatres.h"
#include "library/units.h"
#include "library/watched.h"
#include "library/wkb.h"

#include "data/base/error.h"
#include "data/change/archive.h"
#include "data/change/records.h"
#include "data/change/uncertainties.h"
#include "data/osm/theatre.h"
#include "data/series/series-kinds.h"
#include "data/source/naturalearth.h"

static const SalientOptions *
get_options(const SalientChanges *changes)
{
  return changes->series->plan->options;
}

SalientChanges *
salient_changes_ref(SalientChanges *changes)
{
  g_atomic_int_inc(&changes->n_refs);
  return changes;
}

void
salient_changes_free(SalientChanges *changes)
{
  if (changes == NULL || !g_atomic_int_dec_and_test(&changes->n_refs))
    return;
  g_clear_pointer(&changes->areas, g_ptr_array_unref);
  g_clear_pointer(&changes->areas_of_shard, g_ptr_array_unref);
  g_clear_pointer(&changes->ledger, sal_ledger_free);
  g_clear_pointer(&changes->watched, g_array_unref);
  g_clear_pointer(&changes->public_rows, g_array_unref);
  g_clear_pointer(&changes->texts, g_string_chunk_free);
  g_clear_pointer(&changes->definition, g_free);
  g_clear_pointer(&changes->rows, g_array_unref);
  g_clear_pointer(&changes->remarks, g_ptr_array_unref);
  g_clear_pointer(&changes->files, g_ptr_array_unref);
  g_clear_pointer(&changes->changes, sal_changes_free);
  g_clear_pointer(&changes->remainders, sal_remainders_free);
  sal_beside_clear(&changes->beside);
  g_clear_pointer(&changes->theatre, sal_theatre_free);
  g_clear_pointer(&changes->series, salient_series_free);
  g_mutex_clear(&changes->lock);
  g_free(changes);
}

/* Computing */

/* Remarks if the snapshots seem to be no situations. */
static void
remark_archive(SalientChanges *changes)
{
  g_autofree char *remark = sal_archive_describe(changes->series->series, changes->changes->changes);
  if (remark != NULL)
    g_ptr_array_add(changes->remarks, sal_error_spell(remark, get_options(changes)->spelling));
}

static void
collect_remarks(SalientChanges *changes)
{
  const SalientSeries *series = changes->series;
  const SalientOptions *options = get_options(changes);
  g_autofree char *kinds = sal_series_describe_kinds(series->series, &series->plan->settings.series);
  g_autoptr(GPtrArray) bad_files = g_ptr_array_new_with_free_func(g_free);
  sal_options_tell_remarks(options, sal_series_get_remarks(series->series), changes->remarks);
  sal_bad_files_remark(series->series, "", bad_files);
  sal_options_tell_remarks(options, bad_files, changes->remarks);
  if (series->plan->settings.border_remark != NULL)
    g_ptr_array_add(changes->remarks, g_strdup(series->plan->settings.border_remark));
  if (series->plan->axis_remarks != NULL)
    sal_options_tell_remarks(options, series->plan->axis_remarks, changes->remarks);
  sal_options_tell_remarks(options, changes->changes->remarks, changes->remarks);
  if (kinds != NULL)
    g_ptr_array_add(changes->remarks, sal_error_spell(kinds, options->spelling));
  remark_archive(changes);
}

/* Only of those steps that tables show. */
static void
name_places_of_steps(GPtrArray *all, const GArray *places)
{
  for (guint c = 0; c < all->len; c++) {
    const GArray *steps = all->pdata[c];
    for (guint i = 0; i < steps->len; i++) {
      const SalStep *step = &g_array_index(steps, SalStep, i);
      if (step->movement != NULL && (step->evidence != NULL || step->verdict == SAL_VERDICT_RESET))
        sal_movement_find_places(step->movement, places);
    }
  }
}

/* Finds the places near the largest areas. Without Natural Earth only places of files are used, because the
 * gazetteer only knows one part of the world. */
static gboolean
find_places(SalientChanges *changes, GPtrArray *remarks, GError **error)
{
  g_autofree char *folder = sal_settings_find_places(get_options(changes));
  SalPlaceQuery query = changes->series->plan->places;
  const char *basemap = get_options(changes)->basemap;
  query.folder = folder;
  query.theatre = sal_theatre_is_named(basemap) ? basemap : NULL;
  query.gazetteer = query.folder != NULL;
  query.box = (SalBox){ -180, -90, 180, 90 };
  query.settlements_only = TRUE;
  g_autoptr(GArray) places = sal_places_load(&query, remarks, error);
  for (guint i = 0; places != NULL && places->len > 0 && i < changes->changes->changes->len; i++) {
    SalChange *change = changes->changes->changes->pdata[i];
    if (change->movement != NULL)
      sal_movement_find_places(change->movement, places);
  }
  if (places != NULL && places->len > 0)
    name_places_of_steps(changes->changes->steps, places);
  changes->has_places = places != NULL;
  return changes->has_places;
}

GPtrArray *
sal_changes_deal_files(const SalientChanges *changes, const char *pattern, guint *n)
{
  const SalShard *shard = &changes->series->plan->shard;
  GPtrArray *files = sal_table_files_list(pattern, get_options(changes)->task, changes->changes->changes);
  if (n != NULL)
    *n = files->len;
  for (guint i = files->len; i-- > 0;)
    if (!sal_shard_has(shard, i))
      g_ptr_array_remove_index(files, i);
  return files;
}

/* The first days of the periods that the files of a shard are of. Owned by the caller; NULL: all are wanted. */
static GHashTable *
list_days_of_shard(const SalientChanges *changes)
{
  const GPtrArray *patterns = get_options(changes)->outputs;
  if (!sal_shard_is_part(&changes->series->plan->shard) || patterns == NULL)
    return NULL;
  GHashTable *days = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < patterns->len; i++) {
    g_autoptr(GPtrArray) files = sal_changes_deal_files(changes, patterns->pdata[i], NULL);
    for (guint j = 0; j < files->len; j++) {
      const GPtrArray *shown = ((const SalTableFile *)files->pdata[j])->changes;
      for (guint k = 0; k < shown->len; k++)
        g_hash_table_add(days, GINT_TO_POINTER(((const SalChange *)shown->pdata[k])->period.from));
    }
  }
  return days;
}

/* days: of the periods whose areas are wanted; NULL: all. */
static gboolean
compute_areas(SalientChanges *changes, GHashTable *days, GError **error)
{
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, get_options(changes), "overlaying");
  GPtrArray *areas = sal_changed_areas_compute(changes->changes, &changes->series->plan->settings.change,
                                               days, &work, error);
  if (areas == NULL)
    return FALSE;
  changes->areas_of_shard = changes->areas; /* another thread may write them */
  changes->areas = areas;
  changes->has_all_areas = days == NULL;
  return TRUE;
}

gboolean
sal_changes_ensure_areas(SalientChanges *changes, GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&changes->lock);
  return changes->has_all_areas || compute_areas(changes, NULL, error);
}

static const char *
add_day(SalientChanges *changes, SalDay day)
{
  g_autofree char *text = sal_day_format(day);
  return g_string_chunk_insert_const(changes->texts, text);
}

static void
add_row(SalientChanges *changes, const SalRow *row)
{
  const SalChange *change = row->change;
  const SalientRow public_row = {
    .period = change->period.name,
    .from = add_day(changes, change->period.from),
    .to = add_day(changes, change->period.to),
    .from_snapshot = add_day(changes, change->from_snapshot),
    .to_snapshot = add_day(changes, change->to_snapshot),
    .class_name = change->class_name,
    .region = change->region,
    .area_from_km2 = (double)row->area_from / 1e6,
    .area_to_km2 = (double)row->area_to / 1e6,
    .gained_km2 = (double)row->gained / 1e6,
    .lost_km2 = (double)row->lost / 1e6,
    .net_km2 = (double)row->net / 1e6,
    .is_partial = change->period.partial,
    .evidence = sal_change_get_evidence(change),
    .is_accepted_reset = change->accepted,
    .flag = sal_flag_get_name(sal_change_get_flag(change)),
    .redefined_km2 = (double)row->redefined / 1e6,
    .days = sal_change_get_days(change),
    .side_agreement_percent = 100 * change->sureness.agreement,
    .is_side_doubtful = change->sureness.n_weak > 0,
  };
  g_array_append_val(changes->public_rows, public_row);
}

static void
make_rows(SalientChanges *changes)
{
  changes->rows = sal_rows_compute(changes->changes, changes->series->plan->settings.area_model);
  if (get_options(changes)->remaining)
    changes->remainders = sal_remainders_new(changes->rows);
  changes->public_rows = g_array_new(FALSE, FALSE, sizeof(SalientRow));
  changes->texts = g_string_chunk_new(1024);
  for (guint i = 0; i < changes->rows->len; i++)
    add_row(changes, &g_array_index(changes->rows, SalRow, i));
}

/* Whether something belongs to the class whose summary is wanted. Maps look at their own. */
static gboolean
check_shown(const SalientChanges *changes, GError **error)
{
  const SalientOptions *options = get_options(changes);
  const char *shown = sal_shown_find(options, changes->series->plan->settings.classes);
  return shown == NULL || options->task != SALIENT_MEASURE ||
         sal_changes_have_class(changes->changes->changes, shown) || sal_shown_set_unused(shown, error);
}

/* Whether the periods of the run are all that the source has. */
static gboolean
is_whole(const SalientSeries *series)
{
  const SalPeriodOptions *periods = &series->plan->settings.change.periods;
  const guint n = sal_series_get_n_entries(series->series);
  const SalDay first = sal_series_get_entry(series->series, 0)->day;
  const SalDay last = sal_series_get_entry(series->series, n - 1)->day;
  return periods->n_last == 0 && (periods->span_first == SAL_DAY_NONE || periods->span_first <= first) &&
         (periods->span_last == SAL_DAY_NONE || periods->span_last >= last);
}

/* Computes the changes of all periods of the source. They are of the kind that the run has, and where periods are
 * of some days, in step with it. */
static SalChanges *
compute_whole(const SalientChanges *changes, const SalChangeOptions *of_run, GError **error)
{
  const SalChange *first = changes->changes->changes->pdata[0];
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, get_options(changes), "reading all for records");
  SalChangeOptions options = *of_run;
  options.periods.span_first = options.periods.span_last = SAL_DAY_NONE;
  options.periods.n_last = 0;
  options.periods.has_origin = TRUE;
  options.periods.origin = first->period.from;
  options.regions = NULL;
  options.places = NULL;
  options.theatre = NULL;
  options.axes = NULL;
  options.numbers_only = TRUE;
  options.keeps_steps = FALSE;
  SalChanges *whole = sal_changes_compute(changes->series->series, &options, &work, error);
  if (whole == NULL)
    sal_error_blame(error, "records");
  return whole;
}

/* Finds the records among the periods of the run, or with the option records among all of the source. */
static gboolean
find_records(SalientChanges *changes, const SalChangeOptions *options, GError **error)
{
  const SalientSeries *series = changes->series;
  const gboolean reads_all = get_options(changes)->records && !is_whole(series);
  const SalientTask task = get_options(changes)->task;
  if (task == SALIENT_EXPORT || task == SALIENT_PLACES || changes->changes->changes->len == 0)
    return TRUE;
  g_autoptr(SalChanges) whole = reads_all ? compute_whole(changes, options, error) : NULL;
  if (reads_all && whole == NULL)
    return FALSE;
  const SalRecordOptions record = { .area_model = series->plan->settings.area_model,
                                    .classes = sal_series_get_classes(series->series),
                                    .rate = series->plan->settings.rate,
                                    .is_whole = reads_all || is_whole(series) };
  sal_records_find(changes->changes, reads_all ? whole : changes->changes, &record);
  return TRUE;
}

/* Whether a table has places and sentences. */
static gboolean
wants_sentences(const SalientOptions *options)
{
  return options->task == SALIENT_MEASURE && (sal_outputs_have_format(options, SAL_TABLE_JSON) ||
                                              sal_outputs_have_format(options, SAL_TABLE_SENTENCE));
}

/* Remarks if sentences leave out the holder. */
static void
remark_form(SalientChanges *changes)
{
  char *remark = wants_sentences(get_options(changes))
                     ? sal_parties_remark_form(get_options(changes), changes->series->plan->party_words)
                     : NULL;
  if (remark != NULL)
    g_ptr_array_add(changes->remarks, remark);
}

/* Has the computation look up who holds the places of the option `places`. */
static gboolean
watch_places(SalientChanges *changes, SalChangeOptions *options, GError **error)
{
  const SalientSeries *series = changes->series;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  if (!sal_watched_is_wanted(get_options(changes)))
    return TRUE;
  changes->watched = sal_watched_load(series->plan, series->series, remarks, error);
  if (changes->watched == NULL)
    return FALSE;
  options->places = changes->watched->len > 0 ? changes->watched : NULL;
  sal_options_tell_remarks(get_options(changes), remarks, changes->remarks);
  return TRUE;
}

/* The number of the class that `show` names; SAL_LEDGER_NOBODY: it is not set. */
static int
find_shown(const SalientChanges *changes)
{
  const char *shown = sal_shown_find(get_options(changes), changes->series->plan->settings.classes);
  const char *const *classes = sal_series_get_classes(changes->series->series);
  for (int c = 0; shown != NULL && classes[c] != NULL; c++)
    if (g_str_equal(classes[c], shown))
      return c;
  return SAL_LEDGER_NOBODY;
}

static gboolean
prepare_bands(SalientChanges *changes, SalChangeOptions *options, GError **error)
{
  const SalientSeries *series = changes->series;
  if (get_options(changes)->bands == NULL)
    return TRUE;
  changes->theatre = sal_theatre_load(series->plan, series->series, "bands", error);
  options->theatre = changes->theatre;
  return changes->theatre != NULL;
}

static gboolean
check_bands(const SalientChanges *changes, GError **error)
{
  const SalBands *bands = changes->changes->bands;
  if (bands == NULL || sal_bands_have_front(bands))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(sal_theatre_get_name(changes->theatre));
  return sal_error_set_option(
      error, SAL_ERROR_FORMAT, "bands",
      "expected a front in %s, got areas whose edges are all coast, border or outside", quoted);
}

/* Checks that the table of `per` has every period, before anything is written. */
static gboolean
check_per(const SalientChanges *changes, GError **error)
{
  const SalPerTable *per = changes->series->plan->settings.per;
  for (guint i = 0; per != NULL && i < changes->changes->changes->len; i++) {
    const SalChange *change = changes->changes->changes->pdata[i];
    double sum;
    if (change->region[0] == '\0' && !sal_per_table_sum(per, &change->period, &sum, error))
      return sal_error_blame(error, "per");
  }
  return TRUE;
}

static void
make_ledger(SalientChanges *changes)
{
  const SalLedgerOptions options = { .shown = find_shown(changes),
                                     .regions = changes->series->plan->settings.regions };
  if (get_options(changes)->task != SALIENT_PLACES)
    return;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  changes->ledger = sal_ledger_new(changes->changes, &options);
  sal_ledger_remark(changes->ledger, remarks);
  sal_options_tell_remarks(get_options(changes), remarks, changes->remarks);
}

/* Needs the lock, if other threads may be at it. */
static gboolean
find_uncertainty(SalientChanges *changes, GError **error)
{
  const SalSettings *settings = &changes->series->plan->settings;
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, get_options(changes), "measuring uncertainty");
  const SalUncertaintyQuery query = { .series = changes->series->series,
                                      .options = &settings->change,
                                      .cutoff = settings->uncertainty.cutoff,
                                      .model = settings->uncertainty.model,
                                      .position = settings->uncertainty.position,
                                      .border = settings->border };
  changes->has_uncertainty = sal_uncertainties_find(changes->changes, &query, &work, error);
  return changes->has_uncertainty;
}

gboolean
sal_changes_ensure_uncertainty(SalientChanges *changes, GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&changes->lock);
  return changes->has_uncertainty || find_uncertainty(changes, error);
}

/* What is stated of the position can be wrong, so it is looked at before anything is written. */
static gboolean
check_uncertainty(SalientChanges *changes, GError **error)
{
  return !changes->series->plan->settings.uncertainty.position.is_stated ||
         get_options(changes)->task != SALIENT_MEASURE || find_uncertainty(changes, error);
}

/* Whether a map counts how often ground changed hands. */
static gboolean
wants_steps(const SalPlan *plan)
{
  for (guint i = 0; plan->maps != NULL && i < plan->maps->len; i++)
    if (((const SalMapPlan *)plan->maps->pdata[i])->layout == SAL_LAYOUT_TURNOVER)
      return TRUE;
  return FALSE;
}

static gboolean
find_beside(SalientChanges *changes, const SalChangeOptions *options, GError **error)
{
  const SalBesideRun run = { changes->series, options, changes->rows, changes->remarks };
  return sal_beside_find(&run, &changes->beside, error);
}

static gboolean
compute(SalientChanges *changes, GError **error)
{
  SalientSeries *series = changes->series;
  const SalientOptions *options = get_options(changes);
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, options, "reading");
  changes->remarks = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  changes->files = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  SalChangeOptions change = series->plan->settings.change;
  g_autofree char *folder = sal_settings_find_natural_earth(options, SAL_NATURAL_EARTH_BORDERS);
  change.borders = folder;
  change.keeps_steps = wants_steps(series->plan);
  if (get_options(changes)->task == SALIENT_PLACES)
    change.regions = NULL; /* those of places are looked up for points */
  if (!watch_places(changes, &change, error) || !prepare_bands(changes, &change, error))
    return FALSE;
  changes->changes = sal_changes_compute(series->series, &change, &work, error);
  if (changes->changes == NULL)
    return sal_bad_files_blame(series->series, error);
  if (!check_shown(changes, error) || !check_bands(changes, error) || !check_per(changes, error))
    return FALSE;
  if (!find_records(changes, &change, error))
    return FALSE;
  changes->definition = sal_shown_define(options, series->plan->settings.classes, NULL);
  if (wants_sentences(options) && !find_places(changes, changes->remarks, error))
    return FALSE;
  collect_remarks(changes);
  remark_form(changes);
  make_ledger(changes);
  make_rows(changes);
  if (!check_uncertainty(changes, error) || !find_beside(changes, &change, error))
    return FALSE;
  g_autoptr(GHashTable) days = list_days_of_shard(changes);
  return options->task != SALIENT_EXPORT || compute_areas(changes, days, error);
}

SalientChanges *
salient_changes_compute(SalientSeries *series, GError **error)
{
  if (series == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE, "changes: expected a series that was opened, got NULL");
    return NULL;
  }
  g_autoptr(SalientChanges) changes = g_new0(SalientChanges, 1);
  changes->n_refs = 1;
  changes->series = salient_series_ref(series);
  g_mutex_init(&changes->lock);
  if (compute(changes, error))
    return g_steal_pointer(&changes);
  sal_options_tell(get_options(changes), error);
  return NULL;
}

/* Values */

const char *const *
salient_changes_get_remarks(const SalientChanges *changes)
{
  g_return_val_if_fail(changes != NULL, NULL);
  return (const char *const *)changes->remarks->pdata;
}

const char *const *
salient_changes_get_files(const SalientChanges *changes)
{
  g_return_val_if_fail(changes != NULL, NULL);
  return (const char *const *)changes->files->pdata;
}

guint
salient_changes_get_n_rows(const SalientChanges *changes)
{
  g_return_val_if_fail(changes != NULL, 0);
  return changes->public_rows->len;
}

const SalientRow *
salient_changes_get_row(const SalientChanges *changes, guint row)
{
  g_return_val_if_fail(row < salient_changes_get_n_rows(changes), NULL);
  return &g_array_index(changes->public_rows, SalientRow, row);
}

/* The polygons of a row, lent. NULL if there are none. */
static const SalGeometry *
find_polygons(const SalientChanges *changes, guint row, SalientKind kind)
{
  static const SalKind kinds[] = {
    [SALIENT_GAINED] = SAL_KIND_GAINED,
    [SALIENT_LOST] = SAL_KIND_LOST,
    [SALIENT_HELD] = SAL_KIND_HELD,
  };
  const SalChange *change = g_array_index(changes->rows, SalRow, row).change;
  for (guint i = 0; i < changes->areas->len; i++) {
    const SalChangedArea *area = changes->areas->pdata[i];
    if (area->change == change && area->kind == kinds[kind])
      return area->polygons;
  }
  return NULL;
}

GBytes *
salient_changes_get_wkb(const SalientChanges *lent, guint row, SalientKind kind, GError **error)
{
  SalientChanges *changes = (SalientChanges *)lent; /* areas are computed when they are first needed */
  g_return_val_if_fail(row < salient_changes_get_n_rows(changes) && kind <= SALIENT_HELD, NULL);
  if (changes->series->plan->settings.change.numbers_only) {
    sal_error_set(error, SAL_ERROR_USAGE,
                  "changes: expected options of render or export, got %s, which keeps "
                  "no polygons",
                  salient_task_get_name(get_options(changes)->task));
    return NULL;
  }
  if (!sal_changes_ensure_areas(changes, error))
    return NULL;
  return sal_wkb_write(find_polygons(changes, row, kind));
}

SalTableContext
sal_changes_get_context(const SalientChanges *changes)
{
  const SalientOptions *options = get_options(changes);
  const SalSettings *settings = &changes->series->plan->settings;
  const gboolean has_holder = sal_shown_has_holder(options, settings->classes, NULL);
  return (SalTableContext){
    .sources = settings->series.sources,
    .area_model = settings->area_model,
    .cadence = settings->change.periods.cadence,
    .boundary = settings->change.periods.boundary,
    .sample = settings->change.sample,
    .max_gap_days = settings->change.max_gap_days,
    .min_width_m = settings->change.min_width_m,
    .date_shift_days = settings->series.date_shift_days,
    .rate = settings->rate,
    .unit = sal_units_find_cells(options->units),
    .classes = settings->classes,
    .definition = changes->definition,
    .holder = has_holder ? options->holder : NULL,
    .opponent = has_holder ? options->opponent : NULL,
    .shown = sal_shown_find(options, settings->classes),
    .increments = settings->series.increments,
    .exclusive = settings->series.exclusive,
    .aoi = settings->series.aoi,
    .border = settings->border,
    .faults = sal_bad_files_get(changes->series->series, options),
    .unclassed = changes->changes->unclassed,
    .holdings = changes->changes->holdings,
    .bands = changes->changes->bands,
    .axes = changes->changes->axes,
    .remainders = changes->remainders,
    .per = settings->per,
    .uncertainty = options->task == SALIENT_MEASURE ? &settings->uncertainty : NULL,
    .own = changes->beside.own,
    .published = changes->beside.published,
    .expectations = changes->series->plan->expectations,
    .compared = changes->changes->compared,
    .regions = options->regions,
    .region_field = options->region_field,
    .before_option = options->spelling,
  };
}

gboolean
sal_changes_ensure_places(SalientChanges *changes, GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&changes->lock);
  return changes->has_places || find_places(changes, NULL, error);
}
