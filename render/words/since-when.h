/* Since when something is so, as a sentence on a change tells it: one aside, for what a period is known for. In the order
 * in which it is looked for:
 *
 * 1. a record of the net: "the largest net gain since July 2025";
 * 2. the area that came to be held: "making the area held the largest since 3 October 2022";
 * 3. a streak: "the 12th month of net gain in a row".
 *
 * docs/sentences.md says from when on each is worth telling. All texts are owned by the caller. */
#pragma once

#include "data/change/change.h"
#include "render/words/words.h"

/* NULL: there is nothing to tell. */
char *sal_since_when_tell(const SalWords *words, const SalChange *change);

/* "since July 2025", if the net is the largest gain or loss since then; NULL: it is not, or it is that of the whole
 * series. */
char *sal_since_when_date_record(const SalWords *words, const SalChange *change);
