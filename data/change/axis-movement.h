/* How far the front moved along axes, in periods and over a run: arithmetic, and no forecast. */
#pragma once

#include "data/change/axes.h"
#include "data/change/row.h"

typedef struct {
  SalDay from_day, to_day; /* of the snapshots */
  SalAxisFront from, to;
  gboolean is_known; /* both ends are crossed, and what follows is set */
  gint64 moved_m;    /* towards B; below 0: towards A */
  int days;          /* that it took; 0: one snapshot stands for both ends */
} SalAxisMovement;

/* Metres a day, rounded to a tenth; NaN if it is not known or took no day. */
double sal_axis_movement_get_pace(const SalAxisMovement *movement);

/* The movement in a period. FALSE: the row is a region's. */
gboolean sal_axes_compute(const SalAxes *axes, guint axis, const SalRow *row, SalAxisMovement *movement);
/* The movement over the rows (GArray of SalRow) of a class, from the first boundary to the last, without the movement and
 * the days of periods that are accepted resets. FALSE: there is no row. */
gboolean sal_axes_compute_run(const SalAxes *axes, guint axis, const GArray *rows, const char *class_name,
                              SalAxisMovement *run);
