#include "render/write/repeats.h"

/* Bytes, by SalRepeat. Most texts of a long run stand on one picture only. */
static const gsize MOST[] = { [SAL_REPEAT_LAYERS] = 48u << 20, [SAL_REPEAT_TEXT] = 6u << 20 };

/* What is known of a key. */
typedef struct {
  SalStamp *stamp; /* NULL: it is being made, or too much */
  gboolean is_being_made;
} Entry;

struct _SalRepeats {
  GMutex lock;
  GCond made;
  GHashTable *entries; /* of GBytes to Entry */
  gsize sizes[G_N_ELEMENTS(MOST)];
};

static void
entry_free(gpointer data)
{
  Entry *entry = data;
  sal_stamp_unref(entry->stamp);
  g_free(entry);
}

SalRepeats *
sal_repeats_new(void)
{
  SalRepeats *repeats = g_new0(SalRepeats, 1);
  g_mutex_init(&repeats->lock);
  g_cond_init(&repeats->made);
  repeats->entries =
      g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, entry_free);
  return repeats;
}

void
sal_repeats_free(SalRepeats *repeats)
{
  if (repeats == NULL)
    return;
  g_hash_table_unref(repeats->entries);
  g_cond_clear(&repeats->made);
  g_mutex_clear(&repeats->lock);
  g_free(repeats);
}

gboolean
sal_repeats_begin(SalRepeats *repeats, GBytes *key, SalStamp **stamp)
{
  *stamp = NULL;
  if (repeats == NULL)
    return FALSE;
  const Entry *entry;
  g_mutex_lock(&repeats->lock);
  while ((entry = g_hash_table_lookup(repeats->entries, key)) != NULL && entry->is_being_made)
    g_cond_wait(&repeats->made, &repeats->lock);
  if (entry == NULL) {
    Entry *begun = g_new0(Entry, 1);
    begun->is_being_made = TRUE;
    g_hash_table_insert(repeats->entries, g_bytes_ref(key), begun);
  } else if (entry->stamp != NULL) {
    *stamp = sal_stamp_ref(entry->stamp);
  }
  g_mutex_unlock(&repeats->lock);
  return entry == NULL;
}

void
sal_repeats_end(SalRepeats *repeats, SalRepeat kind, GBytes *key, SalStamp *stamp)
{
  if (stamp != NULL)
    sal_stamp_pack(stamp);
  const gsize size = stamp != NULL ? sal_stamp_get_size(stamp) : 0;
  g_mutex_lock(&repeats->lock);
  if (stamp == NULL) {
    g_hash_table_remove(repeats->entries, key);
  } else {
    Entry *entry = g_hash_table_lookup(repeats->entries, key);
    entry->is_being_made = FALSE;
    if (repeats->sizes[kind] + size <= MOST[kind]) {
      entry->stamp = sal_stamp_ref(stamp);
      repeats->sizes[kind] += size;
    }
  }
  g_cond_broadcast(&repeats->made);
  g_mutex_unlock(&repeats->lock);
}
