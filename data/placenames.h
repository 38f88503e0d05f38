/* Today's English names for places that Natural Earth 1:10m misspells or still calls by a former name. */
#pragma once

#include <glib.h>

/* The name to print for the place of this name at this position: the given one unless it is known to be
 * outdated. Lent. */
const char *sal_place_name_update(const char *name, double lon, double lat);
