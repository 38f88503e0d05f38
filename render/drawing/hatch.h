/* Hatches as plain lines, so that every format draws the same ones and none needs a clip path. */
#pragma once

#include "data/geometry/geometry.h"
#include "styles/style.h"

/* The pieces of the hatch's parallel lines that lie inside the polygons (even-odd over all rings). The
 * lines are counted from the page's origin, so that the hatches of neighbouring areas continue each other.
 * A spacing below 0.1 mm counts as 0.1 mm, and it is doubled until there are few enough lines. A polygon
 * that is too narrow for a circle as wide as the spacing gets no lines, because a few strokes would make
 * it a solid patch. The result is empty if the style has no hatch. Owned by the caller. */
SalGeometry *sal_hatch_lines(const SalGeometry *polygons, const SalHatchStyle *style);
