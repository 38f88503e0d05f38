/* What the writers share of render/drawing/text.c besides text.h: a line of text ready to be drawn. */
#pragma once

#include "render/drawing/text.h"

/* Points per millimetre; Pango layouts are in points. */
#define SAL_PT_PER_MM (72.0 / 25.4)

typedef struct _PangoLayout PangoLayout;

/* One line, fit for every format: valid UTF-8, white space of any kind as single characters ' ', other
 * control characters and code points that XML forbids left out. Owned by the caller. */
char *sal_text_clean(const char *text);

/* A one-line layout in points, of this thread's context. Owned by the caller (g_object_unref). */
PangoLayout *sal_text_layout_new(const char *text, const char *font_family, const SalTextStyle *style);

/* Whether a glyph of the first line has colours of its own and therefore no outline to fill. */
gboolean sal_text_has_color_glyph(PangoLayout *layout);

/* Whether the text's first strong character runs from right to left. */
gboolean sal_text_is_rtl(const char *text);
