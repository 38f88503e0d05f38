/* Phrases that the parts of an inspection's report share. Every text is owned by the caller unless it is
 * static. */
#pragma once

#include "data/change/inspection.h"

/* The form in which a date was found, with the clock time if there is one: "YYYYMMDD 08:30". */
char *sal_phrase_reading(const SalDate *found);
/* A class or group in quotes; "no value" for the group of features that have none. */
char *sal_phrase_quoted_class(const char *name);
/* "claimed: " before what is said about one of several classes; "" if there is only one. */
char *sal_phrase_class_prefix(const SalClasses *classes, guint class_index);
/* "2024-01-01 to 2024-02-01". */
char *sal_phrase_span(SalDay from, SalDay to);
/* An area in km2 with three decimals: "12,308.464". */
char *sal_phrase_km2(double m2);
/* "day" or "days"; static. */
const char *sal_phrase_days_word(int days);
/* "1 feature", "2 features". */
char *sal_phrase_count(guint n, const char *noun);
