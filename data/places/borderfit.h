/* Borders where data draw them. A base map's border is off by kilometres, and the edge of what is held often is that
 * border, drawn more exactly. Where the edge runs along the border for long, it is the border. */
#pragma once

#include "data/geometry/geometry.h"

#define SAL_BORDER_FIT_M 6000.0      /* how far the edge may be from the border */
#define SAL_BORDER_FIT_RUN_M 20000.0 /* how long it must stay that near */

/* The stretches of the outlines of areas that run along borders, as lines. Along most of such a stretch the land
 * 12 km to one side of the border belongs to the areas and that to the other side does not. So neither side of
 * a strip along the border counts, nor a front that follows the border on both sides of it. Both in lon/lat.
 * Owned by the caller. */
SalGeometry *sal_border_fit_find(const SalGeometry *areas, const SalGeometry *borders);

/* Borders (lines) with those stretches in place of what runs along them, joined to the rest. Owned by the
 * caller. */
SalGeometry *sal_border_fit(const SalGeometry *borders, const SalGeometry *stretches);
