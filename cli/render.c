#include "common.h"
#include "console.h"
#include "frame.h"
#include "inputs.h"
#include "names.h"
#include "progress.h"
#include "verbs.h"

#include <string.h>

/* One run: what the command line asked for, and what came of it. */
typedef struct {
  const Arguments *arguments;
  Inputs *inputs;
  Settings settings;
  SalStyle *style;
  char *style_name; /* without folder and suffix */
  PageSize size;
  SalSvgOptions svg;
  Extent extent;
  SalSeries *series;
  SalChanges *changes;
  SalPage *page;

  Progress *progress;
  GPtrArray **written; /* a change: the paths written for it */
} Run;

static void
run_clear(Run *run)
{
  for (guint i = 0; run->written != NULL && i < run->changes->changes->len; i++)
    g_ptr_array_unref(run->written[i]);
  g_free(run->written);
  g_clear_pointer(&run->inputs, inputs_free);
  g_clear_pointer(&run->progress, progress_free);
  g_clear_pointer(&run->page, sal_page_free);
  g_clear_pointer(&run->changes, sal_changes_free);
  g_clear_pointer(&run->series, sal_series_free);
  g_clear_pointer(&run->style, sal_style_free);
  g_clear_pointer(&run->style_name, g_free);
  settings_clear(&run->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static gboolean
check_patterns(const Arguments *arguments, GError **error)
{
  if (arguments->outputs == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected --output with a name such as 'maps/{period}.png', got none");
  for (guint i = 0; i < arguments->outputs->len; i++) {
    if (g_str_equal(arguments->outputs->pdata[i], "-"))
      return sal_error_set(error, SAL_ERROR_USAGE,
                           "--output: expected a file's name, got '-' (pictures do not go to "
                           "stdout)");
    if (!name_check(arguments->outputs->pdata[i], error))
      return blame_option(error, "--output");
  }
  return TRUE;
}

static gboolean
check_map_crs(const char *crs, GError **error)
{
  if (crs == NULL)
    return TRUE;
  if (!sal_crs_check(crs, error))
    return blame_option(error, "--map-crs");
  if (sal_crs_is_projected(crs))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(crs);
  return sal_error_set(error, SAL_ERROR_CRS, "--map-crs: expected a projected CRS, got '%s'", quoted);
}

static gboolean
load_style(Run *run, GError **error)
{
  const char *name = run->arguments->style != NULL ? run->arguments->style : "default";
  run->style = sal_style_load(name, error);
  if (run->style == NULL)
    return FALSE;
  run->style_name = g_path_get_basename(name);
  run->style_name[strcspn(run->style_name, ".")] = '\0';
  return TRUE;
}

static gboolean
resolve_svg(Run *run, GError **error)
{
  const Arguments *arguments = run->arguments;
  const char *prefix = arguments->id_prefix;
  run->svg = (SalSvgOptions){ .width_px = run->size.width_px,
                              .height_px = run->size.height_px,
                              .id_prefix = prefix,
                              .embed_font = arguments->embed_font,
                              .text_mode = g_strcmp0(arguments->text, "outline") == 0 ? SAL_TEXT_OUTLINE
                                                                                      : SAL_TEXT_REAL };
  if (arguments->embed_font && run->svg.text_mode == SAL_TEXT_OUTLINE)
    return sal_error_set(error, SAL_ERROR_USAGE, "--embed-font: expected --text real, got outline");
  if (prefix == NULL || sal_svg_is_prefix(prefix))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(prefix);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "--id-prefix: expected letters a-z, digits, '-' and '_', a letter or '_' first, got '%s'", quoted);
}

/* All that can be said without reading data. */
static gboolean
resolve(Run *run, GError **error)
{
  const Arguments *arguments = run->arguments;
  return settings_resolve(arguments, &run->settings, error) && check_patterns(arguments, error) &&
         page_size_resolve(arguments, &run->size, error) && resolve_svg(run, error) &&
         extent_parse(arguments->extent, &run->extent, error) && check_map_crs(arguments->map_crs, error) &&
         load_style(run, error);
}

static char *
expand(const Run *run, const char *pattern, const SalPeriod *period, const char *class_name,
       const char *region)
{
  g_autofree char *from = sal_day_format(period->from);
  g_autofree char *to = sal_day_format(period->to);
  const NameParts parts = { period->name, from, to, class_name, run->style_name, region };
  return name_expand(pattern, &parts, NULL);
}

/* names: the absolute names so far. */
static gboolean
check_name(const Run *run, const char *pattern, const char *name, GHashTable *names, GError **error)
{
  g_autofree char *quoted = sal_error_quote(pattern);
  if (!g_hash_table_add(names, g_canonicalize_filename(name, NULL)))
    return sal_error_set(
        error, SAL_ERROR_USAGE,
        "--output: expected a placeholder such as {period} that tells the pictures apart, got '%s'", quoted);
  return inputs_check(run->inputs, name, error) && sal_output_check(name, run->arguments->overwrite, error);
}

/* Whether both boundaries have a snapshot; a period without is no picture, or an error that the changes
 * report. */
static gboolean
is_covered(const Run *run, const SalPeriod *period)
{
  const SalChangeOptions *options = &run->settings.change;
  return sal_series_find(run->series, period->from, options->sample, options->max_gap_days) >= 0 &&
         sal_series_find(run->series, period->to, options->sample, options->max_gap_days) >= 0;
}

static gboolean
check_period_names(const Run *run, const SalPeriod *period, GHashTable *names, GError **error)
{
  const char *const *classes = sal_series_get_classes(run->series);
  const GPtrArray *patterns = run->arguments->outputs;
  for (guint i = 0; classes[i] != NULL; i++)
    for (guint j = 0; j < patterns->len; j++) {
      g_autofree char *name = expand(run, patterns->pdata[j], period, classes[i], "");
      if (!check_name(run, patterns->pdata[j], name, names, error))
        return FALSE;
    }
  return TRUE;
}

/* The names follow from the series' dates, so that they are checked before any snapshot is read. */
static gboolean
check_names(Run *run, GError **error)
{
  const guint n = sal_series_get_n_entries(run->series);
  const SalChangeOptions *options = &run->settings.change;
  if (n < 2)
    return TRUE;
  g_autoptr(GArray) periods =
      sal_periods_compute(&options->periods, sal_series_get_entry(run->series, 0)->day,
                          sal_series_get_entry(run->series, n - 1)->day, options->max_gap_days, NULL, error);
  if (periods == NULL)
    return FALSE;
  run->inputs = inputs_new(run->arguments);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < periods->len; i++) {
    const SalPeriod *period = &g_array_index(periods, SalPeriod, i);
    if (is_covered(run, period) && !check_period_names(run, period, names, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
compute_changes(Run *run, GError **error)
{
  const SalWork work = { (guint)run->arguments->threads, progress_update, run->progress };
  progress_begin(run->progress, "reading");
  run->changes = sal_changes_compute(run->series, &run->settings.change, &work, error);
  progress_erase(run->progress);
  if (run->changes == NULL)
    return FALSE;
  if (!run->arguments->quiet)
    print_remarks(run->series, run->changes);
  return TRUE;
}

static gboolean
make_page(Run *run, GError **error)
{
  const Arguments *arguments = run->arguments;
  const SalPageOptions options = {
    .width_mm = run->size.width_mm,
    .height_mm = run->size.height_mm,
    .style = run->style,
    .extent = extent_find_box(&run->extent, run->changes->changes),
    .changes = run->changes->changes,
    .map_crs = arguments->map_crs,
    .basemap = arguments->basemap != NULL ? arguments->basemap : "auto",
    .title = arguments->title,
    .subtitle = arguments->subtitle,
    .credit = arguments->credit,
    .area_model = run->settings.area_model,
    .date_shift_days = arguments->date_shift,
  };
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  run->page = sal_page_new(&options, remarks, error);
  if (run->page != NULL && !arguments->quiet)
    console_note(remarks);
  return run->page != NULL;
}

static GBytes *
encode(const Run *run, const SalDrawing *drawing, PictureFormat format, GError **error)
{
  switch (format) {
  case PICTURE_PNG:
    return sal_png_write(drawing, run->size.width_px, run->size.height_px, run->arguments->transparent,
                         error);
  case PICTURE_SVG:
    return sal_svg_write(drawing, &run->svg, error);
  case PICTURE_PDF:
    return sal_pdf_write(drawing, run->svg.text_mode, error);
  }
  g_return_val_if_reached(NULL);
}

static gboolean
write_picture(Run *run, guint index, const SalDrawing *drawing, const char *pattern, GError **error)
{
  const SalChange *change = run->changes->changes->pdata[index];
  g_autofree char *path = expand(run, pattern, &change->period, change->class_name, change->region);
  PictureFormat format;
  if (!name_find_format(path, &format, error))
    return FALSE;
  g_autoptr(GBytes) bytes = encode(run, drawing, format, error);
  if (bytes == NULL) {
    g_prefix_error(error, "%s: ", path);
    return FALSE;
  }
  if (!sal_output_write(path, bytes, run->arguments->overwrite, error))
    return FALSE;
  g_ptr_array_add(run->written[index], g_steal_pointer(&path));
  return TRUE;
}

/* A piece of work: one page, in all the formats asked for. */
static gboolean
draw_change(guint index, gpointer data, GError **error)
{
  Run *run = data;
  const SalChange *change = run->changes->changes->pdata[index];
  const GPtrArray *patterns = run->arguments->outputs;
  g_autoptr(SalDrawing) drawing = sal_page_draw(run->page, change, error);
  if (drawing == NULL) {
    g_prefix_error(error, "%s: ", change->period.name);
    return FALSE;
  }
  for (guint i = 0; i < patterns->len; i++)
    if (!write_picture(run, index, drawing, patterns->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
draw_all(Run *run, GError **error)
{
  const guint n = run->changes->changes->len;
  const SalWork work = { (guint)run->arguments->threads, progress_update, run->progress };
  run->written = g_new0(GPtrArray *, n);
  for (guint i = 0; i < n; i++)
    run->written[i] = g_ptr_array_new_with_free_func(g_free);
  progress_begin(run->progress, "rendering");
  const gboolean drawn = sal_work_run(&work, n, draw_change, run, error);
  progress_erase(run->progress);
  return drawn;
}

static void
add_record(SalJson *json, const SalRow *row, const GPtrArray *paths)
{
  sal_json_open(json, NULL, '{');
  sal_row_add_json(row, json);
  sal_json_open(json, "files", '[');
  for (guint i = 0; i < paths->len; i++)
    sal_json_add_string(json, NULL, paths->pdata[i]);
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

static char *
format_records(const Run *run)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  g_autoptr(GArray) rows = sal_table_get_rows(run->changes, run->settings.area_model);
  sal_json_open(&json, NULL, '[');
  for (guint i = 0; i < rows->len; i++)
    if (run->written[i]->len > 0)
      add_record(&json, &g_array_index(rows, SalRow, i), run->written[i]);
  sal_json_close(&json, ']');
  return sal_json_finish(&json);
}

static char *
format_paths(const Run *run)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < run->changes->changes->len; i++)
    for (guint j = 0; j < run->written[i]->len; j++)
      g_string_append_printf(text, "%s\n", (const char *)run->written[i]->pdata[j]);
  return g_string_free(text, FALSE);
}

/* What was written is printed even where a later picture failed. */
static gboolean
print_written(const Run *run, GError **error)
{
  g_autofree char *text =
      g_strcmp0(run->arguments->format, "json") == 0 ? format_records(run) : format_paths(run);
  return console_write(text, error);
}

gboolean
render_run(const Arguments *arguments, GError **error)
{
  g_auto(Run) run = { .arguments = arguments };
  if (!resolve(&run, error))
    return FALSE;
  run.progress = progress_new(arguments->progress, arguments->quiet);
  run.series = sal_series_open(&run.settings.series, error);
  if (run.series == NULL || !check_names(&run, error) || !compute_changes(&run, error) ||
      !make_page(&run, error))
    return FALSE;
  const gboolean drawn = draw_all(&run, error);
  return print_written(&run, drawn ? error : NULL) && drawn;
}
