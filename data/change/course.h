/* The course of a period: what happened between its two ends, from snapshot to snapshot. */
#pragma once

#include "data/change/step.h"

typedef struct {
  guint n_steps;
  double gained_m2, lost_m2; /* summed over the steps: what was gained and lost again counts in both */
  /* The step with the most gained and lost, without noise; of equal ones the first. NULL: nothing changed.
   * Lent. */
  const SalStep *largest;
  SalDay last_change; /* the day of the snapshot that shows the last change; SAL_DAY_NONE: nothing changed */
  GPtrArray *notable; /* SalStep, lent, by day: those with evidence or incursions, and those that
                        the user takes for resets */
} SalCourse;

/* The course of a class between two days, of which the first one is that of a snapshot. steps (GArray of
 * SalStep of the class, by day) are lent, with their verdicts. */
SalCourse *sal_course_new(const GArray *steps, SalDay from, SalDay to);
void sal_course_free(SalCourse *course);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalCourse, sal_course_free)

/* How many of its steps have that verdict. With SAL_VERDICT_OPEN: those with evidence, so that they are
 * doubted. */
guint sal_course_count(const SalCourse *course, SalVerdict verdict);
