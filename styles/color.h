/* Colours as they are written in style files. */
#pragma once

#include "styles/style.h"

/* Reads "#RGB", "#RRGGBB", "#RRGGBBAA" or "none"; whatever has alpha 0 is read as all zero. FALSE, with color
 * untouched, if text is none of them. */
gboolean sal_color_parse(const char *text, SalColor *color);

/* The colour a share t, 0 to 1, of the way from a to b: lightness, the two hues and opacity each in a
 * straight line in OKLab (Bjorn Ottosson, "A perceptual color space for image processing", 2020). */
SalColor sal_color_mix(SalColor a, SalColor b, double t);

/* The channel of sRGB, 0..255, as the linear share of light, 0..1 (IEC 61966-2-1). */
double sal_color_linearize(guint8 channel);

/* The inverse of that; what is outside 0..1 is clamped. */
guint8 sal_color_delinearize(double linear);

/* "#RRGGBB", "#RRGGBBAA" or "none". Owned by the caller. */
char *sal_color_format(SalColor color);
