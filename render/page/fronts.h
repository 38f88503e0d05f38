/* The layout "fronts": where the front was at the start of the run and at the ends of its periods, as lines. */
#pragma once

#include "render/page/state.h"

/* See SalLayout. */
gboolean sal_page_prepare_fronts(SalPage *page, GPtrArray *remarks, GError **error);
/* By day, below a heading; then what else the map shows. */
GArray *sal_page_make_front_entries(const SalPage *page, const SalChange *change, const SalContent *content,
                                    GHashTable *shown);
