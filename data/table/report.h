/* The table for people: aligned text and Markdown, with the summary and its definition. */
#pragma once

#include "data/table/table-context.h"

/* rows: GArray of SalRow. Owned by the caller. */
char *sal_report_format_text(const GArray *rows, const SalTableContext *context);
char *sal_report_format_markdown(const GArray *rows, const SalTableContext *context);
