#include "data/source/feature.h"

#include "data/source/bounds.h"

void
sal_feature_free(SalFeature *feature)
{
  if (feature == NULL)
    return;
  sal_geometry_free(feature->points);
  sal_geometry_free(feature->lines);
  sal_geometry_free(feature->polygons);
  g_clear_pointer(&feature->strays, g_array_unref);
  for (guint i = 0; i < feature->n_values; i++)
    g_free(feature->values[i]);
  g_free(feature->values);
  g_free(feature);
}

SalFeatures *
sal_features_new(void)
{
  SalFeatures *features = g_new0(SalFeatures, 1);
  features->features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  return features;
}

void
sal_features_free(SalFeatures *features)
{
  if (features == NULL)
    return;
  g_ptr_array_unref(features->features);
  g_free(features->crs_name);
  g_strfreev(features->field_names);
  g_free(features->has_field);
  sal_kinds_free(features->kinds);
  g_free(features);
}

static void
count_geometry(SalFeatures *features, const SalGeometry *geometry)
{
  if (geometry == NULL)
    return;
  features->n_vertices += sal_geometry_get_n_points(geometry);
  features->n_rings += sal_geometry_get_n_parts(geometry);
}

gboolean
sal_features_count_last(SalFeatures *features, guint64 file_bytes, guint64 max_bytes, GError **error)
{
  const SalFeature *last = features->features->pdata[features->features->len - 1];
  count_geometry(features, last->points);
  count_geometry(features, last->lines);
  count_geometry(features, last->polygons);
  return sal_bound_check(SAL_BOUND_FEATURES, features->features->len, max_bytes, error) &&
         sal_bound_check_vertices(features->n_vertices, file_bytes, max_bytes, error) &&
         sal_bound_check(SAL_BOUND_RINGS, features->n_rings, max_bytes, error);
}
