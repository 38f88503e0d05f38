/* JSON written member by member and indented by two spaces. The caller says how many decimals a number has,
 * so that it looks as it does in tables. */
#pragma once

#include "data/base/fault.h"

typedef struct {
  GString *text;
  guint depth;
  gboolean has_member; /* the open object or array holds something */
} SalJson;

void sal_json_init(SalJson *json);
void sal_json_clear(SalJson *json);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalJson, sal_json_clear)
/* The whole text with a newline at its end; json has none then. Owned by the caller. */
char *sal_json_finish(SalJson *json);

/* A document from sal_json_finish() on one line, without a newline at its end. Owned by the caller. */
char *sal_json_flatten(const char *document);

/* The members of two objects as one object. Both are documents from sal_json_finish() with a member or more. Owned by the
 * caller. */
char *sal_json_join(const char *first, const char *second);

/* A text as a JSON string, with its quotes: a parser gets the same text, with U+FFFD for what is not UTF-8.
 * Control characters, line separators and what sets a reading direction are escaped, so that the JSON itself
 * can be shown on a terminal. Owned by the caller. */
char *sal_json_quote(const char *text);

/* The same for a whole JSON text that another library wrote, in which controls below U+0020 are escaped
 * already. Owned by the caller. */
char *sal_json_escape_document(const char *json, gsize length);

/* Begin and end an object or array: open is '{' or '[', close its partner. Here and below, key is NULL inside
 * an array and at the top. */
void sal_json_open(SalJson *json, const char *key, char open);
void sal_json_close(SalJson *json, char close);
void sal_json_add_string(SalJson *json, const char *key, const char *value); /* NULL: null */
/* The same for the name of a source or a text that may hold one: its secrets are masked
 * (sal_secrets_mask()). */
void sal_json_add_source(SalJson *json, const char *key, const char *name);
/* Adds the member "remarks", an array of texts (utf8) in which options are spelled as sal_error_spell() does.
 * remarks may be NULL for an empty array, before_option NULL for "". */
void sal_json_add_remarks(SalJson *json, const GPtrArray *remarks, const char *before_option);
/* Adds the files that were left out, SalFault: their number as "bad_file_count", and "bad_files", an array of
 * objects with path, part (a layer or a value, or null) and fault. Options are spelled as in remarks. Adds
 * nothing if faults is NULL. */
void sal_json_add_faults(SalJson *json, const GPtrArray *faults, const char *before_option);
void sal_json_add_boolean(SalJson *json, const char *key, gboolean value);
void sal_json_add_integer(SalJson *json, const char *key, gint64 value);
void sal_json_add_decimal(SalJson *json, const char *key, double value, int decimals);
/* Adds whole m2 as km2 with six decimals. */
void sal_json_add_km2(SalJson *json, const char *key, gint64 m2);
