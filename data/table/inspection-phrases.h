/* Phrases that the parts of an inspection's report share. Every text is owned by the caller. */
#pragma once

#include "data/change/inspection.h"

/* The form in which a date was found, with the clock time where there is one: "YYYYMMDD 08:30". */
char *sal_phrase_reading(const SalDate *found);
/* A class or group in quotes, or "no value" for a group of features that have none. */
char *sal_phrase_quoted_class(const char *name);
/* "claimed: " in front of what is said of one class of several, else "". */
char *sal_phrase_class_prefix(const SalClasses *classes, guint class_index);
/* "2024-01-01 to 2024-02-01". */
char *sal_phrase_span(SalDay from, SalDay to);
/* An area in km2 with three decimals: "12,308.464". */
char *sal_phrase_km2(double m2);
/* "day" or "days"; static. */
const char *sal_phrase_days_word(int days);
/* "1 feature", "2 features". */
char *sal_phrase_count(guint n, const char *noun);
