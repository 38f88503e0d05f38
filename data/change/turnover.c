#include "data/change/turnover.h"

#include "data/overlay/coverage.h"

#define DUST_M2 1.0 /* less than this is an error of arithmetic */

static void
level_clear(gpointer data)
{
  SalTurnoverLevel *level = data;
  sal_geometry_free(level->polygons);
}

void
sal_turnover_free(SalTurnover *turnover)
{
  if (turnover == NULL)
    return;
  g_array_unref(turnover->levels);
  sal_geometry_free(turnover->never);
  g_free(turnover);
}

/* Whether a step lies in a period all of which is a reset. */
static gboolean
is_accepted(const GPtrArray *changes, const SalStep *step)
{
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    if (change->accepted && step->from >= change->from_snapshot && step->to <= change->to_snapshot)
      return TRUE;
  }
  return step->verdict == SAL_VERDICT_RESET;
}

/* What of polygons lies in the region. Takes polygons; NULL if they cannot be cut. */
static SalGeometry *
cut(const SalTurnoverInput *input, SalGeometry *polygons, GError **error)
{
  g_autoptr(SalGeometry) whole = polygons;
  if (whole == NULL || input->region == NULL)
    return g_steal_pointer(&whole);
  return sal_geometry_intersection(whole, input->region, error);
}

/* Takes changed. */
static gboolean
add_layer(const SalTurnoverInput *input, SalTurnover *turnover, GPtrArray *layers, SalGeometry *changed,
          GError **error)
{
  SalGeometry *layer = cut(input, changed, error);
  if (layer == NULL)
    return FALSE;
  turnover->moved_m2 += sal_area_measure(input->model, layer);
  g_ptr_array_add(layers, layer);
  return TRUE;
}

static gboolean
add_changes(const SalTurnoverInput *input, SalTurnover *turnover, GPtrArray *layers, GError **error)
{
  for (guint i = 0; i < input->changes->len; i++) {
    const SalChange *change = input->changes->pdata[i];
    turnover->n_steps++;
    if (!change->accepted && !add_layer(input, turnover, layers, sal_change_join_changed(change), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_steps(const SalTurnoverInput *input, SalTurnover *turnover, GPtrArray *layers, GError **error)
{
  const SalChange *first = input->changes->pdata[0], *last = input->changes->pdata[input->changes->len - 1];
  g_autoptr(GArray) counted = g_array_new(FALSE, FALSE, sizeof(SalStep));
  for (guint i = 0; i < input->steps->len; i++) {
    const SalStep *step = &g_array_index(input->steps, SalStep, i);
    if (step->from < first->from->day || step->to > last->to->day)
      continue;
    g_array_append_vals(counted, step, 1);
    if (!is_accepted(input->changes, step) && step->changed != NULL &&
        !add_layer(input, turnover, layers, sal_geometry_copy(step->changed), error))
      return FALSE;
  }
  turnover->n_steps = counted->len;
  turnover->usual_days = sal_steps_get_usual_days(counted);
  return TRUE;
}

static const SalGeometry *
get_polygons(const SalSnapshot *snapshot, const SalChange *change)
{
  return sal_snapshot_get_polygons(snapshot, change->class_name);
}

/* What is held at both ends, in the region. */
static SalGeometry *
find_kept(const SalTurnoverInput *input, const SalGeometry *start, const SalGeometry *end, GError **error)
{
  if (start == NULL || end == NULL)
    return sal_geometry_new(SAL_POLYGONS);
  return cut(input, sal_geometry_intersection(end, start, error), error);
}

/* Finds what was held all the time, and what of each level is held at the end. */
static gboolean
find_held(const SalTurnoverInput *input, SalTurnover *turnover, GError **error)
{
  const SalChange *first = input->changes->pdata[0], *last = input->changes->pdata[input->changes->len - 1];
  const SalGeometry *end = get_polygons(last->to, last);
  g_autoptr(SalGeometry) changed = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < turnover->levels->len; i++) {
    SalTurnoverLevel *level = &g_array_index(turnover->levels, SalTurnoverLevel, i);
    g_autoptr(SalGeometry) held = end != NULL ? sal_geometry_intersection(level->polygons, end, error) : NULL;
    if (end != NULL && held == NULL)
      return FALSE;
    level->held_m2 = held != NULL ? sal_area_measure(input->model, held) : 0;
    sal_geometry_append(changed, level->polygons);
  }
  g_autoptr(SalGeometry) all = sal_geometry_dissolve(changed, error);
  g_autoptr(SalGeometry) kept =
      all != NULL ? find_kept(input, get_polygons(first->from, first), end, error) : NULL;
  turnover->never = kept != NULL ? sal_geometry_difference(kept, all, error) : NULL;
  turnover->never_m2 = turnover->never != NULL ? sal_area_measure(input->model, turnover->never) : 0;
  return turnover->never != NULL;
}

/* Takes levels. */
static void
take_levels(SalTurnover *turnover, GPtrArray *levels, const SalAreaModel *model)
{
  for (guint i = 0; i < levels->len; i++) {
    SalTurnoverLevel level = { .n_times = i + 1, .m2 = sal_area_measure(model, levels->pdata[i]) };
    if (level.m2 < DUST_M2)
      continue;
    level.polygons = g_steal_pointer(&levels->pdata[i]);
    g_array_append_val(turnover->levels, level);
  }
  g_ptr_array_unref(levels);
}

SalTurnover *
sal_turnover_compute(const SalTurnoverInput *input, GError **error)
{
  g_autoptr(SalTurnover) turnover = g_new0(SalTurnover, 1);
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  const gboolean has_steps = input->steps != NULL && input->steps->len > 0;
  turnover->levels = g_array_new(FALSE, FALSE, sizeof(SalTurnoverLevel));
  g_array_set_clear_func(turnover->levels, level_clear);
  if (!(has_steps ? add_steps : add_changes)(input, turnover, layers, error))
    return NULL;
  GPtrArray *levels = sal_coverage_compute(layers, input->max_bytes, error);
  if (levels == NULL)
    return NULL;
  take_levels(turnover, levels, input->model);
  return find_held(input, turnover, error) ? g_steal_pointer(&turnover) : NULL;
}
