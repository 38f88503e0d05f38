#include "styles/reader.h"

#include "styles/roles.h"

#include "styles/color.h"
#include "styles/paint.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define MAX_TEXT_CHARS 200
#define MAX_NUMBER_BYTES 64
#define MAX_FAULTS 100

/* A key and the node that it was given, on the way to its value in the style. */
typedef struct {
  const SalKey *key;
  const char *path; /* "areas.gained.fill" */
  const SalYaml *node;
  GPtrArray *faults; /* where to keep them and go on; NULL: the first one ends the reading */
} Entry;

/* Takes the fault. FALSE: reading ends. */
static gboolean
keep_fault(const Entry *entry, GError *fault, GError **error)
{
  if (entry->faults == NULL || entry->faults->len >= MAX_FAULTS) {
    g_propagate_error(error, fault);
    return FALSE;
  }
  g_ptr_array_add(entry->faults, g_strdup(fault->message));
  g_error_free(fault);
  return TRUE;
}

static gboolean
set_wrong_value(const Entry *entry, const SalYaml *node, GError **error)
{
  g_autofree char *expected = sal_schema_expects(entry->key);
  g_autofree char *got = sal_yaml_describe(node);
  const char *const *choices =
      entry->key->kind == SAL_KEY_PAINT ? sal_paint_list_roles() : entry->key->choices;
  const gboolean is_text = choices != NULL && node->kind == SAL_YAML_SCALAR;
  g_autofree char *hint = is_text ? sal_error_suggest(node->text, choices) : g_strdup("");
  const gboolean is_color = entry->key->kind == SAL_KEY_COLOR || entry->key->kind == SAL_KEY_PAINT;
  const gboolean is_comment = is_color && sal_yaml_is_null(node);
  return sal_error_set(error, SAL_ERROR_STYLE, "%u: %s: expected %s, got %s%s", node->line, entry->path,
                       expected, got, is_comment ? " (an unquoted # begins a comment)" : hint);
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

/* Of several lines. */
static gboolean
parse_prose(const SalYaml *node, char **value)
{
  if (node->kind != SAL_YAML_SCALAR || sal_yaml_is_null(node) || *node->text == '\0' ||
      g_utf8_strlen(node->text, -1) > SAL_SCHEMA_MAX_PROSE)
    return FALSE;
  for (const char *p = node->text; *p != '\0'; p = g_utf8_next_char(p))
    if (*p != '\n' && !g_unichar_isprint(g_utf8_get_char(p)))
      return FALSE;
  g_free(*value);
  *value = g_strdup(node->text);
  return TRUE;
}

static gboolean
parse_length(const SalYaml *node, SalLength *value)
{
  return node->kind == SAL_YAML_SCALAR && sal_length_parse(node->text, value);
}

static gboolean
parse_paint(const SalYaml *node, SalPaint *value)
{
  return node->kind == SAL_YAML_SCALAR && !sal_yaml_is_null(node) && sal_paint_parse(node->text, value);
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

/* Where text stands among the choices; -1 if it does not. */
static int
find_choice(const char *const *choices, const SalYaml *node)
{
  for (int i = 0; node->kind == SAL_YAML_SCALAR && choices[i] != NULL; i++)
    if (g_str_equal(choices[i], node->text))
      return i;
  return -1;
}

static gboolean
parse_choice(const SalYaml *node, const SalKey *key, int *value)
{
  const int found = find_choice(key->choices, node);
  if (found >= 0)
    *value = found;
  return found >= 0;
}

static gboolean
parse_colors(const SalYaml *node, const SalKey *key, GArray *colors)
{
  const guint n = sal_yaml_get_n_items(node);
  if (node->kind != SAL_YAML_LIST || n < key->min || n > key->max)
    return FALSE;
  g_autoptr(GArray) read = g_array_new(FALSE, TRUE, sizeof(SalColor));
  for (guint i = 0; i < n; i++) {
    SalColor color = { 0 };
    if (!parse_color(sal_yaml_get_item(node, i), &color) || color.a == 0)
      return FALSE;
    g_array_append_val(read, color);
  }
  g_array_set_size(colors, 0);
  g_array_append_vals(colors, read->data, n);
  return TRUE;
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
  case SAL_KEY_CHOICE:
    return parse_choice(node, key, value);
  case SAL_KEY_COLORS:
    return parse_colors(node, key, *(GArray **)value);
  case SAL_KEY_PROSE:
    return parse_prose(node, value);
  case SAL_KEY_LENGTH:
    return parse_length(node, value);
  case SAL_KEY_PAINT:
    return parse_paint(node, value);
  case SAL_KEY_BASE: /* read before everything else */
    return TRUE;
  case SAL_KEY_GROUP:
  case SAL_KEY_LAYERS:
  case SAL_KEY_CLASSES:
  default:
    return FALSE;
  }
}

/* Where a complaint is about a group's node: "12: " or "12: areas.gained: ". */
static char *
tell_where(guint line, const char *path)
{
  return *path == '\0' ? g_strdup_printf("%u: ", line) : g_strdup_printf("%u: %s: ", line, path);
}

static gboolean
set_unknown_key(const SalYaml *node, const SalKey *keys, const char *path, GError **error)
{
  g_autofree const char **names = sal_schema_list_names(keys);
  g_autofree char *list = g_strjoinv(", ", (char **)names);
  g_autofree char *where = tell_where(node->line, path);
  g_autofree char *got = sal_yaml_describe(node);
  g_autofree char *hint = node->text != NULL ? sal_error_suggest(node->text, names) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_STYLE, "%sexpected one of %s, got %s%s", where, list, got, hint);
}

/* first: the line that said it before. */
static gboolean
set_repeated(const char *where, const char *what, const SalYaml *node, guint first, GError **error)
{
  return sal_error_set(error, SAL_ERROR_STYLE, "%sexpected each %s once, got '%s' again (first in line %u)",
                       where, what, node->text, first);
}

static gboolean
check_first(const SalYaml *group, guint index, const char *path, GError **error)
{
  const SalYaml *again = sal_yaml_get_item(group, index);
  for (guint i = 0; i < index; i += 2) {
    const SalYaml *first = sal_yaml_get_item(group, i);
    if (!g_str_equal(first->text, again->text))
      continue;
    g_autofree char *where = tell_where(again->line, path);
    return set_repeated(where, "key", again, first->line, error);
  }
  return TRUE;
}

static gboolean read_entry(const Entry *entry, char *value, GError **error);
static gboolean read_group(const Entry *group, char *target, GError **error);

/* lines: where each layer was named before; 0: not yet. */
static gboolean
read_layer(const Entry *entry, const SalYaml *node, guint *lines, SalStyle *style, GError **error)
{
  const int layer = find_choice(entry->key->choices, node);
  if (layer < 0)
    return set_wrong_value(entry, node, error);
  if (lines[layer] != 0) {
    g_autofree char *where = tell_where(node->line, entry->path);
    return set_repeated(where, "layer", node, lines[layer], error);
  }
  lines[layer] = node->line;
  style->layers[style->n_layers++] = (SalStyleLayer)layer;
  return TRUE;
}

static gboolean
read_layers(const Entry *entry, SalStyle *style, GError **error)
{
  guint lines[SAL_STYLE_N_LAYERS] = { 0 };
  if (entry->node->kind != SAL_YAML_LIST)
    return set_wrong_value(entry, entry->node, error);
  memset(style->layers, 0, sizeof style->layers);
  style->n_layers = 0;
  for (guint i = 0; i < sal_yaml_get_n_items(entry->node); i++) {
    GError *fault = NULL;
    if (!read_layer(entry, sal_yaml_get_item(entry->node, i), lines, style, &fault) &&
        !keep_fault(entry, fault, error))
      return FALSE;
  }
  return TRUE;
}

/* The class of that name, made if there is none; NULL where there are too many. */
static SalStyleClass *
enter_class(GArray *classes, const char *name, double max)
{
  for (guint i = 0; i < classes->len; i++) {
    SalStyleClass *class = &g_array_index(classes, SalStyleClass, i);
    if (g_str_equal(class->name, name))
      return class;
  }
  if (classes->len >= max)
    return NULL;
  const SalStyleClass class = { .name = g_strdup(name), .area.hatch.spacing_mm = 1 };
  g_array_append_val(classes, class);
  return &g_array_index(classes, SalStyleClass, classes->len - 1);
}

static gboolean
read_class(const Entry *entry, const SalYaml *name, GArray *classes, GError **error)
{
  const SalKey name_key = { .kind = SAL_KEY_TEXT };
  g_autofree char *text = NULL;
  const Entry named = { &name_key, entry->path, name, entry->faults };
  if (!parse_text(name, &text))
    return set_wrong_value(&named, name, error);
  SalStyleClass *class = enter_class(classes, text, entry->key->max);
  if (class == NULL)
    return sal_error_set(error, SAL_ERROR_STYLE, "%u: %s: expected at most %g classes, got more", name->line,
                         entry->path, entry->key->max);
  g_autofree char *path = g_strconcat(entry->path, ".", text, NULL);
  const SalKey class_key = { .kind = SAL_KEY_GROUP, .keys = entry->key->keys };
  const Entry inner = { &class_key, path, entry->node, entry->faults };
  return read_entry(&inner, (char *)class, error);
}

/* There are at most as many names as a style may have classes, so comparing each with all others costs
 * little. */
static gboolean
read_classes(const Entry *entry, GArray *classes, GError **error)
{
  const SalYaml *node = entry->node;
  if (node->kind != SAL_YAML_MAPPING)
    return sal_yaml_is_null(node) || set_wrong_value(entry, node, error);
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(node); i += 2) {
    const Entry inner = { entry->key, entry->path, sal_yaml_get_item(node, i + 1), entry->faults };
    GError *fault = NULL;
    const gboolean is_read = read_class(&inner, sal_yaml_get_item(node, i), classes, &fault) &&
                             check_first(node, i, entry->path, &fault);
    if (!is_read && !keep_fault(entry, fault, error))
      return FALSE;
  }
  return TRUE;
}

/* `none` for a line or a hatch is a width of 0. An empty group changes nothing. */
static gboolean
read_entry(const Entry *entry, char *value, GError **error)
{
  const SalYaml *node = entry->node;
  const SalKey *key = entry->key;
  if (key->kind == SAL_KEY_LAYERS)
    return read_layers(entry, (SalStyle *)(gpointer)value, error);
  if (key->kind == SAL_KEY_CLASSES)
    return read_classes(entry, *(GArray **)(gpointer)value, error);
  if (key->kind != SAL_KEY_GROUP)
    return parse_value(node, key, value) || set_wrong_value(entry, node, error);
  if (node->kind == SAL_YAML_MAPPING)
    return read_group(entry, value, error);
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
read_item(const Entry *group, guint index, char *target, GError **error)
{
  const SalYaml *name = sal_yaml_get_item(group->node, index);
  const SalKey *key = name->text != NULL ? sal_schema_find(group->key->keys, name->text) : NULL;
  if (key == NULL)
    return set_unknown_key(name, group->key->keys, group->path, error);
  if (!check_first(group->node, index, group->path, error))
    return FALSE;
  const gboolean is_top = *group->path == '\0';
  g_autofree char *path = is_top ? g_strdup(key->name) : g_strconcat(group->path, ".", key->name, NULL);
  const Entry entry = { key, path, sal_yaml_get_item(group->node, index + 1), group->faults };
  return read_entry(&entry, target + key->offset, error);
}

static gboolean
read_group(const Entry *group, char *target, GError **error)
{
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(group->node); i += 2) {
    GError *fault = NULL;
    if (!read_item(group, i, target, &fault) && !keep_fault(group, fault, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_reader_read(const SalReading *reading, const SalYaml *node, gpointer target, GError **error)
{
  const SalKey group = { .kind = SAL_KEY_GROUP, .keys = reading->keys };
  const Entry entry = { &group, reading->path, node, reading->faults };
  if (node->kind == SAL_YAML_MAPPING)
    return read_group(&entry, target, error);
  if (sal_yaml_is_null(node))
    return TRUE;
  g_autofree char *got = sal_yaml_describe(node), *where = tell_where(node->line, reading->path);
  return sal_error_set(error, SAL_ERROR_STYLE, "%sexpected a mapping, got %s", where, got);
}

/* Before all else that a file says, which may refine it. What is no colour is told of when the roles are read as keys. */
static void
apply_roles(const SalYaml *root, SalStyle *style)
{
  const SalYaml *node = sal_yaml_find(root, "roles");
  const SalKey *keys = sal_schema_find(sal_schema_get_keys(), "roles")->keys;
  SalStyle said = { .roles = { { 0 } } };
  for (const SalKey *key = keys; node != NULL && node->kind == SAL_YAML_MAPPING && key->name != NULL; key++) {
    const SalYaml *value = sal_yaml_find(node, key->name);
    if (value != NULL && value->kind == SAL_YAML_SCALAR && value->text != NULL)
      sal_color_parse(value->text, (SalColor *)(gpointer)((char *)&said + key->offset));
  }
  sal_roles_apply(style, &said.roles);
}

static gboolean
read_root(const SalYaml *root, SalStyle *style, GPtrArray *faults, GError **error)
{
  apply_roles(root, style);
  return sal_reader_read(&(SalReading){ sal_schema_get_keys(), "", faults }, root, style, error);
}

gboolean
sal_style_read(const SalYaml *root, SalStyle *style, GError **error)
{
  return read_root(root, style, NULL, error);
}

void
sal_style_read_all_faults(const SalYaml *root, SalStyle *style, GPtrArray *faults)
{
  g_autoptr(GError) last = NULL;
  if (!read_root(root, style, faults, &last))
    g_ptr_array_add(faults, g_strdup(last->message));
}

char *
sal_style_read_base(const SalYaml *node, GError **error)
{
  char *base = NULL;
  const Entry entry = { sal_schema_find(sal_schema_get_keys(), "base"), "base", node, NULL };
  if (!parse_text(node, &base))
    set_wrong_value(&entry, node, error);
  return base;
}
