/* A table of figures in a box of a template: a row for each period of a run, class or region, with what was gained, what
 * was lost and the net, in the unit of the page. */
#pragma once

#include "render/page/boxes.h"
#include "render/page/state.h"

typedef struct _SalBoxTable SalBoxTable;

/* In the largest type in which it fits; where even the smallest has no room for all periods, it shows as many as
 * end with the page's own. remarks receives how many are left out. Owned by the caller. Error: RENDER, for a table that is too wide, or too high for
 * classes or regions. */
SalBoxTable *
sal_box_table_new(const SalPage *page, const SalPlacedBox *placed, GPtrArray *remarks, GError **error);
void sal_box_table_free(SalBoxTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBoxTable, sal_box_table_free)

/* The height of the rows that the page with the most of them has; 0: no page has any. */
double sal_box_table_get_height_mm(const SalBoxTable *table);

/* printed receives what it prints (SalPrinted). */
void sal_box_table_draw(const SalBoxTable *table, const SalPage *page, const SalChange *change,
                        SalLayer *layer, GPtrArray *printed);
