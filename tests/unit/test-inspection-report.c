#include "data/table/inspection-format.h"

#include "data/table/inspection-lines.h"
#include "findings.h"
#include "fixture.h"

#include <math.h>

/* An inspection of so many days, each with one class of one feature. */
static SalInspection *
inspect_days(guint n)
{
  GArray *findings = findings_new();
  for (guint i = 0; i < n; i++)
    add_class(add_finding(findings, (SalDay)i), "control", 1, 1000 + i);
  SalInspection *inspection = inspection_new(findings, NULL);
  inspection->usual_days = 1;
  return inspection;
}

static SalFinding *
get_finding(const SalInspection *inspection, guint index)
{
  g_assert_cmpuint(index, <, inspection->findings->len);
  return &g_array_index(inspection->findings, SalFinding, index);
}

static char *
format(const SalInspection *inspection, SalTableFormat as)
{
  g_autoptr(GError) error = NULL;
  char *text = sal_inspection_format(inspection, as, "--", &error);
  g_assert_no_error(error);
  return text;
}

static void
assert_text_has(const SalInspection *inspection, const char *part)
{
  g_autofree char *text = format(inspection, SAL_TABLE_TEXT);
  if (strstr(text, part) == NULL)
    g_error("expected '%s' in:\n%s", part, text);
}

static void
assert_text_lacks(const SalInspection *inspection, const char *part)
{
  g_autofree char *text = format(inspection, SAL_TABLE_TEXT);
  if (strstr(text, part) != NULL)
    g_error("expected no '%s' in:\n%s", part, text);
}

static void
assert_json_has(const SalInspection *inspection, const char *part)
{
  g_autofree char *text = format(inspection, SAL_TABLE_JSON);
  if (strstr(text, part) == NULL)
    g_error("expected '%s' in:\n%s", part, text);
}

static void
other_formats_are_refused(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(1);
  const SalTableFormat formats[] = { SAL_TABLE_CSV, SAL_TABLE_MARKDOWN };
  const char *const names[] = { "got csv", "got markdown" };
  for (guint i = 0; i < 2; i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(sal_inspection_format(inspection, formats[i], "--", &error));
    assert_error_says(error, SAL_ERROR_USAGE, "expected the format text or json, ", names[i], NULL);
  }
}

static void
distances_are_told_as_far_as_they_are_alike(void)
{
  g_autoptr(SalInspection) one = inspect_days(1), all = inspect_days(4), most = inspect_days(4);
  g_autoptr(SalInspection) few = inspect_days(5), two = inspect_days(2);
  assert_text_has(one, "snapshots      1, of 1970-01-01\n");
  assert_text_has(all, "snapshots      4, from 1970-01-01 to 1970-01-04, 1 day apart\n");
  get_finding(most, 3)->day = 9;
  assert_text_has(most, "4, from 1970-01-01 to 1970-01-10, usually 1 day apart\n");
  get_finding(few, 2)->day = 3;
  get_finding(few, 3)->day = 6;
  get_finding(few, 4)->day = 7;
  assert_text_has(few, ", 1 to 3 days apart\n");
  two->date_shift_days = -1;
  assert_text_has(two, ", 1 day apart; dates shifted by -1 day\n");
  two->date_shift_days = 2;
  assert_text_has(two, ", 1 day apart; dates shifted by +2 days\n");
}

/* Words up to column 79, where a comma may stand. */
static void
lists_are_broken_into_lines(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  g_ptr_array_add(words, "a23456789012345678901234567890");
  g_ptr_array_add(words, "b234567890123456789012345678901");
  g_ptr_array_add(words, "next");
  sal_lines_append_list(text, "label", words);
  g_assert_cmpstr(text->str, ==,
                  "label          a23456789012345678901234567890, b234567890123456789012345678901,\n"
                  "               next\n");
  g_string_truncate(text, 0);
  words->pdata[1] = "b2345678901234567890123456789012";
  sal_lines_append_list(text, "label", words);
  g_assert_cmpstr(text->str, ==,
                  "label          a23456789012345678901234567890,\n"
                  "               b2345678901234567890123456789012, next\n");
}

/* Words of eight letters take ten columns each with comma and space, so that six stand in a line. */
static void
lists_count_the_spaces(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  for (guint i = 0; i < 8; i++)
    g_ptr_array_add(words, "ABCDEFGH");
  sal_lines_append_list(text, "label", words);
  g_assert_true(g_str_has_suffix(text->str, "ABCDEFGH,\n               ABCDEFGH, ABCDEFGH\n"));
}

static void
lines_of_one_kind_are_twelve_and_a_count(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(GPtrArray) lines = g_ptr_array_new();
  for (guint i = 0; i < 12; i++)
    g_ptr_array_add(lines, "line");
  sal_lines_append(text, "label", lines);
  g_assert_true(g_str_has_prefix(text->str, "label          line\n               line\n"));
  g_assert_null(strstr(text->str, "more"));
  g_ptr_array_add(lines, "line");
  g_ptr_array_add(lines, "line");
  g_string_truncate(text, 0);
  sal_lines_append(text, "label", lines);
  g_assert_true(g_str_has_suffix(
      text->str, "line\n               and 2 more, which " SAL_OPTION("format") " json lists\n"));
}

static void
days_as_before_are_twelve_words(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(15);
  for (guint i = 1; i < 13; i++)
    get_finding(inspection, i)->since_last.kind = SAL_DRIFT_SAME;
  assert_text_has(inspection, "as before      1970-01-02, ");
  assert_text_has(inspection, "1970-01-13\n");
  get_finding(inspection, 13)->since_last.kind = SAL_DRIFT_SAME;
  assert_text_has(inspection, "1970-01-12, and 2 more\n");
  inspection->n_sides = 2;
  assert_text_lacks(inspection, "as before");
  assert_text_has(inspection, "2 features together cover the same area on every date");
}

/* Steps take the area of all classes, here the days of a gap. */
static void
gaps_are_days_without_a_snapshot(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(2);
  const SalStep one = { .from = 0, .to = 2 }, many = { .from = 2, .to = 5, .area_to_m2 = 1e6 };
  g_array_append_val(inspection->gaps, one);
  g_array_append_val(inspection->gaps, many);
  assert_text_has(inspection, "no snapshot    1970-01-02, 1970-01-04 to 1970-01-05\n");
  assert_json_has(inspection,
                  "\"from\": \"1970-01-01\",\n      \"to\": \"1970-01-03\",\n      \"days\": 2,\n");
}

static void
a_shift_has_a_direction(void)
{
  static const char *const names[] = { "east", "north-east", "north", "north-west",
                                       "west", "south-west", "south", "south-east" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(SalInspection) inspection = inspect_days(2);
    SalSinceLast *since = &get_finding(inspection, 1)->since_last;
    since->kind = SAL_DRIFT_SHIFTED;
    since->corners = (SalDrift){ .n_from = 300,
                                 .n_to = 300,
                                 .n_shifted = 297,
                                 .shift_m = 12.34,
                                 .shift_east = cos(i * G_PI / 4 + 0.3),
                                 .shift_north = sin(i * G_PI / 4 + 0.3) };
    g_autofree char *line =
        g_strdup_printf("shifted        1970-01-02  99 %% of 300 corners by 12.3 m to the %s\n", names[i]);
    assert_text_has(inspection, line);
    assert_json_has(inspection, "\"shift_m\": 12.340,\n");
  }
}

static void
what_was_rounded_traced_or_redrawn_says_how_much(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(4);
  SalSinceLast *rounded = &get_finding(inspection, 1)->since_last;
  rounded->kind = SAL_DRIFT_ROUNDED;
  rounded->corners =
      (SalDrift){ .n_from = 200, .n_to = 200, .n_kept = 40, .n_rounded = 150, .rounded_m = 0.0567 };
  rounded->noise_m2 = 12345;
  rounded->n_noise_parts = 7;
  get_finding(inspection, 0)->decimals = 7;
  get_finding(inspection, 1)->decimals = 6;
  SalSinceLast *traced = &get_finding(inspection, 2)->since_last;
  traced->kind = SAL_DRIFT_TRACED;
  traced->corners = (SalDrift){ .n_from = 200, .n_to = 200, .n_kept = 40, .n_rounded = 20 };
  traced->changed_m2 = 2.5e6;
  SalSinceLast *redrawn = &get_finding(inspection, 3)->since_last;
  redrawn->kind = SAL_DRIFT_REDRAWN;
  redrawn->n_noise_parts = 120;
  assert_text_has(inspection, "rounded anew   1970-01-02  75 % of 200 corners by 0.057 m or less, 7 decimals "
                              "became 6; noise: 0.012 km² in 7 parts nowhere as wide as 30 m\n");
  assert_text_has(inspection,
                  "traced anew    1970-01-03  70 % of 200 corners are new, only 2.500 km² gained or lost\n");
  assert_text_has(inspection,
                  "drawn anew     1970-01-04  noise: 0.000 km² in 120 parts nowhere as wide as 30 m\n");
  assert_json_has(inspection, "\"drift\": \"redrawn\"");
}

static void
jumps_are_told_with_what_became_of_them(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(2);
  const SalClassJump jumps[] = {
    { 0, 1, SAL_JUMP_APPEARED, { "a", 0, 0, 0 }, { "a", 2, 2, 5e6 } },
    { 0, 1, SAL_JUMP_VANISHED, { "", 1, 1, 5e6 }, { "", 0, 0, 0 } },
    { 0, 1, SAL_JUMP_REDEFINED, { "b", 1, 1, 5e6 }, { "b", 1, 1, 500e6 } },
  };
  g_array_append_vals(inspection->class_jumps, jumps, G_N_ELEMENTS(jumps));
  assert_text_has(inspection, "redefined?     1970-01-01 to 1970-01-02  'b' 5.000 km² became 500.000 km², 1 "
                              "feature became 1\n");
  assert_text_has(inspection,
                  "class jumps    1970-01-01 to 1970-01-02  'a' appeared: 0.000 km² became 5.000 km², 0 "
                  "features became 2\n");
  assert_text_has(inspection,
                  "               1970-01-01 to 1970-01-02  no value vanished: 5.000 km² became ");
  assert_json_has(inspection, "\"kind\": \"redefined\"");
}

static void
a_class_of_several_is_named(void)
{
  const char *const definitions[] = { "held=a = 1", "claimed=a = 2", NULL };
  GArray *findings = findings_new();
  SalFinding *finding = add_finding(findings, 0);
  add_class(finding, "held", 1, 10);
  add_class(finding, "claimed", 1, 20);
  g_autoptr(SalInspection) inspection = inspection_new(findings, definitions);
  const SalStep reset = { .from = 0, .to = 1, .class_index = 1, .evidence = g_strdup("too much") };
  const SalStep step = { .from = 0, .to = 3, .class_index = 0, .area_from_m2 = 1234567.8e3 };
  g_array_append_val(inspection->resets, reset);
  g_array_append_val(inspection->largest_steps, step);
  assert_text_has(inspection, "reset?         claimed: 1970-01-01 to 1970-01-02  too much\n");
  assert_text_has(inspection, "largest steps  held: 1970-01-01 to 1970-01-04    −1,234.568 km² in 3 days\n");
  assert_json_has(inspection,
                  "\"flag\": \"reset?\",\n      \"evidence\": \"too much\",\n      \"accepted_reset\": "
                  "false\n");
  g_array_index(inspection->resets, SalStep, 0).verdict = SAL_VERDICT_RESET;
  assert_text_has(inspection, "reset          claimed: 1970-01-01 to 1970-01-02  too much; accepted\n");
  assert_json_has(inspection, "\"flag\": null,\n");
}

/* How many of 60 snapshots the table shows. */
static guint
count_rows(const SalInspection *inspection)
{
  g_autofree char *text = format(inspection, SAL_TABLE_TEXT);
  g_auto(GStrv) lines = g_strsplit(strstr(text, "\n\n") + 2, "\n", -1);
  guint n = 0;
  for (guint i = 1; lines[i] != NULL; i++)
    n += g_str_has_prefix(lines[i], "1970-");
  return n;
}

static void
of_many_snapshots_the_notable_are_shown(void)
{
  g_autoptr(SalInspection) few = inspect_days(40), inspection = inspect_days(60);
  g_assert_cmpuint(count_rows(few), ==, 40);
  g_assert_cmpuint(count_rows(inspection), ==, 2);
  assert_text_has(inspection, "\n58 more, like those before them; --format json lists all\n");
  for (guint i = 1; i < 59; i++)
    get_finding(inspection, i)->since_last.kind = SAL_DRIFT_SAME;
  g_assert_cmpuint(count_rows(inspection), ==, 2);
  get_finding(inspection, 10)->since_last.kind = SAL_DRIFT_ROUNDED;
  g_assert_cmpuint(count_rows(inspection), ==, 3);
  get_finding(inspection, 20)->n_null = 1; /* and the one after it */
  g_assert_cmpuint(count_rows(inspection), ==, 5);
  get_finding(inspection, 30)->n_repaired = 1;
  g_assert_cmpuint(count_rows(inspection), ==, 7);
  for (guint i = 40; i < 60; i++)
    get_finding(inspection, i)->decimals = 1;
  g_assert_cmpuint(count_rows(inspection), ==, 8);
  get_finding(inspection, 50)->since_last.has_other_fields = TRUE;
  get_finding(inspection, 50)->since_last.fields = (SalFieldDrift){ NULL };
  const char *const none[] = { NULL };
  sal_field_drift_init(&get_finding(inspection, 50)->since_last.fields, none, none);
  g_assert_cmpuint(count_rows(inspection), ==, 9);
  const SalStep step = { .from = 4, .to = 5 };
  g_array_append_val(inspection->largest_steps, step);
  g_assert_cmpuint(count_rows(inspection), ==, 10);
}

static void
totals_count_features_and_snapshots(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(3);
  assert_text_lacks(inspection, "\nrepaired ");
  get_finding(inspection, 0)->n_repaired = 3;
  get_finding(inspection, 2)->n_repaired = 1;
  get_finding(inspection, 1)->n_null = 1;
  assert_text_has(inspection, "repaired       4 features in 2 snapshots\n");
  assert_text_has(inspection, "no geometry    1 feature in 1 snapshot\n");
}

/* Of several files the remarks name them themselves. */
static void
remarks_begin_with_their_place(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(2);
  g_ptr_array_add(inspection->remarks, g_strdup("of the series"));
  g_ptr_array_add(get_finding(inspection, 0)->remarks, g_strdup("left out"));
  g_ptr_array_add(get_finding(inspection, 1)->remarks, g_strdup("other.geojson: assumed"));
  get_finding(inspection, 1)->others = g_strsplit("other.geojson", ",", -1);
  assert_text_has(inspection, "remarks        of the series\n               file.geojson: left out\n"
                              "               1970-01-02: other.geojson: assumed\n");
}

static void
coordinates_say_where_their_system_is_from(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(3);
  get_finding(inspection, 1)->decimals = 6;
  get_finding(inspection, 2)->decimals = 6;
  assert_text_has(inspection, "coordinates    not stated; decimals 6 (2), 0 (1)\n");
  inspection->crs_assumed = TRUE;
  assert_text_has(inspection, "coordinates    not stated, read as longitude and latitude; decimals ");
  inspection->source_crs = g_strdup("EPSG:32636");
  assert_text_has(inspection, "coordinates    EPSG:32636, as --source-crs says; decimals ");
}

static void
a_clock_time_stands_behind_the_form_of_its_date(void)
{
  g_autoptr(SalInspection) inspection = inspect_days(1);
  get_finding(inspection, 0)->found.second = 8 * 3600 + 5 * 60 + 59;
  assert_json_has(inspection, "\"found_as\": \"YYYY-MM-DD 08:05\"");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/inspection-report/" name, function)
  ADD("other-formats-are-refused", other_formats_are_refused);
  ADD("distances-are-told-as-far-as-they-are-alike", distances_are_told_as_far_as_they_are_alike);
  ADD("lists-are-broken-into-lines", lists_are_broken_into_lines);
  ADD("lists-count-the-spaces", lists_count_the_spaces);
  ADD("lines-of-one-kind-are-twelve-and-a-count", lines_of_one_kind_are_twelve_and_a_count);
  ADD("days-as-before-are-twelve-words", days_as_before_are_twelve_words);
  ADD("gaps-are-days-without-a-snapshot", gaps_are_days_without_a_snapshot);
  ADD("a-shift-has-a-direction", a_shift_has_a_direction);
  ADD("what-was-rounded-traced-or-redrawn-says-how-much", what_was_rounded_traced_or_redrawn_says_how_much);
  ADD("jumps-are-told-with-what-became-of-them", jumps_are_told_with_what_became_of_them);
  ADD("a-class-of-several-is-named", a_class_of_several_is_named);
  ADD("of-many-snapshots-the-notable-are-shown", of_many_snapshots_the_notable_are_shown);
  ADD("totals-count-features-and-snapshots", totals_count_features_and_snapshots);
  ADD("remarks-begin-with-their-place", remarks_begin_with_their_place);
  ADD("coordinates-say-where-their-system-is-from", coordinates_say_where_their_system_is_from);
  ADD("a-clock-time-stands-behind-the-form-of-its-date", a_clock_time_stands_behind_the_form_of_its_date);
  return g_test_run();
}
