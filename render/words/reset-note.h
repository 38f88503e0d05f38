/* What a page says of changes that may be, or are, a redefinition of the data and no movement. All texts are
 * owned by the caller; NULL: nothing to say. */
#pragma once

#include "data/change/run.h"
#include "render/words/words.h"

/* After the period of a flagged change where small multiples have no room for words. */
#define SAL_RESET_MARK "*"

/* Of one change. A short page leaves accepted ones to its legend. */
char *sal_reset_note_make(const SalWords *words, const SalChange *change, gboolean is_short);

/* Of a run, naming at most three periods of either kind. is_marked: the periods bear SAL_RESET_MARK. */
char *
sal_reset_note_make_of_run(const SalWords *words, const SalRun *run, gboolean is_short, gboolean is_marked);

/* What a chart's diamonds mean. */
char *sal_reset_note_make_key(const SalWords *words, const SalRun *run);
