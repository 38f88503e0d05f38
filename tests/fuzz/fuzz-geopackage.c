/* Reads bytes as a GeoPackage. */
#include "fuzz.h"

#include "data/base/error.h"
#include "data/source/source.h"
#include "data/source/vsi.h"

#include <cpl_vsi.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const SalReadOptions options = { .max_bytes = 1 << 20 };
  char *path = sal_vsi_make_memory_name("a.gpkg");
  VSIFCloseL(VSIFileFromMemBuffer(path, (GByte *)data, size, FALSE));
  g_autoptr(GError) error = NULL;
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, &error);
  g_assert_true((features == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true(g_utf8_validate(error->message, -1, NULL) && strchr(error->message, '\n') == NULL);
  sal_vsi_forget(path);
  return 0;
}
