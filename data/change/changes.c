#include "data/change/changes.h"

#include "data/base/error.h"
#include "data/change/class-shift.h"
#include "data/change/incursion.h"
#include "data/change/without-resets.h"

static gpointer
copy_text(gconstpointer text, gpointer data)
{
  return g_strdup(text);
}

/* The remarks of the pairing, then those of the snapshots in the order of their dates. */
static GPtrArray *
collect_remarks(const SalComputation *computation)
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
sum_areas(const SalComputation *computation)
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

const GArray *
sal_changes_find_steps(const SalChanges *changes, const SalSeries *series, const char *class_name)
{
  const char *const *classes = sal_series_get_classes(series);
  for (guint c = 0; c < changes->steps->len; c++)
    if (g_str_equal(classes[c], class_name))
      return changes->steps->pdata[c];
  return NULL;
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
drop_unused_classes(const SalComputation *computation, SalChanges *changes)
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

/* One period alone may well have nothing of a class. */
static gboolean
check_use(const SalComputation *computation, GError **error)
{
  return computation->options->only_pair > 0 ||
         (sal_class_use_check(computation->class_use, error) &&
          sal_series_check_aoi(computation->series, sum_areas(computation), error));
}

SalChanges *
sal_changes_compute(const SalSeries *series, const SalChangeOptions *options, const SalWork *work,
                    GError **error)
{
  const SalPairingOptions pairing_options = { options->periods, options->sample, options->max_gap_days };
  g_autoptr(SalPairing) pairing = sal_pairing_new(series, &pairing_options, error);
  if (pairing == NULL)
    return NULL;
  if (options->only_pair > 0)
    sal_pairing_keep(pairing, options->only_pair - 1);
  if (!options->ends_only)
    sal_pairing_fill(pairing);
  g_auto(SalComputation) computation = { .series = series, .options = options, .pairing = pairing };
  sal_computation_init(&computation);
  if (!sal_computation_run(&computation, work, error) || !check_use(&computation, error))
    return NULL;
  g_autoptr(SalChanges) changes = g_new0(SalChanges, 1);
  changes->remarks = collect_remarks(&computation);
  sal_class_shifts_remark(computation.class_use, sal_series_get_class_definitions(series), changes->remarks);
  changes->unclassed = sal_class_use_list_unclassed(computation.class_use);
  changes->changes = g_steal_pointer(&computation.changes);
  changes->steps = g_steal_pointer(&computation.steps);
  changes->holdings = g_steal_pointer(&computation.holdings);
  changes->bands = g_steal_pointer(&computation.bands);
  changes->axes = g_steal_pointer(&computation.axes);
  if (!sal_incursions_find(&computation, changes->steps, error))
    return NULL;
  sal_flags_mark(changes, sal_series_get_classes(series), &options->verdicts);
  if (!sal_changes_take_out_resets(&computation, changes, error))
    return NULL;
  if (computation.tally != NULL)
    changes->changes = sal_tally_collect(computation.tally, changes->changes);
  if (!options->keeps_unused_classes)
    drop_unused_classes(&computation, changes);
  return g_steal_pointer(&changes);
}
