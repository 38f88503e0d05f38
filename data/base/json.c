#include "data/base/json.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/base/secrets.h"

#include <string.h>

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

/* Strings hold no newline, so that each is followed by what indents the next line. */
char *
sal_json_flatten(const char *document)
{
  GString *text = g_string_new(NULL);
  for (const char *c = document; *c != '\0'; c++) {
    if (*c != '\n') {
      g_string_append_c(text, *c);
      continue;
    }
    while (c[1] == ' ')
      c++;
    if (text->len > 0 && text->str[text->len - 1] == ',')
      g_string_append_c(text, ' ');
  }
  return g_string_free(text, FALSE);
}

char *
sal_json_join(const char *first, const char *second)
{
  static const char begin[] = "{\n", end[] = "\n}\n";
  g_return_val_if_fail(g_str_has_suffix(first, end) && g_str_has_prefix(second, begin), g_strdup(second));
  return g_strdup_printf("%.*s,\n%s", (int)(strlen(first) - strlen(end)), first, second + strlen(begin));
}

static void
append_quoted(GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid(value, -1);
  g_string_append_c(text, '"');
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (c == '"' || c == '\\')
      g_string_append_printf(text, "\\%c", (char)c);
    else if (c == '\n')
      g_string_append(text, "\\n");
    else if (sal_plain_is_control(c) || sal_plain_is_bidi(c))
      g_string_append_printf(text, "\\u%04x", c);
    else
      g_string_append_unichar(text, c);
  }
  g_string_append_c(text, '"');
}

char *
sal_json_quote(const char *text)
{
  GString *quoted = g_string_new(NULL);
  append_quoted(quoted, text);
  return g_string_free(quoted, FALSE);
}

char *
sal_json_escape_document(const char *json, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid(json, (gssize)length);
  GString *escaped = g_string_sized_new(length);
  const char *done = valid;
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = (guchar)*p >= 0x7F ? g_utf8_get_char(p) : 0;
    if (c == 0 || !(sal_plain_is_control(c) || sal_plain_is_bidi(c)))
      continue;
    g_string_append_len(escaped, done, p - done);
    g_string_append_printf(escaped, "\\u%04x", c);
    done = g_utf8_next_char(p);
  }
  g_string_append(escaped, done);
  return g_string_free(escaped, FALSE);
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
sal_json_add_source(SalJson *json, const char *key, const char *name)
{
  g_autofree char *masked = name != NULL ? sal_secrets_mask(name) : NULL;
  sal_json_add_string(json, key, masked);
}

void
sal_json_add_remarks(SalJson *json, const GPtrArray *remarks, const char *before_option)
{
  sal_json_open(json, "remarks", '[');
  for (guint i = 0; remarks != NULL && i < remarks->len; i++) {
    g_autofree char *spelled = sal_error_spell(remarks->pdata[i], before_option != NULL ? before_option : "");
    sal_json_add_source(json, NULL, spelled);
  }
  sal_json_close(json, ']');
}

void
sal_json_add_faults(SalJson *json, const GPtrArray *faults, const char *before_option)
{
  if (faults == NULL)
    return;
  sal_json_add_integer(json, "bad_file_count", faults->len);
  sal_json_open(json, "bad_files", '[');
  for (guint i = 0; i < faults->len; i++) {
    const SalFault *fault = faults->pdata[i];
    g_autofree char *spelled =
        sal_error_spell(fault->error->message, before_option != NULL ? before_option : "");
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "path", fault->path);
    sal_json_add_string(json, "part", fault->detail);
    sal_json_add_source(json, "fault", spelled);
    sal_json_close(json, '}');
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
