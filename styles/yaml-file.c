#include "styles/yaml-file.h"

#include "data/base/texts.h"
#include "styles/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SUFFIX ".yaml"

gboolean
sal_yaml_is_path(const char *name)
{
  return strchr(name, '/') != NULL || g_str_has_suffix(name, SUFFIX) || g_str_has_suffix(name, ".yml") ||
         g_str_has_suffix(name, ".json");
}

const char *const *
sal_yaml_list_names(GResource *resource, const char *folder)
{
  GPtrArray *names = g_ptr_array_new();
  g_auto(GStrv) files = g_resource_enumerate_children(resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **file = files; file != NULL && *file != NULL; file++)
    if (g_str_has_suffix(*file, SUFFIX))
      g_ptr_array_add(names, g_strndup(*file, strlen(*file) - strlen(SUFFIX)));
  g_ptr_array_sort(names, sal_texts_compare);
  g_ptr_array_add(names, NULL);
  return (const char *const *)g_ptr_array_free(names, FALSE);
}

char *
sal_yaml_read_file(const char *path, const char *told, const char *what, gsize *length, GError **error)
{
  g_autofree char *text = g_malloc(SAL_YAML_MAX_BYTES + 1);
  FILE *file = fopen(path, "rbe");
  const gsize n = file != NULL ? fread(text, 1, SAL_YAML_MAX_BYTES + 1, file) : 0;
  const int fault = file == NULL || ferror(file) ? errno : 0;
  if (file != NULL)
    fclose(file);
  if (fault != 0) {
    sal_error_set(error, SAL_ERROR_IO, "%s: expected %s, got '%s'", told, what, g_strerror(fault));
    sal_error_mark_errno(error, fault);
    return NULL;
  }
  *length = n;
  return g_steal_pointer(&text);
}
