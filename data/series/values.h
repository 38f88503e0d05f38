/* The values that features have in a field, counted by features and by snapshots. */
#pragma once

#include "data/base/pack.h"
#include "data/dates/calendar.h"

typedef struct {
  const char *value; /* utf8, lent; NULL: of the features without one */
  guint n_features;
  guint n_dates;      /* snapshots that have it */
  SalDay first, last; /* of these */
} SalValue;

typedef struct _SalValues SalValues;

/* max: how many different values are kept; the features with others are counted together. */
SalValues *sal_values_new(guint max);
void sal_values_free(SalValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalValues, sal_values_free)

/* Adds a feature of the snapshot of a day. All features that are added are of the same day: those of other days
 * are merged. value may be NULL. */
void sal_values_add(SalValues *values, const char *value, SalDay day);
/* Adds the values of other snapshots. The order does not matter, unless there are more than are kept. */
void sal_values_merge(SalValues *values, const SalValues *other);

/* How many different values there are, "none" included. */
guint sal_values_get_n(const SalValues *values);
/* How many features have values beyond those that are kept. */
guint sal_values_get_n_others(const SalValues *values);
/* The value, lent; NULL: no feature has it. */
const SalValue *sal_values_find(const SalValues *values, const char *value);
/* All (SalValue, lent): most features first, then by the bytes of the value. Owned by the caller. */
GPtrArray *sal_values_list(const SalValues *values);
/* "'x' (8), 'y' (4), none (2) and 3 more" for messages: so many of them, with numbers of features. Owned by the
 * caller. */
char *sal_values_format(const SalValues *values, guint max);

/* Values of one day as bytes, and back: adds them to values that are empty, of that day. */
void sal_values_pack(const SalValues *values, GByteArray *bytes);
void sal_values_unpack(SalValues *values, SalDay day, SalUnpack *unpack);
