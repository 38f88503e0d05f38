#include "data/source/bounds.h"

#include "data/base/error.h"
#include "data/geometry/lone.h"
#include "data/geometry/validity.h"

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
  [SAL_BOUND_CROSSINGS] = { "crossings of edges", 1 << 14 },
  [SAL_BOUND_CHANGES] = { "crossings of old and new edges", 1 << 10 },
};

guint64
sal_bound_get(SalBound bound, guint64 max_bytes)
{
  return (max_bytes > 0 ? max_bytes : SAL_SOURCE_MAX_BYTES) / bounds[bound].bytes;
}

gboolean
sal_bound_check_within(SalBound bound, guint64 n, guint64 max, GError **error)
{
  return n <= max || sal_error_set(error, SAL_ERROR_FORMAT,
                                   "expected at most %" G_GUINT64_FORMAT
                                   " %s (" SAL_OPTION("max-size") " raises it), got more",
                                   max, bounds[bound].things);
}

gboolean
sal_bound_check(SalBound bound, guint64 n, guint64 max_bytes, GError **error)
{
  return sal_bound_check_within(bound, n, sal_bound_get(bound, max_bytes), error);
}

/* How often edges may cross in polygons of so many vertices. */
static guint64
get_max_crossings(const SalGeometry *polygons, guint64 max_bytes)
{
  return MAX(sal_bound_get(SAL_BOUND_CROSSINGS, max_bytes), sal_geometry_get_n_points(polygons));
}

gboolean
sal_bound_check_crossings(const SalGeometry *polygons, guint64 max_bytes, GError **error)
{
  const guint64 max = get_max_crossings(polygons, max_bytes);
  return sal_bound_check_within(SAL_BOUND_CROSSINGS, sal_geometry_count_crossings(polygons, max), max, error);
}

gboolean
sal_bound_check_joins(const SalGeometry *polygons, guint64 max_bytes, GError **error)
{
  guint n_lone;
  g_autofree guint8 *marks = sal_lone_mark(polygons, &n_lone);
  if (n_lone == 0)
    return sal_bound_check_crossings(polygons, max_bytes, error);
  const guint64 max = get_max_crossings(polygons, max_bytes);
  g_autoptr(SalGeometry) others = sal_lone_leave_out(polygons, marks);
  return sal_bound_check_within(SAL_BOUND_CROSSINGS, sal_geometry_count_crossings(others, max), max, error);
}

#define UNPACKED_BYTES (G_GUINT64_CONSTANT(64) << 20) /* of any file */
#define UNPACKED_FACTOR 32                            /* for every packed byte */

static guint64
get_scale(guint64 max_bytes)
{
  return MAX(max_bytes / SAL_SOURCE_MAX_BYTES, 1);
}

#define VERTICES_OF_ANY_FILE (G_GUINT64_CONSTANT(1) << 20)
#define VERTICES_A_BYTE 4

gboolean
sal_bound_check_vertices(guint64 n, guint64 file_bytes, guint64 max_bytes, GError **error)
{
  if (max_bytes == 0)
    max_bytes = SAL_SOURCE_MAX_BYTES;
  const guint64 of_size = get_scale(max_bytes) * (VERTICES_OF_ANY_FILE + VERTICES_A_BYTE * file_bytes);
  const guint64 max = sal_bound_get(SAL_BOUND_VERTICES, max_bytes);
  return sal_bound_check_within(SAL_BOUND_VERTICES, n, file_bytes > 0 ? MIN(max, of_size) : max, error);
}

guint64
sal_bound_get_unpacked(guint64 packed, guint64 max_bytes)
{
  const guint64 scale = get_scale(max_bytes), least = MIN(packed, max_bytes);
  return MIN(max_bytes, scale * (UNPACKED_BYTES + UNPACKED_FACTOR * least));
}

gboolean
sal_bound_refuse_packed(guint64 packed, guint64 max_bytes, GError **error)
{
  const guint64 max = sal_bound_get_unpacked(packed, max_bytes), scale = get_scale(max_bytes);
  if (max == max_bytes)
    return sal_bound_refuse_file(max_bytes, error);
  return sal_error_set(
      error, SAL_ERROR_FORMAT,
      "expected a file of at most %" G_GUINT64_FORMAT " MiB when unpacked, as it has %" G_GUINT64_FORMAT
      " KiB (%" G_GUINT64_FORMAT " MiB and %" G_GUINT64_FORMAT
      " times its size; " SAL_OPTION("max-size") " raises it), got more",
      max >> 20, (packed + 1023) >> 10, scale * (UNPACKED_BYTES >> 20), scale * UNPACKED_FACTOR);
}

gboolean
sal_bound_refuse_file(guint64 max_bytes, GError **error)
{
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a file of at most %" G_GUINT64_FORMAT
                       " MiB when unpacked (" SAL_OPTION("max-size") " raises it), got more",
                       max_bytes >> 20);
}
