/* Prints data on stdout, and everything else on stderr. */
#pragma once

#include "salient.h"

/* What stands before the name of an option on a command line, see salient_options_set_spelling(). */
#define BEFORE_OPTION "--"

/* Writes the whole text to stdout. Error: IO. */
gboolean console_write(const char *text, GError **error);

/* The same for bytes. */
gboolean console_write_bytes(const void *bytes, gsize length, GError **error);

/* Prints remarks (NULL-terminated) as notes on stderr, summarised by salient_remarks_summarise(). With the
 * option `quiet` it prints nothing. */
void console_note(const SalientOptions *options, const char *const *remarks);

/* Prints "salient: MESSAGE" on stderr, in one line whatever the message holds. */
void console_fail(const char *message);
