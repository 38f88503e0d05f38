/* Whether the reader of plain GeoJSON and GDAL make the same of a file. */
#pragma once

#include "data/source/geojson.h"
#include "data/source/source.h"

#include <string.h>

static inline gboolean
is_same_array(const GArray *a, const GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 ||
          memcmp(a->data, b->data, (gsize)a->len * g_array_get_element_size((GArray *)a)) == 0);
}

/* To the last bit. */
static inline gboolean
is_same_geometry(const SalGeometry *a, const SalGeometry *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->type == b->type && is_same_array(a->points, b->points) &&
         is_same_array(a->part_ends, b->part_ends) && is_same_array(a->polygon_ends, b->polygon_ends);
}

static inline gboolean
is_same_strays(const GArray *a, const GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  for (guint i = 0; i < MIN(a->len, b->len); i++) {
    const SalStray *one = &g_array_index(a, SalStray, i), *other = &g_array_index(b, SalStray, i);
    if (one->vertex != other->vertex || !sal_position_is_same(one->at, other->at))
      return FALSE;
  }
  return a->len == b->len;
}

/* NULL, or what differs. */
static inline const char *
compare_features(const SalFeature *a, const SalFeature *b)
{
  if (a->number != b->number || a->layer != b->layer)
    return "number or layer";
  if (a->n_unclosed != b->n_unclosed || !is_same_strays(a->strays, b->strays))
    return "unclosed rings or strays";
  if (!is_same_geometry(a->points, b->points) || !is_same_geometry(a->lines, b->lines) ||
      !is_same_geometry(a->polygons, b->polygons))
    return "geometry";
  for (guint i = 0; i < MIN(a->n_values, b->n_values); i++)
    if (g_strcmp0(a->values[i], b->values[i]) != 0)
      return "values";
  return a->n_values == b->n_values ? NULL : "number of values";
}

static inline gboolean
is_same_kinds(const SalKinds *a, const SalKinds *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  gboolean same = g_strcmp0(a->field, b->field) == 0 && a->values->len == b->values->len;
  for (guint i = 0; same && i < a->values->len; i++)
    same = g_strcmp0(a->values->pdata[i], b->values->pdata[i]) == 0;
  return same;
}

/* NULL, or what differs beside the features. */
static inline const char *
compare_summaries(const SalFeatures *a, const SalFeatures *b, guint n_fields)
{
  if (a->features->len != b->features->len || a->n_null != b->n_null)
    return "number of features";
  if (a->n_vertices != b->n_vertices || a->n_rings != b->n_rings)
    return "number of vertices or rings";
  if (a->crs_assumed != b->crs_assumed || g_strcmp0(a->crs_name, b->crs_name) != 0)
    return "CRS";
  if (!g_strv_equal((const char *const *)a->field_names, (const char *const *)b->field_names))
    return "fields";
  if (n_fields > 0 && memcmp(a->has_field, b->has_field, n_fields) != 0)
    return "wanted fields";
  if (!is_same_kinds(a->kinds, b->kinds))
    return "kinds";
  return a->has_more == b->has_more ? NULL : "whether there is more";
}

typedef enum { COMPARED_SAME, COMPARED_OTHER, COMPARED_DECLINED } Compared;

/* Reads a file both ways. COMPARED_DECLINED if the reader of plain GeoJSON leaves it to GDAL. */
static inline Compared
compare_readers(const char *path, const SalReadOptions *options)
{
  SalReadOptions through_gdal = *options;
  through_gdal.through_gdal = TRUE;
  g_autoptr(GError) error = NULL;
  g_autoptr(SalFeatures) plain = sal_geojson_read(path, options);
  if (plain == NULL)
    return COMPARED_DECLINED;
  g_autoptr(SalFeatures) gdal = sal_source_read(path, &through_gdal, &error);
  const guint n_fields = options->fields != NULL ? g_strv_length((char **)options->fields) : 0;
  if (gdal == NULL) {
    g_test_message("GDAL: %s", error->message);
    return COMPARED_OTHER;
  }
  const char *other = compare_summaries(plain, gdal, n_fields);
  for (guint i = 0; other == NULL && i < plain->features->len; i++)
    other = compare_features(plain->features->pdata[i], gdal->features->pdata[i]);
  if (other != NULL)
    g_test_message("not the same: %s", other);
  return other == NULL ? COMPARED_SAME : COMPARED_OTHER;
}
