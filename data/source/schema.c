#include "data/source/schema.h"

#include "data/base/error.h"

char **
sal_schema_list_fields(OGRLayerH layer)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  const int n = OGR_FD_GetFieldCount(definition);
  char **names = g_new0(char *, n + 1);
  for (int i = 0; i < n; i++)
    names[i] = g_utf8_make_valid(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)), -1);
  return names;
}

int
sal_schema_find_field(OGRLayerH layer, const char *name)
{
  const int index = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), name);
  SalPseudo pseudo;
  if (index >= 0)
    return index;
  return sal_pseudo_find(name, &pseudo) ? -2 - (int)pseudo : -1;
}

gboolean
sal_schema_refuse_field(OGRLayerH layer, const char *name, GError **error)
{
  g_auto(GStrv) names = sal_schema_list_fields(layer);
  g_autofree char *list = g_strjoinv(", ", names);
  g_autofree char *known = sal_error_quote(list);
  g_autofree char *wanted = sal_error_quote(name);
  g_autofree char *suggestion = sal_error_suggest(name, (const char *const *)names);
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "field '%s': expected one of the layer's fields (%s), got none of that name%s", wanted,
                       known, suggestion);
}

char **
sal_schema_list_layers(GDALDatasetH dataset)
{
  const int n = GDALDatasetGetLayerCount(dataset);
  char **names = g_new0(char *, n + 1);
  for (int i = 0; i < n; i++)
    names[i] = g_utf8_make_valid(OGR_L_GetName(GDALDatasetGetLayer(dataset, i)), -1);
  return names;
}

gboolean
sal_schema_check_layers(GDALDatasetH dataset, const char *const *layers, GError **error)
{
  g_auto(GStrv) names = sal_schema_list_layers(dataset);
  for (guint i = 0; layers != NULL && layers[i] != NULL; i++) {
    if (g_strv_contains((const char *const *)names, layers[i]))
      continue;
    g_autofree char *wanted = sal_error_quote(layers[i]);
    g_autofree char *list = g_strjoinv(", ", names);
    g_autofree char *known = sal_error_quote(list);
    g_autofree char *suggestion = sal_error_suggest(layers[i], (const char *const *)names);
    return sal_error_set(error, SAL_ERROR_FORMAT, "layer '%s': expected one of %s, got none of that name%s",
                         wanted, known, suggestion);
  }
  return TRUE;
}
