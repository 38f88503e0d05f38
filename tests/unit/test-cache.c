/* The cache on disk, what it is packed in, and what becomes of it when somebody meddles with it. */
#include "data/base/build-id.h"
#include "data/base/cache.h"
#include "data/base/pack.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANY (64 << 20)

static char *
make_folder(void)
{
  char *folder = g_dir_make_tmp("salient-cache-XXXXXX", NULL);
  g_assert_nonnull(folder);
  return folder;
}

static void
remove_folder(char *folder)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_dir_close(dir);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
  g_free(folder);
}

static GByteArray *
make_bytes(const char *text)
{
  GByteArray *bytes = g_byte_array_new();
  return g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text));
}

static void
keep(SalCache *cache, const char *key, const char *result)
{
  g_autoptr(GByteArray) key_bytes = make_bytes(key), result_bytes = make_bytes(result);
  sal_cache_keep(cache, key_bytes, result_bytes);
}

/* What is kept for a key, as a text owned by the caller; NULL: nothing. */
static char *
find(SalCache *cache, const char *key)
{
  g_autoptr(GByteArray) key_bytes = make_bytes(key);
  g_autoptr(GBytes) result = sal_cache_find(cache, key_bytes);
  return result != NULL ? g_strndup(g_bytes_get_data(result, NULL), g_bytes_get_size(result)) : NULL;
}

static void
assert_found(SalCache *cache, const char *key, const char *result)
{
  g_autofree char *found = find(cache, key);
  g_assert_cmpstr(found, ==, result);
}

/* The paths of the entries of a folder (utf8). */
static GPtrArray *
list_entries(const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
    if (g_str_has_suffix(name, ".entry"))
      g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
  return paths;
}

static void
test_siphash(void)
{
  /* vectors_sip128 of the reference implementation: the key is 0, 1, ... 15, the input 0, 1, ... */
  static const guint8 expected[][SAL_SIPHASH_BYTES] = {
    { 0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93 },
    { 0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11, 0x9b, 0x22, 0xfc, 0x45 },
  };
  SalSiphash key;
  for (guint i = 0; i < SAL_SIPHASH_BYTES; i++)
    key.bytes[i] = (guint8)i;
  for (guint n = 0; n < G_N_ELEMENTS(expected); n++) {
    const SalSiphash digest = sal_siphash(&key, key.bytes, n);
    g_assert_cmpmem(digest.bytes, sizeof digest.bytes, expected[n], sizeof expected[n]);
  }
}

static void
test_build_id(void)
{
  g_assert_nonnull(sal_build_id_get());
  g_assert_cmpuint(strlen(sal_build_id_get()), >=, 16);
}

static void
test_kept(void)
{
  char *folder = make_folder();
  SalCache *cache = sal_cache_open_at(folder, MANY);
  assert_found(cache, "a", NULL);
  keep(cache, "a", "first");
  keep(cache, "b", "");
  assert_found(cache, "a", "first");
  assert_found(cache, "b", "");
  keep(cache, "a", "second");
  sal_cache_close(cache);
  cache = sal_cache_open_at(folder, MANY);
  assert_found(cache, "a", "second");
  assert_found(cache, "ab", NULL);
  sal_cache_close(cache);
  remove_folder(folder);
}

/* Whatever happens to the bytes of an entry, it is either whole or not there. */
static void
test_damaged(void)
{
  char *folder = make_folder();
  g_autoptr(SalCache) cache = sal_cache_open_at(folder, MANY);
  keep(cache, "key", "a result of some length");
  g_autoptr(GPtrArray) paths = list_entries(folder);
  g_autofree char *good = NULL;
  gsize n;
  g_assert_true(g_file_get_contents(paths->pdata[0], &good, &n, NULL));
  for (guint i = 0; i < 300; i++) {
    g_autofree char *bad = g_memdup2(good, n + 1);
    gsize n_bad = n;
    if (i < n)
      bad[i] ^= (char)(1 << g_test_rand_int_range(0, 8));
    else if (i % 2 == 0)
      n_bad = (gsize)g_test_rand_int_range(0, (int)n);
    else
      bad[n_bad++] = 'x';
    g_assert_true(g_file_set_contents(paths->pdata[0], bad, (gssize)n_bad, NULL));
    assert_found(cache, "key", NULL);
  }
  keep(cache, "key", "again");
  assert_found(cache, "key", "again");
  remove_folder(folder);
}

static void
test_misplaced(void)
{
  char *folder = make_folder();
  g_autoptr(SalCache) cache = sal_cache_open_at(folder, MANY);
  keep(cache, "a", "of a");
  g_autoptr(GPtrArray) first = list_entries(folder);
  g_autofree char *aside = g_strconcat(folder, "/aside", NULL);
  g_assert_cmpint(g_rename(first->pdata[0], aside), ==, 0);
  keep(cache, "b", "of b");
  g_autoptr(GPtrArray) second = list_entries(folder);
  g_assert_cmpint(g_rename(aside, second->pdata[0]), ==, 0);
  assert_found(cache, "b", NULL); /* it is named like b's, and is a's */
  g_unlink(second->pdata[0]);
  g_assert_cmpint(symlink("/etc/passwd", second->pdata[0]), ==, 0);
  assert_found(cache, "b", NULL);
  g_unlink(second->pdata[0]);
  g_assert_cmpint(mkfifo(second->pdata[0], 0600), ==, 0);
  assert_found(cache, "b", NULL);
  remove_folder(folder);
}

static void
test_new_seed(void)
{
  char *folder = make_folder();
  SalCache *cache = sal_cache_open_at(folder, MANY);
  keep(cache, "a", "of a");
  sal_cache_close(cache);
  g_autofree char *seed = g_strconcat(folder, "/seed", NULL);
  g_assert_true(g_file_set_contents(seed, "short", -1, NULL));
  cache = sal_cache_open_at(folder, MANY);
  assert_found(cache, "a", NULL);
  keep(cache, "a", "anew");
  assert_found(cache, "a", "anew");
  sal_cache_close(cache);
  remove_folder(folder);
}

static void
test_folders(void)
{
  char *folder = make_folder();
  g_autofree char *link = g_strconcat(folder, "-link", NULL),
                  *inner = g_strconcat(folder, "/no/parent", NULL);
  g_assert_cmpint(symlink(folder, link), ==, 0);
  g_assert_null(sal_cache_open_at(link, MANY));
  g_unlink(link);
  g_assert_null(sal_cache_open_at(inner, MANY));
  g_assert_null(sal_cache_open_at("/etc/passwd", MANY));
  g_assert_cmpint(g_chmod(folder, 0777), ==, 0);
  g_assert_null(sal_cache_open_at(folder, MANY));
  g_assert_cmpint(g_chmod(folder, 0700), ==, 0);
  remove_folder(folder);
}

static void
test_bounded(void)
{
  char *folder = make_folder();
  g_autofree char *text = g_strnfill(1000, 'x');
  SalCache *cache = sal_cache_open_at(folder, 5000);
  for (int i = 0; i < 10; i++) {
    g_autofree char *key = g_strdup_printf("%d", i);
    g_autoptr(GPtrArray) before = list_entries(folder);
    keep(cache, key, text);
    g_autoptr(GPtrArray) after = list_entries(folder);
    for (guint j = 0; j < after->len; j++) {
      const struct timespec times[2] = { { 1000000 + i, 0 }, { 1000000 + i, 0 } };
      if (!g_ptr_array_find_with_equal_func(before, after->pdata[j], g_str_equal, NULL))
        utimensat(AT_FDCWD, after->pdata[j], times, 0);
    }
  }
  assert_found(cache, "3", text); /* is now the one that was used last */
  sal_cache_close(cache);
  cache = sal_cache_open_at(folder, 5000);
  assert_found(cache, "3", text);
  assert_found(cache, "9", text);
  assert_found(cache, "0", NULL);
  assert_found(cache, "5", NULL);
  sal_cache_close(cache);
  g_autoptr(GPtrArray) rest = list_entries(folder);
  g_assert_cmpuint(rest->len, ==, 4);
  remove_folder(folder);
}

static void
test_changed_file(void)
{
  char *folder = make_folder();
  g_autofree char *path = g_strconcat(folder, "/data", NULL);
  g_autoptr(SalCache) cache = sal_cache_open_at(folder, MANY);
  SalCacheFile before, after;
  g_assert_false(sal_cache_look_at(cache, path, &before));
  g_assert_false(sal_cache_look_at(cache, folder, &before));
  g_assert_true(g_file_set_contents(path, "one", -1, NULL));
  g_assert_true(sal_cache_look_at(cache, path, &before));
  g_assert_true(before.is_young);
  g_assert_true(sal_cache_is_unchanged(cache, path, &before));
  g_autoptr(GByteArray) two = make_bytes("two");
  FILE *file = g_fopen(path, "r+"); /* in place, and as long as before */
  fwrite(two->data, 1, two->len, file);
  fclose(file);
  g_assert_false(sal_cache_is_unchanged(cache, path, &before));
  g_assert_true(sal_cache_look_at(cache, path, &after));
  g_assert_false(sal_siphash_equal(&before.digest, &after.digest));
  remove_folder(folder);
}

static void
test_packed(void)
{
  static const char *const texts[] = { "x", "", NULL };
  const double reals[] = { 1.5, -2 };
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  sal_pack_number(bytes, 7);
  sal_pack_real(bytes, 0.25);
  sal_pack_text(bytes, "text");
  sal_pack_text(bytes, NULL);
  sal_pack_texts(bytes, texts);
  sal_pack_texts(bytes, NULL);
  sal_pack_items(bytes, reals, 2, sizeof *reals);
  SalUnpack unpack = { bytes->data, bytes->data + bytes->len, FALSE };
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(double));
  g_assert_cmpuint(sal_unpack_guint(&unpack, 7), ==, 7);
  g_assert_cmpfloat(sal_unpack_real(&unpack), ==, 0.25);
  g_autofree char *text = sal_unpack_text(&unpack), *none = sal_unpack_text(&unpack);
  g_assert_cmpstr(text, ==, "text");
  g_assert_null(none);
  g_auto(GStrv) list = sal_unpack_texts(&unpack);
  g_assert_cmpuint(g_strv_length(list), ==, 2);
  g_assert_null(sal_unpack_texts(&unpack));
  sal_unpack_items(&unpack, items);
  g_assert_cmpmem(items->data, sizeof reals, reals, sizeof reals);
  g_assert_true(sal_unpack_is_done(&unpack));
  g_assert_cmpuint(sal_unpack_number(&unpack), ==, 0);
  g_assert_false(sal_unpack_is_done(&unpack));
}

/* Bytes by chance, whose lengths lie, are read without reading beyond them. */
static void
test_unpacks_anything(void)
{
  for (guint i = 0; i < 2000; i++) {
    const guint n = (guint)g_test_rand_int_range(0, 65);
    g_autofree guint8 *bytes = g_malloc(n + 1);
    for (guint j = 0; j < n; j++)
      bytes[j] = g_test_rand_int_range(0, 2) ? (guint8)g_test_rand_int_range(0, 256) : 0;
    SalUnpack unpack = { bytes, bytes + n, FALSE };
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, 16);
    g_autofree char *text = sal_unpack_text(&unpack);
    g_auto(GStrv) texts = sal_unpack_texts(&unpack);
    sal_unpack_items(&unpack, items);
    sal_unpack_guint(&unpack, 100);
    g_assert_cmpuint(items->len, <=, 4);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cache/digests-as-the-reference-does", test_siphash);
  g_test_add_func("/cache/knows-the-build", test_build_id);
  g_test_add_func("/cache/finds-what-was-kept", test_kept);
  g_test_add_func("/cache/never-gives-damaged-entries", test_damaged);
  g_test_add_func("/cache/never-gives-entries-of-other-keys", test_misplaced);
  g_test_add_func("/cache/starts-anew-with-another-seed", test_new_seed);
  g_test_add_func("/cache/uses-no-folder-of-others", test_folders);
  g_test_add_func("/cache/drops-what-was-used-longest-ago", test_bounded);
  g_test_add_func("/cache/sees-that-a-file-changed", test_changed_file);
  g_test_add_func("/cache/packs-and-unpacks", test_packed);
  g_test_add_func("/cache/unpacks-anything", test_unpacks_anything);
  return g_test_run();
}
