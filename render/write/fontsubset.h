/* A font file cut down to what some characters need, to be put into another file. */
#pragma once

#include <glib.h>

/* The font at an index of a file (0 unless the file is a collection) with no other glyphs than those that the
 * characters can become, ligatures and joined forms included; the axes of a variable font are kept. name: of
 * the font, for the error. The same input gives the same bytes. Error: RENDER if the file is no font or its
 * maker forbids it to be embedded or cut down. */
GBytes *sal_font_subset(GBytes *file, guint index, const gunichar *characters, gsize n, const char *name,
                        GError **error);
