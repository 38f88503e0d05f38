/* What part of the earth a page shows, where nobody says it. */
#pragma once

#include "data/geometry/geometry.h"

/* The box that shows where things changed: gained and lost areas that make up nearly all of the change of the
 * run, with a margin, so that specks far away do not shrink the map. changes: SalChange. Empty if nothing
 * changed. */
SalBox sal_page_find_extent(const GPtrArray *changes);
