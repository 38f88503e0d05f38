#include "data/source/rasters.h"

#include "data/base/error.h"
#include "data/base/texts.h"
#include "data/source/listing.h"
#include "data/source/names.h"
#include "data/source/raster.h"

#include <string.h>

/* Those in a folder, sorted. Owned by the caller; NULL: it cannot be read. */
static GPtrArray *
list_folder(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (dir == NULL)
    return NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (name[0] != '.' && sal_raster_is_name(name) && !g_file_test(path, G_FILE_TEST_IS_DIR))
      g_ptr_array_add(paths, g_steal_pointer(&path));
  }
  g_ptr_array_sort(paths, sal_texts_compare);
  return paths;
}

gboolean
sal_rasters_are_in(const char *folder)
{
  if (sal_source_is_remote(folder) || !g_file_test(folder, G_FILE_TEST_IS_DIR))
    return FALSE;
  g_autoptr(GPtrArray) rasters = list_folder(folder);
  if (rasters == NULL || rasters->len == 0)
    return FALSE;
  SalListing listing = { 0 };
  g_autoptr(GPtrArray) data = sal_source_expand(folder, &listing, NULL);
  return data == NULL;
}

GPtrArray *
sal_rasters_list(const char *source, GError **error)
{
  if (!sal_source_is_remote(source) && g_file_test(source, G_FILE_TEST_IS_DIR)) {
    g_autoptr(GPtrArray) paths = list_folder(source);
    if (paths != NULL && paths->len > 0)
      return g_steal_pointer(&paths);
    g_autofree char *quoted = sal_error_quote_path(source);
    sal_error_set(error, paths == NULL ? SAL_ERROR_IO : SAL_ERROR_FORMAT,
                  "%s: expected a folder with rasters such as *.tif, got %s", quoted,
                  paths == NULL ? "one that cannot be read" : "none");
    return NULL;
  }
  if (!sal_source_is_remote(source) && strpbrk(source, "*?[") != NULL &&
      !g_file_test(source, G_FILE_TEST_EXISTS)) {
    SalListing listing = { 0 };
    return sal_source_expand(source, &listing, error);
  }
  GPtrArray *one = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(one, g_strdup(source));
  return one;
}
