#include "data/table/compare-table.h"

#include "data/table/compare-csv.h"
#include "data/table/compare-json.h"
#include "data/table/compare-report.h"
#include "data/table/compared-rows.h"

char *
sal_compare_format(const SalComparisons *comparisons, const SalRevisions *revisions,
                   const SalCompareContext *context, SalTableFormat format)
{
  g_autoptr(GArray) rows =
      comparisons != NULL ? sal_compared_rows_compute(comparisons, context->area_model) : NULL;
  switch (format) {
  case SAL_TABLE_CSV:
    return revisions != NULL ? sal_revisions_format_csv(revisions) : sal_compare_format_csv(rows, context);
  case SAL_TABLE_JSON:
    return sal_compare_format_json(rows, revisions, context);
  case SAL_TABLE_SENTENCE:
    return context->told != NULL && comparisons != NULL
               ? context->told->format(context->told->data, comparisons->comparisons)
               : g_strdup("");
  case SAL_TABLE_MARKDOWN:
  case SAL_TABLE_TEXT:
  default:
    return sal_compare_report(rows, revisions, context, format == SAL_TABLE_MARKDOWN);
  }
}
