/* A line of text ready to be drawn, as Pango lays it out. */
#pragma once

#include "styles/style.h"

/* Points per millimetre; Pango layouts are in points. */
#define SAL_PT_PER_MM (72.0 / 25.4)

typedef struct _PangoContext PangoContext;
typedef struct _PangoFontDescription PangoFontDescription;
typedef struct _PangoLayout PangoLayout;

/* The Pango context of this thread. Lent. */
PangoContext *sal_text_get_context(void);

/* The font of a style, but in a size of its own. Owned by the caller (pango_font_description_free). */
PangoFontDescription *
sal_text_describe_font(const char *font_family, const SalTextStyle *style, double size_pt);

/* One line that fits every format: valid UTF-8, with white space of any kind as single characters ' ' and
 * without other control characters and the code points that XML forbids. Owned by the caller. */
char *sal_text_clean(const char *text);

/* A layout of one line in points, of this thread's context. Owned by the caller (g_object_unref). */
PangoLayout *sal_text_layout_new(const char *text, const char *font_family, const SalTextStyle *style);
/* The same, but not to be changed: this thread keeps the last ones, because a text is measured, looked at and drawn.
 * A reference, to be released by g_object_unref(). */
PangoLayout *sal_text_layout_get(const char *text, const char *font_family, const SalTextStyle *style);

/* Whether a glyph of the first line has colours of its own and therefore no outline to fill. */
gboolean sal_text_has_color_glyph(PangoLayout *layout);

/* Whether the first strong character of the text runs from right to left. */
gboolean sal_text_is_rtl(const char *text);
