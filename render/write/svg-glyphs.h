/* Texts as outlines of their glyphs, where the file must not depend on its reader's fonts. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/write/svg-path.h"

/* Whether a glyph has colours of its own and no outline. */
gboolean sal_svg_has_color_glyph(const SalItem *text, const char *font_family);

/* Appends the path of a text's glyphs, placed as in every other format. */
void sal_svg_append_glyphs(GString *out, const SalItem *text, const char *font_family, SalSvgScale scale);
