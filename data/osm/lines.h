/* Borders from what has them twice: the ways of a border are read as such and as edges of the regions on either side. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct _SalOsmLines SalOsmLines;

SalOsmLines *sal_osm_lines_new(void);
void sal_osm_lines_free(SalOsmLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOsmLines, sal_osm_lines_free)

/* The stretches of lines that were not seen before, and that are seen now. Owned by the caller. */
SalGeometry *sal_osm_lines_take_new(SalOsmLines *seen, const SalGeometry *lines);

/* The stretches that lines pass a second time: of rings of polygons, where two of them meet. Owned by the caller. */
SalGeometry *sal_osm_lines_find_shared(const SalGeometry *lines);

/* The rings of polygons as lines. Owned by the caller. */
SalGeometry *sal_osm_lines_make_rings(const SalGeometry *polygons);
