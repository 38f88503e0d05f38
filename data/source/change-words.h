/* Words by which features say that their area was gained, was lost or did not change, in the spellings that are
 * usual in English: gains, gained, added, losses, removed, "No change", unchanged and the like. */
#pragma once

#include <glib.h>

typedef enum {
  SAL_CHANGE_WORD_NONE,
  SAL_CHANGE_WORD_GAINED,
  SAL_CHANGE_WORD_LOST,
  SAL_CHANGE_WORD_UNCHANGED
} SalChangeWord;

/* What a value says. Upper and lower case do not matter, nor does anything but letters. */
SalChangeWord sal_change_word_find(const char *value);

/* Whether values (utf8) say at least two of the three. */
gboolean sal_change_words_tell(const GPtrArray *values);
