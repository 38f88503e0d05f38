/* A picture in the colours of two styles: those of a light page, and those of a dark one, which web browsers take where
 * the reader prefers it. */
#pragma once

#include "render/drawing/drawing.h"

/* Whether two drawings have the same layers and items in the same places, so that they can only differ in how these
 * look. */
gboolean sal_svg_dark_matches(const SalDrawing *light, const SalDrawing *dark);

/* Takes the declarations of an element in both colours, and gives those of both as one text; light alone if they are the
 * same. Owned by the caller. */
char *sal_svg_dark_join(char *light, char *dark);
/* Divides such a text into what all screens and papers use, owned by the caller, and what dark screens use instead: NULL if
 * that is the same. The latter begins in text. */
char *sal_svg_dark_split(const char *text, const char **dark);
