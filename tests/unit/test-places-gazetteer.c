#include "data/base/csv.h"
#include "data/change/region.h"
#include "data/geometry/ground.h"
#include "data/places/tables-resource.h"
#include "fixture.h"

#include <math.h>

#define OUTLINES "oblasts.geojson"
#define OUTLINE_SLACK_DEG 0.03 /* how far a generalised coast or border is from the real one */

enum { NAME, NAME_UK, NAME_RU, FORMER, OTHER, KIND, CLASS, LON, LAT, REGION, N_COLUMNS };

/* A row of a table, its cells as they are. */
typedef struct {
  char **cells;
  guint n_cells, line;
} Row;

static void
clear_row(gpointer data)
{
  g_strfreev(((Row *)data)->cells);
}

static gboolean
add_row(const SalCsvRow *row, gpointer data, G_GNUC_UNUSED GError **error)
{
  const Row copy = { g_new0(char *, row->n_cells + 1), row->n_cells, row->line };
  for (guint i = 0; i < row->n_cells; i++)
    copy.cells[i] = g_strdup(row->cells[i]);
  g_array_append_val(data, copy);
  return TRUE;
}

/* The rows of a table of the program below its header, which is asserted. */
static GArray *
read_table(const char *name, const char *header)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_strconcat("/salient/tables/", name, NULL);
  g_autoptr(GBytes) text =
      g_resource_lookup_data(sal_tables_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error(error);
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
  g_array_set_clear_func(rows, clear_row);
  g_assert_true(sal_csv_read(text, add_row, rows, &error));
  g_assert_no_error(error);
  g_autofree char *first = g_strjoinv(",", g_array_index(rows, Row, 0).cells);
  g_assert_cmpstr(first, ==, header);
  g_array_remove_index(rows, 0);
  return rows;
}

static GArray *
read_gazetteer(void)
{
  return read_table("gazetteer.csv", "name,name_uk,name_ru,former,other,kind,class,lon,lat,region");
}

static const char *
cell(const GArray *rows, guint row, guint column)
{
  return g_array_index(rows, Row, row).cells[column];
}

static SalPoint
position(const GArray *rows, guint row)
{
  return (SalPoint){ g_ascii_strtod(cell(rows, row, LON), NULL), g_ascii_strtod(cell(rows, row, LAT), NULL) };
}

static gboolean
is_settlement(const GArray *rows, guint row)
{
  return g_str_equal(cell(rows, row, KIND), "settlement");
}

static void
assert_letters(const Row *row, const char *text, const char *pattern)
{
  if (!g_regex_match_simple(pattern, text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    g_error("line %u: '%s' has a letter of another alphabet", row->line, text);
}

static void
each_name_is_in_its_alphabet(void)
{
  g_autoptr(GArray) rows = read_gazetteer();
  g_assert_cmpuint(rows->len, >=, 400);
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index(rows, Row, i);
    g_assert_cmpuint(row->n_cells, ==, N_COLUMNS);
    assert_letters(row, row->cells[NAME], "^[A-Z][A-Za-z]*([ -][A-Za-z]+)*$");
    assert_letters(row, row->cells[NAME_UK], "^[А-ЩЬЮЯҐЄІЇ][А-ЩЬЮЯҐЄІЇа-щьюяґєії ʼ-]*$");
    assert_letters(row, row->cells[NAME_RU], "^[А-ЯЁ][А-Яа-яЁё -]*$");
    assert_letters(row, row->cells[FORMER], "^[A-Za-z -]*(;[A-Za-z -]+)*$");
    assert_letters(row, row->cells[OTHER], "^[A-Za-z. ()-]*(;[A-Za-z. ()-]+)*$");
  }
}

static void
each_row_has_its_kind_class_and_position(void)
{
  g_autoptr(GArray) rows = read_gazetteer();
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index(rows, Row, i);
    assert_letters(row, row->cells[KIND], "^(settlement|river|water|area)$");
    assert_letters(row, row->cells[CLASS], "^[1-6]$");
    assert_letters(row, row->cells[LON], "^[0-9]{2}[.][0-9]{2}$");
    assert_letters(row, row->cells[LAT], "^[0-9]{2}[.][0-9]{2}$");
    assert_letters(row, row->cells[REGION], is_settlement(rows, i) ? "^(UA-[0-9]{2}|RU-[A-Z]{3})$" : "^$");
    const SalPoint point = position(rows, i);
    g_assert_true(point.x > 27 && point.x < 43.5 && point.y > 44 && point.y < 54);
  }
}

static int
order_of_kind(const char *kind)
{
  static const char *const kinds[] = { "settlement", "river", "water", "area" };
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_equal(kind, kinds[i]))
      return (int)i;
  g_assert_not_reached();
}

static int
compare(const GArray *rows, guint a, guint b)
{
  const int kinds = order_of_kind(cell(rows, a, KIND)) - order_of_kind(cell(rows, b, KIND));
  if (kinds != 0)
    return kinds;
  const int names = strcmp(cell(rows, a, NAME), cell(rows, b, NAME));
  return names != 0 ? names : strcmp(cell(rows, a, LON), cell(rows, b, LON));
}

static void
rows_are_sorted_and_come_once(void)
{
  g_autoptr(GArray) rows = read_gazetteer();
  for (guint i = 1; i < rows->len; i++)
    if (compare(rows, i - 1, i) >= 0)
      g_error("line %u: '%s' is not behind '%s'", g_array_index(rows, Row, i).line, cell(rows, i, NAME),
              cell(rows, i - 1, NAME));
}

/* Namesakes within the distance at which two sources' places of one name are one would be merged. */
static void
settlements_are_apart(void)
{
  g_autoptr(GArray) rows = read_gazetteer();
  for (guint i = 0; i < rows->len; i++)
    for (guint j = i + 1; j < rows->len && is_settlement(rows, i) && is_settlement(rows, j); j++) {
      const SalPoint a = position(rows, i), b = position(rows, j);
      const gboolean namesakes = g_str_equal(cell(rows, i, NAME), cell(rows, j, NAME));
      if (sal_ground_measure_m(a, b) < 1000 || (namesakes && fabs(a.x - b.x) < 0.3 && fabs(a.y - b.y) < 0.3))
        g_error("'%s' and '%s' are too near", cell(rows, i, NAME), cell(rows, j, NAME));
    }
}

static void
renames_are_sorted_and_change_something(void)
{
  g_autoptr(GArray) rows = read_table("renames.csv", "from,to,lon,lat");
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index(rows, Row, i);
    g_assert_cmpuint(row->n_cells, ==, 4);
    assert_letters(row, row->cells[0], "^[A-Z][A-Za-z '-]+$");
    assert_letters(row, row->cells[1], "^[A-Z][A-Za-z-]+( [A-Z][a-z]+)*$");
    assert_letters(row, row->cells[2], "^[0-9]{2,3}[.][0-9]{2}$");
    assert_letters(row, row->cells[3], "^[0-9]{2}[.][0-9]{2}$");
    g_assert_cmpstr(row->cells[0], !=, row->cells[1]);
    if (i > 0)
      g_assert_cmpstr(cell(rows, i - 1, 0), <, row->cells[0]);
  }
}

/* Both tables give a place the same name. */
static void
renames_agree_with_the_gazetteer(void)
{
  g_autoptr(GArray) rows = read_gazetteer(), renames = read_table("renames.csv", "from,to,lon,lat");
  guint n_shared = 0;
  for (guint i = 0; i < renames->len; i++)
    for (guint j = 0; j < rows->len && is_settlement(rows, j); j++) {
      const SalPoint a = position(rows, j), b = { g_ascii_strtod(cell(renames, i, 2), NULL),
                                                  g_ascii_strtod(cell(renames, i, 3), NULL) };
      if (sal_ground_measure_m(a, b) > 3000)
        continue;
      g_assert_cmpstr(cell(renames, i, 1), ==, cell(rows, j, NAME));
      n_shared++;
    }
  g_assert_cmpuint(n_shared, >, 15);
}

/* Whether a point, moved by up to the slack, lies in a region; NULL: in any. */
static gboolean
lies_in(const SalRegions *regions, const char *name, SalPoint point)
{
  for (guint i = 0; i < sal_regions_get_n_regions(regions); i++) {
    const SalGeometry *outline = sal_tiling_get_tile(sal_regions_get_tiling(regions), i);
    if (!g_str_equal(sal_regions_get_name(regions, i), name))
      continue;
    for (int dx = -1; dx <= 1; dx++)
      for (int dy = -1; dy <= 1; dy++)
        if (sal_geometry_contains(outline, point.x + dx * OUTLINE_SLACK_DEG,
                                  point.y + dy * OUTLINE_SLACK_DEG))
          return TRUE;
  }
  return FALSE;
}

static gboolean
lies_in_none(const SalRegions *regions, SalPoint point)
{
  for (guint i = 0; i < sal_regions_get_n_regions(regions); i++)
    if (sal_geometry_contains(sal_tiling_get_tile(sal_regions_get_tiling(regions), i), point.x, point.y))
      return FALSE;
  return TRUE;
}

static void
each_settlement_lies_in_its_region(void)
{
  const char *archive = g_getenv("SALIENT_ARCHIVE");
  g_autofree char *path = g_build_filename(archive != NULL ? archive : "", OUTLINES, NULL);
  if (archive == NULL || !g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_test_skip("no SALIENT_ARCHIVE with " OUTLINES);
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(SalRegions) regions = sal_regions_load(path, "iso3166-2", 0, &error);
  g_assert_no_error(error);
  g_autoptr(GArray) rows = read_gazetteer();
  for (guint i = 0; i < rows->len && is_settlement(rows, i); i++) {
    const char *region = cell(rows, i, REGION);
    /* these outlines have Sevastopol within Crimea */
    const char *outline = g_str_equal(region, "UA-40") ? "UA-43" : region;
    if (!(g_str_has_prefix(region, "UA") ? lies_in(regions, outline, position(rows, i))
                                         : lies_in_none(regions, position(rows, i))))
      g_error("'%s' does not lie in %s", cell(rows, i, NAME), region);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/gazetteer/each-name-is-in-its-alphabet", each_name_is_in_its_alphabet);
  g_test_add_func("/gazetteer/each-row-has-its-kind-class-and-position",
                  each_row_has_its_kind_class_and_position);
  g_test_add_func("/gazetteer/rows-are-sorted-and-come-once", rows_are_sorted_and_come_once);
  g_test_add_func("/gazetteer/settlements-are-apart", settlements_are_apart);
  g_test_add_func("/gazetteer/renames-are-sorted-and-change-something",
                  renames_are_sorted_and_change_something);
  g_test_add_func("/gazetteer/renames-agree-with-the-gazetteer", renames_agree_with_the_gazetteer);
  g_test_add_func("/gazetteer/each-settlement-lies-in-its-region", each_settlement_lies_in_its_region);
  return g_test_run();
}
