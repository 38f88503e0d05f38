#include "data/base/markdown.h"

#include "data/base/plain.h"

#include <string.h>

/* A text being escaped: all that is before p is done. */
typedef struct {
  const char *text;
  const char *p;
  GString *out;
} Escaping;

static gboolean
is_word(gunichar c)
{
  return g_unichar_isalnum(c);
}

/* The characters beside p; 0 at either end. */
static gunichar
get_before(const Escaping *escaping)
{
  return escaping->p > escaping->text ? g_utf8_get_char(g_utf8_prev_char(escaping->p)) : 0;
}

static gunichar
get_after(const Escaping *escaping)
{
  return g_utf8_get_char(g_utf8_next_char(escaping->p));
}

/* Inside of a word an underscore is a letter. */
static gboolean
is_plain_underscore(const Escaping *escaping)
{
  return is_word(get_before(escaping)) && is_word(get_after(escaping));
}

/* Emphasis takes two of them, a list one at the start. */
static gboolean
is_plain_star(const Escaping *escaping)
{
  return escaping->p > escaping->text && strchr(escaping->text, '*') == strrchr(escaping->text, '*');
}

/* "&amp;", "&#64;" and the like. */
static gboolean
is_entity(const char *p)
{
  const char *name = p + 1 + (p[1] == '#');
  gsize n = 0;
  while (g_ascii_isalnum(name[n]))
    n++;
  return n > 0 && name[n] == ';';
}

/* "://" of an address, ":smile:" of GitHub. */
static gboolean
is_live_colon(const char *p)
{
  gsize n = 1;
  while (g_ascii_isalnum(p[n]) || (p[n] != '\0' && strchr("_+-", p[n]) != NULL))
    n++;
  return p[1] == '/' || (n > 1 && p[n] == ':');
}

/* The dot of "www.". */
static gboolean
is_dot_of_address(const Escaping *escaping)
{
  return escaping->p - escaping->text >= 3 && g_ascii_strncasecmp(escaping->p - 3, "www", 3) == 0;
}

static gboolean
wants_backslash(const Escaping *escaping)
{
  switch (*escaping->p) {
  case '\\':
  case '`':
  case '[':
  case ']':
  case '|':
  case '~':
  case '$':
    return TRUE;
  case '*':
    return !is_plain_star(escaping);
  case '_':
    return !is_plain_underscore(escaping);
  case ':':
    return is_live_colon(escaping->p);
  case '.':
    return is_dot_of_address(escaping);
  default:
    return FALSE;
  }
}

/* "# a", "- a", "+ a", "---" */
static gboolean
begins_block(const char *text)
{
  const gboolean is_item = text[0] == '+' || text[0] == '-';
  return text[0] == '#' || (is_item && (text[1] == ' ' || text[1] == '\0' || text[1] == '-'));
}

/* At its start a line may be a heading, an item of a list or code. Moves p behind what is done. */
static void
escape_start(Escaping *escaping)
{
  const gsize n_digits = strspn(escaping->text, "0123456789");
  const char *end = escaping->text + n_digits;
  if (escaping->text[0] == ' ') {
    g_string_append(escaping->out, "&#32;");
    escaping->p++;
  } else if (begins_block(escaping->text)) {
    g_string_append_printf(escaping->out, "\\%c", escaping->text[0]);
    escaping->p++;
  } else if (n_digits > 0 && (*end == '.' || *end == ')') && (end[1] == ' ' || end[1] == '\0')) {
    g_string_append_len(escaping->out, escaping->text, (gssize)n_digits);
    g_string_append_printf(escaping->out, "\\%c", *end);
    escaping->p = end + 1;
  }
}

/* "a@b" is an address to GitHub's renderer, "@b" a person to GitHub. */
static gboolean
is_address(const Escaping *escaping)
{
  const gunichar after = get_after(escaping);
  return after != 0 && !g_unichar_isspace(after);
}

static void
escape_character(Escaping *escaping)
{
  const char c = *escaping->p;
  if (c == '<')
    g_string_append(escaping->out, "&lt;");
  else if (c == '>')
    g_string_append(escaping->out, "&gt;");
  else if (c == '&' && is_entity(escaping->p))
    g_string_append(escaping->out, "&amp;");
  else if (c == '@' && is_address(escaping))
    g_string_append(escaping->out, "@<!-- -->"); /* no escape keeps it from being an address or a person */
  else if (wants_backslash(escaping))
    g_string_append_printf(escaping->out, "\\%c", c);
  else
    g_string_append_unichar(escaping->out, g_utf8_get_char(escaping->p));
  escaping->p = g_utf8_next_char(escaping->p);
}

char *
sal_markdown_escape(const char *text, guint max_chars)
{
  g_autofree char *shown = sal_plain_show(text, max_chars);
  Escaping escaping = { shown, shown, g_string_new(NULL) };
  escape_start(&escaping);
  while (*escaping.p != '\0')
    escape_character(&escaping);
  return g_string_free(escaping.out, FALSE);
}
