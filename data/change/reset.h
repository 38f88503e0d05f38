/* Resets: changes that are no movement, because the makers of the data redefined or corrected what they draw.
 * A step is put in question (`reset?`) when it is out of all proportion to the other steps of its series:
 *
 *   size      With 4 or more other steps in which something changed: its km2 a day exceed 10 times their
 *             median, and that median by 10 times 1.4826 times the median absolute deviation of all, and
 *             it is 0.1 % of the area held or more. With 2 or 3: 10 times their median and 5 % of the area.
 *   distance  With 4 or more: one of its largest areas lies wholly further from the old front than 10 times
 *             the median of their furthest advances and retreats, and is a tenth of the usual step or more.
 *
 * Steps without any change are no habit and do not count. */
#pragma once

#include "data/change/movement.h"

/* From one snapshot to another. */
typedef struct {
  int days;                    /* between the two; a step of 0 days changes nothing */
  double gross_m2, net_m2;     /* gained + lost; where only areas are known, the size of net */
  double held_m2;              /* at the end where more was held */
  const SalMovement *movement; /* lent; NULL: not known */
} SalResetStep;

/* The evidence against each of the steps (SalResetStep) of one class, such as "net −22,101.6 km² is 1,618
 * times the usual step (13.7 km² gained and lost, median of 2)": utf8, NULL where there is none. */
GPtrArray *sal_resets_find(const GArray *steps);
