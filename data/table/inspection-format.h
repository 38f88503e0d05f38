/* An inspection as a report for people, and as JSON for programs. docs/inspect.md says what each line and
 * each member means. */
#pragma once

#include "data/change/inspection.h"
#include "data/table/table.h"

/* The whole report as text or JSON, with options spelled as by sal_error_spell(); owned by the caller. Error:
 * USAGE for another format. */
char *sal_inspection_format(const SalInspection *inspection, SalTableFormat format, const char *before_option,
                            GError **error);
