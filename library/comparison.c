/* Opens both sides of a comparison, compares them at a date or over periods, and gives the result as a
 * table. */
#include "library/comparison.h"

#include "library/bad-files.h"
#include "library/basis.h"
#include "library/compared-sentences.h"
#include "library/json-head.h"
#include "library/made.h"
#include "library/outputs.h"
#include "library/stated-border.h"

#include "data/base/error.h"
#include "data/series/series-kinds.h"
#include "data/source/naturalearth.h"
#include "data/table/compare-table.h"
#include "data/table/definition.h"

#include <string.h>

SalientComparison *
salient_comparison_ref(SalientComparison *comparison)
{
  g_atomic_int_inc(&comparison->n_refs);
  return comparison;
}

void
salient_comparison_free(SalientComparison *comparison)
{
  if (comparison == NULL || !g_atomic_int_dec_and_test(&comparison->n_refs))
    return;
  g_clear_pointer(&comparison->remarks, g_ptr_array_unref);
  g_clear_pointer(&comparison->files, g_ptr_array_unref);
  g_clear_pointer(&comparison->maps, g_array_unref);
  g_clear_pointer(&comparison->revisions, sal_revisions_free);
  g_clear_pointer(&comparison->comparisons, sal_comparisons_free);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&comparison->series[side], sal_series_free);
  g_clear_pointer(&comparison->plan, sal_plan_free);
  g_free(comparison);
}

/* A comparison at a date may need any snapshot. */
static gboolean
leave_out_bad(const SalientComparison *comparison, guint side, GError **error)
{
  const SalPlan *plan = comparison->plan;
  return sal_bad_files_leave_out(comparison->series[side], plan->options, &plan->sides.settings[side].change,
                                 error);
}

static gboolean
open_series(SalientComparison *comparison, GError **error)
{
  SalSides *sides = &comparison->plan->sides;
  for (guint side = 0; side < 2; side++) {
    comparison->series[side] = sal_series_open(&sides->settings[side].series, error);
    if (comparison->series[side] == NULL || !leave_out_bad(comparison, side, error))
      return FALSE;
    const GPtrArray *remarks = sal_series_get_remarks(comparison->series[side]);
    for (guint i = 0; i < remarks->len; i++)
      g_ptr_array_add(comparison->remarks,
                      g_strdup_printf("%c: %s", "AB"[side], (char *)remarks -> pdata[i]));
    sal_bad_files_remark(comparison->series[side], side == 0 ? "A: " : "B: ", comparison->remarks);
  }
  SalSettings *settings = &sides->settings[0];
  if (!sal_stated_border_load(comparison->plan->options, settings, error))
    return FALSE;
  if (settings->border_remark != NULL)
    g_ptr_array_add(comparison->remarks, g_strdup(settings->border_remark));
  return sal_settings_load_regions(comparison->plan->options, settings, error);
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
find_date(SalientComparison *comparison, GError **error)
{
  SalPlan *plan = comparison->plan;
  if (plan->at == SAL_DAY_NONE)
    plan->at = sal_compare_find_last_day(comparison->series[0], comparison->series[1]);
  if (plan->at != SAL_DAY_NONE)
    return TRUE;
  const Span spans[2] = { get_span(comparison->series[0]), get_span(comparison->series[1]) };
  const gboolean overlap = spans[0].first <= spans[1].last && spans[1].first <= spans[0].last;
  g_autofree char *a = describe_span(spans[0]), *b = describe_span(spans[1]);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "expected a day of which both sides have a snapshot, got none: A has %s, B has %s (%s)", a, b,
      overlap ? SAL_OPTION("at") " DATE takes those within " SAL_OPTION("max-gap") " days of it"
              : SAL_OPTION("a-date-shift") " and " SAL_OPTION("b-date-shift") " move the dates of a side");
}

/* Two versions of an archive can be compared snapshot by snapshot even if they have no whole period in common.
 * That is an error only if periods were asked for. */
static gboolean
compare_periods(SalientComparison *comparison, const SalCompareOptions *options, const SalWork *work,
                GError **error)
{
  g_autoptr(GError) why = NULL;
  comparison->comparisons = sal_compare_over(options, work, &why);
  if (comparison->comparisons != NULL)
    return TRUE;
  if (!comparison->plan->options->revisions || comparison->plan->asks_for_periods) {
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
  }
  g_ptr_array_add(comparison->remarks, g_strdup_printf("no period is compared: %s", why->message));
  return TRUE;
}

static gboolean
compare_all(SalientComparison *comparison, GError **error)
{
  const SalPlan *plan = comparison->plan;
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, plan->options, "comparing");
  SalCompareOptions options = { .series = { comparison->series[0], comparison->series[1] },
                                .classes = plan->sides.classes,
                                .n_classes = plan->sides.n_classes,
                                .change = plan->sides.settings[0].change };
  g_autofree char *folder = sal_settings_find_natural_earth(plan->options, SAL_NATURAL_EARTH_BORDERS);
  options.change.borders = folder;
  options.change.numbers_only = plan->pictures->len == 0;
  if (!plan->has_periods) {
    if (!find_date(comparison, error))
      return FALSE;
    comparison->comparisons = sal_compare_at(&options, plan->at, &work, error);
    return comparison->comparisons != NULL;
  }
  if (plan->options->revisions) {
    comparison->revisions = sal_compare_revisions(&options, &work, error);
    if (comparison->revisions == NULL)
      return FALSE;
  }
  return compare_periods(comparison, &options, &work, error);
}

/* Adds a remark on what tells the areas of each side apart; only one if it is the same on both sides, as in two
 * versions of an archive. */
static void
remark_kinds(const SalientComparison *comparison, GPtrArray *remarks)
{
  const SalSettings *settings = comparison->plan->sides.settings;
  g_autofree char *a = sal_series_describe_kinds(comparison->series[0], &settings[0].series);
  g_autofree char *b = sal_series_describe_kinds(comparison->series[1], &settings[1].series);
  if (a != NULL && g_strcmp0(a, b) == 0) {
    g_ptr_array_add(remarks, g_steal_pointer(&a));
    return;
  }
  if (a != NULL)
    g_ptr_array_add(remarks, g_strdup_printf("A: %s", a));
  if (b != NULL)
    g_ptr_array_add(remarks, g_strdup_printf("B: %s", b));
}

static void
collect_remarks(SalientComparison *comparison)
{
  const GPtrArray *own = comparison->comparisons != NULL ? comparison->comparisons->remarks : NULL;
  g_autoptr(GPtrArray) remarks = g_steal_pointer(&comparison->remarks);
  for (guint i = 0; own != NULL && i < own->len; i++)
    g_ptr_array_add(remarks, g_strdup(own->pdata[i]));
  remark_kinds(comparison, remarks);
  comparison->remarks = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  sal_options_tell_remarks(comparison->plan->options, remarks, comparison->remarks);
}

/* Whether something belongs to the classes that are to be shown. */
static gboolean
check_shown(const SalientComparison *comparison, GError **error)
{
  const SalPlan *plan = comparison->plan;
  if (plan->shown_pair < 0 || comparison->comparisons == NULL)
    return TRUE;
  const char *shown = plan->sides.classes[plan->shown_pair].name;
  for (guint i = 0; i < comparison->comparisons->comparisons->len; i++)
    if (((const SalComparison *)comparison->comparisons->comparisons->pdata[i])->state->class_name == shown)
      return TRUE;
  return sal_shown_set_unused(shown, error);
}

static gboolean
compute(SalientComparison *comparison, GError **error)
{
  comparison->remarks = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  sal_sides_list_single_classes(&comparison->plan->sides, comparison->remarks);
  if (!open_series(comparison, error) || !compare_all(comparison, error) || !check_shown(comparison, error))
    return FALSE;
  collect_remarks(comparison);
  return TRUE;
}

SalientComparison *
salient_comparison_compute(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, NULL);
  if (options->task != SALIENT_COMPARE) {
    sal_error_set(error, SAL_ERROR_USAGE, "comparison: expected options of compare, got %s",
                  salient_task_get_name(options->task));
    return NULL;
  }
  g_autoptr(SalientComparison) comparison = g_new0(SalientComparison, 1);
  comparison->n_refs = 1;
  comparison->plan = sal_plan_new(options, error);
  if (comparison->plan != NULL && compute(comparison, error))
    return g_steal_pointer(&comparison);
  sal_options_tell(options, error);
  return NULL;
}

const char *const *
salient_comparison_get_remarks(const SalientComparison *comparison)
{
  g_return_val_if_fail(comparison != NULL, NULL);
  return (const char *const *)comparison->remarks->pdata;
}

static const SalUnclassed *
get_unclassed(const SalientComparison *comparison, guint side)
{
  return comparison->comparisons != NULL ? comparison->comparisons->unclassed[side] : NULL;
}

static char *
format_table(const SalientComparison *comparison, SalTableFormat format)
{
  const SalPlan *plan = comparison->plan;
  const SalSides *sides = &plan->sides;
  g_autofree char *definition = sal_shown_define_sides(sides, NULL);
  const SalComparedTold told = sal_compared_sentences_get_told(plan);
  const SalCompareContext context = {
    .names = { sides->names[0], sides->names[1] },
    .sources = { sides->settings[0].series.sources, sides->settings[1].series.sources },
    .date_shift_days = { sides->views[0].date_shift, sides->views[1].date_shift },
    .area_model = sides->settings[0].area_model,
    .cadence = sides->settings[0].change.periods.cadence,
    .has_periods = plan->has_periods,
    .rate = sides->settings[0].rate,
    .min_width_m = plan->options->min_width,
    .aoi = plan->options->aoi,
    .border = sides->settings[0].border,
    .regions = plan->options->regions,
    .region_field = plan->options->region_field,
    .definition = definition,
    .shown = plan->shown_pair >= 0 ? sides->classes[plan->shown_pair].name : NULL,
    .faults = { sal_bad_files_get(comparison->series[0], plan->options),
                sal_bad_files_get(comparison->series[1], plan->options) },
    .unclassed = { get_unclassed(comparison, 0), get_unclassed(comparison, 1) },
    .files = comparison->files,
    .maps = comparison->maps,
    .remarks = comparison->remarks, /* spelled already */
    .told = &told,
  };
  char *text = sal_compare_format(comparison->comparisons, comparison->revisions, &context, format);
  const char *kind = comparison->revisions != NULL ? "revisions" : "compare";
  if (format == SAL_TABLE_JSON)
    return sal_json_head_put(plan->options, kind, text);
  if (format != SAL_TABLE_CSV)
    return text;
  g_auto(SalBasis) basis =
      sal_basis_make(plan->options, context.area_model, sal_definition_make_compared(&context));
  return sal_basis_put_csv(&basis, text);
}

char *
salient_comparison_format(const SalientComparison *comparison, const char *format, GError **error)
{
  SalTableFormat table;
  g_return_val_if_fail(comparison != NULL && format != NULL, NULL);
  return sal_table_format_parse(format, &table, error) ? format_table(comparison, table) : NULL;
}

static gboolean
write_comparison(const SalientComparison *comparison, const char *path, GError **error)
{
  const SalientOptions *options = comparison->plan->options;
  const SalOutputRules rules = sal_options_get_output_rules(options);
  SalTableFormat format;
  if (!sal_outputs_find_table(options, path, &format, error))
    return FALSE;
  g_autofree char *text = format_table(comparison, format);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  if (!sal_output_write(path, bytes, &rules, error))
    return FALSE;
  if (sal_made_is_wanted(options))
    sal_made_add_name(options, path);
  return TRUE;
}

gboolean
salient_comparison_write(const SalientComparison *comparison, const char *path, GError **error)
{
  g_return_val_if_fail(comparison != NULL && path != NULL, FALSE);
  return write_comparison(comparison, path, error) || sal_options_tell(comparison->plan->options, error);
}
