#include "data/table/inspection-format.h"

#include "data/base/error.h"
#include "data/table/inspection-private.h"

char *
sal_inspection_format(const SalInspection *inspection, SalTableFormat format, const char *before_option,
                      GError **error)
{
  if (format == SAL_TABLE_TEXT)
    return sal_inspection_format_text(inspection, before_option);
  if (format == SAL_TABLE_JSON)
    return sal_inspection_format_json(inspection, before_option);
  sal_error_set(error, SAL_ERROR_USAGE, "inspection: expected the format text or json, got %s",
                sal_table_format_get_name(format));
  return NULL;
}
