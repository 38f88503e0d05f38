/* The parts of an inspection's report. */
#pragma once

#include "data/change/inspection.h"

/* The whole report, with options spelled as by sal_error_spell(); owned by the caller. */
char *sal_inspection_format_text(const SalInspection *inspection, const char *before_option);
char *sal_inspection_format_json(const SalInspection *inspection, const char *before_option);

/* Append the lines of the text that say what the series is, and what changed in it. */
void sal_inspection_append_series(GString *text, const SalInspection *inspection);
void sal_inspection_append_changes(GString *text, const SalInspection *inspection);

/* Append the table of the snapshots, and that of the groups if there are any. */
void sal_inspection_append_snapshots(GString *text, const SalInspection *inspection);
void sal_inspection_append_groups(GString *text, const SalInspection *inspection);
