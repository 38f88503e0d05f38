#include "data/table/table.h"

#include "data/base/error.h"
#include "data/change/rows.h"
#include "data/table/report.h"
#include "data/table/table-csv.h"
#include "data/table/table-json.h"

#include <string.h>

static const char *const names[] = { "text", "csv", "json", "markdown", "sentence", NULL };

gboolean
sal_table_format_parse(const char *text, SalTableFormat *format, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++) {
    if (strcmp(text, names[i]) == 0) {
      *format = (SalTableFormat)i;
      return TRUE;
    }
  }
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *suggestion = sal_error_suggest(text, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected text, csv, json, markdown or sentence, got '%s'%s",
                       quoted, suggestion);
}

const char *
sal_table_format_get_name(SalTableFormat format)
{
  return names[format];
}

char *
sal_table_format(const SalChanges *changes, const SalTableContext *context, SalTableFormat format)
{
  g_autoptr(GArray) rows = sal_rows_compute(changes, context->area_model);
  switch (format) {
  case SAL_TABLE_CSV:
    return sal_table_format_csv(rows, context);
  case SAL_TABLE_JSON:
    return sal_table_format_json(rows, changes->remarks, context);
  case SAL_TABLE_MARKDOWN:
    return sal_report_format_markdown(rows, context);
  case SAL_TABLE_SENTENCE:
    return context->told != NULL ? context->told->format(context->told->data, rows) : g_strdup("");
  case SAL_TABLE_TEXT:
  default:
    return sal_report_format_text(rows, context);
  }
}
