/* Names of lakes and woods of a base map of the user's, whose shores and edges it knows.
 *
 * They come after the names of settlements, countries and regions: inside of what the frame shows of them, clear of all that, the
 * largest first. What is too small on the page to hold its name has none, and none is named where the style does not draw it. A
 * name does not stand twice near each other. */
#pragma once

#include "render/map/map.h"
#include "render/names/sites.h"

/* Places the names of those of places (SalPlace) that are bodies, takes their sites and appends their labels. */
void sal_body_names_place(const SalMap *map, const GArray *places, const SalLabelOptions *options,
                          SalSites *sites, GArray *labels);
