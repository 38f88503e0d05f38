/* The pixels of a drawing, as Cairo has them. */
#pragma once

#include "render/write/player.h"
#include "render/write/writer.h"

/* Draws an image surface, RGB24, or ARGB32 if transparent, without the layer "paper". Its pixels are the same with
 * and without repeats. Owned by the caller. Error: RENDER. */
cairo_surface_t *sal_pixels_draw(const SalDrawing *drawing, const SalPngOptions *options, GError **error);
