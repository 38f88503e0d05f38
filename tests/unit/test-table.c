#include "data/table/table.h"

#include "data/base/cells.h"
#include "data/change/rows.h"
#include "data/table/summary.h"

#include "fixture.h"
#include "random.h"

#include <json-glib/json-glib.h>

/* A chain of periods with made-up areas, in the order of a table: by period, then class. */
typedef struct {
  const char *const *classes; /* NULL-terminated */
  guint n_periods;
  double largest_m2;
  double residue_m2; /* by how much gained - lost misses the net at most, as geodesic areas do */
} ChainOptions;

static SalChange *
make_change(GRand *random, const ChainOptions *options, const char *class_name, guint index, double *area)
{
  SalChange *change = g_new0(SalChange, 1);
  const double lost = g_rand_double(random) < 0.1 ? 0 : g_rand_double_range(random, 0, *area);
  const double gained =
      g_rand_double(random) < 0.1 ? 0 : g_rand_double_range(random, 0, options->largest_m2 / 10);
  change->period = (SalPeriod){ .from = (SalDay)(19900 + 7 * index), .to = (SalDay)(19907 + 7 * index) };
  g_snprintf(change->period.name, sizeof change->period.name, "2024-W%02u", index + 1);
  change->from_snapshot = change->period.from;
  change->to_snapshot = change->period.to + (index % 5 == 3);
  change->class_name = g_intern_string(class_name);
  change->region = g_intern_static_string("");
  change->area_from_m2 = *area;
  *area += gained - lost + g_rand_double_range(random, -1, 1) * options->residue_m2;
  change->area_to_m2 = *area;
  change->gained_m2 = gained;
  change->lost_m2 = lost;
  return change;
}

static void
free_change(gpointer change)
{
  sal_change_free(change);
}

static SalChanges *
make_chain(GRand *random, const ChainOptions *options)
{
  SalChanges *changes = g_new0(SalChanges, 1);
  double areas[8];
  changes->changes = g_ptr_array_new_with_free_func(free_change);
  changes->remarks = g_ptr_array_new_with_free_func(g_free);
  for (guint c = 0; c < G_N_ELEMENTS(areas); c++)
    areas[c] = g_rand_double_range(random, 0, options->largest_m2);
  for (guint i = 0; i < options->n_periods; i++)
    for (guint c = 0; options->classes[c] != NULL; c++)
      g_ptr_array_add(changes->changes, make_change(random, options, options->classes[c], i, &areas[c]));
  return changes;
}

static const char *const control[] = { "control", NULL };

static char *
format_with(const SalChanges *changes, const char *model_name, SalTableFormat format)
{
  char *sources[] = { "daily", "x \"y\"\\z\n", NULL };
  g_autoptr(SalAreaModel) model = sal_area_model_new(model_name, NULL);
  const SalTableContext context = { .sources = sources,
                                    .area_model = model,
                                    .cadence = { .every = SAL_EVERY_WEEK },
                                    .boundary = SAL_BOUNDARY_FIRST,
                                    .max_gap_days = 3,
                                    .date_shift_days = -1 };
  return sal_table_format(changes, &context, format);
}

static char **
split_lines(const char *text)
{
  g_autofree char *copy = g_strdup(text);
  return g_strsplit(g_strchomp(copy), "\n", -1);
}

/* A number as printed, such as "-1,234.567" with U+2212 or "+0.500", in units of its last decimal. */
static gint64
read_units(const char *text, guint decimals)
{
  const gboolean negative = text[0] == '-' || g_str_has_prefix(text, "\xe2\x88\x92");
  gint64 units = 0;
  int after_point = -1;
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '.' && after_point < 0)
      after_point = 0;
    if (!g_ascii_isdigit(*c))
      continue;
    units = 10 * units + g_ascii_digit_value(*c);
    after_point += after_point >= 0;
  }
  g_assert_cmpint(after_point, ==, decimals);
  return negative ? -units : units;
}

/* CSV */

#define CSV_HEADER                                                                                           \
  "period,from,to,from_snapshot,to_snapshot,class,region,area_from_km2,area_to_km2,gained_km2,lost_km2,net_" \
  "km2,noise_gained_km2,noise_lost_km2,parts,noise_parts,advance_km,retreat_km,km2_per_day,flag,redefined_"  \
  "km2,turnover_km2,days,partial"

static void
csv_has_the_columns_that_scripts_rely_on(void)
{
  g_autoptr(GRand) random = random_new();
  const ChainOptions options = { control, 4, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  g_autofree char *csv = format_with(changes, "ellipsoid", SAL_TABLE_CSV);
  g_auto(GStrv) lines = split_lines(csv);
  g_assert_cmpstr(lines[0], ==, CSV_HEADER);
  g_assert_cmpuint(g_strv_length(lines), ==, 5);
  g_assert_true(g_str_has_prefix(lines[1], "2024-W01,2024-06-26,2024-07-03,2024-06-26,2024-07-03,control,,"));
  g_assert_true(g_str_has_prefix(lines[4], "2024-W04,2024-07-17,2024-07-24,2024-07-17,2024-07-25,control,,"));
}

static void
check_csv_rows(const char *csv, gboolean additive)
{
  gint64 last_to = 0;
  g_auto(GStrv) lines = split_lines(csv);
  for (guint i = 1; lines[i] != NULL; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], ",", -1);
    gint64 n[5];
    g_assert_cmpuint(g_strv_length(cells), ==, 24);
    for (guint c = 0; c < 5; c++)
      n[c] = read_units(cells[7 + c], 6);
    g_assert_cmpint(n[4], ==, n[1] - n[0]);
    g_assert_true(n[0] >= 0 && n[1] >= 0 && n[2] >= 0 && n[3] >= 0);
    if (additive)
      g_assert_cmpint(n[2] - n[3], ==, n[4]);
    if (i > 1)
      g_assert_cmpint(n[0], ==, last_to);
    last_to = n[1];
  }
}

static void
csv_rows_add_up_as_printed(void)
{
  g_autoptr(GRand) random = random_new();
  const double largest[] = { 5, 3e6, 7e10, 1.7e13 };
  for (guint i = 0; i < 200; i++) {
    const ChainOptions options = { control, 30, largest[i % 4], 0 },
                       bowed = { control, 30, largest[i % 4], 2000 };
    g_autoptr(SalChanges) changes = make_chain(random, &options), geodesic = make_chain(random, &bowed);
    g_autofree char *csv = format_with(changes, "ellipsoid", SAL_TABLE_CSV);
    check_csv_rows(csv, TRUE);
    if (largest[i % 4] < 1e9)
      continue;
    g_autofree char *csv_geodesic = format_with(geodesic, "geodesic", SAL_TABLE_CSV);
    check_csv_rows(csv_geodesic, FALSE);
  }
}

/* Rounding may move a figure by a unit or two of the last decimal, not more. */
static void
rounding_stays_below_two_units(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const ChainOptions options = { control, 500, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  g_autoptr(GArray) rows = sal_rows_compute(changes, model);
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    g_assert_cmpfloat(fabs((double)row->gained - row->change->gained_m2), <=, 2);
    g_assert_cmpfloat(fabs((double)row->lost - row->change->lost_m2), <=, 2);
    g_assert_cmpfloat(fabs((double)row->area_to - row->change->area_to_m2), <=, 0.5);
  }
}

static void
csv_quotes_what_needs_it(void)
{
  static const char *const odd[] = { "held, \"claimed\"\nand more", NULL };
  g_autoptr(GRand) random = random_new();
  const ChainOptions options = { odd, 1, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  g_autofree char *csv = format_with(changes, "ellipsoid", SAL_TABLE_CSV);
  g_assert_nonnull(strstr(csv, ",\"held, \"\"claimed\"\"\uFFFDand more\",,"));
}

/* Text */

/* The cells of a line of the text table, which stand at least two blanks apart. */
static GPtrArray *
split_cells(const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) parts = g_strsplit(line, "  ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip(parts[i])[0] != '\0')
      g_ptr_array_add(cells, g_strdup(parts[i]));
  return cells;
}

static void
check_text_rows(char **lines, gboolean additive)
{
  gint64 held = 0;
  for (guint i = 1; lines[i][0] != '\0'; i++) {
    g_autoptr(GPtrArray) cells = split_cells(lines[i]);
    g_assert_cmpuint(cells->len, ==, 8);
    const gint64 held_now = read_units(cells->pdata[4], 3), net = read_units(cells->pdata[7], 3);
    const gint64 gained = read_units(cells->pdata[5], 3), lost = read_units(cells->pdata[6], 3);
    if (additive)
      g_assert_cmpint(gained - lost, ==, net);
    if (i > 1)
      g_assert_cmpint(held_now, ==, held + net);
    held = held_now;
  }
}

/* "control: net +1.000 km² (gained 2.000, lost 1.000) in 30 weeks": the sums of the exact areas, rounded once,
 * and not those of the rows as printed. */
static void
check_sums(char **lines, const SalChanges *changes)
{
  double gained_m2 = 0, lost_m2 = 0, net_m2 = 0;
  for (guint k = 0; k < changes->changes->len; k++) {
    const SalChange *change = changes->changes->pdata[k];
    gained_m2 += change->gained_m2, lost_m2 += change->lost_m2;
    net_m2 += sal_change_get_net_m2(change);
  }
  guint i = 0;
  while (!g_str_has_prefix(lines[i], "control: net "))
    i++;
  g_auto(GStrv) words = g_strsplit_set(lines[i], " ()", -1);
  g_autoptr(GPtrArray) numbers = g_ptr_array_new();
  for (guint k = 0; words[k] != NULL; k++)
    if (strchr(words[k], '.') != NULL) {
      if (g_str_has_suffix(words[k], ","))
        words[k][strlen(words[k]) - 1] = '\0';
      g_ptr_array_add(numbers, words[k]);
    }
  g_assert_cmpuint(numbers->len, ==, 3);
  const gint64 net = read_units(numbers->pdata[0], 3), gained = read_units(numbers->pdata[1], 3);
  const gint64 lost = read_units(numbers->pdata[2], 3);
  const double unit_m2 = 1e3, square_metres = 0.05; /* rows of 30 periods are whole square metres */
  g_assert_cmpfloat(fabs((double)net - net_m2 / unit_m2), <=, 0.5 + square_metres);
  g_assert_cmpfloat(fabs((double)MIN(gained, lost) - MIN(gained_m2, lost_m2) / unit_m2), <=,
                    0.5 + square_metres);
  g_assert_cmpint(gained - lost, ==, net);
}

static void
text_rows_add_up_as_printed(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint i = 0; i < 100; i++) {
    const ChainOptions options = { control, 30, i % 2 == 0 ? 7e10 : 9e5, 0 };
    g_autoptr(SalChanges) changes = make_chain(random, &options);
    g_autofree char *text = format_with(changes, "ellipsoid", SAL_TABLE_TEXT);
    g_auto(GStrv) lines = split_lines(text);
    check_text_rows(lines, TRUE);
    check_sums(lines, changes);
  }
}

static void
text_stars_stand_ins_and_says_what_they_are(void)
{
  g_autoptr(GRand) random = random_new();
  const ChainOptions four = { control, 4, 7e10, 0 }, three = { control, 3, 7e10, 0 };
  g_autoptr(SalChanges) with = make_chain(random, &four), without = make_chain(random, &three);
  g_autofree char *starred = format_with(with, "ellipsoid", SAL_TABLE_TEXT);
  g_autofree char *plain = format_with(without, "ellipsoid", SAL_TABLE_TEXT);
  g_assert_nonnull(strstr(starred, "2024-07-25*"));
  g_assert_nonnull(strstr(starred, "\n* no snapshot of the boundary's own day"));
  g_assert_null(strchr(plain, '*'));
}

static void
lines_of_the_text_table_are_aligned(void)
{
  static const char *const classes[] = { "зайнято", "control", "x", NULL };
  g_autoptr(GRand) random = random_new();
  const ChainOptions options = { classes, 5, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  g_autofree char *text = format_with(changes, "ellipsoid", SAL_TABLE_TEXT);
  g_auto(GStrv) lines = split_lines(text);
  for (guint i = 1; lines[i][0] != '\0'; i++)
    g_assert_cmpint(g_utf8_strlen(lines[i], -1), ==, g_utf8_strlen(lines[0], -1));
}

static void
markdown_is_a_table(void)
{
  static const char *const odd[] = { "held|claimed", NULL };
  g_autoptr(GRand) random = random_new();
  const ChainOptions options = { odd, 4, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  g_autofree char *markdown = format_with(changes, "ellipsoid", SAL_TABLE_MARKDOWN);
  g_auto(GStrv) lines = split_lines(markdown);
  g_assert_true(g_str_has_prefix(lines[0], "| Period | From | To | Class |"));
  g_assert_cmpstr(lines[1], ==, "|---|---|---|---|---:|---:|---:|---:|");
  g_assert_nonnull(strstr(lines[2], "| held\\|claimed |"));
  g_assert_nonnull(strstr(markdown, "\n\\* no snapshot"));
}

/* JSON */

static JsonObject *
parse_json(const SalChanges *changes, const char *model, JsonNode **node)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = format_with(changes, model, SAL_TABLE_JSON);
  *node = json_from_string(text, &error);
  g_assert_no_error(error);
  return json_node_get_object(*node);
}

static void
json_says_what_the_numbers_rest_on(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(JsonNode) node = NULL;
  const ChainOptions options = { control, 4, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  g_ptr_array_add(changes->remarks, g_strdup("a\tremark \"with\" \\ all \x01 of it, caf\xe9"));
  JsonObject *object = parse_json(changes, "sphere:6378137", &node);
  g_assert_cmpstr(json_object_get_string_member(object, "area_model"), ==, "sphere:6378137");
  g_assert_cmpstr(json_object_get_string_member(object, "every"), ==, "week");
  g_assert_cmpstr(json_object_get_string_member(object, "boundary"), ==, "first");
  g_assert_cmpint(json_object_get_int_member(object, "date_shift_days"), ==, -1);
  g_assert_cmpstr(json_array_get_string_element(json_object_get_array_member(object, "sources"), 1), ==,
                  "x \"y\"\\z\n");
  g_assert_cmpuint(json_array_get_length(json_object_get_array_member(object, "rows")), ==, 4);
  g_assert_cmpstr(json_array_get_string_element(json_object_get_array_member(object, "remarks"), 0), ==,
                  "a\tremark \"with\" \\ all \x01 of it, caf\xef\xbf\xbd");
}

static gint64
get_m2(JsonObject *object, const char *key)
{
  return (gint64)llround(json_object_get_double_member(object, key) * 1e6);
}

static void
json_rows_add_up(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(JsonNode) node = NULL;
  const ChainOptions options = { control, 30, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  JsonArray *rows = json_object_get_array_member(parse_json(changes, "ellipsoid", &node), "rows");
  gint64 net = 0;
  for (guint i = 0; i < json_array_get_length(rows); i++) {
    JsonObject *row = json_array_get_object_element(rows, i);
    g_assert_cmpint(get_m2(row, "gained_km2") - get_m2(row, "lost_km2"), ==, get_m2(row, "net_km2"));
    g_assert_cmpint(get_m2(row, "area_to_km2") - get_m2(row, "area_from_km2"), ==, get_m2(row, "net_km2"));
    g_assert_cmpfloat(fabs(json_object_get_double_member(row, "residue_km2")), <, 1e-9);
    net += get_m2(row, "net_km2");
  }
  JsonArray *summary = json_object_get_array_member(json_node_get_object(node), "summary");
  g_assert_cmpint(get_m2(json_array_get_object_element(summary, 0), "sum_net_km2"), ==, net);
}

static void
json_states_the_residue_of_geodesic_areas(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(JsonNode) node = NULL;
  const ChainOptions options = { control, 10, 7e10, 2000 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  JsonArray *rows = json_object_get_array_member(parse_json(changes, "geodesic", &node), "rows");
  for (guint i = 0; i < json_array_get_length(rows); i++) {
    JsonObject *row = json_array_get_object_element(rows, i);
    const double missed = json_object_get_double_member(row, "gained_km2") -
                          json_object_get_double_member(row, "lost_km2") -
                          json_object_get_double_member(row, "net_km2");
    g_assert_cmpfloat_with_epsilon(json_object_get_double_member(row, "residue_km2"), missed, 3e-6);
  }
}

/* Summary */

static SalSummary
summarise(const SalChanges *changes, GArray **rows, const char *class_name)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  *rows = sal_rows_compute(changes, model);
  return sal_summary_compute(*rows, class_name, SAL_RATE_NONE);
}

static void
set_areas(const SalChanges *changes, guint index, double from, double gained, double lost)
{
  SalChange *change = changes->changes->pdata[index];
  change->area_from_m2 = from;
  change->area_to_m2 = from + gained - lost;
  change->gained_m2 = gained;
  change->lost_m2 = lost;
}

static void
summarises_sums_means_and_extremes(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(GArray) rows = NULL;
  const ChainOptions options = { control, 3, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  set_areas(changes, 0, 100e6, 30e6, 10e6);
  set_areas(changes, 1, 120e6, 0, 50e6);
  set_areas(changes, 2, 70e6, 60e6, 0);
  const SalSummary summary = summarise(changes, &rows, "control");
  g_assert_cmpuint(summary.n_rows, ==, 3);
  g_assert_cmpint(summary.sum.net, ==, 30000000);
  g_assert_cmpint(summary.sum.gained, ==, 90000000);
  g_assert_cmpint(summary.sum.lost, ==, 60000000);
  const SalTurnover mean = sal_summary_get_mean(&summary, TRUE);
  g_assert_true(mean.net == 10000000 && mean.gained == 30000000 && mean.lost == 20000000);
  g_assert_cmpstr(summary.most_gained->change->period.name, ==, "2024-W03");
  g_assert_cmpstr(summary.most_lost->change->period.name, ==, "2024-W02");
}

static void
of_equal_extremes_the_first_is_named(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(GArray) rows = NULL;
  const ChainOptions options = { control, 4, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  set_areas(changes, 0, 100e6, 10e6, 0);
  set_areas(changes, 1, 110e6, 0, 5e6);
  set_areas(changes, 2, 105e6, 10e6, 0);
  set_areas(changes, 3, 115e6, 0, 5e6);
  const SalSummary summary = summarise(changes, &rows, "control");
  g_assert_cmpstr(summary.most_gained->change->period.name, ==, "2024-W01");
  g_assert_cmpstr(summary.most_lost->change->period.name, ==, "2024-W02");
}

static void
periods_of_one_snapshot_after_the_last_change_count_in_no_mean(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(GArray) rows = NULL;
  const ChainOptions options = { control, 3, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  SalChange *unknown = changes->changes->pdata[2];
  set_areas(changes, 0, 100e6, 10e6, 0);
  set_areas(changes, 1, 110e6, 20e6, 0);
  set_areas(changes, 2, 130e6, 0, 0);
  unknown->to_snapshot = unknown->from_snapshot;
  const SalSummary summary = summarise(changes, &rows, "control");
  g_assert_true(summary.n_rows == 3 && summary.n_periods == 2);
  g_assert_cmpint(sal_summary_get_mean(&summary, TRUE).net, ==, 15000000);
  g_assert_cmpstr(summary.most_lost->change->period.name, ==, "2024-W01");
  g_autofree char *text = format_with(changes, "ellipsoid", SAL_TABLE_TEXT);
  g_assert_nonnull(strstr(text, "  0.000†\n"));
  g_assert_nonnull(strstr(text, "\n† both ends are the same snapshot: change unknown\n"));
  g_autofree char *json = format_with(changes, "ellipsoid", SAL_TABLE_JSON);
  g_assert_nonnull(strstr(json, "\"same_snapshot\": true"));
}

/* The three numbers of a summary's line, "net A km2 (gained B, lost C)", in units of their last decimal. */
static void
read_turnover(const char *text, const char *line_start, gint64 units[3])
{
  const char *line = strstr(text, line_start);
  g_assert_nonnull(line);
  g_auto(GStrv) lines = g_strsplit(line + strlen(line_start), "\n", 2);
  const char *net = lines[0], *gained = strstr(net, "(gained "), *lost = strstr(net, ", lost ");
  g_assert_true(gained != NULL && lost != NULL);
  g_autofree char *net_text = g_strndup(net, (gsize)(strstr(net, " km") - net));
  g_autofree char *gained_text = g_strndup(gained + 8, (gsize)(lost - gained - 8));
  g_autofree char *lost_text = g_strndup(lost + 7, strcspn(lost + 7, ")"));
  units[0] = read_units(net_text, 3), units[1] = read_units(gained_text, 3);
  units[2] = read_units(lost_text, 3);
}

static void
the_mean_of_one_period_is_its_sum_as_printed(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint trial = 0; trial < 300; trial++) {
    const ChainOptions options = { control, 1, 7e9, 0 };
    g_autoptr(SalChanges) changes = make_chain(random, &options);
    g_autofree char *text = format_with(changes, "ellipsoid", SAL_TABLE_TEXT);
    gint64 sum[3], mean[3];
    read_turnover(text, "control: net ", sum);
    read_turnover(text, "mean net per week: ", mean);
    for (guint i = 0; i < 3; i++)
      g_assert_cmpint(mean[i], ==, sum[i]);
  }
}

static void
means_add_up_as_printed(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint trial = 0; trial < 300; trial++) {
    g_autoptr(JsonNode) node = NULL;
    const ChainOptions options = { control, (guint)g_rand_int_range(random, 2, 9), 7e9, 0 };
    g_autoptr(SalChanges) changes = make_chain(random, &options);
    g_autofree char *text = format_with(changes, "ellipsoid", SAL_TABLE_TEXT);
    gint64 mean[3];
    read_turnover(text, "mean net per week: ", mean);
    g_assert_cmpint(mean[1] - mean[2], ==, mean[0]);
    JsonArray *summaries = json_object_get_array_member(parse_json(changes, "ellipsoid", &node), "summary");
    JsonObject *summary = json_array_get_object_element(summaries, 0);
    g_assert_cmpint(get_m2(summary, "mean_gained_km2") - get_m2(summary, "mean_lost_km2"), ==,
                    get_m2(summary, "mean_net_km2"));
  }
}

static void
partial_periods_count_in_no_mean(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(GArray) rows = NULL, none = NULL;
  const ChainOptions options = { control, 3, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  set_areas(changes, 0, 100e6, 500e6, 0);
  set_areas(changes, 1, 600e6, 10e6, 0);
  set_areas(changes, 2, 610e6, 20e6, 0);
  ((SalChange *)changes->changes->pdata[0])->period.partial = TRUE;
  const SalSummary summary = summarise(changes, &rows, "control");
  g_assert_true(summary.n_rows == 3 && summary.n_periods == 2);
  g_assert_cmpint(summary.sum.net, ==, 530000000);
  g_assert_cmpint(sal_summary_get_mean(&summary, TRUE).net, ==, 15000000);
  g_assert_cmpstr(summary.most_gained->change->period.name, ==, "2024-W03");
  for (guint i = 0; i < 3; i++)
    ((SalChange *)changes->changes->pdata[i])->period.partial = TRUE;
  const SalSummary partial = summarise(changes, &none, "control");
  g_assert_true(partial.n_periods == 0 && partial.most_gained == NULL && partial.most_lost == NULL);
  g_autofree char *text = format_with(changes, "ellipsoid", SAL_TABLE_TEXT);
  g_assert_null(strstr(text, "mean"));
}

static void
classes_are_summed_apart(void)
{
  static const char *const classes[] = { "control", "claimed", NULL };
  g_autoptr(GRand) random = random_new();
  g_autoptr(GArray) rows = NULL, again = NULL;
  const ChainOptions options = { classes, 2, 7e10, 0 };
  g_autoptr(SalChanges) changes = make_chain(random, &options);
  set_areas(changes, 0, 10e6, 1e6, 0);
  set_areas(changes, 1, 20e6, 0, 2e6);
  set_areas(changes, 2, 11e6, 1e6, 0);
  set_areas(changes, 3, 18e6, 0, 2e6);
  ((SalChange *)changes->changes->pdata[2])->region = g_intern_static_string("Donetsk");
  g_assert_cmpint(summarise(changes, &rows, "control").sum.net, ==, 1000000);
  g_assert_cmpint(summarise(changes, &again, "claimed").sum.net, ==, -4000000);
}

static void
reads_format_names(void)
{
  SalTableFormat format = SAL_TABLE_TEXT;
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_table_format_parse("markdown", &format, NULL));
  g_assert_cmpint(format, ==, SAL_TABLE_MARKDOWN);
  g_assert_false(sal_table_format_parse("jsn", &format, &error));
  assert_error_says(error, SAL_ERROR_USAGE, "got 'jsn' (did you mean 'json'?)", NULL);
  g_assert_cmpint(format, ==, SAL_TABLE_MARKDOWN);
}

/* A wide letter takes two columns, an accent that stands by itself none. */
static void
cells_are_as_wide_as_a_terminal_shows_them(void)
{
  g_autoptr(GPtrArray) grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_autoptr(GString) text = g_string_new(NULL);
  g_ptr_array_add(grid, g_strsplit("layer|km²", "|", -1));
  g_ptr_array_add(grid, g_strsplit("支配|1", "|", -1));
  g_ptr_array_add(grid, g_strsplit("cafe\u0301|22", "|", -1));
  sal_cells_append_text(text, grid, 1);
  g_assert_cmpstr(text->str, ==, "layer  km²\n支配     1\ncafe\u0301    22\n");
}

/* A change of one period, all of whose gain is noise but for `gained_apart_m2` of it. */
static void
add_gain(SalChanges *changes, const char *region, double area_m2, double noise_m2, double gained_apart_m2)
{
  SalChange *change = g_new0(SalChange, 1);
  change->period = (SalPeriod){ .from = 19900, .to = 19907 };
  change->from_snapshot = 19900, change->to_snapshot = 19907;
  change->class_name = g_intern_static_string("control");
  change->region = g_intern_string(region);
  change->area_from_m2 = area_m2;
  change->area_to_m2 = area_m2 + noise_m2 + gained_apart_m2;
  change->gained_m2 = noise_m2 + gained_apart_m2;
  change->noise_gained_m2 = noise_m2;
  g_ptr_array_add(changes->changes, change);
}

/* Makes what was gained lost. */
static void
turn_round(SalChange *change)
{
  SalChange turned = *change;
  turned.area_from_m2 = change->area_to_m2, turned.area_to_m2 = change->area_from_m2;
  turned.gained_m2 = change->lost_m2, turned.lost_m2 = change->gained_m2;
  turned.noise_gained_m2 = change->noise_lost_m2, turned.noise_lost_m2 = change->noise_gained_m2;
  *change = turned;
}

static SalChanges *
make_no_changes(void)
{
  SalChanges *changes = g_new0(SalChanges, 1);
  changes->changes = g_ptr_array_new_with_free_func(free_change);
  changes->remarks = g_ptr_array_new_with_free_func(g_free);
  return changes;
}

static SalChanges *
make_noisy_changes(void)
{
  SalChanges *changes = make_no_changes();
  add_gain(changes, "", 0.6, 1.6, 0); /* from 1 to 2 m2: 1 is gained, of 2 of noise */
  add_gain(changes, "", 200, 0.7, 100);
  add_gain(changes, "a", 100, 0.4, 0); /* nothing is gained, but the unit of noise goes to the first */
  add_gain(changes, "b", 100, 0.3, 100);
  return changes;
}

/* Rounding takes a unit off what is gained, or gives one to the noise: noise is never more than the change. */
static void
noise_is_at_most_the_change(void)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalChanges) changes = make_noisy_changes();
  g_autoptr(GArray) rows = sal_rows_compute(changes, model);
  const SalRow *row = &g_array_index(rows, SalRow, 0);
  g_assert_cmpint(row[0].gained, ==, 1);
  g_assert_cmpint(row[0].noise_gained, ==, 1);
  g_assert_cmpint(row[1].noise_gained, ==, 1);
  g_assert_cmpint(row[2].gained, ==, 0);
  g_assert_cmpint(row[2].noise_gained, ==, 0);
  g_assert_cmpint(row[3].gained, ==, 101);
}

static void
noise_is_at_most_the_loss(void)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalChanges) changes = make_noisy_changes();
  for (guint i = 0; i < changes->changes->len; i++)
    turn_round(changes->changes->pdata[i]);
  g_autoptr(GArray) rows = sal_rows_compute(changes, model);
  const SalRow *row = &g_array_index(rows, SalRow, 0);
  g_assert_cmpint(row[0].lost, ==, 1);
  g_assert_cmpint(row[0].noise_lost, ==, 1);
  g_assert_cmpint(row[1].noise_lost, ==, 1);
  g_assert_cmpint(row[2].lost, ==, 0);
  g_assert_cmpint(row[2].noise_lost, ==, 0);
}

/* Region a is 100.6 m2 and printed as 100, because both regions together are 151 m2. */
static void
a_region_without_change_gains_nothing_by_rounding(void)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalChanges) changes = make_no_changes();
  add_gain(changes, "", 151.2, 0, 100);
  add_gain(changes, "a", 100.6, 0, 0);
  add_gain(changes, "b", 50.6, 0, 100);
  g_autoptr(GArray) rows = sal_rows_compute(changes, model);
  const SalRow *row = &g_array_index(rows, SalRow, 0);
  g_assert_cmpint(row[1].area_from, ==, 100);
  g_assert_cmpint(row[1].gained, ==, 0);
  g_assert_cmpint(row[2].gained, ==, 100);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/table/csv-has-the-columns-that-scripts-rely-on",
                  csv_has_the_columns_that_scripts_rely_on);
  g_test_add_func("/table/csv-rows-add-up-as-printed", csv_rows_add_up_as_printed);
  g_test_add_func("/table/csv-quotes-what-needs-it", csv_quotes_what_needs_it);
  g_test_add_func("/table/rounding-stays-below-two-units", rounding_stays_below_two_units);
  g_test_add_func("/table/text-rows-add-up-as-printed", text_rows_add_up_as_printed);
  g_test_add_func("/table/text-stars-stand-ins-and-says-what-they-are",
                  text_stars_stand_ins_and_says_what_they_are);
  g_test_add_func("/table/lines-of-the-text-table-are-aligned", lines_of_the_text_table_are_aligned);
  g_test_add_func("/table/markdown-is-a-table", markdown_is_a_table);
  g_test_add_func("/table/json-says-what-the-numbers-rest-on", json_says_what_the_numbers_rest_on);
  g_test_add_func("/table/json-rows-add-up", json_rows_add_up);
  g_test_add_func("/table/json-states-the-residue-of-geodesic-areas",
                  json_states_the_residue_of_geodesic_areas);
  g_test_add_func("/table/summarises-sums-means-and-extremes", summarises_sums_means_and_extremes);
  g_test_add_func("/table/of-equal-extremes-the-first-is-named", of_equal_extremes_the_first_is_named);
  g_test_add_func("/table/periods-of-one-snapshot-after-the-last-change-count-in-no-mean",
                  periods_of_one_snapshot_after_the_last_change_count_in_no_mean);
  g_test_add_func("/table/partial-periods-count-in-no-mean", partial_periods_count_in_no_mean);
  g_test_add_func("/table/classes-are-summed-apart", classes_are_summed_apart);
  g_test_add_func("/table/noise-is-at-most-the-change", noise_is_at_most_the_change);
  g_test_add_func("/table/noise-is-at-most-the-loss", noise_is_at_most_the_loss);
  g_test_add_func("/table/a-region-without-change-gains-nothing-by-rounding",
                  a_region_without_change_gains_nothing_by_rounding);
  g_test_add_func("/table/reads-format-names", reads_format_names);
  g_test_add_func("/table/the-mean-of-one-period-is-its-sum-as-printed",
                  the_mean_of_one_period_is_its_sum_as_printed);
  g_test_add_func("/table/means-add-up-as-printed", means_add_up_as_printed);
  g_test_add_func("/table/cells-are-as-wide-as-a-terminal-shows-them",
                  cells_are_as_wide_as_a_terminal_shows_them);
  return g_test_run();
}
