#include "data/places.h"

#include "data/ground.h"
#include "data/naturalearth.h"
#include "data/placenames.h"

#include <math.h>
#include <string.h>

static const char *const FIELDS[] = { "name", "NAME", "scalerank", "SCALERANK", "pop_max", "POP_MAX", NULL };

static void
place_clear(gpointer data)
{
  SalPlace *place = data;
  g_free(place->name);
  g_clear_pointer(&place->names, g_array_unref);
}

static void
add_place(const SalFeature *feature, double turn, gpointer data)
{
  const char *name = sal_natural_earth_get_value(feature, 0), *rank = sal_natural_earth_get_value(feature, 1),
             *population = sal_natural_earth_get_value(feature, 2);
  if (feature->points == NULL || sal_geometry_get_n_points(feature->points) == 0 || name == NULL ||
      *name == '\0')
    return;
  const SalPoint point = g_array_index(feature->points->points, SalPoint, 0);
  SalPlace place = {
    .name = g_strdup(sal_place_name_update(name, point.x, point.y)),
    .lon = point.x + turn,
    .lat = point.y,
    .population = population != NULL ? MAX(0, g_ascii_strtod(population, NULL)) : 0,
    .rank = rank != NULL ? (guint)CLAMP(g_ascii_strtod(rank, NULL), 0, 20) : 10,
  };
  g_array_append_val(data, place);
}

double
sal_place_get_importance(const SalPlace *place)
{
  return log10(place->population + 1000) - 0.15 * place->rank;
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
  const SalPlace *first = a, *second = b;
  const double difference = sal_place_get_importance(second) - sal_place_get_importance(first);
  if (difference != 0)
    return difference > 0 ? 1 : -1;
  const int order = strcmp(first->name, second->name);
  return order != 0 ? order : (first->lon > second->lon) - (first->lon < second->lon);
}

GArray *
sal_places_load(const SalPlaceQuery *query, G_GNUC_UNUSED GPtrArray *remarks, GError **error)
{
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  g_array_set_clear_func(places, place_clear);
  const SalNaturalEarthQuery layer = { query->folder, SAL_PLACES_LAYER, query->box, FIELDS };
  if (query->folder != NULL && !sal_natural_earth_read(&layer, add_place, places, error))
    return NULL;
  g_array_sort(places, compare_places);
  return g_steal_pointer(&places);
}

const SalPlace *
sal_places_find_nearest(const GArray *places, SalPoint point, double *distance_m)
{
  const SalPlace *nearest = NULL;
  const double degree_m = sal_ground_get_scale(0).y; /* the least that a degree of latitude has */
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    if (place->kind != SAL_PLACE_SETTLEMENT)
      continue;
    if (nearest != NULL && fabs(place->lat - point.y) * degree_m > *distance_m)
      continue;
    const double m = sal_ground_measure_m(point, (SalPoint){ place->lon, place->lat });
    if (nearest == NULL || m < *distance_m) {
      nearest = place;
      *distance_m = m;
    }
  }
  return nearest;
}
