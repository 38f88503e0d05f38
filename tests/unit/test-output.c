#include "data/base/output.h"

#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
write_to(const char *path, const char *text, gboolean overwrite, GError **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return sal_output_write(path, bytes, overwrite, error);
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
  g_autoptr(GError) check = NULL, write = NULL;
  g_assert_false(sal_output_check(path, overwrite, &check));
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
  g_assert_true(sal_output_check(path, FALSE, &error));
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
  const SalOutputFile files[] = { { first, bytes }, { second, bytes } };
  return sal_output_write_all(files, 2, overwrite, error);
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

/* In a child: writes more than a file may hold. The kernel ends the process in the midst of writing, or with
 * the signal ignored fails the write. */
static int
write_beyond_limit(const char *path, gboolean overwrite, gboolean ignore_signal)
{
  const pid_t child = fork();
  if (child == 0) {
    const struct rlimit limit = { LIMIT, LIMIT }, no_core = { 0, 0 };
    g_autofree char *text = g_strnfill(4 * LIMIT, 'x');
    signal(SIGXFSZ, ignore_signal ? SIG_IGN : SIG_DFL);
    setrlimit(RLIMIT_CORE, &no_core);
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(write_to(path, text, overwrite, NULL) ? 0 : 1);
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  return status;
}

static void
ended_in_the_midst_leaves_no_file_of_the_name(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  const int status = write_beyond_limit(path, FALSE, FALSE);
  g_assert_true(WIFSIGNALED(status));
  g_assert_cmpint(WTERMSIG(status), ==, SIGXFSZ);
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  must_write(path, "whole", FALSE);
  assert_holds(path, "whole");
}

static void
ended_in_the_midst_keeps_what_was_there(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "map.png", "old");
  g_assert_true(WIFSIGNALED(write_beyond_limit(path, TRUE, FALSE)));
  assert_holds(path, "old");
}

static void
a_failed_write_leaves_nothing(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  const int status = write_beyond_limit(path, FALSE, TRUE);
  g_assert_true(WIFEXITED(status));
  g_assert_cmpint(WEXITSTATUS(status), ==, 1);
  g_assert_cmpuint(count_files(folder), ==, 0);
}

/* The temporary name is hidden and does not end like the format. */
static void
a_temporary_file_is_not_taken_for_a_map(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "map.png", NULL);
  write_beyond_limit(path, FALSE, FALSE);
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
    _exit(sal_output_write(path, bytes, FALSE, NULL) ? 0 : 1);
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
  g_test_add_func("/output/leaves-the-umask-alone-in-many-threads", leaves_the_umask_alone_in_many_threads);
  g_test_add_func("/output/only-one-of-many-writers-wins", only_one_of_many_writers_wins);
  g_test_add_func("/output/writes-several-files", writes_several_files);
  g_test_add_func("/output/writes-none-of-several-where-one-cannot-be",
                  writes_none_of_several_where_one_cannot_be);
  g_test_add_func("/output/takes-back-what-has-its-name-already", takes_back_what_has_its_name_already);
  g_test_add_func("/output/writes-to-a-device-and-leaves-it", writes_to_a_device_and_leaves_it);
  g_test_add_func("/output/tells-when-a-device-is-full", tells_when_a_device_is_full);
  g_test_add_func("/output/writes-through-a-pipe", writes_through_a_pipe);
  g_test_add_func("/output/keeps-links-to-devices", keeps_links_to_devices);
  g_test_add_func("/output/keeps-links-and-replaces-what-they-point-to",
                  keeps_links_and_replaces_what_they_point_to);
  g_test_add_func("/output/ended-in-the-midst-leaves-no-file-of-the-name",
                  ended_in_the_midst_leaves_no_file_of_the_name);
  g_test_add_func("/output/ended-in-the-midst-keeps-what-was-there", ended_in_the_midst_keeps_what_was_there);
  g_test_add_func("/output/a-failed-write-leaves-nothing", a_failed_write_leaves_nothing);
  g_test_add_func("/output/a-temporary-file-is-not-taken-for-a-map", a_temporary_file_is_not_taken_for_a_map);
  g_test_add_func("/output/killed-at-any-moment-leaves-all-or-nothing",
                  killed_at_any_moment_leaves_all_or_nothing);
  return g_test_run();
}
