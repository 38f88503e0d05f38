/* Finds the files of sources, and lists them by names, fields or carriers of dates, as the options say. */
#include "data/series/entries.h"

#include "data/series/entry-days.h"
#include "data/series/entry-fields.h"
#include "data/series/entry-names.h"

#include <string.h>

/* Whether a path is a shapefile in an archive, and so a layer, that the user did not ask for. */
static gboolean
is_unwanted_layer(const SalEntryList *list, const char *path)
{
  const char *const *layers = list->read.layers;
  g_autofree char *archive = sal_source_get_archive_name(path);
  if (layers == NULL || layers[0] == NULL || archive == NULL || !g_str_has_suffix(path, ".shp"))
    return FALSE;
  const char *name = sal_source_get_base_name(path);
  g_autofree char *stem = g_strndup(name, strlen(name) - strlen(".shp"));
  return !g_strv_contains(layers, stem);
}

/* Leaves out the unwanted layers, unless there is nothing else. */
static void
leave_out_layers(const SalEntryList *list, GPtrArray *paths)
{
  guint n_wanted = 0;
  for (guint i = 0; i < paths->len; i++)
    n_wanted += !is_unwanted_layer(list, paths->pdata[i]);
  for (guint i = paths->len; n_wanted > 0 && i > 0; i--)
    if (is_unwanted_layer(list, paths->pdata[i - 1]))
      g_ptr_array_remove_index(paths, i - 1);
}

static GPtrArray *
expand_sources(SalEntryList *list, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  guint n_ignored = 0;
  for (char **source = list->options->sources; *source != NULL; source++) {
    g_autoptr(GPtrArray) some = sal_source_expand(*source, list->read.max_bytes, &n_ignored, error);
    if (some == NULL)
      return NULL;
    g_ptr_array_extend_and_steal(paths, g_steal_pointer(&some));
  }
  leave_out_layers(list, paths);
  if (n_ignored > 0)
    sal_entry_list_remark(list, "%u file%s with other suffixes ignored", n_ignored,
                          n_ignored == 1 ? "" : "s");
  return g_steal_pointer(&paths);
}

gboolean
sal_entries_list(SalEntryList *list, GError **error)
{
  const SalSeriesOptions *options = list->options;
  g_autoptr(GPtrArray) paths = expand_sources(list, error);
  if (paths == NULL)
    return FALSE;
  const gboolean listed = options->valid_from != NULL   ? sal_entries_list_by_fields(list, paths, error)
                          : options->date_field == NULL ? sal_entries_list_by_names(list, paths, error)
                          : sal_entries_is_carrier(options->date_field)
                              ? sal_entries_list_by_carrier(list, paths, error)
                              : sal_entries_list_by_fields(list, paths, error);
  return listed && sal_entries_sort(list, error);
}
