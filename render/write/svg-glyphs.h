/* Texts as outlines of their glyphs, for files that must not depend on the fonts of their readers. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/write/svg-path.h"

/* Whether a glyph of the text has colours of its own, and therefore no outline. */
gboolean sal_svg_has_color_glyph(const SalItem *text, const char *font_family);

/* Appends the path of the text's glyphs, which stand where they do in every other format. */
void sal_svg_append_glyphs(GString *out, const SalItem *text, const char *font_family, SalSvgScale scale);
