#include "data/change/encounter.h"

#include "data/base/error.h"
#include "data/change/class-shift.h"
#include "data/change/measuring.h"
#include "data/change/tally.h"
#include "data/series/class-use.h"
#include "data/series/pairing.h"

/* Meetings are independent of each other: each reads its two snapshots and releases them. */
typedef struct {
  const SalCompareOptions *options;
  const GArray *meetings; /* SalMeeting */
  GPtrArray *states;      /* SalChange of each meeting and class */
  GPtrArray **remarks;    /* of each meeting and side, utf8 */
  double *sums_m2;        /* likewise: the area of all classes */
  SalClassUse *uses[2];
  SalPairing pairing; /* for tally: each meeting is a pair, and its two sides are the entries */
  SalTally *tally;    /* NULL: no regions */
  GMutex mutex;
} Encounter;

static void
encounter_clear(Encounter *encounter)
{
  for (guint i = 0; i < 2 * encounter->meetings->len; i++)
    g_clear_pointer(&encounter->remarks[i], g_ptr_array_unref);
  g_free(encounter->remarks);
  g_free(encounter->sums_m2);
  g_clear_pointer(&encounter->states, g_ptr_array_unref);
  g_clear_pointer(&encounter->tally, sal_tally_free);
  g_clear_pointer(&encounter->pairing.pairs, g_array_unref);
  g_clear_pointer(&encounter->pairing.entries, g_array_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&encounter->uses[side], sal_class_use_free);
  g_mutex_clear(&encounter->mutex);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Encounter, encounter_clear)

static void
make_tally(Encounter *encounter)
{
  const SalChangeOptions *change = &encounter->options->change;
  encounter->pairing.pairs = g_array_new(FALSE, FALSE, sizeof(SalPair));
  encounter->pairing.entries = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < encounter->meetings->len; i++) {
    const SalPair pair = { g_array_index(encounter->meetings, SalMeeting, i).period, 2 * i, 2 * i + 1 };
    g_array_append_val(encounter->pairing.pairs, pair);
    g_array_append_val(encounter->pairing.entries, pair.from);
    g_array_append_val(encounter->pairing.entries, pair.to);
  }
  if (change->regions != NULL)
    encounter->tally = sal_tally_new(change->regions, change->area_model, &encounter->pairing,
                                     encounter->options->n_classes);
}

static void
encounter_init(Encounter *encounter)
{
  const guint n = encounter->meetings->len;
  g_mutex_init(&encounter->mutex);
  encounter->states = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  g_ptr_array_set_size(encounter->states, (int)(n * encounter->options->n_classes));
  encounter->remarks = g_new0(GPtrArray *, 2 * n);
  encounter->sums_m2 = g_new0(double, 2 * n);
  for (guint side = 0; side < 2; side++)
    encounter->uses[side] =
        sal_class_use_new(encounter->options->series[side], encounter->options->change.area_model);
  make_tally(encounter);
}

/* A snapshot that holds one class, under the pair's name. */
static SalSnapshot *
isolate(const SalSnapshot *snapshot, const char *name, const SalGeometry *polygons)
{
  return sal_snapshot_new_single(snapshot->day, snapshot->path, name, sal_geometry_copy(polygons));
}

static SalChange *
compute_state(const SalCompareOptions *options, SalSnapshot *const snapshots[2], const SalClassPair *pair,
              GError **error)
{
  const SalGeometry *a = sal_snapshot_get_polygons(snapshots[0], pair->a);
  const SalGeometry *b = sal_snapshot_get_polygons(snapshots[1], pair->b);
  g_autoptr(SalChange) state = g_new0(SalChange, 1);
  g_auto(SalOverlay) overlay = { NULL };
  state->class_name = pair->name;
  state->is_of_two_classes = pair->a != pair->b; /* names are interned */
  state->region = g_intern_static_string("");
  state->from_snapshot = snapshots[0]->day, state->to_snapshot = snapshots[1]->day;
  if (!sal_change_measure(options->change.area_model, snapshots[0], a, &state->area_from_m2, error) ||
      !sal_change_measure(options->change.area_model, snapshots[1], b, &state->area_to_m2, error))
    return NULL;
  if (!sal_overlay_compute(a, b, &options->change.overlay, &overlay, error)) {
    sal_snapshot_blame_pair(snapshots[0], snapshots[1], error);
    return NULL;
  }
  state->from = isolate(snapshots[0], pair->name, a);
  state->to = isolate(snapshots[1], pair->name, b);
  sal_change_take_overlay(state, &overlay, &options->change);
  return g_steal_pointer(&state);
}

/* Cuts a state by the regions, if there are any. */
static gboolean
tally_state(Encounter *encounter, guint index, guint c, const SalChange *state, GError **error)
{
  const SalSnapshot *const ends[2] = { state->from, state->to };
  const gboolean keeps_geometry = !encounter->options->change.numbers_only;
  if (encounter->tally == NULL)
    return TRUE;
  for (guint side = 0; side < 2; side++)
    if (!sal_tally_add_snapshot(encounter->tally, 2 * index + side, c,
                                sal_snapshot_get_polygons(ends[side], state->class_name), error))
      return FALSE;
  return sal_tally_add_change(encounter->tally, index, c, state, keeps_geometry, error);
}

static gboolean
compare_classes(Encounter *encounter, guint index, SalSnapshot *const snapshots[2], GError **error)
{
  const SalCompareOptions *options = encounter->options;
  for (guint c = 0; c < options->n_classes; c++) {
    SalChange *state = compute_state(options, snapshots, &options->classes[c], error);
    if (state == NULL)
      return FALSE;
    state->period = g_array_index(encounter->meetings, SalMeeting, index).period;
    encounter->states->pdata[index * options->n_classes + c] = state;
    encounter->sums_m2[2 * index] += state->area_from_m2;
    encounter->sums_m2[2 * index + 1] += state->area_to_m2;
    if (!tally_state(encounter, index, c, state, error))
      return FALSE;
    if (options->change.numbers_only)
      sal_change_drop_geometry(state);
  }
  return TRUE;
}

static void
note_snapshots(Encounter *encounter, guint index, SalSnapshot *const snapshots[2])
{
  g_mutex_lock(&encounter->mutex);
  for (guint side = 0; side < 2; side++) {
    encounter->remarks[2 * index + side] = g_ptr_array_ref(snapshots[side]->remarks);
    sal_class_use_add(encounter->uses[side], snapshots[side]);
  }
  g_mutex_unlock(&encounter->mutex);
}

/* Computes the states of one meeting. */
static gboolean
meet(guint index, gpointer data, GError **error)
{
  Encounter *encounter = data;
  const SalMeeting *meeting = &g_array_index(encounter->meetings, SalMeeting, index);
  SalSnapshot *snapshots[2] = { NULL, NULL };
  gboolean done = TRUE;
  for (guint side = 0; done && side < 2; side++) {
    snapshots[side] = sal_series_load(encounter->options->series[side], meeting->entries[side], error);
    done = snapshots[side] != NULL;
  }
  if (done)
    note_snapshots(encounter, index, snapshots);
  if (done && !compare_classes(encounter, index, snapshots, error)) {
    g_prefix_error(error, "%s: ", meeting->period.name);
    done = FALSE;
  }
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&snapshots[side], sal_snapshot_unref);
  return done;
}

/* Collects the remarks of the snapshots, those of each side in the order of its dates. */
static void
collect_remarks(const Encounter *encounter, GPtrArray *remarks)
{
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < encounter->meetings->len; i++) {
      const GPtrArray *own = encounter->remarks[2 * i + side];
      const guint entry = g_array_index(encounter->meetings, SalMeeting, i).entries[side];
      g_autofree char *path =
          sal_error_quote_path(sal_series_get_entry(encounter->options->series[side], entry)->path);
      for (guint j = 0; j < own->len; j++)
        g_ptr_array_add(remarks, g_strdup_printf("%s: %s", path, (char *)own->pdata[j]));
    }
}

/* Remarks on what belongs to no class, and on classes that are not there on all dates, of each side. */
static void
remark_classes(const Encounter *encounter, GPtrArray *remarks)
{
  for (guint side = 0; side < 2; side++) {
    g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func(g_free);
    sal_class_shifts_remark(encounter->uses[side],
                            sal_series_get_class_definitions(encounter->options->series[side]), own);
    for (guint i = 0; i < own->len; i++)
      g_ptr_array_add(remarks, g_strdup_printf("%c: %s", "AB"[side], (char *)own -> pdata[i]));
  }
}

gboolean
sal_encounter_blame(guint side, GError **error)
{
  static const char side_names[] = "AB", prefixes[] = "ab";
  if (error == NULL || *error == NULL)
    return FALSE;
  if (g_strcmp0(sal_error_get_option(*error), "class") == 0)
    sal_error_append(error,
                     " (" SAL_OPTION("%c-class") " or " SAL_OPTION("%c-preset") " says what its classes are)",
                     prefixes[side], prefixes[side]);
  g_prefix_error(error, "%c: ", side_names[side]);
  return FALSE;
}

/* Checks what is known of a side only when all of its snapshots have been read. */
static gboolean
check_sides(const Encounter *encounter, GError **error)
{
  for (guint side = 0; side < 2; side++) {
    double sum_m2 = 0;
    for (guint i = 0; i < encounter->meetings->len; i++)
      sum_m2 += encounter->sums_m2[2 * i + side];
    if (!sal_class_use_check(encounter->uses[side], error) ||
        !sal_series_check_aoi(encounter->options->series[side], sum_m2, error))
      return sal_encounter_blame(side, error);
  }
  return TRUE;
}

GPtrArray *
sal_encounter_compute(const SalCompareOptions *options, const GArray *meetings, const SalWork *work,
                      SalComparisons *told, GError **error)
{
  g_auto(Encounter) encounter = { .options = options, .meetings = meetings };
  encounter_init(&encounter);
  if (!sal_work_run(work, meetings->len, meet, &encounter, error) ||
      (told != NULL && !check_sides(&encounter, error)))
    return NULL;
  if (told != NULL) {
    collect_remarks(&encounter, told->remarks);
    remark_classes(&encounter, told->remarks);
    for (guint side = 0; side < 2; side++)
      told->unclassed[side] = sal_class_use_list_unclassed(encounter.uses[side]);
  }
  if (encounter.tally != NULL)
    encounter.states = sal_tally_collect(encounter.tally, encounter.states);
  return g_steal_pointer(&encounter.states);
}
