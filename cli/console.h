/* What is printed: data on stdout, everything else on stderr. */
#pragma once

#include <glib.h>

/* How the command line spells options, see sal_error_spell(). */
#define BEFORE_OPTION "--"

/* Writes to stdout, all of it. Error: IO. */
gboolean console_write(const char *text, GError **error);

/* Prints remarks, summarised, as notes on stderr. */
void console_note(const GPtrArray *remarks);

/* "salient: MESSAGE" on stderr, in one line whatever message holds. */
void console_fail(const char *message);
