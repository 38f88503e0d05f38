/* What the option `label` asks of the names of single places. */
#pragma once

#include "library/settings.h"

/* Reads the values of the option, each NAME=WORDS (render/names/name-wishes.h), and finds the places. places: as
 * sal_place_query_resolve() gives it. remarks (utf8, may be NULL): which of several places was taken. GArray of SalNameWish,
 * empty if there are none, owned by the caller. Errors: USAGE (a place that nothing knows, with the nearest names; words that
 * are none), any error of reading places. */
GArray *sal_name_wishes_load(const SalientOptions *options, const SalPlaceQuery *places, GPtrArray *remarks,
                             GError **error);
