#include "library/own-layers.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "library/own-features.h"
#include "library/own-kinds.h"
#include "library/own-looks.h"
#include "library/own-rasters.h"

#include <string.h>

static const SalColor RASTER_SWATCH = { 0x99, 0x99, 0x99, 0xFF };

/* "roads" of "data/roads.gpkg", and that of a pattern of its files. */
static char *
find_title(const SalOwnKeys *said)
{
  if (said->legend != NULL && *said->legend != '\0' && !g_str_equal(said->legend, "none"))
    return sal_plain_show(said->legend, SAL_OWN_LABEL_CHARS);
  g_autofree char *folder = g_path_get_dirname(said->source), *name = g_path_get_basename(said->source);
  g_autofree char *base = strpbrk(name, "*?[") != NULL ? g_path_get_basename(folder) : g_strdup(name);
  char *dot = strchr(base + 1, '.');
  if (dot != NULL)
    *dot = '\0';
  return sal_plain_show(base, SAL_OWN_LABEL_CHARS);
}

static gboolean
has_id(const GPtrArray *layers, const char *id)
{
  for (guint i = 0; i < layers->len; i++)
    if (g_str_equal(((const SalOwnLayer *)layers->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static char *
make_id(const GPtrArray *layers, const char *title)
{
  g_autofree char *plain = sal_id_new("own", title);
  char *id = g_strdup(plain);
  for (guint n = 2; has_id(layers, id); n++) {
    g_free(id);
    id = g_strdup_printf("%s-%u", plain, n);
  }
  return id;
}

static gboolean
load_raster(SalOwnLayer *own, const SalOwnKeys *said, const SalOwnLayersQuery *query, GError **error)
{
  if (!sal_own_keys_check(said, SAL_OWN_KEYS_FOR_RASTERS, error))
    return FALSE;
  own->area = (SalAreaStyle){ .fill = RASTER_SWATCH };
  return sal_own_rasters_load(own, said, query->options, query->size, error);
}

static gboolean
load_features(SalOwnLayer *own, const SalOwnKeys *said, const SalOwnLayersQuery *query, GError **error)
{
  return sal_own_keys_check(said, SAL_OWN_KEYS_FOR_FEATURES, error) &&
         sal_own_looks_read(said, own, query->style, error) &&
         sal_own_features_read(own, said, query->options, error);
}

/* A raster has a legend entry only if its text is said. */
static gboolean
has_entry(const SalOwnLayer *own, const SalOwnKeys *said)
{
  if (said->legend == NULL)
    return own->rasters->len == 0;
  return !g_str_equal(said->legend, "none");
}

/* What symbols say of values, where it is not the whole truth. */
static void
report_sizes(const SalOwnLayer *own, const SalOwnKeys *said, GPtrArray *remarks)
{
  guint n = 0;
  for (guint i = 0; i < own->features->len; i++) {
    const SalOwnFeature *feature = own->features->pdata[i];
    n += feature->points != NULL && sal_mark_sizes_is_raised(&own->marks, feature->value);
  }
  if (n == 0)
    return;
  g_autofree char *place = sal_error_quote_path(said->source);
  g_ptr_array_add(
      remarks,
      g_strdup_printf(
          SAL_OPTION("draw") ": %s: size-by: %u of %u symbols would be too small to be seen, and are "
                             "larger than their values say (size makes all larger)",
          place, n, own->features->len));
}

/* Takes own. */
static gboolean
add_layer(GPtrArray *layers, SalOwnLayer *own, const SalOwnKeys *said, const SalOwnLayersQuery *query,
          GError **error)
{
  g_autoptr(SalOwnLayer) added = own;
  if (!sal_own_looks_read_place(said, own, query->style, error))
    return FALSE;
  sal_own_layer_join(own);
  if (own->title == NULL)
    own->title = find_title(said);
  own->id = make_id(layers, own->title);
  own->size_name = said->size_by != NULL ? sal_plain_show(said->size_by, SAL_OWN_LABEL_CHARS) : NULL;
  own->has_entry = has_entry(own, said);
  own->credit = said->credit != NULL && *said->credit != '\0'
                    ? sal_plain_show(said->credit, SAL_OWN_LABEL_CHARS)
                    : NULL;
  g_ptr_array_add(layers, g_steal_pointer(&added));
  return TRUE;
}

/* One layer for each kind of feature, under one heading if the legend has a text. */
static gboolean
add_kinds(GPtrArray *layers, SalOwnLayer *own, const SalOwnKeys *said, const SalOwnLayersQuery *query,
          GError **error)
{
  const SalOwnKindsQuery kinds_query = { said, query->style, query->words, query->remarks };
  g_autoptr(GPtrArray) kinds = sal_own_kinds_split(own, &kinds_query, error);
  if (kinds == NULL)
    return FALSE;
  g_autofree char *title = find_title(said), *group = make_id(layers, title);
  const gboolean has_heading = said->legend != NULL && *said->legend != '\0';
  g_ptr_array_set_free_func(kinds, NULL);
  for (guint i = 0; i < kinds->len; i++) {
    SalOwnLayer *kind = kinds->pdata[i];
    kind->group = g_intern_string(group);
    kind->heading = has_heading ? g_strdup(title) : NULL;
    if (add_layer(layers, kind, said, query, error))
      continue;
    while (++i < kinds->len)
      sal_own_layer_free(kinds->pdata[i]);
    return FALSE;
  }
  return TRUE;
}

static gboolean
load(GPtrArray *layers, const char *text, const SalOwnLayersQuery *query, GError **error)
{
  g_auto(SalOwnKeys) said = { 0 };
  g_autoptr(SalOwnLayer) own = sal_own_layer_new();
  if (!sal_own_keys_parse(text, &said, error))
    return FALSE;
  if (said.kinds->len > 0 && said.by == NULL)
    return sal_own_keys_set_wrong(&said, "kind", "the key 'by' with it", said.kinds->pdata[0], error);
  if (!(sal_own_keys_are_of_raster(&said) ? load_raster(own, &said, query, error)
                                          : load_features(own, &said, query, error)))
    return FALSE;
  report_sizes(own, &said, query->remarks);
  return said.by != NULL ? add_kinds(layers, own, &said, query, error)
                         : add_layer(layers, g_steal_pointer(&own), &said, query, error);
}

GPtrArray *
sal_own_layers_load(const SalOwnLayersQuery *query, GError **error)
{
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_own_layer_free);
  const char *const *texts = sal_options_get_strings(query->options->draw);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!load(layers, texts[i], query, error))
      return NULL;
  return g_steal_pointer(&layers);
}
