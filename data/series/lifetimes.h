/* Features that hold from one day to another: the situation of any day is what holds on it.
 *
 * The first day counts, the last one only if that was asked for; a feature without an end holds for ever, as
 * does one that ends in the year 9999. */
#pragma once

#include "data/dates/calendar.h"
#include "data/source/source.h"

typedef struct _SalLifetimes SalLifetimes;

SalLifetimes *sal_lifetimes_new(gboolean last_included);
void sal_lifetimes_free(SalLifetimes *lifetimes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLifetimes, sal_lifetimes_free)

/* Adds a feature from a day to another, SAL_DAY_NONE for no end; the feature is taken over if that succeeds.
 * Error FORMAT: it ends before it begins. */
gboolean
sal_lifetimes_add(SalLifetimes *lifetimes, SalFeature *feature, SalDay from, SalDay to, GError **error);

/* The days on which something begins or has ended, in order (GArray of SalDay), but for the day from which on
 * nothing holds any more: there the series ends. */
GArray *sal_lifetimes_list_days(const SalLifetimes *lifetimes);

/* The first day after which nothing holds any more, or SAL_DAY_NONE. */
SalDay sal_lifetimes_get_end(const SalLifetimes *lifetimes);

/* What holds on a day: features (SalFeature), lent, in the order in which they were added. */
GPtrArray *sal_lifetimes_list_features(const SalLifetimes *lifetimes, SalDay day);

/* One sentence if the ends look like last days although they were taken for the days after, else NULL. Owned
 * by the caller. */
char *sal_lifetimes_describe_doubt(const SalLifetimes *lifetimes);
