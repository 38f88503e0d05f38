/* What a page says of changes that are, or may be, a redefinition of the data and not a movement. All
 * texts are owned by the caller; NULL means that there is nothing to say. */
#pragma once

#include "data/change/run.h"
#include "render/words/words.h"

/* Stands after the period of a flagged change in small multiples, where there is no room for words. */
#define SAL_RESET_MARK "*"

/* The note on one change: on all of it, or on the steps of it that are doubted or were taken out. On a small
 * page (is_short) accepted changes are only in the legend. */
char *sal_reset_note_make(const SalWords *words, const SalChange *change, gboolean is_short);

/* The note on a run, which names at most three flagged and three accepted periods or steps. is_marked:
 * SAL_RESET_MARK stands after the periods on the page. */
char *
sal_reset_note_make_of_run(const SalWords *words, const SalRun *run, gboolean is_short, gboolean is_marked);

/* What the diamonds of a chart mean. */
char *sal_reset_note_make_key(const SalWords *words, const SalRun *run);
