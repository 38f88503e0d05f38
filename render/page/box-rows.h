/* The rows of a table in a box of a template: figures of periods, classes or regions. Where two sources are compared, what
 * both hold and what each holds alone; else what was gained and lost, and the net. */
#pragma once

#include "render/page/state.h"

#define SAL_BOX_COLUMNS 4

typedef struct {
  char *cells[SAL_BOX_COLUMNS];
  double values[SAL_BOX_COLUMNS]; /* km2; of the first column none */
  gboolean has_values, is_head, is_strong;
} SalBoxRow;

/* The rows of the page of a change: GArray of SalBoxRow, owned by the caller, at first the heads of the columns. A run of several
 * periods that are no comparison ends with the sum of run. n_most: at most so many of periods, the last ones up to that of the page.
 * head_characters: heads are broken into rows of about so many characters, so that columns are narrow; 0: they are not. */
typedef struct {
  SalBoxRows kind;
  const SalRun *run;
  guint n_most;
  guint head_characters;
} SalBoxRowsOptions;

GArray *sal_box_rows_new(const SalBoxRowsOptions *options, const SalPage *page, const SalChange *change);

/* What a column is about; the first has the unit. Owned by the caller. */
char *sal_box_rows_name_column(const SalPage *page, guint column);
/* The rows of heads at their beginning. */
guint sal_box_rows_count_heads(const GArray *rows);
