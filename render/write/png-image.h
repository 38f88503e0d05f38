/* An image as a PNG file, to be put into an SVG. */
#pragma once

#include "render/drawing/image.h"

/* A PNG of an image's pixels, of as few channels as they need. Each row has the filter that fits it, because a photograph or a
 * relief, unlike a flat map, needs that. The same pixels give the same bytes. Owned by the caller. */
GBytes *sal_png_of_image(const SalImage *image);
