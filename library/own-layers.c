#include "library/own-layers.h"

#include "data/base/plain.h"
#include "library/own-features.h"
#include "library/own-looks.h"
#include "library/own-rasters.h"

#include <string.h>

/* What all layers of a run are read with; lent. */
typedef struct {
  const SalientOptions *options;
  const SalStyle *style;
  const SalPageSize *size;
} Context;

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
load_raster(SalOwnLayer *own, const SalOwnKeys *said, const Context *context, GError **error)
{
  if (!sal_own_keys_check(said, SAL_OWN_KEYS_FOR_RASTERS, error))
    return FALSE;
  own->area = (SalAreaStyle){ .fill = RASTER_SWATCH };
  return sal_own_rasters_load(own, said, context->options, context->size, error);
}

static gboolean
load_features(SalOwnLayer *own, const SalOwnKeys *said, const Context *context, GError **error)
{
  return sal_own_keys_check(said, SAL_OWN_KEYS_FOR_FEATURES, error) &&
         sal_own_looks_read(said, own, context->style, error) &&
         sal_own_features_read(own, said, context->options, error);
}

/* A raster has a legend entry only if its text is said. */
static gboolean
has_entry(const SalOwnLayer *own, const SalOwnKeys *said)
{
  if (said->legend == NULL)
    return own->rasters->len == 0;
  return !g_str_equal(said->legend, "none");
}

static gboolean
load(GPtrArray *layers, const char *text, const Context *context, GError **error)
{
  g_auto(SalOwnKeys) said = { 0 };
  g_autoptr(SalOwnLayer) own = sal_own_layer_new();
  if (!sal_own_keys_parse(text, &said, error) ||
      !(sal_own_keys_are_of_raster(&said) ? load_raster(own, &said, context, error)
                                          : load_features(own, &said, context, error)) ||
      !sal_own_looks_read_place(&said, own, context->style, error))
    return FALSE;
  sal_own_layer_join(own);
  own->title = find_title(&said);
  own->id = make_id(layers, own->title);
  own->has_entry = has_entry(own, &said);
  own->credit =
      said.credit != NULL && *said.credit != '\0' ? sal_plain_show(said.credit, SAL_OWN_LABEL_CHARS) : NULL;
  g_ptr_array_add(layers, g_steal_pointer(&own));
  return TRUE;
}

GPtrArray *
sal_own_layers_load(const SalientOptions *options, const SalStyle *style, const SalPageSize *size,
                    GError **error)
{
  const Context context = { options, style, size };
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_own_layer_free);
  const char *const *texts = sal_options_get_strings(options->draw);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!load(layers, texts[i], &context, error))
      return NULL;
  return g_steal_pointer(&layers);
}
