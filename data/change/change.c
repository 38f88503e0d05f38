#include "data/change/change.h"

void
sal_change_free(SalChange *change)
{
  if (change == NULL)
    return;
  g_clear_pointer(&change->from, sal_snapshot_unref);
  g_clear_pointer(&change->to, sal_snapshot_unref);
  sal_geometry_free(change->gained);
  sal_geometry_free(change->lost);
  sal_geometry_free(change->gained_border);
  sal_geometry_free(change->lost_border);
  sal_geometry_free(change->gained_noise);
  sal_geometry_free(change->lost_noise);
  g_free(change->movement);
  sal_geometry_free(change->redefined);
  sal_course_free(change->course);
  sal_standing_free(change->standing);
  g_free(change->uncertainty);
  g_free(change);
}

void
sal_changes_free(SalChanges *changes)
{
  if (changes == NULL)
    return;
  g_ptr_array_unref(changes->changes);
  g_clear_pointer(&changes->steps, g_ptr_array_unref);
  g_ptr_array_unref(changes->remarks);
  sal_unclassed_free(changes->unclassed);
  g_clear_pointer(&changes->compared, g_ptr_array_unref);
  sal_bands_free(changes->bands);
  sal_axes_free(changes->axes);
  sal_holdings_free(changes->holdings);
  g_free(changes);
}

SalGeometry *
sal_change_join_changed(const SalChange *change)
{
  const SalGeometry *const parts[] = { change->gained,      change->lost,         change->gained_border,
                                       change->lost_border, change->gained_noise, change->lost_noise };
  SalGeometry *joined = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i] != NULL)
      sal_geometry_append(joined, parts[i]);
  return joined;
}

SalFlag
sal_change_get_flag(const SalChange *change)
{
  if (change->course == NULL || change->accepted || sal_course_count(change->course, SAL_VERDICT_OPEN) == 0)
    return SAL_FLAG_NONE;
  return change->course->n_steps == 1 ? SAL_FLAG_RESET : SAL_FLAG_CONTAINS_RESET;
}

const char *
sal_flag_get_name(SalFlag flag)
{
  static const char *const names[] = { NULL, "reset?", "contains-reset" };
  return names[flag];
}

gboolean
sal_change_is_doubted(const SalChange *change)
{
  return sal_change_get_flag(change) != SAL_FLAG_NONE;
}

const char *
sal_change_get_evidence(const SalChange *change)
{
  const SalCourse *course = change->course;
  if (course == NULL || course->n_steps != 1 || course->notable->len == 0)
    return NULL;
  const SalStep *step = course->notable->pdata[0];
  return step->verdict != SAL_VERDICT_GENUINE ? step->evidence : NULL;
}

SalDay
sal_change_find_unchanged_since(const SalChange *change)
{
  const SalCourse *course = change->course;
  if (course == NULL || course->n_steps == 0)
    return SAL_DAY_NONE;
  const SalDay last = course->last_change != SAL_DAY_NONE ? course->last_change : change->from_snapshot;
  return last < change->to_snapshot ? last : SAL_DAY_NONE;
}

gboolean
sal_change_has_same_snapshot(const SalChange *change)
{
  return change->from_snapshot == change->to_snapshot;
}

gboolean
sal_change_has_doubtful_side(const SalChange *change)
{
  return change->sureness.n_weak > 0;
}

int
sal_change_get_days(const SalChange *change)
{
  return change->to_snapshot - change->from_snapshot;
}

double
sal_change_get_net_m2(const SalChange *change)
{
  return change->area_to_m2 - change->area_from_m2 -
         (change->redefined_gained_m2 - change->redefined_lost_m2);
}

SalChange
sal_change_without_border(const SalChange *change)
{
  SalChange ground = *change;
  ground.gained_m2 -= change->border_gained_m2;
  ground.lost_m2 -= change->border_lost_m2;
  ground.area_from_m2 += change->border_gained_m2 - change->border_lost_m2;
  return ground;
}

double
sal_change_get_share_percent(const SalChange *change)
{
  return change->region_m2 > 0 ? 100 * change->area_to_m2 / change->region_m2 : 0;
}

void
sal_change_drop_geometry(SalChange *change)
{
  g_clear_pointer(&change->gained, sal_geometry_free);
  g_clear_pointer(&change->lost, sal_geometry_free);
  g_clear_pointer(&change->redefined, sal_geometry_free);
  g_clear_pointer(&change->gained_border, sal_geometry_free);
  g_clear_pointer(&change->lost_border, sal_geometry_free);
  g_clear_pointer(&change->gained_noise, sal_geometry_free);
  g_clear_pointer(&change->lost_noise, sal_geometry_free);
  g_clear_pointer(&change->from, sal_snapshot_unref);
  g_clear_pointer(&change->to, sal_snapshot_unref);
}
