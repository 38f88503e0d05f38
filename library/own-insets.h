/* The parts of the map that the option `inset` enlarges. */
#pragma once

#include "library/extent.h"
#include "render/page/own-inset.h"

/* Reads its values, which are PLACE,15km or WEST,SOUTH,EAST,NORTH, or keys: at=PLACE,width-km=30,place=NE. places: as
 * sal_place_query_resolve() gives it. Returns a GArray of SalOwnInset that owns their texts, owned by the caller. Errors:
 * as sal_extent_resolve_inset(). */
GArray *sal_own_insets_load(const SalientOptions *options, const SalPlaceQuery *places, GError **error);
