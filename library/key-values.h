/* Options that are written as KEY=VALUE,KEY=VALUE: a comma that is followed by a word and '=' begins the next key, and
 * other commas belong to the value. A comma behind a backslash always does. */
#pragma once

#include <glib.h>

/* Splits such a text. option: that has it. names: its keys, NULL-terminated. Returns a table from keys to values (utf8),
 * owned by the caller. Error, about the option: USAGE (no key, an unknown key, one that is there twice). */
GHashTable *
sal_key_values_parse(const char *text, const char *option, const char *const *names, GError **error);

/* The piece of a text up to the comma before the next key, or to its end, where `text` then points; else behind the comma. bare: a
 * key that needs no value; NULL: there is none. Owned by the caller. */
char *sal_key_values_take_value(const char **text, const char *bare);
/* The key at the beginning of a text, which then points to its value; that of a bare key is empty. Owned by the caller. */
char *sal_key_values_take_key(const char **text);
/* Says that no key has that name. Returns FALSE. */
gboolean
sal_key_values_set_unknown(const char *key, const char *option, const char *const *names, GError **error);

/* Appends ",KEY=VALUE" to a text, or without the comma where the text is empty, so that the value is read as it is. bare: as
 * above. */
void sal_key_values_append(GString *text, const char *key, const char *value, const char *bare);
