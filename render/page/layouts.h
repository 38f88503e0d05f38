/* All layouts. A new one is a row in layouts.c and a value of SalPageLayout. */
#pragma once

#include "render/page/layout.h"

/* Static. */
const SalLayout *sal_layouts_get(SalPageLayout layout);

/* Reads the name of a layout, map|map+chart|grid|cumulative|regions|shares|turnover|fronts. Error: USAGE. */
gboolean sal_layouts_parse(const char *text, SalPageLayout *layout, GError **error);
