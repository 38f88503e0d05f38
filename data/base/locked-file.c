#include "data/base/locked-file.h"

#include "data/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_TURNS 1000 /* how often another run may replace the file while this one waits for it */

struct _SalLockedFile {
  char *path, *text;
  int fd; /* has the lock; -1: not open */
};

static gboolean
fail(GError **error, const char *path, int why)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  sal_error_set(error, SAL_ERROR_IO, "%s: expected a file that can be read and written, got '%s'", quoted,
                g_strerror(why));
  return sal_error_mark_errno(error, why);
}

/* Whether an open file is what the path leads to. */
static gboolean
is_current(int fd, const char *path, struct stat *status)
{
  struct stat named;
  return fstat(fd, status) == 0 && stat(path, &named) == 0 && named.st_dev == status->st_dev &&
         named.st_ino == status->st_ino;
}

/* Where a file system has no locks, the file is used without. */
static gboolean
wait_for_lock(int fd)
{
  int result;
  do
    result = flock(fd, LOCK_EX);
  while (result != 0 && errno == EINTR);
  return result == 0 || errno == ENOLCK || errno == EOPNOTSUPP;
}

/* Opens and locks the file; a run that had it may have put another one in its place. */
static gboolean
lock(SalLockedFile *file, struct stat *status, GError **error)
{
  for (guint turn = 0; turn < MOST_TURNS; turn++) {
    file->fd = g_open(file->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    if (file->fd < 0 || !wait_for_lock(file->fd))
      return fail(error, file->path, errno);
    if (is_current(file->fd, file->path, status))
      return TRUE;
    close(file->fd);
    file->fd = -1;
  }
  return fail(error, file->path, EAGAIN);
}

static gboolean
read_text(SalLockedFile *file, gsize n_bytes, GError **error)
{
  file->text = g_malloc(n_bytes + 1);
  gsize n = 0;
  while (n < n_bytes) {
    const gssize got = read(file->fd, file->text + n, n_bytes - n);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return fail(error, file->path, got < 0 ? errno : EIO);
    n += (gsize)got;
  }
  file->text[n] = '\0';
  return TRUE;
}

SalLockedFile *
sal_locked_file_open(const char *path, gsize max_bytes, GError **error)
{
  g_autoptr(SalLockedFile) file = g_new0(SalLockedFile, 1);
  struct stat status = { 0 };
  g_autofree char *quoted = sal_error_quote_path(path);
  file->path = g_strdup(path);
  file->fd = -1;
  if (!lock(file, &status, error))
    return NULL;
  if (!S_ISREG(status.st_mode)) {
    sal_error_set(error, SAL_ERROR_IO, "%s: expected a regular file, got another kind", quoted);
    return NULL;
  }
  if ((guint64)status.st_size > max_bytes) {
    sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected at most %" G_GSIZE_FORMAT " bytes, got more", quoted,
                  max_bytes);
    return NULL;
  }
  return read_text(file, (gsize)status.st_size, error) ? g_steal_pointer(&file) : NULL;
}

const char *
sal_locked_file_get_text(const SalLockedFile *file)
{
  return file->text;
}

void
sal_locked_file_close(SalLockedFile *file)
{
  struct stat status;
  if (file == NULL)
    return;
  if (file->fd >= 0) {
    if (is_current(file->fd, file->path, &status) && S_ISREG(status.st_mode) && status.st_size == 0)
      g_unlink(file->path);
    close(file->fd);
  }
  g_free(file->path);
  g_free(file->text);
  g_free(file);
}
