#include "data/base/sha256.h"

#include "data/base/error.h"
#include "data/base/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CACHED_FROM ((gint64)1 << 20) /* bytes: below, looking it up costs as much as hashing */
#define YOUNG_S 3                     /* file systems tell times to 2 s or better */

static gboolean
fail(const char *path, int why, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  sal_error_set(error, SAL_ERROR_IO, "%s: expected a file that can be read, got '%s'", quoted,
                g_strerror(why));
  return sal_error_mark_errno(error, why);
}

/* The key of a file's digest. NULL: it is small, or changed so shortly before that another change might not show. */
static GByteArray *
make_key(const char *path, const struct stat *status)
{
  const gint64 numbers[] = { status->st_dev,         status->st_ino,          status->st_size,
                             status->st_mtim.tv_sec, status->st_mtim.tv_nsec, status->st_ctim.tv_sec,
                             status->st_ctim.tv_nsec };
  if (status->st_size < CACHED_FROM || status->st_ctim.tv_sec > g_get_real_time() / G_USEC_PER_SEC - YOUNG_S)
    return NULL;
  GByteArray *key = g_byte_array_new();
  sal_pack_text(key, "sha256");
  sal_pack_text(key, path);
  sal_pack_items(key, numbers, G_N_ELEMENTS(numbers), sizeof numbers[0]);
  return key;
}

/* Owned by the caller; NULL: it was not kept. */
static char *
find(SalCache *cache, const GByteArray *key)
{
  g_autoptr(GBytes) kept = cache != NULL && key != NULL ? sal_cache_find(cache, key) : NULL;
  gsize n = 0;
  const char *text = kept != NULL ? g_bytes_get_data(kept, &n) : NULL;
  return n == 64 ? g_strndup(text, n) : NULL;
}

static void
keep(SalCache *cache, const GByteArray *key, const char *sha256)
{
  if (cache == NULL || key == NULL)
    return;
  g_autoptr(GByteArray) result = g_byte_array_new();
  g_byte_array_append(result, (const guint8 *)sha256, (guint)strlen(sha256));
  sal_cache_keep(cache, key, result);
}

/* Hashes what an open file has. size receives how much that was; NULL after an error, which errno says. */
static char *
hash(int fd, gint64 *size)
{
  g_autofree guint8 *bytes = g_malloc(1 << 16);
  g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
  gssize n;
  *size = 0;
  while ((n = read(fd, bytes, 1 << 16)) != 0) {
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return NULL;
    g_checksum_update(checksum, bytes, n);
    *size += n;
  }
  return g_strdup(g_checksum_get_string(checksum));
}

gboolean
sal_sha256_of_file(const char *path, SalCache *cache, char **sha256, gint64 *size, GError **error)
{
  struct stat status;
  const int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    return fail(path, errno, error);
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(fd);
    return fail(path, S_ISDIR(status.st_mode) ? EISDIR : EINVAL, error);
  }
  g_autoptr(GByteArray) key = make_key(path, &status);
  char *kept = find(cache, key);
  char *made = kept == NULL ? hash(fd, size) : NULL;
  const int why = errno;
  close(fd);
  if (kept == NULL && made == NULL)
    return fail(path, why, error);
  if (kept == NULL)
    keep(cache, key, made);
  else
    *size = status.st_size;
  *sha256 = kept != NULL ? kept : made;
  return TRUE;
}
