#include "data/change/region.h"

#include "data/change/apportion.h"
#include "data/change/changes.h"
#include "data/change/rows.h"
#include "data/table/table.h"
#include "fixture.h"
#include "random.h"

#define NO_DAY SAL_DAY_NONE

/* A file of squares, each "NAME x y size". */
static char *
write_squares(const Folder *folder, const char *name, const char *const *squares)
{
  g_autoptr(GString) features = g_string_new(NULL);
  for (guint i = 0; squares[i] != NULL; i++) {
    g_auto(GStrv) words = g_strsplit(squares[i], " ", -1);
    g_autofree char *properties = g_strdup_printf("{\"name\":\"%s\"}", words[0]);
    g_autofree char *square = make_square(g_ascii_strtod(words[1], NULL), g_ascii_strtod(words[2], NULL),
                                          g_ascii_strtod(words[3], NULL), properties);
    g_string_append_printf(features, "%s%s", i > 0 ? "," : "", square);
  }
  g_autofree char *text = make_collection(features->str);
  return write_text(folder, name, text);
}

#define SQUARES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static SalRegions *
load(const char *path)
{
  g_autoptr(GError) error = NULL;
  SalRegions *regions = sal_regions_load(path, "name", 0, &error);
  g_assert_no_error(error);
  return regions;
}

static void
assert_refused(const char *path, const char *field, SalError code, const char *first, const char *second)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_regions_load(path, field, 0, &error));
  g_assert_true(g_str_has_prefix(error->message, SAL_OPTION("regions") ": "));
  assert_error_says(error, code, path, first, second, NULL);
}

static void
joins_what_has_one_name_and_sorts(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path =
      write_squares(folder, "r.geojson", SQUARES("west 30 50 1", "north 31 51 1", "west 30 51 1"));
  g_autoptr(SalRegions) regions = load(path);
  const SalTiling *tiling = sal_regions_get_tiling(regions);
  g_assert_cmpuint(sal_regions_get_n_regions(regions), ==, 2);
  g_assert_cmpstr(sal_regions_get_name(regions, 0), ==, "north");
  g_assert_cmpstr(sal_regions_get_name(regions, 1), ==, "west");
  g_assert_cmpstr(sal_regions_get_name(regions, 2), ==, SAL_REGION_NONE);
  g_assert_cmpuint(sal_geometry_get_n_polygons(sal_tiling_get_tile(tiling, 1)), ==, 1);
}

static void
refuses_regions_without_a_name(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(30, 50, 1, "{\"name\":\"a\"}");
  g_autofree char *nameless = make_square(31, 50, 1, "{\"name\":\" \"}");
  g_autofree char *features = g_strdup_printf("%s,%s", square, nameless);
  g_autofree char *text = make_collection(features);
  g_autofree char *path = write_text(folder, "r.geojson", text);
  assert_refused(path, "name", SAL_ERROR_FORMAT, "feature 2: field 'name': expected a name", "got none");
  g_autofree char *reserved = write_squares(folder, "none.geojson", SQUARES(SAL_REGION_NONE " 30 50 1"));
  assert_refused(reserved, "name", SAL_ERROR_FORMAT, "feature 1: field 'name': expected another name",
                 "got '(none)'");
}

static void
refuses_files_without_regions(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_squares(folder, "r.geojson", SQUARES("a 30 50 1"));
  g_autofree char *missing = g_build_filename(folder, "missing.geojson", NULL);
  g_autofree char *point = make_feature("{\"type\":\"Point\",\"coordinates\":[30,50]}", "{\"name\":\"a\"}");
  g_autofree char *points = make_collection(point);
  g_autofree char *points_path = write_text(folder, "points.geojson", points);
  assert_refused(path, "nmae", SAL_ERROR_FORMAT, "nmae", "did you mean 'name'?");
  assert_refused(missing, "name", SAL_ERROR_IO, "missing.geojson", "expected");
  assert_refused(points_path, "name", SAL_ERROR_FORMAT, "expected polygons", "got 1 feature without any");
}

static void
refuses_overlaps(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_squares(folder, "r.geojson", SQUARES("b 30 50 1", "a 30.5 50 1"));
  assert_refused(path, "name", SAL_ERROR_GEOMETRY, "'a' and 'b' sharing 3946.", "near (30.750000, 50.5");
  /* 1.3 km2, one part in 6000 */
  g_autofree char *slim = write_squares(folder, "s.geojson", SQUARES("b 30 50 1", "a 30.99983 50 1"));
  assert_refused(slim, "name", SAL_ERROR_GEOMETRY, "'a' and 'b' sharing 1.3", "near (30.99");
  /* 2.4 km2 of large regions are less than one part in 10,000, but more than 1 km2. 0.08 km2 of small regions
   * are less than 1 km2, but more than one part in 10,000. */
  g_autofree char *large = write_squares(folder, "large.geojson", SQUARES("b 30 50 3", "a 32.9999 50 3"));
  assert_refused(large, "name", SAL_ERROR_GEOMETRY, "'a' and 'b' sharing 2.3", "near (32.99");
  g_autofree char *small = write_squares(folder, "small.geojson", SQUARES("b 30 50 0.1", "a 30.0999 50 0.1"));
  assert_refused(small, "name", SAL_ERROR_GEOMETRY, "'a' and 'b' sharing 0.080", "near (30.09");
}

static void
gives_imprecise_borders_to_the_first(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_squares(folder, "r.geojson", SQUARES("b 30 50 1", "a 30.99999 50 1"));
  g_autoptr(SalRegions) regions = load(path);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const SalTiling *tiling = sal_regions_get_tiling(regions);
  const SalGeometry *a = sal_tiling_get_tile(tiling, 0), *b = sal_tiling_get_tile(tiling, 1);
  g_autoptr(SalGeometry) shared = sal_geometry_intersection(a, b, NULL);
  g_assert_true(sal_geometry_is_empty(shared));
  g_assert_cmpfloat(sal_area_measure(model, a), >, sal_area_measure(model, b));
}

static void
write_days(const Folder *folder, const char *text)
{
  g_auto(GStrv) days = g_strsplit(text, " ", -1);
  for (guint i = 0; days[i] != NULL; i++) {
    char *colon = strchr(days[i], ':');
    g_autofree char *name = g_strdup_printf("%.*s.geojson", (int)(colon - days[i]), days[i]);
    put_square(folder, name, 30, 50, g_ascii_strtod(colon + 1, NULL));
  }
}

/* Days in a folder of their own. */
static Folder *
make_days(const char *text)
{
  Folder *folder = folder_new();
  write_days(folder, text);
  return folder;
}

static const SalBorder *stated_border; /* of the next computation; NULL: none */

static SalChanges *
compute_with(const char *source, const char *aoi, const SalRegions *regions, SalEvery every,
             const char *model_name, GError **error)
{
  char *sources[] = { (char *)source, NULL };
  g_autoptr(SalSeries) series =
      sal_series_open(&(SalSeriesOptions){ .sources = sources, .aoi = aoi, .date_shift_days = 0 }, error);
  g_autoptr(SalAreaModel) model = sal_area_model_new(model_name, NULL);
  if (series == NULL)
    return NULL;
  const SalChangeOptions options = {
    .periods = { .cadence = { every, 1 }, .span_first = NO_DAY, .span_last = NO_DAY },
    .max_gap_days = 3,
    .area_model = model,
    .regions = regions,
    .border = stated_border,
    .numbers_only = TRUE,
  };
  return sal_changes_compute(series, &options, NULL, error);
}

static SalChanges *
compute(const char *source, const char *aoi, const SalRegions *regions, SalEvery every)
{
  g_autoptr(GError) error = NULL;
  SalChanges *changes = compute_with(source, aoi, regions, every, "ellipsoid", &error);
  g_assert_no_error(error);
  return changes;
}

static const SalChange *
get_change(const SalChanges *changes, guint index)
{
  g_assert_cmpuint(index, <, changes->changes->len);
  return changes->changes->pdata[index];
}

/* The four areas of a change, added to sums. */
static void
add_areas(double sums_m2[4], const SalChange *change, double sign)
{
  const double areas_m2[] = { change->area_from_m2, change->area_to_m2, change->gained_m2, change->lost_m2 };
  for (guint i = 0; i < 4; i++)
    sums_m2[i] += sign * areas_m2[i];
}

/* Every whole is followed by n rows that add up to it. */
static void
assert_adds_up(const SalChanges *changes, guint n, double tolerance_m2)
{
  double sums_m2[4] = { 0 };
  g_assert_cmpuint(changes->changes->len % (n + 1), ==, 0);
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalChange *change = get_change(changes, i);
    const gboolean whole = i % (n + 1) == 0;
    g_assert_true(whole == (change->region[0] == '\0'));
    add_areas(sums_m2, change, whole ? 1 : -1);
    for (guint k = 0; i % (n + 1) == n && k < 4; k++)
      g_assert_cmpfloat(fabs(sums_m2[k]), <=, tolerance_m2);
  }
}

static void
rows_follow_their_whole_by_name(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0 20241001:1.5");
  g_autoptr(Folder) other = folder_new();
  g_autofree char *path = write_squares(other, "r.geojson", SQUARES("b 30 50 1", "a 31 50 1"));
  g_autoptr(SalRegions) regions = load(path);
  g_autoptr(SalChanges) changes = compute(folder, NULL, regions, SAL_EVERY_MONTH);
  const char *const names[] = { "", "a", "b", SAL_REGION_NONE };
  g_assert_cmpuint(changes->changes->len, ==, 8);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpstr(get_change(changes, i)->region, ==, names[i % 4]);
  assert_adds_up(changes, 3, 0.01);
  g_assert_cmpfloat_with_epsilon(sal_change_get_share_percent(get_change(changes, 1)), 100, 1e-6);
  g_assert_cmpfloat_with_epsilon(sal_change_get_share_percent(get_change(changes, 5)), 50, 1e-6);
  g_assert_cmpfloat(sal_change_get_share_percent(get_change(changes, 3)), ==, 0);
  g_assert_cmpfloat(get_change(changes, 2)->gained_m2, ==, 0);
}

static void
areas_start_anew_where_a_chain_breaks(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:1.2 20241110:1.3 20241201:1.4 20250101:1.5");
  g_autoptr(Folder) other = folder_new();
  g_autofree char *path = write_squares(other, "r.geojson", SQUARES("a 30 50 1"));
  g_autoptr(SalRegions) regions = load(path);
  g_autoptr(SalChanges) changes = compute(folder, NULL, regions, SAL_EVERY_MONTH);
  g_assert_cmpuint(changes->changes->len, ==, 6);
  g_assert_cmpstr(get_change(changes, 4)->period.name, ==, "2024-12");
  g_assert_cmpfloat_with_epsilon(sal_change_get_share_percent(get_change(changes, 4)), 100, 1e-6);
  assert_adds_up(changes, 2, 0.01);
}

static void
the_area_of_interest_is_all_that_counts(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  g_autoptr(Folder) other = folder_new();
  g_autofree char *aoi = write_squares(other, "aoi.geojson", SQUARES("x 30.5 50 0.5", "y 31 50 0.5"));
  g_autoptr(SalChanges) changes = compute(folder, aoi, NULL, SAL_EVERY_MONTH);
  const SalChange *change = get_change(changes, 0);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalRegions) regions = load(aoi);
  const double half_m2 = sal_area_measure(model, sal_tiling_get_tile(sal_regions_get_tiling(regions), 0));
  g_assert_cmpfloat_with_epsilon(change->area_from_m2, half_m2, 0.01);
  g_assert_cmpfloat_with_epsilon(change->gained_m2, half_m2, 0.01);
  g_assert_cmpfloat(change->lost_m2, ==, 0);
}

static void
an_area_of_interest_may_be_reached_later(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  g_autoptr(Folder) other = folder_new();
  g_autofree char *aoi = write_squares(other, "aoi.geojson", SQUARES("x 31.5 51.5 0.25"));
  g_autoptr(SalChanges) changes = compute(folder, aoi, NULL, SAL_EVERY_MONTH);
  g_assert_cmpfloat(get_change(changes, 0)->area_from_m2, ==, 0);
  g_assert_cmpfloat(get_change(changes, 0)->gained_m2, >, 0);
}

static void
refuses_an_area_of_interest_without_data(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  g_autoptr(Folder) other = folder_new();
  g_autoptr(GError) error = NULL, missing = NULL;
  g_autofree char *aoi = write_squares(other, "aoi.geojson", SQUARES("x 40 50 1"));
  g_assert_null(compute_with(folder, aoi, NULL, SAL_EVERY_MONTH, "ellipsoid", &error));
  assert_error_says(error, SAL_ERROR_USAGE, SAL_OPTION("aoi") ": expected an area that touches the data",
                    "got one", NULL);
  g_assert_null(compute_with(folder, "/missing.geojson", NULL, SAL_EVERY_MONTH, "ellipsoid", &missing));
  assert_error_says(missing, SAL_ERROR_IO, SAL_OPTION("aoi") ": /missing.geojson: ", NULL);
}

static void
write_polygon(const Folder *folder, const char *name, const SalGeometry *polygon)
{
  g_autoptr(GString) text = g_string_new("{\"type\":\"Polygon\",\"coordinates\":[[");
  guint n;
  const SalPoint *p = sal_geometry_get_part(polygon, 0, &n);
  for (guint k = 0; k < n; k++)
    g_string_append_printf(text, "%s[%.6f,%.6f]", k > 0 ? "," : "", p[k].x, p[k].y);
  g_string_append(text, "]]}");
  put_text(folder, name, text->str);
}

/* A month of days, each a random successor of the one before. */
static Folder *
make_random_days(GRand *random)
{
  const SalPoint centre = { 35, 48 };
  Folder *folder = folder_new();
  g_autoptr(SalGeometry) area = random_star(random, centre, 2, 60);
  for (int i = 1; i <= 29; i++) {
    g_autofree char *name = g_strdup_printf("202402%02d.geojson", i);
    write_polygon(folder, name, area);
    g_autoptr(SalGeometry) next = random_successor(random, area, centre, 2);
    sal_geometry_free(area);
    area = sal_geometry_extract_polygon(next, 0);
  }
  return folder;
}

/* Squares of half a degree side by side, which cover all (or but the north). */
static char *
write_grid(const Folder *folder, const char *name, int n_rows)
{
  g_autoptr(GPtrArray) squares = g_ptr_array_new_with_free_func(g_free);
  for (int row = 0; row < n_rows; row++)
    for (int column = 0; column < 12; column++)
      g_ptr_array_add(squares, g_strdup_printf("r%02d%02d %.1f %.1f 0.5", row, column, 32 + column * 0.5,
                                               45 + row * 0.5));
  g_ptr_array_add(squares, NULL);
  return write_squares(folder, name, (const char *const *)squares->pdata);
}

static void
random_rows_add_up_to_the_whole(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(Folder) folder = make_random_days(random), other = folder_new();
  for (int n_rows = 5; n_rows <= 12; n_rows += 7) {
    g_autofree char *path = write_grid(other, "grid.geojson", n_rows);
    g_autoptr(SalRegions) regions = load(path);
    g_autoptr(SalChanges) changes = compute(folder, NULL, regions, SAL_EVERY_DAYS);
    assert_adds_up(changes, sal_regions_get_n_regions(regions) + 1, 1);
  }
}

/* What accumulates is what cutting the last snapshot anew gives. */
static void
accumulated_areas_are_those_of_the_last_day(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(Folder) folder = make_random_days(random), other = folder_new();
  g_autofree char *path = write_grid(other, "grid.geojson", 12);
  g_autoptr(SalRegions) regions = load(path);
  g_autoptr(SalChanges) changes = compute(folder, NULL, regions, SAL_EVERY_DAYS);
  for (guint i = 1; i <= 28; i++) {
    g_autofree char *name = g_strdup_printf("202402%02d.geojson", i),
                    *gone = g_build_filename(folder, name, NULL);
    if (i < 28)
      g_remove(gone);
  }
  g_autoptr(SalChanges) last = compute(folder, NULL, regions, SAL_EVERY_DAYS);
  const guint first = changes->changes->len - last->changes->len;
  g_assert_cmpuint(last->changes->len, ==, 146);
  for (guint i = 0; i < last->changes->len; i++)
    g_assert_cmpfloat_with_epsilon(get_change(changes, first + i)->area_to_m2,
                                   get_change(last, i)->area_to_m2, 1);
}

static void
all_regions_together_are_an_area_of_interest(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(Folder) folder = make_random_days(random), other = folder_new();
  g_autofree char *path = write_grid(other, "grid.geojson", 5);
  g_autoptr(SalRegions) regions = load(path);
  const guint n = sal_regions_get_n_regions(regions);
  g_autoptr(SalChanges) by_region = compute(folder, NULL, regions, SAL_EVERY_DAYS);
  g_autoptr(SalChanges) inside = compute(folder, path, NULL, SAL_EVERY_DAYS);
  for (guint i = 0; i < inside->changes->len; i++) {
    double sums_m2[4] = { 0 };
    add_areas(sums_m2, get_change(inside, i), 1);
    for (guint k = 1; k <= n; k++)
      add_areas(sums_m2, get_change(by_region, i * (n + 2) + k), -1);
    for (guint k = 0; k < 4; k++)
      g_assert_cmpfloat(fabs(sums_m2[k]), <=, 1);
  }
}

static gint64
get_number(const SalRow *row, guint k)
{
  return ((const gint64[]){ row->area_from, row->area_to, row->gained, row->lost, row->net })[k];
}

/* In whole 1e-6 km2: sums, chains, signs, and no further from the truth than a few. */
static void
assert_rows_add_up(const SalChanges *changes, const SalAreaModel *model, guint n)
{
  g_autoptr(GArray) rows = sal_rows_compute(changes, model);
  gint64 sums[5] = { 0 };
  const guint n_rows = n + 1; /* of a period: the whole and its regions */
  g_assert_cmpuint(n_rows, >, 0);
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    g_assert_cmpint(row->net, ==, row->area_to - row->area_from);
    g_assert_cmpint(row->net, ==, row->gained - row->lost);
    g_assert_true(row->gained >= 0 && row->lost >= 0);
    g_assert_cmpfloat(fabs((double)row->area_to - row->change->area_to_m2), <=, n);
    if (i >= n_rows)
      g_assert_cmpint(row->area_from, ==, g_array_index(rows, SalRow, i - n_rows).area_to);
    for (guint k = 0; k < 5; k++) {
      sums[k] += (i % n_rows == 0 ? 1 : -1) * get_number(row, k);
      g_assert_true(i % n_rows != n || sums[k] == 0);
    }
  }
}

static void
printed_rows_add_up_as_printed(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(Folder) folder = make_random_days(random), other = folder_new();
  g_autofree char *path = write_grid(other, "grid.geojson", 12);
  g_autoptr(SalRegions) regions = load(path);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalChanges) changes = compute(folder, NULL, regions, SAL_EVERY_DAYS);
  assert_rows_add_up(changes, model, sal_regions_get_n_regions(regions) + 1);
}

/* Meridians so near to each other that all of the west is border, or all of both. */
static SalBorder *
make_border(int n_meridians)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  for (int i = 0; i < n_meridians; i++) {
    sal_geometry_add_point(lines, 32 + 0.5 * i, 44);
    sal_geometry_add_point(lines, 32 + 0.5 * i, 52);
    sal_geometry_end_part(lines);
  }
  return sal_border_new(lines, 40000, NULL);
}

/* Redrawn border and noise are two parts of what was gained and lost, in every row, and regions add up. Returns how many
 * rows have some. */
static guint
assert_borders_add_up(const SalChanges *changes, const SalAreaModel *model, guint n_rows)
{
  g_autoptr(GArray) rows = sal_rows_compute(changes, model);
  gint64 sums[4] = { 0 };
  guint n_found = 0;
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    const gint64 parts[] = { row->border_gained, row->border_lost, row->noise_gained, row->noise_lost };
    g_assert_cmpint(row->border_gained + row->noise_gained, <=, row->gained);
    g_assert_cmpint(row->border_lost + row->noise_lost, <=, row->lost);
    n_found += row->border_gained + row->border_lost > 0;
    for (guint k = 0; k < G_N_ELEMENTS(parts); k++) {
      g_assert_cmpint(parts[k], >=, 0);
      sums[k] += (i % n_rows == 0 ? 1 : -1) * parts[k];
      g_assert_true(i % n_rows != n_rows - 1 || sums[k] == 0);
    }
  }
  return n_found;
}

/* With or without a border, all else stays the same. */
static guint
check_border(const Folder *folder, const SalRegions *regions, int n_meridians)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalBorder) border = make_border(n_meridians);
  const guint n_rows = sal_regions_get_n_regions(regions) + 2;
  g_autoptr(SalChanges) plain = compute(folder, NULL, regions, SAL_EVERY_DAYS);
  stated_border = border;
  g_autoptr(SalChanges) changes = compute(folder, NULL, regions, SAL_EVERY_DAYS);
  stated_border = NULL;
  g_assert_cmpuint(assert_borders_add_up(plain, model, n_rows), ==, 0);
  for (guint i = 0; i < changes->changes->len; i++) {
    double sums_m2[4] = { 0 };
    add_areas(sums_m2, get_change(changes, i), 1);
    add_areas(sums_m2, get_change(plain, i), -1);
    for (guint k = 0; k < 4; k++)
      g_assert_cmpfloat(fabs(sums_m2[k]), <=, 1e-3);
    g_assert_cmpuint(get_change(changes, i)->n_parts, ==, get_change(plain, i)->n_parts);
    g_assert_true(get_change(changes, i)->has_border && !get_change(plain, i)->has_border);
  }
  return assert_borders_add_up(changes, model, n_rows);
}

/* Where all is border there is no front, so that something is always redrawn; in the west alone not on every day. */
static void
redrawn_borders_add_up_and_change_nothing_else(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(Folder) folder = make_random_days(random), other = folder_new();
  g_autofree char *path = write_grid(other, "grid.geojson", 12);
  g_autoptr(SalRegions) regions = load(path);
  check_border(folder, regions, 6);
  g_assert_cmpuint(check_border(folder, regions, 13), >, 0);
}

/* No part is more than its limit, and their sum is the whole. */
static void
levelling_within_limits_keeps_both(void)
{
  g_autoptr(GRand) random = random_new();
  for (int round = 0; round < 2000; round++) {
    gint64 parts[20] = { 0 }, limits[20] = { 0 }, sum = 0, most = 0;
    const guint n = (guint)g_rand_int_range(random, 1, 21);
    for (guint i = 0; i < n; i++) {
      const gint64 part = g_rand_int_range(random, -20, 50);
      most += limits[i] = g_rand_int_range(random, 0, 50);
      sum += parts[i] = CLAMP(part, 0, limits[i] + 2);
    }
    const gint64 off = g_rand_int_range(random, -5, 6), whole = CLAMP(sum + off, 0, most);
    sal_apportion_level_within(whole, parts, sizeof *parts, n, limits);
    for (guint i = 0; i < n; i++) {
      g_assert_true(parts[i] >= 0 && parts[i] <= limits[i]);
      sum = i == 0 ? parts[i] : sum + parts[i];
    }
    g_assert_cmpint(sum, ==, whole);
  }
}

/* Cut edges bow apart; squares a degree wide show it. */
static void
other_models_measure_every_snapshot(void)
{
  static const char *const models[] = { "geodesic", "EPSG:6933", NULL };
  g_autoptr(Folder) folder = make_days("20240801:0.50 20240802:0.51 20240803:0.52");
  g_autoptr(Folder) other = folder_new();
  g_autofree char *path = write_squares(other, "r.geojson", SQUARES("a 30 50 0.25", "b 30.25 50 0.25"));
  g_autoptr(SalRegions) regions = load(path);
  for (guint i = 0; models[i] != NULL; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SalChanges) changes = compute_with(folder, NULL, regions, SAL_EVERY_DAYS, models[i], &error);
    g_assert_no_error(error);
    assert_adds_up(changes, 3, 3e6);
    g_assert_cmpfloat_with_epsilon(sal_change_get_share_percent(get_change(changes, 5)), 100, 1e-9);
  }
}

static void
oblasts_add_up_to_the_whole(void)
{
  const char *archive = g_getenv("SALIENT_ARCHIVE");
  g_autofree char *daily = archive != NULL ? g_build_filename(archive, "daily", NULL) : NULL;
  g_autofree char *path = archive != NULL ? g_build_filename(archive, "oblasts.geojson", NULL) : NULL;
  if (path == NULL || !g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_test_skip("SALIENT_ARCHIVE has no oblasts.geojson");
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalRegions) regions = sal_regions_load(path, "name:en", 0, &error);
  g_assert_no_error(error);
  const guint n = sal_regions_get_n_regions(regions) + 1;
  g_autoptr(SalChanges) months = compute(daily, NULL, regions, SAL_EVERY_MONTH);
  g_autoptr(SalChanges) days = compute(daily, NULL, regions, SAL_EVERY_DAYS);
  assert_adds_up(months, n, 1);
  assert_adds_up(days, n, 1);
  assert_rows_add_up(months, model, n);
  assert_rows_add_up(days, model, n);
}

/* As sal_apportion_level() is defined. */
static void
level_by_units(gint64 whole, gint64 *parts, guint n)
{
  gint64 rest = whole;
  for (guint i = 0; i < n; i++)
    rest -= parts[i];
  for (; rest != 0; rest -= rest > 0 ? 1 : -1) {
    guint largest = 0;
    for (guint i = 1; i < n; i++)
      largest = parts[i] > parts[largest] ? i : largest;
    parts[largest] += rest > 0 ? 1 : -1;
  }
}

static void
levelling_moves_a_unit_at_a_time(void)
{
  g_autoptr(GRand) random = random_new();
  for (int round = 0; round < 2000; round++) {
    gint64 parts[20] = { 0 }, expected[20] = { 0 };
    const guint n = (guint)g_rand_int_range(random, 1, 21);
    gint64 whole = g_rand_int_range(random, -30, 31);
    for (guint i = 0; i < n; i++)
      whole += parts[i] = expected[i] = g_rand_int_range(random, 0, round % 2 == 0 ? 4 : 1000);
    sal_apportion_level(whole, parts, sizeof *parts, n);
    level_by_units(whole, expected, n);
    for (guint i = 0; i < n; i++)
      g_assert_cmpint(parts[i], ==, expected[i]);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/region/joins-what-has-one-name-and-sorts", joins_what_has_one_name_and_sorts);
  g_test_add_func("/region/refuses-regions-without-a-name", refuses_regions_without_a_name);
  g_test_add_func("/region/refuses-files-without-regions", refuses_files_without_regions);
  g_test_add_func("/region/refuses-overlaps", refuses_overlaps);
  g_test_add_func("/region/gives-imprecise-borders-to-the-first", gives_imprecise_borders_to_the_first);
  g_test_add_func("/region/rows-follow-their-whole-by-name", rows_follow_their_whole_by_name);
  g_test_add_func("/region/areas-start-anew-where-a-chain-breaks", areas_start_anew_where_a_chain_breaks);
  g_test_add_func("/region/the-area-of-interest-is-all-that-counts", the_area_of_interest_is_all_that_counts);
  g_test_add_func("/region/an-area-of-interest-may-be-reached-later",
                  an_area_of_interest_may_be_reached_later);
  g_test_add_func("/region/refuses-an-area-of-interest-without-data",
                  refuses_an_area_of_interest_without_data);
  g_test_add_func("/region/random-rows-add-up-to-the-whole", random_rows_add_up_to_the_whole);
  g_test_add_func("/region/accumulated-areas-are-those-of-the-last-day",
                  accumulated_areas_are_those_of_the_last_day);
  g_test_add_func("/region/all-regions-together-are-an-area-of-interest",
                  all_regions_together_are_an_area_of_interest);
  g_test_add_func("/region/printed-rows-add-up-as-printed", printed_rows_add_up_as_printed);
  g_test_add_func("/region/other-models-measure-every-snapshot", other_models_measure_every_snapshot);
  g_test_add_func("/region/oblasts-add-up-to-the-whole", oblasts_add_up_to_the_whole);
  g_test_add_func("/region/levelling-moves-a-unit-at-a-time", levelling_moves_a_unit_at_a_time);
  g_test_add_func("/region/redrawn-borders-add-up-and-change-nothing-else",
                  redrawn_borders_add_up_and_change_nothing_else);
  g_test_add_func("/region/levelling-within-limits-keeps-both", levelling_within_limits_keeps_both);
  return g_test_run();
}
