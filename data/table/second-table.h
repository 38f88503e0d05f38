/* A second computation beside the first one, as CSV and in numbers. All figures are those that tables print, in whole m2, so
 * that differences add up as printed. */
#pragma once

#include "data/change/second.h"
#include "data/table/table-columns.h"

/* What both differ by at most, of gained, lost and net. */
typedef struct {
  guint n_compared, n_without_answer; /* rows */
  gint64 greatest_m2;                 /* 0 or more */
  const SalRow *at;                   /* the row that has it; NULL: both are equal everywhere */
} SalSecondSummary;

/* What the columns are, without writers, because a row of it is no row of the other table. Owned by the caller. */
SalTableColumns *sal_second_table_list_columns(void);
/* The rows (GArray of SalRow, of the first computation) with their headings. Owned by the caller. */
char *sal_second_table_format_csv(const GArray *rows, const SalSecond *second);
SalSecondSummary sal_second_table_sum_up(const GArray *rows, const SalSecond *second);
