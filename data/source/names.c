#include "data/source/names.h"

#include <string.h>

static const char *const archive_suffixes[] = { ".zip", ".tar", ".tar.gz", ".tgz", NULL };

gboolean
sal_source_has_suffix(const char *name, const char *const *suffixes)
{
  const gsize length = strlen(name);
  for (guint i = 0; suffixes[i] != NULL; i++) {
    const gsize n = strlen(suffixes[i]);
    if (length >= n && g_ascii_strcasecmp(name + length - n, suffixes[i]) == 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
sal_source_is_archive(const char *name)
{
  return sal_source_has_suffix(name, archive_suffixes);
}

gboolean
sal_source_is_gzip(const char *name)
{
  static const char *const gz[] = { ".gz", NULL };
  return sal_source_has_suffix(name, gz) && !sal_source_is_archive(name);
}

gboolean
sal_source_is_database(const char *path)
{
  return g_ascii_strncasecmp(path, "PG:", 3) == 0;
}

gboolean
sal_source_is_url(const char *argument)
{
  return g_ascii_strncasecmp(argument, "http://", 7) == 0 ||
         g_ascii_strncasecmp(argument, "https://", 8) == 0;
}

gboolean
sal_source_is_remote(const char *argument)
{
  return sal_source_is_database(argument) || sal_source_is_url(argument) ||
         strstr(argument, "/vsicurl") != NULL;
}

const char *
sal_source_get_base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

char *
sal_source_get_archive_name(const char *path)
{
  if (!g_str_has_prefix(path, "/vsi"))
    return NULL;
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    if (sal_source_is_archive(parts[i]))
      return g_strdup(parts[i]);
  return NULL;
}

static char *
replace(const char *text, const char *pattern, const char *replacement)
{
  g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  char *result = g_regex_replace(regex, text, -1, 0, replacement, 0, NULL);
  return result != NULL ? result : g_strdup("");
}

char *
sal_source_strip_page(const char *name)
{
  static const char pattern[] = "(?<![a-z])(page|part|offset|resultoffset|p)([-_ .=]?)\\d+";
  g_autofree char *stem = replace(name, pattern, "\\1\\2");
  return strcmp(stem, name) != 0 ? g_steal_pointer(&stem) : NULL;
}
