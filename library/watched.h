/* The places of the option `places` whose holders are looked up. */
#pragma once

#include "library/plan.h"

/* Whether the places of the option are watched: by SALIENT_PLACES and SALIENT_MEASURE, and by SALIENT_RENDER
 * where it prints JSON. */
gboolean sal_watched_is_wanted(const SalientOptions *options);

/* Loads the places (GArray of SalPlace): settlements that lie inside the area of interest and, where front lines are
 * closed against a territory, inside that; the most important first. For SALIENT_PLACES remarks (utf8) receives what
 * was left out, and no place at all is an error; others take it as it comes, because the same files name places for
 * them. Errors, about the option: IO, FORMAT, GEOMETRY, as sal_places_load(); USAGE (nothing is left; too many). */
GArray *sal_watched_load(const SalPlan *plan, const SalSeries *series, GPtrArray *remarks, GError **error);
