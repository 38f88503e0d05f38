/* Texts with placeholders: "{name}" stands for a value, "{{" and "}}" for braces. */
#pragma once

#include "data/base/error.h"

/* Whether every placeholder of a text is one of names (NULL-terminated) and every other brace is doubled.
 * Error: code, without a place. */
gboolean sal_template_check(const char *text, const char *const *names, SalError code, GError **error);

/* The text with values, in the order of names, put in; NULL is an empty value. What sal_template_check()
 * refuses is left out. Values are not looked into for placeholders. Owned by the caller. */
char *sal_template_fill(const char *text, const char *const *names, const char *const *values);
