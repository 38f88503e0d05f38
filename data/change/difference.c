#include "data/change/difference.h"

#include "data/base/pack.h"
#include "data/change/measuring.h"

/* Owned by the caller; NULL: the numbers are not kept. */
static GByteArray *
make_key(const SalDifferenceOptions *options, const SalSnapshot *from, const SalSnapshot *to,
         guint class_index)
{
  if (options->cache == NULL || !from->has_origin || !to->has_origin ||
      !sal_area_model_is_exact(options->model))
    return NULL;
  GByteArray *key = g_byte_array_new();
  sal_pack_text(key, "difference");
  sal_pack_text(key, sal_area_model_get_name(options->model));
  sal_pack_number(key, options->overlay.method);
  sal_pack_number(key, options->overlay.max_bytes);
  sal_pack_number(key, class_index);
  sal_pack_items(key, from->origin.bytes, 1, sizeof from->origin.bytes);
  sal_pack_items(key, to->origin.bytes, 1, sizeof to->origin.bytes);
  return key;
}

static gboolean
find(const SalDifferenceOptions *options, const GByteArray *key, SalDifference *difference)
{
  g_autoptr(GBytes) bytes = key != NULL ? sal_cache_find(options->cache, key) : NULL;
  if (bytes == NULL)
    return FALSE;
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  SalUnpack unpack = { data, data + size, FALSE };
  SalDifference found = { 0 };
  found.gained_m2 = sal_unpack_real(&unpack);
  found.lost_m2 = sal_unpack_real(&unpack);
  found.net_m2 = sal_unpack_real(&unpack);
  if (!sal_unpack_is_done(&unpack))
    return FALSE;
  *difference = found;
  return TRUE;
}

static void
keep(const SalDifferenceOptions *options, const GByteArray *key, const SalDifference *difference)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  if (key == NULL)
    return;
  sal_pack_real(bytes, difference->gained_m2);
  sal_pack_real(bytes, difference->lost_m2);
  sal_pack_real(bytes, difference->net_m2);
  sal_cache_keep(options->cache, key, bytes);
}

static const SalGeometry *
get_polygons(const SalSnapshot *snapshot, guint class_index)
{
  return g_array_index(snapshot->areas, SalControlArea, class_index).polygons;
}

/* Pieces add up in exact models, so that the areas themselves need not be measured. */
static gboolean
measure_net(const SalAreaModel *model, const SalSnapshot *from, const SalSnapshot *to, guint class_index,
            SalDifference *difference, GError **error)
{
  double from_m2, to_m2;
  difference->net_m2 = difference->gained_m2 - difference->lost_m2;
  if (sal_area_model_is_exact(model))
    return TRUE;
  if (!sal_change_measure(model, from, get_polygons(from, class_index), &from_m2, error) ||
      !sal_change_measure(model, to, get_polygons(to, class_index), &to_m2, error))
    return FALSE;
  difference->net_m2 = to_m2 - from_m2;
  return TRUE;
}

gboolean
sal_difference_measure(const SalDifferenceOptions *options, const SalSnapshot *from, const SalSnapshot *to,
                       guint class_index, SalDifference *difference, GError **error)
{
  const SalAreaModel *model = options->model;
  g_autoptr(GByteArray) key = make_key(options, from, to, class_index);
  g_auto(SalOverlay) overlay = { NULL };
  SalDifference found;
  if (find(options, key, difference))
    return TRUE;
  if (!sal_overlay_compute(get_polygons(from, class_index), get_polygons(to, class_index), &options->overlay,
                           &overlay, error))
    return FALSE;
  found.gained_m2 = sal_area_measure(model, overlay.gained) + sal_area_measure(model, overlay.gained_slivers);
  found.lost_m2 = sal_area_measure(model, overlay.lost) + sal_area_measure(model, overlay.lost_slivers);
  if (!measure_net(model, from, to, class_index, &found, error))
    return FALSE;
  keep(options, key, &found);
  *difference = found;
  return TRUE;
}
