#include "data/osm/theatre-pack.h"

#include "data/geometry/geometry-pack.h"

void
sal_theatre_head_pack(const SalTheatreHead *head, GByteArray *bytes)
{
  sal_pack_real(bytes, head->frame.xmin);
  sal_pack_real(bytes, head->frame.ymin);
  sal_pack_real(bytes, head->frame.xmax);
  sal_pack_real(bytes, head->frame.ymax);
  sal_pack_text(bytes, head->credit);
  sal_pack_texts(bytes, (const char *const *)head->languages);
  sal_pack_number(bytes, head->has_land);
}

SalTheatreHead *
sal_theatre_head_unpack(SalUnpack *unpack)
{
  g_autoptr(SalTheatreHead) head = g_new0(SalTheatreHead, 1);
  head->frame.xmin = sal_unpack_real(unpack);
  head->frame.ymin = sal_unpack_real(unpack);
  head->frame.xmax = sal_unpack_real(unpack);
  head->frame.ymax = sal_unpack_real(unpack);
  head->credit = sal_unpack_text(unpack);
  head->languages = sal_unpack_texts(unpack);
  head->has_land = (gboolean)sal_unpack_guint(unpack, 1);
  const gboolean is_whole = !unpack->failed && head->credit != NULL && head->languages != NULL;
  return is_whole ? g_steal_pointer(&head) : NULL;
}

void
sal_theatre_item_pack(const SalTheatreItem *item, GByteArray *bytes)
{
  sal_pack_number(bytes, item->class);
  sal_pack_number(bytes, item->geometry->type);
  sal_geometry_pack(item->geometry, bytes);
  sal_pack_text(bytes, item->names);
  sal_pack_text(bytes, item->kind);
  sal_pack_real(bytes, item->population);
}

/* An item taken off, and what it lends. */
typedef struct {
  SalTheatreItem item;
  SalGeometry *geometry;
  char *names, *kind;
} Taken;

static void
clear_taken(gpointer data)
{
  Taken *taken = data;
  sal_geometry_free(taken->geometry);
  g_free(taken->names);
  g_free(taken->kind);
}

static void
take_item(SalUnpack *unpack, GArray *all)
{
  Taken taken = { .item.class = (SalOsmClass)sal_unpack_guint(unpack, SAL_OSM_SETTLEMENT) };
  const SalGeometryType type = (SalGeometryType)sal_unpack_guint(unpack, SAL_POLYGONS);
  taken.item.geometry = taken.geometry = sal_geometry_unpack(unpack, type);
  taken.item.names = taken.names = sal_unpack_text(unpack);
  taken.item.kind = taken.kind = sal_unpack_text(unpack);
  taken.item.population = sal_unpack_real(unpack);
  g_array_append_val(all, taken);
  if (taken.geometry == NULL || taken.names == NULL)
    sal_unpack_fail(unpack);
}

gboolean
sal_theatre_items_unpack(SalUnpack *unpack, SalTheatreFunc func, gpointer data)
{
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Taken));
  g_array_set_clear_func(all, clear_taken);
  while (!unpack->failed && unpack->at < unpack->end)
    take_item(unpack, all);
  if (!sal_unpack_is_done(unpack))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    func(&g_array_index(all, Taken, i).item, data);
  return TRUE;
}
