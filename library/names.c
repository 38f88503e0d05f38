#include "library/names.h"

#include "data/base/error.h"
#include "data/base/plain.h"

#include <string.h>

#define NAME_MAX_BYTES 255 /* of a file or a folder, as file systems have it */

static const char *const placeholders[] = {
  "period", "from", "to", "class", "region", "style", "lang", NULL
};

/* The value of a placeholder; the values are in the order of placeholders. NULL: there is none. */
static const char *
get_part(const SalNameParts *parts, guint placeholder)
{
  const gboolean is_whole = parts->region != NULL && *parts->region == '\0';
  const char *region = is_whole ? "whole" : parts->region;
  const char *const values[] = { parts->period, parts->from,  parts->to,  parts->class_name,
                                 region,        parts->style, parts->lang };
  return values[placeholder];
}

/* What separates folders, drives or streams, or what a shell or Windows does not take. */
static gboolean
is_unfit(gunichar c)
{
  return sal_plain_is_control(c) || sal_plain_is_bidi(c) ||
         (c < 0x80 && strchr("/\\:*?\"<>|", (int)c) != NULL);
}

/* Names that Windows keeps for devices, with any suffix. */
static gboolean
is_device(const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", "conin$", "conout$", "clock$" };
  const gsize length = strcspn(name, ". ");
  for (guint i = 0; i < G_N_ELEMENTS(devices); i++)
    if (length == strlen(devices[i]) && g_ascii_strncasecmp(name, devices[i], length) == 0)
      return TRUE;
  const gboolean is_port =
      g_ascii_strncasecmp(name, "com", 3) == 0 || g_ascii_strncasecmp(name, "lpt", 3) == 0;
  const char *digit = name + 3;
  return is_port && ((length == 4 && g_ascii_isdigit(*digit)) ||
                     (length == 5 && (g_str_has_prefix(digit, "¹") || g_str_has_prefix(digit, "²") ||
                                      g_str_has_prefix(digit, "³"))));
}

/* Cuts a text at a character so that it has at most max_bytes. */
static void
cut(GString *text, gsize max_bytes)
{
  if (text->len <= max_bytes)
    return;
  const char *end = g_utf8_find_prev_char(text->str, text->str + max_bytes + 1);
  g_string_truncate(text, end != NULL ? (gsize)(end - text->str) : 0);
}

char *
sal_name_make_part(const char *text, gsize max_bytes)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *part = g_string_new(NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    const gboolean is_hidden = p == valid && (c == '.' || c == '-');
    g_string_append_unichar(part, is_hidden || is_unfit(c) ? '_' : c);
  }
  cut(part, max_bytes);
  if (is_device(part->str))
    g_string_prepend_c(part, '_');
  cut(part, max_bytes);
  if (part->len > 0 && strchr(". ", part->str[part->len - 1]) != NULL)
    part->str[part->len - 1] = '_';
  return g_string_free(part, FALSE);
}

/* What placeholders stand for, and how many bytes each may take. */
typedef struct {
  const SalNameParts *parts;
  gsize max_bytes;
} Filling;

static gboolean
append_placeholder(GString *name, const char *word, const Filling *filling, GError **error)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new_null_terminated(G_N_ELEMENTS(placeholders), NULL, TRUE);
  for (guint i = 0; placeholders[i] != NULL; i++) {
    const char *value = get_part(filling->parts, i);
    if (value != NULL)
      g_ptr_array_add(known, (gpointer)placeholders[i]);
    if (value != NULL && g_str_equal(placeholders[i], word)) {
      g_autofree char *part = sal_name_make_part(value, filling->max_bytes);
      g_string_append(name, part);
      return TRUE;
    }
  }
  const char *nearest = sal_error_nearest(word, (const char *const *)known->pdata);
  g_autofree char *quoted = sal_error_quote(word);
  g_autofree char *list = g_strjoinv("} {", (char **)known->pdata);
  g_autofree char *hint =
      nearest != NULL ? g_strdup_printf(" (did you mean '{%s}'?)", nearest) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_USAGE, "expected one of {%s}, got '{%s}'%s", list, quoted, hint);
}

/* Appends what the brace at *text begins, a brace or a placeholder, and moves *text behind it. */
static gboolean
append_brace(GString *name, const char **text, const Filling *filling, GError **error)
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
  return append_placeholder(name, word, filling, error);
}

static char *
fill(const char *pattern, const Filling *filling, GError **error)
{
  g_autoptr(GString) name = g_string_new(NULL);
  for (const char *text = pattern; *text != '\0';) {
    if (*text != '{' && *text != '}')
      g_string_append_c(name, *text++);
    else if (!append_brace(name, &text, filling, error))
      return NULL;
  }
  return g_string_free(g_steal_pointer(&name), FALSE);
}

/* By how many bytes the longest folder or file in a path is too long. */
static gsize
get_excess(const char *path)
{
  gsize excess = 0;
  for (const char *p = path; *p != '\0'; p += strspn(p, "/")) {
    const gsize length = strcspn(p, "/");
    excess = MAX(excess, length > NAME_MAX_BYTES ? length - NAME_MAX_BYTES : 0);
    p += length;
  }
  return excess;
}

char *
sal_name_expand(const char *pattern, const SalNameParts *parts, GError **error)
{
  for (Filling filling = { parts, NAME_MAX_BYTES };;) {
    char *name = fill(pattern, &filling, error);
    const gsize excess = name != NULL ? get_excess(name) : 0;
    if (excess == 0 || filling.max_bytes == 1)
      return name;
    g_free(name);
    filling.max_bytes -= MIN(excess, filling.max_bytes - 1);
  }
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
    .period = "", .from = "", .to = "", .class_name = "", .style = "", .region = "", .lang = ""
  };
  g_autofree char *name = sal_name_expand(pattern, &parts, error);
  if (name == NULL || sal_formats_is_alt(pattern) || sal_formats_find_picture(pattern, NULL) ||
      sal_formats_find_film(pattern, NULL) || sal_formats_find_report(pattern, NULL))
    return name != NULL;
  g_autofree char *quoted = sal_error_quote(pattern);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "expected a name ending in .png, .svg, .pdf, .webp, .apng, .y4m, .txt, .html or .md, got '%s'", quoted);
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
