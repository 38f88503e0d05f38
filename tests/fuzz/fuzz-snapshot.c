/* Reads bytes as a file of areas or lines. The first byte tells its suffix. Whatever comes out is in degrees, and
 * whatever does not is one error. */
#include "fuzz.h"

#include "data/base/error.h"
#include "data/source/source.h"
#include "data/source/vsi.h"

#include <cpl_vsi.h>
#include <math.h>

#define MAX_BYTES (4 << 20)

static void
check_positions(const SalGeometry *geometry)
{
  for (guint i = 0; geometry != NULL && i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    g_assert_true(isfinite(p.x) && isfinite(p.y) && fabs(p.y) <= 90);
  }
}

static void
check_features(const SalFeatures *features)
{
  for (guint i = 0; i < features->features->len; i++) {
    const SalFeature *feature = features->features->pdata[i];
    check_positions(feature->points);
    check_positions(feature->lines);
    check_positions(feature->polygons);
  }
}

static void
read_path(const char *path)
{
  static const char *const fields[] = { "name", "@fill", "@layer", NULL };
  const SalReadOptions options = { .fields = fields,
                                   .fields_optional = TRUE,
                                   .leave_out_strays = TRUE,
                                   .tells_kinds = TRUE,
                                   .max_bytes = MAX_BYTES };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, &error);
  g_assert_true((features == NULL) == (error != NULL));
  if (features != NULL)
    check_features(features);
  else
    g_assert_true(g_utf8_validate(error->message, -1, NULL) && strchr(error->message, '\n') == NULL);
  g_ptr_array_unref(sal_source_list_own_dates(path, &(SalReadOptions){ .max_bytes = MAX_BYTES }));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const suffixes[] = { "geojson", "json",     "kml",      "gml",
                                          "fgb",     "topojson", "geojsonl", "kmz" };
  if (size < 2)
    return 0;
  g_autofree char *name = g_strconcat("a.", suffixes[data[0] % G_N_ELEMENTS(suffixes)], NULL);
  char *path = sal_vsi_make_memory_name(name);
  VSIFCloseL(VSIFileFromMemBuffer(path, (GByte *)(data + 1), size - 1, FALSE));
  read_path(path);
  sal_vsi_forget(path);
  return 0;
}
