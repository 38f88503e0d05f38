#include "data/change/cumulative.h"

static void
part_clear(gpointer data)
{
  SalCumulativePart *part = data;
  g_clear_pointer(&part->polygons, sal_geometry_free);
}

void
sal_cumulative_free(SalCumulative *cumulative)
{
  if (cumulative == NULL)
    return;
  g_array_unref(cumulative->parts);
  g_clear_pointer(&cumulative->lost, sal_geometry_free);
  g_clear_pointer(&cumulative->redefined, sal_geometry_free);
  g_free(cumulative);
}

static const SalGeometry *
get_polygons(const SalSnapshot *snapshot, const SalChange *change)
{
  return sal_snapshot_get_polygons(snapshot, change->class_name);
}

/* a without b. NULL, from a snapshot without the class, holds nothing. */
static SalGeometry *
subtract(const SalGeometry *a, const SalGeometry *b, GError **error)
{
  if (a == NULL)
    return sal_geometry_new(SAL_POLYGONS);
  return b == NULL ? sal_geometry_copy(a) : sal_geometry_difference(a, b, error);
}

/* The same in a region; NULL: anywhere. */
static SalGeometry *
subtract_in(const SalGeometry *a, const SalGeometry *b, const SalGeometry *region, GError **error)
{
  SalGeometry *rest = subtract(a, b, error);
  if (rest == NULL || region == NULL)
    return rest;
  SalGeometry *inside = sal_geometry_intersection(rest, region, error);
  sal_geometry_free(rest);
  return inside;
}

/* polygons may be NULL. */
static void
append(SalGeometry *all, const SalGeometry *polygons)
{
  if (polygons != NULL)
    sal_geometry_append(all, polygons);
}

/* Appends what was gained in missing periods before a change, if there are some. */
static gboolean
append_gap(SalGeometry *all, const SalChange *before, const SalChange *change, GError **error)
{
  if (before->to_snapshot == change->from_snapshot)
    return TRUE;
  g_autoptr(SalGeometry) gained =
      subtract(get_polygons(change->from, change), get_polygons(before->to, before), error);
  append(all, gained);
  return gained != NULL;
}

/* All that the periods from first to last gained, with noise, but without accepted resets, and what was gained
 * in missing periods before any of them. Dissolved, because
 * ground that was lost in between may have been gained twice. */
static SalGeometry *
collect_gained(const GPtrArray *changes, guint first, guint last, GError **error)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  for (guint i = first; i <= last; i++) {
    const SalChange *change = changes->pdata[i];
    if (i > 0 && !append_gap(gained, changes->pdata[i - 1], change, error))
      return NULL;
    if (change->accepted)
      continue;
    append(gained, change->gained);
    append(gained, change->gained_border);
    append(gained, change->gained_noise);
  }
  return sal_geometry_dissolve(gained, error);
}

/* Takes out of *rest what by covers, and returns it. */
static SalGeometry *
cut(SalGeometry **rest, const SalGeometry *by, GError **error)
{
  g_autoptr(SalGeometry) piece = sal_geometry_intersection(*rest, by, error);
  if (piece == NULL)
    return NULL;
  SalGeometry *left = sal_geometry_difference(*rest, by, error);
  if (left == NULL)
    return NULL;
  sal_geometry_free(*rest);
  *rest = left;
  return g_steal_pointer(&piece);
}

/* Takes out of *rest what the periods of a part gained. */
static gboolean
cut_part(SalCumulativePart *part, const GPtrArray *changes, SalGeometry **rest, GError **error)
{
  g_autoptr(SalGeometry) gained = collect_gained(changes, part->first, part->last, error);
  part->polygons = gained != NULL ? cut(rest, gained, error) : NULL;
  return part->polygons != NULL;
}

/* Takes what an accepted reset changed out of what was gained and out of what was lost. by_gain and by_loss may
 * be the same: what was redefined within a period. */
static gboolean
cut_redefined(SalCumulative *cumulative, const SalGeometry *by_gain, const SalGeometry *by_loss,
              SalGeometry **rest, const SalAreaModel *model, GError **error)
{
  g_autoptr(SalGeometry) gained = cut(rest, by_gain, error);
  g_autoptr(SalGeometry) lost = gained != NULL ? cut(&cumulative->lost, by_loss, error) : NULL;
  if (lost == NULL)
    return FALSE;
  if (cumulative->redefined == NULL)
    cumulative->redefined = sal_geometry_new(SAL_POLYGONS);
  append(cumulative->redefined, gained);
  append(cumulative->redefined, lost);
  cumulative->redefined_gained_m2 += sal_area_measure(model, gained);
  cumulative->redefined_lost_m2 += sal_area_measure(model, lost);
  return TRUE;
}

/* Takes out what one change redefined: all of it if it is accepted, otherwise its accepted steps. */
static gboolean
cut_change(SalCumulative *cumulative, const SalChange *change, SalGeometry **rest, const SalAreaModel *model,
           GError **error)
{
  g_autoptr(SalGeometry) by_gain = sal_geometry_new(SAL_POLYGONS), by_loss = sal_geometry_new(SAL_POLYGONS);
  if (!change->accepted)
    return change->redefined == NULL ||
           cut_redefined(cumulative, change->redefined, change->redefined, rest, model, error);
  append(by_gain, change->gained);
  append(by_gain, change->gained_border);
  append(by_gain, change->gained_noise);
  append(by_loss, change->lost);
  append(by_loss, change->lost_border);
  append(by_loss, change->lost_noise);
  return cut_redefined(cumulative, by_gain, by_loss, rest, model, error);
}

static gboolean
cut_all_redefined(SalCumulative *cumulative, const GPtrArray *changes, SalGeometry **rest,
                  const SalAreaModel *model, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    if (!cut_change(cumulative, changes->pdata[i], rest, model, error))
      return FALSE;
  return TRUE;
}

/* Begins with the last part: what it gained was last gained then. The first part takes the rest: what it
 * gained, and what the overlays of the periods rounded off. */
static gboolean
cut_parts(SalCumulative *cumulative, const GPtrArray *changes, SalGeometry **rest, GError **error)
{
  GArray *parts = cumulative->parts;
  for (guint i = parts->len; i-- > 1;)
    if (!cut_part(&g_array_index(parts, SalCumulativePart, i), changes, rest, error))
      return FALSE;
  g_array_index(parts, SalCumulativePart, 0).polygons = g_steal_pointer(rest);
  return TRUE;
}

static void
add_parts(SalCumulative *cumulative, guint n_periods, guint max_parts)
{
  const guint size = (n_periods + max_parts - 1) / max_parts;
  for (guint first = 0; first < n_periods; first += size) {
    const SalCumulativePart part = { .first = first, .last = MIN(first + size, n_periods) - 1 };
    g_array_append_val(cumulative->parts, part);
  }
}

static void
measure(SalCumulative *cumulative, const SalAreaModel *model)
{
  for (guint i = 0; i < cumulative->parts->len; i++) {
    SalCumulativePart *part = &g_array_index(cumulative->parts, SalCumulativePart, i);
    part->m2 = sal_area_measure(model, part->polygons);
    cumulative->gained_m2 += part->m2;
  }
  cumulative->lost_m2 = sal_area_measure(model, cumulative->lost);
}

SalCumulative *
sal_cumulative_compute(const GPtrArray *changes, const SalAreaModel *model, guint max_parts,
                       const SalGeometry *region, GError **error)
{
  const SalChange *first = changes->pdata[0], *last = changes->pdata[changes->len - 1];
  const SalGeometry *start = get_polygons(first->from, first), *end = get_polygons(last->to, last);
  g_autoptr(SalCumulative) cumulative = g_new0(SalCumulative, 1);
  cumulative->parts = g_array_new(FALSE, TRUE, sizeof(SalCumulativePart));
  g_array_set_clear_func(cumulative->parts, part_clear);
  add_parts(cumulative, changes->len, MAX(max_parts, 1));
  cumulative->lost = subtract_in(start, end, region, error);
  if (cumulative->lost == NULL)
    return NULL;
  g_autoptr(SalGeometry) rest = subtract_in(end, start, region, error);
  if (rest == NULL || !cut_all_redefined(cumulative, changes, &rest, model, error) ||
      !cut_parts(cumulative, changes, &rest, error))
    return NULL;
  measure(cumulative, model);
  return g_steal_pointer(&cumulative);
}
