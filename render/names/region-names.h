/* Names of regions of a base map of the user's, which knows a point of each and not its area.
 *
 * They come after the names of settlements, countries and other regions: near their point, clear of all that, and where they
 * hide little. One without room is left out. */
#pragma once

#include "render/map/map.h"
#include "render/names/sites.h"

/* Places the names of options->regions, first-level ones first, takes their sites and appends their labels. */
void
sal_region_names_place(const SalMap *map, const SalLabelOptions *options, SalSites *sites, GArray *labels);
