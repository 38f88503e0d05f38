/* The axes of the option `axis`. */
#pragma once

#include "library/settings.h"

#include "data/change/axes.h"

/* Reads the axes: A>B, each the name of a place or LON,LAT in degrees. resolved receives them (GPtrArray of SalAxis, in
 * their order), or NULL if there are none. query: as sal_place_query_resolve() gives it. remarks (utf8) receives which of
 * several places of one name was taken. Errors, about that option unless a file of places is at fault: USAGE (another
 * form; an unknown place, with the names that are nearest; ends that are one point or more than SAL_GEODESIC_MAX_KM
 * apart; more than SAL_AXES_MAX axes), IO, FORMAT, GEOMETRY. */
gboolean sal_axes_resolve(const SalientOptions *options, const SalPlaceQuery *query, GPtrArray *remarks,
                          GPtrArray **resolved, GError **error);
