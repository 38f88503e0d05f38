#include "data/change/change-parts.h"

static void
empty(SalGeometry **polygons, gboolean keeps_geometry)
{
  g_clear_pointer(polygons, sal_geometry_free);
  if (keeps_geometry)
    *polygons = sal_geometry_new(SAL_POLYGONS);
}

void
sal_change_begin_parts(SalChange *change, gboolean keeps_geometry)
{
  change->gained_m2 = change->lost_m2 = change->noise_gained_m2 = change->noise_lost_m2 = 0;
  change->border_gained_m2 = change->border_lost_m2 = 0;
  change->redefined_gained_m2 = change->redefined_lost_m2 = 0;
  change->n_parts = change->n_noise_parts = 0;
  empty(&change->gained, keeps_geometry);
  empty(&change->lost, keeps_geometry);
  empty(&change->gained_border, keeps_geometry);
  empty(&change->lost_border, keeps_geometry);
  empty(&change->gained_noise, keeps_geometry);
  empty(&change->lost_noise, keeps_geometry);
  empty(&change->redefined, keeps_geometry);
  if (change->movement != NULL)
    sal_movement_begin_parts(change->movement);
}

/* Either may be NULL. */
static void
append(SalGeometry *all, const SalGeometry *polygons)
{
  if (all != NULL && polygons != NULL)
    sal_geometry_append(all, polygons);
}

static void
add_redefined(SalChange *change, const SalChange *part)
{
  change->redefined_gained_m2 += part->gained_m2;
  change->redefined_lost_m2 += part->lost_m2;
  append(change->redefined, part->gained);
  append(change->redefined, part->lost);
  append(change->redefined, part->gained_border);
  append(change->redefined, part->lost_border);
}

void
sal_change_add_part(SalChange *change, const SalChange *part, gboolean is_reset)
{
  if (is_reset) {
    add_redefined(change, part);
    return;
  }
  change->gained_m2 += part->gained_m2;
  change->lost_m2 += part->lost_m2;
  change->noise_gained_m2 += part->noise_gained_m2;
  change->noise_lost_m2 += part->noise_lost_m2;
  change->border_gained_m2 += part->border_gained_m2;
  change->border_lost_m2 += part->border_lost_m2;
  change->n_parts += part->n_parts;
  change->n_noise_parts += part->n_noise_parts;
  append(change->gained, part->gained);
  append(change->lost, part->lost);
  append(change->gained_border, part->gained_border);
  append(change->lost_border, part->lost_border);
  append(change->gained_noise, part->gained_noise);
  append(change->lost_noise, part->lost_noise);
  if (change->movement != NULL && part->movement != NULL)
    sal_movement_add_part(change->movement, part->movement);
}

static gboolean
dissolve(SalGeometry **polygons, GError **error)
{
  if (*polygons == NULL || sal_geometry_is_empty(*polygons))
    return TRUE;
  SalGeometry *dissolved = sal_geometry_dissolve(*polygons, error);
  if (dissolved == NULL)
    return FALSE;
  sal_geometry_free(*polygons);
  *polygons = dissolved;
  return TRUE;
}

gboolean
sal_change_end_parts(SalChange *change, GError **error)
{
  SalGeometry **const all[] = { &change->gained,      &change->lost,         &change->gained_border,
                                &change->lost_border, &change->gained_noise, &change->lost_noise,
                                &change->redefined };
  const int days = sal_change_get_days(change);
  for (guint i = 0; i < G_N_ELEMENTS(all); i++)
    if (!dissolve(all[i], error))
      return FALSE;
  if (change->movement != NULL)
    change->movement->net_m2_per_day = days > 0 ? sal_change_get_net_m2(change) / days : 0;
  return TRUE;
}
