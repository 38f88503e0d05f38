#include "common.h"
#include "console.h"
#include "inputs.h"
#include "look.h"
#include "names.h"
#include "progress.h"
#include "verbs.h"

#include <string.h>

/* One picture: a change, or a whole run, of a class. */
typedef struct {
  SalPage *page;           /* lent */
  const SalChange *change; /* lent; what names and records are of: of a run its sum */
  GPtrArray *written;      /* utf8: the paths written for it */
  GPtrArray *remarks;      /* utf8: of its fonts */
} Picture;

static void
picture_clear(gpointer data)
{
  Picture *picture = data;
  g_ptr_array_unref(picture->written);
  g_ptr_array_unref(picture->remarks);
}

/* What the maps of a run have in common: the data, read once. */
typedef struct {
  const Arguments *arguments;
  Inputs *inputs;
  Settings settings;
  SalSeries *series;
  SalChanges *changes;
  GHashTable *names; /* absolute, of all pictures */
  Progress *progress;
} Data;

static void
data_clear(Data *data)
{
  g_clear_pointer(&data->inputs, inputs_free);
  g_clear_pointer(&data->progress, progress_free);
  g_clear_pointer(&data->names, g_hash_table_unref);
  g_clear_pointer(&data->changes, sal_changes_free);
  g_clear_pointer(&data->series, sal_series_free);
  settings_clear(&data->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Data, data_clear)

/* One map: what was asked for, and what came of it. */
typedef struct {
  const Arguments *arguments;
  const Data *data;
  Look look;
  SalPageLayout layout;
  GPtrArray *pages; /* SalPage: one a class that is shown */
  GArray *pictures; /* Picture */
} Run;

static void
run_free(Run *run)
{
  g_clear_pointer(&run->pictures, g_array_unref);
  g_clear_pointer(&run->pages, g_ptr_array_unref);
  look_clear(&run->look);
  g_free(run);
}

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
resolve_layout(Run *run, GError **error)
{
  const char *layout = run->arguments->layout;
  if (layout != NULL && !sal_page_layout_parse(layout, &run->layout, error))
    return blame_option(error, "--layout");
  return TRUE;
}

/* All that can be said without reading data. */
static gboolean
resolve(Run *run, GError **error)
{
  const Arguments *arguments = run->arguments;
  return check_patterns(arguments, error) && look_resolve(arguments, &run->look, error) &&
         resolve_layout(run, error);
}

static char *
expand(const Run *run, const char *pattern, const SalPeriod *period, const char *class_name,
       const char *region)
{
  g_autofree char *from = sal_day_format(period->from);
  g_autofree char *to = sal_day_format(period->to);
  const NameParts parts = { period->name,        from, to, class_name, run->look.style_name, region,
                            run->arguments->lang };
  return name_expand(pattern, &parts, NULL);
}

static gboolean
check_name(const Run *run, const char *pattern, const char *name, GError **error)
{
  g_autofree char *quoted = sal_error_quote(pattern);
  if (!g_hash_table_add(run->data->names, g_canonicalize_filename(name, NULL)))
    return sal_error_set(
        error, SAL_ERROR_USAGE,
        "--output: expected a placeholder such as {period} that tells the pictures apart, got '%s'", quoted);
  return inputs_check(run->data->inputs, name, error) &&
         sal_output_check(name, run->arguments->overwrite, error);
}

/* Whether both boundaries have a snapshot; a period without is no picture, or an error that the changes
 * report. */
static gboolean
is_covered(const Run *run, const SalPeriod *period)
{
  const SalChangeOptions *options = &run->data->settings.change;
  return sal_series_find(run->data->series, period->from, options->sample, options->max_gap_days) >= 0 &&
         sal_series_find(run->data->series, period->to, options->sample, options->max_gap_days) >= 0;
}

/* Whether pictures are named by class: then each class has its own, else the first one alone. */
static gboolean
names_classes(const Run *run)
{
  for (guint i = 0; i < run->arguments->outputs->len; i++)
    if (strstr(run->arguments->outputs->pdata[i], "{class}") != NULL)
      return TRUE;
  return FALSE;
}

static guint
count_shown_classes(const Run *run)
{
  return names_classes(run) ? g_strv_length((char **)sal_series_get_classes(run->data->series)) : 1;
}

static gboolean
check_period_names(const Run *run, const SalPeriod *period, GError **error)
{
  const char *const *classes = sal_series_get_classes(run->data->series);
  const GPtrArray *patterns = run->arguments->outputs;
  for (guint i = 0; i < count_shown_classes(run); i++)
    for (guint j = 0; j < patterns->len; j++) {
      g_autofree char *name = expand(run, patterns->pdata[j], period, classes[i], "");
      if (!check_name(run, patterns->pdata[j], name, error))
        return FALSE;
    }
  return TRUE;
}

/* The periods that pictures are named after. */
static GArray *
list_named_periods(const Run *run, const GArray *periods)
{
  GArray *named = g_array_new(FALSE, FALSE, sizeof(SalPeriod));
  for (guint i = 0; i < periods->len; i++)
    if (is_covered(run, &g_array_index(periods, SalPeriod, i)))
      g_array_append_val(named, g_array_index(periods, SalPeriod, i));
  if (!sal_page_layout_is_of_run(run->layout) || named->len == 0)
    return named;
  const SalPeriod span =
      sal_period_join(&g_array_index(named, SalPeriod, 0), &g_array_index(named, SalPeriod, named->len - 1));
  g_array_set_size(named, 0);
  g_array_append_val(named, span);
  return named;
}

/* The names follow from the series' dates, so that they are checked before any snapshot is read. */
static gboolean
check_names(const Run *run, GError **error)
{
  const guint n = sal_series_get_n_entries(run->data->series);
  const SalChangeOptions *options = &run->data->settings.change;
  if (n < 2)
    return TRUE;
  g_autoptr(GArray) periods = sal_periods_compute(
      &options->periods, sal_series_get_entry(run->data->series, 0)->day,
      sal_series_get_entry(run->data->series, n - 1)->day, options->max_gap_days, NULL, error);
  if (periods == NULL)
    return FALSE;
  g_autoptr(GArray) named = list_named_periods(run, periods);
  for (guint i = 0; i < named->len; i++) {
    if (!check_period_names(run, &g_array_index(named, SalPeriod, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
compute_changes(Data *data, GError **error)
{
  const SalWork work = { (guint)data->arguments->threads, progress_update, data->progress };
  progress_begin(data->progress, "reading");
  data->changes = sal_changes_compute(data->series, &data->settings.change, &work, error);
  progress_erase(data->progress);
  if (data->changes == NULL)
    return FALSE;
  if (!data->arguments->quiet)
    print_remarks(data->series, &data->settings.series, data->changes);
  return TRUE;
}

static SalPageOptions
make_page_options(const Run *run)
{
  const Arguments *arguments = run->arguments;
  return (SalPageOptions){
    .width_mm = run->look.size.width_mm,
    .height_mm = run->look.size.height_mm,
    .style = run->look.style,
    .layout = run->layout,
    .extent = extent_find_box(&run->look.extent, run->data->changes->changes),
    .changes = run->data->changes->changes,
    .map_crs = arguments->map_crs,
    .basemap = arguments->basemap,
    .borders = arguments->borders,
    .title = arguments->title,
    .subtitle = arguments->subtitle,
    .credit = arguments->credit,
    .places = &run->look.places,
    .words = run->look.words,
    .units = run->look.units,
    .area_model = run->data->settings.area_model,
    .date_shift_days = { arguments->date_shift, arguments->date_shift },
    .n_insets = (guint)arguments->insets,
    .n_callouts = run->look.n_callouts,
    .has_locator = g_strcmp0(arguments->locator, "none") != 0,
    .has_graticule = arguments->graticule,
  };
}

static void
add_picture(Run *run, SalPage *page, const SalChange *change)
{
  const Picture picture = { page, change, g_ptr_array_new_with_free_func(g_free),
                            g_ptr_array_new_with_free_func(g_free) };
  g_array_append_val(run->pictures, picture);
}

static void
add_pictures(Run *run, SalPage *page)
{
  const SalRun *shown = sal_page_get_run(page);
  if (sal_page_layout_is_of_run(run->layout))
    add_picture(run, page, &shown->total);
  else
    for (guint i = 0; i < shown->changes->len; i++)
      add_picture(run, page, shown->changes->pdata[i]);
}

/* An optional class to which nothing belongs has none. */
static gboolean
has_changes(const Run *run, const char *class_name)
{
  const GPtrArray *changes = run->data->changes->changes;
  for (guint i = 0; i < changes->len; i++)
    if (((const SalChange *)changes->pdata[i])->class_name == class_name)
      return TRUE;
  return FALSE;
}

static gboolean
make_pages(Run *run, GError **error)
{
  const char *const *classes = sal_series_get_classes(run->data->series);
  SalPageOptions options = make_page_options(run);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  run->pages = g_ptr_array_new_with_free_func((GDestroyNotify)sal_page_free);
  run->pictures = g_array_new(FALSE, FALSE, sizeof(Picture));
  g_array_set_clear_func(run->pictures, picture_clear);
  for (guint i = 0; classes[i] != NULL && (run->pages->len == 0 || names_classes(run)); i++) {
    if (!has_changes(run, classes[i]))
      continue;
    options.class_name = classes[i];
    SalPage *page = sal_page_new(&options, run->pages->len == 0 ? remarks : NULL, error);
    if (page == NULL)
      return FALSE;
    g_ptr_array_add(run->pages, page);
    add_pictures(run, page);
  }
  if (!run->arguments->quiet)
    console_note(remarks);
  return TRUE;
}

static gboolean
write_picture(const Run *run, Picture *picture, const SalDrawing *drawing, const char *pattern,
              GError **error)
{
  const SalChange *change = picture->change;
  g_autofree char *path = expand(run, pattern, &change->period, change->class_name, change->region);
  PictureFormat format;
  if (!name_find_format(path, &format, error))
    return FALSE;
  g_autoptr(GBytes) bytes = look_encode(&run->look, drawing, format, error);
  if (bytes == NULL) {
    g_prefix_error(error, "%s: ", path);
    return FALSE;
  }
  if (!sal_output_write(path, bytes, run->arguments->overwrite, error))
    return FALSE;
  g_ptr_array_add(picture->written, g_steal_pointer(&path));
  return TRUE;
}

/* A piece of work: one page, in all the formats asked for. */
static gboolean
draw_picture(guint index, gpointer data, GError **error)
{
  const Run *run = data;
  Picture *picture = &g_array_index(run->pictures, Picture, index);
  const GPtrArray *patterns = run->arguments->outputs;
  g_autoptr(SalDrawing) drawing = sal_page_draw(picture->page, picture->change, error);
  if (drawing == NULL) {
    g_prefix_error(error, "%s: ", picture->change->period.name);
    return FALSE;
  }
  sal_drawing_report_fonts(drawing, picture->remarks);
  for (guint i = 0; i < patterns->len; i++)
    if (!write_picture(run, picture, drawing, patterns->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Of all maps, in their order. GPtrArray of Picture, lent. */
static GPtrArray *
list_pictures(const GPtrArray *runs)
{
  GPtrArray *pictures = g_ptr_array_new();
  for (guint i = 0; i < runs->len; i++) {
    const Run *run = runs->pdata[i];
    for (guint j = 0; run->pictures != NULL && j < run->pictures->len; j++)
      g_ptr_array_add(pictures, &g_array_index(run->pictures, Picture, j));
  }
  return pictures;
}

/* What was found out about fonts while drawing: each thing once. */
static void
note_fonts(const GPtrArray *pictures)
{
  g_autoptr(GPtrArray) remarks = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < pictures->len; i++) {
    const GPtrArray *own = ((const Picture *)pictures->pdata[i])->remarks;
    for (guint j = 0; j < own->len; j++)
      if (g_hash_table_add(known, own->pdata[j]))
        g_ptr_array_add(remarks, own->pdata[j]);
  }
  console_note(remarks);
}

static gboolean
draw_all(Run *run, GError **error)
{
  const SalWork work = { (guint)run->arguments->threads, progress_update, run->data->progress };
  progress_begin(run->data->progress, "rendering");
  const gboolean drawn = sal_work_run(&work, run->pictures->len, draw_picture, run, error);
  progress_erase(run->data->progress);
  return drawn;
}

/* The periods of a run that are flagged or accepted. */
static void
add_resets(SalJson *json, const SalRun *run)
{
  sal_json_open(json, "resets", '[');
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (!change->accepted && !sal_change_is_reset(change))
      continue;
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "period", change->period.name);
    sal_json_add_string(json, "flag", change->accepted ? NULL : "reset?");
    sal_json_add_string(json, "evidence", change->evidence);
    sal_json_add_boolean(json, "accepted_reset", change->accepted);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_record(SalJson *json, const SalRow *row, const Picture *picture)
{
  const GPtrArray *paths = picture->written;
  const SalRun *run = sal_page_get_run(picture->page);
  sal_json_open(json, NULL, '{');
  sal_row_add_json(row, json);
  if (picture->change == &run->total)
    add_resets(json, run);
  sal_json_open(json, "files", '[');
  for (guint i = 0; i < paths->len; i++)
    sal_json_add_string(json, NULL, paths->pdata[i]);
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

static char *
format_records(const GPtrArray *pictures, const SalAreaModel *model)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  g_autoptr(GPtrArray) shown = g_ptr_array_new();
  for (guint i = 0; i < pictures->len; i++)
    g_ptr_array_add(shown, (gpointer)((const Picture *)pictures->pdata[i])->change);
  const SalChanges changes = { .changes = shown };
  g_autoptr(GArray) rows = sal_table_get_rows(&changes, model);
  sal_json_open(&json, NULL, '[');
  for (guint i = 0; i < rows->len; i++) {
    const Picture *picture = pictures->pdata[i];
    if (picture->written->len > 0)
      add_record(&json, &g_array_index(rows, SalRow, i), picture);
  }
  sal_json_close(&json, ']');
  return sal_json_finish(&json);
}

static char *
format_paths(const GPtrArray *pictures)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < pictures->len; i++) {
    const GPtrArray *written = ((const Picture *)pictures->pdata[i])->written;
    for (guint j = 0; j < written->len; j++)
      g_string_append_printf(text, "%s\n", (const char *)written->pdata[j]);
  }
  return g_string_free(text, FALSE);
}

/* What was written is printed even where a later picture failed. */
static gboolean
print_written(const Data *data, const GPtrArray *pictures, GError **error)
{
  g_autofree char *text = g_strcmp0(data->arguments->format, "json") == 0
                              ? format_records(pictures, data->settings.area_model)
                              : format_paths(pictures);
  return console_write(text, error);
}

/* Run of each map that the project lists, or of the one that there is. */
static GPtrArray *
new_runs(const Data *data)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func((GDestroyNotify)run_free);
  const guint n_maps = data->arguments->maps != NULL ? data->arguments->maps->len : 1;
  for (guint i = 0; i < n_maps; i++) {
    Run *run = g_new0(Run, 1);
    run->arguments = data->arguments->maps != NULL ? data->arguments->maps->pdata[i] : data->arguments;
    run->data = data;
    g_ptr_array_add(runs, run);
  }
  return runs;
}

static gboolean
resolve_all(const GPtrArray *runs, GError **error)
{
  for (guint i = 0; i < runs->len; i++) {
    Run *run = runs->pdata[i];
    if (!resolve(run, error))
      return arguments_blame(run->arguments, error);
  }
  return TRUE;
}

static gboolean
check_all_names(const GPtrArray *runs, GError **error)
{
  for (guint i = 0; i < runs->len; i++) {
    const Run *run = runs->pdata[i];
    if (!check_names(run, error))
      return arguments_blame(run->arguments, error);
  }
  return TRUE;
}

/* One map after the other. */
static gboolean
draw_runs(const GPtrArray *runs, GError **error)
{
  for (guint i = 0; i < runs->len; i++)
    if (!make_pages(runs->pdata[i], error) || !draw_all(runs->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Opens the series and computes the changes, once all names are known to be good. */
static gboolean
read_data(Data *data, const GPtrArray *runs, GError **error)
{
  data->series = sal_series_open(&data->settings.series, error);
  data->inputs = inputs_new(data->arguments);
  data->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return data->series != NULL && check_all_names(runs, error) && compute_changes(data, error);
}

gboolean
render_run(const Arguments *arguments, GError **error)
{
  g_auto(Data) data = { .arguments = arguments };
  g_autoptr(GPtrArray) runs = new_runs(&data);
  if (!settings_resolve(arguments, &data.settings, error) || !resolve_all(runs, error))
    return FALSE;
  data.progress = progress_new(arguments->progress, arguments->quiet);
  if (!read_data(&data, runs, error))
    return FALSE;
  const gboolean drawn = draw_runs(runs, error);
  g_autoptr(GPtrArray) pictures = list_pictures(runs);
  if (!arguments->quiet)
    note_fonts(pictures);
  return print_written(&data, pictures, drawn ? error : NULL) && drawn;
}
