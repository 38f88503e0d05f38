#include "data/source/open.h"

#include "data/source/bounds.h"
#include "data/source/vsi.h"
#include "data/table/vector.h"
#include "gdal-fixture.h"

static const SalBasis no_basis = { SAL_BASIS_NONE, { NULL } };

/* What reading keeps in memory must outlive what writing makes there at the same time. */
static void
reading_and_writing_share_no_memory(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(0, 0, 1, "{}"), *collection = make_collection(square);
  g_autofree char *title = g_strnfill(20000, 'x'); /* GDAL looks for features at the beginning alone */
  g_autofree char *envelope = g_strdup_printf("{\"title\": \"%s\", \"map\": %s}", title, collection);
  g_autofree char *path = write_text(folder, "map.json", envelope);
  g_autoptr(GPtrArray) none = g_ptr_array_new();
  g_autoptr(GError) error = NULL;
  g_auto(SalOpenSource) source;
  g_assert_true(sal_open_source(&source, path, &(SalReadOptions){ 0 }, &error));
  g_assert_no_error(error);
  g_assert_nonnull(source.screened.memory_name);
  for (guint i = 0; i < 3; i++) {
    VSIStatBufL status;
    g_autofree char *json = sal_vector_format_geojson(none, &no_basis, &error);
    g_assert_no_error(error);
    g_assert_nonnull(json);
    g_assert_cmpint(VSIStatL(source.screened.memory_name, &status), ==, 0);
  }
}

static void
assert_refused(gboolean ok, GError **error, const char *limit)
{
  g_assert_false(ok);
  assert_error_says(*error, SAL_ERROR_FORMAT, "expected ", limit, NULL);
  g_clear_error(error);
}

/* The limit itself is allowed. */
static void
bounds_are_the_most_that_is_allowed(void)
{
  static const guint64 most[] = {
    [SAL_BOUND_FEATURES] = 1048576, [SAL_BOUND_VERTICES] = 67108864, [SAL_BOUND_RINGS] = 1048576,
    [SAL_BOUND_LAYERS] = 4096,      [SAL_BOUND_FIELDS] = 4096,       [SAL_BOUND_MEMBERS] = 16384,
    [SAL_BOUND_UNPACKED] = 16384,   [SAL_BOUND_CROSSINGS] = 65536
  };
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(most); i++) {
    g_autofree char *limit = g_strdup_printf(" %" G_GUINT64_FORMAT " ", most[i]);
    g_assert_true(sal_bound_check((SalBound)i, most[i], 0, &error));
    g_assert_true(sal_bound_check((SalBound)i, 2 * most[i], 2 * SAL_SOURCE_MAX_BYTES, &error));
    assert_refused(sal_bound_check((SalBound)i, most[i] + 1, 0, &error), &error, limit);
  }
}

static void
a_packed_file_may_unpack_to_the_limit(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "a.geojson.gz", NULL), *vsi = sal_vsi_spell_gzip(path);
  g_autofree char *text = g_strnfill(3 << 20, ' ');
  write_gzip(path, text);
  g_assert_true(sal_vsi_check_file(vsi, 3 << 20, &error));
  assert_refused(sal_vsi_check_file(vsi, (3 << 20) - 1, &error), &error, " 2 MiB ");
  g_assert_true(sal_vsi_check_file(path, 1, &error)); /* by this name nothing is unpacked */
}

/* 64 MiB and 32 times what it has packed, both in proportion to a size that the user raises. */
static void
a_packed_file_may_unpack_to_some_times_its_size(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "a.geojson.gz", NULL), *vsi = sal_vsi_spell_gzip(path);
  g_autofree char *text = g_strnfill(80 << 20, ' ');
  g_assert_cmpuint(sal_bound_get_unpacked(1 << 20, SAL_SOURCE_MAX_BYTES), ==, 96 << 20);
  g_assert_cmpuint(sal_bound_get_unpacked(1 << 20, 2 * SAL_SOURCE_MAX_BYTES), ==, 192 << 20);
  g_assert_cmpuint(sal_bound_get_unpacked(1 << 20, 3 << 20), ==, 3 << 20);
  g_assert_cmpuint(sal_bound_get_unpacked(G_MAXUINT64, SAL_SOURCE_MAX_BYTES), ==, SAL_SOURCE_MAX_BYTES);
  write_gzip(path, text);
  assert_refused(sal_vsi_check_file(vsi, 0, &error), &error, " 66 MiB when unpacked, as it has ");
  g_assert_true(sal_vsi_check_file(vsi, 2 * SAL_SOURCE_MAX_BYTES, &error));
  g_assert_no_error(error);
}

static void
assert_spelled(char *spelled, const char *expected)
{
  g_assert_cmpstr(spelled, ==, expected);
  g_free(spelled);
}

static void
spells_names_for_gdal(void)
{
  assert_spelled(sal_vsi_spell_archive("/data/a.ZIP"), "/vsizip//data/a.ZIP");
  assert_spelled(sal_vsi_spell_archive("/data/x/../a.tar.gz"), "/vsitar//data/a.tar.gz");
  assert_spelled(sal_vsi_spell_archive("/vsicurl/http://x/a.zip"), "/vsizip//vsicurl/http://x/a.zip");
  assert_spelled(sal_vsi_spell_gzip("/vsizip//a.zip/b.json.gz"), "/vsigzip//vsizip//a.zip/b.json.gz");
  assert_spelled(sal_vsi_spell_url("https://x/a.json"), "/vsicurl/https://x/a.json");
  g_assert_cmpstr(sal_vsi_get_url("/vsicurl/https://x/a.json"), ==, "https://x/a.json");
  g_assert_null(sal_vsi_get_url("https://x/a.json"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vsi/reading-and-writing-share-no-memory", reading_and_writing_share_no_memory);
  g_test_add_func("/vsi/bounds-are-the-most-that-is-allowed", bounds_are_the_most_that_is_allowed);
  g_test_add_func("/vsi/a-packed-file-may-unpack-to-the-limit", a_packed_file_may_unpack_to_the_limit);
  g_test_add_func("/vsi/a-packed-file-may-unpack-to-some-times-its-size",
                  a_packed_file_may_unpack_to_some_times_its_size);
  g_test_add_func("/vsi/spells-names-for-gdal", spells_names_for_gdal);
  return g_test_run();
}
