/* Measures and breaks texts in the same way for every format. Pango works without hinting, without hint
 * metrics and with unrounded glyph positions, so that a text is as wide in PNG as in PDF and SVG. Safe in
 * any thread, for each has its own Pango context. */
#pragma once

#include "styles/style.h"

#define SAL_MM_PER_PT (25.4 / 72)

typedef struct {
  double width_mm;              /* advance width */
  double ascent_mm, descent_mm; /* of the font, above and below the baseline, both positive */
  double cap_height_mm;         /* of a capital letter, above the baseline */
} SalTextExtents;

/* The extents of one line of text. font_family: comma-separated. */
SalTextExtents sal_text_measure(const char *text, const char *font_family, const SalTextStyle *style);

/* Breaks a text into lines no wider than width_mm, and at each "\n". A word that is wider stays whole.
 * NULL-terminated, owned by the caller. */
char **sal_text_wrap(const char *text, const char *font_family, const SalTextStyle *style, double width_mm);

/* Whether the family's font in the weight and slant of the style has the character. */
gboolean sal_text_has_character(const char *font_family, const SalTextStyle *style, gunichar c);

/* Error RENDER: no font at all is installed, so that no text can be drawn. */
gboolean sal_text_check_fonts(const char *font_family, GError **error);

/* The family in which Latin letters are drawn: the first one of the list that is installed, or what the
 * system uses instead. Owned by the caller. */
char *sal_text_find_used_family(const char *font_family);
