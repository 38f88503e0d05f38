/* Sources of every kind as one series: where their dates are, and what makes up a snapshot. */
#include "data/series/series.h"

#include "gdal-fixture.h"

#define SQUARE "POLYGON((0 0,1 0,1 1,0 1,0 0))"
#define OTHER_SQUARE "POLYGON((3 0,4 0,4 1,3 1,3 0))"

static SalSeries *
try_open(SalSeriesOptions options, const char *source, GError **error)
{
  char *sources[] = { (char *)source, NULL };
  options.sources = sources;
  return sal_series_open(&options, error);
}

static SalSeries *
open_series(SalSeriesOptions options, const char *source)
{
  g_autoptr(GError) error = NULL;
  SalSeries *series = try_open(options, source, &error);
  g_assert_no_error(error);
  return series;
}

static SalSnapshot *
load(const SalSeries *series, guint index)
{
  g_autoptr(GError) error = NULL;
  SalSnapshot *snapshot = sal_series_load(series, index, &error);
  g_assert_no_error(error);
  return snapshot;
}

/* "2024-01-01 1, 2024-01-02 2": days and numbers of polygons. */
static void
assert_holds(const SalSeries *series, const char *expected)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < sal_series_get_n_entries(series); i++) {
    g_autoptr(SalSnapshot) snapshot = load(series, i);
    g_autofree char *day = sal_day_format(snapshot->day);
    g_string_append_printf(text, "%s%s %u", i > 0 ? ", " : "", day, snapshot->n_polygons);
  }
  g_assert_cmpstr(text->str, ==, expected);
}

static void
assert_fails(SalSeriesOptions options, const char *source, SalError code, const char *first,
             const char *second)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSeries) series = try_open(options, source, &error);
  g_assert_null(series);
  assert_error_says(error, code, first, second, NULL);
}

/* An Esri JSON of squares from a place on the equator, in Web Mercator. */
static char *
make_esri(double x, const char *more)
{
  return g_strdup_printf(
      "{\"geometryType\":\"esriGeometryPolygon\",\"spatialReference\":{\"wkid\":102100,\"latestWkid\":3857},"
      "\"fields\":[{\"name\":\"OBJECTID\",\"type\":\"esriFieldTypeOID\"}],"
      "\"features\":[{\"attributes\":{\"OBJECTID\":1},\"geometry\":{\"rings\":[[[%.0f,0],[%.0f,100000],"
      "[%.0f,100000],[%.0f,0],[%.0f,0]]]}}]%s}",
      x, x, x + 1e5, x + 1e5, x, more);
}

static void
put_esri(const Folder *folder, const char *name, double x, const char *more)
{
  g_autofree char *text = make_esri(x, more);
  put_text(folder, name, text);
}

#define MORE ",\"exceededTransferLimit\":true"

static void
joins_the_pages_of_a_service(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_esri(folder, "control_2024-01-01_page1.json", 0, MORE);
  put_esri(folder, "control_2024-01-01_page2.json", 2e5, MORE);
  put_esri(folder, "control_2024-01-01_page3.json", 4e5, "");
  put_esri(folder, "control_2024-01-02_page1.json", 0, "");
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .where = NULL }, folder);
  assert_holds(series, "2024-01-01 3, 2024-01-02 1");
  g_autoptr(SalSnapshot) snapshot = load(series, 0);
  g_assert_cmpuint(snapshot->remarks->len, ==, 0);
}

static void
says_which_pages_are_missing(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_esri(folder, "control_2024-01-01_page1.json", 0, MORE);
  put_esri(folder, "control_2024-01-01_page2.json", 2e5, MORE);
  put_esri(folder, "control_2024-01-02.json", 0, MORE);
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .where = NULL }, folder);
  for (guint i = 0; i < 2; i++) {
    g_autoptr(SalSnapshot) snapshot = load(series, i);
    g_assert_true(says(snapshot->remarks, "the rest is missing"));
  }
}

static void
joins_nothing_but_pages(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_esri(folder, "control_2024-01-01_page1.json", 0, "");
  put_esri(folder, "claimed_2024-01-01_page2.json", 2e5, "");
  assert_fails((SalSeriesOptions){ .where = NULL }, folder, SAL_ERROR_FORMAT,
               "expected one snapshot of 2024-01-01", "page");
}

static void
knows_the_number_of_a_page(void)
{
  static const char *const pages[][2] = { { "a_page2.json", "a_page.json" },
                                          { "a-Part-02.json", "a-Part-.json" },
                                          { "20240101_p3.json", "20240101_p.json" },
                                          { "query?resultOffset=2000", "query?resultOffset=" } };
  for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
    g_autofree char *stem = sal_source_strip_page(pages[i][0]);
    g_assert_cmpstr(stem, ==, pages[i][1]);
  }
  g_assert_null(sal_source_strip_page("map20240101.json"));
  g_assert_null(sal_source_strip_page("control_2024-01-01.json"));
}

static char *
make_layers(const Folder *folder)
{
  char *path = g_build_filename(folder, "control.gpkg", NULL);
  GDALDatasetH dataset = create_dataset("GPKG", path);
  add_layer(dataset, "control_20240101", "EPSG:4326", SQUARE, "class", "a");
  add_layer(dataset, "control_20240201", "EPSG:4326", OTHER_SQUARE, "class", "a");
  add_layer(dataset, "claimed_20240201", "EPSG:4326", SQUARE, "class", "b");
  GDALClose(dataset);
  return path;
}

static void
takes_a_layer_a_date(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = make_layers(folder);
  char *layers[] = { "control_20240101", "control_20240201", NULL };
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .layers = layers }, path);
  assert_holds(series, "2024-01-01 1, 2024-02-01 1");
  g_assert_cmpstr(sal_series_get_entry(series, 1)->found_in, ==, "control_20240201");
  assert_fails((SalSeriesOptions){ .date_field = "@layer" }, path, SAL_ERROR_FORMAT,
               "control_20240201': expected one snapshot of 2024-02-01", "claimed_20240201");
}

static void
joins_layers_of_a_date_that_classes_tell_apart(void)
{
  static const char *const definitions[] = { "control=layer like 'control%'", "claimed=layer like 'claimed%'",
                                             NULL };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = make_layers(folder);
  SalClasses *classes = sal_classes_new(definitions, NULL);
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .classes = classes }, path);
  assert_holds(series, "2024-01-01 1, 2024-02-01 2");
  sal_classes_unref(classes);
}

static char *
make_envelope(const char *id)
{
  g_autofree char *square = make_square(0, 0, 1, "{}");
  g_autofree char *collection = make_collection(square);
  return g_strdup_printf("{\"id\": %s, \"datetime\": \"23.09 o 09:38\", \"map\": %s}", id, collection);
}

static void
put_envelope(const Folder *folder, const char *name, const char *id)
{
  g_autofree char *text = make_envelope(id);
  put_text(folder, name, text);
}

static void
takes_the_date_that_a_file_gives_itself(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_envelope(folder, "first.json", "1727073480");
  put_envelope(folder, "second.json", "1727127000");
  g_autoptr(SalSeries) utc = open_series((SalSeriesOptions){ .where = NULL }, folder);
  g_assert_true(says(sal_series_get_remarks(utc), "dates are those that files give themselves"));
  assert_holds(utc, "2024-09-23 1");
  const SalSeriesOptions kyiv = { .date_field = "@envelope", .time_zone = "Europe/Kyiv" };
  g_autoptr(SalSeries) series = open_series(kyiv, folder);
  assert_holds(series, "2024-09-23 1, 2024-09-24 1");
  g_assert_cmpstr(sal_series_get_entry(series, 0)->found.reading, ==, "Unix seconds");
  g_assert_cmpstr(sal_series_get_entry(series, 0)->found_in, ==, "1727073480");
  put_envelope(folder, "third.json", "17");
  assert_fails(kyiv, folder, SAL_ERROR_FORMAT, "third.json: expected JSON whose outermost object has a date",
               "got none");
  assert_fails((SalSeriesOptions){ .where = NULL }, folder, SAL_ERROR_FORMAT, "first.json",
               "expected a date such as 20240801");
}

static void
names_win_over_what_a_file_says_of_itself(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_envelope(folder, "2024-01-02.json", "1727073480");
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .where = NULL }, folder);
  assert_holds(series, "2024-01-02 1");
}

static void
takes_the_date_of_a_folder(void)
{
  g_autoptr(Folder) folder = folder_new();
  static const char *const days[] = { "2024-01-01", "2024-01-03" };
  for (guint i = 0; i < 2; i++) {
    g_autofree char *below = g_build_filename(folder, days[i], NULL);
    g_assert_cmpint(g_mkdir(below, 0700), ==, 0);
    put_square(below, "control.geojson", 0, 0, 1);
  }
  g_autofree char *pattern = g_build_filename(folder, "*", "control.geojson", NULL);
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .date_field = "@folder" }, pattern);
  assert_holds(series, "2024-01-01 1, 2024-01-03 1");
}

/* A square from one day to another: JSON texts or null. */
static char *
make_lifetime(double x, const char *from, const char *to)
{
  g_autofree char *properties = g_strdup_printf("{\"from\": %s, \"to\": %s}", from, to);
  return make_square(x, 0, 1, properties);
}

static char *
put_lifetimes(const Folder *folder, const char *last_end)
{
  g_autofree char *a = make_lifetime(0, "\"2024-01-01\"", "\"2024-03-01\"");
  g_autofree char *b = make_lifetime(2, "\"2024-02-01\"", last_end);
  g_autofree char *c = make_lifetime(4, "\"2024-03-01\"", "\"2024-03-02\"");
  g_autofree char *all = g_strjoin(",", a, b, c, NULL);
  g_autofree char *text = make_collection(all);
  return write_text(folder, "control.geojson", text);
}

static void
shows_what_holds_on_a_day(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = put_lifetimes(folder, "null");
  const SalSeriesOptions options = { .valid_from = "from", .valid_to = "to" };
  g_autoptr(SalSeries) series = open_series(options, path);
  assert_holds(series, "2024-01-01 1, 2024-02-01 2, 2024-03-01 2, 2024-03-02 1");
  g_assert_true(sal_series_is_continuous(series));
  g_assert_cmpint(sal_series_find(series, sal_day_from_civil(2023, 12, 31), SAL_SAMPLE_NEAREST, 9), ==, -1);
  g_assert_cmpint(sal_series_find(series, sal_day_from_civil(2024, 1, 31), SAL_SAMPLE_EXACT, 0), ==, 0);
  g_assert_cmpint(sal_series_find(series, sal_day_from_civil(2024, 2, 1), SAL_SAMPLE_EXACT, 0), ==, 1);
  g_assert_cmpint(sal_series_find(series, sal_day_from_civil(2030, 1, 1), SAL_SAMPLE_NEXT, 0), ==, 3);
}

/* A feature that ends on the day on which it begins holds on none, unless its last day counts. */
static void
what_holds_on_no_day_is_no_snapshot(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *a = make_lifetime(0, "\"2024-01-01\"", "null");
  g_autofree char *b = make_lifetime(2, "\"2024-02-01\"", "\"2024-02-01\"");
  g_autofree char *both = g_strjoin(",", a, b, NULL), *text = make_collection(both);
  g_autofree char *path = write_text(folder, "control.geojson", text);
  SalSeriesOptions options = { .valid_from = "from", .valid_to = "to" };
  g_autoptr(SalSeries) without = open_series(options, path);
  assert_holds(without, "2024-01-01 1");
  options.valid_to_included = TRUE;
  g_autoptr(SalSeries) with = open_series(options, path);
  assert_holds(with, "2024-01-01 1, 2024-02-01 2, 2024-02-02 1");
}

static void
counts_the_last_day_if_told(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = put_lifetimes(folder, "\"9999-12-31\"");
  const SalSeriesOptions options = { .valid_from = "from", .valid_to = "to", .valid_to_included = TRUE };
  g_autoptr(SalSeries) series = open_series(options, path);
  assert_holds(series, "2024-01-01 1, 2024-02-01 2, 2024-03-01 3, 2024-03-02 2, 2024-03-03 1");
}

static void
ends_where_nothing_holds_any_more(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = put_lifetimes(folder, "\"2024-03-01\"");
  const SalSeriesOptions options = { .valid_from = "from", .valid_to = "to", .date_shift_days = -1 };
  g_autoptr(SalSeries) series = open_series(options, path);
  assert_holds(series, "2023-12-31 1, 2024-01-31 2, 2024-02-29 1");
  g_assert_cmpint(sal_series_find(series, sal_day_from_civil(2024, 3, 1), SAL_SAMPLE_NEAREST, 9), ==, -1);
}

static void
doubts_ends_that_look_like_last_days(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *a = make_lifetime(0, "\"2024-01-01\"", "\"2024-01-31\"");
  g_autofree char *b = make_lifetime(2, "\"2024-02-01\"", "null");
  g_autofree char *both = g_strjoin(",", a, b, NULL);
  g_autofree char *text = make_collection(both);
  g_autofree char *path = write_text(folder, "control.geojson", text);
  g_autoptr(SalSeries) series =
      open_series((SalSeriesOptions){ .valid_from = "from", .valid_to = "to" }, path);
  g_assert_true(says(sal_series_get_remarks(series), SAL_OPTION("valid-to-included")));
}

static void
refuses_lifetimes_that_cannot_be(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = put_lifetimes(folder, "\"2023-01-01\"");
  assert_fails((SalSeriesOptions){ .valid_from = "from", .valid_to = "to" }, path, SAL_ERROR_FORMAT,
               "feature 2: field 'to': expected an end not before 2024-02-01", "got 2023-01-01");
  assert_fails((SalSeriesOptions){ .valid_from = "form" }, path, SAL_ERROR_FORMAT, "field 'form'",
               "did you mean 'from'");
  assert_fails((SalSeriesOptions){ .valid_to = "to" }, path, SAL_ERROR_USAGE, SAL_OPTION("valid-to"),
               SAL_OPTION("valid-from"));
  assert_fails((SalSeriesOptions){ .valid_from = "from", .date_field = "from" }, path, SAL_ERROR_USAGE,
               SAL_OPTION("valid-from"), SAL_OPTION("date-field"));
}

static void
add_file_to_zip(const Folder *folder, const char *archive, const char *name)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *target = g_strdup_printf("/vsizip/%s/%s", archive, name);
  g_assert_cmpint(CPLCopyFile(target, path), ==, 0);
}

/* A zip of two shapefiles that is dated by its own name. */
static char *
make_shapefile_zip(const Folder *folder)
{
  static const char *const stems[] = { "Control", "Claimed" };
  char *archive = g_build_filename(folder, "map_20240101.zip", NULL);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = g_strconcat(stems[i], ".shp", NULL);
    g_free(write_shapefile(folder, name, "EPSG:4326", i == 0 ? SQUARE : OTHER_SQUARE));
    for (const char *const *suffix = (const char *const[]){ ".shp", ".shx", ".dbf", ".prj", NULL }; *suffix;
         suffix++) {
      g_autofree char *part = g_strconcat(stems[i], *suffix, NULL);
      add_file_to_zip(folder, archive, part);
    }
  }
  return archive;
}

static void
takes_one_or_all_shapefiles_of_a_zip(void)
{
  static const char *const definitions[] = { "control=layer = 'Control'", "claimed=layer = 'Claimed'", NULL };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *archive = make_shapefile_zip(folder);
  char *layers[] = { "Control", NULL };
  g_autoptr(SalSeries) one = open_series((SalSeriesOptions){ .layers = layers }, archive);
  assert_holds(one, "2024-01-01 1");
  SalClasses *classes = sal_classes_new(definitions, NULL);
  g_autoptr(SalSeries) both = open_series((SalSeriesOptions){ .classes = classes }, archive);
  assert_holds(both, "2024-01-01 2");
  sal_classes_unref(classes);
  assert_fails((SalSeriesOptions){ .where = NULL }, archive, SAL_ERROR_FORMAT,
               "expected one snapshot of 2024-01-01", "Claimed.shp");
}

/* A collection before so many blanks. */
static char *
make_bomb(gsize n_blanks)
{
  g_autofree char *blanks = g_strnfill(n_blanks, ' ');
  g_autofree char *square = make_square(0, 0, 1, "{}");
  g_autofree char *collection = make_collection(square);
  return g_strconcat(collection, blanks, NULL);
}

static void
refuses_what_unpacks_to_too_much(void)
{
  static const char kml[] =
      "<kml><Document><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 "
      "0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>";
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *bomb = make_bomb(3 << 20);
  g_autofree char *gz = g_build_filename(folder, "20240101.geojson.gz", NULL);
  g_autofree char *zip = g_build_filename(folder, "20240102.zip", NULL);
  g_autofree char *kmz = g_build_filename(folder, "20240103.kmz", NULL);
  write_gzip(gz, bomb);
  add_to_zip(zip, "a.geojson", bomb);
  add_to_zip(kmz, "doc.kml", kml);
  add_to_zip(kmz, "picture.png", bomb);
  const char *const paths[] = { gz, zip, kmz };
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GError) error = NULL;
    const SalSeriesOptions small = { .max_bytes = 1 << 20 }, large = { .max_bytes = 4 << 20 };
    g_autoptr(SalSeries) refused = open_series(small, paths[i]);
    g_assert_null(sal_series_load(refused, 0, &error));
    assert_error_says(error, SAL_ERROR_FORMAT, "2024010", "at most 1 MiB", SAL_OPTION("max-size"), NULL);
    g_autoptr(SalSeries) series = open_series(large, paths[i]);
    g_autoptr(SalSnapshot) snapshot = load(series, 0);
    g_assert_cmpuint(snapshot->n_polygons, ==, 1);
  }
}

static void
a_file_named_like_a_database_is_a_file(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *before = g_get_current_dir();
  put_square(folder, "PG:dbname=20240101.geojson", 0, 0, 1);
  g_assert_cmpint(g_chdir(folder), ==, 0);
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .where = NULL }, "*.geojson");
  g_assert_cmpint(g_chdir(before), ==, 0);
  g_assert_cmpstr(sal_series_get_entry(series, 0)->path, ==, "./PG:dbname=20240101.geojson");
}

static void
deep_nesting_is_refused_or_read(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *open = g_strnfill(200000, '[');
  g_autofree char *features = g_strdup_printf(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":%s", open);
  g_autofree char *text = make_collection(features);
  put_text(folder, "20240101.geojson", text);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .where = NULL }, folder);
  g_assert_null(sal_series_load(series, 0, &error));
  assert_error_says(error, SAL_ERROR_FORMAT, "20240101.geojson", "expected", "got", NULL);
}

/* A shapefile's header and one record that say they hold a thousand million points. */
static void
absurd_counts_are_refused(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_shapefile(folder, "control_20240101.shp", "EPSG:4326", SQUARE);
  g_autofree char *bytes = NULL;
  gsize length;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  const guint32 count = GUINT32_TO_LE(1000000000);
  memcpy(bytes + 100 + 8 + 40, &count, sizeof count);
  g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
  g_autoptr(SalSeries) series = open_series((SalSeriesOptions){ .where = NULL }, path);
  g_assert_null(sal_series_load(series, 0, &error));
  assert_error_says(error, SAL_ERROR_FORMAT, "control_20240101.shp", "expected", "got", NULL);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/readers/joins-the-pages-of-a-service", joins_the_pages_of_a_service);
  g_test_add_func("/readers/says-which-pages-are-missing", says_which_pages_are_missing);
  g_test_add_func("/readers/joins-nothing-but-pages", joins_nothing_but_pages);
  g_test_add_func("/readers/knows-the-number-of-a-page", knows_the_number_of_a_page);
  g_test_add_func("/readers/takes-a-layer-a-date", takes_a_layer_a_date);
  g_test_add_func("/readers/joins-layers-of-a-date-that-classes-tell-apart",
                  joins_layers_of_a_date_that_classes_tell_apart);
  g_test_add_func("/readers/takes-the-date-that-a-file-gives-itself",
                  takes_the_date_that_a_file_gives_itself);
  g_test_add_func("/readers/names-win-over-what-a-file-says-of-itself",
                  names_win_over_what_a_file_says_of_itself);
  g_test_add_func("/readers/takes-the-date-of-a-folder", takes_the_date_of_a_folder);
  g_test_add_func("/readers/shows-what-holds-on-a-day", shows_what_holds_on_a_day);
  g_test_add_func("/readers/what-holds-on-no-day-is-no-snapshot", what_holds_on_no_day_is_no_snapshot);
  g_test_add_func("/readers/counts-the-last-day-if-told", counts_the_last_day_if_told);
  g_test_add_func("/readers/ends-where-nothing-holds-any-more", ends_where_nothing_holds_any_more);
  g_test_add_func("/readers/doubts-ends-that-look-like-last-days", doubts_ends_that_look_like_last_days);
  g_test_add_func("/readers/refuses-lifetimes-that-cannot-be", refuses_lifetimes_that_cannot_be);
  g_test_add_func("/readers/takes-one-or-all-shapefiles-of-a-zip", takes_one_or_all_shapefiles_of_a_zip);
  g_test_add_func("/readers/refuses-what-unpacks-to-too-much", refuses_what_unpacks_to_too_much);
  g_test_add_func("/readers/a-file-named-like-a-database-is-a-file", a_file_named_like_a_database_is_a_file);
  g_test_add_func("/readers/deep-nesting-is-refused-or-read", deep_nesting_is_refused_or_read);
  g_test_add_func("/readers/absurd-counts-are-refused", absurd_counts_are_refused);
  return g_test_run();
}
