#include "data/source/pseudo.h"

#include "data/base/secrets.h"
#include "data/source/names.h"

#include <string.h>

const char *const sal_source_pseudo_fields[] = { "file", "folder", "layer", "style", "fill", "stroke", NULL };

gboolean
sal_pseudo_find(const char *name, SalPseudo *pseudo)
{
  static const char prefix[] = "ogr_";
  const gboolean prefixed = g_ascii_strncasecmp(name, prefix, strlen(prefix)) == 0;
  const char *plain = prefixed ? name + strlen(prefix) : name;
  for (guint i = 0; sal_source_pseudo_fields[i] != NULL; i++)
    if (g_ascii_strcasecmp(plain, sal_source_pseudo_fields[i]) == 0) {
      *pseudo = (SalPseudo)i;
      return TRUE;
    }
  return FALSE;
}

char *
sal_pseudo_make_name(SalPseudo pseudo, const char *path, const char *layer)
{
  if (pseudo == SAL_PSEUDO_LAYER)
    return g_strdup(layer);
  g_autofree char *masked = sal_secrets_mask(path);
  if (pseudo == SAL_PSEUDO_FILE)
    return g_utf8_make_valid(sal_source_get_base_name(masked), -1);
  if (pseudo != SAL_PSEUDO_FOLDER)
    return NULL;
  g_autofree char *folder = g_path_get_dirname(masked), *absolute = g_canonicalize_filename(folder, NULL);
  return g_utf8_make_valid(sal_source_get_base_name(absolute), -1);
}
