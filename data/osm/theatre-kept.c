#include "data/osm/theatre-kept.h"

#include "data/osm/theatre-pack.h"

#include <string.h>

/* The key of something in a file. NULL: there is no cache, or the file was written to just now. Owned by the caller. */
static GByteArray *
make_key(const char *what, const char *path, const SalCache *cache)
{
  if (cache == NULL)
    return NULL;
  g_autoptr(GByteArray) key = g_byte_array_new();
  sal_pack_text(key, what);
  return sal_cache_pack_file(path, key) ? g_steal_pointer(&key) : NULL;
}

static GByteArray *
make_part_key(const SalTheatreQuery *query, const SalCache *cache)
{
  GByteArray *key =
      query->part != SAL_THEATRE_SHAPES ? make_key("named part of a base map", query->path, cache) : NULL;
  if (key == NULL)
    return NULL;
  sal_pack_number(key, query->part);
  sal_pack_items(key, &query->box, 1, sizeof query->box);
  return key;
}

/* Keeps what was read, unless the file was written to meanwhile; now is the key that it would have by now. */
static void
keep(SalCache *cache, const GByteArray *key, const GByteArray *now, const GByteArray *bytes)
{
  if (now != NULL && now->len == key->len && memcmp(now->data, key->data, key->len) == 0)
    sal_cache_keep(cache, key, bytes);
}

/* What was kept, to be taken off. FALSE: nothing. bytes is owned by the caller. */
static gboolean
find(SalCache *cache, const GByteArray *key, GBytes **bytes, SalUnpack *unpack)
{
  *bytes = key != NULL ? sal_cache_find(cache, key) : NULL;
  if (*bytes == NULL)
    return FALSE;
  gsize size;
  const guint8 *data = g_bytes_get_data(*bytes, &size);
  *unpack = (SalUnpack){ data, data + size, FALSE };
  return sal_unpack_guint(unpack, 1) == 1;
}

/* Bytes to be kept: none are empty. Owned by the caller. */
static GByteArray *
start_bytes(void)
{
  GByteArray *bytes = g_byte_array_new();
  sal_pack_number(bytes, 1);
  return bytes;
}

SalTheatreHead *
sal_theatre_find_head(const char *path, SalCache *cache, GError **error)
{
  static const char what[] = "head of a base map";
  g_autoptr(GByteArray) key = make_key(what, path, cache);
  g_autoptr(GBytes) found = NULL;
  SalUnpack unpack;
  SalTheatreHead *head = find(cache, key, &found, &unpack) ? sal_theatre_head_unpack(&unpack) : NULL;
  if (head != NULL)
    return head;
  head = sal_theatre_head_read(path, error);
  if (head == NULL || key == NULL)
    return head;
  g_autoptr(GByteArray) bytes = start_bytes(), now = make_key(what, path, cache);
  sal_theatre_head_pack(head, bytes);
  keep(cache, key, now, bytes);
  return head;
}

/* Passes items on, and packs them. */
typedef struct {
  GByteArray *bytes;
  SalTheatreFunc func;
  gpointer data;
} Keeping;

static void
pass_item(const SalTheatreItem *item, gpointer data)
{
  const Keeping *keeping = data;
  sal_theatre_item_pack(item, keeping->bytes);
  keeping->func(item, keeping->data);
}

gboolean
sal_theatre_find_items(const SalTheatreQuery *query, SalCache *cache, SalTheatreFunc func, gpointer data,
                       GError **error)
{
  g_autoptr(GByteArray) key = make_part_key(query, cache);
  g_autoptr(GBytes) found = NULL;
  SalUnpack unpack;
  if (find(cache, key, &found, &unpack) && sal_theatre_items_unpack(&unpack, func, data))
    return TRUE;
  g_autoptr(SalTheatreHead) head = sal_theatre_find_head(query->path, cache, error);
  if (head == NULL)
    return FALSE;
  if (key == NULL)
    return sal_theatre_read(query, head, func, data, error);
  g_autoptr(GByteArray) bytes = start_bytes();
  Keeping keeping = { bytes, func, data };
  if (!sal_theatre_read(query, head, pass_item, &keeping, error))
    return FALSE;
  g_autoptr(GByteArray) now = make_part_key(query, cache);
  keep(cache, key, now, bytes);
  return TRUE;
}
