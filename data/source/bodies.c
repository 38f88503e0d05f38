#include "data/source/bodies.h"

struct _SalBodies {
  GMutex mutex;
  GCond ended;          /* a fetch did */
  GHashTable *kept;     /* of URLs: GBytes */
  GHashTable *fetching; /* URLs */
  guint64 n_bytes, max_bytes;
};

SalBodies *
sal_bodies_new(guint64 max_bytes)
{
  SalBodies *bodies = g_new0(SalBodies, 1);
  g_mutex_init(&bodies->mutex);
  g_cond_init(&bodies->ended);
  bodies->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  bodies->fetching = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  bodies->max_bytes = max_bytes;
  return bodies;
}

void
sal_bodies_free(SalBodies *bodies)
{
  if (bodies == NULL)
    return;
  g_hash_table_unref(bodies->kept);
  g_hash_table_unref(bodies->fetching);
  g_cond_clear(&bodies->ended);
  g_mutex_clear(&bodies->mutex);
  g_free(bodies);
}

GBytes *
sal_bodies_begin(SalBodies *bodies, const char *url)
{
  g_mutex_lock(&bodies->mutex);
  while (g_hash_table_contains(bodies->fetching, url))
    g_cond_wait(&bodies->ended, &bodies->mutex);
  GBytes *body = g_hash_table_lookup(bodies->kept, url);
  if (body != NULL)
    g_bytes_ref(body);
  else
    g_hash_table_add(bodies->fetching, g_strdup(url));
  g_mutex_unlock(&bodies->mutex);
  return body;
}

void
sal_bodies_end(SalBodies *bodies, const char *url, GBytes *body)
{
  const guint64 size = body != NULL ? g_bytes_get_size(body) : 0;
  g_mutex_lock(&bodies->mutex);
  g_hash_table_remove(bodies->fetching, url);
  if (body != NULL && size <= bodies->max_bytes - bodies->n_bytes) {
    bodies->n_bytes += size;
    g_hash_table_insert(bodies->kept, g_strdup(url), g_bytes_ref(body));
  }
  g_cond_broadcast(&bodies->ended);
  g_mutex_unlock(&bodies->mutex);
}
