#include "data/base/output-folder.h"

#include "data/base/error.h"
#include "data/base/file.h"
#include "data/base/output-root.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The ends of temporary names. The usual one is always the same, so that the next run finds what a killed one left. */
#define RANDOM_END "XXXXXX"
#define USUAL_END "000000"

#define MAX_OPEN_FOLDERS 16 /* while a tree is removed */

struct _SalOutputFolder {
  char *path;          /* as the caller named it */
  char *target;        /* where it leads */
  char *temporary;     /* NULL: it has its name, or was not made */
  int lock;            /* of the temporary folder, as long as it has that name; -1: none */
  GPtrArray *folders;  /* utf8: those inside it, in the order in which they were made */
  GHashTable *is_made; /* the same */
};

static gboolean
fail(GError **error, const char *path, const char *expected)
{
  const int why = errno;
  sal_error_set(error, SAL_ERROR_IO, "%s: expected %s, got '%s'", path, expected, g_strerror(why));
  return sal_error_mark_errno(error, why);
}

/* Removes a tree and follows no link. */
static int
remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove(path);
}

static gboolean
remove_tree(const char *path)
{
  return nftw(path, remove_entry, MAX_OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) == 0;
}

gboolean
sal_output_folder_check(const char *path, const char *root, GError **error)
{
  struct stat status;
  g_autofree char *resolved = root != NULL ? sal_output_root_resolve(path, root, error) : NULL;
  if (root != NULL && resolved == NULL)
    return FALSE;
  if (lstat(path, &status) == 0)
    return sal_error_set(
        error, SAL_ERROR_IO,
        "%s: expected the name of a new folder, got one of a %s that exists (name another, or "
        "remove it)",
        path, S_ISDIR(status.st_mode) ? "folder" : "file");
  if (errno != ENOENT)
    return fail(error, path, "a folder that can be made");
  g_autofree char *above = g_path_get_dirname(path);
  while (g_access(above, F_OK) != 0 && strcmp(above, "/") != 0 && strcmp(above, ".") != 0) {
    char *next = g_path_get_dirname(above);
    g_free(above);
    above = next;
  }
  if (!g_file_test(above, G_FILE_TEST_IS_DIR))
    return sal_error_set(error, SAL_ERROR_IO, "%s: expected a folder '%s', got a file", path, above);
  return g_access(above, W_OK | X_OK) == 0 || fail(error, path, "a folder that can be written");
}

/* Opens and locks a folder. -1: it is gone, or another run has it. Some file systems have no locks. */
static int
lock_folder(const char *path)
{
  struct stat opened, named;
  const int fd = g_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW, 0);
  if (fd < 0)
    return -1;
  const gboolean is_locked = flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  if (is_locked && fstat(fd, &opened) == 0 && lstat(path, &named) == 0 && opened.st_dev == named.st_dev &&
      opened.st_ino == named.st_ino)
    return fd;
  close(fd);
  return -1;
}

/* Removes the folder that a killed run left; only who has the lock of one removes it. */
static void
remove_orphan(const char *path)
{
  struct stat status;
  const int fd = lock_folder(path);
  if (fd >= 0 && fstat(fd, &status) == 0 && status.st_uid == geteuid())
    remove_tree(path);
  if (fd >= 0)
    close(fd);
}

static int
make_locked(const char *path)
{
  for (guint attempt = 0; attempt < 2; attempt++) {
    if (g_mkdir(path, 0777) == 0)
      return lock_folder(path);
    if (errno != EEXIST)
      return -1;
    remove_orphan(path);
  }
  return -1;
}

/* Makes the temporary folder, whose name is finished in place of the X at its end. */
static int
make_temporary(char *temporary)
{
  char *end = temporary + strlen(temporary) - strlen(RANDOM_END);
  memcpy(end, USUAL_END, strlen(USUAL_END));
  int lock = make_locked(temporary);
  if (lock >= 0 || errno == EACCES || errno == EROFS || errno == ENOSPC)
    return lock;
  memcpy(end, RANDOM_END, strlen(RANDOM_END));
  return g_mkdtemp_full(temporary, 0777) != NULL ? lock_folder(temporary) : -1;
}

SalOutputFolder *
sal_output_folder_begin(const char *path, const char *root, GError **error)
{
  if (!sal_output_folder_check(path, root, error))
    return NULL;
  g_autoptr(SalOutputFolder) folder = g_new0(SalOutputFolder, 1);
  folder->path = g_strdup(path);
  folder->lock = -1;
  folder->folders = g_ptr_array_new_with_free_func(g_free);
  folder->is_made = g_hash_table_new(g_str_hash, g_str_equal);
  g_autofree char *resolved = root != NULL ? sal_output_root_resolve(path, root, error) : NULL;
  if (root != NULL && resolved == NULL)
    return NULL;
  folder->target = g_canonicalize_filename(resolved != NULL ? resolved : path, NULL);
  g_autofree char *above = g_path_get_dirname(folder->target);
  g_autofree char *name = g_path_get_basename(folder->target);
  if (g_mkdir_with_parents(above, 0777) != 0) {
    fail(error, path, "a folder that can be made");
    return NULL;
  }
  g_autofree char *temporary = g_strdup_printf("%s/.%.200s." RANDOM_END, above, name);
  folder->lock = make_temporary(temporary);
  if (folder->lock < 0) {
    fail(error, path, "a folder that can be made");
    return NULL;
  }
  folder->temporary = g_steal_pointer(&temporary);
  return g_steal_pointer(&folder);
}

/* Makes the folders of a name inside the temporary one. */
static gboolean
make_folders(SalOutputFolder *folder, const char *name)
{
  for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    g_autofree char *part = g_strndup(name, (gsize)(slash - name));
    g_autofree char *path = g_build_filename(folder->temporary, part, NULL);
    if (g_hash_table_contains(folder->is_made, path))
      continue;
    if (g_mkdir(path, 0777) != 0)
      return FALSE;
    g_hash_table_add(folder->is_made, path);
    g_ptr_array_add(folder->folders, g_steal_pointer(&path));
  }
  return TRUE;
}

static gboolean
write_file(const char *path, GBytes *bytes)
{
  const int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd < 0)
    return FALSE;
  const gboolean written = sal_file_write(fd, bytes) && sal_file_sync(fd);
  int why = errno;
  const gboolean closed = close(fd) == 0;
  if (written && !closed)
    why = errno;
  errno = why;
  return written && closed;
}

gboolean
sal_output_folder_add(SalOutputFolder *folder, const char *name, GBytes *bytes, GError **error)
{
  g_return_val_if_fail(folder->temporary != NULL && !g_path_is_absolute(name), FALSE);
  g_autofree char *path = g_build_filename(folder->temporary, name, NULL);
  g_autofree char *told = g_build_filename(folder->path, name, NULL);
  return (make_folders(folder, name) && write_file(path, bytes)) ||
         fail(error, told, "a file that can be written");
}

static gboolean
sync_folders(const SalOutputFolder *folder)
{
  for (guint i = folder->folders->len; i > 0; i--)
    if (!sal_file_sync_folder(folder->folders->pdata[i - 1]))
      return FALSE;
  return sal_file_sync_folder(folder->temporary);
}

/* Gives the folder its name, unless something has that. Where a file system cannot do that in one step, an empty folder that
 * another process makes at that moment is replaced. */
static gboolean
give_name(const SalOutputFolder *folder)
{
  struct stat status;
  if (renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->target, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return FALSE;
  if (lstat(folder->target, &status) == 0) {
    errno = EEXIST;
    return FALSE;
  }
  return rename(folder->temporary, folder->target) == 0;
}

gboolean
sal_output_folder_finish(SalOutputFolder *folder, GError **error)
{
  g_autofree char *above = g_path_get_dirname(folder->target);
  if (!sync_folders(folder) || !give_name(folder))
    return fail(error, folder->path, "a folder that can be made");
  g_clear_pointer(&folder->temporary, g_free);
  return sal_file_sync_folder(above) || fail(error, folder->path, "a folder that can be flushed to the disk");
}

void
sal_output_folder_abandon(SalOutputFolder *folder)
{
  if (folder == NULL)
    return;
  if (folder->temporary != NULL)
    remove_tree(folder->temporary);
  if (folder->lock >= 0)
    close(folder->lock);
  g_clear_pointer(&folder->folders, g_ptr_array_unref);
  g_clear_pointer(&folder->is_made, g_hash_table_unref);
  g_free(folder->temporary);
  g_free(folder->target);
  g_free(folder->path);
  g_free(folder);
}
