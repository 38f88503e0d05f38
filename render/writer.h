/* Writers turn a drawing into the bytes of a file. The same drawing gives the same bytes in every run,
 * thread, locale and time zone. */
#pragma once

#include "render/drawing.h"

/* RGB, with its dpi in the pHYs chunk; exactly width_px by height_px, or RGBA without the paper (layer id
 * "paper" left out) if transparent. dpi = width_px / (page width in inches). Errors: RENDER. */
GBytes *
sal_png_write(const SalDrawing *drawing, int width_px, int height_px, gboolean transparent, GError **error);

/* Page size exactly the drawing's; text is text; title in the metadata, no dates. Errors: RENDER. */
GBytes *sal_pdf_write(const SalDrawing *drawing, GError **error);

/* width_px by height_px user units, one <g id> per layer, text as <text> with the drawing's font families,
 * clipped to each layer's rectangle, coordinates to 0.01 px. Errors: RENDER. */
GBytes *sal_svg_write(const SalDrawing *drawing, int width_px, int height_px, GError **error);
