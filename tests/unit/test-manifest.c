#include "data/base/epoch.h"
#include "data/base/error.h"
#include "data/base/sha256.h"
#include "library/first-difference.h"
#include "library/inputs.h"
#include "library/manifest.h"
#include "library/stored-manifest.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static void
put(const char *path, const char *text)
{
  FILE *file = g_fopen(path, "wb"); /* many small files: not flushed to the disk each */
  g_assert_nonnull(file);
  g_assert_cmpuint(fwrite(text, 1, strlen(text), file), ==, strlen(text));
  g_assert_cmpint(fclose(file), ==, 0);
}

/* Relative names follow the manifest's folder; absolute ones only where they lie near it. */
static void
names_files_as_seen_from_the_manifest(void)
{
  const SalManifestNames names = { (char *)"/home/u/maps/out", (char *)"/home/u/maps" };
  static const char *const spelled[][2] = {
    { "daily/a.geojson", "../daily/a.geojson" },
    { "out/x.png", "x.png" },
    { "./out/./x.png", "x.png" },
    { "../other/b", "../../other/b" },
    { "/home/u/maps/out/x.png", "x.png" },
    { "/home/u/maps/style.yaml", "../style.yaml" },
    { "/home/u/style.yaml", "/home/u/style.yaml" },
    { "/home/u/maps/outer/x", "../outer/x" },
    { "/usr/share/ne", "/usr/share/ne" },
    { ".", ".." },
    { "out", "." },
  };
  for (guint i = 0; i < G_N_ELEMENTS(spelled); i++) {
    g_autofree char *name = sal_manifest_names_spell(&names, spelled[i][0]);
    g_autofree char *path = sal_manifest_names_find(&names, name);
    g_autofree char *meant = g_canonicalize_filename(spelled[i][0], names.run);
    g_assert_cmpstr(name, ==, spelled[i][1]);
    g_assert_cmpstr(path, ==, meant);
  }
  g_autofree char *run = sal_manifest_names_spell_run(&names);
  g_assert_cmpstr(run, ==, "..");
}

static void
names_files_from_the_root(void)
{
  const SalManifestNames names = { (char *)"/", (char *)"/data" };
  g_autofree char *file = sal_manifest_names_spell(&names, "a/b"),
                  *run = sal_manifest_names_spell_run(&names);
  g_assert_cmpstr(file, ==, "data/a/b");
  g_assert_cmpstr(run, ==, "data");
}

/* A manifest that lies behind a link belongs to the folder that the link leads to. */
static void
follows_links_to_its_folder(void)
{
  g_auto(SalManifestNames) names = { NULL };
  g_mkdir("real", 0700);
  g_assert_cmpint(symlink("real", "link"), ==, 0);
  g_assert_true(sal_manifest_names_init(&names, "link/new/m.json", NULL));
  g_autofree char *here = realpath(".", NULL), *meant = g_build_filename(here, "real", "new", NULL);
  g_autofree char *file = sal_manifest_names_spell(&names, "a");
  g_assert_cmpstr(names.folder, ==, meant);
  g_assert_cmpstr(file, ==, "../../a");
}

static void
assert_difference(const char *expected, const char *found, const char *said)
{
  put("expected", expected);
  put("found", found);
  g_autofree char *where = sal_first_difference_describe("expected", "found");
  g_assert_cmpstr(where, ==, said);
}

static void
says_where_files_differ(void)
{
  assert_difference("a\nb\nc\n", "a\nb\nc\n", NULL);
  assert_difference("", "", NULL);
  assert_difference("a\nb\nc\n", "a\nB\nc\n", "line 2: expected 'b', got 'B'");
  assert_difference("a\n", "a\nb\n", "line 2: expected the end, got 'b'");
  assert_difference("a\nbc", "a\nb", "line 2: expected 'bc', got 'b'");
  assert_difference("", "x", "line 1: expected the end, got 'x'");
  assert_difference("a\033[31m\n", "b\n", "line 1: expected 'a\\u001B[31m', got 'b'");
  assert_difference("\xff\x01", "\xff\x02", "byte 2: expected 0x01, got 0x02");
  assert_difference("\xff\x01", "\xff", "byte 2: expected 0x01, got the end");
  g_autofree char *none = sal_first_difference_describe("expected", "nowhere");
  g_assert_null(none);
}

static void
hashes_files(void)
{
  static const char abc[] =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; /* FIPS 180-2 */
  g_autoptr(GError) error = NULL;
  g_autofree char *sha256 = NULL, *other = NULL;
  gint64 size = -1;
  put("abc", "abc");
  g_assert_true(sal_sha256_of_file("abc", NULL, &sha256, &size, NULL));
  g_assert_cmpstr(sha256, ==, abc);
  g_assert_cmpint(size, ==, 3);
  g_assert_false(sal_sha256_of_file("nowhere", NULL, &other, &size, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
  g_clear_error(&error);
  g_assert_false(sal_sha256_of_file(".", NULL, &other, &size, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
  g_clear_error(&error);
  g_assert_false(
      sal_sha256_of_file("/dev/zero", NULL, &other, &size, &error)); /* and does not read for ever */
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
}

/* A digest that is kept is that of the bytes, also after they have changed. */
static void
keeps_digests_of_large_files(void)
{
  g_autofree char *bytes = g_malloc0((2 << 20) + 1);
  g_autofree char *first = NULL, *again = NULL, *changed = NULL;
  gint64 size = 0;
  g_mkdir("cache", 0700);
  g_autoptr(SalCache) cache = sal_cache_open_at("cache", 1 << 20);
  memset(bytes, 'a', 2 << 20);
  put("large", bytes);
  g_assert_true(sal_sha256_of_file("large", cache, &first, &size, NULL));
  g_assert_true(sal_sha256_of_file("large", cache, &again, &size, NULL));
  g_assert_cmpstr(first, ==, again);
  g_assert_cmpint(size, ==, 2 << 20);
  bytes[1 << 20] = 'b';
  put("large", bytes);
  g_assert_true(sal_sha256_of_file("large", cache, &changed, &size, NULL));
  g_assert_cmpstr(first, !=, changed);
}

static void
reads_the_moment_that_is_told(void)
{
  static const char *const bad[] = { "-1", "x", "1.5", " 1", "99999999999999" };
  g_autoptr(GDateTime) none = NULL, moment = NULL;
  g_unsetenv("SOURCE_DATE_EPOCH");
  g_assert_true(sal_epoch_find(&none, NULL));
  g_assert_null(none);
  g_setenv("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  g_assert_true(sal_epoch_find(&moment, NULL));
  g_autofree char *text = g_date_time_format_iso8601(moment);
  g_assert_cmpstr(text, ==, "2023-11-14T22:13:20Z");
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_setenv("SOURCE_DATE_EPOCH", bad[i], TRUE);
    g_assert_false(sal_epoch_find(&none, &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_USAGE);
  }
  g_unsetenv("SOURCE_DATE_EPOCH");
}

static const char *
find_role(const GPtrArray *files, const char *path)
{
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal(((const SalInput *)files->pdata[i])->path, path))
      return ((const SalInput *)files->pdata[i])->role;
  return NULL;
}

/* What belongs to a file has its role, and what is left out has none. */
static void
lists_inputs_with_their_roles(void)
{
  g_autoptr(SalientOptions) options = salient_options_new(SALIENT_RENDER);
  g_mkdir("days", 0700);
  put("days/2024-01-01.shp", "");
  put("days/2024-01-01.dbf", "");
  put("days/2024-02-01-draft.geojson", "");
  put("aoi.geojson", "");
  put("house.yaml", "base: below.yaml\n");
  put("below.yaml", "base: dark\n");
  salient_options_set(options, "sources", "days", NULL);
  salient_options_set(options, "exclude", "*draft*", NULL);
  salient_options_set(options, "aoi", "aoi.geojson", NULL);
  salient_options_set(options, "style", "./house.yaml", NULL);
  salient_options_set(options, "basemap", "none", NULL);
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  g_autoptr(GPtrArray) files = sal_inputs_list_files(inputs);
  g_assert_cmpuint(files->len, ==, 5);
  g_assert_cmpstr(find_role(files, "days/2024-01-01.shp"), ==, "source");
  g_assert_cmpstr(find_role(files, "days/2024-01-01.dbf"), ==, "source");
  g_assert_cmpstr(find_role(files, "aoi.geojson"), ==, "aoi");
  g_assert_cmpstr(find_role(files, "./house.yaml"), ==, "style");
  g_assert_cmpstr(find_role(files, "./below.yaml"), ==, "style");
  g_assert_false(
      sal_inputs_check(inputs, "days/2024-02-01-draft.geojson", NULL)); /* it is no output either */
  g_assert_true(sal_inputs_check(inputs, "days/2024-03-01.geojson", NULL));
}

/* An option that names a file to be read is no option of a manifest's before it is in library/inputs.c. */
static void
knows_every_option_that_names_a_file(void)
{
  static const char *const others[] = { "output",     "output-root", "depfile",    "manifest", "evidence",
                                        "input-root", "state",       "picture",    "basemap",  "files-from",
                                        "a",          "b",           "own-record", NULL };
  guint n = 0;
  put("named.yaml", "{}");
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    const char *name = row->option.name;
    if (!sal_option_is_file(row) || g_strv_contains(others, name) || g_str_has_prefix(name, "a-") ||
        g_str_has_prefix(name, "b-"))
      continue;
    g_autoptr(SalientOptions) options = salient_options_new((SalientTask)g_bit_nth_lsf(row->tasks, -1));
    const char *value = g_str_equal(name, "per")          ? "./named.yaml:column"
                        : g_str_equal(name, "pdf-colour") ? "cmyk:./named.yaml"
                                                          : "./named.yaml";
    g_assert_true(sal_option_set(row, value, options, NULL));
    g_autoptr(SalInputs) inputs = sal_inputs_new(options);
    g_autoptr(GPtrArray) files = sal_inputs_list_files(inputs);
    const char *role = find_role(files, "./named.yaml");
    g_assert_cmpstr(role, ==, g_str_equal(name, "sources") ? "source" : name);
    n++;
  }
  g_assert_cmpuint(n, >, 10);
}

/* Whatever is done to its bytes, a manifest is read or refused in one line. */
static void
survives_any_bytes(void)
{
  static const char good[] =
      "{\"schema\": \"salient-manifest-1\", \"verb\": \"measure\", \"versions\": {\"gdal\": \"1\"}, "
      "\"folder\": \".\", "
      "\"options\": {\"sources\": [\"a\"]}, \"inputs\": [{\"path\": \"a\", \"role\": \"source\", \"sha256\": "
      "null}], "
      "\"fonts\": [{\"family\": \"F\", \"weight\": 400, \"italic\": true, \"sha256\": null}], "
      "\"outputs\": [{\"path\": \"-\", \"name\": \"-\", \"format\": \"csv\", \"sha256\": null}]}";
  guint n_read = 0;
  for (guint i = 0; i < 1000; i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup(good);
    for (int n = g_test_rand_int_range(0, 3); n > 0; n--)
      text[g_test_rand_int_range(0, sizeof good - 1)] = (char)g_test_rand_int_range(1, 256);
    put("any.json", text);
    g_autoptr(SalStoredManifest) manifest = sal_stored_manifest_read("any.json", &error);
    n_read += manifest != NULL ? 1 : 0;
    g_assert_true((manifest != NULL) == (error == NULL));
    g_assert_true(error == NULL || (g_str_has_prefix(error->message, "any.json: ") &&
                                    strpbrk(error->message, "\n\033") == NULL));
  }
  g_assert_cmpuint(n_read, >, 150);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autofree char *folder = g_dir_make_tmp("salient-manifest-XXXXXX", NULL);
  g_assert_cmpint(g_chdir(folder), ==, 0);
  g_test_add_func("/manifest/names-files-as-seen-from-the-manifest", names_files_as_seen_from_the_manifest);
  g_test_add_func("/manifest/names-files-from-the-root", names_files_from_the_root);
  g_test_add_func("/manifest/follows-links-to-its-folder", follows_links_to_its_folder);
  g_test_add_func("/manifest/says-where-files-differ", says_where_files_differ);
  g_test_add_func("/manifest/hashes-files", hashes_files);
  g_test_add_func("/manifest/keeps-digests-of-large-files", keeps_digests_of_large_files);
  g_test_add_func("/manifest/reads-the-moment-that-is-told", reads_the_moment_that_is_told);
  g_test_add_func("/manifest/lists-inputs-with-their-roles", lists_inputs_with_their_roles);
  g_test_add_func("/manifest/knows-every-option-that-names-a-file", knows_every_option_that_names_a_file);
  g_test_add_func("/manifest/survives-any-bytes", survives_any_bytes);
  const int status = g_test_run();
  g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);
  return g_chdir("/") == 0 && system(remove) == 0 ? status : 1;
}
