/* A table of the user's, such as of losses or of shells, by whose numbers changes are divided.
 *
 * CSV with a header: a column `period` with names of periods (2024-11, 2024-W45), or a column `date` with days, and
 * columns of numbers. `credit` or `source`, if it has either, says whose the numbers are. Immutable once read. */
#pragma once

#include "data/dates/calendar.h"

typedef struct _SalPerTable SalPerTable;

/* Reads "losses.csv:casualties". Errors, with the file: USAGE (no column named); IO; FORMAT (no such columns, with the
 * nearest spelling; a row that is wrong or there twice, with its line). */
SalPerTable *sal_per_table_read(const char *text, GError **error);
void sal_per_table_free(SalPerTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPerTable, sal_per_table_free)

/* The file of such a text; owned by the caller. */
char *sal_per_table_get_path(const char *text);

const char *sal_per_table_get_file(const SalPerTable *table);   /* lent */
const char *sal_per_table_get_column(const SalPerTable *table); /* lent */
const char *sal_per_table_get_credit(const SalPerTable *table); /* lent; NULL: the table has none */

/* The number of a period: that of its name, or the sum over its days, from its first boundary to the day before its
 * second. Error FORMAT, with the file: there is no row of the period, or of one of its days. */
gboolean sal_per_table_sum(const SalPerTable *table, const SalPeriod *period, double *sum, GError **error);
