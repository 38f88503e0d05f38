/* Options that are written as KEY=VALUE,KEY=VALUE: a comma that is followed by a word and '=' begins the next key, and
 * other commas belong to the value. A comma behind a backslash always does. */
#pragma once

#include <glib.h>

/* Splits such a text. option: that has it. names: its keys, NULL-terminated. Returns a table from keys to values (utf8),
 * owned by the caller. Error, about the option: USAGE (no key, an unknown key, one that is there twice). */
GHashTable *
sal_key_values_parse(const char *text, const char *option, const char *const *names, GError **error);

/* Appends ",KEY=VALUE" to a text, or without the comma where the text is empty, so that the value is read as it is. */
void sal_key_values_append(GString *text, const char *key, const char *value);
