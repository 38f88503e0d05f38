/* The part of the earth that a page shows if the user does not state it. */
#pragma once

#include "data/geometry/geometry.h"

/* The lon/lat box of where things changed, with a margin. It holds the largest gained and lost areas,
 * which make up nearly all of the change in the run, so that specks far away do not make the map small.
 * changes: SalChange. Empty if nothing changed. */
SalBox sal_page_find_extent(const GPtrArray *changes);
