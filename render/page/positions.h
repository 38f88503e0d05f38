/* Where names and notes stand on the map of a page, so that another run can put them there again. */
#pragma once

#include "render/page/position.h"
#include "render/page/state.h"

/* Those on the map of a change: settlements by their importance, then callouts and notes. With all of them, the map
 * comes out as it is. Owned by the caller. */
GArray *sal_page_list_positions(const SalPage *page, const SalChange *change);
