/* The fonts of a picture's texts, inside the picture. */
#pragma once

#include "render/drawing/drawing.h"

/* Appends @font-face rules (CSS) for what the texts are drawn with, cut down to their characters, and gives
 * the families that texts are to ask for: the embedded ones, by names that other pictures do not use, then
 * the drawing's own. Comma-separated, owned by the caller. Errors: RENDER, as sal_font_subset(). */
char *sal_svg_embed_fonts(GString *css, const SalDrawing *drawing, GError **error);
