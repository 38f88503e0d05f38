/* What is printed: data on stdout, everything else on stderr. */
#pragma once

#include <glib.h>

/* Writes to stdout, all of it. Error: IO. */
gboolean console_write(const char *text, GError **error);

/* Remarks (utf8) as lines, each text once. Where more than three say the same but for their numbers and
 * names, the first stands for all, with the count of the others. GPtrArray of utf8, owned by the caller. */
GPtrArray *console_summarise(const GPtrArray *remarks);

/* Prints remarks, summarised, as notes on stderr. */
void console_note(const GPtrArray *remarks);

/* "salient: MESSAGE" on stderr, in one line whatever message holds. */
void console_fail(const char *message);
