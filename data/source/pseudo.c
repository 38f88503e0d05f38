#include "data/source/pseudo.h"

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
