#include "data/change/changes.h"

#include "data/base/error.h"
#include "data/change/flag.h"
#include "data/change/tally.h"
#include "data/geometry/noise.h"
#include "data/geometry/outline.h"
#include "data/series/class-use.h"
#include "data/series/pairing.h"

#include <math.h>

/* Several threads read snapshots in the order of their dates. Each snapshot is released when the periods on
 * either side of it are done, so that memory does not grow with their number. */
typedef struct {
  const SalSeries *series;
  const SalChangeOptions *options;
  const SalPairing *pairing;
  guint n_classes;
  GMutex mutex;
  SalSnapshot **snapshots; /* of each entry: NULL before it is read and after it is released */
  GPtrArray **remarks;     /* of each entry, utf8 */
  guint *n_waiting;        /* of each entry: pairs that still need it */
  guint *first_pair;       /* of each entry: the first pair that needs it */
  guint8 *read, *taken;    /* of each entry: it has been read; of each pair: a thread computes it */
  double *areas_m2;        /* of each entry and class */
  double *lines_m;         /* likewise: the length of the front, or of the outline */
  SalOutline *border;      /* of the territory and the area of interest, which are no front; NULL: none */
  SalClassUse *class_use;
  GPtrArray *changes; /* of each pair and class */
  SalTally *tally;    /* what changed in regions; NULL: none are wanted */
} Computation;

static void
clear_snapshot(SalSnapshot **snapshot)
{
  if (*snapshot != NULL)
    sal_snapshot_unref(*snapshot);
  *snapshot = NULL;
}

static void
computation_clear(Computation *computation)
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
  g_free(computation->areas_m2);
  g_free(computation->lines_m);
  sal_outline_free(computation->border);
  sal_class_use_free(computation->class_use);
  g_clear_pointer(&computation->changes, g_ptr_array_unref);
  g_clear_pointer(&computation->tally, sal_tally_free);
  g_mutex_clear(&computation->mutex);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Computation, computation_clear)

static const SalPair *
get_pair(const Computation *computation, guint i)
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

static void
computation_init(Computation *computation)
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
  computation->class_use = sal_class_use_new(computation->series);
  computation->changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  g_ptr_array_set_size(computation->changes, (int)(n_pairs * computation->n_classes));
  if (computation->options->regions != NULL)
    computation->tally = sal_tally_new(computation->options->regions, computation->options->area_model,
                                       computation->pairing, computation->n_classes);
  for (guint i = n_pairs; i > 0; i--) {
    const SalPair *pair = get_pair(computation, i - 1);
    computation->n_waiting[pair->from]++;
    computation->n_waiting[pair->to]++;
    computation->first_pair[pair->from] = computation->first_pair[pair->to] = i - 1;
  }
}

gboolean
sal_change_measure(const SalAreaModel *model, const SalSnapshot *snapshot, const SalGeometry *polygons,
                   double *m2, GError **error)
{
  *m2 = sal_area_measure(model, polygons);
  return !isnan(*m2) ||
         sal_error_set(
             error, SAL_ERROR_CRS,
             "%s: area model %s: expected a projection that shows the whole area, got points outside it",
             snapshot->path, sal_area_model_get_name(model));
}

/* Measures a snapshot that has just been read. */
static gboolean
measure_snapshot(Computation *computation, guint entry, const SalSnapshot *snapshot, GError **error)
{
  for (guint c = 0; c < computation->n_classes; c++) {
    const SalGeometry *polygons = g_array_index(snapshot->areas, SalControlArea, c).polygons;
    const guint slot = entry * computation->n_classes + c;
    computation->lines_m[slot] = sal_outline_measure_m(polygons, computation->border);
    if (!sal_change_measure(computation->options->area_model, snapshot, polygons,
                            &computation->areas_m2[slot], error))
      return FALSE;
  }
  return TRUE;
}

/* Cuts a snapshot by the regions, if there are any. */
static gboolean
tally_snapshot(Computation *computation, guint entry, const SalSnapshot *snapshot, GError **error)
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

void
sal_change_take_overlay(SalChange *change, SalOverlay *overlay, const SalChangeOptions *options)
{
  const SalAreaModel *model = options->area_model;
  change->gained_m2 =
      sal_area_measure(model, overlay->gained) + sal_area_measure(model, overlay->gained_slivers);
  change->lost_m2 = sal_area_measure(model, overlay->lost) + sal_area_measure(model, overlay->lost_slivers);
  sal_noise_split(g_steal_pointer(&overlay->gained), options->min_width_m, &change->gained,
                  &change->gained_noise);
  sal_noise_split(g_steal_pointer(&overlay->lost), options->min_width_m, &change->lost, &change->lost_noise);
  change->noise_gained_m2 = sal_area_measure(model, change->gained_noise);
  change->noise_lost_m2 = sal_area_measure(model, change->lost_noise);
  change->n_parts = sal_geometry_get_n_polygons(change->gained) + sal_geometry_get_n_polygons(change->lost);
  change->n_noise_parts =
      sal_geometry_get_n_polygons(change->gained_noise) + sal_geometry_get_n_polygons(change->lost_noise);
}

static SalMovement *
compute_movement(const Computation *computation, guint pair_index, guint c, const SalChange *change)
{
  const SalPair *pair = get_pair(computation, pair_index);
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
tally_change(Computation *computation, guint pair_index, guint c, GError **error)
{
  const SalChange *change = computation->changes->pdata[pair_index * computation->n_classes + c];
  if (computation->tally == NULL || sal_tally_add_change(computation->tally, pair_index, c, change,
                                                         !computation->options->numbers_only, error))
    return TRUE;
  g_prefix_error(error, "period %s: regions: ", change->period.name);
  return FALSE;
}

static gboolean
compute_change(Computation *computation, guint pair_index, guint c, GError **error)
{
  const SalChangeOptions *options = computation->options;
  const SalPair *pair = get_pair(computation, pair_index);
  const char *class_name = sal_series_get_classes(computation->series)[c];
  SalSnapshot *from = computation->snapshots[pair->from], *to = computation->snapshots[pair->to];
  g_auto(SalOverlay) overlay = { NULL };
  if (!sal_overlay_compute(sal_snapshot_get_polygons(from, class_name),
                           sal_snapshot_get_polygons(to, class_name), options->overlay, &overlay, error)) {
    sal_snapshot_blame_pair(from, to, error);
    g_prefix_error(error, "period %s: ", pair->period.name);
    return FALSE;
  }
  const gboolean continuous = sal_series_is_continuous(computation->series);
  SalChange *change = g_new0(SalChange, 1);
  *change = (SalChange){ .period = pair->period,
                         .from_snapshot = continuous ? pair->period.from : from->day,
                         .to_snapshot = continuous ? pair->period.to : to->day,
                         .class_name = class_name,
                         .region = g_intern_static_string(""),
                         .area_from_m2 = computation->areas_m2[pair->from * computation->n_classes + c],
                         .area_to_m2 = computation->areas_m2[pair->to * computation->n_classes + c],
                         .sureness = to->sureness,
                         .from = sal_snapshot_ref(from),
                         .to = sal_snapshot_ref(to) };
  sal_change_take_overlay(change, &overlay, options);
  change->movement = compute_movement(computation, pair_index, c, change);
  computation->changes->pdata[pair_index * computation->n_classes + c] = change;
  const gboolean tallied = tally_change(computation, pair_index, c, error);
  if (options->numbers_only)
    sal_change_drop_geometry(change);
  return tallied;
}

/* Takes a pair that needs an entry, has both ends read and is not computed by any thread yet; -1 if there is
 * none. */
static int
take_pair(Computation *computation, guint entry)
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

static void
finish_pair(Computation *computation, const SalPair *pair)
{
  const guint ends[2] = { pair->from, pair->to };
  g_mutex_lock(&computation->mutex);
  for (guint i = 0; i < 2; i++)
    if (--computation->n_waiting[ends[i]] == 0)
      clear_snapshot(&computation->snapshots[ends[i]]);
  g_mutex_unlock(&computation->mutex);
}

/* Reads one snapshot and computes the periods that waited for it. */
static gboolean
read_entry(guint entry, gpointer data, GError **error)
{
  Computation *computation = data;
  const guint index = g_array_index(computation->pairing->entries, guint, entry);
  SalSnapshot *snapshot = sal_series_load(computation->series, index, error);
  if (snapshot == NULL)
    return FALSE;
  computation->snapshots[entry] = snapshot;
  computation->remarks[entry] = g_ptr_array_ref(snapshot->remarks);
  if (!measure_snapshot(computation, entry, snapshot, error) ||
      !tally_snapshot(computation, entry, snapshot, error))
    return FALSE;
  g_mutex_lock(&computation->mutex);
  computation->read[entry] = TRUE;
  sal_class_use_add(computation->class_use, snapshot);
  g_mutex_unlock(&computation->mutex);
  for (int i = take_pair(computation, entry); i >= 0; i = take_pair(computation, entry)) {
    for (guint c = 0; c < computation->n_classes; c++)
      if (!compute_change(computation, (guint)i, c, error))
        return FALSE;
    finish_pair(computation, get_pair(computation, (guint)i));
  }
  return TRUE;
}

static gpointer
copy_text(gconstpointer text, gpointer data)
{
  return g_strdup(text);
}

/* The remarks of the pairing, then those of the snapshots in the order of their dates. */
static GPtrArray *
collect_remarks(const Computation *computation)
{
  GPtrArray *remarks = g_ptr_array_copy(computation->pairing->remarks, copy_text, NULL);
  for (guint i = 0; i < computation->pairing->entries->len; i++) {
    const guint index = g_array_index(computation->pairing->entries, guint, i);
    g_autofree char *path = sal_error_quote_path(sal_series_get_entry(computation->series, index)->path);
    for (guint j = 0; j < computation->remarks[i]->len; j++)
      g_ptr_array_add(remarks, g_strdup_printf("%s: %s", path, (char *)computation->remarks[i]->pdata[j]));
  }
  return remarks;
}

/* The area of all snapshots and classes together. */
static double
sum_areas(const Computation *computation)
{
  double sum_m2 = 0;
  for (guint i = 0; i < computation->pairing->entries->len * computation->n_classes; i++)
    sum_m2 += computation->areas_m2[i];
  return sum_m2;
}

gboolean
sal_changes_have_class(const GPtrArray *changes, const char *class_name)
{
  for (guint i = 0; i < changes->len; i++)
    if (((const SalChange *)changes->pdata[i])->class_name == class_name)
      return TRUE;
  return FALSE;
}

static void
drop_class(SalChanges *changes, const char *name)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalChange *change = changes->changes->pdata[i];
    if (change->class_name != name)
      g_ptr_array_add(kept, g_steal_pointer(&changes->changes->pdata[i]));
  }
  g_ptr_array_unref(changes->changes);
  changes->changes = kept;
}

/* Leaves out the optional classes to which nothing belongs on any date, and remarks on it. */
static void
drop_unused_classes(const Computation *computation, SalChanges *changes)
{
  const SalClasses *classes = sal_series_get_class_definitions(computation->series);
  for (guint c = 0; c < computation->n_classes; c++) {
    const char *name = sal_classes_get_names(classes)[c];
    if (!sal_classes_is_optional(classes, c) || sal_class_use_has(computation->class_use, c))
      continue;
    drop_class(changes, name);
    g_autofree char *quoted = sal_error_quote(name);
    g_ptr_array_add(changes->remarks,
                    g_strdup_printf("class '%s': nothing belongs to it on any date, left out", quoted));
  }
}

SalChanges *
sal_changes_compute(const SalSeries *series, const SalChangeOptions *options, const SalWork *work,
                    GError **error)
{
  const SalPairingOptions pairing_options = { options->periods, options->sample, options->max_gap_days };
  g_autoptr(SalPairing) pairing = sal_pairing_new(series, &pairing_options, error);
  if (pairing == NULL)
    return NULL;
  g_auto(Computation) computation = { .series = series, .options = options, .pairing = pairing };
  computation_init(&computation);
  if (!sal_work_run(work, pairing->entries->len, read_entry, &computation, error) ||
      !sal_class_use_check(computation.class_use, error) ||
      !sal_series_check_aoi(series, sum_areas(&computation), error))
    return NULL;
  g_autoptr(SalChanges) changes = g_new0(SalChanges, 1);
  changes->remarks = collect_remarks(&computation);
  changes->changes = g_steal_pointer(&computation.changes);
  if (!sal_flags_mark(changes, options->accepted_resets, error))
    return NULL;
  if (computation.tally != NULL)
    changes->changes = sal_tally_collect(computation.tally, changes->changes);
  if (!options->keeps_unused_classes)
    drop_unused_classes(&computation, changes);
  return g_steal_pointer(&changes);
}
