#include "data/base/csv.h"

#include "fixture.h"

#include <sys/stat.h>
#include <unistd.h>

/* A row as "3: a|b|c", in a GPtrArray. */
static gboolean
note_row(const SalCsvRow *row, gpointer data, GError **error)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%u: ", row->line);
  for (guint i = 0; i < row->n_cells; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? "|" : "", row->cells[i]);
  g_ptr_array_add(data, g_string_free(text, FALSE));
  return TRUE;
}

static void
assert_rows(const char *text, const char *expected)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_autoptr(GError) error = NULL;
  sal_csv_read(bytes, note_row, rows, &error);
  g_assert_no_error(error);
  g_autofree char *read = g_strjoinv("\n", (char **)rows->pdata);
  g_assert_cmpstr(read, ==, expected);
}

static void
assert_bytes_fail(const char *text, gsize size, const char *message)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GBytes) bytes = g_bytes_new(text, size);
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_csv_read(bytes, note_row, rows, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, message);
}

static void
assert_fails(const char *text, const char *message)
{
  assert_bytes_fail(text, strlen(text), message);
}

static void
the_first_row_decides_the_separator(void)
{
  assert_rows("a,b;c\nd;e,f", "1: a|b;c\n2: d;e|f");
  assert_rows("a;b\nc,d;e", "1: a|b\n2: c,d|e");
  assert_rows("a\tb,c;d\ne,f\tg", "1: a|b,c;d\n2: e,f|g");
  assert_rows("a\nb,c;d", "1: a\n2: b|c;d");
  assert_rows("", "");
}

static void
trims_cells_and_takes_off_their_quotes(void)
{
  assert_rows(" a , b ,, \"c, \"\"d\"\"\" ,\"\"", "1: a|b||c, \"d\"|");
}

/* Nor is the white space before them taken off. */
static void
tab_separated_cells_have_no_quotes(void)
{
  assert_rows("\"a\tb\"\t \"c\" ", "1: \"a|b\"| \"c\"");
}

static void
skips_what_is_no_row(void)
{
  assert_rows("\xef\xbb\xbf# comment, one\r\n\r\na,b\r\n  \n\t#c\nd,e\n", "3: a|b\n6: d|e");
}

static void
refuses_a_quote_without_its_end(void)
{
  assert_fails("a,b\nc,\"d", "line 2: column 2: expected a quote at the cell's end, got none");
  assert_fails("\"a\"b,c", "line 1: column 1: expected a quote at the cell's end, got text after it");
}

static void
refuses_what_is_no_text(void)
{
  assert_bytes_fail("a,\0b", 4, "line 1: byte 3: expected text, got the control character 0x00");
  assert_fails("a\n,\x1b[2J", "line 2: byte 2: expected text, got the control character 0x1b");
  assert_fails("a,\xc2\x85", "line 1: byte 3: expected text, got the control character 0x85");
  assert_rows("a,\xc2\xa0", "1: a|\xc2\xa0"); /* a no-break space is text */
  assert_fails("caf\xe9", "line 1: byte 4: expected UTF-8, got byte 0xe9");
}

static void
takes_lines_of_up_to_64_KiB(void)
{
  g_autofree char *line = g_strnfill(65536, 'x'), *with_end = g_strconcat(line, "\r\n", NULL);
  g_autofree char *expected = g_strconcat("1: ", line, NULL), *longer = g_strconcat(line, "x", NULL);
  assert_rows(line, expected);
  assert_rows(with_end, expected);
  assert_fails(longer, "line 1: expected at most 65536 bytes, got 65537");
}

static void
takes_rows_of_up_to_256_cells(void)
{
  g_autofree char *row = g_strnfill(255, ','), *longer = g_strnfill(256, ',');
  g_autofree char *cells = g_strnfill(255, '|'), *expected = g_strconcat("1: ", cells, NULL);
  assert_rows(row, expected);
  assert_fails(longer, "line 1: expected at most 256 columns, got more");
}

static gboolean
refuse_b(const SalCsvRow *row, gpointer data, GError **error)
{
  guint *n_calls = data;
  ++*n_calls;
  return !g_str_equal(row->cells[0], "b") || sal_error_set(error, SAL_ERROR_GEOMETRY, "expected no b");
}

static void
ends_at_the_first_row_that_is_refused(void)
{
  guint n_calls = 0;
  g_autoptr(GBytes) bytes = g_bytes_new_static("a\n\nb\nc", 6);
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_csv_read(bytes, refuse_b, &n_calls, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_GEOMETRY);
  g_assert_cmpstr(error->message, ==, "line 3: expected no b");
  g_assert_cmpuint(n_calls, ==, 2);
}

static void
assert_file_fails(const char *path, const char *part)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_csv_read_file(path, note_row, rows, &error));
  assert_error_says(error, SAL_ERROR_IO, part, NULL);
}

static void
reads_regular_files_alone(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "a.csv", "a,b"), *missing = g_strconcat(path, "x", NULL);
  g_autofree char *below = g_build_filename(path, "b.csv", NULL),
                  *pipe = g_build_filename(folder, "pipe", NULL);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_csv_read_file(path, note_row, rows, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(rows->len, ==, 1);
  g_assert_cmpstr(rows->pdata[0], ==, "1: a|b");
  g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
  assert_file_fails(missing, "expected a file, got nothing of that name");
  assert_file_fails(folder, "expected a regular file, got something else");
  assert_file_fails(pipe, "expected a regular file, got something else");
  assert_file_fails(below, "got 'Not a directory'");
}

/* The text as a file, whose lines lie across the ends of what is read at a time. */
static void
assert_file_is_as_text(const Folder *folder, const char *text, gsize size)
{
  g_autofree char *path = write_bytes(folder, "a.csv", text, size);
  g_autoptr(GBytes) bytes = g_bytes_new(text, size);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_null_terminated(4, g_free, TRUE),
                       expected = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  g_autoptr(GError) error = NULL, expected_error = NULL;
  g_assert_true(sal_csv_read_file(path, note_row, rows, &error) ==
                sal_csv_read(bytes, note_row, expected, &expected_error));
  g_autofree char *read = g_strjoinv("\n", (char **)rows->pdata),
                  *wanted = g_strjoinv("\n", (char **)expected->pdata);
  g_assert_cmpstr(read, ==, wanted);
  g_assert_cmpstr(error != NULL ? error->message : NULL, ==,
                  expected_error != NULL ? expected_error->message : NULL);
}

static void
reads_files_in_parts(void)
{
  g_autoptr(Folder) folder = folder_new();
  for (gsize n = 65530; n <= 65540; n++) {
    g_autofree char *line = g_strnfill(n, 'x');
    char *texts[] = { g_strconcat(line, NULL),
                      g_strconcat(line, "\n", NULL),
                      g_strconcat(line, "\r\nb,c\r\n", NULL),
                      g_strconcat("\xef\xbb\xbf", line, "\r\nb", NULL),
                      g_strconcat("#", line, "\n\xc3\xa4,\"b,\"\"c\"\n\n", NULL),
                      g_strconcat("a,b\n", line, line, "\nc", NULL) };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
      assert_file_is_as_text(folder, texts[i], strlen(texts[i]));
      g_free(texts[i]);
    }
  }
  assert_file_is_as_text(folder, "", 0);
  assert_file_is_as_text(folder, "\xef\xbb\xbf", 3);
}

static gboolean
cut_short(const SalCsvRow *row, gpointer data, GError **error)
{
  return truncate(data, 0) == 0;
}

static void
tells_of_a_file_that_is_cut_short(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *text = g_malloc(1 << 20);
  memset(text, '\n', 1 << 20);
  text[0] = 'a';
  g_autofree char *path = write_bytes(folder, "a.csv", text, 1 << 20);
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_csv_read_file(path, cut_short, path, &error));
  assert_error_says(error, SAL_ERROR_IO,
                    "expected a file of 1048576 bytes, got one that was cut short to 65536", NULL);
}

static void
assert_field(const char *value, const char *expected)
{
  g_autoptr(GString) text = g_string_new(NULL);
  sal_csv_append_field(text, value);
  g_assert_cmpstr(text->str, ==, expected);
}

static void
writes_no_formula(void)
{
  assert_field("=1+1", "'=1+1");
  assert_field("+1", "'+1");
  assert_field("-3.5", "'-3.5");
  assert_field("@SUM(A1)", "'@SUM(A1)");
  assert_field("  =1", "'  =1");
  assert_field("\xef\xbb\xbf=1", "'\xef\xbb\xbf=1");
  assert_field("＝1", "'＝1");
  assert_field("＋1", "'＋1");
  assert_field("－1", "'－1");
  assert_field("＠a", "'＠a");
  assert_field("=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"");
  assert_field("a=b", "a=b");
  assert_field("", "");
}

static void
writes_no_control_characters(void)
{
  assert_field("a\x1b[2J", "a\uFFFD[2J");
  assert_field("a\tb\r\nc\x7f\xc2\x9b", "a\uFFFDb\uFFFD\uFFFDc\uFFFD\uFFFD");
  assert_field("\t=1", "\uFFFD=1");
  assert_field("a\xe2\x80\xae"
               "b",
               "a\uFFFDb");
  assert_field("a\xe2\x80\x8f", "a\xe2\x80\x8f");
  assert_field("caf\xe9", "caf\uFFFD");
  assert_field("Слов’янськ, \"a\"", "\"Слов’янськ, \"\"a\"\"\"");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/csv/the-first-row-decides-the-separator", the_first_row_decides_the_separator);
  g_test_add_func("/csv/trims-cells-and-takes-off-their-quotes", trims_cells_and_takes_off_their_quotes);
  g_test_add_func("/csv/tab-separated-cells-have-no-quotes", tab_separated_cells_have_no_quotes);
  g_test_add_func("/csv/skips-what-is-no-row", skips_what_is_no_row);
  g_test_add_func("/csv/refuses-a-quote-without-its-end", refuses_a_quote_without_its_end);
  g_test_add_func("/csv/refuses-what-is-no-text", refuses_what_is_no_text);
  g_test_add_func("/csv/takes-lines-of-up-to-64-KiB", takes_lines_of_up_to_64_KiB);
  g_test_add_func("/csv/takes-rows-of-up-to-256-cells", takes_rows_of_up_to_256_cells);
  g_test_add_func("/csv/ends-at-the-first-row-that-is-refused", ends_at_the_first_row_that_is_refused);
  g_test_add_func("/csv/reads-regular-files-alone", reads_regular_files_alone);
  g_test_add_func("/csv/reads-files-in-parts", reads_files_in_parts);
  g_test_add_func("/csv/tells-of-a-file-that-is-cut-short", tells_of_a_file_that_is_cut_short);
  g_test_add_func("/csv/writes-no-formula", writes_no_formula);
  g_test_add_func("/csv/writes-no-control-characters", writes_no_control_characters);
  return g_test_run();
}
