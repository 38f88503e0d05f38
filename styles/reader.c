#include "styles/reader.h"

#include "styles/color.h"
#include "styles/schema.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define MAX_TEXT_CHARS 200
#define MAX_NUMBER_BYTES 64

/* A key and the node that it was given, on the way to its value in the style. */
typedef struct {
  const SalKey *key;
  const char *path; /* "areas.gained.fill" */
  const SalYaml *node;
} Entry;

static gboolean
set_wrong_value(const Entry *entry, const SalYaml *node, GError **error)
{
  g_autofree char *expected = sal_schema_expects(entry->key);
  g_autofree char *got = sal_yaml_describe(node);
  const gboolean is_comment = entry->key->kind == SAL_KEY_COLOR && sal_yaml_is_null(node);
  return sal_error_set(error, SAL_ERROR_STYLE, "%u: %s: expected %s, got %s%s", node->line, entry->path,
                       expected, got, is_comment ? " (an unquoted # begins a comment)" : "");
}

/* Strict, and the same in every locale: no nan, no inf, no hexadecimal digits, nothing around it. */
static gboolean
parse_number(const SalYaml *node, const SalKey *key, double *value)
{
  if (node->kind != SAL_YAML_SCALAR || node->quoted || *node->text == '\0' ||
      strlen(node->text) > MAX_NUMBER_BYTES || strspn(node->text, "0123456789+-.eE") != strlen(node->text))
    return FALSE;
  char *end = NULL;
  const double number = g_ascii_strtod(node->text, &end);
  if (*end != '\0' || !isfinite(number) || number < key->min || number > key->max)
    return FALSE;
  *value = number + 0.0; /* no negative zero */
  return TRUE;
}

static gboolean
parse_numbers(const SalYaml *node, const SalKey *key, double *values, guint n_max)
{
  const guint n = sal_yaml_get_n_items(node);
  if (node->kind != SAL_YAML_LIST || n > n_max)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!parse_number(sal_yaml_get_item(node, i), key, &values[i]))
      return FALSE;
  return TRUE;
}

static gboolean
parse_text(const SalYaml *node, char **value)
{
  if (node->kind != SAL_YAML_SCALAR || sal_yaml_is_null(node) || *node->text == '\0' ||
      g_utf8_strlen(node->text, -1) > MAX_TEXT_CHARS)
    return FALSE;
  for (const char *p = node->text; *p != '\0'; p = g_utf8_next_char(p))
    if (!g_unichar_isprint(g_utf8_get_char(p)))
      return FALSE;
  g_free(*value);
  *value = g_strdup(node->text);
  return TRUE;
}

static gboolean
parse_whole(const SalYaml *node, const SalKey *key, int *value)
{
  double number = 0;
  if (!parse_number(node, key, &number) || number != floor(number))
    return FALSE;
  *value = (int)number;
  return TRUE;
}

static gboolean
parse_flag(const SalYaml *node, gboolean *value)
{
  if (node->kind != SAL_YAML_SCALAR || node->quoted)
    return FALSE;
  const gboolean is_true = g_str_equal(node->text, "true");
  if (!is_true && !g_str_equal(node->text, "false"))
    return FALSE;
  *value = is_true;
  return TRUE;
}

static gboolean
parse_dash(const SalYaml *node, const SalKey *key, SalLineStyle *line)
{
  double lengths[G_N_ELEMENTS(line->dash_mm)] = { 0 };
  if (!parse_numbers(node, key, lengths, G_N_ELEMENTS(lengths)) || sal_yaml_get_n_items(node) % 2 != 0)
    return FALSE;
  memcpy(line->dash_mm, lengths, sizeof lengths);
  line->n_dash = sal_yaml_get_n_items(node);
  return TRUE;
}

static gboolean
parse_ranks(const SalYaml *node, const SalKey *key, double *values)
{
  double ranks[SAL_STYLE_PLACE_RANKS];
  if (sal_yaml_get_n_items(node) != SAL_STYLE_PLACE_RANKS ||
      !parse_numbers(node, key, ranks, SAL_STYLE_PLACE_RANKS))
    return FALSE;
  memcpy(values, ranks, sizeof ranks);
  return TRUE;
}

static gboolean
parse_color(const SalYaml *node, SalColor *color)
{
  return node->kind == SAL_YAML_SCALAR && sal_color_parse(node->text, color);
}

static gboolean
parse_value(const SalYaml *node, const SalKey *key, gpointer value)
{
  switch (key->kind) {
  case SAL_KEY_TEXT:
    return parse_text(node, value);
  case SAL_KEY_COLOR:
    return parse_color(node, value);
  case SAL_KEY_NUMBER:
    return parse_number(node, key, value);
  case SAL_KEY_WHOLE:
    return parse_whole(node, key, value);
  case SAL_KEY_FLAG:
    return parse_flag(node, value);
  case SAL_KEY_DASH:
    return parse_dash(node, key, value);
  case SAL_KEY_RANKS:
    return parse_ranks(node, key, value);
  case SAL_KEY_BASE: /* read before everything else */
    return TRUE;
  case SAL_KEY_GROUP:
  default:
    return FALSE;
  }
}

/* The place of a complaint about a group's node: "12: " or "12: areas.gained: ". */
static char *
tell_place(guint line, const char *path)
{
  return *path == '\0' ? g_strdup_printf("%u: ", line) : g_strdup_printf("%u: %s: ", line, path);
}

static gboolean
set_unknown_key(const SalYaml *node, const SalKey *keys, const char *path, GError **error)
{
  g_autofree const char **names = sal_schema_list_names(keys);
  g_autofree char *list = g_strjoinv(", ", (char **)names);
  g_autofree char *place = tell_place(node->line, path);
  g_autofree char *got = sal_yaml_describe(node);
  g_autofree char *hint = node->text != NULL ? sal_error_suggest(node->text, names) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_STYLE, "%sexpected one of %s, got %s%s", place, list, got, hint);
}

static gboolean
check_first(const SalYaml *group, guint index, const char *path, GError **error)
{
  const SalYaml *again = sal_yaml_get_item(group, index);
  for (guint i = 0; i < index; i += 2) {
    const SalYaml *first = sal_yaml_get_item(group, i);
    if (!g_str_equal(first->text, again->text))
      continue;
    g_autofree char *place = tell_place(again->line, path);
    return sal_error_set(error, SAL_ERROR_STYLE,
                         "%sexpected each key once, got '%s' again (first in line %u)", place, again->text,
                         first->line);
  }
  return TRUE;
}

static gboolean
read_group(const SalYaml *group, const SalKey *keys, const char *path, char *target, GError **error);

/* `none` for a line or a hatch is a width of 0; nothing at all for a group leaves everything as it is. */
static gboolean
read_entry(const Entry *entry, char *value, GError **error)
{
  const SalYaml *node = entry->node;
  const SalKey *key = entry->key;
  if (key->kind != SAL_KEY_GROUP)
    return parse_value(node, key, value) || set_wrong_value(entry, node, error);
  if (node->kind == SAL_YAML_MAPPING)
    return read_group(node, key->keys, entry->path, value, error);
  const SalKey *width = sal_schema_find(key->keys, "width_mm");
  if (width != NULL && node->kind == SAL_YAML_SCALAR && g_str_equal(node->text, "none")) {
    *(double *)(gpointer)(value + width->offset) = 0;
    return TRUE;
  }
  return sal_yaml_is_null(node) || set_wrong_value(entry, node, error);
}

/* Each key is known before it is compared with those before it, so there are never more than the schema has.
 */
static gboolean
read_group(const SalYaml *group, const SalKey *keys, const char *path, char *target, GError **error)
{
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(group); i += 2) {
    const SalYaml *name = sal_yaml_get_item(group, i);
    const SalKey *key = name->text != NULL ? sal_schema_find(keys, name->text) : NULL;
    if (key == NULL)
      return set_unknown_key(name, keys, path, error);
    if (!check_first(group, i, path, error))
      return FALSE;
    g_autofree char *inner = *path == '\0' ? g_strdup(key->name) : g_strconcat(path, ".", key->name, NULL);
    const Entry entry = { key, inner, sal_yaml_get_item(group, i + 1) };
    if (!read_entry(&entry, target + key->offset, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_style_read(const SalYaml *root, SalStyle *style, GError **error)
{
  if (root->kind == SAL_YAML_MAPPING)
    return read_group(root, sal_schema_get_keys(), "", (char *)style, error);
  if (sal_yaml_is_null(root))
    return TRUE;
  g_autofree char *got = sal_yaml_describe(root);
  return sal_error_set(error, SAL_ERROR_STYLE, "%u: expected a mapping, got %s", root->line, got);
}

char *
sal_style_read_base(const SalYaml *node, GError **error)
{
  char *base = NULL;
  const Entry entry = { sal_schema_find(sal_schema_get_keys(), "base"), "base", node };
  if (!parse_text(node, &base))
    set_wrong_value(&entry, node, error);
  return base;
}
