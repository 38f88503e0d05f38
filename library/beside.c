#include "library/beside.h"

/* The class that figures of others are compared with: the one that is shown, else the first. Interned. */
static const char *
find_main_class(const SalBesideRun *run)
{
  const char *shown = sal_shown_find(run->series->plan->options, run->series->plan->settings.classes);
  return shown != NULL ? shown : g_array_index(run->rows, SalRow, 0).change->class_name;
}

/* Remarks if CSV, which has a column for one figure, leaves out others of a period. */
static void
remark_several(const SalBesideRun *run, const SalBeside *beside)
{
  const guint n_periods = sal_published_matches_count_several(beside->published);
  if (n_periods > 0)
    g_ptr_array_add(
        run->remarks,
        g_strdup_printf("published: %u period%s several figures; columns of CSV have the first, text "
                        "and JSON all",
                        n_periods, n_periods == 1 ? " has" : "s have"));
}

/* Sets the figures of the option `published` beside the rows. */
static gboolean
search_published(const SalBesideRun *run, SalBeside *beside, GError **error)
{
  const SalientSeries *series = run->series;
  const SalPublished *published = series->plan->settings.published;
  if (published == NULL || run->rows->len == 0)
    return TRUE;
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, run->series->plan->options, "searching for settings");
  const SalPublishedQuery query = { .published = published,
                                    .series = series->series,
                                    .change = run->options,
                                    .date_shift_days = series->plan->settings.series.date_shift_days,
                                    .rows = run->rows,
                                    .class_name = find_main_class(run) };
  beside->published = sal_published_search(&query, &work, error);
  if (beside->published == NULL)
    return FALSE;
  remark_several(run, beside);
  return TRUE;
}

static gboolean
check_expectations(const SalBesideRun *run, GError **error)
{
  const SalientSeries *series = run->series;
  const SalPlan *plan = series->plan;
  const SalExpectationQuery query = { .series = series->series,
                                      .sample = plan->settings.change.sample,
                                      .max_gap_days = plan->settings.change.max_gap_days,
                                      .leaves_out_bad = plan->settings.series.leave_out_bad };
  if (plan->expectations == NULL)
    return TRUE;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  if (!sal_expectations_run(plan->options, plan->expectations, &query, remarks, error))
    return FALSE;
  sal_options_tell_remarks(plan->options, plan->expectation_remarks, run->remarks);
  sal_options_tell_remarks(plan->options, remarks, run->remarks);
  return TRUE;
}

static SalOwnFigures
get_own_figures(const SalBesideRun *run)
{
  return (SalOwnFigures){ run->series->plan->options, run->series->series, run->rows };
}

static gboolean
compare_record(const SalBesideRun *run, SalBeside *beside, GError **error)
{
  const SalOwnFigures figures = get_own_figures(run);
  return sal_own_record_compare(&figures, &beside->own, error);
}

gboolean
sal_beside_find(const SalBesideRun *run, SalBeside *beside, GError **error)
{
  return search_published(run, beside, error) && check_expectations(run, error) &&
         compare_record(run, beside, error);
}

void
sal_beside_clear(SalBeside *beside)
{
  g_clear_pointer(&beside->published, sal_published_matches_free);
  g_clear_pointer(&beside->own, sal_own_run_free);
}

gboolean
sal_beside_keep_record(const SalBesideRun *run, GError **error)
{
  const SalOwnFigures figures = get_own_figures(run);
  return sal_own_record_keep(&figures, error);
}
