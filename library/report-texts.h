/* What reports say, whatever their form. All texts are owned by the caller. */
#pragma once

#include "library/report-content.h"

#include "data/change/rows.h"

/* Whether the report shows several periods, and so the sums of the run. */
gboolean sal_report_has_sums(const SalReport *report);

/* What stands at the top: the change of the run, or that of the only period. Lent. */
const SalChange *sal_report_get_subject(const SalReport *report);

/* The rows of the table: what is shown, then the sums if there are any. GArray of SalRow. */
GArray *sal_report_make_rows(const SalReport *report);
/* What is doubtful about a period; "" for nothing. */
char *sal_report_make_note(const SalReport *report, const SalChange *change);
/* Whether the table has a column for that. */
gboolean sal_report_has_notes(const SalReport *report, const GArray *rows);
/* The name of a row: its period, or that it is of the whole run. */
char *sal_report_name_row(const SalReport *report, const SalChange *change);
/* The headings of the table's columns: period, gained, lost, net, start, end, note; without who gained, which the
 * headline says. Lent, NULL-terminated. */
GPtrArray *sal_report_list_headings(const SalReport *report);

/* "Figures by period, km²". */
char *sal_report_make_table_heading(const SalReport *report);
/* What the class is, and what gained, lost and net mean: a sentence each (utf8). */
GPtrArray *sal_report_list_meanings(const SalReport *report);

/* The table of what is shown, of all classes. Errors: as salient_changes_format(). */
char *sal_report_make_csv(const SalReport *report, GError **error);
