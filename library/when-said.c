#include "library/when-said.h"

#include "data/base/error.h"

gboolean
sal_when_read(SalWhen *when, GHashTable *said, const char *option, GError **error)
{
  static const struct {
    const char *key;
    gboolean (*set)(SalWhen *when, const char *text, GError **error);
  } keys[] = { { "from", sal_when_set_from },
               { "until", sal_when_set_until },
               { "period", sal_when_set_period } };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    const char *text = g_hash_table_lookup(said, keys[i].key);
    if (text == NULL || keys[i].set(when, text, error))
      continue;
    g_prefix_error(error, "%s: ", keys[i].key);
    return sal_error_blame(error, option);
  }
  return TRUE;
}
