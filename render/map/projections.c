#include "render/map/projections.h"

#include "data/base/error.h"

struct _SalProjections {
  GMutex mutex;          /* guards what follows */
  GPtrArray *idle;       /* SalProjection: those that no thread is using */
  SalProjection *master; /* only copied */
};

static void
projection_free(SalProjection *projection)
{
  g_clear_pointer(&projection->forward, sal_transform_free);
  g_clear_pointer(&projection->inverse, sal_transform_free);
  g_free(projection);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalProjection, projection_free)

static SalProjection *
projection_new(const char *crs, GError **error)
{
  g_autoptr(SalProjection) projection = g_new0(SalProjection, 1);
  projection->forward = sal_transform_new(SAL_CRS_LONLAT, crs, error);
  if (projection->forward == NULL)
    return NULL;
  projection->inverse = sal_transform_new(crs, SAL_CRS_LONLAT, error);
  if (projection->inverse == NULL)
    return NULL;
  return g_steal_pointer(&projection);
}

SalProjections *
sal_projections_new(const char *crs, GError **error)
{
  g_autoptr(SalProjection) master = projection_new(crs, error);
  if (master == NULL) {
    g_prefix_error(error, "map ");
    return NULL;
  }
  if (!sal_crs_is_projected(crs)) {
    g_autofree char *quoted = sal_error_quote(crs);
    sal_error_set(error, SAL_ERROR_CRS, "map CRS '%s': expected a projected CRS, got one in degrees", quoted);
    return NULL;
  }
  SalProjections *projections = g_new0(SalProjections, 1);
  g_mutex_init(&projections->mutex);
  projections->idle = g_ptr_array_new_with_free_func((GDestroyNotify)projection_free);
  projections->master = g_steal_pointer(&master);
  return projections;
}

void
sal_projections_free(SalProjections *projections)
{
  if (projections == NULL)
    return;
  projection_free(projections->master);
  g_ptr_array_unref(projections->idle);
  g_mutex_clear(&projections->mutex);
  g_free(projections);
}

void
sal_projections_remember(SalProjections *projections)
{
  sal_transform_remember(projections->master->forward);
}

SalProjection *
sal_projections_take(SalProjections *projections)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&projections->mutex);
  if (projections->idle->len > 0)
    return g_ptr_array_steal_index_fast(projections->idle, projections->idle->len - 1);
  SalProjection *copy = g_new0(SalProjection, 1);
  copy->forward = sal_transform_copy(projections->master->forward);
  copy->inverse = sal_transform_copy(projections->master->inverse);
  return copy;
}

void
sal_projections_give_back(SalProjections *projections, SalProjection *projection)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&projections->mutex);
  g_ptr_array_add(projections->idle, projection);
}
