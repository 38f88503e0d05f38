/* Resets: changes that are no movement, because the makers of the data redefined or corrected what they draw.
 * A step may be one (`reset?`) if it is out of all proportion to the other steps of its series:
 *
 *   size      With 4 or more other steps in which something changed: its km2 per day are more than 10 times
 *             their median and exceed it by more than 10 times 1.4826 times the median absolute deviation of
 *             all. If there are fewer than 10, it is also 0.1 % of the area held or more. With 2 or 3: its km2
 *             per day are more than 10 times their median, and it is 5 % of the area held or more.
 *   distance  With 4 or more: all of one of its largest areas is further from the old front than 10 times the
 *             median of their furthest advances and retreats, and it is a tenth of the usual step or more.
 *
 * Steps in which nothing changed do not count. */
#pragma once

#include "data/change/movement.h"

/* From one snapshot to another. */
typedef struct {
  int days;                /* between the two; a step of 0 days changes nothing */
  double gross_m2, net_m2; /* gained + lost; if only areas are known, the size of net */
  double held_m2;          /* at the end at which more was held */
  SalMovement *movement;   /* lent; NULL: not known */
} SalResetStep;

/* The evidence against each of the steps (SalResetStep) of one class, such as "net −22,101.6 km² is 1,618
 * times the usual step (13.7 km² gained and lost, median of 2)". Returns a GPtrArray of utf8, NULL where
 * there is none. Where the evidence is about one of the largest areas alone, that area is marked as doubted. */
GPtrArray *sal_resets_find(const GArray *steps);
