/* What the program calls of the libraries that it loads by name: see debian/rules. */
#include "data/geometry/proj.h"
#include "data/source/gdal.h"
#include "render/drawing/librsvg.h"

#define ADDRESS(NAME) (void *)(NAME),
void *const foreign_functions[] = { SAL_GDAL_FUNCTIONS(ADDRESS) SAL_PROJ_FUNCTIONS(ADDRESS)
                                        SAL_RSVG_FUNCTIONS(ADDRESS) };
