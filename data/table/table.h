/* Changes as a table: text, CSV, JSON or Markdown, with the summary that answers "how much a month".
 *
 * Areas are rounded once, to 1e-6 km2 (in tables for people to 1e-3 km2), so that rows add up as printed: net
 * = area_to - area_from and, in additive area models, gained - lost = net. If pieces add up exactly, the rows
 * of regions and of what lies in none add up to that of their whole. */
#pragma once

#include "data/table/table-context.h"

typedef enum {
  SAL_TABLE_TEXT,
  SAL_TABLE_CSV,
  SAL_TABLE_JSON,
  SAL_TABLE_MARKDOWN,
  SAL_TABLE_SENTENCE, /* no table: a line each (data/table/told.h) */
} SalTableFormat;

/* Reads text|csv|json|markdown|sentence. Error: USAGE. */
gboolean sal_table_format_parse(const char *text, SalTableFormat *format, GError **error);
/* The name that is read; static. */
const char *sal_table_format_get_name(SalTableFormat format);

/* The whole table with its summary, which CSV does not have, or sentences, of which there are none without
 * context->told. Owned by the caller. */
char *sal_table_format(const SalChanges *changes, const SalTableContext *context, SalTableFormat format);
