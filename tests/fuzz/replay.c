/* Gives each file of a folder to a fuzz target: replay FOLDER. */
#include "fuzz.h"

static void
replay_file(gconstpointer path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autoptr(GDir) dir = argc == 2 ? g_dir_open(argv[1], 0, NULL) : NULL;
  g_assert_nonnull(dir);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *test = g_strconcat("/fuzz/", name, NULL);
    g_test_add_data_func_full(test, g_build_filename(argv[1], name, NULL), replay_file, g_free);
  }
  return g_test_run();
}
