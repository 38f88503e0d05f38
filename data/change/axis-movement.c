#include "data/change/axis-movement.h"

#include <math.h>

double
sal_axis_movement_get_pace(const SalAxisMovement *movement)
{
  return movement->is_known && movement->days > 0
             ? round((double)movement->moved_m * 10 / movement->days) / 10
             : NAN;
}

gboolean
sal_axes_compute(const SalAxes *axes, guint axis, const SalRow *row, SalAxisMovement *movement)
{
  const SalChange *change = row->change;
  const SalAxisFront *from = sal_axes_find_front(axes, axis, change->class_name, change->from_snapshot);
  const SalAxisFront *to = sal_axes_find_front(axes, axis, change->class_name, change->to_snapshot);
  if (change->region[0] != '\0' || from == NULL || to == NULL)
    return FALSE;
  *movement =
      (SalAxisMovement){ .from_day = change->from_snapshot,
                         .to_day = change->to_snapshot,
                         .from = *from,
                         .to = *to,
                         .is_known = from->state == SAL_AXIS_CROSSED && to->state == SAL_AXIS_CROSSED };
  if (movement->is_known) {
    movement->moved_m = to->front_m - from->front_m;
    movement->days = sal_change_get_days(change);
  }
  return TRUE;
}

gboolean
sal_axes_compute_run(const SalAxes *axes, guint axis, const GArray *rows, const char *class_name,
                     SalAxisMovement *run)
{
  gboolean is_first = TRUE, resets_are_known = TRUE;
  gint64 reset_m = 0;
  int reset_days = 0;
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    SalAxisMovement movement;
    if (!sal_row_belongs_to(row, class_name) || !sal_axes_compute(axes, axis, row, &movement))
      continue;
    if (is_first)
      *run = movement;
    is_first = FALSE;
    run->to = movement.to;
    run->to_day = movement.to_day;
    if (row->change->accepted) {
      resets_are_known = resets_are_known && movement.is_known;
      reset_m += movement.moved_m;
      reset_days += sal_change_get_days(row->change);
    }
  }
  if (is_first)
    return FALSE;
  run->is_known =
      resets_are_known && run->from.state == SAL_AXIS_CROSSED && run->to.state == SAL_AXIS_CROSSED;
  run->moved_m = run->is_known ? run->to.front_m - run->from.front_m - reset_m : 0;
  run->days = run->is_known ? run->to_day - run->from_day - reset_days : 0;
  return TRUE;
}
