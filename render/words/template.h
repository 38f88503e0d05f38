/* Texts with placeholders: "{name}" stands for a value, and "{{" and "}}" stand for braces. */
#pragma once

#include "data/base/error.h"

/* Checks that each placeholder of a text is one of names (NULL-terminated) and that all other braces are
 * doubled. Error: code, without a place. */
gboolean sal_template_check(const char *text, const char *const *names, SalError code, GError **error);

/* The text with the values, which are in the order of names, instead of its placeholders. NULL is an empty
 * value. What sal_template_check() refuses is left out. Placeholders inside values are not replaced. Owned
 * by the caller. */
char *sal_template_fill(const char *text, const char *const *names, const char *const *values);

/* The text with newlines for the two characters "\n", which is how a command line has them. Owned by the caller. */
char *sal_template_break_lines(const char *text);
