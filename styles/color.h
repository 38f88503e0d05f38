/* Colours, and how style files write them. */
#pragma once

#include <glib.h>

typedef struct {
  guint8 r, g, b, a; /* sRGB and opacity; a = 0: not drawn */
} SalColor;

/* Reads "#RGB", "#RRGGBB", "#RRGGBBAA" or "none". A colour with alpha 0 is read as all zero. Returns FALSE
 * and leaves color untouched if the text is none of these. */
gboolean sal_color_parse(const char *text, SalColor *color);

/* "#RRGGBB", "#RRGGBBAA" or "none". Owned by the caller. */
char *sal_color_format(SalColor color);

/* The colour at a share t, 0 to 1, of the way from a to b. Lightness, the two hues and opacity each change in
 * a straight line in OKLab (Bjorn Ottosson, "A perceptual color space for image processing", 2020). */
SalColor sal_color_mix(SalColor a, SalColor b, double t);

/* The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it. */
double sal_color_contrast(SalColor a, SalColor b);

/* A channel of sRGB, 0 to 255, as the linear share of light, 0 to 1 (IEC 61966-2-1). */
double sal_color_linearize(guint8 channel);
