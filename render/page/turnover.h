/* The layout "turnover": how often ground changed hands in the run. */
#pragma once

#include "render/page/state.h"

/* See SalLayout. */
gboolean sal_page_prepare_turnover(SalPage *page, GPtrArray *remarks, GError **error);
