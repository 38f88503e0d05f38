#include "data/base/output-folder.h"

#include "fixture.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
add(SalOutputFolder *folder, const char *name, const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_assert_true(sal_output_folder_add(folder, name, bytes, &error));
  g_assert_no_error(error);
}

static guint
count_entries(const char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  guint n = 0;
  while (g_dir_read_name(dir) != NULL)
    n++;
  return n;
}

static void
assert_text(const char *folder, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename(folder, name, NULL), *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, expected);
}

static void
has_its_name_only_when_whole(void)
{
  g_autoptr(Folder) scratch = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(scratch, "new", "evidence", NULL);
  g_autoptr(SalOutputFolder) folder = sal_output_folder_begin(path, NULL, &error);
  g_assert_no_error(error);
  add(folder, "a.txt", "a");
  add(folder, "outputs/maps/b.txt", "b");
  add(folder, "outputs/maps/c.txt", "c");
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  g_assert_true(sal_output_folder_finish(folder, &error));
  g_assert_no_error(error);
  assert_text(path, "a.txt", "a");
  assert_text(path, "outputs/maps/c.txt", "c");
  g_autofree char *above = g_build_filename(scratch, "new", NULL);
  g_assert_cmpuint(count_entries(above), ==, 1);
}

static void
nothing_stays_of_one_that_is_abandoned(void)
{
  g_autoptr(Folder) scratch = folder_new();
  g_autofree char *path = g_build_filename(scratch, "evidence", NULL);
  SalOutputFolder *folder = sal_output_folder_begin(path, NULL, NULL);
  add(folder, "outputs/b.txt", "b");
  sal_output_folder_abandon(folder);
  g_assert_cmpuint(count_entries(scratch), ==, 0);
}

static void
what_a_killed_run_left_is_removed(void)
{
  g_autoptr(Folder) scratch = folder_new();
  g_autofree char *path = g_build_filename(scratch, "evidence", NULL);
  int status;
  const pid_t child = fork();
  if (child == 0) {
    add(sal_output_folder_begin(path, NULL, NULL), "outputs/b.txt", "b");
    kill(getpid(), SIGKILL);
  }
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFSIGNALED(status));
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(count_entries(scratch), ==, 1);
  g_autoptr(SalOutputFolder) folder = sal_output_folder_begin(path, NULL, NULL);
  add(folder, "a.txt", "a");
  g_assert_true(sal_output_folder_finish(folder, NULL));
  g_assert_cmpuint(count_entries(scratch), ==, 1);
  g_assert_cmpuint(count_entries(path), ==, 1);
}

/* A run that still writes is not taken for one that was killed, and of two runs the first keeps the name. */
static void
two_runs_do_not_disturb_each_other(void)
{
  g_autoptr(Folder) scratch = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(scratch, "evidence", NULL);
  g_autoptr(SalOutputFolder) first = sal_output_folder_begin(path, NULL, NULL);
  add(first, "a.txt", "first");
  SalOutputFolder *second = sal_output_folder_begin(path, NULL, &error);
  g_assert_no_error(error);
  add(second, "a.txt", "second");
  g_assert_true(sal_output_folder_finish(first, NULL));
  g_assert_false(sal_output_folder_finish(second, &error));
  assert_error_says(error, SAL_ERROR_IO, "evidence: expected", NULL);
  sal_output_folder_abandon(second);
  assert_text(path, "a.txt", "first");
  g_assert_cmpuint(count_entries(scratch), ==, 1);
}

static void
one_that_exists_is_refused(void)
{
  g_autoptr(Folder) scratch = folder_new();
  g_autoptr(GError) error = NULL, of_file = NULL, of_link = NULL;
  g_autofree char *file = write_text(scratch, "file", "x");
  g_autofree char *link = g_build_filename(scratch, "link", NULL);
  g_autofree char *below = g_build_filename(file, "evidence", NULL);
  g_assert_false(sal_output_folder_check(scratch, NULL, &error));
  assert_error_says(error, SAL_ERROR_IO, "expected the name of a new folder", "remove it", NULL);
  g_assert_false(sal_output_folder_check(file, NULL, &of_file));
  assert_error_says(of_file, SAL_ERROR_IO, "a file that exists", NULL);
  g_assert_cmpint(symlink("nowhere", link), ==, 0);
  g_assert_false(sal_output_folder_check(link, NULL, &of_link));
  assert_error_says(of_link, SAL_ERROR_IO, "new folder", NULL);
  g_assert_null(sal_output_folder_begin(below, NULL, NULL));
}

static void
links_in_what_was_left_are_not_followed(void)
{
  g_autoptr(Folder) scratch = folder_new(), elsewhere = folder_new();
  g_autofree char *kept = write_text(elsewhere, "kept", "x");
  g_autofree char *orphan = g_build_filename(scratch, ".evidence.000000", NULL);
  g_autofree char *link = g_build_filename(orphan, "outputs", NULL);
  g_autofree char *path = g_build_filename(scratch, "evidence", NULL);
  g_assert_cmpint(g_mkdir(orphan, 0777), ==, 0);
  g_assert_cmpint(symlink(elsewhere, link), ==, 0);
  g_autoptr(SalOutputFolder) folder = sal_output_folder_begin(path, NULL, NULL);
  add(folder, "outputs/a.txt", "a");
  g_assert_true(sal_output_folder_finish(folder, NULL));
  g_assert_true(g_file_test(kept, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(count_entries(elsewhere), ==, 1);
}

static void
stays_inside_the_root(void)
{
  g_autoptr(Folder) scratch = folder_new(), root = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *outside = g_build_filename(scratch, "evidence", NULL);
  g_autofree char *inside = g_build_filename(root, "evidence", NULL);
  g_assert_false(sal_output_folder_check(outside, root, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
  g_assert_true(sal_output_folder_check(inside, root, NULL));
  g_assert_null(sal_output_folder_begin(outside, root, NULL));
}

int
main(int argc, char *argv[])
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/output-folder/has-its-name-only-when-whole", has_its_name_only_when_whole);
  g_test_add_func("/output-folder/nothing-stays-of-one-that-is-abandoned",
                  nothing_stays_of_one_that_is_abandoned);
  g_test_add_func("/output-folder/what-a-killed-run-left-is-removed", what_a_killed_run_left_is_removed);
  g_test_add_func("/output-folder/two-runs-do-not-disturb-each-other", two_runs_do_not_disturb_each_other);
  g_test_add_func("/output-folder/one-that-exists-is-refused", one_that_exists_is_refused);
  g_test_add_func("/output-folder/links-in-what-was-left-are-not-followed",
                  links_in_what_was_left_are_not_followed);
  g_test_add_func("/output-folder/stays-inside-the-root", stays_inside_the_root);
  return g_test_run();
}
