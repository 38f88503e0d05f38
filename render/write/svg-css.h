/* Styles as CSS declarations, without braces; NULL for what draws nothing. Lengths are scaled to pixels.
 * All are owned by the caller. */
#pragma once

#include "render/drawing/drawing.h"

/* Both in one, for an element that is filled and outlined. */
char *sal_svg_format_area(SalColor fill, const SalLineStyle *outline, double px_per_mm);
char *sal_svg_format_line(const SalLineStyle *style, double px_per_mm);
char *sal_svg_format_hatch(const SalHatchStyle *style, double px_per_mm);
/* families: as from sal_svg_format_families(). */
char *sal_svg_format_text(const SalTextStyle *style, const char *families, SalAnchor anchor, gboolean is_rtl,
                          double px_per_mm);
/* For the outlines of glyphs. */
char *sal_svg_format_glyphs(const SalTextStyle *style);
/* What a text, real or as outlines, is stroked with where its halo is drawn. */
char *sal_svg_format_halo(const SalTextStyle *style, double px_per_mm);

/* A family's name, quoted unless it is one of CSS. */
char *sal_svg_format_family(const char *name);
/* A comma-separated list as a CSS font stack: names quoted, a generic family at the end. */
char *sal_svg_format_families(const char *font_family);
