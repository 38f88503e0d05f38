/* What Natural Earth draws as it is today, and how long it has been so. */
#pragma once

#include "data/dates/calendar.h"
#include "data/geometry/geometry.h"

/* On and after this day most borders are today's: the day after the Soviet Union ended (declaration 142-N of its
 * Supreme Soviet, 26 December 1991), with Yugoslavia's recognised weeks later, rounded to the year. */
#define SAL_DATED_BORDERS_SINCE "1992-01-01"

/* Fills those holes of land (polygons, lon/lat) that were no water on a day. Returns land without them, owned by the caller. */
SalGeometry *sal_dated_fill_waters(const SalGeometry *land, SalDay day);

/* Whether the borders of a map with these countries (SalCountry) are today's and not those of the day. */
gboolean sal_dated_has_other_borders(const GArray *countries, SalDay day);
