#include "render/write/repeats.h"

/* Bytes, by SalRepeat. Most texts of a long run stand on one picture only. */
static const gsize MOST[] = { [SAL_REPEAT_LAYERS] = 48u << 20, [SAL_REPEAT_TEXT] = 6u << 20 };

struct _SalRepeats {
  GMutex lock;
  GHashTable *stamps; /* of GBytes to SalStamp, a reference each */
  gsize sizes[G_N_ELEMENTS(MOST)];
};

static void
unref_stamp(gpointer stamp)
{
  sal_stamp_unref(stamp);
}

SalRepeats *
sal_repeats_new(void)
{
  SalRepeats *repeats = g_new0(SalRepeats, 1);
  g_mutex_init(&repeats->lock);
  repeats->stamps =
      g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, unref_stamp);
  return repeats;
}

void
sal_repeats_free(SalRepeats *repeats)
{
  if (repeats == NULL)
    return;
  g_hash_table_unref(repeats->stamps);
  g_mutex_clear(&repeats->lock);
  g_free(repeats);
}

SalStamp *
sal_repeats_find(SalRepeats *repeats, GBytes *key)
{
  if (repeats == NULL)
    return NULL;
  g_mutex_lock(&repeats->lock);
  SalStamp *stamp = g_hash_table_lookup(repeats->stamps, key);
  if (stamp != NULL)
    sal_stamp_ref(stamp);
  g_mutex_unlock(&repeats->lock);
  return stamp;
}

void
sal_repeats_keep(SalRepeats *repeats, SalRepeat kind, GBytes *key, SalStamp *stamp)
{
  if (repeats == NULL)
    return;
  sal_stamp_pack(stamp);
  const gsize size = sal_stamp_get_size(stamp);
  g_mutex_lock(&repeats->lock);
  if (repeats->sizes[kind] + size <= MOST[kind] && !g_hash_table_contains(repeats->stamps, key)) {
    g_hash_table_insert(repeats->stamps, g_bytes_ref(key), sal_stamp_ref(stamp));
    repeats->sizes[kind] += size;
  }
  g_mutex_unlock(&repeats->lock);
}
