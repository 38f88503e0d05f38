/* Finds the files of sources, and lists them by names, fields or carriers of dates, as the options say. */
#include "data/series/entries.h"

#include "data/base/error.h"
#include "data/series/entry-days.h"
#include "data/series/entry-fields.h"
#include "data/series/entry-hint.h"
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

/* Remarks on the patterns that left out nothing. */
static void
remark_unused(SalEntryList *list, const guint8 *used)
{
  for (guint i = 0; list->options->excludes != NULL && list->options->excludes[i] != NULL; i++) {
    g_autofree char *quoted = sal_error_quote(list->options->excludes[i]);
    if (!used[i])
      sal_entry_list_remark(list, SAL_OPTION("exclude") " '%s' matches no file", quoted);
  }
}

static gboolean
check_any_left(const GPtrArray *paths, const SalListing *listing, GError **error)
{
  if (paths->len > 0 || listing->n_excluded == 0)
    return TRUE;
  return sal_error_set_option(error, SAL_ERROR_USAGE, "exclude",
                              "expected patterns that leave some files, got none left of %u",
                              listing->n_excluded);
}

static GPtrArray *
expand_sources(SalEntryList *list, GError **error)
{
  char **excludes = list->options->excludes;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  g_autofree guint8 *used = g_new0(guint8, (excludes != NULL ? g_strv_length(excludes) : 0) + 1);
  SalListing listing = { .max_bytes = list->read.max_bytes,
                         .excludes = (const char *const *)excludes,
                         .faults = list->faults,
                         .used = used };
  for (char **source = list->options->sources; *source != NULL; source++) {
    g_autoptr(GPtrArray) some = sal_source_expand(*source, &listing, error);
    if (some == NULL)
      return NULL;
    g_ptr_array_extend_and_steal(paths, g_steal_pointer(&some));
  }
  if (!check_any_left(paths, &listing, error))
    return NULL;
  leave_out_layers(list, paths);
  remark_unused(list, used);
  if (listing.n_ignored > 0)
    sal_entry_list_remark(list, "%u file%s with other suffixes ignored", listing.n_ignored,
                          listing.n_ignored == 1 ? "" : "s");
  if (listing.n_excluded > 0)
    sal_entry_list_remark(list, "%u file%s left out by " SAL_OPTION("exclude"), listing.n_excluded,
                          listing.n_excluded == 1 ? "" : "s");
  return g_steal_pointer(&paths);
}

/* The entries that the paths have, not sorted yet. */
static gboolean
list_paths(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  const SalSeriesOptions *options = list->options;
  if (options->valid_from != NULL)
    return sal_entries_list_by_fields(list, paths, error);
  if (options->date_field == NULL)
    return sal_entries_list_by_names(list, paths, error);
  return sal_entries_is_carrier(options->date_field) ? sal_entries_list_by_carrier(list, paths, error)
                                                     : sal_entries_list_by_fields(list, paths, error);
}

gboolean
sal_entries_list(SalEntryList *list, GError **error)
{
  g_autoptr(GPtrArray) paths = expand_sources(list, error);
  if (paths == NULL)
    return FALSE;
  if (paths->len > 0 && !list_paths(list, paths, error))
    return list->faults == NULL && sal_entry_hint_skipping(paths->len, error);
  return sal_entries_sort(list, error) && sal_entry_list_check_any(list, error);
}
