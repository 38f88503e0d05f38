#include "data/base/xml.h"

#include "data/base/plain.h"

static gboolean
is_forbidden(gunichar c)
{
  const gboolean is_space = c == '\t' || c == '\n' || c == '\r';
  return (c < 0x20 && !is_space) || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
}

char *
sal_xml_clean(const char *text)
{
  return sal_plain_replace(text, is_forbidden);
}

char *
sal_xml_escape(const char *text)
{
  g_autofree char *clean = sal_xml_clean(text);
  GString *escaped = g_string_new(NULL);
  for (const char *p = clean; *p != '\0'; p++) {
    if (*p == '&')
      g_string_append(escaped, "&amp;");
    else if (*p == '<')
      g_string_append(escaped, "&lt;");
    else if (*p == '>')
      g_string_append(escaped, "&gt;");
    else if (*p == '\r')
      g_string_append(escaped, "&#13;"); /* a bare one would be read as a newline */
    else if (*p == '"')
      g_string_append(escaped, "&quot;");
    else
      g_string_append_c(escaped, *p);
  }
  return g_string_free(escaped, FALSE);
}
