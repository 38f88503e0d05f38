/* The public API as a program uses it: with salient.h alone. */
#include "salient.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
find_data(const char *name)
{
  return g_build_filename(g_getenv("SALIENT_SOURCE_ROOT"), "tests/cli/data", name, NULL);
}

static void
set(SalientOptions *options, const char *name, const char *value)
{
  g_autoptr(GError) error = NULL;
  g_assert_true(salient_options_set(options, name, value, &error));
  g_assert_no_error(error);
}

/* Options of a task with a source of tests/cli/data. */
static SalientOptions *
make_options(SalientTask task, const char *name)
{
  SalientOptions *options = salient_options_new(task);
  g_autofree char *path = find_data(name);
  set(options, "sources", path);
  return options;
}

static SalientChanges *
compute(SalientOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalientSeries) series = salient_series_open(options, &error);
  g_assert_no_error(error);
  SalientChanges *changes = salient_changes_compute(series, &error);
  g_assert_no_error(error);
  return changes;
}

static void
assert_refused(SalientOptions *options, const char *name, const char *value, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(salient_options_set(options, name, value, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
  g_assert_cmpstr(error->message, ==, message);
}

static void
names_options_that_are_wrong(void)
{
  g_autoptr(SalientOptions) options = salient_options_new(SALIENT_MEASURE);
  assert_refused(options, "evry", "month",
                 "options: expected a known option, got 'evry' (did you mean 'every'?)");
  assert_refused(options, "layout", "grid", "layout: expected an option of 'measure', got one of 'render'");
  assert_refused(options, "max-gap", "soon",
                 "max-gap: expected a whole number from 0 to 10000000, got 'soon'");
  assert_refused(options, "progress", "maybe", "progress: expected auto, always or never, got 'maybe'");
  assert_refused(options, "partial", "perhaps", "partial: expected true or false, got 'perhaps'");
  assert_refused(options, "every", NULL, "every: expected month|week|quarter|year|snapshot|Nd, got nothing");
  salient_options_set_spelling(options, "--");
  assert_refused(options, "max-gap", "x", "--max-gap: expected a whole number from 0 to 10000000, got 'x'");
}

static void
tells_what_is_set(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_MEASURE, "squares");
  set(options, "min-width", "12.5");
  set(options, "partial", NULL);
  set(options, "class", "a=x = 'y'");
  set(options, "class", "b=x = 'z'");
  g_autofree char *width = salient_options_get(options, "min-width");
  g_autofree char *partial = salient_options_get(options, "partial");
  g_autofree char *every = salient_options_get(options, "every");
  g_assert_cmpstr(width, ==, "12.5");
  g_assert_cmpstr(partial, ==, "true");
  g_assert_null(every);
  g_assert_cmpuint(g_strv_length((char **)salient_options_get_list(options, "class")), ==, 2);
  g_assert_null(salient_options_get_list(options, "layer"));
}

static void
names_the_option_of_an_error(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_MEASURE, "squares");
  g_autoptr(GError) error = NULL;
  set(options, "every", "moth");
  g_assert_false(salient_options_check(options, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
  g_assert_cmpstr(salient_error_get_option(error), ==, "every");
  g_assert_true(g_str_has_prefix(error->message, "every: expected "));
}

static void
cannot_set_options_in_use(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_MEASURE, "squares");
  g_autoptr(GError) error = NULL;
  g_autoptr(SalientSeries) series = salient_series_open(options, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(salient_series_get_n_snapshots(series), >, 1);
  assert_refused(options, "every", "week",
                 "every: expected options that are not in use yet, got some from which an object was made");
}

static void
names_what_failed_before(void)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(salient_changes_compute(NULL, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_null(salient_pages_new(NULL, NULL, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_null(salient_pages_new_comparison(NULL, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
}

static void
wants_options_of_the_task(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_INSPECT, "squares");
  g_autoptr(GError) error = NULL;
  g_assert_null(salient_series_open(options, &error));
  g_assert_cmpstr(error->message, ==,
                  "series: expected options of measure, render, export or places, got inspect");
  g_clear_error(&error);
  g_assert_null(salient_comparison_compute(options, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
}

/* The figures are those of the table: rows add up. */
static void
gives_rows_as_values(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_MEASURE, "squares");
  g_autoptr(SalientChanges) changes = compute(options);
  g_assert_cmpuint(salient_changes_get_n_rows(changes), ==, 2);
  const SalientRow *first = salient_changes_get_row(changes, 0), *last = salient_changes_get_row(changes, 1);
  g_assert_cmpstr(first->period, ==, "2024-01");
  g_assert_cmpstr(first->from, ==, "2024-01-01");
  g_assert_cmpstr(first->to_snapshot, ==, "2024-02-01");
  g_assert_cmpstr(first->class_name, ==, "control");
  g_assert_cmpstr(first->region, ==, "");
  g_assert_cmpfloat_with_epsilon(first->gained_km2, 12308.463894, 1e-9);
  g_assert_cmpfloat_with_epsilon(first->area_to_km2, last->area_from_km2, 1e-9);
  g_assert_cmpfloat_with_epsilon(last->net_km2, last->gained_km2 - last->lost_km2, 1e-9);
  g_assert_cmpint(first->days, ==, 31);
  g_assert_true(first->side_agreement_percent == 0 && !first->is_side_doubtful);
  g_autofree char *csv = salient_changes_format(changes, "csv", NULL);
  g_assert_nonnull(strstr(csv, "12308.463894"));
}

static guint32
read_count(const guint8 *bytes)
{
  guint32 count;
  memcpy(&count, bytes, sizeof count);
  return GUINT32_FROM_LE(count);
}

static void
gives_polygons_as_wkb(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_EXPORT, "squares");
  g_autoptr(SalientChanges) changes = compute(options);
  g_autoptr(GError) error = NULL;
  gsize n = 0;
  g_autoptr(GBytes) gained = salient_changes_get_wkb(changes, 0, SALIENT_GAINED, &error);
  const guint8 *bytes = g_bytes_get_data(gained, &n);
  g_assert_cmpuint(bytes[0], ==, 1);
  g_assert_cmpuint(read_count(bytes + 1), ==, 6);  /* MultiPolygon */
  g_assert_cmpuint(read_count(bytes + 5), ==, 1);  /* of one */
  g_assert_cmpuint(read_count(bytes + 10), ==, 3); /* Polygon */
  g_assert_cmpuint(read_count(bytes + 14), ==, 1); /* of one ring */
  g_assert_cmpuint(n, ==, 22 + 16 * read_count(bytes + 18));
  g_autoptr(GBytes) lost = salient_changes_get_wkb(changes, 0, SALIENT_LOST, &error);
  g_assert_cmpuint(g_bytes_get_size(lost), ==, 9);
  g_autofree char *json = salient_changes_format(changes, "geojson", &error);
  g_assert_no_error(error);
  g_assert_nonnull(strstr(json, "\"gained\""));
}

static void
keeps_no_polygons_of_numbers(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_MEASURE, "squares");
  g_autoptr(SalientChanges) changes = compute(options);
  g_autoptr(GError) error = NULL;
  g_assert_null(salient_changes_get_wkb(changes, 0, SALIENT_HELD, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
}

static SalientPages *
make_pages(SalientOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalientChanges) changes = compute(options);
  SalientPages *pages = salient_pages_new(changes, NULL, &error);
  g_assert_no_error(error);
  return pages;
}

static void
draws_pages(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_RENDER, "squares");
  set(options, "basemap", "none");
  set(options, "size", "800x600");
  g_autoptr(SalientPages) pages = make_pages(options);
  g_autoptr(GError) error = NULL;
  g_assert_cmpuint(salient_pages_get_n(pages), ==, 2);
  g_autoptr(GBytes) png = salient_pages_encode(pages, 0, "png", &error);
  g_autoptr(GBytes) svg = salient_pages_encode(pages, 1, "svg", &error);
  g_autoptr(GBytes) pdf = salient_pages_encode(pages, 1, "pdf", &error);
  g_assert_no_error(error);
  g_assert_cmpmem(g_bytes_get_data(png, NULL), 4, "\x89PNG", 4);
  g_assert_cmpmem(g_bytes_get_data(pdf, NULL), 5, "%PDF-", 5);
  g_assert_nonnull(g_strstr_len(g_bytes_get_data(svg, NULL), (gssize)g_bytes_get_size(svg), "<svg"));
  g_autofree char *words = salient_pages_describe(pages, 0, &error);
  g_assert_nonnull(strstr(words, "January 2024"));
  g_assert_null(salient_pages_encode(pages, 0, "gif", &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(salient_pages_write(pages, &error));
  g_assert_cmpstr(salient_error_get_option(error), ==, "output");
}

static void
lists_each_file_once(void)
{
  g_autofree char *folder = g_dir_make_tmp("salient-test-XXXXXX", NULL);
  g_autofree char *name = g_build_filename(folder, "{period}.svg", NULL);
  g_autoptr(SalientOptions) options = make_options(SALIENT_RENDER, "squares");
  set(options, "basemap", "none");
  set(options, "output", name);
  set(options, "overwrite", "true");
  g_autoptr(SalientPages) pages = make_pages(options);
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < 2; i++) {
    g_assert_true(salient_pages_write(pages, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(g_strv_length((char **)salient_pages_get_files(pages)), ==, 2);
  }
  for (const char *const *file = salient_pages_get_files(pages); *file != NULL; file++)
    g_assert_cmpint(g_remove(*file), ==, 0);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
compares_two_sources(void)
{
  g_autoptr(SalientOptions) options = salient_options_new(SALIENT_COMPARE);
  g_autofree char *path = find_data("squares");
  g_autoptr(GError) error = NULL;
  set(options, "a", path);
  set(options, "b", path);
  g_autoptr(SalientComparison) comparison = salient_comparison_compute(options, &error);
  g_assert_no_error(error);
  g_autofree char *csv = salient_comparison_format(comparison, "csv", &error);
  g_assert_nonnull(csv);
  g_assert_null(salient_comparison_format(comparison, "xml", &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_null(salient_pages_new_comparison(comparison, &error));
  g_assert_cmpstr(salient_error_get_option(error), ==, "output");
}

static void
inspects_a_source(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_INSPECT, "squares");
  g_autoptr(GError) error = NULL;
  g_autoptr(SalientInspection) inspection = salient_inspection_compute(options, &error);
  g_assert_no_error(error);
  g_autofree char *text = salient_inspection_format(inspection, "text", &error);
  g_assert_true(g_str_has_prefix(text, "snapshots"));
  g_assert_null(salient_inspection_format(inspection, "csv", &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE);
}

/* What one thread draws of a page while others draw the same and other pages is what it draws alone. */
static gpointer
encode_all(gpointer data)
{
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (guint i = 0; i < 2; i++) {
    g_autoptr(GBytes) svg = salient_pages_encode(data, i, "svg", NULL);
    g_checksum_update(sum, g_bytes_get_data(svg, NULL), (gssize)g_bytes_get_size(svg));
  }
  char *text = g_strdup(g_checksum_get_string(sum));
  g_checksum_free(sum);
  return text;
}

static void
draws_from_several_threads(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_RENDER, "squares");
  set(options, "basemap", "none");
  g_autoptr(SalientPages) pages = make_pages(options);
  g_autofree char *alone = encode_all(pages);
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("draw", encode_all, pages);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autofree char *sum = g_thread_join(threads[i]);
    g_assert_cmpstr(sum, ==, alone);
  }
}

/* Areas are computed by whoever asks first. */
static gpointer
ask_for_polygons(gpointer data)
{
  g_autoptr(GBytes) held = salient_changes_get_wkb(data, 0, SALIENT_HELD, NULL);
  return GSIZE_TO_POINTER(g_bytes_get_size(held));
}

static void
gives_polygons_to_several_threads(void)
{
  g_autoptr(SalientOptions) options = make_options(SALIENT_RENDER, "squares");
  g_autoptr(SalientChanges) changes = compute(options);
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("ask", ask_for_polygons, changes);
  const gsize size = GPOINTER_TO_SIZE(ask_for_polygons(changes));
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_assert_cmpuint(GPOINTER_TO_SIZE(g_thread_join(threads[i])), ==, size);
}

static void
lists_what_there_is(void)
{
  for (guint task = 0; task < SALIENT_N_TASKS; task++) {
    const SalientOption *const *options = salient_options_list((SalientTask)task);
    g_assert_nonnull(options[0]);
    g_assert_nonnull(salient_task_get_name((SalientTask)task));
  }
  g_assert_true(g_strv_contains(salient_styles_list(), "default"));
  g_assert_true(g_strv_contains(salient_presets_list(), "isw"));
  g_autofree char *style = salient_style_format("dark", NULL, NULL);
  g_assert_nonnull(style);
  g_autofree char *versions = salient_describe_versions();
  g_assert_true(g_str_has_prefix(versions, "salient "));
}

/* Whether the first period of a real folder has the class, with an area at either end. */
static gboolean
has_class(const SalientChanges *changes, const char *name)
{
  for (guint i = 0; i < salient_changes_get_n_rows(changes); i++) {
    const SalientRow *row = salient_changes_get_row(changes, i);
    if (g_str_equal(row->class_name, name))
      return row->area_from_km2 > 0 && row->area_to_km2 > 0;
  }
  return FALSE;
}

/* ISW's days of 2022 have a file for each class, those of May 2023 Japanese layers, and those of the summer after
 * the names of services. */
static void
isw_has_the_same_classes_in_every_naming(void)
{
  static const struct {
    const char *folder, *every;
  } days[] = { { "isw-2022", "30d" }, { "isw", "1d" }, { "isw-renamed", "30d" } };
  const char *archive = g_getenv("SALIENT_ARCHIVE");
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    g_autofree char *path = archive != NULL ? g_build_filename(archive, days[i].folder, NULL) : NULL;
    if (path == NULL || !g_file_test(path, G_FILE_TEST_IS_DIR)) {
      g_test_skip("SALIENT_ARCHIVE has no such folder");
      return;
    }
    g_autoptr(SalientOptions) options = salient_options_new(SALIENT_MEASURE);
    g_autoptr(GError) error = NULL;
    set(options, "sources", path);
    set(options, "preset", "isw");
    set(options, "every", days[i].every);
    g_assert_true(salient_options_load(options, &error));
    g_autoptr(SalientChanges) changes = compute(options);
    g_assert_cmpstr(salient_changes_get_row(changes, 0)->class_name, ==, "control");
    g_assert_true(has_class(changes, "control"));
    g_assert_true(has_class(changes, "advance"));
    g_assert_true(has_class(changes, "counteroffensive"));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/library/names-options-that-are-wrong", names_options_that_are_wrong);
  g_test_add_func("/library/tells-what-is-set", tells_what_is_set);
  g_test_add_func("/library/names-the-option-of-an-error", names_the_option_of_an_error);
  g_test_add_func("/library/cannot-set-options-in-use", cannot_set_options_in_use);
  g_test_add_func("/library/names-what-failed-before", names_what_failed_before);
  g_test_add_func("/library/wants-options-of-the-task", wants_options_of_the_task);
  g_test_add_func("/library/gives-rows-as-values", gives_rows_as_values);
  g_test_add_func("/library/gives-polygons-as-wkb", gives_polygons_as_wkb);
  g_test_add_func("/library/keeps-no-polygons-of-numbers", keeps_no_polygons_of_numbers);
  g_test_add_func("/library/draws-pages", draws_pages);
  g_test_add_func("/library/lists-each-file-once", lists_each_file_once);
  g_test_add_func("/library/compares-two-sources", compares_two_sources);
  g_test_add_func("/library/inspects-a-source", inspects_a_source);
  g_test_add_func("/library/draws-from-several-threads", draws_from_several_threads);
  g_test_add_func("/library/gives-polygons-to-several-threads", gives_polygons_to_several_threads);
  g_test_add_func("/library/lists-what-there-is", lists_what_there_is);
  g_test_add_func("/library/isw-has-the-same-classes-in-every-naming",
                  isw_has_the_same_classes_in_every_naming);
  return g_test_run();
}
