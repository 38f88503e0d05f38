/* The public functions about the cache on disk. */
#include "salient.h"

#include "data/base/cache.h"
#include "data/base/error.h"

#define BYTES_PER_MB 1e6

static char *
format_amount(const SalCacheInfo *info)
{
  return g_strdup_printf("%u %s, %.1f MB", info->n_entries, info->n_entries == 1 ? "entry" : "entries",
                         (double)info->n_bytes / BYTES_PER_MB);
}

static char *
tell_none(void)
{
  return g_strdup("no cache: neither XDG_CACHE_HOME nor HOME names a folder\n");
}

char *
salient_cache_describe(GError **error)
{
  g_auto(SalCacheInfo) info = { NULL };
  if (!sal_cache_get_info(&info, error))
    return NULL;
  if (info.folder == NULL)
    return tell_none();
  g_autofree char *quoted = sal_error_quote_path(info.folder), *amount = format_amount(&info);
  return g_strdup_printf("folder  %s\nkept    %s\nlimit   %.1f MB\n", quoted, amount,
                         (double)SAL_CACHE_MAX_BYTES / BYTES_PER_MB);
}

char *
salient_cache_clear(GError **error)
{
  g_auto(SalCacheInfo) info = { NULL };
  if (!sal_cache_empty(&info, error))
    return NULL;
  if (info.folder == NULL)
    return tell_none();
  g_autofree char *amount = format_amount(&info);
  return g_strdup_printf("removed %s\n", amount);
}
