#include "data/output.h"

#include "data/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail(GError **error, const char *path, const char *expected)
{
  return sal_error_set(error, SAL_ERROR_IO, "%s: expected %s, got '%s'", path, expected, g_strerror(errno));
}

/* The nearest ancestor of path that exists, or "." */
static char *
find_existing_folder(const char *path)
{
  char *folder = g_path_get_dirname(path);
  while (g_access(folder, F_OK) != 0 && strcmp(folder, "/") != 0 && strcmp(folder, ".") != 0) {
    char *parent = g_path_get_dirname(folder);
    g_free(folder);
    folder = parent;
  }
  return folder;
}

gboolean
sal_output_check(const char *path, gboolean overwrite, GError **error)
{
  struct stat status;
  if (stat(path, &status) == 0) {
    if (S_ISDIR(status.st_mode))
      return sal_error_set(error, SAL_ERROR_IO, "%s: expected a file name, got a folder", path);
    if (S_ISREG(status.st_mode) && !overwrite)
      return sal_error_set(error, SAL_ERROR_IO, "%s: expected no file there (or --overwrite), got one", path);
    return g_access(path, W_OK) == 0 || fail(error, path, "a file that can be written");
  }
  if (errno != ENOENT)
    return fail(error, path, "a file that can be written");
  g_autofree char *folder = find_existing_folder(path);
  if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
    return sal_error_set(error, SAL_ERROR_IO, "%s: expected a folder '%s', got a file", path, folder);
  return g_access(folder, W_OK | X_OK) == 0 || fail(error, path, "a folder that can be written");
}

static gboolean
write_all(int fd, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  while (size > 0) {
    const ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    data += n;
    size -= (gsize)n;
  }
  return TRUE;
}

static gboolean
write_directly(const char *path, GBytes *bytes, GError **error)
{
  const int fd = g_open(path, O_WRONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return fail(error, path, "a file that can be written");
  const gboolean written = write_all(fd, bytes);
  const gboolean closed = close(fd) == 0;
  return (written && closed) || fail(error, path, "room to write");
}

/* Fails with errno set; the temporary file is gone then. */
static gboolean
write_then_rename(const char *temporary, int fd, const char *path, GBytes *bytes, gboolean overwrite)
{
  gboolean ok = write_all(fd, bytes);
  int why = errno;
  if (close(fd) != 0 && ok) {
    why = errno;
    ok = FALSE;
  }
  if (ok) {
    /* link() refuses an existing target, so that two runs cannot overwrite each other's file unasked. */
    ok = overwrite ? g_rename(temporary, path) == 0 : link(temporary, path) == 0;
    why = errno;
  }
  if (!ok || !overwrite)
    g_unlink(temporary);
  errno = why;
  return ok;
}

/* A link stays, what it points to is replaced. Owned by the caller. */
static char *
follow_links(const char *path)
{
  char *target = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? realpath(path, NULL) : NULL;
  return target != NULL ? target : g_strdup(path);
}

gboolean
sal_output_write(const char *path, GBytes *bytes, gboolean overwrite, GError **error)
{
  struct stat status;
  if (!sal_output_check(path, overwrite, error))
    return FALSE;
  if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
    return write_directly(path, bytes, error);
  g_autofree char *target = follow_links(path);
  g_autofree char *folder = g_path_get_dirname(target);
  g_autofree char *name = g_path_get_basename(target);
  if (g_mkdir_with_parents(folder, 0777) != 0)
    return fail(error, path, "a folder that can be made");
  g_autofree char *temporary = g_strdup_printf("%s/.%.200s.XXXXXX", folder, name);
  /* A map is as public as the user's umask has it. */
  const int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail(error, path, "a folder that can be written");
  return write_then_rename(temporary, fd, target, bytes, overwrite) ||
         fail(error, path, "a file that can be written");
}
