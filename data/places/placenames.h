/* Names of places as such: which spellings are one name, and which names are outdated. */
#pragma once

#include <glib.h>

/* A number that is the same for spellings that differ only in case, apostrophes, hyphens and spaces. */
guint64 sal_place_name_hash(const char *name);

/* Today's English name of a settlement or river at this position, where Natural Earth 1:10m misspells it or
 * uses a former name; otherwise the given name. Lent. */
const char *sal_place_name_update(const char *name, double lon, double lat);
