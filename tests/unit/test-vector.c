#include "data/table/vector.h"

#include "data/change/rows.h"
#include "data/dates/dates.h"
#include "data/table/table.h"
#include "gdal-fixture.h"
#include "random.h"

static const SalBasis no_basis = { SAL_BASIS_NONE, { NULL } };

/* What sal_source_read() reads again; the others are read by GDAL alone. */
static const char *const read_again[] = { "a.geojson", "a.json", "a.geojsonl", "a.gpkg",
                                          "a.fgb",     "a.shp",  "a.kml",      "a.gml" };
static const char *const all_names[] = { "a.geojson", "a.json", "a.geojsonl", "a.gpkg",   "a.fgb",
                                         "a.shp",     "a.kml",  "a.gml",      "a.sqlite", "a.csv" };

static const char *const fields[] = { "period", "from", "to",    "from_snap", "to_snap", "class",     "kind",
                                      "region", "km2",  "parts", "days",      "flag",    "redef_km2", NULL };
enum { PERIOD, FROM, TO, FROM_SNAP, TO_SNAP, CLASS, KIND, REGION, KM2, PARTS, DAYS, FLAG, REDEFINED };

static const SalOutputRules keeping = { FALSE, NULL }, replacing = { TRUE, NULL };

/* Changes of a series of random polygons, and their areas. */
typedef struct {
  Folder *folder;
  SalAreaModel *model;
  SalRegions *regions; /* NULL: none */
  SalChanges *changes;
  GPtrArray *areas;
} Sample;

static void
sample_clear(Sample *sample)
{
  g_ptr_array_unref(sample->areas);
  sal_changes_free(sample->changes);
  sal_area_model_free(sample->model);
  g_clear_pointer(&sample->regions, sal_regions_free);
  g_clear_pointer(&sample->folder, folder_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

static void
append_ring(GString *json, const SalGeometry *polygons, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
  g_string_append(json, part == 0 ? "[" : ",[");
  for (guint i = 0; i < n; i++)
    g_string_append_printf(json, "%s[%.17g,%.17g]", i > 0 ? "," : "", points[i].x, points[i].y);
  g_string_append(json, "]");
}

/* A file with a feature a polygon. */
static void
put_polygons(const Folder *folder, const char *name, const SalGeometry *polygons)
{
  g_autoptr(GString) features = g_string_new(NULL);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, i);
    g_autoptr(GString) json = g_string_new("{\"type\":\"Polygon\",\"coordinates\":[");
    for (guint part = 0; part < sal_geometry_get_n_parts(polygon); part++)
      append_ring(json, polygon, part);
    g_string_append(json, "]}");
    g_autofree char *feature = make_feature(json->str, "{}");
    g_string_append_printf(features, "%s%s", i > 0 ? "," : "", feature);
  }
  g_autofree char *text = make_collection(features->str);
  put_text(folder, name, text);
}

static SalChanges *
compute_changes(const Folder *folder, const SalAreaModel *model, const SalRegions *regions)
{
  char *sources[] = { (char *)folder, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSeries) series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error);
  g_assert_no_error(error);
  const SalChangeOptions options = {
    .periods = { .cadence = { SAL_EVERY_MONTH, 1 }, .span_first = SAL_DAY_NONE, .span_last = SAL_DAY_NONE },
    .max_gap_days = 3,
    .area_model = model,
    .regions = regions,
    .min_width_m = 30,
  };
  SalChanges *changes = sal_changes_compute(series, &options, NULL, &error);
  g_assert_no_error(error);
  return changes;
}

static GPtrArray *
compute_areas(const SalChanges *changes, const SalAreaModel *model, const SalRegions *regions)
{
  const SalChangeOptions options = { .area_model = model, .regions = regions };
  g_autoptr(GError) error = NULL;
  GPtrArray *areas = sal_changed_areas_compute(changes, &options, NULL, NULL, &error);
  g_assert_no_error(error);
  return areas;
}

static Folder *
make_random_folder(guint n_months)
{
  static const SalPoint centre = { 37, 48 };
  g_autoptr(GRand) random = random_new();
  Folder *folder = folder_new();
  g_autoptr(SalGeometry) polygons = random_with_hole(random, centre, 0.5);
  for (guint i = 1; i <= n_months + 1; i++) {
    g_autofree char *name = g_strdup_printf("2024-%02u-01.geojson", i);
    put_polygons(folder, name, polygons);
    SalGeometry *next = random_successor(random, polygons, centre, 0.5);
    sal_geometry_free(polygons);
    polygons = next;
  }
  return folder;
}

static Sample
make_sample(guint n_months)
{
  Sample sample = { .folder = make_random_folder(n_months), .model = sal_area_model_new("ellipsoid", NULL) };
  sample.changes = compute_changes(sample.folder, sample.model, NULL);
  sample.areas = compute_areas(sample.changes, sample.model, NULL);
  return sample;
}

/* Three squares that share borders and together do not cover what is there. */
static Sample
make_sample_with_regions(guint n_months)
{
  static const double corners[][3] = { { 36.6, 47.6, 0.4 }, { 37, 47.7, 0.3 }, { 36.8, 48, 0.35 } };
  Sample sample = { .folder = make_random_folder(n_months), .model = sal_area_model_new("ellipsoid", NULL) };
  g_autoptr(GString) squares = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
    g_autofree char *properties = g_strdup_printf("{\"name\":\"region %u\"}", i);
    g_autofree char *square = make_square(corners[i][0], corners[i][1], corners[i][2], properties);
    g_string_append_printf(squares, "%s%s", i > 0 ? "," : "", square);
  }
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *text = make_collection(squares->str);
  put_text(folder, "regions.geojson", text);
  g_autofree char *path = g_build_filename(folder, "regions.geojson", NULL);
  g_autoptr(GError) error = NULL;
  sample.regions = sal_regions_load(path, "name", 0, &error);
  g_assert_no_error(error);
  sample.changes = compute_changes(sample.folder, sample.model, sample.regions);
  sample.areas = compute_areas(sample.changes, sample.model, sample.regions);
  return sample;
}

static char *
write_as(const Folder *folder, const char *name, const GPtrArray *areas)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename(folder, name, NULL);
  g_assert_true(sal_vector_check(path, &keeping, &error));
  g_assert_no_error(error);
  g_assert_true(sal_vector_write(areas, &no_basis, path, &keeping, &error));
  g_assert_no_error(error);
  return path;
}

static SalFeatures *
read_back(const char *path)
{
  g_autoptr(GError) error = NULL;
  SalFeatures *features = sal_source_read(path, &(SalReadOptions){ .fields = fields }, &error);
  g_assert_no_error(error);
  return features;
}

/* Some formats have no empty text. */
static const char *
get_region(const SalFeature *feature)
{
  return feature->values[REGION] != NULL ? feature->values[REGION] : "";
}

static const SalFeature *
find_feature(const SalFeatures *features, const SalChangedArea *area)
{
  for (guint i = 0; i < features->features->len; i++) {
    const SalFeature *feature = features->features->pdata[i];
    if (g_strcmp0(feature->values[PERIOD], area->change->period.name) == 0 &&
        g_strcmp0(feature->values[KIND], sal_kind_get_name(area->kind)) == 0 &&
        strcmp(get_region(feature), area->change->region) == 0)
      return feature;
  }
  g_error("expected %s %s, got none", area->change->period.name, sal_kind_get_name(area->kind));
}

/* Areas by kind */

static const SalChangedArea *
find_area(const GPtrArray *areas, guint change, SalKind kind, const SalChanges *changes)
{
  for (guint i = 0; i < areas->len; i++) {
    const SalChangedArea *area = areas->pdata[i];
    if (area->change == changes->changes->pdata[change] && area->kind == kind)
      return area;
  }
  return NULL;
}

static gint64
get_m2(const Sample *sample, guint change, SalKind kind)
{
  const SalChangedArea *area = find_area(sample->areas, change, kind, sample->changes);
  return area != NULL ? area->m2 : 0;
}

/* Of the whole's rows, or of its regions'. */
static void
assert_kinds_add_up(const Sample *sample)
{
  g_autoptr(GArray) rows = sal_rows_compute(sample->changes, sample->model);
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if ((row->change->region[0] == '\0') != (sample->regions == NULL))
      continue;
    const gint64 held = get_m2(sample, i, SAL_KIND_HELD),
                 gained = get_m2(sample, i, SAL_KIND_GAINED) + get_m2(sample, i, SAL_KIND_NOISE_GAINED),
                 lost = get_m2(sample, i, SAL_KIND_LOST) + get_m2(sample, i, SAL_KIND_NOISE_LOST);
    g_assert_cmpint(gained, ==, row->gained);
    g_assert_cmpint(lost, ==, row->lost);
    g_assert_cmpint(held + gained, ==, row->area_to);
    g_assert_cmpint(held + lost, ==, row->area_from);
  }
}

static void
kinds_add_up_to_the_table(void)
{
  g_auto(Sample) sample = make_sample(6);
  assert_kinds_add_up(&sample);
}

static void
kinds_add_up_to_the_rows_of_regions(void)
{
  g_auto(Sample) sample = make_sample_with_regions(6);
  guint n_in_none = 0;
  assert_kinds_add_up(&sample);
  for (guint i = 0; i < sample.areas->len; i++) {
    const SalChangedArea *area = sample.areas->pdata[i];
    g_assert_cmpstr(area->change->region, !=, "");
    n_in_none += strcmp(area->change->region, SAL_REGION_NONE) == 0;
  }
  g_assert_cmpuint(n_in_none, >=, 6);
}

static Sample
make_squares(double size_before, double size_after)
{
  Sample sample = { folder_new(), sal_area_model_new("ellipsoid", NULL) };
  put_square(sample.folder, "2024-01-01.geojson", 30, 50, size_before);
  put_square(sample.folder, "2024-02-01.geojson", 30, 50, size_after);
  sample.changes = compute_changes(sample.folder, sample.model, NULL);
  sample.areas = compute_areas(sample.changes, sample.model, NULL);
  return sample;
}

static void
noise_is_a_kind_of_its_own(void)
{
  g_auto(Sample) sample = make_squares(1, 2);
  SalChange *change = sample.changes->changes->pdata[0];
  sal_geometry_free(change->gained_noise);
  change->gained_noise = sal_geometry_copy(change->gained);
  change->noise_gained_m2 = 12.4;
  g_autoptr(GPtrArray) areas = compute_areas(sample.changes, sample.model, NULL);
  const SalChangedArea *noise = find_area(areas, 0, SAL_KIND_NOISE_GAINED, sample.changes),
                       *gained = find_area(areas, 0, SAL_KIND_GAINED, sample.changes);
  g_assert_true(noise->polygons == change->gained_noise);
  g_assert_cmpint(noise->m2, ==, 12);
  g_assert_cmpint(gained->m2, ==, llround(change->gained_m2) - 12);
  g_assert_cmpuint(areas->len, ==, 3);
}

static void
without_a_change_all_is_held(void)
{
  g_auto(Sample) sample = make_squares(1, 1);
  g_assert_cmpuint(sample.areas->len, ==, 1);
  const SalChangedArea *held = sample.areas->pdata[0];
  g_assert_cmpint(held->kind, ==, SAL_KIND_HELD);
  g_assert_cmpint(held->m2, ==, llround(held->change->area_to_m2));
}

/* Files */

/* Rows are whole m2 that follow from each other, those of regions from the whole's as well. */
static void
assert_feature(const Sample *sample, const SalChangedArea *area, const SalFeature *feature)
{
  const double m2 = sal_area_measure(sample->model, feature->polygons);
  g_autofree char *parts = g_strdup_printf("%u", sal_geometry_get_n_polygons(area->polygons));
  g_assert_cmpfloat_with_epsilon(m2, sal_area_measure(sample->model, area->polygons), 0.5);
  g_assert_cmpfloat_with_epsilon(m2, (double)area->m2, sample->regions != NULL ? 4 : 2);
  g_assert_cmpfloat_with_epsilon(g_ascii_strtod(feature->values[KM2], NULL) * 1e6, (double)area->m2, 1e-3);
  g_assert_cmpstr(feature->values[PARTS], ==, parts);
  g_assert_cmpint(atoi(feature->values[DAYS]), ==, area->change->to_snapshot - area->change->from_snapshot);
  g_assert_cmpfloat(g_ascii_strtod(feature->values[REDEFINED], NULL), ==, 0);
  g_assert_cmpuint(sal_geometry_get_n_polygons(feature->polygons), ==,
                   sal_geometry_get_n_polygons(area->polygons));
  g_assert_cmpuint(sal_geometry_get_n_parts(feature->polygons), ==, sal_geometry_get_n_parts(area->polygons));
  g_assert_cmpstr(feature->values[CLASS], ==, "control");
  g_assert_cmpstr(get_region(feature), ==, area->change->region);
}

/* To 1e-6 km2, which is 1 m2. */
static void
assert_measured_again(const Sample *sample, const char *name)
{
  g_test_message("%s", name);
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_as(folder, name, sample->areas);
  g_autoptr(SalFeatures) features = read_back(path);
  g_assert_false(features->crs_assumed);
  g_assert_cmpuint(features->features->len, ==, sample->areas->len);
  for (guint i = 0; i < sample->areas->len; i++)
    assert_feature(sample, sample->areas->pdata[i], find_feature(features, sample->areas->pdata[i]));
}

static void
areas_measured_again_are_those_of_the_table(void)
{
  g_auto(Sample) sample = make_sample(6);
  for (guint i = 0; i < G_N_ELEMENTS(read_again); i++)
    assert_measured_again(&sample, read_again[i]);
}

static void
areas_by_region_measured_again_are_those_of_the_table(void)
{
  g_auto(Sample) sample = make_sample_with_regions(6);
  for (guint i = 0; i < G_N_ELEMENTS(read_again); i++)
    assert_measured_again(&sample, read_again[i]);
}

static void
areas_of_a_real_archive_are_those_of_the_table(void)
{
  const char *archive = g_getenv("SALIENT_ARCHIVE");
  if (archive == NULL) {
    g_test_skip("SALIENT_ARCHIVE is not set");
    return;
  }
  g_autofree char *daily = g_build_filename(archive, "daily", NULL);
  g_auto(Sample) sample = { NULL, sal_area_model_new("ellipsoid", NULL) };
  sample.changes = compute_changes(daily, sample.model, NULL);
  sample.areas = compute_areas(sample.changes, sample.model, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(read_again); i++)
    assert_measured_again(&sample, read_again[i]);
}

/* Formats without dates, and those with, are read as 2024/01/01 or 2024-01-01. */
static void
dates_are_in_every_format(void)
{
  g_auto(Sample) sample = make_sample(1);
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(read_again); i++) {
    g_autofree char *path = write_as(folder, read_again[i], sample.areas);
    g_autoptr(SalFeatures) features = read_back(path);
    const SalFeature *feature = features->features->pdata[0];
    static const int columns[] = { FROM, FROM_SNAP, TO, TO_SNAP };
    for (guint j = 0; j < G_N_ELEMENTS(columns); j++) {
      SalDate date;
      g_assert_true(sal_date_parse(feature->values[columns[j]], NULL, &date, NULL));
      g_assert_cmpint(date.day, ==, sal_day_from_civil(2024, j < 2 ? 1 : 2, 1));
    }
  }
}

static void
assert_fields(OGRLayerH layer)
{
  for (guint i = 0; fields[i] != NULL; i++)
    g_assert_cmpint(OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), fields[i]), >=, 0);
}

static void
every_format_has_the_same_fields_and_features(void)
{
  g_auto(Sample) sample = make_sample(3);
  g_autoptr(Folder) folder = folder_new();
  GDALAllRegister();
  for (guint i = 0; i < G_N_ELEMENTS(all_names); i++) {
    g_autofree char *path = write_as(folder, all_names[i], sample.areas);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    g_assert_nonnull(dataset);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    assert_fields(layer);
    g_assert_cmpint(OGR_L_GetFeatureCount(layer, TRUE), ==, sample.areas->len);
    OGRFeatureH feature = OGR_L_GetNextFeature(layer);
    g_assert_nonnull(OGR_F_GetGeometryRef(feature));
    OGR_F_Destroy(feature);
    GDALClose(dataset);
  }
}

/* Twice the area, positive where the ring runs counter-clockwise. */
static double
get_winding(const SalPoint *p, guint n)
{
  double sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (p[i - 1].x - p[0].x) * (p[i].y - p[0].y) - (p[i].x - p[0].x) * (p[i - 1].y - p[0].y);
  return sum;
}

static void
shells_run_counter_clockwise(void)
{
  static const char *const names[] = { "a.geojson", "a.geojsonl", "a.gpkg", "a.fgb" };
  g_auto(Sample) sample = make_sample(3);
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = write_as(folder, names[i], sample.areas);
    g_autoptr(SalFeatures) features = read_back(path);
    for (guint j = 0; j < features->features->len; j++) {
      const SalGeometry *polygons = ((SalFeature *)features->features->pdata[j])->polygons;
      for (guint k = 0; k < sal_geometry_get_n_polygons(polygons); k++) {
        guint n_parts, n;
        const guint first = sal_geometry_get_polygon(polygons, k, &n_parts);
        for (guint part = first; part < first + n_parts; part++) {
          const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
          g_assert_true((get_winding(points, n) > 0) == (part == first));
        }
      }
    }
  }
}

static void
geojson_is_of_rfc_7946(void)
{
  g_auto(Sample) sample = make_sample(1);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = sal_vector_format_geojson(sample.areas, &no_basis, &error);
  g_assert_no_error(error);
  g_assert_true(g_str_has_prefix(text, "{\n\"type\": \"FeatureCollection\","));
  g_assert_true(g_str_has_suffix(text, "}\n"));
  g_assert_null(strstr(text, "\"crs\""));
  g_assert_null(strstr(text, "\"Polygon\""));
  g_assert_nonnull(strstr(text, "\"from\": \"2024-01-01\""));
}

static void
assert_same_files(const Folder *a, const Folder *b)
{
  g_autoptr(GDir) dir = g_dir_open(a, 0, NULL);
  const char *name;
  g_assert_cmpuint(count_files(a), ==, count_files(b));
  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path_a = g_build_filename(a, name, NULL), *path_b = g_build_filename(b, name, NULL);
    g_autofree char *text_a = NULL, *text_b = NULL;
    gsize size_a, size_b;
    g_test_message("%s", name);
    g_assert_true(g_file_get_contents(path_a, &text_a, &size_a, NULL));
    g_assert_true(g_file_get_contents(path_b, &text_b, &size_b, NULL));
    g_assert_cmpuint(size_a, ==, size_b);
    g_assert_true(memcmp(text_a, text_b, size_a) == 0);
  }
}

/* A second later, so that a time of writing would show. */
static void
the_same_areas_give_the_same_bytes(void)
{
  g_auto(Sample) sample = make_sample(2);
  g_autoptr(Folder) first = folder_new(), second = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(all_names); i++)
    g_free(write_as(first, all_names[i], sample.areas));
  g_usleep(1100000);
  g_autoptr(GPtrArray) areas = compute_areas(sample.changes, sample.model, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(all_names); i++)
    g_free(write_as(second, all_names[i], areas));
  assert_same_files(first, second);
}

/* A shapefile has its date in its table's header: years since 1900, month, day. */
static void
the_time_of_writing_is_the_latest_snapshots_day(void)
{
  g_auto(Sample) sample = make_sample(2);
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_as(folder, "a.shp", sample.areas);
  g_autofree char *table = g_build_filename(folder, "a.dbf", NULL);
  g_autofree char *bytes = NULL;
  g_assert_true(g_file_get_contents(table, &bytes, NULL, NULL));
  g_assert_cmpint((guint8)bytes[1], ==, 124);
  g_assert_cmpint((guint8)bytes[2], ==, 3);
  g_assert_cmpint((guint8)bytes[3], ==, 1);
}

static void
no_areas_make_an_empty_layer(void)
{
  g_autoptr(GPtrArray) areas = g_ptr_array_new();
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(all_names); i++) {
    g_test_message("%s", all_names[i]);
    g_autofree char *path = write_as(folder, all_names[i], areas);
    g_assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
  }
}

/* What is refused */

static void
assert_refused(const Folder *folder, const char *name, gboolean overwrite, SalError code, const char *part)
{
  g_autoptr(GError) check = NULL, write = NULL;
  g_autoptr(GPtrArray) none = g_ptr_array_new();
  g_autofree char *path = g_build_filename(folder, name, NULL);
  const guint n = count_files(folder);
  g_assert_false(sal_vector_check(path, overwrite ? &replacing : &keeping, &check));
  assert_error_says(check, code, "expected ", "got ", part, NULL);
  g_assert_false(sal_vector_write(none, &no_basis, path, overwrite ? &replacing : &keeping, &write));
  assert_error_says(write, code, "expected ", "got ", part, NULL);
  g_assert_cmpuint(count_files(folder), ==, n);
}

static void
refuses_unknown_suffixes_and_names_the_known(void)
{
  g_autoptr(Folder) folder = folder_new();
  static const char *const names[] = { "a.xyz", "a", "a.geojson.gz", "gpkg" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    assert_refused(folder, names[i], FALSE, SAL_ERROR_USAGE, ".geojson, .json");
}

static void
refuses_to_replace_any_of_its_files(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_text(folder, "a.dbf", "mine");
  put_text(folder, "b.qix", "an index");
  put_text(folder, "c.gpkg", "mine");
  assert_refused(folder, "a.shp", FALSE, SAL_ERROR_IO, "a.dbf: expected no file there");
  assert_refused(folder, "b.shp", FALSE, SAL_ERROR_IO, "b.qix: expected no file there");
  assert_refused(folder, "c.gpkg", FALSE, SAL_ERROR_IO, "c.gpkg: expected no file there");
}

static void
refuses_a_database_that_is_open(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_text(folder, "a.gpkg", "old");
  put_text(folder, "a.gpkg-wal", "pages");
  assert_refused(folder, "a.gpkg", TRUE, SAL_ERROR_IO, "a.gpkg-wal");
}

static void
replaces_a_shapefile_and_its_indices(void)
{
  static const char *const old[] = { "A.SHP", "A.shx", "A.dbf", "A.qix" };
  g_auto(Sample) sample = make_sample(1);
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(old); i++)
    put_text(folder, old[i], "old");
  g_autofree char *path = g_build_filename(folder, "A.SHP", NULL),
                  *index = g_build_filename(folder, "A.qix", NULL);
  g_assert_true(sal_vector_write(sample.areas, &no_basis, path, &replacing, &error));
  g_assert_no_error(error);
  g_assert_false(g_file_test(index, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(count_files(folder), ==, 5);
}

/* What the fields of a text hold together: of one, or of "name" and "start_2", "start_3", ... */
static char *
read_basis(OGRFeatureH feature, const char *name)
{
  GString *text = g_string_new(OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, name)));
  for (guint i = 2;; i++) {
    g_autofree char *next = g_strdup_printf("%.8s_%u", name, i);
    const int index = OGR_F_GetFieldIndex(feature, next);
    if (index < 0)
      return g_string_free(text, FALSE);
    g_string_append(text, OGR_F_GetFieldAsString(feature, index));
  }
}

/* Longer than a field of a shapefile, with letters of several bytes. */
static char *
make_long_text(void)
{
  GString *text = g_string_new("what counts:");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf(text, " Größe−%u, \"é\"", i);
  return g_string_free(text, FALSE);
}

static void
every_format_has_the_basis_in_each_feature(void)
{
  g_auto(Sample) sample = make_sample(1);
  g_autoptr(Folder) folder = folder_new();
  g_auto(SalBasis) basis = { SAL_BASIS_COLUMNS,
                             { g_strdup("ellipsoid"), make_long_text(), g_strdup("salient 1"),
                               g_strdup("{\"every\": \"month\"}") } };
  for (guint i = 0; i < G_N_ELEMENTS(all_names); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, all_names[i], NULL);
    g_assert_true(sal_vector_write(sample.areas, &basis, path, &keeping, &error));
    g_assert_no_error(error);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    g_assert_nonnull(dataset);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    guint n = 0;
    for (OGRFeatureH feature; (feature = OGR_L_GetNextFeature(layer)) != NULL; n++) {
      g_autofree char *definition = read_basis(feature, "definition");
      g_autofree char *program = read_basis(feature, "program"), *model = read_basis(feature, "area_model");
      g_assert_cmpstr(definition, ==, basis.values[SAL_BASIS_DEFINITION]);
      g_assert_cmpstr(program, ==, "salient 1");
      g_assert_cmpstr(model, ==, "ellipsoid");
      OGR_F_Destroy(feature);
    }
    g_assert_cmpuint(n, ==, sample.areas->len);
    GDALClose(dataset);
  }
}

static void
comments_stand_before_csv(void)
{
  g_auto(Sample) sample = make_sample(1);
  g_autoptr(Folder) folder = folder_new();
  g_auto(SalBasis)
      basis = { SAL_BASIS_COMMENT,
                { g_strdup("sphere"), g_strdup("two\nlines"), g_strdup("salient 1"), g_strdup("{}") } };
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "a.csv", NULL), *text = NULL;
  g_assert_true(sal_vector_has_comments(path));
  g_assert_false(sal_vector_has_comments("a.gpkg"));
  g_assert_true(sal_vector_write(sample.areas, &basis, path, &keeping, &error));
  g_assert_no_error(error);
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_true(g_str_has_prefix(text, "# area_model: sphere\n# definition: two\uFFFDlines\n"
                                       "# program: salient 1\n# options: {}\nWKT,period,"));
}

static gpointer
write_in_thread(gpointer data)
{
  const Sample *sample = data;
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(all_names); i++)
    g_free(write_as(folder, all_names[i], sample->areas));
  return NULL;
}

static void
may_be_written_by_many_threads(void)
{
  g_auto(Sample) sample = make_sample(1);
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("write", write_in_thread, &sample);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vector/kinds-add-up-to-the-table", kinds_add_up_to_the_table);
  g_test_add_func("/vector/kinds-add-up-to-the-rows-of-regions", kinds_add_up_to_the_rows_of_regions);
  g_test_add_func("/vector/noise-is-a-kind-of-its-own", noise_is_a_kind_of_its_own);
  g_test_add_func("/vector/without-a-change-all-is-held", without_a_change_all_is_held);
  g_test_add_func("/vector/areas-measured-again-are-those-of-the-table",
                  areas_measured_again_are_those_of_the_table);
  g_test_add_func("/vector/areas-by-region-measured-again-are-those-of-the-table",
                  areas_by_region_measured_again_are_those_of_the_table);
  g_test_add_func("/vector/areas-of-a-real-archive-are-those-of-the-table",
                  areas_of_a_real_archive_are_those_of_the_table);
  g_test_add_func("/vector/dates-are-in-every-format", dates_are_in_every_format);
  g_test_add_func("/vector/every-format-has-the-same-fields-and-features",
                  every_format_has_the_same_fields_and_features);
  g_test_add_func("/vector/shells-run-counter-clockwise", shells_run_counter_clockwise);
  g_test_add_func("/vector/geojson-is-of-rfc-7946", geojson_is_of_rfc_7946);
  g_test_add_func("/vector/the-same-areas-give-the-same-bytes", the_same_areas_give_the_same_bytes);
  g_test_add_func("/vector/the-time-of-writing-is-the-latest-snapshots-day",
                  the_time_of_writing_is_the_latest_snapshots_day);
  g_test_add_func("/vector/no-areas-make-an-empty-layer", no_areas_make_an_empty_layer);
  g_test_add_func("/vector/every-format-has-the-basis-in-each-feature",
                  every_format_has_the_basis_in_each_feature);
  g_test_add_func("/vector/comments-stand-before-csv", comments_stand_before_csv);
  g_test_add_func("/vector/refuses-unknown-suffixes-and-names-the-known",
                  refuses_unknown_suffixes_and_names_the_known);
  g_test_add_func("/vector/refuses-to-replace-any-of-its-files", refuses_to_replace_any_of_its_files);
  g_test_add_func("/vector/refuses-a-database-that-is-open", refuses_a_database_that_is_open);
  g_test_add_func("/vector/replaces-a-shapefile-and-its-indices", replaces_a_shapefile_and_its_indices);
  g_test_add_func("/vector/may-be-written-by-many-threads", may_be_written_by_many_threads);
  return g_test_run();
}
