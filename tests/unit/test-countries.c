#include "data/places/countries.h"

#include "data/base/error.h"
#include "data/geometry/area.h"
#include "data/places/countrynames.h"
#include "data/places/dated.h"
#include "data/places/faces.h"
#include "data/source/naturalearth.h"

#include <string.h>

#include <glib/gstdio.h>

static gboolean
has_natural_earth(void)
{
  g_autofree char *folder = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
  if (folder == NULL)
    g_test_skip("there is no Natural Earth on this system");
  return folder != NULL;
}

static const SalCountry *
find(const GArray *countries, double lon, double lat)
{
  return sal_countries_find(countries, (SalPoint){ lon, lat });
}

static void
assert_code(const GArray *countries, double lon, double lat, const char *code)
{
  const SalCountry *country = find(countries, lon, lat);
  g_assert_cmpstr(country != NULL ? country->code : NULL, ==, code);
}

static void
knows_whose_land_is(void)
{
  if (!has_natural_earth())
    return;
  const SalCountryQuery query = { .box = { 31, 46, 41, 52 } };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) countries = sal_countries_load(&query, &error);
  g_assert_no_error(error);
  assert_code(countries, 37.5, 48.5, "UA");
  assert_code(countries, 38.5, 51, "RU");
  assert_code(countries, 31, 52.4, "BY");
  assert_code(countries, 37, 46, NULL); /* the sea */
  for (guint i = 1; i < countries->len; i++)
    g_assert_cmpstr(g_array_index(countries, SalCountry, i - 1).code, <=,
                    g_array_index(countries, SalCountry, i).code);
}

/* A strip in which there is no place belongs to the country of the places beyond it. */
static void
knows_a_strip_without_places(void)
{
  if (!has_natural_earth())
    return;
  const SalCountryQuery query = { .box = { 39.2, 49.2, 39.5, 49.4 } };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) countries = sal_countries_load(&query, &error);
  g_assert_no_error(error);
  assert_code(countries, 39.3, 49.3, "UA");
}

static void
has_no_countries_without_borders(void)
{
  const SalCountryQuery query = { .box = { 31, 46, 41, 52 }, .borders = "none" };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) countries = sal_countries_load(&query, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(countries->len, ==, 0);
}

/* The areas of the whole states as they give them: of Portugal's mainland; of Ukraine without (579,330 km2) to
 * with (603,550 km2) its waters, of which the base map has only the largest. */
static void
areas_are_those_of_states(void)
{
  if (!has_natural_earth())
    return;
  static const struct {
    SalBox box;
    const char *code;
    double km2, tolerance_km2;
  } states[] = { { { -10, 36, -6, 43 }, "PT", 89015, 1500 }, { { 23, 45, 40, 52 }, "UA", 591440, 12110 } };
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
    const SalCountryQuery query = { .box = states[i].box };
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) countries = sal_countries_load(&query, &error);
    g_assert_no_error(error);
    double km2 = 0;
    for (guint j = 0; j < countries->len; j++) {
      const SalCountry *country = &g_array_index(countries, SalCountry, j);
      if (g_str_equal(country->code, states[i].code))
        km2 = sal_area_measure(model, country->area) / 1e6;
    }
    g_assert_cmpfloat_with_epsilon(km2, states[i].km2, states[i].tolerance_km2);
  }
}

static void
add_square(SalGeometry *land, double x, double y, double size)
{
  sal_geometry_add_point(land, x, y);
  sal_geometry_add_point(land, x + size, y);
  sal_geometry_add_point(land, x + size, y + size);
  sal_geometry_add_point(land, x, y + size);
  sal_geometry_end_part(land);
  sal_geometry_end_polygon(land);
}

static void
add_vote(GArray *votes, double x, double y, double weight, const char *key)
{
  const SalFaceVote vote = { { x, y }, weight, g_intern_string(key) };
  g_array_append_val(votes, vote);
}

static void
assert_groups_of(const GArray *votes, double least_share, SalCache *cache, const char *expected)
{
  g_autoptr(SalGeometry) land = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  add_square(land, 0, 0, 2);
  add_square(land, 5, 0, 1);
  sal_geometry_add_point(lines, 1, -1);
  sal_geometry_add_point(lines, 1, 1.995); /* it falls short of the coast by half a kilometre */
  sal_geometry_end_part(lines);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) groups = sal_faces_assign(land, lines, votes, least_share, cache, &error);
  g_assert_no_error(error);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < groups->len; i++) {
    const SalFaceGroup *group = &g_array_index(groups, SalFaceGroup, i);
    const SalBox box = sal_geometry_get_box(group->area);
    g_string_append_printf(text, "%s %g..%g; ", group->key, box.xmin, box.xmax);
  }
  g_assert_cmpstr(text->str, ==, expected);
}

static void
remove_entries(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_cmpint(g_unlink(path), ==, 0);
  }
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

/* Without a cache, with one that does not know the groups, and with one that does. */
static void
assert_groups(const GArray *votes, double least_share, const char *expected)
{
  g_autofree char *folder = g_dir_make_tmp("salient-faces-XXXXXX", NULL);
  SalCache *cache = sal_cache_open_at(folder, 1 << 20);
  g_assert_nonnull(cache);
  assert_groups_of(votes, least_share, NULL, expected);
  assert_groups_of(votes, least_share, cache, expected);
  assert_groups_of(votes, least_share, cache, expected);
  sal_cache_close(cache);
  remove_entries(folder);
}

static void
gives_faces_to_the_majority(void)
{
  g_autoptr(GArray) votes = g_array_new(FALSE, FALSE, sizeof(SalFaceVote));
  assert_groups(votes, 0.5, "");
  add_vote(votes, 0.5, 0.5, 10, "B");
  add_vote(votes, 0.5, 1.5, 6, "A");
  add_vote(votes, 0.2, 1.5, 5, "A");
  add_vote(votes, 1.5, 0.5, 1, "C");
  add_vote(votes, 3, 0.5, 9, "C"); /* in the sea */
  assert_groups(votes, 0.5, "A 0..1; C 1..2; ");
  assert_groups(votes, 0.9, "C 1..2; ");
}

static void
equal_votes_go_by_the_alphabet(void)
{
  g_autoptr(GArray) votes = g_array_new(FALSE, FALSE, sizeof(SalFaceVote));
  add_vote(votes, 5.5, 0.5, 3, "Z");
  add_vote(votes, 5.4, 0.5, 3, "Y");
  assert_groups(votes, 0.5, "Y 5..6; ");
}

/* Land around the reservoir of Kakhovka and around one that is not in the table. */
static void
waters_come_and_go(void)
{
  g_autoptr(SalGeometry) land = sal_geometry_new(SAL_POLYGONS);
  const double holes[][2] = { { 33.9, 47.3 }, { 38, 48 } };
  sal_geometry_add_point(land, 30, 44);
  sal_geometry_add_point(land, 40, 44);
  sal_geometry_add_point(land, 40, 50);
  sal_geometry_add_point(land, 30, 50);
  sal_geometry_end_part(land);
  for (guint i = 0; i < G_N_ELEMENTS(holes); i++) {
    const double x = holes[i][0], y = holes[i][1];
    sal_geometry_add_point(land, x, y);
    sal_geometry_add_point(land, x, y + 0.3);
    sal_geometry_add_point(land, x + 0.3, y + 0.3);
    sal_geometry_add_point(land, x + 0.3, y);
    sal_geometry_end_part(land);
  }
  sal_geometry_end_polygon(land);
  const struct {
    int year, month, day;
    gboolean is_water;
  } days[] = { { 1955, 12, 31, FALSE }, { 1956, 1, 1, TRUE }, { 2023, 6, 6, TRUE }, { 2023, 6, 7, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    const SalDay day = sal_day_from_civil(days[i].year, days[i].month, days[i].day);
    g_autoptr(SalGeometry) filled = sal_dated_fill_waters(land, day);
    g_assert_cmpint(!sal_geometry_contains(filled, 34.0, 47.45), ==, days[i].is_water);
    g_assert_false(sal_geometry_contains(filled, 38.1, 48.1));
  }
}

static void
borders_are_others_before_their_states(void)
{
  g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(SalCountry));
  g_autoptr(GArray) sudan = g_array_new(FALSE, FALSE, sizeof(SalCountry));
  const SalCountry south = { .code = (char *)"SS", .name = (char *)"South Sudan" };
  g_array_append_val(sudan, south);
  g_assert_true(sal_dated_has_other_borders(none, sal_day_from_civil(1991, 12, 31)));
  g_assert_false(sal_dated_has_other_borders(none, sal_day_from_civil(1992, 1, 1)));
  g_assert_true(sal_dated_has_other_borders(sudan, sal_day_from_civil(2011, 7, 8)));
  g_assert_false(sal_dated_has_other_borders(sudan, sal_day_from_civil(2011, 7, 9)));
}

static void
the_subject_is_where_most_changed(void)
{
  g_autoptr(GArray) countries = g_array_new(FALSE, FALSE, sizeof(SalCountry));
  g_autoptr(GPtrArray) polygons = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  const double sizes[] = { 1, 0.6, 0.2 }; /* 71, 26 and 3 % of the change */
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    const SalCountry country = { .area = sal_geometry_new(SAL_POLYGONS) };
    add_square(country.area, 10.0 * i, 0, 5);
    g_array_append_val(countries, country);
    g_ptr_array_add(polygons, sal_geometry_new(SAL_POLYGONS));
    add_square(polygons->pdata[i], 10.0 * i + 1, 1, sizes[i]);
  }
  g_assert_false(sal_countries_is_subject(countries, 0));
  sal_countries_add_change(countries, polygons);
  g_assert_true(sal_countries_is_subject(countries, 0));
  g_assert_true(sal_countries_is_subject(countries, 1));
  g_assert_false(sal_countries_is_subject(countries, 2));
  for (guint i = 0; i < countries->len; i++)
    sal_geometry_free(g_array_index(countries, SalCountry, i).area);
}

static void
assert_name(const char *code, const char *lang, const char *expected)
{
  g_autofree char *name = sal_country_name_get(code, lang);
  g_assert_cmpstr(name, ==, expected);
}

static void
names_countries_in_languages(void)
{
  assert_name("UA", "en", "Ukraine");
  assert_name("RU", "uk", "Росія");
  assert_name("RU", "de", "Russland");
  assert_name("KR", "fr", "Corée du Sud");
  assert_name("QX", "en", NULL);
  assert_name("", "en", NULL);
  g_assert_cmpstr(sal_country_name_find("russia"), ==, "RU");
  g_assert_cmpstr(sal_country_name_find("South Korea"), ==, "KR");
  g_assert_null(sal_country_name_find("Ruritania"));
  g_assert_null(sal_country_name_find(""));
}

static void
makes_letters_capital(void)
{
  g_autofree char *ukrainian = sal_country_name_capitalize("Україна", "uk"),
                  *german = sal_country_name_capitalize("Weißrussland", "de"),
                  *turkish = sal_country_name_capitalize("İzmir ili", "tr");
  g_assert_cmpstr(ukrainian, ==, "УКРАЇНА");
  g_assert_cmpstr(german, ==, "WEISSRUSSLAND");
  g_assert_cmpstr(turkish, ==, "İZMİR İLİ");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/countries/knows-whose-land-is", knows_whose_land_is);
  g_test_add_func("/countries/knows-a-strip-without-places", knows_a_strip_without_places);
  g_test_add_func("/countries/has-no-countries-without-borders", has_no_countries_without_borders);
  g_test_add_func("/countries/areas-are-those-of-states", areas_are_those_of_states);
  g_test_add_func("/faces/gives-faces-to-the-majority", gives_faces_to_the_majority);
  g_test_add_func("/faces/equal-votes-go-by-the-alphabet", equal_votes_go_by_the_alphabet);
  g_test_add_func("/countries/the-subject-is-where-most-changed", the_subject_is_where_most_changed);
  g_test_add_func("/dated/waters-come-and-go", waters_come_and_go);
  g_test_add_func("/dated/borders-are-others-before-their-states", borders_are_others_before_their_states);
  g_test_add_func("/country-names/names-countries-in-languages", names_countries_in_languages);
  g_test_add_func("/country-names/makes-letters-capital", makes_letters_capital);
  return g_test_run();
}
