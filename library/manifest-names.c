#include "library/manifest-names.h"

#include "data/base/error.h"
#include "data/base/output-root.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

gboolean
sal_manifest_names_init(SalManifestNames *names, const char *manifest, GError **error)
{
  g_autofree char *given = g_path_get_dirname(manifest), *run = realpath(".", NULL);
  g_autofree char *folder = sal_output_root_resolve(given, "/", error);
  if (folder == NULL)
    return FALSE;
  if (run == NULL)
    return sal_error_set(error, SAL_ERROR_IO, "expected a current folder, got '%s'", g_strerror(errno));
  *names = (SalManifestNames){ g_steal_pointer(&folder), g_strdup(run) };
  return TRUE;
}

void
sal_manifest_names_clear(SalManifestNames *names)
{
  g_clear_pointer(&names->folder, g_free);
  g_clear_pointer(&names->run, g_free);
}

/* An absolute path as seen from a folder. Both have no links, "." or "..". */
static char *
make_relative(const char *path, const char *folder)
{
  gsize n = 0, common = 0; /* bytes */
  while (path[n] != '\0' && path[n] == folder[n]) {
    n++;
    if (path[n - 1] == '/')
      common = n;
  }
  if ((path[n] == '\0' && (folder[n] == '/' || folder[n] == '\0')) || (folder[n] == '\0' && path[n] == '/'))
    common = n;
  GString *relative = g_string_new(NULL);
  const char *rest = path + common + (path[common] == '/');
  for (const char *p = folder + common; *p != '\0'; p++)
    if (*p != '/' && (p == folder || p[-1] == '/'))
      g_string_append(relative, "../");
  g_string_append(relative, rest);
  if (relative->len > 0 && relative->str[relative->len - 1] == '/')
    g_string_truncate(relative, relative->len - 1);
  if (relative->len == 0)
    g_string_append_c(relative, '.');
  return g_string_free(relative, FALSE);
}

char *
sal_manifest_names_spell(const SalManifestNames *names, const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename(path, names->run);
  g_autofree char *relative = make_relative(absolute, names->folder);
  const gboolean is_near = !g_str_has_prefix(relative, "../../") && !g_str_equal(relative, "../..");
  return !g_path_is_absolute(path) || is_near ? g_steal_pointer(&relative) : g_strdup(path);
}

char *
sal_manifest_names_spell_run(const SalManifestNames *names)
{
  return make_relative(names->run, names->folder);
}

char *
sal_manifest_names_find(const SalManifestNames *names, const char *spelled)
{
  return g_canonicalize_filename(spelled, names->folder);
}
