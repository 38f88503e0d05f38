#include "data/base/output.h"

#include "data/base/error.h"
#include "data/base/file.h"
#include "data/base/output-root.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The ends of temporary names. */
#define RANDOM_END "XXXXXX"
#define USUAL_END "000000"

/* A file that is written under a temporary name until it gets its own. */
typedef struct {
  const SalOutputFile *file;
  char *target;    /* where the path leads, through links; NULL for what is no regular file */
  char *existing;  /* the nearest folder above it that existed before */
  char *temporary; /* NULL before it is written */
  int lock;        /* of the temporary file, as long as it has that name; 0 or less: none */
  gboolean is_named;
} Staged;

static gboolean
fail(GError **error, const char *path, const char *expected)
{
  const int why = errno;
  sal_error_set(error, SAL_ERROR_IO, "%s: expected %s, got '%s'", path, expected, g_strerror(why));
  return sal_error_mark_errno(error, why);
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

static gboolean
check_root(const char *path, const char *root, GError **error)
{
  g_autofree char *resolved = root != NULL ? sal_output_root_resolve(path, root, error) : NULL;
  return root == NULL || resolved != NULL;
}

char *
sal_output_get_place(const char *path, const SalOutputRules *rules)
{
  if (rules->instead == NULL)
    return g_strdup(path);
  g_autofree char *name = g_compute_checksum_for_string(G_CHECKSUM_SHA256, path, -1);
  return g_build_filename(rules->instead, name, NULL);
}

gboolean
sal_output_check(const char *path, const SalOutputRules *rules, GError **error)
{
  struct stat status;
  if (rules->instead != NULL)
    return TRUE;
  if (!check_root(path, rules->root, error))
    return FALSE;
  if (stat(path, &status) == 0) {
    if (S_ISDIR(status.st_mode))
      return sal_error_set(error, SAL_ERROR_IO, "%s: expected a file name, got a folder", path);
    if (S_ISREG(status.st_mode) && !rules->overwrite)
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
write_directly(const char *path, GBytes *bytes, GError **error)
{
  const int fd = g_open(path, O_WRONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return fail(error, path, "a file that can be written");
  const gboolean written = sal_file_write(fd, bytes);
  int why = errno;
  const gboolean closed = close(fd) == 0;
  if (written && !closed)
    why = errno;
  errno = why;
  return (written && closed) || fail(error, path, "room to write");
}

/* Where a path leads: a link stays, and the file that it points to is replaced. One to a file without a name, as /dev/stdin
 * may be, is not replaced in its place. Owned by the caller. */
static char *
follow_links(const char *path, const char *root, GError **error)
{
  if (root != NULL)
    return sal_output_root_resolve(path, root, error);
  char *target = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? realpath(path, NULL) : g_strdup(path);
  if (target != NULL || !g_file_test(path, G_FILE_TEST_EXISTS))
    return target != NULL ? target : g_strdup(path);
  errno = ENOENT;
  fail(error, path, "a link to a file that has a name");
  return NULL;
}

/* Flushes a file that is written, and closes it. replaced: whose rights it gets; NULL: it is new. FALSE: errno
 * says why. */
static gboolean
close_temporary(int fd, gboolean written, const char *replaced)
{
  int why = errno;
  if (written && replaced != NULL)
    sal_file_copy_rights(fd, replaced);
  if (written && !sal_file_sync(fd)) {
    why = errno;
    written = FALSE;
  }
  const gboolean closed = close(fd) == 0;
  if (written && !closed)
    why = errno;
  errno = why;
  return written && closed;
}

/* Whether an open file still has a name. status receives what it is. */
static gboolean
has_name(int fd, const char *path, struct stat *status)
{
  struct stat named;
  return fstat(fd, status) == 0 && lstat(path, &named) == 0 && named.st_dev == status->st_dev &&
         named.st_ino == status->st_ino;
}

/* Removes the temporary file of a run that was killed. A run holds a lock on its file for as long as that has the
 * temporary name, and only who has the lock of a file removes it. */
static gboolean
remove_orphan(const char *path)
{
  struct stat opened;
  const int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  const gboolean is_left = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && has_name(fd, path, &opened) &&
                           S_ISREG(opened.st_mode) && opened.st_uid == geteuid() && unlink(path) == 0;
  if (fd >= 0)
    close(fd);
  return is_left;
}

/* Makes and locks the file `path`, after removing an orphan of that name; -1: somebody else has it. Before it is locked, another run may
 * take it for an orphan; then it has lost its name. */
static int
make_locked(const char *path, mode_t mode)
{
  struct stat status;
  for (guint attempt = 0; attempt < 2; attempt++) {
    const int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd >= 0 &&
        (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) && /* some file systems have no locks */
        has_name(fd, path, &status))
      return fd;
    if (fd >= 0)
      close(fd);
    if (fd >= 0 || errno != EEXIST || !remove_orphan(path))
      return -1;
  }
  return -1;
}

/* Makes a temporary file, whose name is finished in place of the X at its end. The usual end is always the same, so that
 * the next run finds what a killed one has left. Several runs at once have random ends. */
static int
make_temporary(char *temporary, mode_t mode)
{
  char *end = temporary + strlen(temporary) - strlen(RANDOM_END);
  memcpy(end, USUAL_END, strlen(USUAL_END));
  int fd = make_locked(temporary, mode);
  if (fd >= 0)
    return fd;
  memcpy(end, RANDOM_END, strlen(RANDOM_END));
  fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, (int)mode);
  if (fd >= 0)
    flock(fd, LOCK_EX | LOCK_NB);
  return fd;
}

/* Makes the temporary file for the target, empty. exists: the target is a file, which will be replaced. Returns -1
 * after an error. */
static int
open_temporary(Staged *staged, gboolean exists, GError **error)
{
  const char *path = staged->file->path;
  g_autofree char *folder = g_path_get_dirname(staged->target);
  g_autofree char *name = g_path_get_basename(staged->target);
  staged->existing = find_existing_folder(staged->target);
  if (g_mkdir_with_parents(folder, 0777) != 0) {
    fail(error, path, "a folder that can be made");
    return -1;
  }
  g_autofree char *temporary = g_strdup_printf("%s/.%.200s." RANDOM_END, folder, name);
  /* The user's umask decides who may read a new map; of one that is replaced nobody may before it has its
   * rights. */
  const int fd = make_temporary(temporary, exists ? 0600 : 0666);
  if (fd < 0) {
    fail(error, path, "a folder that can be written");
    return -1;
  }
  staged->temporary = g_steal_pointer(&temporary);
  staged->lock = fcntl(fd, F_DUPFD_CLOEXEC, 3); /* it has the same lock */
  return fd;
}

/* Finds where the path leads. What exists and is no regular file has no target. exists: whether a file will be
 * replaced. */
static gboolean
find_target(Staged *staged, const SalOutputRules *rules, gboolean *exists, GError **error)
{
  struct stat status;
  const char *path = staged->file->path;
  if (!sal_output_check(path, rules, error))
    return FALSE;
  *exists = FALSE;
  if (rules->instead != NULL) {
    staged->target = sal_output_get_place(path, rules);
    return TRUE;
  }
  *exists = stat(path, &status) == 0;
  if (*exists && !S_ISREG(status.st_mode))
    return TRUE;
  staged->target = follow_links(path, rules->root, error);
  return staged->target != NULL;
}

/* Does nothing if the path exists and is no regular file. */
static gboolean
stage(Staged *staged, const SalOutputRules *rules, GError **error)
{
  gboolean exists;
  if (!find_target(staged, rules, &exists, error))
    return FALSE;
  if (staged->target == NULL)
    return TRUE;
  const int fd = open_temporary(staged, exists, error);
  if (fd < 0)
    return FALSE;
  const gboolean written = sal_file_write(fd, staged->file->bytes);
  return close_temporary(fd, written, exists ? staged->target : NULL) ||
         fail(error, staged->file->path, "a file that can be written");
}

/* Gives a file its own name. Without overwrite two runs cannot replace each other's file. */
static gboolean
commit(Staged *staged, gboolean overwrite, GError **error)
{
  const char *path = staged->file->path;
  if (staged->temporary == NULL)
    return write_directly(path, staged->file->bytes, error);
  staged->is_named = overwrite ? rename(staged->temporary, staged->target) == 0
                               : sal_file_name(staged->temporary, staged->target);
  return staged->is_named || fail(error, path, "a file that can be written");
}

/* Without overwrite none of the files existed before, so those that already have their names are removed
 * after a failure. */
static gboolean
commit_all(Staged *staged, guint n, gboolean overwrite, GError **error)
{
  for (guint i = 0; i < n; i++) {
    if (commit(&staged[i], overwrite, error))
      continue;
    for (guint j = 0; j < i && !overwrite; j++)
      if (staged[j].is_named)
        g_unlink(staged[j].target);
    return FALSE;
  }
  return TRUE;
}

/* Flushes the folder of a file, and if it is new, those above it to the first that is not; each once. */
static gboolean
sync_folders(const Staged *staged, GHashTable *synced, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(staged->target);
  for (;;) {
    if (g_hash_table_add(synced, g_strdup(folder)) && !sal_file_sync_folder(folder))
      return fail(error, staged->file->path, "a folder that can be flushed to the disk");
    if (g_str_equal(folder, staged->existing))
      return TRUE;
    char *parent = g_path_get_dirname(folder);
    g_free(folder);
    folder = parent;
  }
}

static gboolean
sync_all(const Staged *staged, guint n, GError **error)
{
  g_autoptr(GHashTable) synced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    if (staged[i].is_named && !sync_folders(&staged[i], synced, error))
      return FALSE;
  return TRUE;
}

static void
clear_staged(Staged *staged)
{
  if (staged->temporary != NULL && !staged->is_named)
    g_unlink(staged->temporary);
  if (staged->lock > 0)
    close(staged->lock);
  g_free(staged->temporary);
  g_free(staged->existing);
  g_free(staged->target);
}

static gboolean
check_all(const SalOutputFile *files, guint n, const SalOutputRules *rules, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!sal_output_check(files[i].path, rules, error))
      return FALSE;
  return TRUE;
}

gboolean
sal_output_write_all(const SalOutputFile *files, guint n, const SalOutputRules *rules, GError **error)
{
  if (rules->is_dry)
    return check_all(files, n, rules, error);
  g_autofree Staged *staged = g_new0(Staged, n);
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < n; i++) {
    staged[i].file = &files[i];
    ok = stage(&staged[i], rules, error);
  }
  ok = ok && commit_all(staged, n, rules->overwrite || rules->instead != NULL, error) &&
       sync_all(staged, n, error);
  for (guint i = 0; i < n; i++)
    clear_staged(&staged[i]);
  return ok;
}

gboolean
sal_output_write(const char *path, GBytes *bytes, const SalOutputRules *rules, GError **error)
{
  const SalOutputFile file = { path, bytes };
  return sal_output_write_all(&file, 1, rules, error);
}

/* Writing piece by piece */

struct _SalOutput {
  SalOutputFile file; /* its path; no bytes */
  char *path;
  gboolean overwrite, exists;
  Staged staged;
  int fd;            /* -1: closed */
  GByteArray *whole; /* what is kept until the end; NULL: each piece is written at once */
};

void
sal_output_abandon(SalOutput *output)
{
  if (output == NULL)
    return;
  if (output->fd >= 0)
    close(output->fd);
  clear_staged(&output->staged);
  g_clear_pointer(&output->whole, g_byte_array_unref);
  g_free(output->path);
  g_free(output);
}

SalOutput *
sal_output_begin(const char *path, const SalOutputRules *rules, gboolean changes_start, GError **error)
{
  g_autoptr(SalOutput) output = g_new0(SalOutput, 1);
  output->path = g_strdup(path);
  output->file.path = output->path;
  output->staged.file = &output->file;
  output->overwrite = rules->overwrite || rules->instead != NULL;
  output->fd = -1;
  if (!find_target(&output->staged, rules, &output->exists, error))
    return NULL;
  if (rules->is_dry)
    g_clear_pointer(&output->staged.target, g_free);
  if (output->staged.target != NULL) {
    output->fd = open_temporary(&output->staged, output->exists, error);
    return output->fd >= 0 ? g_steal_pointer(&output) : NULL;
  }
  output->fd = g_open(rules->is_dry ? "/dev/null" : path, O_WRONLY | O_CLOEXEC, 0);
  if (output->fd < 0) {
    fail(error, path, "a file that can be written");
    return NULL;
  }
  output->whole = changes_start && !rules->is_dry ? g_byte_array_new() : NULL;
  return g_steal_pointer(&output);
}

gboolean
sal_output_append(SalOutput *output, GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  if (output->whole == NULL)
    return sal_file_write(output->fd, bytes) || fail(error, output->path, "room to write");
  g_byte_array_append(output->whole, data, (guint)size);
  return TRUE;
}

gboolean
sal_output_change_start(SalOutput *output, GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  if (output->whole == NULL)
    return (lseek(output->fd, 0, SEEK_SET) == 0 && sal_file_write(output->fd, bytes)) ||
           fail(error, output->path, "room to write");
  g_return_val_if_fail(size <= output->whole->len, FALSE);
  memcpy(output->whole->data, data, size);
  return TRUE;
}

gboolean
sal_output_finish(SalOutput *output, GError **error)
{
  g_autoptr(GBytes) whole =
      output->whole != NULL ? g_byte_array_free_to_bytes(g_steal_pointer(&output->whole)) : NULL;
  const gboolean written = whole == NULL || sal_file_write(output->fd, whole);
  const gboolean has_target = output->staged.target != NULL;
  const int fd = output->fd;
  output->fd = -1;
  if (!has_target)
    return (close(fd) == 0 && written) || fail(error, output->path, "room to write");
  return (close_temporary(fd, written, output->exists ? output->staged.target : NULL) ||
          fail(error, output->path, "a file that can be written")) &&
         commit_all(&output->staged, 1, output->overwrite, error) && sync_all(&output->staged, 1, error);
}
