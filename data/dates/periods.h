/* The periods that a series is divided into. */
#pragma once

#include "data/dates/calendar.h"

typedef struct {
  SalCadence cadence;
  int boundary; /* SAL_BOUNDARY_FIRST, SAL_BOUNDARY_LAST or a day of the month; ignored for the kinds before SAL_EVERY_MONTH */
  SalDay span_first, span_last; /* the first and last day that are wanted; SAL_DAY_NONE: not given */
  guint n_last;                 /* only so many periods, the last ones; 0: all */
  gboolean partial;             /* keep an incomplete period at either end */
  gboolean has_origin; /* for SAL_EVERY_DAYS: periods are counted from origin, whatever the span is */
  SalDay origin;
} SalPeriodOptions;

/* The days for which there are data. */
typedef struct {
  const SalDay *days;     /* of the snapshots, in order; lent */
  guint n_days;           /* 1 or more */
  int slack_days;         /* how far from a boundary the snapshot may be that stands for it; not negative */
  gboolean is_continuous; /* the situation of every day is known; days are those on which it changes */
  gboolean are_years;     /* only the years of the snapshots are known, and days are their first */
} SalDataDays;

/* Divides the days of a series into periods. Returns a GArray of SalPeriod in the order of their days.
 *
 * The periods are those that lie wholly between the first and the last day of the span. The days of a
 * period are from to to - 1; with SAL_BOUNDARY_LAST they are from + 1 to to. Where the span has no first or
 * last day, the day of the first or last snapshot takes its place. The outermost boundary may then lie up to
 * slack_days outside the data, because a snapshot that is so near can stand for it. For SAL_EVERY_DAYS,
 * periods are counted from the origin, or else from span_first, or else from the first snapshot. For SAL_EVERY_SNAPSHOT they are those
 * from each snapshot of the span to the next.
 *
 * A period that the last snapshot lies in is whole only as far as that snapshot says: if it ends up to
 * slack_days later, it is marked as partial and ends with the snapshot. In continuous data an end of the span
 * is believed instead.
 *
 * With options->partial, the incomplete period at either end is kept as well. It has the name of the whole
 * period, is marked as partial, and ends where the span ends, or with the data if the span goes more than
 * slack_days beyond them.
 *
 * remarks (element-type utf8; may be NULL) receives a sentence for each rest that was left out, such as "left
 * out: 2025-06-01 to 2025-06-02: not a whole month", and for a period that ends with the last snapshot.
 *
 * Error: USAGE if there is no period (it says which days there are), if there are more than 100,000, or if
 * the span ends before it begins. */
GArray *sal_periods_compute(const SalPeriodOptions *options, const SalDataDays *data, GPtrArray *remarks,
                            GError **error);
