/* Which changes of a run may be resets, and which of them the user accepts as such. */
#pragma once

#include "data/change/change.h"

/* Gives the changes of each class, of the whole, their evidence (see data/change/reset.h), and remarks on
 * them.
 *
 * accepted (NULL-terminated; may be NULL) are days or names of periods. Each accepts the flagged changes of
 * the period of that name, else the flagged ones that its days touch, boundaries included; where none is
 * flagged, the changes of that name, else those that its days lie in, from after the first boundary to the
 * last. An accepted change is not remarked on and counts in no sum; a text that accepts nothing is remarked
 * on. Error: USAGE for a text that is neither. */
gboolean sal_flags_mark(SalChanges *changes, const char *const *accepted, GError **error);
