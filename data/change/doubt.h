/* Doubt: which steps of a series may be resets, judged by all of its classes.
 *
 * Besides the rules of data/change/reset.h, a step of one of several classes may be a reset if
 *
 *   jump      its area becomes ten times as large, or a tenth, and what that adds or takes away is 0.1 % of the
 *             area of all classes or more. This needs no other steps.
 *   presence  it has no area before, or none after, and what appears or vanishes is 1 % of the area of all
 *             classes or more. This needs no other steps either.
 *
 * If another class changes by nearly as much the other way in the same step, the evidence names it: areas may
 * only have changed their class. */
#pragma once

#include "data/change/step.h"

/* Gives the steps of all classes their evidence. steps: GArray of SalStep for each class, all with the same
 * days; classes: their names. */
void sal_doubt_steps(const GPtrArray *steps, const char *const *classes);
