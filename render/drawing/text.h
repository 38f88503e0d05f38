/* Text measured and laid out the same way for every format: Pango without hinting, without hint metrics and
 * with unrounded glyph positions, so that a millimetre is the same in PNG, PDF and SVG. Safe in any thread:
 * each has its own Pango context. */
#pragma once

#include "styles/style.h"

#define SAL_MM_PER_PT (25.4 / 72)

typedef struct {
  double width_mm;              /* advance width */
  double ascent_mm, descent_mm; /* of the font, above and below the baseline, both positive */
  double cap_height_mm;         /* of a capital letter, above the baseline */
} SalTextExtents;

/* Extents of one line of text in the given families (comma-separated). */
SalTextExtents sal_text_measure(const char *text, const char *font_family, const SalTextStyle *style);

/* Breaks a text into lines no wider than width_mm (words longer than that stay whole); "\n" breaks too.
 * NULL-terminated, owned by the caller. */
char **sal_text_wrap(const char *text, const char *font_family, const SalTextStyle *style, double width_mm);

/* Whether the font of the family in the style's weight and slant has the character. */
gboolean sal_text_has_character(const char *font_family, const SalTextStyle *style, gunichar c);

/* The family that Latin letters are drawn in: the first of the list that is installed, else what the system
 * puts in its place. Owned by the caller. */
char *sal_text_find_used_family(const char *font_family);
