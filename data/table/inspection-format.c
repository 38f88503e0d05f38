#include "data/table/inspection-format.h"

#include "data/base/error.h"
#include "data/table/inspection-private.h"

char *
sal_inspection_format(const SalInspection *inspection, SalTableFormat format, GError **error)
{
  if (format == SAL_TABLE_TEXT)
    return sal_inspection_format_text(inspection);
  if (format == SAL_TABLE_JSON)
    return sal_inspection_format_json(inspection);
  sal_error_set(error, SAL_ERROR_USAGE, "inspection: expected the format text or json, got %s",
                format == SAL_TABLE_CSV ? "csv" : "markdown");
  return NULL;
}
