#include "data/table/basis.h"

#include "data/base/csv.h"
#include "data/base/json.h"
#include "data/table/definition.h"

#include <string.h>

static SalBasis
make_basis(SalBasisForm form, const char *definition)
{
  return (SalBasis){ form,
                     { g_strdup("ellipsoid"), g_strdup(definition), g_strdup("salient 1"), g_strdup("{}") } };
}

/* Checks a row: as many cells as the header, of which the last are the basis. */
static gboolean
check_row(const SalCsvRow *row, gpointer data, GError **error)
{
  (void)error;
  guint *n_rows = data;
  g_assert_cmpuint(row->n_cells, ==, 6);
  g_assert_cmpstr(row->cells[2], ==, (*n_rows)++ == 0 ? "area_model" : "ellipsoid");
  if (*n_rows > 1)
    g_assert_cmpstr(row->cells[3], ==, "a, \"b\"");
  return TRUE;
}

static void
columns_stand_in_each_row(void)
{
  g_auto(SalBasis) basis = make_basis(SAL_BASIS_COLUMNS, "a, \"b\"");
  char *csv = sal_basis_put_csv(&basis, g_strdup("name,km2\n\"x, y\",1\nz,2\n"));
  g_autoptr(GBytes) bytes = g_bytes_new_take(csv, strlen(csv));
  g_autoptr(GError) error = NULL;
  guint n_rows = 0;
  g_assert_true(sal_csv_read(bytes, check_row, &n_rows, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(n_rows, ==, 3);
}

static void
a_line_feed_in_quotes_ends_no_row(void)
{
  g_auto(SalBasis) basis = make_basis(SAL_BASIS_COLUMNS, "d");
  g_autofree char *csv = sal_basis_put_csv(&basis, g_strdup("a\n\"x\n\"\"y\"\n"));
  g_assert_cmpstr(csv, ==,
                  "a,area_model,definition,program,options\n\"x\n\"\"y\",ellipsoid,d,salient 1,{}\n");
}

static void
nothing_changes_without_it(void)
{
  SalBasis basis = { SAL_BASIS_NONE, { NULL } };
  g_autofree char *csv = sal_basis_put_csv(&basis, g_strdup("a,b\n1,2\n"));
  g_assert_cmpstr(csv, ==, "a,b\n1,2\n");
}

static void
comments_are_one_line_each(void)
{
  g_auto(SalBasis) basis = make_basis(SAL_BASIS_COMMENT, "first\nsecond\r\x1b[31m");
  g_autofree char *csv = sal_basis_put_csv(&basis, g_strdup("a\n1\n"));
  g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 7);
  for (guint i = 0; i < 4; i++)
    g_assert_true(g_str_has_prefix(lines[i], "# "));
  g_assert_null(strpbrk(csv, "\r\x1b"));
  g_assert_cmpstr(lines[4], ==, "a");
}

static void
gross_figures_name_their_period(void)
{
  const struct {
    SalCadence cadence;
    const char *text;
  } cases[] = { { { SAL_EVERY_DAYS, 1 }, "at the end of each day" },
                { { SAL_EVERY_DAYS, 10 }, "at the end of each period of 10 days" },
                { { SAL_EVERY_MONTH, 1 }, "at the end of each month" },
                { { SAL_EVERY_YEAR, 1 }, "at the end of each year" },
                { { SAL_EVERY_SNAPSHOT, 1 }, "at each snapshot" } };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = sal_definition_describe_gross(cases[i].cadence);
    g_assert_cmpstr(text, ==, cases[i].text);
  }
}

static void
flat_json_is_the_same_json(void)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "a", "x\n  y,");
  sal_json_open(&json, "list", '[');
  sal_json_add_integer(&json, NULL, 1);
  sal_json_add_integer(&json, NULL, 2);
  sal_json_close(&json, ']');
  sal_json_close(&json, '}');
  g_autofree char *document = sal_json_finish(&json), *flat = sal_json_flatten(document);
  g_assert_cmpstr(flat, ==, "{\"a\": \"x\\n  y,\", \"list\": [1, 2]}");
}

static void
refuses_unknown_forms(void)
{
  SalBasisForm form;
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_basis_parse_form("colums", &form, &error));
  g_assert_cmpstr(error->message, ==,
                  "expected none, columns or comment, got 'colums' (did you mean 'columns'?)");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/basis/columns-stand-in-each-row", columns_stand_in_each_row);
  g_test_add_func("/basis/a-line-feed-in-quotes-ends-no-row", a_line_feed_in_quotes_ends_no_row);
  g_test_add_func("/basis/nothing-changes-without-it", nothing_changes_without_it);
  g_test_add_func("/basis/comments-are-one-line-each", comments_are_one_line_each);
  g_test_add_func("/basis/gross-figures-name-their-period", gross_figures_name_their_period);
  g_test_add_func("/basis/flat-json-is-the-same-json", flat_json_is_the_same_json);
  g_test_add_func("/basis/refuses-unknown-forms", refuses_unknown_forms);
  return g_test_run();
}
