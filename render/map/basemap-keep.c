#include "render/map/basemap-keep.h"

#include "data/geometry/geometry-pack.h"
#include "data/places/countrynames.h"
#include "data/source/naturalearth.h"

#include <string.h>

/* Takes list, unless it is NULL. */
static void
take_list(GArray **list, GArray *by)
{
  if (by == NULL)
    return;
  g_array_unref(*list);
  *list = by;
}

GByteArray *
sal_basemap_make_key(const SalBasemap *basemap, const SalBasemapQuery *query)
{
  const gboolean has_file = query->borders != NULL && !g_str_equal(query->borders, "defacto") &&
                            !g_str_equal(query->borders, "none");
  g_autofree char *coarse =
      query->is_overview && basemap->folder != NULL ? sal_natural_earth_find_coarse(basemap->folder) : NULL;
  if (query->cache == NULL || basemap->folder == NULL || has_file)
    return NULL;
  g_autoptr(GByteArray) key = sal_natural_earth_make_key("base map", basemap->folder);
  if (key == NULL || (coarse != NULL && !sal_cache_pack_folder(coarse, key)))
    return NULL;
  sal_pack_text(key, basemap->theatre != NULL ? "theatre" : "");
  if (basemap->theatre != NULL && !sal_cache_pack_file(basemap->theatre, key))
    return NULL;
  sal_country_names_pack_version(key);
  sal_pack_items(key, &query->box, 1, sizeof query->box);
  sal_pack_text(key, query->borders != NULL ? query->borders : "defacto");
  sal_pack_text(key, sal_basemap_query_get_lang(query));
  sal_pack_number(key, query->is_overview);
  sal_pack_number(key, query->has_provinces);
  sal_pack_number(key, query->map_date != NULL);
  sal_pack_number(key, query->map_date != NULL ? (guint64)*query->map_date : 0);
  sal_pack_number(key, query->areas != NULL);
  if (query->areas != NULL)
    sal_geometry_pack(query->areas, key);
  return g_steal_pointer(&key);
}

static void
pack_earth(SalBasemap *basemap, const GPtrArray *remarks, GByteArray *bytes)
{
  SalGeometry **all[SAL_BASEMAP_N_GEOMETRIES];
  sal_basemap_list_geometries(basemap, all);
  for (guint i = 0; i < SAL_BASEMAP_N_GEOMETRIES; i++)
    sal_geometry_pack(*all[i], bytes);
  sal_countries_pack(basemap->countries, bytes);
  sal_provinces_pack(basemap->provinces, bytes);
  sal_pack_number(bytes, basemap->has_other_borders);
  sal_pack_number(bytes, remarks->len);
  for (guint i = 0; i < remarks->len; i++)
    sal_pack_text(bytes, remarks->pdata[i]);
}

static void
unpack_remarks(SalUnpack *unpack, GPtrArray *remarks)
{
  const guint n = sal_unpack_guint(unpack, G_MAXUINT);
  for (guint i = 0; i < n && !unpack->failed; i++) {
    char *text = sal_unpack_text(unpack);
    if (text != NULL)
      g_ptr_array_add(remarks, text);
    else
      sal_unpack_fail(unpack);
  }
}

gboolean
sal_basemap_find_kept(SalBasemap *basemap, SalCache *cache, const GByteArray *key, GPtrArray *remarks)
{
  g_autoptr(GBytes) bytes = sal_cache_find(cache, key);
  if (bytes == NULL)
    return FALSE;
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  SalUnpack unpack = { data, data + size, FALSE };
  g_autoptr(SalBasemap) found = sal_basemap_new();
  SalGeometry **all[SAL_BASEMAP_N_GEOMETRIES];
  sal_basemap_list_geometries(found, all);
  for (guint i = 0; i < SAL_BASEMAP_N_GEOMETRIES; i++) {
    const SalGeometryType type = (*all[i])->type;
    sal_geometry_free(*all[i]);
    *all[i] = sal_geometry_unpack(&unpack, type);
  }
  take_list(&found->countries, sal_countries_unpack(&unpack));
  take_list(&found->provinces, sal_provinces_unpack(&unpack));
  found->has_other_borders = (gboolean)sal_unpack_guint(&unpack, 1);
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free);
  unpack_remarks(&unpack, told);
  if (!sal_unpack_is_done(&unpack))
    return FALSE;
  const SalBasemap empty = *basemap;
  *basemap = *found;
  *found = empty;
  basemap->folder = g_steal_pointer(&found->folder);
  basemap->theatre = g_steal_pointer(&found->theatre);
  g_ptr_array_extend_and_steal(remarks, g_steal_pointer(&told));
  return TRUE;
}

void
sal_basemap_keep(SalBasemap *basemap, const SalBasemapQuery *query, const GByteArray *key,
                 const GPtrArray *remarks)
{
  g_autoptr(GByteArray) now = sal_basemap_make_key(basemap, query), bytes = g_byte_array_new();
  if (now == NULL || now->len != key->len || memcmp(now->data, key->data, key->len) != 0)
    return;
  pack_earth(basemap, remarks, bytes);
  sal_cache_keep(query->cache, key, bytes);
}
