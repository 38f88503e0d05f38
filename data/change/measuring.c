#include "data/change/measuring.h"

#include "data/base/error.h"
#include "data/geometry/noise.h"

#include <math.h>

gboolean
sal_change_measure(const SalAreaModel *model, const SalSnapshot *snapshot, const SalGeometry *polygons,
                   double *m2, GError **error)
{
  *m2 = sal_area_measure(model, polygons);
  return !isnan(*m2) ||
         sal_error_set(
             error, SAL_ERROR_CRS,
             "%s: area model %s: expected a projection that shows the whole area, got points outside it",
             snapshot->path, sal_area_model_get_name(model));
}

/* Takes what is redrawn border out of what is wide. */
static void
take_border_out(SalChange *change, const SalChangeOptions *options)
{
  const SalGeometry *before = sal_snapshot_get_polygons(change->from, change->class_name);
  change->has_border = options->border != NULL;
  sal_border_split(options->border, before, FALSE, &change->gained, &change->gained_border);
  sal_border_split(options->border, before, TRUE, &change->lost, &change->lost_border);
  change->border_gained_m2 = sal_area_measure(options->area_model, change->gained_border);
  change->border_lost_m2 = sal_area_measure(options->area_model, change->lost_border);
}

void
sal_change_take_overlay(SalChange *change, SalOverlay *overlay, const SalChangeOptions *options)
{
  const SalAreaModel *model = options->area_model;
  change->gained_m2 =
      sal_area_measure(model, overlay->gained) + sal_area_measure(model, overlay->gained_slivers);
  change->lost_m2 = sal_area_measure(model, overlay->lost) + sal_area_measure(model, overlay->lost_slivers);
  sal_noise_split(g_steal_pointer(&overlay->gained), options->min_width_m, &change->gained,
                  &change->gained_noise);
  sal_noise_split(g_steal_pointer(&overlay->lost), options->min_width_m, &change->lost, &change->lost_noise);
  take_border_out(change, options);
  change->noise_gained_m2 = sal_area_measure(model, change->gained_noise);
  change->noise_lost_m2 = sal_area_measure(model, change->lost_noise);
  change->n_parts = sal_geometry_get_n_polygons(change->gained) + sal_geometry_get_n_polygons(change->lost) +
                    sal_geometry_get_n_polygons(change->gained_border) +
                    sal_geometry_get_n_polygons(change->lost_border);
  change->n_noise_parts =
      sal_geometry_get_n_polygons(change->gained_noise) + sal_geometry_get_n_polygons(change->lost_noise);
}
