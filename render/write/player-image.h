/* Draws images with Cairo. */
#pragma once

#include "render/drawing/drawing.h"

#include <cairo.h>

typedef struct {
  gboolean is_pixels; /* the target is an image surface */
  gboolean is_flat;   /* an SVG becomes pixels at 600 dpi */
  gboolean is_grey;   /* colours become shades of grey: an SVG that has any, pixels at 600 dpi */
} SalCairoImageOptions;

/* Draws an item of the type SAL_ITEM_IMAGE. Where its pixels fall on those of the target one by one, they are copied. In PDF,
 * the same image is in the file once, however often it is drawn. Error: RENDER. */
gboolean
sal_cairo_draw_image(cairo_t *cr, const SalItem *item, const SalCairoImageOptions *options, GError **error);
