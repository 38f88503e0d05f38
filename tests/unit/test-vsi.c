#include "data/source/open.h"

#include "data/table/vector.h"
#include "gdal-fixture.h"

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
  g_assert_true(sal_open_source(&source, path, 0, &error));
  g_assert_no_error(error);
  g_assert_nonnull(source.memory_name);
  for (guint i = 0; i < 3; i++) {
    VSIStatBufL status;
    g_autofree char *json = sal_vector_format_geojson(none, &error);
    g_assert_no_error(error);
    g_assert_nonnull(json);
    g_assert_cmpint(VSIStatL(source.memory_name, &status), ==, 0);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vsi/reading-and-writing-share-no-memory", reading_and_writing_share_no_memory);
  return g_test_run();
}
