#include "data/base/output.h"

#include "data/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that is written under a temporary name and does not have its own name yet. */
typedef struct {
  const SalOutputFile *file;
  char *target;    /* where the path leads, through links */
  char *temporary; /* NULL before it is written, and for what is no regular file */
} Staged;

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
      return sal_error_set(error, SAL_ERROR_IO,
                           "%s: expected no file there (or " SAL_OPTION("overwrite") "), got one", path);
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

/* Where a path leads: a link stays, and the file that it points to is replaced. Owned by the caller. */
static char *
follow_links(const char *path)
{
  char *target = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? realpath(path, NULL) : NULL;
  return target != NULL ? target : g_strdup(path);
}

/* FALSE if that fails; errno says why then, and the temporary file is removed. */
static gboolean
write_temporary(char *temporary, int fd, GBytes *bytes)
{
  const gboolean written = write_all(fd, bytes);
  int why = errno;
  const gboolean closed = close(fd) == 0;
  if (written && !closed)
    why = errno;
  if (!written || !closed)
    g_unlink(temporary);
  errno = why;
  return written && closed;
}

/* Writes the temporary file. Does nothing if the path exists and is no regular file. */
static gboolean
stage(Staged *staged, gboolean overwrite, GError **error)
{
  struct stat status;
  const char *path = staged->file->path;
  if (!sal_output_check(path, overwrite, error))
    return FALSE;
  if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
    return TRUE;
  staged->target = follow_links(path);
  g_autofree char *folder = g_path_get_dirname(staged->target);
  g_autofree char *name = g_path_get_basename(staged->target);
  if (g_mkdir_with_parents(folder, 0777) != 0)
    return fail(error, path, "a folder that can be made");
  g_autofree char *temporary = g_strdup_printf("%s/.%.200s.XXXXXX", folder, name);
  /* The user's umask decides who may read a map. */
  const int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail(error, path, "a folder that can be written");
  if (!write_temporary(temporary, fd, staged->file->bytes))
    return fail(error, path, "a file that can be written");
  staged->temporary = g_steal_pointer(&temporary);
  return TRUE;
}

/* Gives a file its own name. link() refuses an existing target, so that two runs cannot overwrite each
 * other's file unasked. */
static gboolean
commit(const Staged *staged, gboolean overwrite, GError **error)
{
  const char *path = staged->file->path;
  if (staged->temporary == NULL)
    return write_directly(path, staged->file->bytes, error);
  const gboolean named = overwrite ? g_rename(staged->temporary, staged->target) == 0
                                   : link(staged->temporary, staged->target) == 0;
  return named || fail(error, path, "a file that can be written");
}

/* Without overwrite none of the files existed before, so those that already have their names are removed
 * after a failure. */
static gboolean
commit_all(const Staged *staged, guint n, gboolean overwrite, GError **error)
{
  for (guint i = 0; i < n; i++) {
    if (commit(&staged[i], overwrite, error))
      continue;
    for (guint j = 0; j < i && !overwrite; j++)
      if (staged[j].temporary != NULL)
        g_unlink(staged[j].target);
    return FALSE;
  }
  return TRUE;
}

gboolean
sal_output_write_all(const SalOutputFile *files, guint n, gboolean overwrite, GError **error)
{
  g_autofree Staged *staged = g_new0(Staged, n);
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < n; i++) {
    staged[i].file = &files[i];
    ok = stage(&staged[i], overwrite, error);
  }
  ok = ok && commit_all(staged, n, overwrite, error);
  for (guint i = 0; i < n; i++) {
    if (staged[i].temporary != NULL)
      g_unlink(staged[i].temporary); /* after a rename there is none */
    g_free(staged[i].temporary);
    g_free(staged[i].target);
  }
  return ok;
}

gboolean
sal_output_write(const char *path, GBytes *bytes, gboolean overwrite, GError **error)
{
  const SalOutputFile file = { path, bytes };
  return sal_output_write_all(&file, 1, overwrite, error);
}
