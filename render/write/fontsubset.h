/* Cuts a font file down to what some characters need, so that it can be put into another file. */
#pragma once

#include <glib.h>

/* The font at an index of a file (0 unless the file is a collection), with only those glyphs that the
 * characters can become, including ligatures and joined forms. A variable font keeps its axes. name is
 * that of the font, for the error. The same input gives the same bytes. Owned by the caller. Error: RENDER
 * if the file is not a font, or if its maker forbids embedding or cutting it down. */
GBytes *sal_font_subset(GBytes *file, guint index, const gunichar *characters, gsize n, const char *name,
                        GError **error);
