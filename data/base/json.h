/* JSON written member by member, indented by two spaces, with as many decimals as the caller says: numbers
 * appear as they do in tables. */
#pragma once

#include <glib.h>

typedef struct {
  GString *text;
  guint depth;
  gboolean has_member; /* whether the open object or array holds something */
} SalJson;

void sal_json_init(SalJson *json);
void sal_json_clear(SalJson *json);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalJson, sal_json_clear)
/* The finished text with a newline; owned by the caller. */
char *sal_json_finish(SalJson *json);

/* key is NULL inside arrays and at the top. open and close are the brackets. */
void sal_json_open(SalJson *json, const char *key, char open);
void sal_json_close(SalJson *json, char close);
void sal_json_add_string(SalJson *json, const char *key, const char *value); /* NULL: null */
/* "remarks": an array of utf8, spelled as sal_error_spell() does; NULLs: no remarks, "" before options. */
void sal_json_add_remarks(SalJson *json, const GPtrArray *remarks, const char *before_option);
void sal_json_add_boolean(SalJson *json, const char *key, gboolean value);
void sal_json_add_integer(SalJson *json, const char *key, gint64 value);
void sal_json_add_decimal(SalJson *json, const char *key, double value, int decimals);
/* Whole m2 (1e-6 km2) as km2. */
void sal_json_add_km2(SalJson *json, const char *key, gint64 m2);
