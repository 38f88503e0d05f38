/* Names of files that are made from names in strangers' files. */
#include "library/names.h"
#include "library/report-names.h"

#include <string.h>

static void
assert_part(const char *text, const char *expected)
{
  g_autofree char *part = sal_name_make_part(text, 255);
  g_assert_cmpstr(part, ==, expected);
}

static void
leaves_ordinary_names(void)
{
  static const char *const names[] = {
    "Слов’янськ", "St. Mary's", "A_B", "1.5 km", "القدس", "console", "com"
  };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    assert_part(names[i], names[i]);
}

static void
cannot_leave_the_folder(void)
{
  assert_part("../../etc/passwd", "_._.._etc_passwd");
  assert_part("..", "__");
  assert_part(".", "_");
  assert_part("a\\b:c", "a_b_c");
  assert_part(".hidden", "_hidden");
  assert_part("-rf", "_rf");
}

static void
has_no_signs_that_others_obey(void)
{
  assert_part("a\x1b[2J\x7f\xc2\x9b\n", "a_[2J___");
  assert_part("a\xe2\x80\xaegnp.exe", "a_gnp.exe");
  assert_part("a\xe2\x80\x8f", "a_");
  assert_part("<a>*?\"|", "_a_____");
  assert_part("caf\xe9", "caf\xef\xbf\xbd");
}

static void
windows_takes_it(void)
{
  assert_part("CON", "_CON");
  assert_part("nul.txt", "_nul.txt");
  assert_part("Aux ", "_Aux_");
  assert_part("com1", "_com1");
  assert_part("LPT9.x", "_LPT9.x");
  assert_part("COM¹", "_COM¹");
  assert_part("a.", "a_");
  assert_part("a. ", "a._");
}

static void
is_cut_between_letters(void)
{
  for (gsize n = 2; n < 9; n++) {
    g_autofree char *part = sal_name_make_part("éaééb", n);
    g_assert_cmpuint(strlen(part), <=, n);
    g_assert_true(g_utf8_validate(part, -1, NULL));
    g_assert_true(g_str_has_prefix("éaééb", part));
  }
  g_autofree char *device = sal_name_make_part("CONX", 3);
  g_assert_cmpstr(device, ==, "_CO");
}

static char *
expand(const char *pattern, const char *class_name, const char *region)
{
  const SalNameParts parts = { .period = "2024-01",
                               .from = "2024-01-01",
                               .to = "2024-02-01",
                               .class_name = class_name,
                               .style = "default",
                               .region = region };
  g_autoptr(GError) error = NULL;
  char *name = sal_name_expand(pattern, &parts, &error);
  g_assert_no_error(error);
  return name;
}

/* What the template says stays whole. */
static void
a_file_has_255_bytes_at_most(void)
{
  g_autofree char *letters = g_strnfill(300, 'x'), *region = g_strdup_printf("%sé", letters);
  g_autofree char *name = expand("maps/{region}/{class}-{region}-{period}.png", "control", region);
  g_auto(GStrv) folders = g_strsplit(name, "/", -1);
  g_assert_cmpuint(g_strv_length(folders), ==, 3);
  g_assert_cmpuint(strlen(folders[1]), <=, 255);
  g_assert_cmpuint(strlen(folders[2]), <=, 255);
  g_assert_true(g_str_has_prefix(folders[2], "control-xxx"));
  g_assert_true(g_str_has_suffix(folders[2], "x-2024-01.png"));
}

static void
a_template_that_is_too_long_stays(void)
{
  g_autofree char *letters = g_strnfill(300, 'x'), *pattern = g_strconcat(letters, "{class}.png", NULL);
  g_autofree char *name = expand(pattern, "control", "");
  g_assert_true(g_str_has_prefix(name, letters));
  g_assert_true(g_str_has_suffix(name, ".png"));
}

static void
markdown_has_files_beside_it(void)
{
  g_autoptr(GPtrArray) periods = g_ptr_array_new();
  g_ptr_array_add(periods, (gpointer) "2024-08");
  g_ptr_array_add(periods, (gpointer) "../x");
  g_autoptr(GPtrArray) files = sal_report_list_files("a.b/report.md", periods);
  static const char *const expected[] = { "a.b/report.md", "a.b/report/2024-08.png", "a.b/report/_._x.png",
                                          "a.b/report/chart.png", "a.b/report/figures.csv" };
  g_assert_cmpuint(files->len, ==, G_N_ELEMENTS(expected));
  for (guint i = 0; i < files->len; i++)
    g_assert_cmpstr(files->pdata[i], ==, expected[i]);
  g_autoptr(GPtrArray) page = sal_report_list_files("report.HTML", periods);
  g_assert_cmpuint(page->len, ==, 1);
}

/* In project files each command takes the outputs that are its own. */
static void
reports_are_told_from_tables(void)
{
  const guint render = 1u << SALIENT_RENDER, measure = 1u << SALIENT_MEASURE;
  g_assert_cmpuint(sal_formats_find_tasks("a.html") & (render | measure), ==, render);
  g_assert_cmpuint(sal_formats_find_tasks("a.report.md") & (render | measure), ==, render);
  g_assert_cmpuint(sal_formats_find_tasks("a.md") & (render | measure), ==, measure);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/names/leaves-ordinary-names", leaves_ordinary_names);
  g_test_add_func("/names/cannot-leave-the-folder", cannot_leave_the_folder);
  g_test_add_func("/names/has-no-signs-that-others-obey", has_no_signs_that_others_obey);
  g_test_add_func("/names/windows-takes-it", windows_takes_it);
  g_test_add_func("/names/is-cut-between-letters", is_cut_between_letters);
  g_test_add_func("/names/a-file-has-255-bytes-at-most", a_file_has_255_bytes_at_most);
  g_test_add_func("/names/a-template-that-is-too-long-stays", a_template_that_is_too_long_stays);
  g_test_add_func("/names/markdown-has-files-beside-it", markdown_has_files_beside_it);
  g_test_add_func("/names/reports-are-told-from-tables", reports_are_told_from_tables);
  return g_test_run();
}
