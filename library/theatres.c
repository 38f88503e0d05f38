#include "library/theatres.h"

#include "data/base/error.h"
#include "data/places/countries.h"
#include "data/places/places.h"
#include "data/source/naturalearth.h"

/* All that is held at the last snapshot. */
static SalGeometry *
load_held(const SalSeries *series, GError **error)
{
  g_autoptr(SalSnapshot) snapshot = sal_series_load(series, sal_series_get_n_entries(series) - 1, error);
  if (snapshot == NULL)
    return NULL;
  SalGeometry *held = sal_geometry_new(SAL_POLYGONS);
  for (guint c = 0; c < snapshot->areas->len; c++)
    sal_geometry_append(held, g_array_index(snapshot->areas, SalControlArea, c).polygons);
  return held;
}

/* The country in which most of the polygons lie, each with all of it where a point inside it is. NULL: none. */
static SalCountry *
find_country(const SalPlan *plan, GArray *countries, const SalGeometry *held)
{
  g_autofree double *votes = g_new0(double, countries->len + 1);
  guint best = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(held); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(held, i);
    const SalCountry *country = sal_countries_find(countries, sal_geometry_get_inner_point(one, 0));
    if (country != NULL)
      votes[country - &g_array_index(countries, SalCountry, 0)] +=
          sal_area_measure(plan->settings.area_model, one);
  }
  for (guint i = 1; i < countries->len; i++)
    best = votes[i] > votes[best] ? i : best;
  return votes[best] > 0 ? &g_array_index(countries, SalCountry, best) : NULL;
}

static SalTheatre *
load_country(const SalPlan *plan, const SalSeries *series, const char *option, GError **error)
{
  g_autofree char *folder = sal_settings_find_natural_earth(plan->options, SAL_NATURAL_EARTH_LAND);
  if (folder == NULL || !sal_natural_earth_has(folder, SAL_NATURAL_EARTH_LAND)) {
    sal_error_set_option(error, SAL_ERROR_USAGE, option,
                         "expected a base map (" SAL_OPTION("basemap") ") or " SAL_OPTION(
                             "territory") " to tell coasts and borders from the front, got neither");
    return NULL;
  }
  g_autoptr(SalGeometry) held = load_held(series, error);
  if (held == NULL)
    return NULL;
  const SalCountryQuery query = { .folder = folder, .box = sal_geometry_get_box(held), .cache = plan->cache };
  g_autoptr(GArray) countries = sal_countries_load(&query, error);
  if (countries == NULL)
    return NULL;
  SalCountry *country = find_country(plan, countries, held);
  if (country == NULL) {
    sal_error_set_option(error, SAL_ERROR_FORMAT, option,
                         "expected a country of the base map around what is held, got none");
    return NULL;
  }
  g_autoptr(SalGeometry) area = sal_geometry_dissolve(country->area, error);
  return area != NULL ? sal_theatre_new(g_steal_pointer(&area), country->name, SAL_THEATRE_NEAR_M) : NULL;
}

SalTheatre *
sal_theatre_load(const SalPlan *plan, const SalSeries *series, const char *option, GError **error)
{
  const SalGeometry *territory = sal_series_get_territory(series), *aoi = sal_series_get_aoi(series);
  g_autoptr(SalTheatre) theatre = territory != NULL
                                      ? sal_theatre_new(sal_geometry_copy(territory), "the territory", 0)
                                      : load_country(plan, series, option, error);
  if (theatre == NULL || aoi == NULL)
    return g_steal_pointer(&theatre);
  g_autoptr(SalGeometry) both = sal_geometry_intersection(sal_theatre_get_area(theatre), aoi, error);
  if (both == NULL)
    return NULL;
  sal_theatre_cut(theatre, g_steal_pointer(&both));
  return g_steal_pointer(&theatre);
}
