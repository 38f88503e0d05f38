/* Random GeoJSON read by the reader of plain GeoJSON and by GDAL. usage: geojson-oracle FOLDER [TEXTS [SEED]]
 * (TAP; the seed is printed). A third of the texts have some bytes changed, some are the files of FOLDER so changed.
 *
 * What the one reader takes, the other reads as well, to the last bit. */
#include "geojson-compare.h"
#include "geojson-texts.h"

#include <glib/gstdio.h>
#include <stdlib.h>

typedef struct {
  GRand *random;
  GPtrArray *seeds; /* GString */
  char *path;       /* what each text is written to */
  guint n_texts;
} Run;

static GPtrArray *
load_seeds(const char *folder)
{
  GPtrArray *seeds = g_ptr_array_new();
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(folder, name, NULL), *bytes = NULL;
    gsize length = 0;
    if (g_str_has_suffix(name, "json") && g_file_get_contents(path, &bytes, &length, NULL))
      g_ptr_array_add(seeds, g_string_new_len(bytes, (gssize)length));
  }
  return seeds;
}

static GString *
make_text(const Run *run)
{
  GRand *random = run->random;
  if (run->seeds->len == 0 || !happens(random, 8)) {
    GString *text = make_geojson(random);
    if (happens(random, 3))
      spoil(random, text);
    return text;
  }
  const GString *seed = run->seeds->pdata[g_rand_int_range(random, 0, (gint32)run->seeds->len)];
  GString *text = g_string_new_len(seed->str, (gssize)seed->len);
  spoil(random, text);
  return text;
}

static SalReadOptions
make_options(GRand *random)
{
  static const char *const some[] = { "date", "NAME", "n", "layer", "fill", "ogr_layer", "x", "type", NULL };
  static const char *const few[] = { "n", "nowhere", NULL }, *const layers[] = { "areas", NULL };
  SalReadOptions options = { .fields_optional = !happens(random, 10),
                             .tells_kinds = happens(random, 3),
                             .leave_out_strays = happens(random, 2),
                             .max_bytes = happens(random, 20) ? 1 << g_rand_int_range(random, 10, 21) : 0 };
  options.fields = happens(random, 5) ? NULL : happens(random, 3) ? few : some;
  options.n_required_fields = options.fields != NULL && happens(random, 5);
  options.layers = happens(random, 20) ? layers : NULL;
  return options;
}

static void
write_file(const char *path, const GString *text)
{
  FILE *file = g_fopen(path, "wb");
  g_assert_nonnull(file);
  g_assert_cmpuint(fwrite(text->str, 1, text->len, file), ==, text->len);
  g_assert_cmpint(fclose(file), ==, 0);
}

static void
agrees_with_gdal(gconstpointer data)
{
  const Run *run = data;
  guint n[3] = { 0 };
  for (guint i = 0; i < run->n_texts; i++) {
    GString *text = make_text(run);
    const SalReadOptions options = make_options(run->random);
    write_file(run->path, text);
    const Compared compared = compare_readers(run->path, &options);
    n[compared]++;
    if (compared == COMPARED_OTHER)
      g_error("text %u is read otherwise: %s", i, text->str);
    g_string_free(text, TRUE);
  }
  g_test_message("%u texts read by both, %u left to GDAL", n[COMPARED_SAME], n[COMPARED_DECLINED]);
  g_assert_cmpuint(n[COMPARED_SAME], >, run->n_texts / 5);
}

static void
free_seed(gpointer data, gpointer unused)
{
  g_string_free(data, TRUE);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  const guint32 seed = argc > 3 ? (guint32)strtoul(argv[3], NULL, 10) : 20240801;
  g_autofree char *folder = g_dir_make_tmp("salient-geojson-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "areas.geojson", NULL);
  g_assert_cmpint(argc, >, 1);
  Run run = { g_rand_new_with_seed(seed), load_seeds(argv[1]), path,
              argc > 2 ? (guint)strtoul(argv[2], NULL, 10) : 1000 };
  g_test_message("seed %u", seed);
  g_test_add_data_func("/geojson/agrees-with-gdal-on-random-texts", &run, agrees_with_gdal);
  const int status = g_test_run();
  g_ptr_array_foreach(run.seeds, free_seed, NULL);
  g_ptr_array_unref(run.seeds);
  g_rand_free(run.random);
  g_remove(path);
  g_rmdir(folder);
  return status;
}
