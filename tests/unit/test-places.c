#include "data/places/placefile.h"
#include "data/places/placemerge.h"
#include "data/places/placenames.h"
#include "data/places/places.h"
#include "data/source/naturalearth.h"
#include "gdal-fixture.h"

#define EVERYWHERE ((SalBox){ -180, -90, 180, 90 })
#define HEADER "name,lon,lat\n"

static GArray *
load(const SalPlaceQuery *query, GPtrArray *remarks)
{
  g_autoptr(GError) error = NULL;
  GArray *places = sal_places_load(query, remarks, &error);
  g_assert_no_error(error);
  return places;
}

static GArray *
load_file(const char *path, const char *lang)
{
  const char *const files[] = { path, NULL };
  const SalPlaceQuery query = { .box = EVERYWHERE, .lang = lang, .files = files };
  return load(&query, NULL);
}

static const SalPlace *
find(const GArray *places, const char *name)
{
  const SalPlace *found = NULL;
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    if (!g_str_equal(place->name, name))
      continue;
    g_assert_null(found);
    found = place;
  }
  return found;
}

static gboolean
has_name(const SalPlace *place, const char *spelling)
{
  const guint64 hash = sal_place_name_hash(spelling);
  for (guint i = 0; i < place->names->len; i++)
    if (sal_place_name_hash(g_array_index(place->names, SalPlaceName, i).text) == hash)
      return TRUE;
  return FALSE;
}

static void
assert_file_refused(const char *name, const char *text, gsize size, SalError code, const char *first,
                    const char *second)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_bytes(folder, name, text, size);
  const char *const files[] = { path, NULL };
  const SalPlaceQuery query = { .box = EVERYWHERE, .files = files };
  g_assert_null(sal_places_load(&query, NULL, &error));
  assert_error_says(error, code, name, first, second, NULL);
}

static void
reads_a_table_in_any_order_and_case(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path =
      write_text(folder, "p.csv",
                 "\xef\xbb\xbf# mine\nY;X;Population;NAME;name_uk;note\r\n"
                 "48.59; 38.00;70000;\"Bakhmut; \"\"the\"\" town\";Бахмут;x\r\n\n47.1;37.5;;Seaside;;\n");
  g_autoptr(GArray) english = load_file(path, NULL), ukrainian = load_file(path, "uk");
  const SalPlace *town = find(english, "Bakhmut; \"the\" town");
  g_assert_nonnull(town);
  g_assert_cmpfloat(town->lon, ==, 38);
  g_assert_cmpfloat(town->population, ==, 70000);
  g_assert_nonnull(find(ukrainian, "Бахмут"));
  g_assert_nonnull(find(ukrainian, "Seaside"));
}

static void
reads_kinds_and_only_what_lies_in_the_box(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "p.csv",
                                     "name,lon,lat,kind\nTown,30,50,settlement\nStream,30.1,50,river\n"
                                     "Far,-40,50,\nAcross,-179,50,water\n");
  const char *const files[] = { path, NULL };
  SalPlaceQuery query = { .box = { 20, 40, 190, 60 }, .files = files };
  g_autoptr(GArray) all = load(&query, NULL);
  g_assert_cmpuint(all->len, ==, 3);
  g_assert_cmpint(find(all, "Stream")->kind, ==, SAL_PLACE_RIVER);
  g_assert_cmpfloat(find(all, "Across")->lon, ==, 181);
  query.settlements_only = TRUE;
  g_autoptr(GArray) settlements = load(&query, NULL);
  g_assert_cmpuint(settlements->len, ==, 1);
}

static void
reads_a_dump_of_geonames(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path =
      write_text(folder, "UA.txt",
                 "1\tBakhmut\tBakhmut\tArtemivsk,Бахмут\t48.59\t38."
                 "00\tP\tPPL\tUA\t\t05\t\t\t\t73212\t\t150\tEurope/Kyiv\t\n"
                 "2\tA \"quoted\" hill\tHill\t\t48.6\t38.1\tT\tHLL\tUA\t\t05\t\t\t\t0\t\t150\tEurope/Kyiv\t\n"
                 "3\tOskil\tOskil\t\t49.1\t37.4\tH\tSTM\tUA\t\t05\t\t\t\t0\t\t150\tEurope/Kyiv\t\n"
                 "4\tGone\tGone\t\t49.1\t37.5\tP\tPPLQ\tUA\t\t05\t\t\t\t0\t\t150\tEurope/Kyiv\t\n");
  g_autoptr(GArray) places = load_file(path, NULL);
  g_assert_cmpuint(places->len, ==, 2);
  g_assert_true(has_name(find(places, "Bakhmut"), "Artemivsk"));
  g_assert_cmpint(find(places, "Oskil")->kind, ==, SAL_PLACE_RIVER);
}

static void
reads_points_of_ogr(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(
      folder, "p.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"Town\","
      "\"name_uk\":\"Місто\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[30.5,50.25]}}]}");
  g_autoptr(GArray) places = load_file(path, "uk");
  g_assert_cmpuint(places->len, ==, 1);
  g_assert_cmpfloat(find(places, "Місто")->lat, ==, 50.25);
}

#define REFUSED(name, text, code, first, second)                                                             \
  assert_file_refused(name, (text), sizeof(text) - 1, code, first, second)

static void
refuses_files_that_are_no_tables_of_places(void)
{
  g_autoptr(GString) wide = g_string_new(HEADER);
  for (guint i = 0; i < 70000; i++)
    g_string_append_c(wide, 'x');
  REFUSED("p.csv", "name,east,north\nA,1,2\n", SAL_ERROR_FORMAT, "line 1", "'name, east, north'");
  REFUSED("p.csv", "# nothing\n", SAL_ERROR_FORMAT, "expected a header", "got no line");
  REFUSED("p.csv", HEADER "A,181,2\n", SAL_ERROR_FORMAT, "line 2: column 2 ('lon')", "got '181'");
  REFUSED("p.csv", HEADER "A,1,nan\n", SAL_ERROR_FORMAT, "line 2: column 3 ('lat')", "got 'nan'");
  REFUSED("p.csv", HEADER "A,1,-91\n", SAL_ERROR_FORMAT, "column 3", "got '-91'");
  REFUSED("p.csv", HEADER "A,1\n", SAL_ERROR_FORMAT, "column 3", "got ''");
  REFUSED("p.csv", HEADER ",1,2\n", SAL_ERROR_FORMAT, "line 2: column 1 ('name')", "a name");
  REFUSED("p.csv", HEADER "A\0B,1,2\n", SAL_ERROR_FORMAT, "line 2: byte 2", "control character 0x00");
  REFUSED("p.csv", HEADER "A\x1b[31m,1,2\n", SAL_ERROR_FORMAT, "line 2: byte 2", "0x1b");
  REFUSED("p.csv", HEADER "A\xc2\x9b,1,2\n", SAL_ERROR_FORMAT, "line 2: byte 2", "0x9b");
  REFUSED("p.csv",
          HEADER "Stra\xdf"
                 "e,1,2\n",
          SAL_ERROR_FORMAT, "line 2: byte 5", "expected UTF-8");
  REFUSED("p.csv", HEADER "\"A,1,2\n", SAL_ERROR_FORMAT, "line 2: column 1", "got none");
  REFUSED("p.csv", HEADER "\"A\"b,1,2\n", SAL_ERROR_FORMAT, "line 2: column 1", "text after it");
  REFUSED("p.csv", "name,lon,lat,kind\nA,1,2,hill\n", SAL_ERROR_FORMAT, "settlement, river", "got 'hill'");
  REFUSED("p.csv", "name,lon,lat,class\nA,1,2,7\n", SAL_ERROR_FORMAT, "from 1 to 6", "got '7'");
  REFUSED("p.csv", "name,lon,lat,population\nA,1,2,-1\n", SAL_ERROR_FORMAT, "a number of people", "'-1'");
  assert_file_refused("p.csv", wide->str, wide->len, SAL_ERROR_FORMAT, "line 2", "at most 65536 bytes");
  REFUSED("p.geojson",
          "{\"type\":\"Feature\",\"properties\":{\"x\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":["
          "1,2]}}",
          SAL_ERROR_FORMAT, "expected a field 'name'", "got 'x'");
}

static void
refuses_files_that_are_not_there(void)
{
  g_autoptr(Folder) folder = folder_new();
  const char *const paths[] = { "/nowhere/p.csv", "/nowhere/p.geojson" };
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GError) error = NULL;
    const char *const files[] = { paths[i], NULL };
    const SalPlaceQuery query = { .files = files };
    g_assert_false(sal_places_check(&query, &error));
    assert_error_says(error, SAL_ERROR_IO, paths[i], "expected", NULL);
  }
}

static void
refuses_what_is_no_language(void)
{
  const char *const words[] = { "", "e", "UK", "ukrainian", "u1", "../x" };
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    g_autoptr(GError) error = NULL;
    const SalPlaceQuery query = { .lang = words[i] };
    g_assert_null(sal_places_load(&query, NULL, &error));
    assert_error_says(error, SAL_ERROR_USAGE, "two or three letters", words[i], NULL);
  }
}

static void
a_file_wins_over_the_gazetteer_and_takes_its_names(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "p.csv", HEADER "Artemivsk,38.05,48.6\nHamlet,37.99,48.61\n");
  const char *const files[] = { path, NULL };
  SalPlaceQuery query = { .box = { 37.9, 48.5, 38.1, 48.7 }, .gazetteer = TRUE, .files = files };
  g_autoptr(GArray) english = load(&query, NULL);
  g_assert_nonnull(find(english, "Hamlet"));
  g_assert_cmpfloat(find(english, "Artemivsk")->lon, ==, 38.05);
  g_assert_null(find(english, "Bakhmut"));
  query.lang = "uk";
  g_autoptr(GArray) ukrainian = load(&query, NULL);
  g_assert_cmpfloat(find(ukrainian, "Бахмут")->lon, ==, 38.05);
}

static void
names_come_in_the_language_and_what_lacks_one_is_told(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "p.csv", HEADER "Hamlet,37.7,48.1\n");
  const char *const files[] = { path, NULL };
  const SalPlaceQuery query = {
    .box = { 37.5, 48, 37.9, 48.2 }, .gazetteer = TRUE, .lang = "ru", .files = files
  };
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) places = load(&query, remarks);
  g_assert_nonnull(find(places, "Авдеевка"));
  g_assert_nonnull(find(places, "Hamlet"));
  g_assert_cmpuint(remarks->len, ==, 1);
  g_autofree char *expected =
      g_strdup_printf("places: 1 of %u have no name in 'ru' and keep the English one", places->len);
  g_assert_cmpstr(remarks->pdata[0], ==, expected);
}

static void
spellings_rename_by_any_name(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path =
      write_text(folder, "s.csv",
                 "from,to,lon,lat\nkrasnoarmiisk,Krasnoarmijsk,,\nАвдіївка,Avdijivka,,\n"
                 "Donezk,Donec,37.8,48\nDonetsk,Wrong,39.95,48.34\nAtlantis,Atlantis,,\n");
  const SalPlaceQuery query = { .box = { 37, 47.9, 38, 48.4 }, .gazetteer = TRUE, .spellings = path };
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) places = load(&query, remarks);
  g_assert_nonnull(find(places, "Krasnoarmijsk"));
  g_assert_null(find(places, "Pokrovsk"));
  g_assert_nonnull(find(places, "Avdijivka"));
  g_assert_null(find(places, "Wrong"));
  g_assert_nonnull(find(places, "Donec"));
  g_assert_cmpuint(remarks->len, ==, 1);
  g_assert_nonnull(
      strstr(remarks->pdata[0], "2 of 5 rows are about no place of the map: 'Donetsk', 'Atlantis'"));
}

static void
refuses_spellings_that_are_no_table(void)
{
  static const struct {
    const char *text, *first, *second;
  } cases[] = {
    { "old,new\nA,B\n", "line 1: expected a header with from and to", "'old, new'" },
    { "from,to,lon\nA,B,1\n", "line 1", "'from, to, lon'" },
    { "from,to\nA,\n", "line 2: column 2 ('to')", "got ''" },
    { "from,to,lon,lat\nA,B,500,1\n", "line 2: column 3 ('lon')", "got '500'" },
    { "from,to,lon,lat\nA,B,5,\n", "line 2: column 4 ('lat')", "got ''" },
    { "", "expected a header", "got no line" },
  };
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_text(folder, "s.csv", cases[i].text);
    const SalPlaceQuery query = { .spellings = path };
    g_assert_false(sal_places_check(&query, &error));
    assert_error_says(error, SAL_ERROR_FORMAT, "s.csv", cases[i].first, cases[i].second, NULL);
  }
}

static void
hashes_forget_case_and_apostrophes(void)
{
  g_assert_true(sal_place_name_hash("Словʼянськ") == sal_place_name_hash("слов'янськ"));
  g_assert_true(sal_place_name_hash("Rostov-on-Don") == sal_place_name_hash("ROSTOV ON DON"));
  g_assert_false(sal_place_name_hash("Lyman") == sal_place_name_hash("Liman"));
}

/* A list of one settlement. */
static GArray *
make_settlement(const char *name, double lon, double population)
{
  GArray *places = sal_place_list_new();
  SalPlace place = { .lon = lon, .population = population };
  sal_place_add_name(&place, "en", name);
  g_array_append_val(places, place);
  return places;
}

/* A hamlet is not the town beside it under another name. */
static void
merges_neighbours_of_like_size(void)
{
  const double populations[] = { 19000, 21000 };
  for (guint i = 0; i < G_N_ELEMENTS(populations); i++) {
    g_autoptr(GArray) places = make_settlement("Hamlet", 30, 1000);
    g_autoptr(GArray) others = make_settlement("Town", 30.005, populations[i]);
    sal_places_merge(places, others, 1000);
    g_assert_cmpuint(places->len, ==, i + 1);
  }
  g_autoptr(GArray) places = make_settlement("Hamlet", 30, 1000);
  g_autoptr(GArray) others = make_settlement("Town", 30.01, 1000);
  sal_places_merge(places, others, 1000); /* 1,113 m away */
  g_assert_cmpuint(places->len, ==, 2);
}

/* Of a town that a file spells in another way than the program there is one. */
static void
merges_spellings_of_one_name(void)
{
  const double longitudes[] = { 37.93, 39 };
  for (guint i = 0; i < G_N_ELEMENTS(longitudes); i++) {
    g_autoptr(GArray) places = make_settlement("Makiyivka", longitudes[i], 300000);
    g_autoptr(GArray) others = make_settlement("Makiivka", longitudes[i] + 0.04, 300000);
    g_array_index(places, SalPlace, 0).lat = g_array_index(others, SalPlace, 0).lat = 48.05;
    sal_places_merge(places, others, 1000);
    g_assert_cmpuint(places->len, ==, i + 1); /* far from Makiivka it may be another place */
  }
}

/* A lake that the program knows by its middle gets the shore of its namesake, unless it lies elsewhere. */
static void
merges_the_shores_of_lakes(void)
{
  const double longitudes[] = { 30.05, 30.5 };
  for (guint i = 0; i < G_N_ELEMENTS(longitudes); i++) {
    g_autoptr(GArray) places = make_settlement("Salt Lake", longitudes[i], 0),
                      others = make_settlement("Salt Lake", 30.06, 0);
    SalPlace *lake = &g_array_index(others, SalPlace, 0);
    g_array_index(places, SalPlace, 0).kind = lake->kind = SAL_PLACE_WATER;
    lake->is_body = TRUE;
    lake->polygons = sal_geometry_new(SAL_POLYGONS);
    const double xs[] = { 30, 30.1, 30.1, 30 }, ys[] = { -0.1, -0.1, 0.1, 0.1 };
    for (guint j = 0; j < 4; j++)
      sal_geometry_add_point(lake->polygons, xs[j], ys[j]);
    sal_geometry_end_part(lake->polygons);
    sal_geometry_end_polygon(lake->polygons);
    sal_places_merge(places, others, 1000);
    g_assert_cmpuint(places->len, ==, 1);
    g_assert_true(g_array_index(places, SalPlace, 0).is_body == (i == 0));
  }
}

/* A name is outdated where the place is, not where a namesake is. */
static void
updates_names_near_the_place_alone(void)
{
  g_assert_cmpstr(sal_place_name_update("Kiev", 30.5, 50.4), ==, "Kyiv");
  g_assert_cmpstr(sal_place_name_update("Kiev", 30.79, 50.43), ==, "Kyiv");
  g_assert_cmpstr(sal_place_name_update("Kiev", 30.85, 50.43), ==, "Kiev");
  g_assert_cmpstr(sal_place_name_update("Kiev", 30.52, 50.75), ==, "Kiev");
  g_assert_cmpstr(sal_place_name_update("Lviv", 30.5, 50.4), ==, "Lviv");
}

/* At 1:10,000,000 a town lies within 3 km of where it is. */
static void
natural_earth_is_merged_within_three_kilometres(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *file = write_text(folder, "p.csv", "name,lon,lat\nTown,30,0\nOther,31,0\n");
  g_autofree char *path = g_build_filename(folder, SAL_NATURAL_EARTH_PLACES ".shp", NULL);
  GDALDatasetH dataset = create_dataset("ESRI Shapefile", path);
  add_layer(dataset, SAL_NATURAL_EARTH_PLACES, "EPSG:4326", "POINT(30.025 0)", "name",
            "Townsville");                                                                  /* 2.8 km */
  add_wkt_feature(GDALDatasetGetLayer(dataset, 0), "POINT(31.029 0)", "name", "Elsewhere"); /* 3.2 km */
  GDALClose(dataset);
  const char *const files[] = { file, NULL };
  const SalPlaceQuery query = {
    .folder = folder, .box = EVERYWHERE, .files = files, .settlements_only = TRUE
  };
  g_autoptr(GArray) places = load(&query, NULL);
  g_assert_cmpuint(places->len, ==, 3);
  g_assert_true(has_name(find(places, "Town"), "Townsville"));
  g_assert_nonnull(find(places, "Other"));
  g_assert_nonnull(find(places, "Elsewhere"));
}

/* Each place of Natural Earth that the gazetteer knows, too, appears once. */
static void
natural_earth_and_the_gazetteer_are_one(void)
{
  g_autofree char *folder = sal_natural_earth_find(SAL_NATURAL_EARTH_PLACES);
  if (folder == NULL) {
    g_test_skip("no Natural Earth");
    return;
  }
  const SalPlaceQuery query = { .folder = folder, .box = { 32, 46, 40, 52 }, .gazetteer = TRUE };
  g_autoptr(GArray) places = load(&query, NULL);
  const char *const names[] = {
    "Kharkiv", "Zaporizhzhia", "Dnipro", "Kupiansk", "Mykolaiv", "Rostov-on-Don"
  };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    guint n = 0;
    for (guint j = 0; j < places->len; j++) {
      const SalPlace *place = &g_array_index(places, SalPlace, j);
      n += place->kind == SAL_PLACE_SETTLEMENT && has_name(place, names[i]);
    }
    g_test_message("%s", names[i]);
    g_assert_cmpuint(n, ==, 1);
  }
  guint n_rivers = 0;
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    g_assert_true(place->kind != SAL_PLACE_RIVER || !g_str_equal(place->name, "Donets"));
    n_rivers += place->kind == SAL_PLACE_RIVER;
  }
  g_assert_cmpuint(n_rivers, >, 20);
}

/* A dump of many rows, most of them elsewhere, is read in a moment: 200,000 rows in less than a second, which
 * a quadratic merge or a slow filter would take minutes for. */
static void
a_large_dump_is_read_in_a_moment(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf(
        text,
        "%u\tVillage %u\tVillage\tОдне,Друге,Третє\t%.4f\t%.4f\tP\tPPL\tUA\t\t05\t\t\t\t0\t\t150"
        "\tEurope/Kyiv\t\n",
        i, i, 45 + (i % 500) * 0.015, 22 + (i / 500) * 0.04);
  g_autofree char *path = write_text(folder, "UA.txt", text->str);
  const char *const files[] = { path, NULL };
  const SalPlaceQuery query = { .box = { 30, 46, 32, 48 }, .gazetteer = TRUE, .files = files };
  const gint64 start = g_get_monotonic_time();
  g_autoptr(GArray) places = load(&query, NULL);
  const double seconds = (double)(g_get_monotonic_time() - start) / 1e6;
  g_test_message("%.3f s", seconds);
  g_assert_cmpuint(places->len, >, 1000);
  g_assert_cmpfloat(seconds, <, 10);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/places/reads-a-table-in-any-order-and-case", reads_a_table_in_any_order_and_case);
  g_test_add_func("/places/reads-kinds-and-only-what-lies-in-the-box",
                  reads_kinds_and_only_what_lies_in_the_box);
  g_test_add_func("/places/reads-a-dump-of-geonames", reads_a_dump_of_geonames);
  g_test_add_func("/places/reads-points-of-ogr", reads_points_of_ogr);
  g_test_add_func("/places/refuses-files-that-are-no-tables-of-places",
                  refuses_files_that_are_no_tables_of_places);
  g_test_add_func("/places/refuses-files-that-are-not-there", refuses_files_that_are_not_there);
  g_test_add_func("/places/refuses-what-is-no-language", refuses_what_is_no_language);
  g_test_add_func("/places/a-file-wins-over-the-gazetteer-and-takes-its-names",
                  a_file_wins_over_the_gazetteer_and_takes_its_names);
  g_test_add_func("/places/names-come-in-the-language-and-what-lacks-one-is-told",
                  names_come_in_the_language_and_what_lacks_one_is_told);
  g_test_add_func("/places/spellings-rename-by-any-name", spellings_rename_by_any_name);
  g_test_add_func("/places/refuses-spellings-that-are-no-table", refuses_spellings_that_are_no_table);
  g_test_add_func("/places/hashes-forget-case-and-apostrophes", hashes_forget_case_and_apostrophes);
  g_test_add_func("/places/natural-earth-and-the-gazetteer-are-one", natural_earth_and_the_gazetteer_are_one);
  g_test_add_func("/places/a-large-dump-is-read-in-a-moment", a_large_dump_is_read_in_a_moment);
  g_test_add_func("/places/merges-neighbours-of-like-size", merges_neighbours_of_like_size);
  g_test_add_func("/places/merges-spellings-of-one-name", merges_spellings_of_one_name);
  g_test_add_func("/places/merges-the-shores-of-lakes", merges_the_shores_of_lakes);
  g_test_add_func("/places/updates-names-near-the-place-alone", updates_names_near_the_place_alone);
  g_test_add_func("/places/natural-earth-is-merged-within-three-kilometres",
                  natural_earth_is_merged_within_three_kilometres);
  return g_test_run();
}
