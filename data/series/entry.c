#include "data/series/entry.h"

#include "data/base/error.h"
#include "data/base/secrets.h"

void
sal_entry_clear(gpointer data)
{
  SalEntry *entry = data;
  g_free(entry->path);
  g_free(entry->layer);
  g_free(entry->value);
  g_free(entry->where);
  g_free(entry->found_in);
  g_clear_pointer(&entry->features, g_ptr_array_unref);
  g_strfreev(entry->others);
  for (guint i = 0; i < entry->n_others; i++)
    g_free(entry->other_layers[i]);
  g_free(entry->other_layers);
  if (entry->earlier != NULL)
    sal_entry_clear(entry->earlier);
  g_free(entry->earlier);
}

const char *
sal_entry_get_detail(const SalEntry *entry)
{
  return entry->value != NULL ? entry->value : entry->layer;
}

char *
sal_entry_describe(const SalEntry *entry)
{
  const char *detail = sal_entry_get_detail(entry);
  g_autofree char *path = sal_error_quote_path(entry->path);
  g_autofree char *value = detail != NULL ? sal_error_quote(detail) : NULL;
  return value != NULL ? g_strdup_printf("%s '%s'", path, value) : g_strdup(path);
}

gboolean
sal_entry_blame_path(const char *path, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  g_prefix_error(error, "%s: ", quoted);
  return FALSE;
}

/* Adds the features of one file to those of the others, and what the file says about itself. */
static void
merge_features(SalFeatures *all, SalFeatures *some, const char *path, guint n_fields)
{
  g_autofree char *masked = sal_secrets_mask(path);
  g_autofree char *name = g_utf8_make_valid(sal_source_get_base_name(masked), -1);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  for (guint i = 0; i < some->features->len; i++)
    ((SalFeature *)some->features->pdata[i])->file = g_intern_string(name);
  g_ptr_array_extend_and_steal(all->features, g_steal_pointer(&some->features));
  some->features = g_ptr_array_new();
  if (all->kinds == NULL)
    all->kinds = g_steal_pointer(&some->kinds);
  all->n_null += some->n_null;
  all->crs_assumed |= some->crs_assumed;
  all->has_more = all->has_more && some->has_more; /* the last of several pages has no more */
  for (guint i = 0; i < n_fields && some->has_field != NULL; i++)
    all->has_field[i] |= some->has_field[i];
  g_strv_builder_addv(names, (const char **)all->field_names);
  for (guint i = 0; some->field_names != NULL && some->field_names[i] != NULL; i++)
    if (!g_strv_contains((const char *const *)all->field_names, some->field_names[i]))
      g_strv_builder_add(names, some->field_names[i]);
  g_strfreev(all->field_names);
  all->field_names = g_strv_builder_end(names);
}

/* Reads one file of an entry, or one layer of it: the first file is number 0. */
static SalFeatures *
read_part(const SalEntry *entry, guint i, const SalReadOptions *all, GError **error)
{
  SalReadOptions options = *all;
  const char *layer = i == 0 ? entry->layer : entry->other_layers[i - 1];
  const char *const layers[] = { layer, NULL };
  if (layer != NULL)
    options.layers = layers;
  if (entry->where != NULL)
    options.where = entry->where;
  return sal_source_read(i == 0 ? entry->path : entry->others[i - 1], &options, error);
}

SalFeatures *
sal_entry_read(const SalEntry *entry, const SalReadOptions *options, GError **error)
{
  const guint n_fields = options->fields != NULL ? g_strv_length((char **)options->fields) : 0;
  if (entry->others == NULL)
    return read_part(entry, 0, options, error);
  g_autoptr(SalFeatures) all = g_new0(SalFeatures, 1);
  all->features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  all->has_field = g_new0(guint8, n_fields + 1);
  all->field_names = g_new0(char *, 1);
  all->has_more = TRUE;
  for (guint i = 0; i <= entry->n_others; i++) {
    const char *path = i == 0 ? entry->path : entry->others[i - 1];
    g_autoptr(SalFeatures) some = read_part(entry, i, options, error);
    if (some == NULL) {
      if (i > 0)
        sal_entry_blame_path(path, error);
      return NULL;
    }
    merge_features(all, some, path, n_fields);
  }
  return g_steal_pointer(&all);
}
