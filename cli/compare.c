#include "common.h"
#include "compare-maps.h"
#include "console.h"
#include "data/series/series-kinds.h"
#include "inputs.h"
#include "progress.h"
#include "sides.h"
#include "tables.h"
#include "verbs.h"

/* One run: what the command line asked for, and what came of it. */
typedef struct {
  const Arguments *arguments;
  Sides sides;
  gboolean has_periods; /* else it is one date */
  SalDay at;            /* SAL_DAY_NONE: the last one that both have */
  Inputs *inputs;
  GPtrArray *picture_names, *table_names; /* utf8: of outputs; lent */
  CompareMaps maps;
  GArray *tables;   /* TableOutput */
  GPtrArray *files; /* utf8: pictures that were written */
  SalSeries *series[2];
  SalComparisons *comparisons; /* NULL: there is none, and a remark says why */
  SalRevisions *revisions;     /* NULL: not asked for */
  GPtrArray *remarks;          /* utf8 */
  Progress *progress;
} Run;

static void
run_clear(Run *run)
{
  g_clear_pointer(&run->progress, progress_free);
  g_clear_pointer(&run->remarks, g_ptr_array_unref);
  g_clear_pointer(&run->revisions, sal_revisions_free);
  g_clear_pointer(&run->comparisons, sal_comparisons_free);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&run->series[side], sal_series_free);
  g_clear_pointer(&run->tables, g_array_unref);
  g_clear_pointer(&run->files, g_ptr_array_unref);
  g_clear_pointer(&run->picture_names, g_ptr_array_unref);
  g_clear_pointer(&run->table_names, g_ptr_array_unref);
  compare_maps_clear(&run->maps);
  g_clear_pointer(&run->inputs, inputs_free);
  sides_clear(&run->sides);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static gboolean
is_on_command_line(const Arguments *arguments, const char *name)
{
  gpointer where = NULL;
  return g_hash_table_lookup_extended(arguments->given, name, NULL, &where) && where == NULL;
}

/* The command line's --at wins over the periods of a project or preset. */
static gboolean
asks_for_periods(const Arguments *arguments)
{
  static const char *const names[] = { "from", "to", "every", "boundary", "partial" };
  const gboolean values[] = { arguments->from != NULL, arguments->to != NULL, arguments->every != NULL,
                              arguments->boundary != NULL, arguments->partial };
  const gboolean by_words = is_on_command_line(arguments, "at");
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (values[i] && (!by_words || is_on_command_line(arguments, names[i])))
      return TRUE;
  return FALSE;
}

/* One date, or periods, or two versions of an archive. */
static gboolean
resolve_mode(Run *run, GError **error)
{
  const Arguments *arguments = run->arguments;
  const gboolean asked = asks_for_periods(arguments);
  run->has_periods = asked || arguments->revisions;
  run->at = SAL_DAY_NONE;
  if (arguments->revisions && arguments->regions != NULL)
    return sal_error_set(error, SAL_ERROR_USAGE, "--revisions: expected no --regions with it, got both");
  if (arguments->at == NULL)
    return TRUE;
  if (run->has_periods)
    return sal_error_set(error, SAL_ERROR_USAGE, "--at: expected a date alone, got %s with it",
                         asked ? "options of periods" : "--revisions");
  return sal_day_parse(arguments->at, &run->at, error) || blame_option(error, "--at");
}

static gboolean
resolve(Run *run, GError **error)
{
  if (!resolve_mode(run, error) || !sides_resolve(run->arguments, &run->sides, error))
    return FALSE;
  run->inputs = inputs_new(&run->sides.views[0]);
  inputs_add(run->inputs, &run->sides.views[1]);
  run->picture_names = g_ptr_array_new();
  run->table_names = g_ptr_array_new();
  compare_maps_split(run->arguments, run->picture_names, run->table_names);
  run->maps = (CompareMaps){ run->arguments, &run->sides, run->inputs, run->picture_names };
  if (run->picture_names->len > 0 && !compare_maps_resolve(&run->maps, error))
    return FALSE;
  run->tables = tables_resolve(run->arguments, run->table_names, run->inputs, error);
  return run->tables != NULL;
}

static gboolean
open_series(Run *run, GError **error)
{
  for (guint side = 0; side < 2; side++) {
    run->series[side] = sal_series_open(&run->sides.settings[side].series, error);
    if (run->series[side] == NULL)
      return FALSE;
    const GPtrArray *remarks = sal_series_get_remarks(run->series[side]);
    for (guint i = 0; i < remarks->len; i++)
      g_ptr_array_add(run->remarks, g_strdup_printf("%c: %s", "AB"[side], (char *)remarks -> pdata[i]));
  }
  return settings_load_regions(run->arguments, &run->sides.settings[0], error);
}

typedef struct {
  SalDay first, last;
} Span;

static Span
get_span(const SalSeries *series)
{
  const guint n = sal_series_get_n_entries(series);
  return (Span){ sal_series_get_entry(series, 0)->day, sal_series_get_entry(series, n - 1)->day };
}

static char *
describe_span(Span span)
{
  g_autofree char *first = sal_day_format(span.first), *last = sal_day_format(span.last);
  return span.first == span.last ? g_strdup(first) : g_strdup_printf("%s to %s", first, last);
}

static gboolean
find_date(Run *run, GError **error)
{
  if (run->at == SAL_DAY_NONE)
    run->at = sal_compare_find_last_day(run->series[0], run->series[1]);
  if (run->at != SAL_DAY_NONE)
    return TRUE;
  const Span spans[2] = { get_span(run->series[0]), get_span(run->series[1]) };
  const gboolean overlap = spans[0].first <= spans[1].last && spans[1].first <= spans[0].last;
  g_autofree char *a = describe_span(spans[0]), *b = describe_span(spans[1]);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "expected a day of which both sides have a snapshot, got none: A has %s, B has %s (%s)", a, b,
      overlap ? "--at DATE takes those within --max-gap days of it"
              : "--a-date-shift and --b-date-shift move the dates of a side");
}

static SalCompareOptions
make_options(const Run *run)
{
  const Sides *sides = &run->sides;
  SalCompareOptions options = { .series = { run->series[0], run->series[1] },
                                .classes = sides->classes,
                                .n_classes = sides->n_classes,
                                .change = sides->settings[0].change };
  options.change.numbers_only = run->picture_names->len == 0;
  return options;
}

/* Two archives may have snapshots to compare and yet no whole period: that is no fault unless some were asked
 * for. */
static gboolean
compare_periods(Run *run, const SalCompareOptions *options, const SalWork *work, GError **error)
{
  g_autoptr(GError) why = NULL;
  run->comparisons = sal_compare_over(options, work, &why);
  if (run->comparisons != NULL)
    return TRUE;
  if (!run->arguments->revisions || asks_for_periods(run->arguments)) {
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
  }
  g_ptr_array_add(run->remarks, g_strdup_printf("no period is compared: %s", why->message));
  return TRUE;
}

static gboolean
compare_all(Run *run, const SalWork *work, GError **error)
{
  const SalCompareOptions options = make_options(run);
  if (!run->has_periods) {
    if (!find_date(run, error))
      return FALSE;
    run->comparisons = sal_compare_at(&options, run->at, work, error);
    return run->comparisons != NULL;
  }
  if (run->arguments->revisions) {
    run->revisions = sal_compare_revisions(&options, work, error);
    if (run->revisions == NULL)
      return FALSE;
  }
  return compare_periods(run, &options, work, error);
}

/* What tells the areas of either side apart: once where both are alike, as versions of one archive are. */
static void
remark_kinds(const Run *run)
{
  g_autofree char *a = sal_series_describe_kinds(run->series[0], &run->sides.settings[0].series);
  g_autofree char *b = sal_series_describe_kinds(run->series[1], &run->sides.settings[1].series);
  if (a != NULL && g_strcmp0(a, b) == 0) {
    g_ptr_array_add(run->remarks, g_steal_pointer(&a));
    return;
  }
  if (a != NULL)
    g_ptr_array_add(run->remarks, g_strdup_printf("A: %s", a));
  if (b != NULL)
    g_ptr_array_add(run->remarks, g_strdup_printf("B: %s", b));
}

static void
collect_remarks(Run *run)
{
  const GPtrArray *own = run->comparisons != NULL ? run->comparisons->remarks : NULL;
  for (guint i = 0; own != NULL && i < own->len; i++)
    g_ptr_array_add(run->remarks, g_strdup(own->pdata[i]));
  remark_kinds(run);
  if (!run->arguments->quiet)
    console_note(run->remarks);
}

static gboolean
write_maps(Run *run, GError **error)
{
  if (run->picture_names->len == 0 || run->comparisons == NULL)
    return TRUE;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  run->files = g_ptr_array_new_with_free_func(g_free);
  const gboolean written = compare_maps_write(&run->maps, run->comparisons, run->files, remarks, error);
  if (!run->arguments->quiet)
    console_note(remarks);
  return written;
}

static gboolean
write_tables(const Run *run, GError **error)
{
  const Sides *sides = &run->sides;
  const SalCompareContext context = {
    .names = { sides->names[0], sides->names[1] },
    .sources = { sides->settings[0].series.sources, sides->settings[1].series.sources },
    .date_shift_days = { sides->views[0].date_shift, sides->views[1].date_shift },
    .area_model = sides->settings[0].area_model,
    .cadence = sides->settings[0].change.periods.cadence,
    .has_periods = run->has_periods,
    .min_width_m = run->arguments->min_width,
    .aoi = run->arguments->aoi,
    .regions = run->arguments->regions,
    .region_field = run->arguments->region_field,
    .files = run->files,
    .remarks = run->remarks,
    .before_option = BEFORE_OPTION,
  };
  for (guint i = 0; i < run->tables->len; i++) {
    const TableOutput *output = &g_array_index(run->tables, TableOutput, i);
    g_autofree char *text = sal_compare_format(run->comparisons, run->revisions, &context, output->format);
    if (!table_write(output, text, run->arguments->overwrite, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
compare_run(const Arguments *arguments, GError **error)
{
  g_auto(Run) run = { .arguments = arguments };
  if (!resolve(&run, error))
    return FALSE;
  run.remarks = g_ptr_array_new_with_free_func(g_free);
  sides_list_single_classes(&run.sides, run.remarks);
  run.progress = progress_new(arguments->progress, arguments->quiet);
  const SalWork work = { (guint)arguments->threads, progress_update, run.progress };
  progress_begin(run.progress, "comparing");
  const gboolean compared = open_series(&run, error) && compare_all(&run, &work, error);
  progress_erase(run.progress);
  if (!compared)
    return FALSE;
  collect_remarks(&run);
  return write_maps(&run, error) && write_tables(&run, error);
}
