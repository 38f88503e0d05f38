/* Joins lines end to end, so that dashes run on and a border is one path. */
#pragma once

#include "data/geometry/geometry.h"

/* The same lines, with parts joined wherever exactly two of them end in one point. The order of the parts
 * has no influence except on the order of the result. Owned by the caller. */
SalGeometry *sal_lines_join(const SalGeometry *lines);
