/* Hatches as plain lines, so that every format draws the same ones and none needs a clip path. */
#pragma once

#include "data/geometry/geometry.h"
#include "styles/style.h"

/* The pieces of the hatch's parallel lines that lie in the polygons (even-odd over all rings). The lines are
 * counted from the page's origin, so that hatches of neighbours continue each other. A spacing below 0.1 mm
 * counts as 0.1 mm and is doubled until the work is bounded. Polygons in which no circle
 * as wide as the spacing fits get none: a few strokes would make them a solid patch. Empty when the style has
 * no hatch. Owned by the
 * caller. */
SalGeometry *sal_hatch_lines(const SalGeometry *polygons, const SalHatchStyle *style);
