#include "data/base/plain.h"

gboolean
sal_plain_is_control(gunichar c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

gboolean
sal_plain_is_turn(gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

gboolean
sal_plain_is_bidi(gunichar c)
{
  return sal_plain_is_turn(c) || c == 0x061C || c == 0x200E || c == 0x200F;
}

static gboolean
has_shape(gunichar c)
{
  const gboolean joins = c == 0x200C || c == 0x200D;
  return joins || (g_unichar_isprint(c) && !sal_plain_is_control(c) && !sal_plain_is_bidi(c));
}

void
sal_plain_append_shown(GString *text, gunichar c)
{
  if (c == '\n')
    g_string_append(text, "\\n");
  else if (c == '\t')
    g_string_append(text, "\\t");
  else if (!has_shape(c))
    g_string_append_printf(text, "\\u%04X", c);
  else
    g_string_append_unichar(text, c);
}

char *
sal_plain_show(const char *text, guint max_chars)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *shown = g_string_new(NULL);
  guint n = 0;
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    if (n++ == max_chars) {
      g_string_append(shown, "…");
      break;
    }
    sal_plain_append_shown(shown, g_utf8_get_char(p));
  }
  return g_string_free(shown, FALSE);
}

char *
sal_plain_show_lines(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *shown = g_string_new(NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (c == '\n' || (c >= '\t' && c <= '\r'))
      g_string_append_c(shown, c == '\n' ? '\n' : ' ');
    else if (sal_plain_is_control(c) || sal_plain_is_bidi(c))
      sal_plain_append_shown(shown, c);
    else
      g_string_append_unichar(shown, c);
  }
  return g_string_free(shown, FALSE);
}

char *
sal_plain_flatten(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *line = g_string_new(NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (sal_plain_is_control(c))
      g_string_append_c(line, ' ');
    else if (sal_plain_is_bidi(c))
      sal_plain_append_shown(line, c);
    else
      g_string_append_unichar(line, c);
  }
  return g_string_free(line, FALSE);
}

char *
sal_plain_replace(const char *text, gboolean (*is_bad)(gunichar c))
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *clean = g_string_new(NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    g_string_append_unichar(clean, is_bad(c) ? 0xFFFD : c);
  }
  return g_string_free(clean, FALSE);
}
