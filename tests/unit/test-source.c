#include "data/source/source.h"

#include "gdal-fixture.h"
#include "random.h"

static SalFeatures *
read_with(const char *path, const SalReadOptions *options)
{
  g_autoptr(GError) error = NULL;
  SalFeatures *features = sal_source_read(path, options, &error);
  g_assert_no_error(error);
  g_assert_nonnull(features);
  return features;
}

static SalFeatures *
read_file(const char *path)
{
  return read_with(path, &(SalReadOptions){ .layers = NULL });
}

/* Reads features given as the JSON of a FeatureCollection's members. */
static SalFeatures *
read_features(const char *features)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *text = make_collection(features), *path = write_text(folder, "areas.geojson", text);
  return read_file(path);
}

static SalFeatures *
read_geometry(const char *geometry)
{
  g_autofree char *feature = make_feature(geometry, "{\"name\":\"x\"}");
  return read_features(feature);
}

static const SalFeature *
get_feature(const SalFeatures *features, guint index)
{
  g_assert_cmpuint(index, <, features->features->len);
  return features->features->pdata[index];
}

static void
assert_read_fails(const char *path, const SalReadOptions *options, SalError code, const char *first,
                  const char *second)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_source_read(path, options, &error));
  assert_error_says(error, code, "expected ", "got ", first, second, NULL);
}

static void
assert_text_fails(const char *name, const char *text, SalError code, const char *first, const char *second)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, name, text);
  assert_read_fails(path, &(SalReadOptions){ .layers = NULL }, code, first, second);
}

static void
assert_first_point(const SalGeometry *geometry, double x, double y, double tolerance)
{
  const SalPoint p = g_array_index(geometry->points, SalPoint, 0);
  g_assert_cmpfloat(fabs(p.x - x), <=, tolerance);
  g_assert_cmpfloat(fabs(p.y - y), <=, tolerance);
}

/* What is in a file */

static void
tells_points_lines_and_areas_apart(void)
{
  g_autoptr(SalFeatures) features = read_features(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[30,50]}},"
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":"
      "[[[30,50],[31,51]],[[32,52],[33,53],[34,54]]]}},"
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      "[[[30,50],[31,50],[31,51],[30,50]]]}}");
  const SalFeature *point = get_feature(features, 0), *line = get_feature(features, 1),
                   *area = get_feature(features, 2);
  g_assert_cmpuint(features->features->len, ==, 3);
  g_assert_true(point->points != NULL && point->lines == NULL && point->polygons == NULL);
  g_assert_cmpuint(sal_geometry_get_n_parts(line->lines), ==, 2);
  g_assert_cmpuint(sal_geometry_get_n_polygons(area->polygons), ==, 1);
  g_assert_cmpuint(point->number, ==, 1);
  g_assert_cmpuint(area->number, ==, 3);
}

static void
takes_collections_apart(void)
{
  g_autoptr(SalFeatures) features = read_geometry(
      "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[30,50]},"
      "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"MultiPolygon\",\"coordinates\":"
      "[[[[30,50],[31,50],[31,51],[30,50]]],[[[40,50],[41,50],[41,51],[40,50]]]]}]},"
      "{\"type\":\"LineString\",\"coordinates\":[[30,50],[31,51]]}]}");
  const SalFeature *feature = get_feature(features, 0);
  g_assert_cmpuint(sal_geometry_get_n_points(feature->points), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_parts(feature->lines), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_polygons(feature->polygons), ==, 2);
}

static void
drops_heights(void)
{
  g_autoptr(SalFeatures) features = read_geometry("{\"type\":\"Polygon\",\"coordinates\":[[[30,50,0],[31,50,"
                                                  "100],[31,51,1e9],[30,50,0]],[[30.5,50.1,7],[30.6,50.1,7],"
                                                  "[30.6,50.2,7],[30.5,50.1,7]]]}");
  const SalGeometry *polygons = get_feature(features, 0)->polygons;
  const SalPoint third = g_array_index(polygons->points, SalPoint, 2);
  g_assert_true(third.x == 31 && third.y == 51);
  g_assert_cmpuint(sal_geometry_get_n_parts(polygons), ==, 2);
  g_assert_cmpuint(sal_geometry_get_n_polygons(polygons), ==, 1);
}

static void
closes_rings_and_counts_them(void)
{
  g_autoptr(SalFeatures) features =
      read_geometry("{\"type\":\"Polygon\",\"coordinates\":[[[30,50],[31,50],[31,51],[30,51]]]}");
  const SalFeature *feature = get_feature(features, 0);
  g_assert_cmpuint(feature->n_unclosed, ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_points(feature->polygons), ==, 5);
}

static void
counts_features_without_geometry(void)
{
  g_autoptr(SalFeatures) features = read_features(
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null},"
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[30,50]}},"
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[]}}");
  g_assert_cmpuint(features->n_null, ==, 2);
  g_assert_cmpuint(features->features->len, ==, 1);
  g_assert_cmpuint(get_feature(features, 0)->number, ==, 2);
}

static void
reads_an_empty_collection(void)
{
  g_autoptr(SalFeatures) features = read_features("");
  g_assert_cmpuint(features->features->len, ==, 0);
}

static void
reads_fields(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *first = make_square(30, 50, 1, "{\"date\":\"2024-08-01\",\"n\":7}");
  g_autofree char *second = make_square(32, 50, 1, "{\"date\":null,\"n\":1.5}");
  g_autofree char *both = g_strjoin(",", first, second, NULL), *text = make_collection(both);
  g_autofree char *path = write_text(folder, "areas.geojson", text);
  const char *const fields[] = { "n", "date", NULL };
  g_autoptr(SalFeatures) features = read_with(path, &(SalReadOptions){ .fields = fields });
  g_assert_cmpstr(get_feature(features, 0)->values[0], ==, "7");
  g_assert_cmpstr(get_feature(features, 0)->values[1], ==, "2024/08/01");
  g_assert_null(get_feature(features, 1)->values[1]);
  g_assert_true(g_strv_contains((const char *const *)features->field_names, "date"));
}

static void
suggests_the_field_that_was_meant(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(30, 50, 1, "{\"datetime\":\"x\"}"), *text = make_collection(square);
  g_autofree char *path = write_text(folder, "areas.geojson", text);
  const char *const fields[] = { "datetme", NULL };
  assert_read_fails(path, &(SalReadOptions){ .fields = fields }, SAL_ERROR_FORMAT, "field 'datetme'",
                    "(did you mean 'datetime'?)");
  g_autoptr(SalFeatures) features =
      read_with(path, &(SalReadOptions){ .fields = fields, .fields_optional = TRUE });
  g_assert_null(get_feature(features, 0)->values[0]);
}

static char *
write_two_layers(const Folder *folder)
{
  char *path = g_build_filename(folder, "layers.gpkg", NULL);
  GDALDatasetH dataset = create_dataset("GPKG", path);
  add_layer(dataset, "control", "OGC:CRS84", "POLYGON((30 50,31 50,31 51,30 50))", "status", "occupied");
  add_layer(dataset, "claimed", "OGC:CRS84", "POLYGON((40 50,41 50,41 51,40 50))", "status", "unknown");
  GDALClose(dataset);
  return path;
}

static void
reads_all_layers_or_those_named(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_two_layers(folder);
  const char *const layers[] = { "claimed", NULL }, *const none[] = { NULL };
  g_autoptr(SalFeatures) all = read_file(path), one = read_with(path, &(SalReadOptions){ .layers = layers });
  g_autoptr(SalFeatures) also_all = read_with(path, &(SalReadOptions){ .layers = none });
  g_assert_cmpuint(all->features->len, ==, 2);
  g_assert_cmpuint(also_all->features->len, ==, 2);
  g_assert_cmpuint(one->features->len, ==, 1);
  g_assert_true(get_feature(one, 0)->layer == g_intern_string("claimed"));
  assert_first_point(get_feature(one, 0)->polygons, 40, 50, 0);
}

static void
suggests_the_layer_that_was_meant(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_two_layers(folder);
  const char *const near[] = { "contrl", NULL }, *const far[] = { "zzz", NULL };
  assert_read_fails(path, &(SalReadOptions){ .layers = near }, SAL_ERROR_FORMAT,
                    "layer 'contrl': expected one of", "(did you mean 'control'?)");
  assert_read_fails(path, &(SalReadOptions){ .layers = far }, SAL_ERROR_FORMAT, "claimed", "control");
}

static void
filters_by_attributes(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_two_layers(folder);
  g_autoptr(SalFeatures) features = read_with(path, &(SalReadOptions){ .where = "status = 'occupied'" });
  g_assert_cmpuint(features->features->len, ==, 1);
  assert_read_fails(path, &(SalReadOptions){ .where = "statu = 'x'" }, SAL_ERROR_FORMAT, SAL_OPTION("where"),
                    "statu");
  assert_read_fails(path, &(SalReadOptions){ .where = "((" }, SAL_ERROR_FORMAT, SAL_OPTION("where"),
                    "filter");
  put_square(folder, "areas.geojson", 30, 50, 1);
  g_autofree char *geojson = g_build_filename(folder, "areas.geojson", NULL);
  assert_read_fails(geojson, &(SalReadOptions){ .where = "statu = 'x'" }, SAL_ERROR_FORMAT,
                    SAL_OPTION("where"), "statu");
}

static void
filters_by_a_box(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_two_layers(folder);
  const SalBox box = { 39, 49, 42, 52 };
  g_autoptr(SalFeatures) features = read_with(path, &(SalReadOptions){ .lonlat_box = &box });
  g_assert_cmpuint(features->features->len, ==, 1);
  assert_first_point(get_feature(features, 0)->polygons, 40, 50, 0);
}

/* Where it is */

/* A FeatureCollection with the crs member of old, and one square in that CRS. */
static char *
make_with_crs(const char *crs, double x, double y, double size)
{
  g_autofree char *square = make_square(x, y, size, "{}");
  return g_strdup_printf(
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}},"
      "\"features\":[%s]}",
      crs, square);
}

static void
assert_lands_at(const char *crs, SalPoint corner, SalPoint lonlat)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *text = make_with_crs(crs, corner.x, corner.y, 1000),
                  *path = write_text(folder, "areas.geojson", text);
  g_autoptr(SalFeatures) features = read_file(path);
  assert_first_point(get_feature(features, 0)->polygons, lonlat.x, lonlat.y, 1e-7);
  g_assert_false(features->crs_assumed);
}

static void
brings_every_crs_to_lonlat(void)
{
  assert_lands_at("urn:ogc:def:crs:EPSG::3857", (SalPoint){ 3339584.7238, 6446275.8410 },
                  (SalPoint){ 30, 50 });
  assert_lands_at("EPSG:3857", (SalPoint){ 3339584.7238, 6446275.8410 }, (SalPoint){ 30, 50 });
  assert_lands_at("urn:ogc:def:crs:EPSG::32636", (SalPoint){ 500000, 0 }, (SalPoint){ 33, 0 });
  assert_lands_at("urn:ogc:def:crs:EPSG::3035", (SalPoint){ 4321000, 3210000 }, (SalPoint){ 10, 52 });
}

static void
takes_the_crs_it_is_told(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(500000, 5500000, 1000, "{}"), *text = make_collection(square);
  g_autofree char *path = write_text(folder, "areas.geojson", text);
  g_autoptr(SalFeatures) features = read_with(path, &(SalReadOptions){ .source_crs = "EPSG:32636" });
  assert_first_point(get_feature(features, 0)->polygons, 33, 49.65, 0.01);
  assert_read_fails(path, &(SalReadOptions){ .source_crs = "EPSG:nowhere" }, SAL_ERROR_CRS,
                    "CRS: ", "'EPSG:nowhere'");
  assert_read_fails(path, &(SalReadOptions){ .layers = NULL }, SAL_ERROR_GEOMETRY, "feature 1: vertex 1",
                    "expected a longitude and a latitude in degrees, got (500000, 5500000)");
}

static void
shared_edges_stay_shared_in_another_crs(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path =
      write_shapefile(folder, "two.shp", "EPSG:32636",
                      "MULTIPOLYGON(((300000 5300000,700000 5500000,300000 5500000,300000 5300000)),"
                      "((300000 5300000,700000 5300000,700000 5500000,300000 5300000)))");
  g_autoptr(SalFeatures) features = read_file(path);
  g_autoptr(SalGeometry) whole = sal_geometry_dissolve(get_feature(features, 0)->polygons, NULL);
  g_assert_cmpuint(sal_geometry_get_n_points(whole), >, 100);
  g_assert_cmpuint(sal_geometry_get_n_polygons(whole), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_parts(whole), ==, 1);
}

static void
assumes_degrees_without_a_crs_where_they_can_be(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *degrees =
      write_shapefile(folder, "degrees.shp", NULL, "POLYGON((30 50,31 50,31 51,30 50))");
  g_autofree char *metres =
      write_shapefile(folder, "metres.shp", NULL, "POLYGON((3e6 6e6,4e6 6e6,4e6 7e6,3e6 6e6))");
  g_autofree char *prj = g_build_filename(folder, "degrees.prj", NULL);
  g_assert_false(g_file_test(prj, G_FILE_TEST_EXISTS));
  g_autoptr(SalFeatures) features = read_file(degrees);
  g_assert_true(features->crs_assumed);
  g_assert_null(features->crs_name);
  assert_read_fails(metres, &(SalReadOptions){ .layers = NULL }, SAL_ERROR_GEOMETRY, "no CRS in the file",
                    SAL_OPTION("source-crs"));
  g_autoptr(SalFeatures) told = read_with(metres, &(SalReadOptions){ .source_crs = "EPSG:3857" });
  g_assert_false(told->crs_assumed);
}

/* What is no position */

static void
assert_coordinate_fails(const char *coordinate, const char *part)
{
  g_autofree char *geometry =
      g_strdup_printf("{\"type\":\"Polygon\",\"coordinates\":[[[30,50],[31,50],%s,[30,50]]]}", coordinate);
  g_autofree char *good = make_square(30, 50, 1, "{}"), *bad = make_feature(geometry, "{}");
  g_autofree char *both = g_strjoin(",", good, bad, NULL), *text = make_collection(both);
  assert_text_fails("areas.geojson", text, SAL_ERROR_GEOMETRY, "feature 2: vertex 3: ", part);
}

static void
refuses_what_is_no_position_with_feature_and_vertex(void)
{
  assert_coordinate_fails("[1e999,50]", "expected finite coordinates, got (inf, 50)");
  assert_coordinate_fails("[30,-1e999]", "expected finite coordinates, got (30, -inf)");
  assert_coordinate_fails("[NaN,50]", "expected finite coordinates, got (nan, 50)");
  assert_coordinate_fails("[999,50]", "got (999, 50)");
  assert_coordinate_fails("[30,90.5]", "got (30, 90.5)");
}

static void
assert_leaves(const char *ring, guint n_points, const char *strays)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GString) found = g_string_new(NULL);
  g_autofree char *geometry = g_strdup_printf("{\"type\":\"Polygon\",\"coordinates\":[[%s]]}", ring);
  g_autofree char *feature = make_feature(geometry, "{}"), *text = make_collection(feature);
  g_autofree char *path = write_text(folder, "areas.geojson", text);
  g_autoptr(SalFeatures) features = read_with(path, &(SalReadOptions){ .leave_out_strays = TRUE });
  const SalFeature *read = get_feature(features, 0);
  for (guint i = 0; i < read->strays->len; i++)
    g_string_append_printf(found, "%u ", g_array_index(read->strays, SalStray, i).vertex);
  g_assert_cmpstr(found->str, ==, strays);
  g_assert_cmpuint(read->n_unclosed, ==, 0);
  g_assert_cmpuint(sal_geometry_get_n_points(read->polygons), ==, n_points);
  g_assert_cmpuint(sal_geometry_get_n_polygons(read->polygons), ==, 1);
}

static void
leaves_out_strays(void)
{
  assert_leaves("[30,50],[999,50],[31,51],[30,51],[30,50]", 4, "2 ");
  assert_leaves("[NaN,50],[31,50],[31,51],[30,51],[NaN,50]", 4, "1 ");
  assert_leaves("[30,50],[1e999,50],[31,50],[31,51],[30,-91],[30,50]", 4, "2 5 ");
}

static void
leaves_out_no_more_than_strays(void)
{
  static const char *const rings[] = { "[30,50],[999,50],[31,51],[30,50]",
                                       "[30,50],[999,50],[999,51],[999,52],[31,50],[31,51],[30,50]",
                                       "[3e6,5e6],[4e6,5e6],[4e6,6e6],[3e6,5e6]" };
  for (guint i = 0; i < G_N_ELEMENTS(rings); i++) {
    g_autoptr(Folder) folder = folder_new();
    g_autofree char *geometry = g_strdup_printf("{\"type\":\"Polygon\",\"coordinates\":[[%s]]}", rings[i]);
    g_autofree char *feature = make_feature(geometry, "{}"), *text = make_collection(feature);
    g_autofree char *path = write_text(folder, "areas.geojson", text);
    assert_read_fails(path, &(SalReadOptions){ .leave_out_strays = TRUE }, SAL_ERROR_GEOMETRY,
                      "feature 1: ", "in degrees");
  }
}

/* A ring around (30, 50) of so many vertices, the first of which are no positions. Owned by the caller. */
static char *
make_ring_with_strays(guint n_vertices, guint n_strays)
{
  GString *ring = g_string_new(NULL);
  for (guint i = 0; i <= n_vertices; i++) {
    const double angle = 2 * G_PI * i / n_vertices;
    const double lon = i > 0 && i <= n_strays ? 999 : 30 + cos(angle);
    g_string_append_printf(ring, "%s[%.9g,%.9g]", i > 0 ? "," : "", lon, 50 + sin(angle));
  }
  return g_string_free(ring, FALSE);
}

/* Two of any ring, and one in twenty of a long one. */
static void
leaves_out_one_vertex_in_twenty(void)
{
  g_autofree char *two = make_ring_with_strays(59, 2), *three = make_ring_with_strays(60, 3);
  assert_leaves(two, 58, "2 3 ");
  assert_leaves(three, 58, "2 3 4 ");
  const guint too_many[][2] = { { 59, 3 }, { 60, 4 } };
  for (guint i = 0; i < G_N_ELEMENTS(too_many); i++) {
    g_autoptr(Folder) folder = folder_new();
    g_autofree char *ring = make_ring_with_strays(too_many[i][0], too_many[i][1]);
    g_autofree char *geometry = g_strdup_printf("{\"type\":\"Polygon\",\"coordinates\":[[%s]]}", ring);
    g_autofree char *feature = make_feature(geometry, "{}"), *text = make_collection(feature);
    g_autofree char *path = write_text(folder, "areas.geojson", text);
    assert_read_fails(path, &(SalReadOptions){ .leave_out_strays = TRUE }, SAL_ERROR_GEOMETRY,
                      "feature 1: ", "got (999, ");
  }
}

/* What is no data */

static void
says_what_a_file_is_instead(void)
{
  assert_text_fails("areas.geojson", "<!DOCTYPE html>\n<html><body>404</body></html>", SAL_ERROR_FORMAT,
                    "expected a file", "got an HTML page");
  assert_text_fails("areas.kml", "  \n<HTML>not found", SAL_ERROR_FORMAT, "expected a file",
                    "got an HTML page");
  assert_text_fails("areas.geojson", "", SAL_ERROR_FORMAT, "expected a file", "got an empty file");
  assert_text_fails("areas.shp", "", SAL_ERROR_FORMAT, "expected a file", "got an empty file");
  assert_text_fails("areas.geojson", "date,area\n2024-08-01,7\n", SAL_ERROR_FORMAT, "expected a file",
                    "got something that starts with 'date,area");
}

static void
refuses_what_is_not_there(void)
{
  const SalReadOptions options = { .layers = NULL };
  assert_read_fails("/nonexistent/areas.geojson", &options, SAL_ERROR_IO, "expected a file",
                    "got nothing there");
}

/* Wherever a file is cut off, it must not pass for a whole one. */
static void
refuses_truncated_files(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *first = make_square(30, 50, 1, "{\"name\":\"a\"}"),
                  *second = make_square(32, 50, 1, "{\"name\":\"b\"}");
  g_autofree char *both = g_strjoin(",\n", first, second, NULL), *text = make_collection(both);
  for (gsize size = 1; size < strlen(text); size++) {
    g_autofree char *path = write_bytes(folder, "areas.geojson", text, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(SalFeatures) features = sal_source_read(path, &(SalReadOptions){ .layers = NULL }, &error);
    if (features != NULL)
      g_error("read %zu bytes of %zu", size, strlen(text));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  }
}

static void
cut_off(const char *path, gsize n_bytes)
{
  g_autofree char *data = NULL;
  gsize size;
  g_assert_true(g_file_get_contents(path, &data, &size, NULL));
  g_assert_true(g_file_set_contents(path, data, (gssize)(size - n_bytes), NULL));
}

static void
refuses_truncated_shapefiles_and_gzip(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *shapefile =
      write_shapefile(folder, "areas.shp", "OGC:CRS84", "POLYGON((30 50,31 50,31 51,30 50))");
  g_autofree char *square = make_square(30, 50, 1, "{}"), *text = make_collection(square);
  g_autofree char *zipped = g_build_filename(folder, "areas.geojson.gz", NULL),
                  *vsi = g_strconcat("/vsigzip/", zipped, NULL);
  const SalReadOptions options = { .layers = NULL };
  write_gzip(zipped, text);
  cut_off(shapefile, 20);
  cut_off(zipped, 30);
  assert_read_fails(shapefile, &options, SAL_ERROR_FORMAT, "expected readable features", "after ");
  assert_read_fails(vsi, &options, SAL_ERROR_FORMAT, "expected a file", "got ");
}

/* Whatever its name, a file must not make the program open another one. */
static void
opens_no_file_that_a_file_names(void)
{
  static const char *const names[] = { "areas.geojson", "areas.vrt", "areas.kml",
                                       "areas.gml",     "areas.shp", "areas.json" };
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "secret.geojson", 30, 50, 1);
  g_autofree char *text = g_strdup_printf(
      "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>%s/secret.geojson</SrcDataSource>"
      "</OGRVRTLayer></OGRVRTDataSource>",
      folder);
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = write_text(folder, names[i], text);
    assert_read_fails(path, &(SalReadOptions){ .layers = NULL }, SAL_ERROR_FORMAT, "expected a file", "got ");
  }
}

static void
refuses_databases_that_are_no_data_format(void)
{
  static const char *const names[] = { "areas.sqlite", "areas.geojson", "areas.db" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(Folder) folder = folder_new();
    g_autofree char *path = g_build_filename(folder, names[i], NULL);
    GDALDatasetH dataset = create_dataset("SQLite", path);
    add_layer(dataset, "control", "OGC:CRS84", "POLYGON((30 50,31 50,31 51,30 50))", "status", "occupied");
    GDALClose(dataset);
    assert_read_fails(path, &(SalReadOptions){ .layers = NULL }, SAL_ERROR_FORMAT, "expected a file",
                      "SQLite format 3");
  }
}

/* Spellings of one file */

static void
reads_bom_and_crlf(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(30, 50, 1, "{\"name\":\"Слов’янськ\"}"),
                  *text = make_collection(square);
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  g_autofree char *windows = g_strjoinv(",\r\n", parts), *marked = g_strconcat("\xef\xbb\xbf", windows, NULL);
  g_autofree char *path = write_text(folder, "areas.geojson", marked);
  const char *const fields[] = { "name", NULL };
  g_autoptr(SalFeatures) features = read_with(path, &(SalReadOptions){ .fields = fields });
  g_assert_cmpstr(get_feature(features, 0)->values[0], ==, "Слов’янськ");
}

static void
reads_odd_names(void)
{
  static const char *const names[] = { "каrта 2024-08-01 (1).geojson",
                                       "a'b\"c.geojson",
                                       "100%.geojson",
                                       "[x]*.geojson",
                                       "-l.geojson",
                                       "a\nb.geojson",
                                       "caf\xe9.geojson",
                                       "UPPER.GEOJSON" };
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    SalListing listing = { 0 };
    put_square(folder, names[i], 30, 50, 1);
    g_autofree char *path = g_build_filename(folder, names[i], NULL);
    g_autoptr(GPtrArray) paths = sal_source_expand(path, &listing, NULL);
    g_assert_cmpuint(paths->len, ==, 1);
    g_autoptr(SalFeatures) features = read_file(paths->pdata[0]);
    g_assert_cmpuint(features->features->len, ==, 1);
  }
}

static void
reads_gzip(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(30, 50, 1, "{}"), *text = make_collection(square);
  g_autofree char *path = g_build_filename(folder, "20240801.geojson.gz", NULL);
  SalListing listing = { 0 };
  write_gzip(path, text);
  g_autoptr(GPtrArray) paths = sal_source_expand(folder, &listing, NULL);
  g_assert_cmpuint(paths->len, ==, 1);
  g_autoptr(SalFeatures) features = read_file(paths->pdata[0]);
  g_assert_cmpuint(features->features->len, ==, 1);
  g_assert_cmpstr(sal_source_get_base_name(paths->pdata[0]), ==, "20240801.geojson.gz");
}

static void
reads_zip(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(30, 50, 1, "{}"), *text = make_collection(square);
  g_autofree char *path = g_build_filename(folder, "archive.zip", NULL);
  SalListing listing = { 0 };
  add_to_zip(path, "daily/b.geojson", text);
  add_to_zip(path, "daily/a.geojson", text);
  add_to_zip(path, "README.txt", "about");
  add_to_zip(path, ".hidden.geojson", "no data");
  add_to_zip(path, "__MACOSX/daily/a.geojson", "no data");
  g_autoptr(GPtrArray) paths = sal_source_expand(path, &listing, NULL);
  g_assert_cmpuint(paths->len, ==, 2);
  g_assert_cmpuint(listing.n_ignored, ==, 1);
  g_assert_cmpstr(sal_source_get_base_name(paths->pdata[0]), ==, "a.geojson");
  g_autofree char *archive = sal_source_get_archive_name(paths->pdata[0]);
  g_assert_cmpstr(archive, ==, "archive.zip");
  g_autoptr(SalFeatures) features = read_file(paths->pdata[1]);
  g_assert_cmpuint(features->features->len, ==, 1);
}

static void
assert_expand_fails(const char *argument, SalError code, const char *part)
{
  g_autoptr(GError) error = NULL;
  SalListing listing = { 0 };
  g_assert_null(sal_source_expand(argument, &listing, &error));
  assert_error_says(error, code, argument, "expected ", "got ", part, NULL);
}

static void
refuses_archives_without_data(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *empty = g_build_filename(folder, "empty.zip", NULL);
  g_autofree char *broken = write_text(folder, "broken.zip", "PK no");
  add_to_zip(empty, "README.txt", "about");
  assert_expand_fails(empty, SAL_ERROR_FORMAT, "an archive with data files, got none");
  assert_expand_fails(broken, SAL_ERROR_FORMAT, "an archive with data files, got one that cannot be read");
}

/* What a SOURCE stands for */

static void
lists_a_folder(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *below = g_build_filename(folder, "below.geojson", NULL);
  SalListing listing = { 0 };
  put_square(folder, "b.geojson", 30, 50, 1);
  put_square(folder, "a.JSON", 30, 50, 1);
  put_square(folder, ".hidden.geojson", 30, 50, 1);
  put_text(folder, "notes.txt", "about");
  put_text(folder, "README", "about");
  put_text(folder, "c.dbf", "belongs to a shapefile");
  put_text(folder, "c.shp", "");
  g_assert_cmpint(g_mkdir(below, 0700), ==, 0);
  g_autoptr(GPtrArray) paths = sal_source_expand(folder, &listing, NULL);
  g_assert_cmpuint(paths->len, ==, 3);
  g_assert_cmpuint(listing.n_ignored, ==, 2);
  g_assert_cmpstr(sal_source_get_base_name(paths->pdata[0]), ==, "a.JSON");
  g_assert_cmpstr(sal_source_get_base_name(paths->pdata[1]), ==, "b.geojson");
  g_assert_cmpstr(sal_source_get_base_name(paths->pdata[2]), ==, "c.shp");
}

static void
expands_patterns(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *some = g_build_filename(folder, "2024*.geojson", NULL),
                  *none = g_build_filename(folder, "2025*", NULL);
  SalListing listing = { 0 };
  put_square(folder, "20240801.geojson", 30, 50, 1);
  put_square(folder, "20240901.geojson", 30, 50, 1);
  put_square(folder, "20230901.geojson", 30, 50, 1);
  g_autoptr(GPtrArray) paths = sal_source_expand(some, &listing, NULL);
  g_assert_cmpuint(paths->len, ==, 2);
  assert_expand_fails(none, SAL_ERROR_IO, "got nothing");
}

static void
refuses_sources_without_data(void)
{
  g_autoptr(Folder) folder = folder_new();
  assert_expand_fails("/nonexistent/archive", SAL_ERROR_IO, "got nothing there");
  assert_expand_fails("ftp://example.org/a.geojson", SAL_ERROR_IO, "got nothing there");
  assert_expand_fails(folder, SAL_ERROR_FORMAT, "got none");
  put_text(folder, "notes.txt", "about");
  assert_expand_fails(folder, SAL_ERROR_FORMAT, "got none");
}

static void
leaves_names_of_ogr_alone(void)
{
  SalListing listing = { 0 };
  g_autoptr(GPtrArray) paths = sal_source_expand("PG:dbname=fronts", &listing, NULL);
  g_assert_cmpuint(paths->len, ==, 1);
  g_assert_cmpstr(paths->pdata[0], ==, "PG:dbname=fronts");
  g_autoptr(GPtrArray) url = sal_source_expand("https://example.org/a.geojson", &listing, NULL);
  g_assert_cmpuint(url->len, ==, 1);
  g_assert_cmpstr(url->pdata[0], ==, "/vsicurl/https://example.org/a.geojson");
}

static void
finds_names_in_paths(void)
{
  g_autofree char *outside = sal_source_get_archive_name("/data/a.zip/b.geojson");
  g_autofree char *inside = sal_source_get_archive_name("/vsitar//data/days.tar.gz/x/b.geojson");
  g_assert_null(outside);
  g_assert_cmpstr(inside, ==, "days.tar.gz");
  g_assert_cmpstr(sal_source_get_base_name("/vsizip//data/a.zip/x/b.geojson"), ==, "b.geojson");
  g_assert_cmpstr(sal_source_get_base_name("b.geojson"), ==, "b.geojson");
}

static gpointer
read_often(gpointer path)
{
  guint n = 0;
  for (int i = 0; i < 30; i++) {
    g_autoptr(SalFeatures) features = read_file(path);
    n += features->features->len;
  }
  return GUINT_TO_POINTER(n);
}

static void
reads_in_many_threads(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *text = make_with_crs("EPSG:3857", 3e6, 6e6, 1000),
                  *path = write_text(folder, "areas.geojson", text);
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("read", read_often, path);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_assert_cmpuint(GPOINTER_TO_UINT(g_thread_join(threads[i])), ==, 30);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/source/tells-points-lines-and-areas-apart", tells_points_lines_and_areas_apart);
  g_test_add_func("/source/takes-collections-apart", takes_collections_apart);
  g_test_add_func("/source/drops-heights", drops_heights);
  g_test_add_func("/source/closes-rings-and-counts-them", closes_rings_and_counts_them);
  g_test_add_func("/source/counts-features-without-geometry", counts_features_without_geometry);
  g_test_add_func("/source/reads-an-empty-collection", reads_an_empty_collection);
  g_test_add_func("/source/reads-fields", reads_fields);
  g_test_add_func("/source/suggests-the-field-that-was-meant", suggests_the_field_that_was_meant);
  g_test_add_func("/source/reads-all-layers-or-those-named", reads_all_layers_or_those_named);
  g_test_add_func("/source/suggests-the-layer-that-was-meant", suggests_the_layer_that_was_meant);
  g_test_add_func("/source/filters-by-attributes", filters_by_attributes);
  g_test_add_func("/source/filters-by-a-box", filters_by_a_box);
  g_test_add_func("/source/brings-every-crs-to-lonlat", brings_every_crs_to_lonlat);
  g_test_add_func("/source/takes-the-crs-it-is-told", takes_the_crs_it_is_told);
  g_test_add_func("/source/shared-edges-stay-shared-in-another-crs", shared_edges_stay_shared_in_another_crs);
  g_test_add_func("/source/assumes-degrees-without-a-crs-where-they-can-be",
                  assumes_degrees_without_a_crs_where_they_can_be);
  g_test_add_func("/source/refuses-what-is-no-position-with-feature-and-vertex",
                  refuses_what_is_no_position_with_feature_and_vertex);
  g_test_add_func("/source/leaves-out-strays", leaves_out_strays);
  g_test_add_func("/source/leaves-out-no-more-than-strays", leaves_out_no_more_than_strays);
  g_test_add_func("/source/leaves-out-one-vertex-in-twenty", leaves_out_one_vertex_in_twenty);
  g_test_add_func("/source/says-what-a-file-is-instead", says_what_a_file_is_instead);
  g_test_add_func("/source/refuses-what-is-not-there", refuses_what_is_not_there);
  g_test_add_func("/source/refuses-truncated-files", refuses_truncated_files);
  g_test_add_func("/source/refuses-truncated-shapefiles-and-gzip", refuses_truncated_shapefiles_and_gzip);
  g_test_add_func("/source/opens-no-file-that-a-file-names", opens_no_file_that_a_file_names);
  g_test_add_func("/source/refuses-databases-that-are-no-data-format",
                  refuses_databases_that_are_no_data_format);
  g_test_add_func("/source/reads-bom-and-crlf", reads_bom_and_crlf);
  g_test_add_func("/source/reads-odd-names", reads_odd_names);
  g_test_add_func("/source/reads-gzip", reads_gzip);
  g_test_add_func("/source/reads-zip", reads_zip);
  g_test_add_func("/source/refuses-archives-without-data", refuses_archives_without_data);
  g_test_add_func("/source/lists-a-folder", lists_a_folder);
  g_test_add_func("/source/expands-patterns", expands_patterns);
  g_test_add_func("/source/refuses-sources-without-data", refuses_sources_without_data);
  g_test_add_func("/source/leaves-names-of-ogr-alone", leaves_names_of_ogr_alone);
  g_test_add_func("/source/finds-names-in-paths", finds_names_in_paths);
  g_test_add_func("/source/reads-in-many-threads", reads_in_many_threads);
  return g_test_run();
}
