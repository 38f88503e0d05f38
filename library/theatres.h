/* The theatre of a series: the ground on which its fronts can lie. */
#pragma once

#include "library/plan.h"

#include "data/change/theatre.h"

/* Loads it: the territory that closes front lines, or else, by the base map, the country in which most of what is held at
 * the last snapshot that has an area lies, all of it; either within the area of interest. Errors, about the option for which it is loaded: USAGE (there is neither
 * territory nor base map); FORMAT (the base map knows no country there); those of reading either. */
SalTheatre *
sal_theatre_load(const SalPlan *plan, const SalSeries *series, const char *option, GError **error);
