#include "data/base/output.h"

#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

/* What other file systems do */

/* An errno: the call fails with it. 0: it does what it always does. */
static struct {
  int rename_new, link, rename, sync_file, sync_folder;
  gboolean kill_before_name; /* the process ends where a file would get its name */
  GString *calls;            /* a letter a call; NULL: not noted */
} faults;

static int
fail_or_note(int fault, char letter, gboolean *failed)
{
  if (faults.calls != NULL)
    g_string_append_c(faults.calls, letter);
  *failed = fault != 0;
  errno = fault;
  return -1;
}

/* These stand in the place of the C library's functions. */
int
renameat2(int oldfd, const char *old, int newfd, const char *new, unsigned flags)
{
  gboolean failed;
  if (faults.kill_before_name)
    kill(getpid(), SIGKILL);
  const int result = fail_or_note(faults.rename_new, 'n', &failed);
  return failed ? result : (int)syscall(SYS_renameat2, oldfd, old, newfd, new, flags);
}

int
link(const char *from, const char *to)
{
  gboolean failed;
  const int result = fail_or_note(faults.link, 'l', &failed);
  return failed ? result : linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
rename(const char *old, const char *new)
{
  gboolean failed;
  const int result = fail_or_note(faults.rename, 'r', &failed);
  return failed ? result : renameat(AT_FDCWD, old, AT_FDCWD, new);
}

int
fsync(int fd)
{
  struct stat status;
  gboolean failed;
  fstat(fd, &status);
  const gboolean is_folder = S_ISDIR(status.st_mode);
  const int result =
      fail_or_note(is_folder ? faults.sync_folder : faults.sync_file, is_folder ? 'd' : 'f', &failed);
  return failed ? result : 0;
}

static void
clear_faults(void)
{
  if (faults.calls != NULL)
    g_string_free(faults.calls, TRUE);
  memset(&faults, 0, sizeof faults);
}

static gboolean
write_to(const char *path, const char *text, gboolean overwrite, GError **error)
{
  const SalOutputRules rules = { overwrite, NULL };
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return sal_output_write(path, bytes, &rules, error);
}

static void
must_write(const char *path, const char *text, gboolean overwrite)
{
  g_autoptr(GError) error = NULL;
  g_assert_true(write_to(path, text, overwrite, &error));
  g_assert_no_error(error);
}

static void
assert_holds(const char *path, const char *expected)
{
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, expected);
}

/* What sal_output_check() and sal_output_write() both refuse, with nothing left behind. */
static void
assert_refused(const char *path, gboolean overwrite, const char *part)
{
  const SalOutputRules rules = { overwrite, NULL };
  g_autoptr(GError) check = NULL, write = NULL;
  g_assert_false(sal_output_check(path, &rules, &check));
  assert_error_says(check, SAL_ERROR_IO, path, "expected ", "got ", part, NULL);
  g_assert_false(write_to(path, "new", overwrite, &write));
  assert_error_says(write, SAL_ERROR_IO, path, part, NULL);
}

static mode_t
get_mode(const char *path)
{
  struct stat status;
  g_assert_cmpint(lstat(path, &status), ==, 0);
  return status.st_mode;
}

static void
writes_files_and_the_folders_for_them(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "maps", "2024", "08.svg", NULL),
                  *parent = g_path_get_dirname(path);
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_output_check(path, &(SalOutputRules){ FALSE, NULL }, &error));
  g_assert_false(g_file_test(parent, G_FILE_TEST_EXISTS));
  must_write(path, "map", FALSE);
  assert_holds(path, "map");
  g_assert_cmpuint(count_files(parent), ==, 1);
}

static void
writes_nothing_too(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "empty.csv", NULL);
  must_write(path, "", FALSE);
  assert_holds(path, "");
}

static void
keeps_what_is_there_unless_told(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "map.png", "old");
  assert_refused(path, FALSE, SAL_OPTION("overwrite"));
  assert_holds(path, "old");
  must_write(path, "new", TRUE);
  assert_holds(path, "new");
  g_assert_cmpuint(count_files(folder), ==, 1);
}

static void
refuses_folders_and_paths_through_files(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *file = write_text(folder, "file", "old"), *below = g_build_filename(file, "map.png", NULL);
  assert_refused(folder, TRUE, "got a folder");
  assert_refused(below, FALSE, "Not a directory");
  assert_holds(file, "old");
  g_assert_cmpuint(count_files(folder), ==, 1);
}

static void
refuses_names_that_are_too_long(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *name = g_strnfill(300, 'x'), *path = g_build_filename(folder, name, NULL);
  assert_refused(path, FALSE, "File name too long");
  g_assert_cmpuint(count_files(folder), ==, 0);
}

/* As long as a name may be: the temporary name must not be longer. */
static void
takes_the_longest_name(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *name = g_strnfill(255, 'x'), *path = g_build_filename(folder, name, NULL);
  must_write(path, "long", FALSE);
  assert_holds(path, "long");
}

static void
takes_odd_names(void)
{
  static const char *const names[] = { "Слов’янськ 2024.svg", "100%s%n.png", "a\nb.csv",
                                       "caf\xe9.pdf",         "-o",          ".hidden" };
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = g_build_filename(folder, names[i], NULL);
    must_write(path, names[i], FALSE);
    assert_holds(path, names[i]);
  }
  g_assert_cmpuint(count_files(folder), ==, G_N_ELEMENTS(names));
}

static void
gives_files_the_mode_that_umask_leaves(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *shared = g_build_filename(folder, "shared", NULL),
                  *own = g_build_filename(folder, "own", NULL);
  const mode_t before = umask(022);
  must_write(shared, "", FALSE);
  umask(077);
  must_write(own, "", FALSE);
  umask(before);
  g_assert_cmpint(get_mode(shared) & 0777, ==, 0644);
  g_assert_cmpint(get_mode(own) & 0777, ==, 0600);
}

/* Rights of files that are replaced */

static void
keeps_the_mode_of_what_it_replaces(void)
{
  static const mode_t modes[] = { 0600, 0640, 0664, 0444, 0755, 0666 };
  g_autoptr(Folder) folder = folder_new();
  const mode_t before = umask(022);
  for (guint i = 0; i < G_N_ELEMENTS(modes); i++) {
    g_autofree char *path = write_text(folder, "map.png", "old");
    g_chmod(path, (int)modes[i]);
    if (g_access(path, W_OK) != 0)
      continue;
    must_write(path, "new", TRUE);
    assert_holds(path, "new");
    g_assert_cmpint(get_mode(path) & 07777, ==, modes[i]);
    g_unlink(path);
  }
  umask(before);
}

/* As /dev/stdin is, if standard input is a file that was removed. */
static void
keeps_a_link_to_a_file_without_a_name(void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("salient-test-XXXXXX", NULL);
  g_autofree char *target = g_build_filename(folder, "target.svg", NULL),
                  *path = g_build_filename(folder, "link.svg", NULL);
  const SalOutputRules rules = { .overwrite = TRUE };
  g_autoptr(GBytes) bytes = g_bytes_new_static("new", 3);
  const int fd = g_open(target, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint(fd, >=, 0);
  g_autofree char *open_file = g_strdup_printf("/proc/self/fd/%d", fd);
  g_assert_cmpint(symlink(open_file, path), ==, 0);
  g_unlink(target);
  g_assert_false(sal_output_write(path, bytes, &rules, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
  g_assert_true(g_file_test(path, G_FILE_TEST_IS_SYMLINK));
  close(fd);
  g_unlink(path);
  g_rmdir(folder);
}

static void
keeps_the_mode_behind_a_link(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *target = write_text(folder, "target.svg", "old"),
                  *path = g_build_filename(folder, "link.svg", NULL);
  g_chmod(target, 0600);
  g_assert_cmpint(symlink("target.svg", path), ==, 0);
  must_write(path, "new", TRUE);
  g_assert_cmpint(get_mode(target) & 0777, ==, 0600);
}

static void
keeps_owner_and_group(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "map.png", "old");
  struct stat status;
  if (chown(path, 1234, 2345) != 0) {
    g_test_skip("needs root");
    return;
  }
  g_chmod(path, 0640);
  must_write(path, "new", TRUE);
  g_assert_cmpint(stat(path, &status), ==, 0);
  g_assert_cmpuint(status.st_uid, ==, 1234);
  g_assert_cmpuint(status.st_gid, ==, 2345);
  g_assert_cmpint(status.st_mode & 0777, ==, 0640);
}

/* The mode after somebody else who may write the file has replaced it. */
static mode_t
replace_as_nobody(const char *path, int mode)
{
  g_chmod(path, mode);
  g_assert_cmpint(chown(path, 0, 0), ==, 0);
  const pid_t child = fork();
  if (child == 0)
    _exit(setgid(65534) != 0 || setuid(65534) != 0 || !write_to(path, "new", TRUE, NULL));
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_cmpint(status, ==, 0);
  return get_mode(path) & 0777;
}

/* Who was of the old group is one of the others then, and the other way round. */
static void
gives_nobody_more_than_before(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "map.png", "old");
  if (getuid() != 0) {
    g_test_skip("needs root");
    return;
  }
  g_chmod(folder, 0777);
  g_assert_cmpint(replace_as_nobody(path, 0666), ==, 0666);
  g_assert_cmpint(replace_as_nobody(path, 0646), ==, 0644);
  g_assert_cmpint(replace_as_nobody(path, 0606), ==, 0600);
  g_assert_cmpint(replace_as_nobody(path, 0276), ==, 0222);
}

#define ACCESS_LIST "system.posix_acl_access"

/* rw for the owner, for user 1000, and as mask; nothing for the group and others. */
static const guint8 access_list[] = {
  2, 0, 0,   0,   1,   0,   6,  0, 255, 255, 255, 255, 2,   0,   6,  0, 232, 3, 0,   0,   4,   0,
  0, 0, 255, 255, 255, 255, 16, 0, 6,   0,   255, 255, 255, 255, 32, 0, 0,   0, 255, 255, 255, 255,
};

static void
keeps_the_access_list(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "map.png", "old");
  guint8 kept[64];
  if (setxattr(path, ACCESS_LIST, access_list, sizeof access_list, 0) != 0) {
    g_test_skip("the file system has no access lists");
    return;
  }
  g_assert_cmpint(get_mode(path) & 0777, ==, 0660);
  must_write(path, "new", TRUE);
  g_assert_cmpint(get_mode(path) & 0777, ==, 0660);
  const ssize_t n = getxattr(path, ACCESS_LIST, kept, sizeof kept);
  g_assert_cmpint(n, >, 0);
  g_assert_cmpmem(kept, (int)n, access_list, sizeof access_list);
}

/* The folder gives new files a list that the old one did not have. */
static void
takes_no_access_list_from_the_folder(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "map.png", "old"),
                  *other = g_build_filename(folder, "new.png", NULL);
  g_chmod(path, 0640);
  if (setxattr(folder, "system.posix_acl_default", access_list, sizeof access_list, 0) != 0) {
    g_test_skip("the file system has no access lists");
    return;
  }
  must_write(path, "new", TRUE);
  g_assert_cmpint(get_mode(path) & 0777, ==, 0640);
  g_assert_cmpint(getxattr(path, ACCESS_LIST, NULL, 0), ==, -1);
  must_write(other, "new", FALSE);
  g_assert_cmpint(getxattr(other, ACCESS_LIST, NULL, 0), >, 0);
}

static gpointer
write_many(gpointer folder)
{
  for (int i = 0; i < 400; i++) {
    g_autofree char *path = g_strdup_printf("%s/%p-%d", (char *)folder, (void *)g_thread_self(), i);
    must_write(path, "text", FALSE);
    g_assert_cmpint(get_mode(path) & 0777, ==, 0640);
  }
  return NULL;
}

/* The mode that a file of somebody else's gets at this moment. */
static mode_t
make_file(const char *path)
{
  const int fd = g_open(path, O_CREAT | O_WRONLY | O_EXCL, 0666);
  g_assert_cmpint(fd, >=, 0);
  close(fd);
  const mode_t mode = get_mode(path) & 0777;
  g_unlink(path);
  return mode;
}

/* Pages are written by many threads; the umask is the whole process's. */
static void
leaves_the_umask_alone_in_many_threads(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *other = g_build_filename(folder, "other", NULL);
  GThread *threads[4];
  const mode_t before = umask(027);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("write", write_many, folder);
  for (int i = 0; i < 2000; i++)
    g_assert_cmpint(make_file(other), ==, 0640);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
  g_assert_cmpint(umask(before), ==, 027);
}

static gpointer
try_to_write(gpointer path)
{
  g_autofree char *text = g_strnfill(100000, 'x');
  return GINT_TO_POINTER(write_to(path, text, FALSE, NULL));
}

/* Two runs that both saw no file there. */
static void
only_one_of_many_writers_wins(void)
{
  g_autoptr(Folder) folder = folder_new();
  for (int round = 0; round < 40; round++) {
    g_autofree char *path = g_strdup_printf("%s/%d.png", folder, round);
    GThread *threads[6];
    int n_written = 0;
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
      threads[i] = g_thread_new("write", try_to_write, path);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
      n_written += GPOINTER_TO_INT(g_thread_join(threads[i]));
    g_assert_cmpint(n_written, ==, 1);
  }
  g_assert_cmpuint(count_files(folder), ==, 40);
}

/* Files that belong together */

static gboolean
write_pair(const char *first, const char *second, gboolean overwrite, GError **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new("new", 3);
  const SalOutputRules rules = { overwrite, NULL };
  const SalOutputFile files[] = { { first, bytes }, { second, bytes } };
  return sal_output_write_all(files, 2, &rules, error);
}

static void
writes_several_files(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *first = g_build_filename(folder, "a.dbf", NULL),
                  *second = g_build_filename(folder, "a.shp", NULL);
  for (guint i = 0; i < 2; i++) {
    g_assert_true(write_pair(first, second, i > 0, &error));
    g_assert_no_error(error);
    assert_holds(first, "new");
    assert_holds(second, "new");
    g_assert_cmpuint(count_files(folder), ==, 2);
  }
}

static void
writes_none_of_several_where_one_cannot_be(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *first = g_build_filename(folder, "a.dbf", NULL),
                  *second = write_text(folder, "a.shp", "old"),
                  *below = g_build_filename(second, "a.shp", NULL);
  const char *const refused[] = { second, below, folder };
  for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(write_pair(first, refused[i], FALSE, &error));
    assert_error_says(error, SAL_ERROR_IO, refused[i], "expected ", "got ", NULL);
    g_assert_cmpuint(count_files(folder), ==, 1);
  }
  put_text(folder, "a.dbf", "old");
  g_assert_false(write_pair(first, below, TRUE, NULL));
  assert_holds(first, "old");
  g_assert_cmpuint(count_files(folder), ==, 2);
}

/* The second one's name is taken after the first was asked for. */
static void
takes_back_what_has_its_name_already(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "a.shp", NULL);
  g_assert_false(write_pair(path, path, FALSE, &error));
  assert_error_says(error, SAL_ERROR_IO, "File exists", NULL);
  g_assert_cmpuint(count_files(folder), ==, 0);
}

/* File systems without hard links, or without a rename that does not replace */

static const int rename_faults[] = { EINVAL, ENOSYS, EINVAL, ENOSYS, EPERM },
                 link_faults[] = { 0, 0, EPERM, ENOTSUP, ENOSYS };

static void
names_files_wherever_it_runs(void)
{
  for (guint i = 0; i < G_N_ELEMENTS(link_faults); i++) {
    g_autoptr(Folder) folder = folder_new();
    g_autofree char *path = g_build_filename(folder, "map.png", NULL);
    faults.rename_new = rename_faults[i];
    faults.link = link_faults[i];
    must_write(path, "new", FALSE);
    assert_holds(path, "new");
    g_assert_cmpuint(count_files(folder), ==, 1);
    assert_refused(path, FALSE, SAL_OPTION("overwrite"));
    only_one_of_many_writers_wins();
    takes_back_what_has_its_name_already();
    clear_faults();
  }
}

static void
gives_files_the_mode_that_umask_leaves_wherever_it_runs(void)
{
  faults.rename_new = EINVAL;
  faults.link = EPERM;
  gives_files_the_mode_that_umask_leaves();
  clear_faults();
}

static void
leaves_nothing_of_a_name_that_it_cannot_give(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  faults.rename_new = EINVAL;
  faults.link = EPERM;
  faults.rename = EIO;
  g_assert_false(write_to(path, "new", FALSE, &error));
  assert_error_says(error, SAL_ERROR_IO, path, "got 'Input/output error'", NULL);
  clear_faults();
  g_assert_cmpuint(count_files(folder), ==, 0);
}

/* Flushing */

/* Files (f), then names (n), then folders (d): the new one and the one that it is in. */
static void
flushes_files_then_names_then_folders(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *first = g_build_filename(folder, "new", "a.dbf", NULL),
                  *second = g_build_filename(folder, "new", "a.shp", NULL);
  faults.calls = g_string_new(NULL);
  g_assert_true(write_pair(first, second, FALSE, NULL));
  g_assert_cmpstr(faults.calls->str, ==, "ffnndd");
  g_string_truncate(faults.calls, 0);
  g_assert_true(write_pair(first, second, TRUE, NULL));
  g_assert_cmpstr(faults.calls->str, ==, "ffrrd");
  clear_faults();
}

static void
gives_no_name_to_what_cannot_be_flushed(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  faults.sync_file = EIO;
  g_assert_false(write_to(path, "new", FALSE, &error));
  assert_error_says(error, SAL_ERROR_IO, path, "got 'Input/output error'", NULL);
  g_assert_cmpuint(count_files(folder), ==, 0);
  clear_faults();
}

static void
writes_where_nothing_can_be_flushed(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  faults.sync_file = EINVAL;
  faults.sync_folder = EINVAL;
  must_write(path, "new", FALSE);
  clear_faults();
  assert_holds(path, "new");
}

static void
tells_of_a_folder_that_cannot_be_flushed(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  faults.sync_folder = EIO;
  g_assert_false(write_to(path, "new", FALSE, &error));
  assert_error_says(error, SAL_ERROR_IO, path, "expected a folder that can be flushed", NULL);
  clear_faults();
  assert_holds(path, "new");
}

/* Inside a folder */

/* Whether a path may be written below a folder; where not, nothing is. */
static gboolean
is_let(const char *root, const char *path)
{
  const SalOutputRules rules = { TRUE, root };
  g_autoptr(GBytes) bytes = g_bytes_new("new", 3);
  g_autoptr(GError) check = NULL, write = NULL;
  const gboolean checked = sal_output_check(path, &rules, &check);
  g_assert_true(sal_output_write(path, bytes, &rules, &write) == checked);
  if (!checked)
    assert_error_says(write, SAL_ERROR_IO, path, SAL_OPTION("output-root"), NULL);
  return checked;
}

/* Joins what follows with slashes, "/" and ".." as they are. */
static gboolean
is_let_below(const Folder *folder, const char *root, const char *path)
{
  g_autofree char *whole_root = g_strconcat(folder, "/", root, NULL),
                  *whole = g_strconcat(folder, "/", path, NULL);
  return is_let(whole_root, whole);
}

static void
make_link(const Folder *folder, const char *to, const char *name)
{
  g_autofree char *path = g_strconcat(folder, "/", name, NULL);
  g_assert_cmpint(symlink(to, path), ==, 0);
}

static void
make_folder(const Folder *folder, const char *name)
{
  g_autofree char *path = g_strconcat(folder, "/", name, NULL);
  g_assert_cmpint(g_mkdir_with_parents(path, 0777), ==, 0);
}

static void
writes_inside_of_its_folder(void)
{
  g_autoptr(Folder) folder = folder_new();
  make_folder(folder, "in/sub");
  make_link(folder, "sub", "in/link");
  make_link(folder, "in", "root");
  make_link(folder, "in/sub", "far");
  g_assert_true(is_let_below(folder, "in", "in/a.png"));
  g_assert_true(is_let_below(folder, "in/", "in/a.png"));
  g_assert_true(is_let_below(folder, "in", "in/new/folders/a.png"));
  g_assert_true(is_let_below(folder, "in", "in/sub/../b.png"));
  g_assert_true(is_let_below(folder, "in", "in/../in/./c.png"));
  g_assert_true(is_let_below(folder, "in", "in/link/d.png"));
  g_assert_true(is_let_below(folder, "root", "in/e.png"));
  g_assert_true(is_let_below(folder, "in", "root/f.png"));
  g_assert_true(is_let_below(folder, "in", "far/g.png"));
  g_autofree char *path = g_build_filename(folder, "in", "h.png", NULL);
  g_assert_true(is_let("/", path));
  g_assert_cmpuint(count_files(folder), ==, 3);
}

static void
writes_nothing_outside_of_its_folder(void)
{
  g_autoptr(Folder) folder = folder_new();
  make_folder(folder, "in/sub");
  make_folder(folder, "inside");
  make_folder(folder, "out");
  put_text(folder, "out/old.png", "old");
  put_text(folder, "in/own.png", "old");
  make_link(folder, "../out", "in/link");
  make_link(folder, "../out/old.png", "in/old.png");
  make_link(folder, "../out/new.png", "in/dangling.png");
  make_link(folder, "../out/new", "in/dangling");
  make_link(folder, "../in/own.png", "out/own.png");
  static const char *const paths[] = {
    "a.png",           "in/../a.png",     "in/sub/../../a.png", "inside/a.png",       "in/link/a.png",
    "in/old.png",      "in/dangling.png", "in/dangling/a.png",  "in/link/new/a.png",  "in/link/../a.png",
    "in/new/../a.png", "in/new/../../a",  "out/own.png",        "in/new/../../out/a",
  };
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
    if (is_let_below(folder, "in", paths[i]))
      g_error("%s", paths[i]);
  g_assert_false(is_let_below(folder, "missing", "missing/a.png"));
  g_assert_false(is_let_below(folder, "in/own.png", "in/own.png"));
  g_assert_false(is_let_below(folder, "in", "in/../../../../../../dev/null"));
  g_autofree char *in = g_build_filename(folder, "in", NULL), *out = g_build_filename(folder, "out", NULL),
                  *old = g_build_filename(out, "old.png", NULL);
  g_assert_false(is_let(in, "/dev/null"));
  g_assert_cmpuint(count_files(folder), ==, 3);
  g_assert_cmpuint(count_files(in), ==, 6);
  g_assert_cmpuint(count_files(out), ==, 2);
  assert_holds(old, "old");
}

/* Targets that are no regular files */

static void
writes_to_a_device_and_leaves_it(void)
{
  must_write("/dev/null", "text", FALSE);
  must_write("/dev/null", "text", TRUE);
  g_assert_true(S_ISCHR(get_mode("/dev/null")));
}

static void
tells_when_a_device_is_full(void)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(write_to("/dev/full", "text", FALSE, &error));
  assert_error_says(error, SAL_ERROR_IO, "/dev/full: expected room to write, got 'No space left on device'",
                    NULL);
  g_assert_true(S_ISCHR(get_mode("/dev/full")));
}

static gpointer
read_all(gpointer path)
{
  char *text = NULL;
  g_file_get_contents(path, &text, NULL, NULL);
  return text;
}

static void
writes_through_a_pipe(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "pipe", NULL);
  g_assert_cmpint(mkfifo(path, 0600), ==, 0);
  GThread *reader = g_thread_new("read", read_all, path);
  must_write(path, "through the pipe", FALSE);
  g_autofree char *text = g_thread_join(reader);
  g_assert_cmpstr(text, ==, "through the pipe");
  g_assert_true(S_ISFIFO(get_mode(path)));
  g_assert_cmpuint(count_files(folder), ==, 1);
}

static void
keeps_links_to_devices(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "link", NULL);
  g_assert_cmpint(symlink("/dev/null", path), ==, 0);
  must_write(path, "text", TRUE);
  g_assert_true(S_ISLNK(get_mode(path)));
}

static void
keeps_links_and_replaces_what_they_point_to(void)
{
  g_autoptr(Folder) folder = folder_new(), elsewhere = folder_new();
  g_autofree char *target = write_text(elsewhere, "target.svg", "old"),
                  *path = g_build_filename(folder, "link.svg", NULL);
  g_assert_cmpint(symlink(target, path), ==, 0);
  assert_refused(path, FALSE, SAL_OPTION("overwrite"));
  must_write(path, "new", TRUE);
  g_assert_true(S_ISLNK(get_mode(path)));
  assert_holds(target, "new");
  g_assert_cmpuint(count_files(folder), ==, 1);
  g_assert_cmpuint(count_files(elsewhere), ==, 1);
}

/* Interrupted */

#define LIMIT 65536

/* In a child: what it makes of more than a file may hold. */
static int
write_beyond_limit(const char *path, gboolean overwrite, int (*write_there)(const char *, gboolean))
{
  const pid_t child = fork();
  if (child == 0) {
    const struct rlimit limit = { LIMIT, LIMIT }, no_core = { 0, 0 };
    signal(SIGXFSZ, SIG_DFL);
    setrlimit(RLIMIT_CORE, &no_core);
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(write_there(path, overwrite));
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static gboolean
is_too_large(const char *path, gboolean overwrite)
{
  g_autofree char *text = g_strnfill(4 * LIMIT, 'x');
  g_autoptr(GError) error = NULL;
  return !write_to(path, text, overwrite, &error) && strstr(error->message, "'File too large'") != NULL;
}

/* 0: it fails, and the signal is neither blocked nor pending afterwards. */
static int
write_too_much(const char *path, gboolean overwrite)
{
  sigset_t mask, pending;
  if (!is_too_large(path, overwrite))
    return 1;
  pthread_sigmask(SIG_BLOCK, NULL, &mask);
  sigpending(&pending);
  return sigismember(&mask, SIGXFSZ) || sigismember(&pending, SIGXFSZ) ? 2 : 0;
}

/* A process that blocks the signal, and has one pending of its own, keeps both. */
static int
write_too_much_with_the_signal_pending(const char *path, gboolean overwrite)
{
  sigset_t mask, pending;
  sigemptyset(&mask);
  sigaddset(&mask, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &mask, NULL);
  const gboolean alone = is_too_large(path, overwrite);
  sigpending(&pending);
  if (!alone || sigismember(&pending, SIGXFSZ))
    return 1;
  raise(SIGXFSZ);
  const gboolean again = is_too_large(path, overwrite);
  sigpending(&pending);
  pthread_sigmask(SIG_BLOCK, NULL, &mask);
  return again && sigismember(&pending, SIGXFSZ) && sigismember(&mask, SIGXFSZ) ? 0 : 2;
}

static void
a_limit_of_file_sizes_is_an_error(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  g_assert_cmpint(write_beyond_limit(path, FALSE, write_too_much), ==, 0);
  g_assert_cmpuint(count_files(folder), ==, 0);
  put_text(folder, "map.png", "old");
  g_assert_cmpint(write_beyond_limit(path, TRUE, write_too_much), ==, 0);
  assert_holds(path, "old");
  g_assert_cmpuint(count_files(folder), ==, 1);
}

static void
a_limit_leaves_the_signals_of_the_process_alone(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  g_assert_cmpint(write_beyond_limit(path, FALSE, write_too_much_with_the_signal_pending), ==, 0);
  g_assert_cmpuint(count_files(folder), ==, 0);
}

/* Kills a process before its file has its name. */
static void
write_and_be_killed(const char *path)
{
  const pid_t child = fork();
  if (child == 0) {
    faults.kill_before_name = TRUE;
    _exit(write_to(path, "new", FALSE, NULL));
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFSIGNALED(status));
}

static void
ended_in_the_midst_leaves_no_file_of_the_name(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  write_and_be_killed(path);
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  must_write(path, "whole", FALSE);
  assert_holds(path, "whole");
}

/* The temporary name is hidden and does not end like the format. */
static void
a_temporary_file_is_not_taken_for_a_map(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  write_and_be_killed(path);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name = g_dir_read_name(dir);
  g_assert_nonnull(name);
  g_assert_true(g_str_has_prefix(name, ".map.png."));
  g_assert_false(g_str_has_suffix(name, ".png"));
}

static gboolean
wait_for_file(const Folder *folder)
{
  for (int i = 0; i < 20000; i++) {
    if (count_files(folder) > 0)
      return TRUE;
    g_usleep(50);
  }
  return FALSE;
}

/* Kills a process as soon as its first file shows; returns whether the target was there. */
static gboolean
kill_while_writing(GBytes *bytes)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  const pid_t child = fork();
  if (child == 0)
    _exit(sal_output_write(path, bytes, &(SalOutputRules){ FALSE, NULL }, NULL) ? 0 : 1);
  g_assert_true(wait_for_file(folder));
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  struct stat status;
  const gboolean there = stat(path, &status) == 0;
  if (there)
    g_assert_cmpint(status.st_size, ==, g_bytes_get_size(bytes));
  return there;
}

static void
killed_at_any_moment_leaves_all_or_nothing(void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take(g_malloc0(32 << 20), 32 << 20);
  guint n_whole = 0;
  for (int i = 0; i < 15; i++)
    n_whole += kill_while_writing(bytes);
  g_test_message("%u of 15 had finished when the signal came", n_whole);
  g_assert_cmpuint(n_whole, <, 15);
}

/* Piece by piece */

static SalOutput *
begin(const char *path, gboolean overwrite, gboolean changes_start)
{
  const SalOutputRules rules = { overwrite, NULL };
  g_autoptr(GError) error = NULL;
  SalOutput *output = sal_output_begin(path, &rules, changes_start, &error);
  g_assert_no_error(error);
  return output;
}

static void
append(SalOutput *output, const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_output_append(output, bytes, &error));
  g_assert_no_error(error);
}

static void
change_start(SalOutput *output, const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_assert_true(sal_output_change_start(output, bytes, NULL));
}

static void
names_a_file_when_all_pieces_are_there(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "films", "war.webp", NULL),
                  *parent = g_path_get_dirname(path);
  g_autoptr(SalOutput) output = begin(path, FALSE, TRUE);
  append(output, "size? ");
  append(output, "frames");
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  change_start(output, "11111");
  g_assert_true(sal_output_finish(output, NULL));
  assert_holds(path, "11111 frames");
  g_assert_cmpuint(count_files(parent), ==, 1);
}

static void
leaves_nothing_of_pieces_that_are_given_up(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "war.webp", "old");
  SalOutput *output = begin(path, TRUE, TRUE);
  append(output, "new");
  sal_output_abandon(output);
  assert_holds(path, "old");
  g_assert_cmpuint(count_files(folder), ==, 1);
}

static void
replaces_no_file_that_came_meanwhile(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "war.apng", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalOutput) output = begin(path, FALSE, FALSE);
  append(output, "mine");
  g_autofree char *other = write_text(folder, "war.apng", "theirs");
  g_assert_false(sal_output_finish(output, &error));
  assert_error_says(error, SAL_ERROR_IO, path, "File exists", NULL);
  g_clear_pointer(&output, sal_output_abandon);
  assert_holds(path, "theirs");
  g_assert_cmpuint(count_files(folder), ==, 1);
}

static gpointer
read_pipe(gpointer path)
{
  char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  return text;
}

/* A pipe gets the start that was changed, too. */
static void
changes_the_start_of_a_pipe(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "pipe.webp", NULL);
  g_assert_cmpint(mkfifo(path, 0600), ==, 0);
  GThread *reader = g_thread_new("reader", read_pipe, path);
  g_autoptr(SalOutput) output = begin(path, FALSE, TRUE);
  append(output, "size? frames");
  change_start(output, "11111");
  g_assert_true(sal_output_finish(output, NULL));
  g_autofree char *got = g_thread_join(reader);
  g_assert_cmpstr(got, ==, "11111 frames");
}

static void
tells_of_pieces_without_room(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalOutput) output = begin("/dev/full", FALSE, FALSE);
  g_autoptr(GBytes) bytes = g_bytes_new_static("frames", 6);
  g_assert_false(sal_output_append(output, bytes, &error));
  assert_error_says(error, SAL_ERROR_IO, "/dev/full", "No space left", NULL);
}

/* Whatever a path is, the file goes into the folder that the rules have in its place, and another path gets another file. */
static void
writes_into_another_folder_instead(void)
{
  g_autofree char *folder = g_dir_make_tmp("salient-test-XXXXXX", NULL);
  g_autofree char *kept = g_build_filename(folder, "kept", NULL),
                  *instead = g_build_filename(folder, "in", NULL);
  g_autofree char *climbing = g_build_filename(instead, "..", "kept", NULL);
  const SalOutputRules rules = { FALSE, folder, instead };
  const char *const paths[] = { kept, climbing, "/dev/null", "/proc/no/such", "../x", "-", "" };
  g_assert_cmpint(g_mkdir(instead, 0700), ==, 0);
  must_write(kept, "old", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(&i, 1);
    g_autofree char *place = sal_output_get_place(paths[i], &rules), *parent = g_path_get_dirname(place);
    g_assert_cmpstr(parent, ==, instead);
    g_assert_false(g_file_test(place, G_FILE_TEST_EXISTS));
    g_assert_true(sal_output_check(paths[i], &rules, &error));
    g_assert_true(sal_output_write(paths[i], bytes, &rules, &error));
    g_assert_true(sal_output_write(paths[i], bytes, &rules, &error)); /* as often as is wanted */
    g_assert_true(g_file_test(place, G_FILE_TEST_IS_REGULAR));
    g_autoptr(SalOutput) output = sal_output_begin(paths[i], &rules, TRUE, &error);
    g_assert_true(output != NULL && sal_output_append(output, bytes, &error) &&
                  sal_output_finish(output, &error));
    g_assert_no_error(error);
    g_unlink(place);
  }
  assert_holds(kept, "old");
  const SalOutputRules usual = { FALSE, NULL };
  g_autofree char *same = sal_output_get_place(kept, &usual);
  g_assert_cmpstr(same, ==, kept);
  g_unlink(kept);
  g_assert_cmpint(g_rmdir(instead), ==, 0); /* nothing else is left in it */
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

/* A dry run refuses what a run would, and leaves nothing, neither a file nor a folder nor another content. */
static void
dry_runs_write_nothing(void)
{
  const SalOutputRules rules = { .is_dry = TRUE }, replacing = { .overwrite = TRUE, .is_dry = TRUE };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *old = write_text(folder, "old", "old"), *new = g_build_filename(folder, "new", NULL),
                  *deep = g_build_filename(folder, "a", "b", NULL), *below = g_build_filename(old, "c", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static("text", 4);
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_output_write(new, bytes, &rules, &error));
  g_assert_true(sal_output_write(deep, bytes, &rules, &error));
  g_assert_true(sal_output_write(old, bytes, &replacing, &error));
  g_autoptr(SalOutput) output = sal_output_begin(old, &replacing, TRUE, &error);
  g_assert_true(output != NULL && sal_output_append(output, bytes, &error) &&
                sal_output_change_start(output, bytes, &error) && sal_output_finish(output, &error));
  g_assert_no_error(error);
  g_assert_false(sal_output_write(old, bytes, &rules, &error));
  assert_error_says(error, SAL_ERROR_IO, old, "expected no file there", NULL);
  g_clear_error(&error);
  g_assert_null(sal_output_begin(below, &rules, FALSE, &error));
  assert_error_says(error, SAL_ERROR_IO, below, "expected ", NULL);
  g_assert_cmpuint(count_files(folder), ==, 1);
  assert_holds(old, "old");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/output/writes-files-and-the-folders-for-them", writes_files_and_the_folders_for_them);
  g_test_add_func("/output/writes-nothing-too", writes_nothing_too);
  g_test_add_func("/output/keeps-what-is-there-unless-told", keeps_what_is_there_unless_told);
  g_test_add_func("/output/refuses-folders-and-paths-through-files", refuses_folders_and_paths_through_files);
  g_test_add_func("/output/refuses-names-that-are-too-long", refuses_names_that_are_too_long);
  g_test_add_func("/output/takes-the-longest-name", takes_the_longest_name);
  g_test_add_func("/output/takes-odd-names", takes_odd_names);
  g_test_add_func("/output/gives-files-the-mode-that-umask-leaves", gives_files_the_mode_that_umask_leaves);
  g_test_add_func("/output/keeps-the-mode-of-what-it-replaces", keeps_the_mode_of_what_it_replaces);
  g_test_add_func("/output/keeps-the-mode-behind-a-link", keeps_the_mode_behind_a_link);
  g_test_add_func("/output/keeps-a-link-to-a-file-without-a-name", keeps_a_link_to_a_file_without_a_name);
  g_test_add_func("/output/keeps-owner-and-group", keeps_owner_and_group);
  g_test_add_func("/output/gives-nobody-more-than-before", gives_nobody_more_than_before);
  g_test_add_func("/output/keeps-the-access-list", keeps_the_access_list);
  g_test_add_func("/output/takes-no-access-list-from-the-folder", takes_no_access_list_from_the_folder);
  g_test_add_func("/output/leaves-the-umask-alone-in-many-threads", leaves_the_umask_alone_in_many_threads);
  g_test_add_func("/output/only-one-of-many-writers-wins", only_one_of_many_writers_wins);
  g_test_add_func("/output/writes-several-files", writes_several_files);
  g_test_add_func("/output/writes-none-of-several-where-one-cannot-be",
                  writes_none_of_several_where_one_cannot_be);
  g_test_add_func("/output/takes-back-what-has-its-name-already", takes_back_what_has_its_name_already);
  g_test_add_func("/output/names-files-wherever-it-runs", names_files_wherever_it_runs);
  g_test_add_func("/output/gives-files-the-mode-that-umask-leaves-wherever-it-runs",
                  gives_files_the_mode_that_umask_leaves_wherever_it_runs);
  g_test_add_func("/output/leaves-nothing-of-a-name-that-it-cannot-give",
                  leaves_nothing_of_a_name_that_it_cannot_give);
  g_test_add_func("/output/flushes-files-then-names-then-folders", flushes_files_then_names_then_folders);
  g_test_add_func("/output/gives-no-name-to-what-cannot-be-flushed", gives_no_name_to_what_cannot_be_flushed);
  g_test_add_func("/output/writes-where-nothing-can-be-flushed", writes_where_nothing_can_be_flushed);
  g_test_add_func("/output/tells-of-a-folder-that-cannot-be-flushed",
                  tells_of_a_folder_that_cannot_be_flushed);
  g_test_add_func("/output/writes-inside-of-its-folder", writes_inside_of_its_folder);
  g_test_add_func("/output/writes-nothing-outside-of-its-folder", writes_nothing_outside_of_its_folder);
  g_test_add_func("/output/writes-to-a-device-and-leaves-it", writes_to_a_device_and_leaves_it);
  g_test_add_func("/output/tells-when-a-device-is-full", tells_when_a_device_is_full);
  g_test_add_func("/output/writes-through-a-pipe", writes_through_a_pipe);
  g_test_add_func("/output/keeps-links-to-devices", keeps_links_to_devices);
  g_test_add_func("/output/keeps-links-and-replaces-what-they-point-to",
                  keeps_links_and_replaces_what_they_point_to);
  g_test_add_func("/output/a-limit-of-file-sizes-is-an-error", a_limit_of_file_sizes_is_an_error);
  g_test_add_func("/output/a-limit-leaves-the-signals-of-the-process-alone",
                  a_limit_leaves_the_signals_of_the_process_alone);
  g_test_add_func("/output/ended-in-the-midst-leaves-no-file-of-the-name",
                  ended_in_the_midst_leaves_no_file_of_the_name);
  g_test_add_func("/output/a-temporary-file-is-not-taken-for-a-map", a_temporary_file_is_not_taken_for_a_map);
  g_test_add_func("/output/killed-at-any-moment-leaves-all-or-nothing",
                  killed_at_any_moment_leaves_all_or_nothing);
  g_test_add_func("/output/names-a-file-when-all-pieces-are-there", names_a_file_when_all_pieces_are_there);
  g_test_add_func("/output/leaves-nothing-of-pieces-that-are-given-up",
                  leaves_nothing_of_pieces_that_are_given_up);
  g_test_add_func("/output/replaces-no-file-that-came-meanwhile", replaces_no_file_that_came_meanwhile);
  g_test_add_func("/output/changes-the-start-of-a-pipe", changes_the_start_of_a_pipe);
  g_test_add_func("/output/tells-of-pieces-without-room", tells_of_pieces_without_room);
  g_test_add_func("/output/writes-into-another-folder-instead", writes_into_another_folder_instead);
  g_test_add_func("/output/dry-runs-write-nothing", dry_runs_write_nothing);
  return g_test_run();
}
