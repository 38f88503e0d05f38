/* Names of countries and regions, each inside what the frame shows of its land.
 *
 * They are the last to be placed: clear of furniture, of towns and of each other, and where they hide little of
 * what changed and few symbols of own layers. A country's name that has no room inside its area is tried in a smaller type, which frames narrower than 110 mm
 * begin with. A name without room is
 * left out, and so is one that is wider than half the frame. */
#pragma once

#include "render/map/map.h"
#include "render/names/sites.h"
#include "render/names/taken.h"

/* Places the names of options->areas, in their order, takes their sites and appends their labels. */
void sal_area_names_place(const SalMap *map, const SalLabelOptions *options, SalSites *sites, GArray *labels);

/* Sets a label inside of a frame and an area (page mm), as near as can be to the middle of that, where it hides little; or as near as
 * can be to where it should stand (has_offset). It has its place, text, anchor and rank. FALSE: there is no room. */
gboolean sal_area_names_place_label(SalRect frame, const SalGeometry *area, const SalLabelOptions *options,
                                    const SalSites *sites, SalLabel *label);

/* Finds where a box lies inside an area (page mm) and clear of what is taken, as near as possible to the middle of what
 * the frame shows of the area. x and y of size do not count; with a size of 0 it is a point. FALSE: there is no such
 * place. */
gboolean sal_area_names_find_room(SalRect frame, const SalGeometry *area, SalRect size, SalTaken *taken,
                                  SalPoint *middle);
