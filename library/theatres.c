#include "library/theatres.h"

#include "data/base/error.h"
#include "data/places/countries.h"
#include "data/places/places.h"
#include "data/source/naturalearth.h"

#define WIDEN_SHARE 0.5  /* of what is known of a country, beyond a side at which it was cut off */
#define WIDEST_DEG 105.0 /* in wider boxes no countries are looked for */
#define TOUCH_DEG 1e-6

/* All that is held at the last snapshot at which anything is; empty if nothing ever is. */
static SalGeometry *
load_held(const SalSeries *series, GError **error)
{
  SalGeometry *held = sal_geometry_new(SAL_POLYGONS);
  for (guint entry = sal_series_get_n_entries(series); entry-- > 0 && sal_geometry_is_empty(held);) {
    g_autoptr(SalSnapshot) snapshot = sal_series_load(series, entry, error);
    if (snapshot == NULL) {
      sal_geometry_free(held);
      return NULL;
    }
    for (guint c = 0; c < snapshot->areas->len; c++)
      sal_geometry_append(held, g_array_index(snapshot->areas, SalControlArea, c).polygons);
  }
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

static GArray *
load_countries(const SalPlan *plan, const char *folder, SalBox box, GError **error)
{
  const SalCountryQuery query = { .folder = folder, .box = box, .cache = plan->cache };
  return sal_countries_load(&query, error);
}

/* Moves those sides of a box outwards beyond which there is more of a country that was found in it. FALSE: there is no more, or the
 * box would be too wide. */
static gboolean
widen(SalBox *box, const SalGeometry *area)
{
  const SalBox read = sal_countries_grow_box(*box), found = sal_geometry_get_box(area);
  const double x = MAX((found.xmax - found.xmin) * WIDEN_SHARE, 1),
               y = MAX((found.ymax - found.ymin) * WIDEN_SHARE, 1);
  const gboolean west = found.xmin - TOUCH_DEG < read.xmin;
  const gboolean east = found.xmax + TOUCH_DEG > read.xmax;
  const gboolean south = found.ymin - TOUCH_DEG < read.ymin && read.ymin > -90;
  const gboolean north = found.ymax + TOUCH_DEG > read.ymax && read.ymax < 90;
  *box = (SalBox){ west ? read.xmin - x : box->xmin, south ? MAX(read.ymin - y, -90) : box->ymin,
                   east ? read.xmax + x : box->xmax, north ? MIN(read.ymax + y, 90) : box->ymax };
  return (west || east || south || north) && box->xmax - box->xmin <= WIDEST_DEG;
}

static SalCountry *
find_named(GArray *countries, const char *name)
{
  for (guint i = 0; i < countries->len; i++)
    if (g_str_equal(g_array_index(countries, SalCountry, i).name, name))
      return &g_array_index(countries, SalCountry, i);
  return NULL;
}

/* Takes the area of a country, of which more may lie outside of a box, and gives all of it: at other dates fronts may lie there.
 * NULL: with an error. */
static SalGeometry *
find_all_of(const SalPlan *plan, const char *folder, const char *name, SalGeometry *area, SalBox box,
            GError **error)
{
  while (widen(&box, area)) {
    g_autoptr(GArray) countries = load_countries(plan, folder, box, error);
    if (countries == NULL) {
      sal_geometry_free(area);
      return NULL;
    }
    SalCountry *country = find_named(countries, name);
    if (country == NULL)
      break;
    sal_geometry_free(area);
    area = g_steal_pointer(&country->area);
  }
  return area;
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
  const SalBox box = sal_geometry_get_box(held);
  g_autoptr(GArray) countries = load_countries(plan, folder, box, error);
  if (countries == NULL)
    return NULL;
  SalCountry *country = find_country(plan, countries, held);
  if (country == NULL) {
    sal_error_set_option(error, SAL_ERROR_FORMAT, option,
                         "expected a country of the base map around what is held, got none");
    return NULL;
  }
  g_autoptr(SalGeometry) whole =
      find_all_of(plan, folder, country->name, g_steal_pointer(&country->area), box, error);
  g_autoptr(SalGeometry) area = whole != NULL ? sal_geometry_dissolve(whole, error) : NULL;
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
