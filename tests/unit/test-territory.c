#include "data/front/territory.h"

#include "data/source/naturalearth.h"
#include "fronts.h"
#include "gdal-fixture.h"

static gboolean
has_natural_earth(void)
{
  g_autofree char *folder = sal_natural_earth_find("ne_10m_land");
  if (folder == NULL)
    g_test_skip("there is no Natural Earth on this system");
  return folder != NULL;
}

static void
assert_area_km2(const char *name, double expected_km2, double tolerance_km2)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalGeometry) territory = sal_territory_cut(name, remarks, &error);
  g_assert_no_error(error);
  g_assert_true(sal_geometry_is_valid(territory, NULL, NULL));
  g_assert_cmpfloat_with_epsilon(measure(territory) / 1e6, expected_km2, tolerance_km2);
  g_assert_cmpuint(remarks->len, ==, 1);
  g_assert_true(says(remarks, "without islands"));
}

/* Areas of the mainlands as the states give them. */
static void
cuts_states_from_the_land(void)
{
  if (!has_natural_earth())
    return;
  assert_area_km2("ne:-8,39.5", 89015, 1500);    /* Portugal */
  assert_area_km2("ne:-3.7,40.4", 492500, 4000); /* Spain */
  assert_area_km2("ne:127.5,36.5", 97000, 4500); /* South Korea */
}

static void
assert_refuses(const char *name, SalError code, const char *part)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_assert_null(sal_territory_cut(name, remarks, &error));
  assert_error_says(error, code, "territory: expected ", part, NULL);
  g_assert_cmpuint(remarks->len, ==, 0);
}

static void
assert_refuses_folder(const char *name, const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_territory_cut(name, NULL, &error));
  assert_error_says(error, SAL_ERROR_IO, "SALIENT_BASEMAP: expected a folder with ne_10m_land.shp, got '",
                    folder, NULL);
}

static void
refuses_what_is_no_point(void)
{
  assert_refuses("ne:", SAL_ERROR_USAGE, "got 'ne:'");
  assert_refuses("ne:left", SAL_ERROR_USAGE, "got 'ne:left'");
  assert_refuses("ne:previous:127,37", SAL_ERROR_USAGE, "got 'ne:previous:127,37'");
  assert_refuses("ne:1,nan", SAL_ERROR_USAGE, "ne:LON,LAT");
  assert_refuses("coast.geojson", SAL_ERROR_USAGE, "ne:LON,LAT");
}

static void
refuses_points_at_sea(void)
{
  if (has_natural_earth())
    assert_refuses("ne:-30,40", SAL_ERROR_GEOMETRY, "a point on land, got (-30.000000, 40.000000)");
}

/* Land of the environment's choice: a degree around (1, 1), without borders and places. */
static void
the_environment_names_the_folder(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  const char *land = "POLYGON((0.5 0.5,0.5 1.5,1.5 1.5,1.5 0.5,0.5 0.5))";
  g_autofree char *before = g_strdup(g_getenv("SALIENT_BASEMAP"));
  g_setenv("SALIENT_BASEMAP", folder, TRUE);
  assert_refuses_folder("ne:1,1", folder);
  g_free(write_shapefile(folder, "ne_10m_land.shp", "EPSG:4326", land));
  g_assert_true(sal_natural_earth_check(&error));
  g_autofree char *found = sal_natural_earth_find("ne_10m_land");
  g_assert_cmpstr(found, ==, folder);
  g_assert_null(sal_natural_earth_find("ne_10m_rivers_lake_centerlines")); /* though the system may have it */
  assert_area_km2("ne:1,1", 12307, 1);
  g_setenv("SALIENT_BASEMAP", "", TRUE);
  g_assert_true(sal_natural_earth_check(&error));
  g_unsetenv("SALIENT_BASEMAP");
  if (before != NULL)
    g_setenv("SALIENT_BASEMAP", before, TRUE);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/territory/cuts-states-from-the-land", cuts_states_from_the_land);
  g_test_add_func("/territory/refuses-what-is-no-point", refuses_what_is_no_point);
  g_test_add_func("/territory/refuses-points-at-sea", refuses_points_at_sea);
  g_test_add_func("/territory/the-environment-names-the-folder", the_environment_names_the_folder);
  return g_test_run();
}
