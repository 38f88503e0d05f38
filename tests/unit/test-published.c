#include "data/change/expectations.h"
#include "data/change/own-record.h"
#include "data/change/published-setting.h"
#include "fixture.h"

#include "data/base/locked-file.h"
#include "data/base/output.h"

/* Published figures */

static SalPublished *
read_published(const char *text, GError **error)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "p.csv", text);
  return sal_published_read(path, error);
}

static void
test_units_and_digits(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPublished) published = read_published(
      "month,net_sqmi,gained_ha,area_km2,note\n2024-11,10,250.5,-0,far\n2024,-1.25,,,\n", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(sal_published_get_n(published), ==, 4);
  const SalPublishedFigure *miles = sal_published_get(published, 0),
                           *hectares = sal_published_get(published, 1);
  const SalPublishedFigure *last = sal_published_get(published, 3);
  g_assert_cmpfloat_with_epsilon(miles->m2, 25899881.10336,
                                 1e-3); /* 2.589988110336 km2 each, by definition */
  g_assert_cmpfloat_with_epsilon(miles->tolerance_m2, 1294994.055168, 1e-3);
  g_assert_cmpint(hectares->kind, ==, SAL_FIGURE_GAINED);
  g_assert_cmpfloat_with_epsilon(hectares->m2, 2505000, 1e-6);
  g_assert_cmpfloat_with_epsilon(hectares->tolerance_m2, 500, 1e-9);
  g_assert_cmpstr(hectares->note, ==, "far");
  g_assert_cmpuint(last->line, ==, 3);
  g_assert_cmpfloat_with_epsilon(last->tolerance_m2, 0.005 * 2589988.110336, 1e-3);
  g_assert_cmpuint(sal_published_get_columns(published)->len, ==, 5);
}

static void
test_units_of_rows(void)
{
  g_autoptr(SalPublished) published =
      read_published("period;figure;unit;tolerance\n2024-Q1;3;ha;2\n2024-W05;3;km2;\n", NULL);
  g_assert_nonnull(published);
  g_assert_cmpfloat(sal_published_get(published, 0)->m2, ==, 3e4);
  g_assert_cmpfloat(sal_published_get(published, 0)->tolerance_m2, ==, 2e4);
  g_assert_cmpfloat(sal_published_get(published, 1)->m2, ==, 3e6);
  g_assert_cmpfloat(sal_published_get(published, 1)->tolerance_m2, ==, 5e5);
}

/* Settings */

static GArray *
list_settings(const SalSetting *own, guint n_classes)
{
  g_autoptr(GPtrArray) models = g_ptr_array_new();
  const SalSettingRange range = { *own, models, n_classes };
  return sal_settings_list(&range);
}

static void
test_settings_go_by_departures(void)
{
  const SalSetting own = { .sample = SAL_SAMPLE_NEAREST, .kind = SAL_FIGURE_NET };
  g_autoptr(GArray) settings = list_settings(&own, 2);
  guint last = 1, counts[3] = { 0 };
  for (guint i = 0; i < settings->len; i++) {
    const guint departures = sal_setting_count_departures(&g_array_index(settings, SalSetting, i), &own);
    g_assert_cmpuint(departures, >=, last);
    g_assert_cmpuint(departures, <=, 2);
    counts[departures]++;
    last = departures;
  }
  /* 6 days each of both, start and end; three samples, gained, one class */
  g_assert_cmpuint(counts[1], ==, 18 + 3 + 1 + 1);
  /* 30 pairs of different days; 18 with five others; three samples with two, gained with a class */
  g_assert_cmpuint(counts[2], ==, 30 + 18 * 5 + 3 * 2 + 1);
}

static void
test_settings_are_told_as_options(void)
{
  static const char *const classes[] = { "a", "b", NULL };
  const SalSetting own = { .sample = SAL_SAMPLE_NEAREST, .kind = SAL_FIGURE_LOST };
  SalSetting setting = own;
  setting.start_days = setting.end_days = 1;
  g_autofree char *both = sal_setting_format(&setting, &own, 2, classes);
  g_assert_cmpstr(both, ==, "‹date-shift›=1");
  setting.start_days = -2, setting.kind = SAL_FIGURE_NET, setting.class_index = 1;
  g_autofree char *many = sal_setting_format(&setting, &own, 0, classes);
  g_assert_cmpstr(many, ==, "start 2 days earlier, end 1 day later, as net loss, ‹show›=b");
}

/* The record */

static SalPublication
make_line(gint64 net_m2, const char *digest, const char *options)
{
  return (SalPublication){
    "2024-03-02", "2024-02", "=c,ontrol", "2024-02-01",   "2024-03-01", net_m2,          0,    net_m2,
    FALSE,        "",        "d",         (char *)digest, "",           (char *)options, "1.0"
  };
}

static void
test_record_comes_back_as_written(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalOwnRecord) record = sal_own_record_parse("r.csv", "", &error);
  g_assert_no_error(error);
  const SalPublication line = make_line(-1234567, "x", "where=a,b \"c\"; boundary=2");
  g_assert_nonnull(sal_own_record_add(record, &line));
  g_assert_null(sal_own_record_add(record, &line));
  g_autofree char *text = sal_own_record_format(record, 0, TRUE);
  g_autoptr(SalOwnRecord) again = sal_own_record_parse("r.csv", text, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(again->lines->len, ==, 1);
  g_assert_cmpint(g_array_index(again->lines, SalPublication, 0).net_m2, ==, -1234567);
  g_assert_null(sal_own_record_add(again, &line));
  g_autofree char *same = sal_own_record_format(again, 0, TRUE);
  g_assert_cmpstr(same, ==, text);
}

static void
test_record_says_why(void)
{
  const SalPublication old = make_line(1, "x", "boundary=2; date-shift=1");
  const SalPublication source = make_line(2, "y", "boundary=2; date-shift=1");
  const SalPublication options = make_line(2, "x", "boundary=3; area-model=sphere");
  const SalPublication both = make_line(2, "y", "boundary=2; date-shift=2");
  SalPublication other = make_line(2, "x", old.options);
  g_autofree char *revised = sal_publication_explain(&old, &source);
  g_autofree char *optional = sal_publication_explain(&old, &options);
  g_autofree char *unknown = sal_publication_explain(&old, &other);
  g_autofree char *files = sal_publication_explain(&old, &both);
  g_assert_cmpstr(revised, ==, "source revised (2024-03-01)");
  g_assert_cmpstr(optional, ==, "option area-model; option boundary; option date-shift");
  g_assert_cmpstr(files, ==, "other files (2024-03-01); option date-shift");
  g_assert_cmpstr(unknown, ==, "not known: what it rests on is the same");
  other.resets = "accept-reset=2024-02-10", other.version = "1.1", other.from_snapshot = "2024-02-02";
  g_autofree char *several = sal_publication_explain(&old, &other);
  g_assert_cmpstr(
      several, ==,
      "snapshot of 2024-02-02 in place of 2024-02-01; reset accepted; version 1.1 in place of 1.0");
}

/* A file that is locked */

#define N_THREADS 4
#define N_TURNS 25

static gpointer
add_lines(gpointer path)
{
  const SalOutputRules rules = { .overwrite = TRUE };
  for (guint i = 0; i < N_TURNS; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SalLockedFile) file = sal_locked_file_open(path, 1 << 20, &error);
    g_assert_no_error(error);
    g_autofree char *text = g_strconcat(sal_locked_file_get_text(file), "x", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_assert_true(sal_output_write(path, bytes, &rules, &error));
  }
  return NULL;
}

static void
test_locked_file_loses_nothing(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "record", NULL), *text = NULL;
  GThread *threads[N_THREADS];
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new("writer", add_lines, path);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join(threads[i]);
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpuint(strlen(text), ==, N_THREADS * N_TURNS);
}

static void
test_locked_file_leaves_nothing(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "record", NULL);
  SalLockedFile *file = sal_locked_file_open(path, 10, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(sal_locked_file_get_text(file), ==, "");
  sal_locked_file_close(file);
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  g_free(write_text(folder, "record", "longer than ten"));
  g_assert_null(sal_locked_file_open(path, 10, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_clear_error(&error);
  g_assert_null(sal_locked_file_open(folder, 10, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
}

/* Expectations */

static void
test_expectations_are_read(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_text(
      folder, "c.csv", "Place;lon;lat;date;holder\nA;;;2024-01-01;none\n;-170.5;-8;2024-01-02;x\n");
  g_autoptr(SalExpectations) expectations = sal_expectations_read(path, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(expectations->checks->len, ==, 2);
  const SalExpectation *first = &g_array_index(expectations->checks, SalExpectation, 0), *second = first + 1;
  g_assert_false(first->has_point);
  g_assert_true(second->has_point);
  g_assert_cmpfloat(second->point.x, ==, -170.5);
  g_assert_cmpuint(second->line, ==, 3);
  g_assert_cmpint(second->day - first->day, ==, 1);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/published/units-and-digits-of-columns", test_units_and_digits);
  g_test_add_func("/published/units-of-rows", test_units_of_rows);
  g_test_add_func("/published/settings-go-by-departures", test_settings_go_by_departures);
  g_test_add_func("/published/settings-are-told-as-options", test_settings_are_told_as_options);
  g_test_add_func("/published/record-comes-back-as-written", test_record_comes_back_as_written);
  g_test_add_func("/published/record-says-why", test_record_says_why);
  g_test_add_func("/published/locked-file-loses-nothing", test_locked_file_loses_nothing);
  g_test_add_func("/published/locked-file-leaves-nothing", test_locked_file_leaves_nothing);
  g_test_add_func("/published/expectations-are-read", test_expectations_are_read);
  return g_test_run();
}
