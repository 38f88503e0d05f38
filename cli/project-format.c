/* A command line written down as a project file: project_format(). */
#include "project.h"

#include "salient.h"

#include <string.h>

/* Whether YAML reads a text as it stands. */
static gboolean
is_plain(const char *text)
{
  static const char *const words[] = { "null", "true", "false", "yes", "no", "on", "off", NULL };
  const gsize n = strlen(text);
  if (n == 0 || text[n - 1] == ' ' || !(g_ascii_isalnum(text[0]) || strchr("/.-+", text[0]) != NULL) ||
      g_str_equal(text, "-") || g_str_has_prefix(text, "- ") || g_str_has_prefix(text, "---") ||
      g_str_has_prefix(text, "..."))
    return FALSE;
  if (strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._+- ,|=%") != n)
    return FALSE;
  g_autofree char *lower = g_ascii_strdown(text, -1);
  return !g_strv_contains(words, lower);
}

static void
append_escaped(GString *yaml, const char *text)
{
  g_string_append_c(yaml, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (c == '"' || c == '\\')
      g_string_append_printf(yaml, "\\%c", (char)c);
    else if (g_unichar_isprint(c) && c != 0xfeff)
      g_string_append_unichar(yaml, c);
    else if (c > 0xffff)
      g_string_append_printf(yaml, "\\U%08X", c);
    else
      g_string_append_printf(yaml, "\\u%04X", c);
  }
  g_string_append_c(yaml, '"');
}

static gboolean
append_text(GString *yaml, const char *key, const char *text, GError **error)
{
  if (!g_utf8_validate(text, -1, NULL)) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_FORMAT, "--print-project: %s: expected a name in UTF-8, got '%s'",
                         key, quoted);
  }
  if (is_plain(text))
    g_string_append(yaml, text);
  else
    append_escaped(yaml, text);
  g_string_append_c(yaml, '\n');
  return TRUE;
}

/* indent: in front of the items, a line each. */
static gboolean
append_list(GString *yaml, const char *key, const char *indent, const GPtrArray *texts, GError **error)
{
  g_string_append_c(yaml, '\n');
  for (guint i = 0; texts != NULL && i < texts->len; i++) {
    g_string_append_printf(yaml, "%s  - ", indent);
    if (!append_text(yaml, key, texts->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
append_value(GString *yaml, const Option *option, const char *indent, const Arguments *arguments,
             GError **error)
{
  const char *field = (const char *)arguments + option->target;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  switch (option->kind) {
  case OPTION_FLAG:
    g_string_append(yaml, *(const gboolean *)(gconstpointer)field ? " true\n" : " false\n");
    return TRUE;
  case OPTION_INTEGER:
    g_string_append_printf(yaml, " %d\n", *(const int *)(gconstpointer)field);
    return TRUE;
  case OPTION_NUMBER:
    g_string_append_printf(yaml, " %s\n",
                           g_ascii_dtostr(number, sizeof number, *(const double *)(gconstpointer)field));
    return TRUE;
  case OPTION_TEXTS:
  case OPTION_FILES:
    return append_list(yaml, option->name, indent, *(GPtrArray *const *)(gconstpointer)field, error);
  case OPTION_CHOICE:
  case OPTION_TEXT:
  case OPTION_FILE:
  default:
    g_string_append_c(yaml, ' ');
    return append_text(yaml, option->name, *(char *const *)(gconstpointer)field, error);
  }
}

/* Whether a row stands for its name: of several rows of a name the first does. */
static gboolean
is_first_row(const Option *option)
{
  for (const Option *row = argument_table.options; row != option; row++)
    if (g_str_equal(row->name, option->name))
      return FALSE;
  return TRUE;
}

static gboolean
is_written(const Option *option, const Arguments *arguments)
{
  static const char *const left_out[] = { "project", "preset", "print-project", "help", NULL };
  return is_first_row(option) && !g_strv_contains(left_out, option->name) &&
         g_hash_table_contains(arguments->given, option->name);
}

static gboolean
append_option(GString *yaml, const Option *option, const char *indent, const Arguments *arguments,
              GError **error)
{
  g_string_append_printf(yaml, "%s%s:", indent, option->name);
  return append_value(yaml, option, indent, arguments, error);
}

/* What a map says of itself: what the whole does not say, or says otherwise. */
static gboolean
append_map(GString *yaml, const Arguments *map, const Arguments *whole, GError **error)
{
  g_autoptr(GString) block = g_string_new(NULL);
  for (const Option *option = argument_table.options; option->name != NULL; option++) {
    g_autoptr(GString) own = g_string_new(NULL);
    g_autoptr(GString) common = g_string_new(NULL);
    if (!is_written(option, map))
      continue;
    if (!append_option(own, option, "    ", map, error))
      return FALSE;
    if (is_written(option, whole) && !append_option(common, option, "    ", whole, error))
      return FALSE;
    if (!g_string_equal(own, common) || g_str_equal(option->name, "output"))
      g_string_append(block, own->str);
  }
  if (block->len > 4)
    block->str[2] = '-';
  g_string_append(yaml, block->str);
  return TRUE;
}

char *
project_format(const Arguments *arguments, GError **error)
{
  g_autoptr(GString) yaml = g_string_new(NULL);
  if (arguments->operands->len > 0) {
    g_string_append(yaml, "sources:");
    if (!append_list(yaml, "sources", "", arguments->operands, error))
      return NULL;
  }
  for (const Option *option = argument_table.options; option->name != NULL; option++)
    if (is_written(option, arguments) && !append_option(yaml, option, "", arguments, error))
      return NULL;
  if (arguments->maps != NULL)
    g_string_append(yaml, "maps:\n");
  for (guint i = 0; arguments->maps != NULL && i < arguments->maps->len; i++)
    if (!append_map(yaml, arguments->maps->pdata[i], arguments, error))
      return NULL;
  return g_string_free(g_steal_pointer(&yaml), FALSE);
}
