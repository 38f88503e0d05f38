#include "data/source/bounds.h"

#include "data/base/error.h"

/* One for each so many bytes. */
static const struct {
  const char *things;
  guint64 bytes;
} bounds[] = {
  [SAL_BOUND_FEATURES] = { "features", 1 << 10 },
  [SAL_BOUND_VERTICES] = { "vertices", 1 << 4 },
  [SAL_BOUND_RINGS] = { "rings and lines", 1 << 10 },
  [SAL_BOUND_LAYERS] = { "layers", 1 << 18 },
  [SAL_BOUND_FIELDS] = { "fields", 1 << 18 },
  [SAL_BOUND_MEMBERS] = { "files in an archive", 1 << 16 },
  [SAL_BOUND_UNPACKED] = { "MiB in an archive when unpacked", 1 << 16 },
};

gboolean
sal_bound_check(SalBound bound, guint64 n, guint64 max_bytes, GError **error)
{
  const guint64 max = (max_bytes > 0 ? max_bytes : SAL_SOURCE_MAX_BYTES) / bounds[bound].bytes;
  return n <= max || sal_error_set(error, SAL_ERROR_FORMAT,
                                   "expected at most %" G_GUINT64_FORMAT
                                   " %s (" SAL_OPTION("max-size") " raises it), got more",
                                   max, bounds[bound].things);
}

gboolean
sal_bound_refuse_file(guint64 max_bytes, GError **error)
{
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a file of at most %" G_GUINT64_FORMAT
                       " MiB when unpacked (" SAL_OPTION("max-size") " raises it), got more",
                       max_bytes >> 20);
}
