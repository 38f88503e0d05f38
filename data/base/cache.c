/* An entry is a head and a result. Its name is the digest of its key in hexadecimal, with a suffix. The file "seed" holds
 * the key of the digests, which is made by chance: who supplies data cannot make two files that have the same digest. */
#include "data/base/cache.h"

#include "data/base/build-id.h"
#include "data/base/error.h"
#include "data/base/file.h"
#include "data/base/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "salient"
#define SEED "seed"
#define SUFFIX ".entry"
#define TEMPORARY ".new-"
#define MAGIC G_GUINT64_CONSTANT(0x31454843414c4153) /* "SALACHE1" in the order of this machine */
#define NAME_LENGTH (2 * SAL_SIPHASH_BYTES)
#define USED_STEP_S 3600        /* how exactly the time of the last use is kept */
#define ABANDONED_S (24 * 3600) /* a temporary file that is older belongs to nobody any more */
#define YOUNG_NS (3 * G_GINT64_CONSTANT(1000000000)) /* file systems tell times to 2 s or better */
#define MOST_FILES 1000                              /* of a folder whose state is part of a key */
#define KEPT_PERCENT 90 /* of the limit, so that not every run has to drop some */

struct _SalCache {
  int folder; /* open */
  SalSiphash seed;
  guint64 max_bytes;
  gint n_added; /* atomic */
  gint is_full; /* atomic: nothing more can be written */
};

typedef struct {
  guint64 magic, length;
  SalSiphash key, content; /* digests */
} Head;

/* The folder */

/* The folder for all caches of the user; NULL: none. As the XDG Base Directory Specification says, a path that is not
 * absolute does not count. Owned by the caller. */
static char *
find_parent(void)
{
  const char *own = g_getenv("XDG_CACHE_HOME"), *home = g_getenv("HOME");
  if (own != NULL && g_path_is_absolute(own))
    return g_strdup(own);
  return home != NULL && g_path_is_absolute(home) ? g_build_filename(home, ".cache", NULL) : NULL;
}

/* Whether a folder is this user's and nobody else may write in it; if not, *why says what it is instead. */
static gboolean
is_ours(int folder, const char **why)
{
  struct stat stat;
  if (fstat(folder, &stat) != 0)
    *why = g_strerror(errno);
  else if (stat.st_uid != geteuid())
    *why = "one of another user";
  else if ((stat.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    *why = "one that others may write in";
  else
    return TRUE;
  return FALSE;
}

/* Opens a folder that is ours. -1: *why says what there is instead, NULL if there is nothing. */
static int
open_folder(const char *path, const char **why)
{
  const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  *why = NULL;
  if (folder < 0) {
    *why = errno == ENOENT                      ? NULL
           : errno == ELOOP || errno == ENOTDIR ? "a link or a file"
                                                : g_strerror(errno);
    return -1;
  }
  if (is_ours(folder, why))
    return folder;
  close(folder);
  return -1;
}

static gboolean
is_own_folder(const char *path)
{
  struct stat found;
  return stat(path, &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == geteuid();
}

/* Makes the folder that holds all caches, but nothing in the home of another user, as with sudo. FALSE if there is none
 * of ours. */
static gboolean
make_parent(const char *parent)
{
  const char *home = g_getenv("HOME");
  const gboolean is_in_home = home != NULL && g_str_has_prefix(parent, home);
  if (!g_file_test(parent, G_FILE_TEST_EXISTS) && (!is_in_home || is_own_folder(home)))
    mkdir(parent, 0700);
  return is_own_folder(parent);
}

/* Writes a file whole or not at all. */
static gboolean
write_file(const SalCache *cache, const char *name, GBytes *bytes)
{
  g_autofree char *temporary = g_strdup_printf(TEMPORARY "%08x%08x", g_random_int(), g_random_int());
  const int fd = openat(cache->folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  const gboolean written = sal_file_write(fd, bytes), closed = close(fd) == 0;
  if (written && closed && renameat(cache->folder, temporary, cache->folder, name) == 0)
    return TRUE;
  unlinkat(cache->folder, temporary, 0);
  return FALSE;
}

static gboolean
read_all(int fd, gpointer bytes, gsize n)
{
  for (gsize done = 0; done < n;) {
    const gssize got = read(fd, (char *)bytes + done, n - done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return FALSE;
    done += (gsize)got;
  }
  return TRUE;
}

/* Opens a regular file of ours; -1: there is none. */
static int
open_file(const SalCache *cache, const char *name, struct stat *stat)
{
  const int fd = openat(cache->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0 && fstat(fd, stat) == 0 && S_ISREG(stat->st_mode) && stat->st_uid == geteuid())
    return fd;
  if (fd >= 0)
    close(fd);
  return -1;
}

/* Reads the seed, or makes one. Where two processes make one at once, the later stays, and the other's entries of this
 * run are not found again. */
static gboolean
load_seed(SalCache *cache)
{
  struct stat stat;
  const int fd = open_file(cache, SEED, &stat);
  const gboolean known = fd >= 0 && stat.st_size == sizeof cache->seed &&
                         read_all(fd, cache->seed.bytes, sizeof cache->seed.bytes);
  if (fd >= 0)
    close(fd);
  if (known)
    return TRUE;
  if (getentropy(cache->seed.bytes, sizeof cache->seed.bytes) != 0)
    return FALSE;
  g_autoptr(GBytes) bytes = g_bytes_new(cache->seed.bytes, sizeof cache->seed.bytes);
  return write_file(cache, SEED, bytes);
}

SalCache *
sal_cache_open_at(const char *path, guint64 max_bytes)
{
  const char *why;
  if (sal_build_id_get() == NULL)
    return NULL;
  int folder = open_folder(path, &why);
  if (folder < 0 && why == NULL && mkdir(path, 0700) == 0)
    folder = open_folder(path, &why);
  if (folder < 0)
    return NULL;
  SalCache *cache = g_new0(SalCache, 1);
  cache->folder = folder;
  cache->max_bytes = max_bytes;
  if (load_seed(cache))
    return cache;
  sal_cache_close(cache);
  return NULL;
}

SalCache *
sal_cache_open(void)
{
  g_autofree char *parent = find_parent();
  g_autofree char *path = parent != NULL ? g_build_filename(parent, FOLDER, NULL) : NULL;
  if (path == NULL || (!g_file_test(path, G_FILE_TEST_EXISTS) && !make_parent(parent)))
    return NULL;
  return sal_cache_open_at(path, SAL_CACHE_MAX_BYTES);
}

/* Entries */

/* Together with the build of the program. */
SalSiphash
sal_cache_digest(const SalCache *cache, const GByteArray *key)
{
  g_autoptr(GByteArray) whole = g_byte_array_new();
  const char *build = sal_build_id_get();
  g_byte_array_append(whole, (const guint8 *)build, (guint)strlen(build) + 1);
  g_byte_array_append(whole, key->data, key->len);
  return sal_siphash(&cache->seed, whole->data, whole->len);
}

static void
format_name(const SalSiphash *digest, char name[NAME_LENGTH + sizeof SUFFIX])
{
  for (guint i = 0; i < SAL_SIPHASH_BYTES; i++)
    g_snprintf(name + 2 * (gsize)i, 3, "%02x", digest->bytes[i]);
  memcpy(name + NAME_LENGTH, SUFFIX, sizeof SUFFIX);
}

static gboolean
is_entry_name(const char *name)
{
  return strspn(name, "0123456789abcdef") == NAME_LENGTH && g_str_equal(name + NAME_LENGTH, SUFFIX);
}

/* Notes that an entry was used, so that others are dropped before it. */
static void
touch(int fd, const struct stat *stat)
{
  if (g_get_real_time() / G_USEC_PER_SEC - stat->st_mtim.tv_sec > USED_STEP_S)
    futimens(fd, NULL);
}

/* The result in an open file; NULL if it is not that of the key, whole and sound. */
static GBytes *
read_entry(const SalCache *cache, int fd, gsize size, const SalSiphash *key)
{
  Head head;
  if (size < sizeof head || size - sizeof head > SAL_CACHE_MAX_ENTRY_BYTES ||
      !read_all(fd, &head, sizeof head) || head.magic != MAGIC || head.length != size - sizeof head ||
      !sal_siphash_equal(&head.key, key))
    return NULL;
  g_autofree guint8 *bytes = g_malloc(MAX(head.length, 1));
  if (!read_all(fd, bytes, head.length))
    return NULL;
  const SalSiphash content = sal_siphash(&cache->seed, bytes, head.length);
  return sal_siphash_equal(&content, &head.content) ? g_bytes_new_take(g_steal_pointer(&bytes), head.length)
                                                    : NULL;
}

GBytes *
sal_cache_find(SalCache *cache, const GByteArray *key)
{
  const SalSiphash digest = sal_cache_digest(cache, key);
  char name[NAME_LENGTH + sizeof SUFFIX];
  struct stat stat;
  format_name(&digest, name);
  const int fd = open_file(cache, name, &stat);
  if (fd < 0)
    return NULL;
  GBytes *result = read_entry(cache, fd, (gsize)stat.st_size, &digest);
  if (result != NULL)
    touch(fd, &stat);
  close(fd);
  return result;
}

void
sal_cache_keep(SalCache *cache, const GByteArray *key, const GByteArray *result)
{
  if (g_atomic_int_get(&cache->is_full) || result->len > SAL_CACHE_MAX_ENTRY_BYTES)
    return;
  const Head head = { MAGIC, result->len, sal_cache_digest(cache, key),
                      sal_siphash(&cache->seed, result->data, result->len) };
  char name[NAME_LENGTH + sizeof SUFFIX];
  format_name(&head.key, name);
  GByteArray *whole = g_byte_array_sized_new((guint)sizeof head + result->len);
  g_byte_array_append(whole, (const guint8 *)&head, sizeof head);
  g_byte_array_append(whole, result->data, result->len);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(whole);
  if (write_file(cache, name, bytes))
    g_atomic_int_inc(&cache->n_added);
  else
    g_atomic_int_set(&cache->is_full, TRUE);
}

/* Files of the user's data */

static void
take_state(const struct stat *stat, SalCacheFile *file)
{
  const gint64 second = 1000000000;
  const gint64 changed = MAX(stat->st_mtim.tv_sec * second + stat->st_mtim.tv_nsec,
                             stat->st_ctim.tv_sec * second + stat->st_ctim.tv_nsec);
  const guint64 state[] = { stat->st_dev,
                            stat->st_ino,
                            (guint64)stat->st_size,
                            (guint64)(stat->st_mtim.tv_sec * second + stat->st_mtim.tv_nsec),
                            (guint64)(stat->st_ctim.tv_sec * second + stat->st_ctim.tv_nsec),
                            stat->st_mode };
  G_STATIC_ASSERT(sizeof state == sizeof file->state);
  memcpy(file->state, state, sizeof state);
  file->is_young = g_get_real_time() * 1000 - changed < YOUNG_NS; /* or from the future */
}

gboolean
sal_cache_look_at(const SalCache *cache, const char *path, SalCacheFile *file)
{
  struct stat stat;
  const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0)
    return FALSE;
  gboolean ok =
      fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode) && (guint64)stat.st_size <= SAL_CACHE_MAX_ENTRY_BYTES;
  const gsize size = ok ? (gsize)stat.st_size : 0;
  g_autofree guint8 *bytes = g_malloc(size + 1);
  ok = ok && read_all(fd, bytes, size);
  close(fd);
  if (ok) {
    take_state(&stat, file);
    file->digest = sal_siphash(&cache->seed, bytes, size);
  }
  return ok;
}

gboolean
sal_cache_is_unchanged(const SalCache *cache, const char *path, const SalCacheFile *file)
{
  struct stat now;
  SalCacheFile other;
  if (stat(path, &now) != 0)
    return FALSE;
  take_state(&now, &other);
  if (memcmp(other.state, file->state, sizeof other.state) != 0)
    return FALSE;
  return !file->is_young ||
         (sal_cache_look_at(cache, path, &other) && sal_siphash_equal(&other.digest, &file->digest));
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, by the alphabet; NULL: it cannot be listed, or has too many. */
static GPtrArray *
list_names(const char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL && names->len <= MOST_FILES;
       name = g_dir_read_name(dir))
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, compare_names);
  return dir != NULL && names->len <= MOST_FILES ? g_steal_pointer(&names) : NULL;
}

gboolean
sal_cache_pack_file(const char *path, GByteArray *key)
{
  struct stat found;
  SalCacheFile file;
  if (stat(path, &found) != 0)
    return FALSE;
  take_state(&found, &file);
  sal_pack_items(key, file.state, G_N_ELEMENTS(file.state), sizeof file.state[0]);
  return !file.is_young;
}

gboolean
sal_cache_pack_folder(const char *path, GByteArray *key)
{
  g_autoptr(GPtrArray) names = list_names(path);
  sal_pack_text(key, path);
  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree char *file = g_build_filename(path, names->pdata[i], NULL);
    sal_pack_text(key, names->pdata[i]);
    if (!sal_cache_pack_file(file, key))
      return FALSE;
  }
  return names != NULL;
}

/* What is kept */

typedef struct {
  char name[NAME_LENGTH + sizeof SUFFIX];
  gint64 used_ns;
  guint64 bytes;
} Entry;

/* Removes temporary files that a process left that was killed. */
static void
drop_abandoned(int folder, const char *name)
{
  struct stat stat;
  if (g_str_has_prefix(name, TEMPORARY) && fstatat(folder, name, &stat, AT_SYMLINK_NOFOLLOW) == 0 &&
      g_get_real_time() / G_USEC_PER_SEC - stat.st_mtim.tv_sec > ABANDONED_S)
    unlinkat(folder, name, 0);
}

/* All entries (Entry), in no order. */
static GArray *
list_entries(int folder)
{
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  const int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = own >= 0 ? fdopendir(own) : NULL;
  if (dir == NULL && own >= 0)
    close(own);
  for (struct dirent *item = dir != NULL ? readdir(dir) : NULL; item != NULL; item = readdir(dir)) {
    struct stat stat;
    drop_abandoned(folder, item->d_name);
    if (!is_entry_name(item->d_name) || fstatat(folder, item->d_name, &stat, AT_SYMLINK_NOFOLLOW) != 0)
      continue;
    Entry entry = { .used_ns = stat.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + stat.st_mtim.tv_nsec,
                    .bytes = (guint64)stat.st_size };
    memcpy(entry.name, item->d_name, sizeof entry.name);
    g_array_append_val(entries, entry);
  }
  if (dir != NULL)
    closedir(dir);
  return entries;
}

static gint
compare_use(gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;
  return (first->used_ns > second->used_ns) - (first->used_ns < second->used_ns);
}

static guint64
sum_bytes(const GArray *entries)
{
  guint64 sum = 0;
  for (guint i = 0; i < entries->len; i++)
    sum += g_array_index(entries, Entry, i).bytes;
  return sum;
}

static void
drop_oldest(const SalCache *cache)
{
  g_autoptr(GArray) entries = list_entries(cache->folder);
  guint64 sum = sum_bytes(entries);
  if (sum <= cache->max_bytes)
    return;
  g_array_sort(entries, compare_use);
  for (guint i = 0; i < entries->len && sum > cache->max_bytes / 100 * KEPT_PERCENT; i++) {
    const Entry *entry = &g_array_index(entries, Entry, i);
    if (unlinkat(cache->folder, entry->name, 0) == 0)
      sum -= entry->bytes;
  }
}

void
sal_cache_close(SalCache *cache)
{
  if (cache == NULL)
    return;
  if (g_atomic_int_get(&cache->n_added) > 0)
    drop_oldest(cache);
  close(cache->folder);
  g_free(cache);
}

void
sal_cache_info_clear(SalCacheInfo *info)
{
  g_clear_pointer(&info->folder, g_free);
}

/* Opens the user's folder to look into it. FALSE with an error; *folder is -1 if there is none. */
static gboolean
open_own(SalCacheInfo *info, int *folder, GError **error)
{
  const char *why = NULL;
  g_autofree char *parent = find_parent();
  *info = (SalCacheInfo){ parent != NULL ? g_build_filename(parent, FOLDER, NULL) : NULL, 0, 0 };
  *folder = info->folder != NULL ? open_folder(info->folder, &why) : -1;
  if (*folder >= 0 || why == NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(info->folder);
  sal_error_set(error, SAL_ERROR_IO, "cache '%s': expected a folder that only this user may write in, got %s",
                quoted, why);
  sal_cache_info_clear(info);
  return FALSE;
}

static void
count(const GArray *entries, SalCacheInfo *info)
{
  info->n_entries = entries->len;
  info->n_bytes = sum_bytes(entries);
}

gboolean
sal_cache_get_info(SalCacheInfo *info, GError **error)
{
  int folder;
  if (!open_own(info, &folder, error))
    return FALSE;
  if (folder < 0)
    return TRUE;
  g_autoptr(GArray) entries = list_entries(folder);
  count(entries, info);
  close(folder);
  return TRUE;
}

gboolean
sal_cache_empty(SalCacheInfo *info, GError **error)
{
  int folder, reason = 0;
  if (!open_own(info, &folder, error))
    return FALSE;
  if (folder < 0)
    return TRUE;
  g_autoptr(GArray) entries = list_entries(folder);
  count(entries, info);
  for (guint i = 0; i < entries->len; i++)
    if (unlinkat(folder, g_array_index(entries, Entry, i).name, 0) != 0 && errno != ENOENT)
      reason = errno;
  close(folder);
  if (reason == 0)
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(info->folder);
  sal_error_set(error, SAL_ERROR_IO, "cache '%s': %s", quoted, g_strerror(reason));
  sal_cache_info_clear(info);
  return FALSE;
}
