/* Names of places: what a place is called, in which language, and which spellings are one name. */
#pragma once

#include "data/places/places.h"

/* The same number for spellings that differ in case, apostrophes, hyphens and spaces only. */
guint64 sal_place_name_hash(const char *name);

/* Adds a name of a language (see SalPlaceName) unless it is empty. */
void sal_place_add_name(SalPlace *place, const char *lang, const char *text);

/* Adds the names of a list, each without surrounding spaces. */
void sal_place_add_names(SalPlace *place, const char *lang, const char *list, const char *separator);

/* The first name in a language, lent; NULL: none. */
const char *sal_place_get_name(const SalPlace *place, const char *lang);

/* Whether the place has a name of this hash. */
gboolean sal_place_has_name(const SalPlace *place, guint64 hash);

/* Copies the names of languages in which place has none, and all others as other spellings. */
void sal_place_take_names(SalPlace *place, const SalPlace *from);

/* Today's English name for a settlement or a river that Natural Earth 1:10m misspells or still calls by a
 * former name, at this position: the given name unless it is known to be outdated. Lent. */
const char *sal_place_name_update(const char *name, double lon, double lat);
