/* Standard input where the name of a file is expected. */
#pragma once

#include <glib.h>

/* Whether a word stands for standard input: "-" or "/dev/stdin". */
gboolean standard_input_is_meant(const char *word);

/* Makes standard input a file that can be read from its start as often as is needed: a pipe is copied to a temporary file that has no
 * name and goes with the program. Returns the name to read it by, static, also if it is packed by gzip. Errors: IO;
 * FORMAT for an archive, which has several files. */
const char *standard_input_make_file(GError **error);
