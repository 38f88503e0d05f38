/* Remarks on what a user asked for that maps do not show: it no longer applies, and is not lost. */
#pragma once

#include <glib.h>

typedef enum {
  SAL_UNUSED_OUTSIDE,
  SAL_UNUSED_AT_OTHER_TIMES,
  SAL_UNUSED_WITHOUT_ROOM,
  SAL_UNUSED_WITHOUT_INSET, /* on this map, since its inset is not there */
  SAL_UNUSED_ELSEWHERE,
  SAL_UNUSED_UNKNOWN, /* a position of something that there is no more */
} SalUnused;

/* Joins names for a sentence, "'A', 'B' and 3 more". Owned by the caller. */
char *sal_unused_join(const GPtrArray *names);

/* Adds one remark on all names (utf8) of an option: "note: 'A' and 'B' are not on the map". None if there are none. */
void sal_unused_remark(GPtrArray *remarks, const char *option, SalUnused why, const GPtrArray *names);
