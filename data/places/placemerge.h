/* One list of places from several that know some of the same. */
#pragma once

#include <glib.h>

/* Moves the places of `others` (left empty) to `places`, but for those that are among them already: a place
 * of the same kind and name nearby, or a settlement without another of its own name within near_m that is not
 * much smaller. What is known of these alone (names, population, a better rank) goes to the place that stays.
 */
void sal_places_merge(GArray *places, GArray *others, double near_m);
