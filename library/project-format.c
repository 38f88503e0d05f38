/* Writes options as a project: in YAML for people, in JSON for manifests. */
#include "library/project.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/base/secrets.h"

#include <string.h>

/* Whether YAML reads a text unchanged if it stands there without quotes. */
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

void
sal_project_append_quoted(GString *yaml, const char *text)
{
  g_string_append_c(yaml, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (c == '"' || c == '\\')
      g_string_append_printf(yaml, "\\%c", (char)c);
    else if (g_unichar_isprint(c) && !sal_plain_is_control(c))
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
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected a name in UTF-8, got '%s'", key, quoted);
  }
  if (is_plain(text))
    g_string_append(yaml, text);
  else
    sal_project_append_quoted(yaml, text);
  g_string_append_c(yaml, '\n');
  return TRUE;
}

/* Appends a list with one item per line. indent: that of the key. */
static gboolean
append_list(GString *yaml, const char *key, const char *indent, const char *const *texts, GError **error)
{
  g_string_append_c(yaml, '\n');
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    g_string_append_printf(yaml, "%s  - ", indent);
    if (!append_text(yaml, key, texts[i], error))
      return FALSE;
  }
  return TRUE;
}

/* Whether a row is the first of its name. Of several rows of a name only the first is written. */
static gboolean
is_first_row(const SalOptionRow *row)
{
  for (const SalOptionRow *other = sal_option_rows; other != row; other++)
    if (g_str_equal(other->option.name, row->option.name))
      return FALSE;
  return TRUE;
}

/* is_essence: without what is about work. */
static gboolean
is_written(const SalOptionRow *row, const SalientOptions *options, gboolean is_essence)
{
  static const char *const left_out[] = { "project",  "files-from", "preset", "print-project",
                                          "no-cache", "dry-run",    "help",   NULL };
  return is_first_row(row) && !g_strv_contains(left_out, row->option.name) &&
         !(is_essence && sal_project_is_about_work(row)) &&
         g_hash_table_contains(options->given, row->option.name);
}

static gboolean
append_option(GString *yaml, const SalOptionRow *row, const char *indent, const SalientOptions *options,
              GError **error)
{
  const SalientOption *option = &row->option;
  g_string_append_printf(yaml, "%s%s:", indent, option->name);
  if (option->is_list)
    return append_list(yaml, option->name, indent, sal_option_get_list(row, options), error);
  g_autofree char *value = sal_option_format(row, options);
  g_string_append_c(yaml, ' ');
  if (option->kind >= SALIENT_OPTION_CHOICE)
    return append_text(yaml, option->name, value, error);
  g_string_append_printf(yaml, "%s\n", value);
  return TRUE;
}

/* Appends the options of a map that the whole does not have, or has with another value. */
static gboolean
append_map(GString *yaml, const SalientOptions *map, const SalientOptions *whole, gboolean is_essence,
           GError **error)
{
  g_autoptr(GString) block = g_string_new(NULL);
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    g_autoptr(GString) own = g_string_new(NULL);
    g_autoptr(GString) common = g_string_new(NULL);
    if (!is_written(row, map, is_essence))
      continue;
    if (!append_option(own, row, "    ", map, error))
      return FALSE;
    if (is_written(row, whole, is_essence) && !append_option(common, row, "    ", whole, error))
      return FALSE;
    if (!g_string_equal(own, common) || g_str_equal(row->option.name, "output"))
      g_string_append(block, own->str);
  }
  if (block->len > 4)
    block->str[2] = '-';
  g_string_append(yaml, block->str);
  return TRUE;
}

static char *
format(const SalientOptions *options, gboolean is_essence, GError **error)
{
  g_autoptr(GString) yaml = g_string_new(NULL);
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (is_written(row, options, is_essence) && !append_option(yaml, row, "", options, error))
      return NULL;
  if (options->maps != NULL)
    g_string_append(yaml, "maps:\n");
  for (guint i = 0; i < salient_options_get_n_maps(options); i++)
    if (!append_map(yaml, options->maps->pdata[i], options, is_essence, error))
      return NULL;
  return g_string_free(g_steal_pointer(&yaml), FALSE);
}

char *
salient_options_format(const SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, NULL);
  char *text = format(options, FALSE, error);
  if (text == NULL)
    sal_error_blame(error, "print-project");
  return text;
}

char *
sal_project_format_essence(const SalientOptions *options, GError **error)
{
  g_autofree char *text = format(options, TRUE, error);
  if (text == NULL)
    return NULL;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *masked = sal_secrets_mask(lines[i]);
    g_free(lines[i]);
    lines[i] = masked;
  }
  return g_strjoinv("\n", lines);
}

gboolean
sal_project_is_about_work(const SalOptionRow *row)
{
  static const char *const names[] = { "project", "files-from", "print-project", "no-cache", "dry-run",
                                       "help",    "overwrite",  "output-root",   "jobs",     "progress",
                                       "quiet",   "depfile",    "manifest",      "state",    NULL };
  return g_strv_contains(names, row->option.name);
}

/* FALSE: a secret was masked. */
static gboolean
add_text(SalJson *json, const char *key, const char *text)
{
  g_autofree char *masked = text != NULL ? sal_secrets_mask(text) : NULL;
  sal_json_add_string(json, key, masked);
  return g_strcmp0(masked, text) == 0;
}

static gboolean
add_list(SalJson *json, const char *key, const char *const *texts)
{
  gboolean is_whole = TRUE;
  sal_json_open(json, key, '[');
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    is_whole &= add_text(json, NULL, texts[i]);
  sal_json_close(json, ']');
  return is_whole;
}

static gboolean
add_value(SalJson *json, const SalOptionRow *row, const SalientOptions *options)
{
  const SalientOption *option = &row->option;
  if (option->is_list)
    return add_list(json, option->name, sal_option_get_list(row, options));
  g_autofree char *value = sal_option_format(row, options);
  if (option->kind == SALIENT_OPTION_FLAG)
    sal_json_add_boolean(json, option->name, g_str_equal(value, "true"));
  else if (option->kind == SALIENT_OPTION_INTEGER)
    sal_json_add_integer(json, option->name, g_ascii_strtoll(value, NULL, 10));
  else
    return add_text(json, option->name, value);
  return TRUE;
}

/* Whether an option of a map has the value that the whole has. */
static gboolean
is_common(const SalOptionRow *row, const SalientOptions *map, const SalientOptions *whole)
{
  g_autoptr(GString) own = g_string_new(NULL), common = g_string_new(NULL);
  return !g_str_equal(row->option.name, "output") && g_hash_table_contains(whole->given, row->option.name) &&
         append_option(own, row, "", map, NULL) && append_option(common, row, "", whole, NULL) &&
         g_string_equal(own, common);
}

/* Adds the options that were set; of a map those that the whole does not have likewise. whole: NULL: it is no map. */
static gboolean
add_options(SalJson *json, const SalientOptions *options, const SalientOptions *whole)
{
  gboolean is_whole = TRUE;
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (is_first_row(row) && !sal_project_is_about_work(row) &&
        g_hash_table_contains(options->given, row->option.name) &&
        (whole == NULL || !is_common(row, options, whole)))
      is_whole &= add_value(json, row, options);
  return is_whole;
}

gboolean
sal_project_add_json(SalJson *json, const char *key, const SalientOptions *options)
{
  const guint n = salient_options_get_n_maps(options);
  sal_json_open(json, key, '{');
  gboolean is_whole = add_options(json, options, NULL);
  if (n > 0)
    sal_json_open(json, "maps", '[');
  for (guint i = 0; i < n; i++) {
    sal_json_open(json, NULL, '{');
    is_whole &= add_options(json, options->maps->pdata[i], options);
    sal_json_close(json, '}');
  }
  if (n > 0)
    sal_json_close(json, ']');
  sal_json_close(json, '}');
  return is_whole;
}
