/* Finds which changes may be resets, and applies what the user says of them. */
#pragma once

#include "data/change/change.h"

/* What the user says: days or names of periods, each list NULL-terminated. Either may be NULL. */
typedef struct {
  const char *const *accepted; /* these are resets */
  const char *const *genuine;  /* these are none */
  int boundary;                /* as in SalPeriodOptions: where the month, quarter or year of a name begins */
} SalVerdicts;

/* Error: USAGE, with the option as its place, for a text that is neither a day nor the name of a period, and
 * for days that both lists name. */
gboolean sal_verdicts_check(const SalVerdicts *verdicts, GError **error);

/* Gives the steps, which have their evidence, their verdicts, and the changes of the whole their courses.
 * Remarks on what is doubted, and on texts that mean nothing. Without steps nothing is doubted.
 *
 * Each accepted text means what the first of these rules finds:
 *   1. doubted changes of the period of that name;
 *   2. doubted steps that its days touch;
 *   3. changes of the period of that name;
 *   4. steps in which its days lie, from after the first snapshot to the second; without steps, changes.
 * An accepted change counts in no sum, and so does one all of whose steps are accepted. A genuine text means
 * the doubted steps in the period of that name, and those that its days touch. The texts must have passed
 * sal_verdicts_check(). classes: the names of those that have steps. */
void sal_flags_mark(SalChanges *changes, const char *const *classes, const SalVerdicts *verdicts);
