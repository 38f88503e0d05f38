/* Colours as they are written in style files. */
#pragma once

#include "styles/style.h"

/* Reads "#RGB", "#RRGGBB", "#RRGGBBAA" or "none"; whatever has alpha 0 is read as all zero. FALSE, with color
 * untouched, if text is none of them. */
gboolean sal_color_parse(const char *text, SalColor *color);

/* "#RRGGBB", "#RRGGBBAA" or "none". Owned by the caller. */
char *sal_color_format(SalColor color);
