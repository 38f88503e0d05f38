/* What is printed: data on stdout, everything else on stderr. */
#pragma once

#include "salient.h"

/* How the command line spells options, see sal_error_spell(). */
#define BEFORE_OPTION "--"

/* Writes to stdout, all of it. Error: IO. */
gboolean console_write(const char *text, GError **error);

/* Prints remarks (NULL-terminated) as notes on stderr, each text once, unless the options are quiet. Where more
 * than three say the same but for their numbers and names, the first stands for all, with the count of the
 * others. */
void console_note(const SalientOptions *options, const char *const *remarks);

/* "salient: MESSAGE" on stderr, in one line whatever message holds. */
void console_fail(const char *message);
