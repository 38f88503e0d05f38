#include "data/change/measured.h"

#include "data/base/pack.h"

/* Owned by the caller; NULL: the numbers are not kept. */
static GByteArray *
make_key(const SalMeasured *measured)
{
  const SalSnapshot *snapshot = measured->snapshot;
  if (measured->cache == NULL || !snapshot->has_origin || !sal_area_model_is_exact(measured->model))
    return NULL;
  GByteArray *key = g_byte_array_new();
  sal_pack_text(key, "measured");
  sal_pack_text(key, sal_area_model_get_name(measured->model));
  sal_pack_items(key, snapshot->origin.bytes, 1, sizeof snapshot->origin.bytes);
  return key;
}

gboolean
sal_measured_find(const SalMeasured *measured)
{
  g_autoptr(GByteArray) key = make_key(measured);
  g_autoptr(GBytes) bytes = key != NULL ? sal_cache_find(measured->cache, key) : NULL;
  if (bytes == NULL)
    return FALSE;
  const guint n = measured->n_classes;
  g_autofree double *numbers = g_new0(double, 2 * (gsize)n + 1);
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  SalUnpack unpack = { data, data + size, FALSE };
  for (guint i = 0; i < 2 * n; i++)
    numbers[i] = sal_unpack_real(&unpack);
  if (!sal_unpack_is_done(&unpack))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    measured->areas_m2[i] = numbers[2 * i];
    measured->lines_m[i] = numbers[2 * i + 1];
  }
  return TRUE;
}

void
sal_measured_keep(const SalMeasured *measured)
{
  g_autoptr(GByteArray) key = make_key(measured), bytes = g_byte_array_new();
  if (key == NULL)
    return;
  for (guint i = 0; i < measured->n_classes; i++) {
    sal_pack_real(bytes, measured->areas_m2[i]);
    sal_pack_real(bytes, measured->lines_m[i]);
  }
  sal_cache_keep(measured->cache, key, bytes);
}
