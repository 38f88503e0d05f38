#include "data/base/json.h"

#include "data/base/error.h"

void
sal_json_init(SalJson *json)
{
  *json = (SalJson){ .text = g_string_new(NULL) };
}

void
sal_json_clear(SalJson *json)
{
  if (json->text != NULL)
    g_string_free(json->text, TRUE);
  json->text = NULL;
}

char *
sal_json_finish(SalJson *json)
{
  g_string_append_c(json->text, '\n');
  return g_string_free(g_steal_pointer(&json->text), FALSE);
}

static void
append_quoted(GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid(value, -1);
  g_string_append_c(text, '"');
  for (const char *c = valid; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf(text, "\\%c", *c);
    else if (*c == '\n')
      g_string_append(text, "\\n");
    else if ((guchar)*c < 0x20 || *c == 0x7f)
      g_string_append_printf(text, "\\u%04x", (guint)*c);
    else
      g_string_append_c(text, *c);
  g_string_append_c(text, '"');
}

static void
break_line(SalJson *json)
{
  g_string_append_printf(json->text, "\n%*s", (int)(2 * json->depth), "");
}

static void
begin_member(SalJson *json, const char *key)
{
  if (json->has_member)
    g_string_append_c(json->text, ',');
  if (json->depth > 0)
    break_line(json);
  json->has_member = TRUE;
  if (key != NULL) {
    append_quoted(json->text, key);
    g_string_append(json->text, ": ");
  }
}

void
sal_json_open(SalJson *json, const char *key, char open)
{
  begin_member(json, key);
  g_string_append_c(json->text, open);
  json->depth++;
  json->has_member = FALSE;
}

void
sal_json_close(SalJson *json, char close)
{
  json->depth--;
  if (json->has_member)
    break_line(json);
  g_string_append_c(json->text, close);
  json->has_member = TRUE;
}

void
sal_json_add_string(SalJson *json, const char *key, const char *value)
{
  begin_member(json, key);
  if (value != NULL)
    append_quoted(json->text, value);
  else
    g_string_append(json->text, "null");
}

void
sal_json_add_remarks(SalJson *json, const GPtrArray *remarks, const char *before_option)
{
  sal_json_open(json, "remarks", '[');
  for (guint i = 0; remarks != NULL && i < remarks->len; i++) {
    g_autofree char *spelled = sal_error_spell(remarks->pdata[i], before_option != NULL ? before_option : "");
    sal_json_add_string(json, NULL, spelled);
  }
  sal_json_close(json, ']');
}

void
sal_json_add_boolean(SalJson *json, const char *key, gboolean value)
{
  begin_member(json, key);
  g_string_append(json->text, value ? "true" : "false");
}

void
sal_json_add_integer(SalJson *json, const char *key, gint64 value)
{
  begin_member(json, key);
  g_string_append_printf(json->text, "%" G_GINT64_FORMAT, value);
}

void
sal_json_add_decimal(SalJson *json, const char *key, double value, int decimals)
{
  char format[8], number[G_ASCII_DTOSTR_BUF_SIZE + 320];
  g_snprintf(format, sizeof format, "%%.%df", decimals);
  begin_member(json, key);
  g_string_append(json->text, g_ascii_formatd(number, sizeof number, format, value));
}

void
sal_json_add_km2(SalJson *json, const char *key, gint64 m2)
{
  const guint64 size = m2 < 0 ? -(guint64)m2 : (guint64)m2;
  begin_member(json, key);
  g_string_append_printf(json->text, "%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, m2 < 0 ? "-" : "",
                         size / 1000000, size % 1000000);
}
