#include "data/change/computation.h"

#include "data/change/measured.h"
#include "data/change/measuring.h"

static void
clear_snapshot(SalSnapshot **snapshot)
{
  if (*snapshot != NULL)
    sal_snapshot_unref(*snapshot);
  *snapshot = NULL;
}

void
sal_computation_clear(SalComputation *computation)
{
  const guint n = computation->pairing->entries->len;
  for (guint i = 0; i < n; i++) {
    clear_snapshot(&computation->snapshots[i]);
    g_clear_pointer(&computation->remarks[i], g_ptr_array_unref);
  }
  g_free(computation->snapshots);
  g_free(computation->remarks);
  g_free(computation->n_waiting);
  g_free(computation->first_pair);
  g_free(computation->read);
  g_free(computation->taken);
  g_free(computation->step_taken);
  g_free(computation->areas_m2);
  g_free(computation->lines_m);
  sal_outline_free(computation->border);
  sal_class_use_free(computation->class_use);
  g_clear_pointer(&computation->changes, g_ptr_array_unref);
  g_clear_pointer(&computation->steps, g_ptr_array_unref);
  g_clear_pointer(&computation->tally, sal_tally_free);
  g_clear_pointer(&computation->bands, sal_bands_free);
  g_clear_pointer(&computation->axes, sal_axes_free);
  g_free(computation->is_end);
  g_free(computation->is_boundary);
  g_clear_pointer(&computation->holdings, sal_holdings_free);
  g_mutex_clear(&computation->mutex);
}

static const SalPair *
get_pair(const SalComputation *computation, guint i)
{
  return &g_array_index(computation->pairing->pairs, SalPair, i);
}

static SalOutline *
make_border(const SalSeries *series)
{
  const SalGeometry *const areas[2] = { sal_series_get_territory(series), sal_series_get_aoi(series) };
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(areas); i++)
    if (areas[i] != NULL)
      sal_geometry_append(all, areas[i]);
  return sal_geometry_is_empty(all) ? NULL : sal_outline_new(all);
}

/* A pair whose ends are neighbours is also a step, and computes it. */
static gboolean
is_step(const SalComputation *computation, const SalPair *pair)
{
  return computation->n_steps > 0 && pair->to == pair->from + 1;
}

static void
init_steps(SalComputation *computation)
{
  const guint n_entries = computation->pairing->entries->len;
  computation->n_steps = computation->options->ends_only ? 0 : n_entries - 1;
  computation->step_taken = g_new0(guint8, n_entries);
  computation->steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < computation->pairing->pairs->len; i++)
    if (is_step(computation, get_pair(computation, i)))
      computation->step_taken[get_pair(computation, i)->from] = TRUE;
  for (guint i = 0; i < computation->n_steps; i++) {
    if (computation->step_taken[i])
      continue;
    computation->n_waiting[i]++;
    computation->n_waiting[i + 1]++;
  }
  for (guint c = 0; computation->n_steps > 0 && c < computation->n_classes; c++) {
    GArray *steps = sal_steps_new();
    g_array_set_size(steps, computation->n_steps);
    g_ptr_array_add(computation->steps, steps);
  }
}

static void
init_bands(SalComputation *computation)
{
  const SalChangeOptions *options = computation->options;
  const guint n_entries = computation->pairing->entries->len;
  const SalBandsQuery query = { .list = options->bands,
                                .theatre = options->theatre,
                                .border = computation->border,
                                .model = options->area_model,
                                .regions = options->regions,
                                .holdings = computation->holdings,
                                .classes = sal_series_get_classes(computation->series) };
  computation->is_end = g_new0(guint8, n_entries + 1);
  for (guint i = 0; i < computation->pairing->pairs->len; i++)
    computation->is_end[get_pair(computation, i)->to] = TRUE;
  if (options->theatre != NULL)
    computation->bands = sal_bands_new(&query, n_entries);
}

static void
init_axes(SalComputation *computation)
{
  const SalChangeOptions *options = computation->options;
  const guint n_entries = computation->pairing->entries->len;
  computation->is_boundary = g_new0(guint8, n_entries + 1);
  for (guint i = 0; i < computation->pairing->pairs->len; i++)
    computation->is_boundary[get_pair(computation, i)->from] =
        computation->is_boundary[get_pair(computation, i)->to] = TRUE;
  if (options->axes != NULL)
    computation->axes = sal_axes_new(options->axes, sal_series_get_classes(computation->series), n_entries,
                                     options->min_width_m);
}

void
sal_computation_init(SalComputation *computation)
{
  const guint n_entries = computation->pairing->entries->len, n_pairs = computation->pairing->pairs->len;
  g_mutex_init(&computation->mutex);
  computation->n_classes = g_strv_length((char **)sal_series_get_classes(computation->series));
  computation->snapshots = g_new0(SalSnapshot *, n_entries);
  computation->remarks = g_new0(GPtrArray *, n_entries);
  computation->n_waiting = g_new0(guint, n_entries);
  computation->first_pair = g_new0(guint, n_entries);
  computation->read = g_new0(guint8, n_entries);
  computation->taken = g_new0(guint8, n_pairs);
  computation->areas_m2 = g_new0(double, n_entries * computation->n_classes);
  computation->lines_m = g_new0(double, n_entries * computation->n_classes);
  computation->border = make_border(computation->series);
  computation->class_use = sal_class_use_new(computation->series, computation->options->area_model);
  computation->changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  g_ptr_array_set_size(computation->changes, (int)(n_pairs * computation->n_classes));
  if (computation->options->regions != NULL)
    computation->tally = sal_tally_new(computation->options->regions, computation->options->area_model,
                                       computation->pairing, computation->n_classes);
  if (computation->options->places != NULL) {
    computation->holdings = sal_holdings_new(computation->options->places, n_entries,
                                             sal_series_get_classes(computation->series));
    if (computation->options->least_share > 0)
      sal_holdings_watch_areas(computation->holdings, computation->options->area_model,
                               computation->options->least_share);
  }
  init_bands(computation);
  init_axes(computation);
  for (guint i = n_pairs; i > 0; i--) {
    const SalPair *pair = get_pair(computation, i - 1);
    computation->n_waiting[pair->from]++;
    computation->n_waiting[pair->to]++;
    computation->first_pair[pair->from] = computation->first_pair[pair->to] = i - 1;
  }
  init_steps(computation);
}

/* Measures a snapshot that has just been read. */
static gboolean
measure_snapshot(SalComputation *computation, guint entry, const SalSnapshot *snapshot, GError **error)
{
  const SalAreaModel *model = computation->options->area_model;
  const guint first = entry * computation->n_classes;
  const SalMeasured measured = { computation->border == NULL ? sal_series_get_cache(computation->series)
                                                             : NULL,
                                 snapshot,
                                 model,
                                 computation->n_classes,
                                 &computation->areas_m2[first],
                                 &computation->lines_m[first] };
  if (sal_measured_find(&measured))
    return TRUE;
  for (guint c = 0; c < computation->n_classes; c++) {
    const SalGeometry *polygons = g_array_index(snapshot->areas, SalControlArea, c).polygons;
    measured.lines_m[c] = sal_outline_measure_m(polygons, computation->border);
    if (!sal_change_measure(model, snapshot, polygons, &measured.areas_m2[c], error))
      return FALSE;
  }
  sal_measured_keep(&measured);
  return TRUE;
}

/* Finds which of the watched places a class holds at a snapshot. */
static gboolean
watch_places(SalComputation *computation, guint entry, const SalSnapshot *snapshot, GError **error)
{
  for (guint c = 0; computation->holdings != NULL && c < computation->n_classes; c++) {
    const SalGeometry *polygons = g_array_index(snapshot->areas, SalControlArea, c).polygons;
    if (!sal_holdings_set(computation->holdings, entry, snapshot->day, c, polygons, error)) {
      g_prefix_error(error, "%s: ", snapshot->path);
      return FALSE;
    }
    if (entry + 1 == computation->pairing->entries->len)
      sal_holdings_measure(computation->holdings, c, polygons, computation->border);
  }
  return TRUE;
}

/* Measures what lies near the front at the ends of periods, or of places, how far they are from it at last. */
static gboolean
measure_bands(SalComputation *computation, guint entry, const SalSnapshot *snapshot, GError **error)
{
  const gboolean is_last = entry + 1 == computation->pairing->entries->len;
  if (computation->bands != NULL)
    sal_bands_set_day(computation->bands, entry, snapshot->day);
  for (guint c = 0; computation->bands != NULL && c < computation->n_classes; c++) {
    const SalGeometry *polygons = g_array_index(snapshot->areas, SalControlArea, c).polygons;
    if (computation->options->bands_of_places) {
      if (is_last && computation->holdings != NULL)
        sal_bands_measure_places(computation->bands, c, polygons);
    } else if (computation->is_end[entry] &&
               !sal_bands_measure(computation->bands, entry, c, polygons, error)) {
      g_prefix_error(error, "%s: ", snapshot->path);
      return FALSE;
    }
  }
  return TRUE;
}

/* Finds the front on the axes at the boundaries of periods. */
static void
measure_axes(SalComputation *computation, guint entry, const SalSnapshot *snapshot)
{
  if (computation->axes == NULL)
    return;
  sal_axes_set_day(computation->axes, entry, snapshot->day);
  for (guint c = 0; computation->is_boundary[entry] && c < computation->n_classes; c++)
    sal_axes_measure(computation->axes, entry, c, g_array_index(snapshot->areas, SalControlArea, c).polygons);
}

/* Cuts a snapshot by the regions, if there are any. */
static gboolean
tally_snapshot(SalComputation *computation, guint entry, const SalSnapshot *snapshot, GError **error)
{
  for (guint c = 0; computation->tally != NULL && c < computation->n_classes; c++) {
    const SalGeometry *polygons = g_array_index(snapshot->areas, SalControlArea, c).polygons;
    if (!sal_tally_add_snapshot(computation->tally, entry, c, polygons, error)) {
      g_prefix_error(error, "%s: regions: ", snapshot->path);
      return FALSE;
    }
  }
  return TRUE;
}

static SalMovement *
compute_movement(const SalComputation *computation, const SalPair *pair, guint c, const SalChange *change)
{
  const SalMovementInput input = { .from = sal_snapshot_get_polygons(change->from, change->class_name),
                                   .to = sal_snapshot_get_polygons(change->to, change->class_name),
                                   .gained = change->gained,
                                   .lost = change->lost,
                                   .area_model = computation->options->area_model };
  SalMovement *movement = sal_movement_compute(&input);
  const int days = sal_change_get_days(change);
  movement->has_front = sal_series_get_territory(computation->series) != NULL;
  movement->line_from_m = computation->lines_m[pair->from * computation->n_classes + c];
  movement->line_to_m = computation->lines_m[pair->to * computation->n_classes + c];
  movement->net_m2_per_day = days > 0 ? sal_change_get_net_m2(change) / days : 0;
  return movement;
}

/* Cuts what changed by the regions, if there are any. */
static gboolean
tally_change(SalComputation *computation, guint pair_index, guint c, GError **error)
{
  const SalChange *change = computation->changes->pdata[pair_index * computation->n_classes + c];
  if (computation->tally == NULL || sal_tally_add_change(computation->tally, pair_index, c, change,
                                                         !computation->options->numbers_only, error))
    return TRUE;
  g_prefix_error(error, "period %s: regions: ", change->period.name);
  return FALSE;
}

SalChange *
sal_computation_make_change(SalComputation *computation, const SalPair *pair, guint c, GError **error)
{
  const SalChangeOptions *options = computation->options;
  const char *class_name = sal_series_get_classes(computation->series)[c];
  SalSnapshot *from = computation->snapshots[pair->from], *to = computation->snapshots[pair->to];
  g_auto(SalOverlay) overlay = { NULL };
  if (!sal_overlay_compute(sal_snapshot_get_polygons(from, class_name),
                           sal_snapshot_get_polygons(to, class_name), &options->overlay, &overlay, error)) {
    sal_snapshot_blame_pair(from, to, error);
    return NULL;
  }
  SalChange *change = g_new0(SalChange, 1);
  *change = (SalChange){ .period = pair->period,
                         .from_snapshot = from->day,
                         .to_snapshot = to->day,
                         .class_name = class_name,
                         .region = g_intern_static_string(""),
                         .area_from_m2 = computation->areas_m2[pair->from * computation->n_classes + c],
                         .area_to_m2 = computation->areas_m2[pair->to * computation->n_classes + c],
                         .sureness = to->sureness,
                         .from = sal_snapshot_ref(from),
                         .to = sal_snapshot_ref(to) };
  sal_change_take_overlay(change, &overlay, options);
  change->movement = compute_movement(computation, pair, c, change);
  return change;
}

/* Sets the step from an entry to the next by what changed between them. */
static void
set_step(const SalComputation *computation, guint entry, guint c, const SalChange *change)
{
  g_array_index((GArray *)computation->steps->pdata[c], SalStep, entry) =
      (SalStep){ .from = change->from_snapshot,
                 .to = change->to_snapshot,
                 .class_index = c,
                 .area_from_m2 = change->area_from_m2,
                 .area_to_m2 = change->area_to_m2,
                 .gained_m2 = change->gained_m2,
                 .lost_m2 = change->lost_m2,
                 .noise_m2 = change->noise_gained_m2 + change->noise_lost_m2,
                 .movement = g_memdup2(change->movement, sizeof *change->movement),
                 .changed = computation->options->keeps_steps ? sal_change_join_changed(change) : NULL };
}

/* In a continuous series what holds on the boundary's own day is known. */
static void
set_days(const SalComputation *computation, SalChange *change)
{
  const int days = change->period.to - change->period.from;
  if (!sal_series_is_continuous(computation->series))
    return;
  change->from_snapshot = change->period.from;
  change->to_snapshot = change->period.to;
  change->movement->net_m2_per_day = days > 0 ? sal_change_get_net_m2(change) / days : 0;
}

static gboolean
compute_change(SalComputation *computation, guint pair_index, guint c, GError **error)
{
  const SalPair *pair = get_pair(computation, pair_index);
  SalChange *change = sal_computation_make_change(computation, pair, c, error);
  if (change == NULL) {
    g_prefix_error(error, "period %s: ", pair->period.name);
    return FALSE;
  }
  if (is_step(computation, pair))
    set_step(computation, pair->from, c, change);
  set_days(computation, change);
  computation->changes->pdata[pair_index * computation->n_classes + c] = change;
  const gboolean tallied = tally_change(computation, pair_index, c, error);
  if (computation->options->numbers_only)
    sal_change_drop_geometry(change);
  return tallied;
}

static gboolean
compute_step(SalComputation *computation, guint entry, GError **error)
{
  const SalPair pair = { .from = entry, .to = entry + 1 };
  for (guint c = 0; c < computation->n_classes; c++) {
    g_autoptr(SalChange) change = sal_computation_make_change(computation, &pair, c, error);
    if (change == NULL)
      return FALSE;
    set_step(computation, entry, c, change);
  }
  return TRUE;
}

/* Takes a pair that needs an entry, has both ends read and is not computed by any thread yet; -1 if there is
 * none. */
static int
take_pair(SalComputation *computation, guint entry)
{
  int found = -1;
  g_mutex_lock(&computation->mutex);
  for (guint i = computation->first_pair[entry]; found < 0 && i < computation->pairing->pairs->len; i++) {
    const SalPair *pair = get_pair(computation, i);
    if (pair->from > entry)
      break;
    const gboolean needed = pair->from == entry || pair->to == entry;
    if (needed && !computation->taken[i] && computation->read[pair->from] && computation->read[pair->to])
      found = (int)i;
  }
  if (found >= 0)
    computation->taken[found] = TRUE;
  g_mutex_unlock(&computation->mutex);
  return found;
}

/* Takes the step from an entry to the next if both are read and no thread computes it yet. */
static gboolean
take_step(SalComputation *computation, guint entry)
{
  if (entry >= computation->n_steps)
    return FALSE;
  g_mutex_lock(&computation->mutex);
  const gboolean takes =
      computation->read[entry] && computation->read[entry + 1] && !computation->step_taken[entry];
  if (takes)
    computation->step_taken[entry] = TRUE;
  g_mutex_unlock(&computation->mutex);
  return takes;
}

static void
finish_pair(SalComputation *computation, guint from, guint to)
{
  const guint ends[2] = { from, to };
  g_mutex_lock(&computation->mutex);
  for (guint i = 0; i < 2; i++)
    if (--computation->n_waiting[ends[i]] == 0)
      clear_snapshot(&computation->snapshots[ends[i]]);
  g_mutex_unlock(&computation->mutex);
}

static gboolean
compute_pairs(SalComputation *computation, guint entry, GError **error)
{
  for (int i = take_pair(computation, entry); i >= 0; i = take_pair(computation, entry)) {
    for (guint c = 0; c < computation->n_classes; c++)
      if (!compute_change(computation, (guint)i, c, error))
        return FALSE;
    finish_pair(computation, get_pair(computation, (guint)i)->from, get_pair(computation, (guint)i)->to);
  }
  return TRUE;
}

/* Computes the steps to an entry and from it. */
static gboolean
compute_steps(SalComputation *computation, guint entry, GError **error)
{
  for (guint from = entry > 0 ? entry - 1 : 0; from <= entry; from++) {
    if (!take_step(computation, from))
      continue;
    if (!compute_step(computation, from, error))
      return FALSE;
    finish_pair(computation, from, from + 1);
  }
  return TRUE;
}

/* Reads one snapshot and computes the periods and steps that waited for it. */
static gboolean
read_entry(guint entry, gpointer data, GError **error)
{
  SalComputation *computation = data;
  const guint index = g_array_index(computation->pairing->entries, guint, entry);
  SalSnapshot *snapshot = sal_series_load(computation->series, index, error);
  if (snapshot == NULL)
    return FALSE;
  computation->snapshots[entry] = snapshot;
  computation->remarks[entry] = g_ptr_array_ref(snapshot->remarks);
  if (!measure_snapshot(computation, entry, snapshot, error) ||
      !tally_snapshot(computation, entry, snapshot, error) ||
      !watch_places(computation, entry, snapshot, error) ||
      !measure_bands(computation, entry, snapshot, error))
    return FALSE;
  measure_axes(computation, entry, snapshot);
  g_mutex_lock(&computation->mutex);
  computation->read[entry] = TRUE;
  sal_class_use_add(computation->class_use, snapshot);
  g_mutex_unlock(&computation->mutex);
  return compute_pairs(computation, entry, error) && compute_steps(computation, entry, error);
}

gboolean
sal_computation_run(SalComputation *computation, const SalWork *work, GError **error)
{
  return sal_work_run(work, computation->pairing->entries->len, read_entry, computation, error);
}

gboolean
sal_computation_load(SalComputation *computation, guint entry, GError **error)
{
  const guint index = g_array_index(computation->pairing->entries, guint, entry);
  if (computation->snapshots[entry] == NULL)
    computation->snapshots[entry] = sal_series_load(computation->series, index, error);
  return computation->snapshots[entry] != NULL;
}

void
sal_computation_release(SalComputation *computation)
{
  for (guint i = 0; i < computation->pairing->entries->len; i++)
    clear_snapshot(&computation->snapshots[i]);
}
