/* The position of a front: how much of what changed may be that the front was drawn off.
 *
 * With an error of e metres along the edges that changed, of which the end has L new and the start L old metres:
 *
 *     bound    e * L new: all that is new lies off to one side, as far as it can; a limit
 *     random   e * sqrt(c * (L new + L old)): every stretch of c metres is off by itself, with e as the standard
 *              deviation; a standard deviation
 *
 * Edges that both ends have cancel: whatever they are off by, it is the same before and after. docs/uncertainty.md derives
 * both. */
#pragma once

#include "data/change/border.h"
#include "data/change/change.h"
#include "data/geometry/outline.h"

/* Over how much of a front it is off to one side, unless the user says so. */
#define SAL_POSITION_CORRELATION_M 1000.0

typedef struct {
  gboolean is_stated;
  double error_m, correlation_m;
  gboolean is_correlation_given;
} SalPositionOptions;

/* Reads METRES[,KM], both above 0. Error: USAGE. */
gboolean sal_position_parse(const char *text, SalPositionOptions *position, GError **error);

/* The edges that are no front. All is lent, and may be NULL. */
typedef struct {
  const SalOutline *outline; /* of a territory and an area of interest */
  const SalBorder *border;   /* of states */
} SalNoFront;

/* The length of the edges that one of two areas has and the other not, on the ground, without those that are no front and
 * those that lie on an edge of the other, as where a line has more points than before. */
void sal_position_measure(const SalGeometry *from, const SalGeometry *to, const SalNoFront *no_front,
                          double *new_m, double *old_m);

/* Sets what follows from the lengths. */
void
sal_position_set(SalPositionError *position, const SalPositionOptions *options, double new_m, double old_m);

/* How wide an area is: twice its area by the length of its edges, which for a strip is its width, and for a circle its
 * radius. 0 if it is empty. */
double sal_position_get_width_m(double area_m2, double edges_m);
