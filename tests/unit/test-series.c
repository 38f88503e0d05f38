#include "data/series/series.h"

#include "data/geometry/area.h"
#include "gdal-fixture.h"
#include "random.h"

static SalSeries *
open_with(SalSeriesOptions options, const char *first, const char *second)
{
  char *sources[] = { (char *)first, (char *)second, NULL };
  g_autoptr(GError) error = NULL;
  options.sources = sources;
  SalSeries *series = sal_series_open(&options, &error);
  g_assert_no_error(error);
  return series;
}

static SalSeries *
open_folder(const char *source)
{
  return open_with((SalSeriesOptions){ .where = NULL }, source, NULL);
}

static void
assert_open_fails(SalSeriesOptions options, const char *source, SalError code, const char *first,
                  const char *second)
{
  char *sources[] = { (char *)source, NULL };
  g_autoptr(GError) error = NULL;
  options.sources = sources;
  g_assert_null(sal_series_open(&options, &error));
  assert_error_says(error, code, "expected ", "got ", first, second, NULL);
}

static SalSnapshot *
load(const SalSeries *series, guint index)
{
  g_autoptr(GError) error = NULL;
  SalSnapshot *snapshot = sal_series_load(series, index, &error);
  g_assert_no_error(error);
  return snapshot;
}

static void
assert_load_fails(const SalSeries *series, SalError code, const char *first, const char *second)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_series_load(series, 0, &error));
  assert_error_says(error, code, "expected ", "got ", first, second, NULL);
}

static void
assert_day(const SalSeries *series, guint index, const char *expected)
{
  g_assert_cmpuint(index, <, sal_series_get_n_entries(series));
  g_autofree char *day = sal_day_format(sal_series_get_entry(series, index)->day);
  g_assert_cmpstr(day, ==, expected);
}

static double
measure(const SalSnapshot *snapshot)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  return sal_area_measure(model, sal_snapshot_get_polygons(snapshot, g_intern_string("control")));
}

static double
measure_square(double x, double y, double size)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalGeometry) square = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(square, x, y);
  sal_geometry_add_point(square, x + size, y);
  sal_geometry_add_point(square, x + size, y + size);
  sal_geometry_add_point(square, x, y + size);
  sal_geometry_end_part(square);
  sal_geometry_end_polygon(square);
  return sal_area_measure(model, square);
}

/* The only snapshot of a folder with one file of the given features. */
static SalSnapshot *
load_features(const char *features)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *text = make_collection(features);
  put_text(folder, "20240801.geojson", text);
  g_autoptr(SalSeries) series = open_folder(folder);
  return load(series, 0);
}

static void
assert_features_fail(const char *features, SalError code, const char *first, const char *second)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *text = make_collection(features);
  put_text(folder, "20240801.geojson", text);
  g_autoptr(SalSeries) series = open_folder(folder);
  assert_load_fails(series, code, first, second);
}

/* Dates */

static void
puts_files_in_date_order(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "control_20240903.geojson", 30, 50, 1);
  put_square(folder, "control_20240101.geojson", 30, 50, 1);
  put_square(folder, "control_20231231.geojson", 30, 50, 1);
  g_autoptr(SalSeries) series = open_folder(folder);
  g_assert_cmpuint(sal_series_get_n_entries(series), ==, 3);
  assert_day(series, 0, "2023-12-31");
  assert_day(series, 1, "2024-01-01");
  assert_day(series, 2, "2024-09-03");
  g_assert_cmpstr(sal_series_get_classes(series)[0], ==, "control");
}

static void
shifts_dates(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "20240301.geojson", 30, 50, 1);
  put_square(folder, "20240302.geojson", 30, 50, 1);
  g_autoptr(SalSeries) series = open_with((SalSeriesOptions){ .date_shift_days = -1 }, folder, NULL);
  assert_day(series, 0, "2024-02-29");
  assert_day(series, 1, "2024-03-01");
  g_autofree char *found = sal_day_format(sal_series_get_entry(series, 0)->found.day);
  g_assert_cmpstr(found, ==, "2024-03-01");
  g_autoptr(SalSnapshot) snapshot = load(series, 0);
  g_assert_cmpint(snapshot->day, ==, sal_series_get_entry(series, 0)->day);
}

static void
joins_several_sources(void)
{
  g_autoptr(Folder) folder = folder_new(), more = folder_new();
  g_autofree char *file = g_build_filename(more, "20240201.geojson", NULL);
  put_square(folder, "20240301.geojson", 30, 50, 1);
  put_square(folder, "20240101.geojson", 30, 50, 1);
  put_square(more, "20240201.geojson", 30, 50, 1);
  g_autoptr(SalSeries) series = open_with((SalSeriesOptions){ .where = NULL }, folder, file);
  g_assert_cmpuint(sal_series_get_n_entries(series), ==, 3);
  assert_day(series, 1, "2024-02-01");
  g_assert_cmpstr(sal_series_get_entry(series, 1)->path, ==, file);
}

static void
rejects_two_snapshots_on_one_day(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "a_20240801.geojson", 30, 50, 1);
  put_square(folder, "b_20240801.geojson", 30, 50, 1);
  assert_open_fails((SalSeriesOptions){ .where = NULL }, folder, SAL_ERROR_FORMAT, "a_20240801.geojson",
                    "b_20240801.geojson");
}

static void
takes_the_later_of_two_with_clock_times(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "20240801T0600.geojson", 30, 50, 1);
  put_square(folder, "20240801T2130.geojson", 30, 50, 2);
  put_square(folder, "20240802T0600.geojson", 30, 50, 3);
  g_autoptr(SalSeries) series = open_folder(folder);
  const GPtrArray *remarks = sal_series_get_remarks(series);
  g_assert_cmpuint(sal_series_get_n_entries(series), ==, 2);
  g_assert_true(g_str_has_suffix(sal_series_get_entry(series, 0)->path, "20240801T2130.geojson"));
  g_assert_cmpuint(remarks->len, ==, 1);
  g_assert_true(says(remarks, "20240801T2130.geojson counts, it is later than"));
}

static void
refuses_names_without_a_date(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "20240801.geojson", 30, 50, 1);
  put_square(folder, "control.geojson", 30, 50, 1);
  assert_open_fails((SalSeriesOptions){ .where = NULL }, folder, SAL_ERROR_FORMAT, "control.geojson", "date");
}

static void
remarks_on_files_of_other_kinds(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "20240801.geojson", 30, 50, 1);
  put_text(folder, "README.md", "about");
  g_autoptr(SalSeries) series = open_folder(folder);
  g_assert_true(says(sal_series_get_remarks(series), "1 file with other suffixes ignored"));
}

static void
reads_dates_inside_an_archive(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "archive.zip", NULL);
  g_autofree char *small = make_square(30, 50, 1, "{}"), *large = make_square(30, 50, 2, "{}");
  g_autofree char *first = make_collection(small), *second = make_collection(large);
  add_to_zip(path, "2024-08-01.geojson", first);
  add_to_zip(path, "2024-09-01.geojson", second);
  g_autoptr(SalSeries) series = open_folder(path);
  g_assert_cmpuint(sal_series_get_n_entries(series), ==, 2);
  assert_day(series, 1, "2024-09-01");
  g_autoptr(SalSnapshot) snapshot = load(series, 1);
  g_assert_cmpfloat(measure(snapshot), ==, measure_square(30, 50, 2));
}

static void
takes_the_date_of_an_archive_for_what_is_in_it(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(30, 50, 1, "{}"), *text = make_collection(square);
  g_autofree char *first = g_build_filename(folder, "20240801.zip", NULL),
                  *second = g_build_filename(folder, "20240901.zip", NULL);
  add_to_zip(first, "control.geojson", text);
  add_to_zip(second, "control.geojson", text);
  g_autoptr(SalSeries) series = open_folder(folder);
  g_assert_cmpuint(sal_series_get_n_entries(series), ==, 2);
  assert_day(series, 0, "2024-08-01");
  assert_day(series, 1, "2024-09-01");
}

static char *
make_dated(const char *date, double size)
{
  g_autofree char *properties = g_strdup_printf("{\"day\":%s,\"kind\":\"occupied\"}", date);
  return make_square(30, 50, size, properties);
}

/* One file for all days; the name is no date. */
static char *
write_dated(const Folder *folder, const char *first, const char *second, const char *third)
{
  g_autofree char *a = make_dated(first, 1), *b = make_dated(second, 2), *c = make_dated(third, 3);
  g_autofree char *all = g_strjoin(",", a, b, c, NULL), *text = make_collection(all);
  return write_text(folder, "history.geojson", text);
}

static void
reads_dates_from_a_field(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_dated(folder, "\"2024-09-01\"", "\"2024-08-01\"", "\"2024-08-01\"");
  g_autoptr(SalSeries) series = open_with((SalSeriesOptions){ .date_field = "day" }, path, NULL);
  g_assert_cmpuint(sal_series_get_n_entries(series), ==, 2);
  assert_day(series, 0, "2024-08-01");
  g_autoptr(SalSnapshot) first = load(series, 0), last = load(series, 1);
  g_assert_cmpuint(first->n_features, ==, 2);
  g_assert_cmpfloat_with_epsilon(measure(first), measure_square(30, 50, 3), 1e-3);
  g_assert_cmpfloat(measure(last), ==, measure_square(30, 50, 1));
}

static void
reads_moments_from_a_field_in_the_zone_told(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path =
      write_dated(folder, "\"2024-08-01T20:00:00Z\"", "\"2024-08-01T21:30:00Z\"", "\"2024-08-03T00:00:00Z\"");
  g_autoptr(SalSeries) utc = open_with((SalSeriesOptions){ .date_field = "day" }, path, NULL);
  g_autoptr(SalSeries) kyiv =
      open_with((SalSeriesOptions){ .date_field = "day", .time_zone = "Europe/Kyiv" }, path, NULL);
  g_assert_cmpuint(sal_series_get_n_entries(utc), ==, 2);
  g_assert_true(says(sal_series_get_remarks(utc), "it is later than"));
  g_assert_cmpuint(sal_series_get_n_entries(kyiv), ==, 3);
  assert_day(kyiv, 1, "2024-08-02");
}

static void
refuses_features_without_a_date(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *gap = write_dated(folder, "\"2024-09-01\"", "null", "\"2024-08-01\"");
  assert_open_fails((SalSeriesOptions){ .date_field = "day" }, gap, SAL_ERROR_FORMAT,
                    "history.geojson: feature 2: field 'day'", "expected a date, got none");
  assert_open_fails((SalSeriesOptions){ .date_field = "dya" }, gap, SAL_ERROR_FORMAT, "field 'dya'",
                    "(did you mean 'day'?)");
  g_autofree char *odd = write_dated(folder, "\"2024-09-01\"", "\"soon\"", "\"2024-08-01\"");
  assert_open_fails((SalSeriesOptions){ .date_field = "day" }, odd, SAL_ERROR_FORMAT,
                    "feature 2: field 'day'", "'soon'");
}

static void
finds_the_snapshot_for_a_boundary(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "20240801.geojson", 30, 50, 1);
  put_square(folder, "20240805.geojson", 30, 50, 1);
  put_square(folder, "20240806.geojson", 30, 50, 1);
  g_autoptr(SalSeries) series = open_folder(folder);
  const SalDay first = sal_series_get_entry(series, 0)->day;
  g_assert_cmpint(sal_series_find(series, first, SAL_SAMPLE_NEAREST, 3), ==, 0);
  g_assert_cmpint(sal_series_find(series, first + 2, SAL_SAMPLE_NEAREST, 3), ==, 0);
  g_assert_cmpint(sal_series_find(series, first + 3, SAL_SAMPLE_NEAREST, 3), ==, 1);
  g_assert_cmpint(sal_series_find(series, first + 3, SAL_SAMPLE_PREVIOUS, 3), ==, 0);
  g_assert_cmpint(sal_series_find(series, first + 1, SAL_SAMPLE_NEXT, 4), ==, 1);
  g_assert_cmpint(sal_series_find(series, first + 1, SAL_SAMPLE_NEXT, 2), ==, -1);
  g_assert_cmpint(sal_series_find(series, first + 3, SAL_SAMPLE_EXACT, 3), ==, -1);
  g_assert_cmpint(sal_series_find(series, first + 8, SAL_SAMPLE_NEAREST, 3), ==, 2);
  g_assert_cmpint(sal_series_find(series, first + 9, SAL_SAMPLE_NEAREST, 3), ==, -1);
  g_assert_cmpint(sal_series_find(series, first - 4, SAL_SAMPLE_NEAREST, 3), ==, -1);
}

static void
reads_sample_names(void)
{
  g_autoptr(GError) error = NULL;
  SalSample sample = SAL_SAMPLE_NEAREST;
  g_assert_true(sal_sample_parse("previous", &sample, NULL));
  g_assert_cmpint(sample, ==, SAL_SAMPLE_PREVIOUS);
  g_assert_false(sal_sample_parse("nearst", &sample, &error));
  assert_error_says(error, SAL_ERROR_USAGE, "got 'nearst' (did you mean 'nearest'?)", NULL);
}

/* Areas */

static void
counts_overlaps_once(void)
{
  g_autofree char *square = make_square(30, 50, 2, "{}"), *again = make_square(30, 50, 2, "{}"),
                  *part = make_square(30, 50, 1, "{}");
  g_autofree char *all = g_strjoin(",", square, again, part, NULL);
  g_autoptr(SalSnapshot) snapshot = load_features(all);
  g_assert_cmpfloat_with_epsilon(measure(snapshot), measure_square(30, 50, 2), 1e-3);
  g_assert_cmpuint(snapshot->n_features, ==, 3);
  g_assert_cmpuint(snapshot->n_polygons, ==, 1);
}

static void
counts_overlaps_within_one_feature_once(void)
{
  g_autoptr(SalSnapshot) snapshot = load_features(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":"
      "[[[[30,50],[32,50],[32,52],[30,52],[30,50]]],[[[30,50],[31,50],[31,51],[30,51],[30,50]]]]}}");
  g_assert_cmpfloat_with_epsilon(measure(snapshot), measure_square(30, 50, 2), 1e-3);
  g_assert_cmpuint(snapshot->n_repaired, ==, 1);
}

static void
repairs_and_says_so(void)
{
  g_autoptr(SalSnapshot) snapshot = load_features(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      "[[[30,50],[32,52],[32,50],[30,52],[30,50]]]}},"
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      "[[[40,50],[41,50],[41,51],[40,51]]]}}");
  g_assert_cmpuint(snapshot->n_repaired, ==, 2);
  g_assert_true(
      says(snapshot->remarks, "feature 1: self-intersection near (31.000000, 51.000000): repaired"));
  g_assert_true(says(snapshot->remarks, ": repaired, 0.00 km² became "));
  g_assert_true(says(snapshot->remarks, "feature 2: 1 ring not closed: closed"));
  g_assert_cmpuint(snapshot->n_polygons, ==, 3);
}

static void
says_which_ring_bounds_nothing(void)
{
  g_autofree char *square = make_square(30, 50, 1, "{}");
  g_autofree char *all =
      g_strjoin(",", square,
                "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\","
                "\"coordinates\":[[[40,50],[41,51],[40,50]]]}}",
                NULL);
  g_autoptr(SalSnapshot) snapshot = load_features(all);
  g_assert_cmpuint(snapshot->n_repaired, ==, 1);
  g_assert_false(says(snapshot->remarks, "became"));
  g_assert_true(says(snapshot->remarks,
                     "feature 2: ring of fewer than 4 points near (40.000000, 50.000000): repaired"));
  g_assert_cmpuint(snapshot->n_polygons, ==, 1);
}

static void
leaves_out_what_is_no_area(void)
{
  g_autofree char *square = make_square(30, 50, 1, "{}");
  g_autofree char *all = g_strjoin(
      ",", "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}", square,
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[30,50,0]}}",
      NULL);
  g_autoptr(SalSnapshot) snapshot = load_features(all);
  g_assert_cmpuint(snapshot->n_null, ==, 1);
  g_assert_cmpuint(snapshot->n_other, ==, 1);
  g_assert_cmpuint(snapshot->n_features, ==, 2);
  g_assert_cmpfloat(measure(snapshot), ==, measure_square(30, 50, 1));
}

static void
refuses_snapshots_without_areas(void)
{
  assert_features_fail("", SAL_ERROR_FORMAT, "20240801.geojson: expected at least one area",
                       "got no features");
  assert_features_fail(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[30,50]}}",
      SAL_ERROR_FORMAT, "20240801.geojson: expected areas", "got 1 feature without any");
  assert_features_fail(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
      "[[30,50],[31,51]]}}",
      SAL_ERROR_FORMAT, "expected areas, got lines only", SAL_OPTION("territory"));
  assert_features_fail(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      "[[[30,50],[31,51],[30,50]]]}}",
      SAL_ERROR_FORMAT, "20240801.geojson: expected areas", "got 1 feature without any");
}

static void
names_the_file_of_a_bad_coordinate(void)
{
  assert_features_fail(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      "[[[30,50],[1e999,51],[31,51],[30,50]]]}}",
      SAL_ERROR_GEOMETRY, "20240801.geojson: feature 1: vertex 2", "got (inf, 51)");
}

static void
says_when_a_crs_is_assumed(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_free(write_shapefile(folder, "20240801.shp", NULL, "POLYGON((30 50,31 50,31 51,30 50))"));
  g_autoptr(SalSeries) series = open_folder(folder);
  g_autoptr(SalSnapshot) snapshot = load(series, 0);
  g_assert_cmpuint(sal_series_get_n_entries(series), ==, 1);
  g_assert_true(says(snapshot->remarks, "no CRS in the file: read as longitude and latitude"));
}

static void
filters_features(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *held = make_square(30, 50, 1, "{\"status\":\"occupied\"}");
  g_autofree char *free_again = make_square(40, 50, 3, "{\"status\":\"liberated\"}");
  g_autofree char *both = g_strjoin(",", held, free_again, NULL), *text = make_collection(both);
  put_text(folder, "20240801.geojson", text);
  g_autoptr(SalSeries) series = open_with((SalSeriesOptions){ .where = "status = 'occupied'" }, folder, NULL);
  g_autoptr(SalSnapshot) snapshot = load(series, 0);
  g_assert_cmpfloat(measure(snapshot), ==, measure_square(30, 50, 1));
  g_autoptr(SalSeries) bad = open_with((SalSeriesOptions){ .where = "statsu = 'occupied'" }, folder, NULL);
  assert_load_fails(bad, SAL_ERROR_FORMAT, "20240801.geojson: " SAL_OPTION("where"), "statsu");
}

static void
takes_the_layers_named(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "20240801.gpkg", NULL);
  char *layers[] = { "control", NULL }, *wrong[] = { "contrl", NULL };
  GDALDatasetH dataset = create_dataset("GPKG", path);
  add_layer(dataset, "control", "OGC:CRS84", "POLYGON((30 50,31 50,31 51,30 51,30 50))", "a", "b");
  add_layer(dataset, "claimed", "OGC:CRS84", "POLYGON((40 50,41 50,41 51,40 51,40 50))", "a", "b");
  GDALClose(dataset);
  g_autoptr(SalSeries) series = open_with((SalSeriesOptions){ .layers = layers }, folder, NULL);
  g_autoptr(SalSnapshot) snapshot = load(series, 0);
  g_assert_cmpfloat(measure(snapshot), ==, measure_square(30, 50, 1));
  g_autoptr(SalSeries) misspelt = open_with((SalSeriesOptions){ .layers = wrong }, folder, NULL);
  assert_load_fails(misspelt, SAL_ERROR_FORMAT, "20240801.gpkg: layer 'contrl'", "(did you mean 'control'?)");
}

/* Fronts */

static void
closes_fronts_against_the_territory(void)
{
  g_autoptr(Folder) folder = folder_new(), land = folder_new();
  put_square(land, "land.geojson", 30, 50, 2);
  g_autofree char *territory = g_build_filename(land, "land.geojson", NULL);
  g_autofree char *text =
      make_collection("{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\","
                      "\"coordinates\":[[31,49],[31,53]]}}");
  put_text(folder, "20240801.geojson", text);
  const SalSide right = { SAL_SIDE_RIGHT, { 0, 0 } };
  g_autoptr(SalSeries) series =
      open_with((SalSeriesOptions){ .territory = territory, .side = &right }, folder, NULL);
  g_autoptr(SalSnapshot) snapshot = load(series, 0);
  const SalGeometry *held = sal_snapshot_get_polygons(snapshot, g_intern_string("control"));
  g_assert_true(sal_geometry_contains(held, 31.5, 51));
  g_assert_false(sal_geometry_contains(held, 30.5, 51));
  assert_open_fails((SalSeriesOptions){ .territory = territory }, folder, SAL_ERROR_USAGE,
                    SAL_OPTION("territory") " and " SAL_OPTION("side") " together",
                    "got only " SAL_OPTION("territory"));
  assert_open_fails((SalSeriesOptions){ .side = &right }, folder, SAL_ERROR_USAGE, "together",
                    "got only " SAL_OPTION("side"));
  assert_open_fails((SalSeriesOptions){ .territory = "/nonexistent.geojson", .side = &right }, folder,
                    SAL_ERROR_IO, "territory: /nonexistent.geojson", "nothing there");
}

/* Many */

static void
loads_many_in_order(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < 28; i++) {
    g_autofree char *name = g_strdup_printf("202402%02u.geojson", i + 1);
    const guint index = 27 - i;
    put_square(folder, name, 30, 50, 0.1 * (i + 1));
    g_array_append_val(indices, index);
  }
  g_autoptr(SalSeries) series = open_folder(folder);
  const SalWork work = { .n_threads = 8 };
  g_autoptr(GPtrArray) snapshots = sal_series_load_all(series, indices, &work, NULL);
  g_assert_cmpuint(snapshots->len, ==, 28);
  for (guint i = 0; i < 28; i++)
    g_assert_cmpint(((SalSnapshot *)snapshots->pdata[i])->day, ==, sal_series_get_entry(series, 27 - i)->day);
}

static void
gives_the_first_error_of_many(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf("202402%02u.geojson", i + 1);
    put_text(folder, name,
             i % 5 == 3 ? "<html>"
                        : "{\"type\":\"Polygon\",\"coordinates\":[[[30,50],[31,50],[31,51],[30,50]]]}");
    g_array_append_val(indices, i);
  }
  g_autoptr(SalSeries) series = open_folder(folder);
  for (int repeat = 0; repeat < 10; repeat++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(sal_series_load_all(series, indices, &(SalWork){ .n_threads = 8 }, &error));
    assert_error_says(error, SAL_ERROR_FORMAT, "20240204.geojson: expected a file", "got an HTML page", NULL);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/series/puts-files-in-date-order", puts_files_in_date_order);
  g_test_add_func("/series/shifts-dates", shifts_dates);
  g_test_add_func("/series/joins-several-sources", joins_several_sources);
  g_test_add_func("/series/rejects-two-snapshots-on-one-day", rejects_two_snapshots_on_one_day);
  g_test_add_func("/series/takes-the-later-of-two-with-clock-times", takes_the_later_of_two_with_clock_times);
  g_test_add_func("/series/refuses-names-without-a-date", refuses_names_without_a_date);
  g_test_add_func("/series/remarks-on-files-of-other-kinds", remarks_on_files_of_other_kinds);
  g_test_add_func("/series/reads-dates-inside-an-archive", reads_dates_inside_an_archive);
  g_test_add_func("/series/takes-the-date-of-an-archive-for-what-is-in-it",
                  takes_the_date_of_an_archive_for_what_is_in_it);
  g_test_add_func("/series/reads-dates-from-a-field", reads_dates_from_a_field);
  g_test_add_func("/series/reads-moments-from-a-field-in-the-zone-told",
                  reads_moments_from_a_field_in_the_zone_told);
  g_test_add_func("/series/refuses-features-without-a-date", refuses_features_without_a_date);
  g_test_add_func("/series/finds-the-snapshot-for-a-boundary", finds_the_snapshot_for_a_boundary);
  g_test_add_func("/series/reads-sample-names", reads_sample_names);
  g_test_add_func("/series/counts-overlaps-once", counts_overlaps_once);
  g_test_add_func("/series/counts-overlaps-within-one-feature-once", counts_overlaps_within_one_feature_once);
  g_test_add_func("/series/repairs-and-says-so", repairs_and_says_so);
  g_test_add_func("/series/says-which-ring-bounds-nothing", says_which_ring_bounds_nothing);
  g_test_add_func("/series/leaves-out-what-is-no-area", leaves_out_what_is_no_area);
  g_test_add_func("/series/refuses-snapshots-without-areas", refuses_snapshots_without_areas);
  g_test_add_func("/series/names-the-file-of-a-bad-coordinate", names_the_file_of_a_bad_coordinate);
  g_test_add_func("/series/says-when-a-crs-is-assumed", says_when_a_crs_is_assumed);
  g_test_add_func("/series/filters-features", filters_features);
  g_test_add_func("/series/takes-the-layers-named", takes_the_layers_named);
  g_test_add_func("/series/closes-fronts-against-the-territory", closes_fronts_against_the_territory);
  g_test_add_func("/series/loads-many-in-order", loads_many_in_order);
  g_test_add_func("/series/gives-the-first-error-of-many", gives_the_first_error_of_many);
  return g_test_run();
}
