/* Remarks as lines that people read. */
#pragma once

#include <glib.h>

/* The text as one line of a terminal: options are spelled as by sal_error_spell(), control characters become
 * spaces, what is no UTF-8 is replaced. Owned by the caller. */
char *sal_remark_flatten(const char *text, const char *before_option);

/* Remarks (utf8) as such lines, each text once. Where more than three say the same but for their numbers and
 * names, the first stands for all, with the count of the others. GPtrArray of utf8, owned by the caller. */
GPtrArray *sal_remarks_summarise(const GPtrArray *remarks, const char *before_option);
