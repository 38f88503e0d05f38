#include "inspect.h"

#include <string.h>

#define MAX_VALUES 20

static char **
list_names(const SalFeatures *features)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  const char *const *own = (const char *const *)features->field_names;
  if (own == NULL || !g_strv_contains(own, "layer"))
    g_strv_builder_add(names, "layer");
  if (own != NULL)
    g_strv_builder_addv(names, (const char **)own);
  g_strv_builder_add(names, "ogr_fill");
  return g_strv_builder_end(names);
}

/* Whether a field's values tell the areas apart: 2 to 20 values, and fewer than areas unless these are two.
 */
static gboolean
is_telling(const SalFeatures *features, guint field)
{
  g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
  guint n_areas = 0;
  for (guint i = 0; i < features->features->len; i++) {
    const SalFeature *feature = features->features->pdata[i];
    if (feature->polygons == NULL)
      continue;
    const char *value = feature->values[field];
    n_areas++;
    if (value != NULL && value[0] != '\0')
      g_hash_table_add(values, (gpointer)value);
    if (g_hash_table_size(values) > MAX_VALUES)
      return FALSE;
  }
  const guint n = g_hash_table_size(values);
  return n >= 2 && (n < n_areas || n_areas == 2);
}

static SalFeatures *
read_all_fields(const char *path, SalReadOptions options, char ***names, GError **error)
{
  g_autoptr(SalFeatures) plain = sal_source_read(path, &options, error);
  if (plain == NULL)
    return NULL;
  *names = list_names(plain);
  options.fields = (const char *const *)*names;
  options.fields_optional = TRUE;
  return sal_source_read(path, &options, error);
}

static gboolean
is_date_field(const SalSeriesOptions *options, const char *name)
{
  const char *const fields[] = { options->date_field, options->valid_from, options->valid_to };
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
    if (fields[i] != NULL && g_ascii_strcasecmp(fields[i], name) == 0)
      return TRUE;
  return FALSE;
}

char *
inspection_find_group_field(const SalSeries *series, const SalSeriesOptions *options, GError **error)
{
  const SalEntry *entry = sal_series_get_entry(series, 0);
  const char *path = entry->path;
  const char *const layers[] = { entry->layer, NULL };
  const SalReadOptions read = { .layers =
                                    entry->layer != NULL ? layers : (const char *const *)options->layers,
                                .where = entry->where != NULL ? entry->where : options->where,
                                .source_crs = options->source_crs,
                                .leave_out_strays = !options->strict,
                                .max_bytes = options->max_bytes };
  if (sal_classes_are_defined(sal_series_get_class_definitions(series)) || options->territory != NULL)
    return NULL;
  g_auto(GStrv) names = NULL;
  g_autoptr(SalFeatures) features = read_all_fields(path, read, &names, error);
  if (features == NULL) {
    g_autofree char *masked = sal_source_mask(path);
    g_autofree char *quoted = sal_error_quote_path(masked);
    g_prefix_error(error, "%s: ", quoted);
    return NULL;
  }
  for (guint i = 0; names[i] != NULL; i++)
    if (!is_date_field(options, names[i]) && is_telling(features, i))
      return g_strdup(names[i]);
  return NULL;
}
