/* How sure figures are, for people: a table of its own where an option asks for it, and lines in the summary.
 *
 * Where the position's error is stated, figures have no finer digits than the second significant one of its random part
 * (GUM 7.2.6). */
#pragma once

#include "data/table/table-uncertainty.h"

/* The net of a change without digits that are finer than what is stated of its position, with a sign; NULL: nothing is
 * stated. Owned by the caller. */
char *sal_uncertainty_format_net(const SalChange *change, const SalCellsUnit *shown);

/* A row for each period and class. rows: GArray of SalRow. Nothing unless an
 * option asks for it. */
void sal_uncertainty_append_text_table(const SalTableContext *context, const GArray *rows, GString *text);
void sal_uncertainty_append_markdown_table(const SalTableContext *context, const GArray *rows, GString *text);

/* The lines of a class. */
void sal_uncertainty_append_text(const SalTableContext *context, const GArray *rows, const char *class_name,
                                 GString *text);
/* The line for all classes: what the position's error is, or that nobody has stated it. before_option: as in
 * SalTableContext. */
void sal_uncertainty_append_text_position(const SalUncertaintyAsked *asked, const GArray *rows,
                                          const char *before_option, GString *text);
