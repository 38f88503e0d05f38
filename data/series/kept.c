#include "data/series/kept.h"

#define MAX_POINTS ((G_GUINT64_CONSTANT(64) << 20) / sizeof(SalPoint))

struct _SalKept {
  GMutex lock;
  GHashTable *by_day; /* SalDay to SalSnapshot */
  guint64 n_points;
};

SalKept *
sal_kept_new(void)
{
  SalKept *kept = g_new0(SalKept, 1);
  g_mutex_init(&kept->lock);
  kept->by_day = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)sal_snapshot_unref);
  return kept;
}

void
sal_kept_free(SalKept *kept)
{
  if (kept == NULL)
    return;
  g_hash_table_unref(kept->by_day);
  g_mutex_clear(&kept->lock);
  g_free(kept);
}

void
sal_kept_add(SalKept *kept, SalSnapshot *snapshot)
{
  g_mutex_lock(&kept->lock);
  if (kept->n_points + snapshot->n_points <= MAX_POINTS) {
    kept->n_points += snapshot->n_points;
    g_hash_table_replace(kept->by_day, GINT_TO_POINTER(snapshot->day), sal_snapshot_ref(snapshot));
  }
  g_mutex_unlock(&kept->lock);
}

SalSnapshot *
sal_kept_take(SalKept *kept, SalDay day)
{
  gpointer snapshot = NULL;
  g_mutex_lock(&kept->lock);
  if (g_hash_table_steal_extended(kept->by_day, GINT_TO_POINTER(day), NULL, &snapshot))
    kept->n_points -= ((const SalSnapshot *)snapshot)->n_points;
  g_mutex_unlock(&kept->lock);
  return snapshot;
}
