/* Makes one list of several lists in which the same places may occur. */
#pragma once

#include <glib.h>

/* Moves the places of `others` to `places` and leaves `others` empty. A place that `places` already has is
 * not moved; it gives its names, its population and its rank to that place, if these are missing there or
 * better. `places` has a place if one of the same kind has one of its names and lies near. It also has a
 * settlement if one of another name lies within near_m metres and is not much smaller. */
void sal_places_merge(GArray *places, GArray *others, double near_m);
