/* The pixel sizes that a picture may have. */
#pragma once

#include <glib.h>

#define SAL_MAX_SIZE_PX 20000
#define SAL_MAX_PIXELS 200e6

/* Error: RENDER, for a side outside 1..SAL_MAX_SIZE_PX, or for more than SAL_MAX_PIXELS pixels. */
gboolean sal_size_check(int width_px, int height_px, GError **error);
