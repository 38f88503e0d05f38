/* A cumulative map: what was gained over the run and is still held, coloured by when. */
#pragma once

#include "render/page/state.h"

/* See SalLayout; the map is drawn as any other. */
gboolean sal_page_prepare_cumulative(SalPage *page, GPtrArray *remarks, GError **error);
