/* Puts the fonts of a picture's texts into the picture. */
#pragma once

#include "render/drawing/drawing.h"

/* Appends a @font-face rule (CSS) for each font that the texts are drawn with, cut down to their
 * characters. Returns the families that texts must name: the embedded ones, by names that other pictures
 * do not use, and then those of the drawing. Comma-separated, owned by the caller. Error: RENDER, see
 * sal_font_subset(). */
char *sal_svg_embed_fonts(GString *css, const SalDrawing *drawing, GError **error);
