/* The periods to whose maps something belongs: a name that is left out, a callout, an inset. */
#pragma once

#include "data/dates/calendar.h"

typedef struct {
  SalDay first, last;                        /* SAL_DAY_NONE: from the start, to the end */
  char period[sizeof((SalPeriod *)0)->name]; /* the name of the only period that is meant; "": any */
} SalWhen;

/* Always. */
SalWhen sal_when_new(void);

/* Each takes what a user writes: a day, month, quarter or year as sal_span_parse() reads it, or the name of a period. The first
 * and the last day of what is said are meant. Error: USAGE, without a place. */
gboolean sal_when_set_from(SalWhen *when, const char *text, GError **error);
gboolean sal_when_set_until(SalWhen *when, const char *text, GError **error);
gboolean sal_when_set_period(SalWhen *when, const char *text, GError **error);

/* Whether it is so without regard to periods. */
gboolean sal_when_is_always(const SalWhen *when);

/* Whether a period has a day of it, or is the one that is named. A period NULL is none in particular, and has all. */
gboolean sal_when_has(const SalWhen *when, const SalPeriod *period);

/* Whether two of them may have a period in common. */
gboolean sal_when_overlaps(const SalWhen *a, const SalWhen *b);
