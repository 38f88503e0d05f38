/* Where two files begin to differ. */
#pragma once

#include <glib.h>

/* Says where, in one line: of texts the first line that differs, with both lines, else the first byte. NULL if they are the
 * same, or if one cannot be read. Owned by the caller. */
char *sal_first_difference_describe(const char *expected, const char *found);
