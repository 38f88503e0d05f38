/* Styles as CSS declarations, without braces. Lengths are scaled to pixels. All texts are owned by the
 * caller, and NULL stands for a style that draws nothing. */
#pragma once

#include "render/drawing/drawing.h"

/* Fill and outline of one element. */
char *sal_svg_format_area(SalColor fill, const SalLineStyle *outline, double px_per_mm);
char *sal_svg_format_line(const SalLineStyle *style, double px_per_mm);
char *sal_svg_format_hatch(const SalHatchStyle *style, double px_per_mm);
/* families: of sal_svg_format_families(). */
char *sal_svg_format_text(const SalTextStyle *style, const char *families, SalAnchor anchor, gboolean is_rtl,
                          double px_per_mm);
/* For the outlines of glyphs. */
char *sal_svg_format_glyphs(const SalTextStyle *style);
/* The stroke that draws the halo of a text, be it real or outlines. */
char *sal_svg_format_halo(const SalTextStyle *style, double px_per_mm);

/* The name of a font family, quoted unless it is a generic family of CSS. */
char *sal_svg_format_family(const char *name);
/* A comma-separated list of families as CSS has it: with quoted names, and a generic family at the end. */
char *sal_svg_format_families(const char *font_family);
