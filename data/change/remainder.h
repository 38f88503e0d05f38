/* What is left of a region, and until when that would last at the pace of the last days: arithmetic, and no forecast.
 *
 * A pace is the net of the last adjoining periods that took so many days or more, divided by the days that they took.
 * Periods that are accepted resets are passed over with their days. What is left is the region's own area without what is
 * held of it. */
#pragma once

#include "data/change/row.h"

#define SAL_REMAINDER_PACES 3
#define SAL_REMAINDER_MAX_DAYS 36525 /* a hundred years; later dates are not told */

/* The days that paces are asked of: 30, 90, 365; static. */
const int *sal_remainder_get_days(void);

typedef struct {
  int days; /* that the periods took, as many as were asked of or more; 0: the run is shorter, or has a gap */
  double m2_per_day; /* 0 if days is 0 */
  SalDay until;      /* SAL_DAY_NONE: nothing is left, the pace is not above 0, or it would take longer */
} SalPace;

typedef struct {
  gint64 left_m2; /* 0 or more */
  SalPace paces[SAL_REMAINDER_PACES];
  SalDay first, last; /* of the dates; SAL_DAY_NONE: there is none */
} SalRemainder;

typedef struct _SalRemainders SalRemainders;

/* Looks at the rows (GArray of SalRow in m2, by period) of all regions; they are lent. */
SalRemainders *sal_remainders_new(const GArray *rows);
void sal_remainders_free(SalRemainders *remainders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRemainders, sal_remainders_free)

/* What is left at the end of a row of one of their changes. FALSE: it is not of a region. */
gboolean sal_remainders_compute(const SalRemainders *remainders, const SalRow *row, SalRemainder *remainder);
