/* Features that hold from one day to another. The situation of a day is made up of those that hold on it.
 *
 * The first day counts; the last one does so only if asked for. A feature without an end holds for ever, and
 * so does one that ends in the year 9999 or later. */
#pragma once

#include "data/dates/calendar.h"
#include "data/source/source.h"

typedef struct _SalLifetimes SalLifetimes;

SalLifetimes *sal_lifetimes_new(gboolean last_included);
void sal_lifetimes_free(SalLifetimes *lifetimes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLifetimes, sal_lifetimes_free)

/* Adds a feature from one day to another; SAL_DAY_NONE: without end. Takes the feature on success. Error
 * FORMAT: it ends before it begins. */
gboolean
sal_lifetimes_add(SalLifetimes *lifetimes, SalFeature *feature, SalDay from, SalDay to, GError **error);

/* How many features were added. */
guint sal_lifetimes_get_n(const SalLifetimes *lifetimes);
/* Frees all features but the first n. */
void sal_lifetimes_truncate(SalLifetimes *lifetimes, guint n);

/* The days on which a feature begins or has ended, in order (GArray of SalDay), without the day from which
 * nothing holds any more: there the series ends. */
GArray *sal_lifetimes_list_days(const SalLifetimes *lifetimes);

/* The first day on which nothing holds any more, or SAL_DAY_NONE. */
SalDay sal_lifetimes_get_end(const SalLifetimes *lifetimes);

/* The features that hold on a day (SalFeature), lent, in the order in which they were added. */
GPtrArray *sal_lifetimes_list_features(const SalLifetimes *lifetimes, SalDay day);

/* One sentence if the ends look like last days although they were taken for the days after; otherwise NULL.
 * Owned by the caller. */
char *sal_lifetimes_describe_doubt(const SalLifetimes *lifetimes);
