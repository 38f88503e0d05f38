/* Plain shapefiles, read without GDAL, against GDAL. */
#include "data/source/shapefile.h"

#include "data/source/naturalearth.h"
#include "gdal-fixture.h"

#include <string.h>

static void
assert_same_array(const GArray *a, const GArray *b, gsize size)
{
  g_assert_cmpuint(a->len, ==, b->len);
  g_assert_true(a->len == 0 || memcmp(a->data, b->data, a->len * size) == 0);
}

static void
assert_same_geometry(const SalGeometry *a, const SalGeometry *b)
{
  g_assert_true((a == NULL) == (b == NULL));
  if (a == NULL)
    return;
  assert_same_array(a->points, b->points, sizeof(SalPoint));
  assert_same_array(a->part_ends, b->part_ends, sizeof(guint));
  assert_same_array(a->polygon_ends, b->polygon_ends, sizeof(guint));
}

static void
assert_same_feature(const SalFeature *a, const SalFeature *b)
{
  assert_same_geometry(a->points, b->points);
  assert_same_geometry(a->lines, b->lines);
  assert_same_geometry(a->polygons, b->polygons);
  g_assert_cmpuint(a->number, ==, b->number);
  g_assert_cmpuint(a->n_values, ==, b->n_values);
  for (guint i = 0; i < a->n_values; i++)
    g_assert_cmpstr(a->values[i], ==, b->values[i]);
}

/* Reads a box in both ways. Returns how many features were read without GDAL. */
static guint
assert_same(const char *stem, SalBox box, const char *const *fields)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_strconcat(stem, ".shp", NULL);
  const SalReadOptions options = { .lonlat_box = &box, .fields = fields, .fields_optional = TRUE };
  g_autoptr(SalFeatures) expected = sal_source_read(path, &options, &error);
  g_autoptr(GPtrArray) features = sal_shapefile_read(stem, box, fields);
  if (features == NULL) /* left to GDAL */
    return 0;
  g_assert_no_error(error);
  g_assert_cmpuint(features->len, ==, expected->features->len);
  for (guint i = 0; i < features->len; i++)
    assert_same_feature(features->pdata[i], expected->features->pdata[i]);
  return features->len;
}

static char **
list_fields(const char *path)
{
  const SalBox nowhere = { 0, 0, 1e-9, 1e-9 };
  const SalReadOptions options = { .lonlat_box = &nowhere };
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, NULL);
  return g_strdupv(features->field_names);
}

/* One in the middle of Europe; two islands with slivers, whose sense of rotation is unclear; then of all sizes anywhere. */
static SalBox
make_box(guint turn)
{
  static const SalBox chosen[] = { { 22, 44, 41, 53 },
                                   { 149.9, -16.4, 150, -16.2 },
                                   { -162.2, 5.8, -162, 5.9 } };
  if (turn < G_N_ELEMENTS(chosen))
    return chosen[turn];
  const double size = g_test_rand_double_range(0.01, turn % 3 == 0 ? 60 : 5);
  const double x = g_test_rand_double_range(-180, 180 - size);
  const double y = g_test_rand_double_range(-90, 85 - size / 2);
  return (SalBox){ x, y, x + size, y + size / 2 };
}

static void
compare_layer(const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".shp"));
  g_auto(GStrv) fields = list_fields(path);
  g_test_message("%s", name);
  for (guint turn = 0; turn < 12; turn++) {
    const guint n = assert_same(stem, make_box(turn), (const char *const *)fields);
    g_assert_true(n > 0 || turn > 0);
  }
}

static void
reads_natural_earth_as_gdal_does(void)
{
  g_autofree char *folder = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
  if (folder == NULL) {
    g_test_skip("no Natural Earth");
    return;
  }
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
    if (g_str_has_suffix(name, ".shp") && !g_str_equal(name, "ne_10m_ocean.shp")) /* beyond the pole */
      compare_layer(folder, name);
}

/* A shapefile as GDAL writes it: two shells with a hole each, one shell in the other's hole; a single shell; and a shell
 * with a hole that lies in the bend of a smaller one. Returns its path without suffix. */
static char *
write_small(const Folder *folder)
{
  static const char *const nested = "MULTIPOLYGON(((0 0,0 10,10 10,10 0,0 0),(1 1,9 1,9 9,1 9,1 1)),"
                                    "((2 2,2 8,8 8,8 2,2 2),(3 3,4 3,4 4,3 4,3 3)))";
  static const char *const bent = "MULTIPOLYGON(((40 0,40 10,41 10,41 1,50 1,50 0,40 0)),"
                                  "((42 2,42 40,49 40,49 2,42 2),(43 3,45 3,45 5,43 5,43 3)))";
  g_autofree char *path = g_build_filename(folder, "small.shp", NULL);
  GDALDatasetH dataset = create_dataset("ESRI Shapefile", path);
  add_layer(dataset, "small", "EPSG:4326", nested, "class", "caf\xc3\xa9");
  add_wkt_feature(GDALDatasetGetLayer(dataset, 0), "POLYGON((20 0,20 1,21 1,21 0,20 0))", "class", NULL);
  add_wkt_feature(GDALDatasetGetLayer(dataset, 0), bent, "class", "bent");
  GDALClose(dataset);
  return g_build_filename(folder, "small", NULL);
}

static const SalBox everywhere = { -180, -90, 180, 90 };

static void
gives_holes_to_their_shells(void)
{
  static const char *const fields[] = { "CLASS", "none", NULL };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *stem = write_small(folder);
  g_assert_cmpuint(assert_same(stem, everywhere, fields), ==, 3);
  g_autoptr(GPtrArray) features = sal_shapefile_read(stem, everywhere, fields);
  const SalFeature *nested = features->pdata[0], *single = features->pdata[1];
  g_assert_cmpuint(sal_geometry_get_n_polygons(nested->polygons), ==, 2);
  g_assert_cmpstr(nested->values[0], ==, "caf\xc3\xa9");
  g_assert_null(nested->values[1]);
  g_assert_null(single->values[0]);
}

/* A box in the hole, one that an edge crosses without a corner in it, one within an area, one that only touches. */
static void
finds_what_touches_a_box(void)
{
  static const struct {
    SalBox box;
    guint n;
  } cases[] = { { { 1.2, 1.2, 1.8, 1.8 }, 0 },  { { 4.2, 4.2, 4.8, 4.8 }, 1 }, { { 3.2, 3.2, 3.8, 3.8 }, 0 },
                { { 9.5, 4, 20.5, 4.5 }, 1 },   { { 10, 10, 11, 11 }, 1 },     { { 11, 11, 12, 12 }, 0 },
                { { 0.2, 4.2, 0.8, 4.8 }, 1 },  { { 5, 0.5, 30, 0.6 }, 2 },    { { 10.1, 0, 19.9, 1 }, 0 },
                { { 20.2, 0.2, 20.3, 0.3 }, 1 } };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *stem = write_small(folder);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpuint(assert_same(stem, cases[i].box, NULL), ==, cases[i].n);
}

static void
leaves_to_gdal_what_is_not_plain(void)
{
  static const char *const suffixes[] = { ".shp", ".shx", ".dbf", ".prj" };
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autoptr(Folder) folder = folder_new();
    g_autofree char *stem = write_small(folder), *path = g_strconcat(stem, suffixes[i], NULL);
    g_assert_cmpint(g_remove(path), ==, 0);
    g_assert_null(sal_shapefile_read(stem, everywhere, NULL));
  }
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *other = write_shapefile(folder, "other.shp", "EPSG:3035", "POLYGON((0 0,0 1,1 1,0 0))");
  g_autofree char *stem = g_strndup(other, strlen(other) - strlen(".shp"));
  g_assert_null(sal_shapefile_read(stem, everywhere, NULL));
}

/* Without renaming or flushing, which cost more than reading. */
static void
overwrite(const char *path, const char *bytes, gsize n)
{
  FILE *file = g_fopen(path, "wb");
  g_assert_nonnull(file);
  g_assert_cmpuint(fwrite(bytes, 1, n, file), ==, n);
  g_assert_cmpint(fclose(file), ==, 0);
}

/* Whatever byte of a file is wrong, only what lies within the file is read. */
static guint
spoil_each_byte(const char *stem, const char *path, char *bytes, gsize n)
{
  static const char *const fields[] = { "class", NULL };
  guint n_refused = 0;
  for (gsize at = 0; at < n; at++) {
    const char before = bytes[at];
    bytes[at] = (char)(at % 2 == 0 ? 0xff : before ^ 0x41);
    overwrite(path, bytes, n);
    g_autoptr(GPtrArray) features = sal_shapefile_read(stem, everywhere, fields);
    n_refused += features == NULL;
    bytes[at] = before;
  }
  return n_refused;
}

static void
cut_anywhere(const char *stem, const char *path, const char *bytes, gsize n)
{
  for (gsize length = 0; length < n; length += 3) {
    overwrite(path, bytes, length);
    g_autoptr(GPtrArray) features = sal_shapefile_read(stem, everywhere, NULL);
    g_assert_null(features);
  }
}

static void
survives_damage(void)
{
  static const char *const suffixes[] = { ".shp", ".shx", ".dbf" };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *stem = write_small(folder);
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *path = g_strconcat(stem, suffixes[i], NULL), *bytes = NULL;
    gsize n;
    g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    g_assert_cmpuint(spoil_each_byte(stem, path, bytes, n), >=, 10);
    cut_anywhere(stem, path, bytes, n - 1); /* what ends a table is not looked for */
    overwrite(path, bytes, n);
  }
  g_assert_cmpuint(assert_same(stem, everywhere, NULL), ==, 3);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shapefile/reads-natural-earth-as-gdal-does", reads_natural_earth_as_gdal_does);
  g_test_add_func("/shapefile/gives-holes-to-their-shells", gives_holes_to_their_shells);
  g_test_add_func("/shapefile/finds-what-touches-a-box", finds_what_touches_a_box);
  g_test_add_func("/shapefile/leaves-to-gdal-what-is-not-plain", leaves_to_gdal_what_is_not_plain);
  g_test_add_func("/shapefile/survives-damage", survives_damage);
  return g_test_run();
}
