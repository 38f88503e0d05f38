#include "styles/format.h"

#include "styles/schema.h"

#include <string.h>

/* The shortest digits that are read as the same number. */
static void
append_number(GString *out, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(digits, sizeof digits, "%.15g", value);
  if (g_ascii_strtod(digits, NULL) != value)
    g_ascii_formatd(digits, sizeof digits, "%.17g", value);
  g_string_append(out, digits);
}

static void
append_numbers(GString *out, const double *values, guint n)
{
  g_string_append_c(out, '[');
  for (guint i = 0; i < n; i++) {
    g_string_append(out, i > 0 ? ", " : "");
    append_number(out, values[i]);
  }
  g_string_append_c(out, ']');
}

/* Texts of a style hold no control characters, so only these two need care. */
static void
append_text(GString *out, const char *text)
{
  g_string_append_c(out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c(out, '\\');
    g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
}

static void
append_color(GString *out, SalColor color)
{
  g_autofree char *text = sal_color_format(color);
  g_string_append_printf(out, color.a == 0 ? "%s" : "\"%s\"", text);
}

static void
append_colors(GString *out, const GArray *colors)
{
  for (guint i = 0; i < colors->len; i++) {
    g_string_append(out, i > 0 ? ", " : "[");
    append_color(out, g_array_index(colors, SalColor, i));
  }
  g_string_append_c(out, ']');
}

static void
append_layers(GString *out, const SalStyle *style, const char *const *names)
{
  g_string_append_c(out, '[');
  for (guint i = 0; i < style->n_layers; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", names[style->layers[i]]);
  g_string_append_c(out, ']');
}

static void
append_value(GString *out, const SalKey *key, gconstpointer value)
{
  const SalLineStyle *line = value;
  switch (key->kind) {
  case SAL_KEY_TEXT:
    append_text(out, *(char *const *)value);
    break;
  case SAL_KEY_COLOR:
    append_color(out, *(const SalColor *)value);
    break;
  case SAL_KEY_NUMBER:
    append_number(out, *(const double *)value);
    break;
  case SAL_KEY_WHOLE:
    g_string_append_printf(out, "%d", *(const int *)value);
    break;
  case SAL_KEY_FLAG:
    g_string_append(out, *(const gboolean *)value ? "true" : "false");
    break;
  case SAL_KEY_DASH:
    append_numbers(out, line->dash_mm, line->n_dash);
    break;
  case SAL_KEY_RANKS:
    append_numbers(out, value, SAL_STYLE_PLACE_RANKS);
    break;
  case SAL_KEY_CHOICE:
    g_string_append(out, key->choices[*(const int *)value]);
    break;
  case SAL_KEY_COLORS:
    append_colors(out, *(GArray *const *)value);
    break;
  case SAL_KEY_LAYERS:
    append_layers(out, value, key->choices);
    break;
  case SAL_KEY_BASE:
  case SAL_KEY_GROUP:
  case SAL_KEY_CLASSES:
  case SAL_KEY_PROSE:
  case SAL_KEY_LENGTH:
  case SAL_KEY_PAINT:
  default:
    break;
  }
}

static gboolean
has_groups(const SalKey *keys)
{
  for (; keys->name != NULL; keys++)
    if (keys->kind == SAL_KEY_GROUP)
      return TRUE;
  return FALSE;
}

/* A group that has only values, on one line. */
static void
append_flat_group(GString *out, const SalKey *keys, const char *values)
{
  g_string_append_c(out, '{');
  for (const SalKey *key = keys; key->name != NULL; key++) {
    g_string_append_printf(out, "%s%s: ", key > keys ? ", " : "", key->name);
    append_value(out, key, values + key->offset);
  }
  g_string_append_c(out, '}');
}

static void append_group(GString *out, const SalKey *keys, const char *values, int indent);

/* Whether YAML reads the name as this text without quotes. */
static gboolean
is_plain(const char *name)
{
  const char *const others[] = { "null", "true", "false", NULL };
  for (const char *p = name; *p != '\0'; p++)
    if (!(g_ascii_isalpha(*p) || *p == '_' || (p > name && g_ascii_isdigit(*p))))
      return FALSE;
  return !g_strv_contains(others, name);
}

static void
append_classes(GString *out, const SalKey *keys, const GArray *classes, int indent)
{
  for (guint i = 0; i < classes->len; i++) {
    const SalStyleClass *class = &g_array_index(classes, SalStyleClass, i);
    g_string_append_printf(out, "%*s", indent, "");
    if (is_plain(class->name))
      g_string_append(out, class->name);
    else
      append_text(out, class->name);
    g_string_append(out, ":\n");
    append_group(out, keys, (const char *)class, indent + 2);
  }
}

static gboolean
is_said(const SalKey *key, const char *value)
{
  return key->kind != SAL_KEY_BASE &&
         (key->kind != SAL_KEY_TEXT || *(char *const *)(gconstpointer)value != NULL);
}

static void
append_group(GString *out, const SalKey *keys, const char *values, int indent)
{
  for (const SalKey *key = keys; key->name != NULL; key++) {
    const char *value = values + key->offset;
    if (!is_said(key, value))
      continue;
    if (key->kind == SAL_KEY_CLASSES) {
      g_string_append_printf(out, "%*s%s:\n", indent, "", key->name);
      append_classes(out, key->keys, *(GArray *const *)(gconstpointer)value, indent + 2);
      continue;
    }
    const gboolean is_deep = key->kind == SAL_KEY_GROUP && has_groups(key->keys);
    g_string_append_printf(out, "%*s%s:%s", indent, "", key->name, is_deep ? "\n" : " ");
    if (is_deep) {
      append_group(out, key->keys, value, indent + 2);
      continue;
    }
    if (key->kind == SAL_KEY_GROUP)
      append_flat_group(out, key->keys, value);
    else
      append_value(out, key, value);
    g_string_append_c(out, '\n');
  }
}

char *
sal_style_format(const SalStyle *style)
{
  GString *out = g_string_new(NULL);
  append_group(out, sal_schema_get_keys(), (const char *)style, 0);
  return g_string_free(out, FALSE);
}
