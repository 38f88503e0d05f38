#include "data/change/inspection.h"

#include "data/series/series-kinds.h"
#include "findings.h"
#include "fixture.h"

#define SPECK_DEG 0.0001 /* 11 m: narrower than min_width_m */

static SalDay
day(const char *text)
{
  SalDay read = SAL_DAY_NONE;
  g_assert_true(sal_day_parse(text, &read, NULL));
  return read;
}

/* Puts a file with features (JSON, separated by commas). */
static void
put_features(const Folder *folder, const char *date, const char *features)
{
  g_autofree char *name = g_strconcat(date, ".geojson", NULL);
  g_autofree char *text = make_collection(features);
  put_text(folder, name, text);
}

/* A square of a degree at a longitude, and so many specks above it. */
static void
put_specks(const Folder *folder, const char *date, double lon, guint n_specks)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_autofree char *square = make_square(lon, 50, 1, "{}");
  g_strv_builder_add(builder, square);
  for (guint i = 0; i < n_specks; i++) {
    g_autofree char *speck = make_square(30 + i * 0.01, 52, SPECK_DEG, "{}");
    g_strv_builder_add(builder, speck);
  }
  g_auto(GStrv) features = g_strv_builder_end(builder);
  g_autofree char *joined = g_strjoinv(",", features);
  put_features(folder, date, joined);
}

static SalSeries *
open_with(const Folder *folder, SalSeriesOptions options)
{
  char *sources[] = { (char *)folder, NULL };
  g_autoptr(GError) error = NULL;
  options.sources = sources;
  SalSeries *series = sal_series_open_by_kinds(&options, &error);
  g_assert_no_error(error);
  return series;
}

static SalInspection *
inspect_with(SalSeries *series, SalInspectionOptions options, const SalWork *work, GError **error)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  options.area_model = model;
  options.min_width_m = 30;
  return sal_inspection_new(series, &options, work, error);
}

static SalInspection *
inspect_series(SalSeries *series)
{
  g_autoptr(GError) error = NULL;
  SalInspection *inspection = inspect_with(series, (SalInspectionOptions){ NULL }, NULL, &error);
  g_assert_no_error(error);
  return inspection;
}

static SalInspection *
inspect(const Folder *folder)
{
  g_autoptr(SalSeries) series = open_with(folder, (SalSeriesOptions){ NULL });
  return inspect_series(series);
}

static const SalFinding *
get_finding(const SalInspection *inspection, guint index)
{
  g_assert_cmpuint(index, <, inspection->findings->len);
  return &g_array_index(inspection->findings, SalFinding, index);
}

static const SalStep *
get_step(const GArray *steps, guint index)
{
  g_assert_cmpuint(index, <, steps->len);
  return &g_array_index(steps, SalStep, index);
}

static void
a_finding_holds_what_its_snapshot_holds(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *one = make_square(30, 50, 1, "{}"), *two = make_square(40.5, 50, 1, "{}");
  g_autofree char *point = make_feature("{\"type\":\"Point\",\"coordinates\":[0,0]}", "{}");
  g_autofree char *features = g_strjoin(",", one, two, point, NULL);
  put_features(folder, "2024-01-02", features);
  g_autoptr(SalInspection) inspection = inspect(folder);
  const SalFinding *finding = get_finding(inspection, 0);
  g_assert_cmpint(finding->day, ==, day("2024-01-02"));
  g_assert_cmpstr(finding->found_in, ==, "2024-01-02.geojson");
  g_assert_true(finding->is_found_in_name);
  g_assert_true(g_str_has_suffix(finding->path, "/2024-01-02.geojson"));
  g_assert_null(finding->others);
  g_assert_cmpuint(finding->n_features, ==, 3);
  g_assert_cmpuint(finding->n_polygons, ==, 2);
  g_assert_cmpuint(finding->n_points, ==, 10);
  g_assert_cmpuint(finding->n_other, ==, 1);
  g_assert_cmpuint(finding->decimals, ==, 1);
  g_assert_cmpuint(finding->classes->len, ==, 1);
  const SalClassFinding control = sal_class_finding_get(finding->classes, g_intern_string("control"));
  g_assert_cmpuint(control.n_features, ==, 2);
  g_assert_cmpuint(control.n_polygons, ==, 2);
  g_assert_cmpfloat_with_epsilon(control.area_m2 / 1e6, 2 * 7891, 10);
  g_assert_cmpfloat(control.area_m2, ==, finding->area_m2);
}

static void
a_single_snapshot_has_nothing_before_it(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "2024-01-01.geojson", 30, 50, 1);
  g_autoptr(SalInspection) inspection = inspect(folder);
  const SalSinceLast *since = &get_finding(inspection, 0)->since_last;
  g_assert_cmpint(since->kind, ==, SAL_DRIFT_NONE);
  g_assert_cmpfloat(since->changed_m2, ==, 0);
  g_assert_cmpint(inspection->usual_days, ==, 0);
  g_assert_cmpuint(inspection->gaps->len, ==, 0);
  g_assert_cmpuint(inspection->largest_steps->len, ==, 0);
  g_assert_cmpuint(inspection->n_sides, ==, 0);
}

static void
what_changed_is_what_was_gained_and_lost(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "2024-01-01.geojson", 30, 50, 1);
  put_square(folder, "2024-01-02.geojson", 30.25, 50, 1);
  g_autoptr(SalInspection) inspection = inspect(folder);
  const SalFinding *finding = get_finding(inspection, 1);
  g_assert_cmpfloat_with_epsilon(finding->since_last.changed_m2 / finding->area_m2, 0.5, 1e-9);
  g_assert_cmpuint(finding->since_last.n_noise_parts, ==, 0);
  const SalStep *step = get_step(inspection->largest_steps, 0);
  g_assert_cmpfloat_with_epsilon(sal_step_get_net_m2(step), 0, 1);
  g_assert_cmpfloat_with_epsilon(sal_step_get_held_m2(step), finding->area_m2, 1);
}

/* 30 specks are gained and 20 lost. */
static void
noise_is_the_larger_of_gained_and_lost(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_specks(folder, "2024-01-01", 30, 20);
  put_specks(folder, "2024-01-02", 30, 0);
  put_specks(folder, "2024-01-03", 30, 30);
  g_autoptr(SalInspection) inspection = inspect(folder);
  const SalSinceLast *lost = &get_finding(inspection, 1)->since_last,
                     *gained = &get_finding(inspection, 2)->since_last;
  g_assert_cmpuint(lost->n_noise_parts, ==, 20);
  g_assert_cmpuint(gained->n_noise_parts, ==, 30);
  g_assert_cmpfloat_with_epsilon(gained->noise_m2 / lost->noise_m2, 1.5, 1e-6);
  g_assert_cmpfloat(gained->noise_m2, ==, gained->changed_m2);
  g_assert_cmpint(lost->kind, ==, SAL_DRIFT_NONE);
}

static void
a_hundred_specks_are_a_border_drawn_anew(void)
{
  for (guint n = 99; n <= 100; n++) {
    g_autoptr(Folder) folder = folder_new();
    put_specks(folder, "2024-01-01", 30, 0);
    put_specks(folder, "2024-01-02", 30.5, n);
    g_autoptr(SalInspection) inspection = inspect(folder);
    g_assert_cmpint(get_finding(inspection, 1)->since_last.kind, ==,
                    n == 100 ? SAL_DRIFT_REDRAWN : SAL_DRIFT_NONE);
  }
}

static void
the_same_outline_is_the_same(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "2024-01-01.geojson", 30, 50, 1);
  put_square(folder, "2024-01-02.geojson", 30, 50, 1);
  g_autoptr(SalInspection) inspection = inspect(folder);
  const SalSinceLast *since = &get_finding(inspection, 1)->since_last;
  g_assert_cmpint(since->kind, ==, SAL_DRIFT_SAME);
  g_assert_cmpuint(since->corners.n_kept, ==, 4);
}

static void
put_properties(const Folder *folder, const char *date, const char *properties)
{
  g_autofree char *square = make_square(30, 50, 1, properties);
  put_features(folder, date, square);
}

static void
fields_in_another_order_are_no_other_fields(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_properties(folder, "2024-01-01", "{\"b\":1,\"a\":1}");
  put_properties(folder, "2024-01-02", "{\"a\":1,\"b\":1}");
  put_properties(folder, "2024-01-03", "{\"a\":1,\"b\":1,\"c\":1}");
  put_properties(folder, "2024-01-04", "{\"c\":1,\"b\":1,\"a\":1}");
  g_autoptr(SalInspection) inspection = inspect(folder);
  const SalFinding *changed = get_finding(inspection, 2);
  const guint unchanged[] = { 0, 1, 3 };
  for (guint i = 0; i < G_N_ELEMENTS(unchanged); i++) {
    g_assert_false(get_finding(inspection, unchanged[i])->since_last.has_other_fields);
    g_assert_null(get_finding(inspection, unchanged[i])->new_fields);
  }
  g_assert_true(changed->since_last.has_other_fields);
  g_assert_cmpuint(changed->since_last.fields.added->len, ==, 1);
  g_assert_cmpstr(changed->since_last.fields.added->pdata[0], ==, "c");
  g_assert_cmpuint(changed->since_last.fields.lost->len, ==, 0);
  g_assert_cmpuint(g_strv_length(changed->new_fields), ==, 3);
  g_assert_cmpstr(inspection->field_names[0], ==, "b");
  g_assert_cmpstr(inspection->crs_name, ==, "WGS 84");
}

/* A rectangle from the latitude of 50 to 51. */
static char *
make_strip(double west, double east)
{
  g_autofree char *geometry =
      g_strdup_printf("{\"type\":\"Polygon\",\"coordinates\":[[[%.10g,50],[%.10g,50],[%.10g,51],[%.10g,51],"
                      "[%.10g,50]]]}",
                      west, east, east, west, west);
  return make_feature(geometry, "{}");
}

/* How many sides there are where two meet at 31 and one day later another two meet at 31.25 and end at east; a
 * third is cut off from the second at border, if that is not 0. */
static guint
count_sides(double east, double border)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *red = make_strip(30, 31), *blue = make_strip(31, 32);
  g_autofree char *before = g_strjoin(",", red, blue, NULL);
  g_autofree char *red_later = make_strip(30, 31.25), *rest = border > 0 ? make_strip(border, east) : NULL;
  g_autofree char *blue_later = make_strip(31.25, border > 0 ? border : east);
  g_autofree char *after = g_strjoin(",", red_later, blue_later, rest, NULL);
  put_features(folder, "2024-01-01", before);
  put_features(folder, "2024-01-02", after);
  g_autoptr(SalInspection) inspection = inspect(folder);
  return inspection->n_sides;
}

static void
sides_that_cover_the_same_area_are_counted(void)
{
  g_assert_cmpuint(count_sides(32, 0), ==, 2);
  g_assert_cmpuint(count_sides(32.00001, 0), ==, 0);
  g_assert_cmpuint(count_sides(32, 31.5), ==, 0);
}

static void
a_class_to_which_nothing_belongs_has_no_steps(void)
{
  const char *const definitions[] = { "held=status = 'held'", "claimed?=status = 'claimed'", NULL };
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, NULL);
  g_autoptr(Folder) folder = folder_new();
  put_properties(folder, "2024-01-01", "{\"status\":\"held\"}");
  put_properties(folder, "2024-01-02", "{\"status\":\"held\"}");
  g_autoptr(SalSeries) series = open_with(folder, (SalSeriesOptions){ .classes = classes });
  g_autoptr(SalInspection) inspection = inspect_series(series);
  g_assert_cmpuint(inspection->largest_steps->len, ==, 1);
  g_assert_cmpuint(get_finding(inspection, 1)->classes->len, ==, 2);
  g_assert_null(inspection->group_field);
}

/* The files of a snapshot in two pages. */
static void
a_finding_names_all_files_of_its_snapshot(void)
{
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "2024-01-01_page1.geojson", 30, 50, 1);
  put_square(folder, "2024-01-01_page2.geojson", 40, 50, 1);
  g_autoptr(SalInspection) inspection = inspect(folder);
  const SalFinding *finding = get_finding(inspection, 0);
  g_assert_true(g_str_has_suffix(finding->path, "_page1.geojson"));
  g_assert_cmpuint(g_strv_length(finding->others), ==, 1);
  g_assert_true(g_str_has_suffix(finding->others[0], "_page2.geojson"));
}

typedef struct {
  guint done, total;
} Seen;

static void
note_progress(guint done, guint total, gpointer data)
{
  Seen *seen = data;
  g_assert_cmpuint(done, ==, seen->done + 1);
  *seen = (Seen){ done, total };
}

/* More than are read at once. */
static void
progress_counts_all_snapshots(void)
{
  g_autoptr(Folder) folder = folder_new();
  for (guint i = 0; i < 70; i++) {
    g_autofree char *date = sal_day_format(day("2024-01-01") + (SalDay)i);
    g_autofree char *name = g_strconcat(date, ".geojson", NULL);
    put_square(folder, name, 30, 50, 1 + i * 0.01);
  }
  g_autoptr(SalSeries) series = open_with(folder, (SalSeriesOptions){ NULL });
  g_autoptr(GError) error = NULL;
  Seen seen = { 0, 0 };
  const SalWork work = { 1, note_progress, &seen };
  g_autoptr(SalInspection) inspection = inspect_with(series, (SalInspectionOptions){ NULL }, &work, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(seen.done, ==, 70);
  g_assert_cmpuint(seen.total, ==, 70);
  g_assert_cmpuint(inspection->findings->len, ==, 70);
  for (guint i = 1; i < 70; i++)
    g_assert_cmpfloat(get_finding(inspection, i)->area_m2, >, get_finding(inspection, i - 1)->area_m2);
}

static void
assert_refused(SalSeries *series, SalInspectionOptions options, const char *part)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(inspect_with(series, options, NULL, &error));
  assert_error_says(error, SAL_ERROR_USAGE, "expected ", "got ", part, NULL);
}

static void
refuses_what_is_no_day_or_period(void)
{
  const char *const accepted[] = { "2024-01", "soon", NULL };
  g_autoptr(Folder) folder = folder_new();
  put_square(folder, "2024-01-01.geojson", 30, 50, 1);
  g_autoptr(SalSeries) series = open_with(folder, (SalSeriesOptions){ NULL });
  assert_refused(series, (SalInspectionOptions){ .accepted_resets = accepted }, "'soon'");
}

static void
refuses_an_area_of_interest_without_any_area(void)
{
  g_autoptr(Folder) folder = folder_new(), elsewhere = folder_new();
  put_square(folder, "2024-01-01.geojson", 30, 50, 1);
  g_autofree char *square = make_square(0, 0, 1, "{}"), *text = make_collection(square);
  g_autofree char *aoi = write_text(elsewhere, "aoi.geojson", text);
  g_autoptr(SalSeries) series = open_with(folder, (SalSeriesOptions){ .aoi = aoi });
  assert_refused(series, (SalInspectionOptions){ .aoi = aoi }, "aoi");
}

static char *
make_kind(double lon, const char *kind)
{
  g_autofree char *properties = g_strdup_printf("{\"kind\":\"%s\"}", kind);
  return make_square(lon, 50, 1, properties);
}

static void
areas_of_several_kinds_are_grouped(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *a = make_kind(30, "a"), *b = make_kind(32, "b"), *more = make_kind(34, "b");
  g_autofree char *features = g_strjoin(",", a, b, more, NULL);
  put_features(folder, "2024-01-01", features);
  put_features(folder, "2024-01-02", a);
  g_autoptr(SalSeries) series = open_with(folder, (SalSeriesOptions){ NULL });
  g_autoptr(SalInspection) inspection = inspect_series(series);
  const SalFinding *first = get_finding(inspection, 0);
  g_assert_cmpstr(inspection->group_field, ==, "kind");
  g_assert_cmpuint(sal_finding_get_kinds(first)->len, ==, 2);
  g_assert_cmpuint(sal_class_finding_get(first->groups, g_intern_string("b")).n_features, ==, 2);
  g_assert_cmpuint(sal_class_finding_get(first->groups, g_intern_string("c")).n_features, ==, 0);
  g_assert_cmpuint(inspection->class_jumps->len, ==, 1);
  const SalClassJump *jump = &g_array_index(inspection->class_jumps, SalClassJump, 0);
  g_assert_cmpint(jump->kind, ==, SAL_JUMP_VANISHED);
  g_assert_cmpstr(jump->before.name, ==, "b");
}

static void
kinds_are_noted_unless_something_was_chosen(void)
{
  char *layers[] = { "kinds", NULL };
  const SalSeriesOptions nothing = { NULL }, layer = { .layers = layers }, filter = { .where = "kind = 'a'" };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *a = make_kind(30, "a"), *b = make_kind(32, "b"), *more = make_kind(34, "b");
  g_autofree char *features = g_strjoin(",", a, b, more, NULL);
  put_features(folder, "2024-01-01", features);
  g_autoptr(SalSeries) series = open_with(folder, nothing);
  g_autoptr(SalSnapshot) snapshot = sal_series_load(series, 0, NULL);
  g_autofree char *note = sal_series_describe_kinds(series, &nothing);
  g_assert_nonnull(
      strstr(note, "'kind' tells 2 kinds apart ('a', 'b'); " SAL_OPTION("class") " \"NAME=kind = '...'\""));
  g_assert_null(sal_series_describe_kinds(series, &layer));
  g_assert_null(sal_series_describe_kinds(series, &filter));
}

/* Findings of one class; days and areas in km2. */
static GArray *
make_findings(const int *days, const double *areas_km2, guint n)
{
  GArray *findings = findings_new();
  for (guint i = 0; i < n; i++)
    add_class(add_finding(findings, days[i]), "control", 1, areas_km2[i]);
  return findings;
}

static void
steps_are_the_nets_between_neighbours(void)
{
  const int days[] = { 0, 1, 5 };
  const double areas[] = { 10, 25, 5 };
  g_autoptr(GArray) findings = make_findings(days, areas, 3), steps = sal_steps_list(findings, 0);
  g_assert_cmpuint(steps->len, ==, 2);
  g_assert_cmpfloat_with_epsilon(sal_step_get_net_m2(get_step(steps, 0)), 15e6, 1);
  g_assert_cmpfloat_with_epsilon(sal_step_get_held_m2(get_step(steps, 0)), 25e6, 1);
  g_assert_cmpfloat_with_epsilon(sal_step_get_net_m2(get_step(steps, 1)), -20e6, 1);
  g_assert_cmpfloat_with_epsilon(sal_step_get_held_m2(get_step(steps, 1)), 25e6, 1);
  g_assert_cmpint(get_step(steps, 1)->from, ==, 1);
  g_assert_cmpint(get_step(steps, 1)->to, ==, 5);
}

/* Of the distances 2, 2, 3, 4 the shorter of the two in the middle is usual, and 3 is no gap. */
static void
gaps_are_longer_than_one_and_a_half_usual_steps(void)
{
  const int days[] = { 0, 4, 6, 9, 11 };
  const double areas[] = { 1, 1, 1, 1, 1 };
  g_autoptr(GArray) findings = make_findings(days, areas, 5), steps = sal_steps_list(findings, 0);
  g_assert_cmpint(sal_steps_get_usual_days(steps), ==, 2);
  g_autoptr(GArray) gaps = sal_steps_find_gaps(steps, 2);
  g_assert_cmpuint(gaps->len, ==, 1);
  g_assert_cmpint(get_step(gaps, 0)->from, ==, 0);
  g_assert_cmpint(get_step(gaps, 0)->to, ==, 4);
}

/* 5 km2 in a day, -10, 5, and 20 in six days. */
static void
the_largest_steps_are_those_of_the_largest_nets_a_day(void)
{
  const int days[] = { 0, 1, 2, 3, 9 };
  const double areas[] = { 20, 25, 15, 20, 40 };
  g_autoptr(GArray) findings = make_findings(days, areas, 5), steps = sal_steps_list(findings, 0);
  sal_steps_keep_largest(steps, 3);
  g_assert_cmpuint(steps->len, ==, 3);
  g_assert_cmpint(get_step(steps, 0)->to, ==, 2);
  g_assert_cmpint(get_step(steps, 1)->to, ==, 1);
  g_assert_cmpint(get_step(steps, 2)->to, ==, 3);
}

/* Whether the one reset of a series is accepted by a text. */
static gboolean
accepts(const char *text)
{
  const int days[] = { 100, 101, 102, 103, 104, 105, 106 };
  const double areas[] = { 1000, 1001, 1002, 1003, 1503, 1504, 1505 };
  const char *const accepted[] = { text, NULL };
  g_autoptr(GArray) findings = make_findings(days, areas, 7), steps = sal_steps_list(findings, 0);
  g_autoptr(GArray) resets = sal_steps_new();
  sal_steps_add_resets(resets, steps, accepted, NULL);
  g_assert_cmpuint(resets->len, ==, 1);
  g_assert_cmpint(get_step(resets, 0)->from, ==, 103);
  g_assert_nonnull(get_step(resets, 0)->evidence);
  return get_step(resets, 0)->verdict == SAL_VERDICT_RESET;
}

/* Day 103 is 1970-04-14. */
static void
a_reset_is_accepted_by_what_touches_it(void)
{
  g_assert_false(accepts("1970-04-13"));
  g_assert_true(accepts("1970-04-14"));
  g_assert_true(accepts("1970-04-15"));
  g_assert_false(accepts("1970-04-16"));
  g_assert_true(accepts("1970-04"));
  g_assert_false(accepts("1970-05"));
  g_assert_false(accepts("soon"));
}

/* The jump of class a beside a class b of 1,000 km2; SAL_JUMP_NONE for none. */
static SalJumpKind
find_jump(guint n_before, double before_km2, guint n_after, double after_km2)
{
  g_autoptr(GArray) findings = findings_new();
  SalFinding *from = add_finding(findings, 10);
  add_class(from, "a", n_before, before_km2);
  add_class(from, "b", 1, 1000);
  SalFinding *to = add_finding(findings, 11);
  add_class(to, "a", n_after, after_km2);
  add_class(to, "b", 1, 1000);
  g_autoptr(GArray) jumps = sal_class_jumps_find(findings, NULL);
  g_assert_cmpuint(jumps->len, <=, 1);
  if (jumps->len == 0)
    return SAL_JUMP_NONE;
  const SalClassJump *jump = &g_array_index(jumps, SalClassJump, 0);
  g_assert_cmpstr(jump->before.name, ==, "a");
  g_assert_cmpint(jump->from, ==, 10);
  g_assert_cmpint(jump->to, ==, 11);
  g_assert_cmpuint(jump->before.n_features, ==, n_before);
  g_assert_cmpuint(jump->after.n_features, ==, n_after);
  return jump->kind;
}

static void
classes_jump_by_area_or_by_features(void)
{
  g_assert_cmpint(find_jump(0, 0, 1, 5), ==, SAL_JUMP_APPEARED);
  g_assert_cmpint(find_jump(1, 5, 0, 0), ==, SAL_JUMP_VANISHED);
  g_assert_cmpint(find_jump(0, 0, 0, 0), ==, SAL_JUMP_NONE);
  g_assert_cmpint(find_jump(1, 100, 1, 199), ==, SAL_JUMP_NONE);
  g_assert_cmpint(find_jump(1, 100, 1, 200), ==, SAL_JUMP_JUMPED);
  g_assert_cmpint(find_jump(1, 200, 1, 100), ==, SAL_JUMP_JUMPED);
  g_assert_cmpint(find_jump(1, 10, 1, 99), ==, SAL_JUMP_JUMPED);
  g_assert_cmpint(find_jump(1, 10, 1, 100), ==, SAL_JUMP_REDEFINED);
  g_assert_cmpint(find_jump(1, 100, 1, 10), ==, SAL_JUMP_REDEFINED);
  g_assert_cmpint(find_jump(10, 100, 20, 100), ==, SAL_JUMP_JUMPED);
  g_assert_cmpint(find_jump(20, 100, 10, 100), ==, SAL_JUMP_JUMPED);
  g_assert_cmpint(find_jump(9, 100, 18, 100), ==, SAL_JUMP_NONE);
  g_assert_cmpint(find_jump(11, 100, 21, 100), ==, SAL_JUMP_NONE);
}

/* A thousandth of the area of all is a jump, less is none. */
static void
a_small_area_does_not_jump(void)
{
  g_assert_cmpint(find_jump(1, 0.5, 1, 1.0), ==, SAL_JUMP_NONE);
  g_assert_cmpint(find_jump(1, 1.1, 1, 2.2), ==, SAL_JUMP_JUMPED);
}

static void
a_single_class_does_not_jump(void)
{
  const int days[] = { 0, 1 };
  const double areas[] = { 1, 100 };
  g_autoptr(GArray) findings = make_findings(days, areas, 2);
  g_autoptr(GArray) jumps = sal_class_jumps_find(findings, NULL);
  g_assert_cmpuint(jumps->len, ==, 0);
}

/* The field kind becomes sort, so that none of its values is there any more. */
static void
values_of_a_renamed_field_do_not_jump(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *a = make_kind(30, "a"), *b = make_kind(32, "b"), *more = make_kind(34, "b");
  g_autofree char *features = g_strjoin(",", a, b, more, NULL);
  g_auto(GStrv) parts = g_strsplit(features, "\"kind\"", -1);
  g_autofree char *renamed = g_strjoinv("\"sort\"", parts);
  put_features(folder, "2024-01-01", features);
  put_features(folder, "2024-01-02", renamed);
  g_autoptr(SalInspection) inspection = inspect(folder);
  g_assert_cmpstr(inspection->group_field, ==, "kind");
  g_assert_cmpuint(get_finding(inspection, 1)->since_last.fields.renamed_to->len, ==, 1);
  g_assert_cmpuint(inspection->class_jumps->len, ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/inspection/" name, function)
  ADD("a-finding-holds-what-its-snapshot-holds", a_finding_holds_what_its_snapshot_holds);
  ADD("a-finding-names-all-files-of-its-snapshot", a_finding_names_all_files_of_its_snapshot);
  ADD("a-single-snapshot-has-nothing-before-it", a_single_snapshot_has_nothing_before_it);
  ADD("what-changed-is-what-was-gained-and-lost", what_changed_is_what_was_gained_and_lost);
  ADD("noise-is-the-larger-of-gained-and-lost", noise_is_the_larger_of_gained_and_lost);
  ADD("a-hundred-specks-are-a-border-drawn-anew", a_hundred_specks_are_a_border_drawn_anew);
  ADD("the-same-outline-is-the-same", the_same_outline_is_the_same);
  ADD("fields-in-another-order-are-no-other-fields", fields_in_another_order_are_no_other_fields);
  ADD("sides-that-cover-the-same-area-are-counted", sides_that_cover_the_same_area_are_counted);
  ADD("a-class-to-which-nothing-belongs-has-no-steps", a_class_to_which_nothing_belongs_has_no_steps);
  ADD("progress-counts-all-snapshots", progress_counts_all_snapshots);
  ADD("refuses-what-is-no-day-or-period", refuses_what_is_no_day_or_period);
  ADD("refuses-an-area-of-interest-without-any-area", refuses_an_area_of_interest_without_any_area);
  ADD("areas-of-several-kinds-are-grouped", areas_of_several_kinds_are_grouped);
  ADD("kinds-are-noted-unless-something-was-chosen", kinds_are_noted_unless_something_was_chosen);
  ADD("steps-are-the-nets-between-neighbours", steps_are_the_nets_between_neighbours);
  ADD("gaps-are-longer-than-one-and-a-half-usual-steps", gaps_are_longer_than_one_and_a_half_usual_steps);
  ADD("the-largest-steps-are-those-of-the-largest-nets-a-day",
      the_largest_steps_are_those_of_the_largest_nets_a_day);
  ADD("a-reset-is-accepted-by-what-touches-it", a_reset_is_accepted_by_what_touches_it);
  ADD("classes-jump-by-area-or-by-features", classes_jump_by_area_or_by_features);
  ADD("a-small-area-does-not-jump", a_small_area_does_not_jump);
  ADD("a-single-class-does-not-jump", a_single_class_does_not_jump);
  ADD("values-of-a-renamed-field-do-not-jump", values_of_a_renamed_field_do_not_jump);
  return g_test_run();
}
