/* Lines joined end to end, so that dashes run through and a border is one path. */
#pragma once

#include "data/geometry/geometry.h"

/* The same lines with parts joined where exactly two end in one point. The order of parts decides nothing but
 * the order of the result. */
SalGeometry *sal_lines_join(const SalGeometry *lines);
