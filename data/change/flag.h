/* Finds which changes may be resets, and which of them the user accepts as such. */
#pragma once

#include "data/change/change.h"

/* Gives the changes of each class of the whole their evidence (see data/change/reset.h), and remarks on them.
 *
 * accepted (NULL-terminated; may be NULL) are days or names of periods. Each accepts changes by the first of
 * these rules that fits any:
 *   1. flagged changes of the period of that name;
 *   2. flagged changes that its days touch, boundaries included;
 *   3. changes of the period of that name;
 *   4. changes in which its days lie, from after the first boundary to the last one.
 * An accepted change is not remarked on and counts in no sum. A text that accepts nothing is remarked on.
 * Error: USAGE for a text that is neither a day nor the name of a period. */
gboolean sal_flags_mark(SalChanges *changes, const char *const *accepted, GError **error);
