#include "data/change/without-resets.h"

#include "data/change/change-parts.h"

/* One change while it is composed. */
typedef struct {
  SalComputation *computation;
  guint pair, class_index;
  SalChange *change;
} Composing;

/* The entry of the computation on that day, which must be that of a snapshot. */
static guint
find_entry(const SalComputation *computation, SalDay day)
{
  const GArray *entries = computation->pairing->entries;
  guint i = 0;
  while (i + 1 < entries->len &&
         sal_series_get_entry(computation->series, g_array_index(entries, guint, i))->day < day)
    i++;
  return i;
}

/* Adds the part between two entries: a reset, or what lies between resets. */
static gboolean
add_part(const Composing *composing, guint from, guint to, gboolean is_reset, GError **error)
{
  SalComputation *computation = composing->computation;
  SalChange *whole = composing->change;
  const SalPair pair = { whole->period, from, to };
  if (from >= to)
    return TRUE;
  if (!sal_computation_load(computation, from, error) || !sal_computation_load(computation, to, error))
    return FALSE;
  g_autoptr(SalChange) part = sal_computation_make_change(computation, &pair, composing->class_index, error);
  if (part == NULL ||
      (computation->tally != NULL && !sal_tally_add_part(computation->tally, composing->pair,
                                                         composing->class_index, part, is_reset, error))) {
    g_prefix_error(error, "period %s: ", whole->period.name);
    return FALSE;
  }
  sal_change_add_part(whole, part, is_reset);
  return TRUE;
}

static gboolean
add_parts(const Composing *composing, GError **error)
{
  const SalPair *pair = &g_array_index(composing->computation->pairing->pairs, SalPair, composing->pair);
  const GPtrArray *notable = composing->change->course->notable;
  guint begin = pair->from;
  for (guint i = 0; i < notable->len; i++) {
    const SalStep *step = notable->pdata[i];
    const guint from = find_entry(composing->computation, step->from);
    if (step->verdict != SAL_VERDICT_RESET)
      continue;
    if (!add_part(composing, begin, from, FALSE, error) || !add_part(composing, from, from + 1, TRUE, error))
      return FALSE;
    begin = from + 1;
  }
  return add_part(composing, begin, pair->to, FALSE, error);
}

static gboolean
compose(const Composing *composing, GError **error)
{
  SalComputation *computation = composing->computation;
  const gboolean keeps_geometry = !computation->options->numbers_only;
  sal_change_begin_parts(composing->change, keeps_geometry);
  if (computation->tally != NULL)
    sal_tally_begin_parts(computation->tally, composing->pair, composing->class_index, keeps_geometry);
  const gboolean ok = add_parts(composing, error) && sal_change_end_parts(composing->change, error) &&
                      (computation->tally == NULL || sal_tally_end_parts(computation->tally, composing->pair,
                                                                         composing->class_index, error));
  sal_computation_release(computation);
  return ok;
}

gboolean
sal_changes_take_out_resets(SalComputation *computation, SalChanges *changes, GError **error)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = changes->changes->pdata[i];
    const Composing composing = { computation, i / computation->n_classes, i % computation->n_classes,
                                  change };
    if (change->course != NULL && !change->accepted &&
        sal_course_count(change->course, SAL_VERDICT_RESET) > 0 && !compose(&composing, error))
      return FALSE;
  }
  return TRUE;
}
