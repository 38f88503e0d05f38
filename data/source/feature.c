#include "data/source/feature.h"

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
