/* Names of places as such: which spellings are one name, and which names are outdated. */
#pragma once

#include <glib.h>

/* The same number for spellings that differ in case, apostrophes, hyphens and spaces only. */
guint64 sal_place_name_hash(const char *name);

/* Today's English name for a settlement or a river that Natural Earth 1:10m misspells or still calls by a
 * former name, at this position: the given name unless it is known to be outdated. Lent. */
const char *sal_place_name_update(const char *name, double lon, double lat);
