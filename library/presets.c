/* Presets are resources inside the library, a file for each. */
#include "library/presets.h"

#include "data/base/texts.h"
#include "library/presets-resource.h"
#include "salient.h"

#include <string.h>

#define FOLDER "/salient/presets/"

static const char **
list_names(void)
{
  GPtrArray *names = g_ptr_array_new();
  g_auto(GStrv) files =
      g_resource_enumerate_children(sal_presets_get_resource(), FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **file = files; file != NULL && *file != NULL; file++)
    g_ptr_array_add(names, g_strndup(*file, strlen(*file) - strlen(".yaml")));
  g_ptr_array_sort(names, sal_texts_compare);
  g_ptr_array_add(names, NULL);
  return (const char **)g_ptr_array_free(names, FALSE);
}

const char *const *
salient_presets_list(void)
{
  static const char **names = NULL;
  if (g_once_init_enter(&names))
    g_once_init_leave(&names, list_names());
  return names;
}

GBytes *
sal_preset_get_bytes(const char *name)
{
  if (!g_strv_contains(salient_presets_list(), name))
    return NULL;
  g_autofree char *path = g_strconcat(FOLDER, name, ".yaml", NULL);
  return g_resource_lookup_data(sal_presets_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

char *
salient_preset_get_text(const char *name)
{
  g_return_val_if_fail(name != NULL, NULL);
  g_autoptr(GBytes) bytes = sal_preset_get_bytes(name);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
  return text != NULL ? g_strndup(text, length) : NULL;
}
