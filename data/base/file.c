#include "data/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define ACCESS_LIST "system.posix_acl_access"
#define ACCESS_LIST_MAX_BYTES 4096

/* Writing */

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

gboolean
sal_file_write(int fd, GBytes *bytes)
{
  static const struct timespec no_time = { 0 };
  sigset_t limit, before, pending;
  sigemptyset(&limit);
  sigaddset(&limit, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &limit, &before);
  sigpending(&pending);
  const gboolean written = write_all(fd, bytes);
  const int why = errno;
  if (!written && why == EFBIG && !sigismember(&pending, SIGXFSZ))
    while (sigtimedwait(&limit, NULL, &no_time) < 0 && errno == EINTR)
      continue;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = why;
  return written;
}

/* Flushing */

gboolean
sal_file_sync(int fd)
{
  while (fsync(fd) != 0)
    if (errno != EINTR)
      return errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
  return TRUE;
}

gboolean
sal_file_sync_folder(const char *folder)
{
  const int fd = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0)
    return TRUE;
  const gboolean synced = sal_file_sync(fd);
  const int why = errno;
  close(fd);
  errno = why;
  return synced;
}

/* Rights */

static gboolean
is_without_list(int why)
{
  return why == ENODATA || why == ENOTSUP || why == ENOSYS;
}

/* Gives the file the access list of the old one, or takes away one that its folder gave it. FALSE if that
 * fails. */
static gboolean
copy_access_list(int fd, const char *old)
{
  char list[ACCESS_LIST_MAX_BYTES];
  const ssize_t size = getxattr(old, ACCESS_LIST, list, sizeof list);
  if (size >= 0)
    return fsetxattr(fd, ACCESS_LIST, list, (gsize)size, 0) == 0;
  return is_without_list(errno) && (fremovexattr(fd, ACCESS_LIST) == 0 || is_without_list(errno));
}

static gboolean
has_access_list(const char *path)
{
  return getxattr(path, ACCESS_LIST, NULL, 0) > 0;
}

/* The permission bits for a file whose owner or group is not that of the old one. Who was of the old group is
 * one of the others now, and the other way round. */
static mode_t
narrow(mode_t mode, gboolean same_owner, gboolean same_group)
{
  const mode_t owner = mode >> 6 & 7;
  mode_t group = mode >> 3 & 7, others = mode & 7;
  if (!same_group)
    group = others = group & others;
  if (!same_owner)
    group &= owner, others &= owner;
  return owner << 6 | group << 3 | others;
}

void
sal_file_copy_rights(int fd, const char *old)
{
  struct stat before, now;
  if (stat(old, &before) != 0)
    return;
  if (fchown(fd, before.st_uid, before.st_gid) != 0 && fchown(fd, (uid_t)-1, before.st_gid) != 0)
    errno = 0; /* what became of it is looked up */
  if (fstat(fd, &now) != 0)
    return;
  const gboolean same_owner = now.st_uid == before.st_uid, same_group = now.st_gid == before.st_gid;
  const mode_t mode = narrow(before.st_mode & 0777, same_owner, same_group);
  const gboolean is_open = (!has_access_list(old) || (same_owner && same_group)) && copy_access_list(fd, old);
  /* Where this fails, the file stays its owner's alone or has the mode of all files there. */
  fchmod(fd, is_open ? mode : mode & 0700);
}

/* Naming */

static gboolean
name_over_placeholder(const char *temporary, const char *name)
{
  const int fd = g_open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  close(fd);
  if (rename(temporary, name) == 0)
    return TRUE;
  const int why = errno;
  g_unlink(name);
  errno = why;
  return FALSE;
}

gboolean
sal_file_name(const char *temporary, const char *name)
{
  if (renameat2(AT_FDCWD, temporary, AT_FDCWD, name, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno == EEXIST)
    return FALSE;
  if (link(temporary, name) == 0) {
    g_unlink(temporary);
    return TRUE;
  }
  return errno != EEXIST && name_over_placeholder(temporary, name);
}
