#include "library/names.h"

#include "data/base/error.h"

#include <string.h>

static const char *const placeholders[] = {
  "period", "from", "to", "class", "region", "style", "lang", NULL
};

/* The value of a placeholder; the values are in the order of placeholders. */
static const char *
get_part(const SalNameParts *parts, guint placeholder)
{
  const char *const values[] = { parts->period,
                                 parts->from,
                                 parts->to,
                                 parts->class_name,
                                 *parts->region != '\0' ? parts->region : "whole",
                                 parts->style,
                                 parts->lang != NULL ? parts->lang : "en" };
  return values[placeholder];
}

static void
append_safe(GString *name, const char *value)
{
  for (const char *c = value; *c != '\0'; c++) {
    const gboolean bad = *c == '/' || *c == '\\' || g_ascii_iscntrl(*c) || (*c == '.' && c == value);
    g_string_append_c(name, bad ? '_' : *c);
  }
}

static gboolean
append_placeholder(GString *name, const char *word, const SalNameParts *parts, GError **error)
{
  for (guint i = 0; placeholders[i] != NULL; i++)
    if (g_str_equal(placeholders[i], word)) {
      append_safe(name, get_part(parts, i));
      return TRUE;
    }
  const char *nearest = sal_error_nearest(word, placeholders);
  g_autofree char *quoted = sal_error_quote(word);
  g_autofree char *list = g_strjoinv("} {", (char **)placeholders);
  g_autofree char *hint =
      nearest != NULL ? g_strdup_printf(" (did you mean '{%s}'?)", nearest) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_USAGE, "expected one of {%s}, got '{%s}'%s", list, quoted, hint);
}

/* Appends what the brace at *text begins, a brace or a placeholder, and moves *text behind it. */
static gboolean
append_brace(GString *name, const char **text, const SalNameParts *parts, GError **error)
{
  const char *brace = *text, *end = strchr(brace, '}');
  if (brace[1] == brace[0]) {
    g_string_append_c(name, *brace);
    *text = brace + 2;
    return TRUE;
  }
  if (*brace == '}' || end == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected '%c%c' for a brace, or a placeholder, got a single '%c'", *brace, *brace,
                         *brace);
  g_autofree char *word = g_strndup(brace + 1, (gsize)(end - brace - 1));
  *text = end + 1;
  return append_placeholder(name, word, parts, error);
}

char *
sal_name_expand(const char *pattern, const SalNameParts *parts, GError **error)
{
  g_autoptr(GString) name = g_string_new(NULL);
  for (const char *text = pattern; *text != '\0';) {
    if (*text != '{' && *text != '}')
      g_string_append_c(name, *text++);
    else if (!append_brace(name, &text, parts, error))
      return NULL;
  }
  return g_string_free(g_steal_pointer(&name), FALSE);
}

gboolean
salient_is_picture_name(const char *name)
{
  g_return_val_if_fail(name != NULL, FALSE);
  return sal_formats_find_picture(name, NULL);
}

gboolean
sal_name_check(const char *pattern, GError **error)
{
  const SalNameParts parts = {
    .period = "", .from = "", .to = "", .class_name = "", .style = "", .region = ""
  };
  g_autofree char *name = sal_name_expand(pattern, &parts, error);
  return name != NULL && sal_name_find_format(pattern, NULL, error);
}

gboolean
sal_name_find_format(const char *name, SalPictureFormat *format, GError **error)
{
  if (sal_formats_find_picture(name, format))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(name);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected a name ending in .png, .svg or .pdf, got '%s'",
                       quoted);
}
