#include "library/bad-files.h"

#include "data/base/error.h"
#include "data/base/fault.h"

#define MONTH_DAYS 31 /* boundaries of periods may lie so far outside the days that are wanted */

gboolean
sal_bad_files_leave_out(SalSeries *series, const SalientOptions *options, const SalChangeOptions *change,
                        GError **error)
{
  const SalPeriodOptions *periods = &change->periods;
  const SalDay reach = change->max_gap_days + MONTH_DAYS;
  SalStage stage;
  if (!options->skip_bad)
    return TRUE;
  const SalWork work = sal_stage_begin(&stage, options, "checking");
  if (options->records)
    return sal_series_check(series, SAL_DAY_NONE, SAL_DAY_NONE, &work, error);
  return sal_series_check(
      series, periods->span_first != SAL_DAY_NONE ? periods->span_first - reach : SAL_DAY_NONE,
      periods->span_last != SAL_DAY_NONE ? periods->span_last + reach : SAL_DAY_NONE, &work, error);
}

void
sal_bad_files_remark(const SalSeries *series, const char *prefix, GPtrArray *remarks)
{
  g_autofree char *remark = sal_faults_make_remark(sal_series_get_faults(series));
  if (remark != NULL)
    g_ptr_array_add(remarks, g_strconcat(prefix, remark, NULL));
}

gboolean
sal_bad_files_blame(const SalSeries *series, GError **error)
{
  const guint n = sal_series_get_faults(series)->len;
  if (n == 0)
    return FALSE;
  return sal_error_append(error, " (%u bad file%s left out, which inspect names)", n,
                          n == 1 ? " was" : "s were");
}

const GPtrArray *
sal_bad_files_get(const SalSeries *series, const SalientOptions *options)
{
  return options->skip_bad ? sal_series_get_faults(series) : NULL;
}
