/* A north arrow, for maps on which north is not up. */
#pragma once

#include "render/map/map.h"

/* The direction of true north in the frame's middle, in degrees clockwise from the page's up. FALSE if the
 * map wants no arrow: where north lies within 2 degrees of up in the middle and within 5 all over the frame;
 * and where it varies by more than 90 over the frame, near a pole, so that no one arrow would be true.
 * angle_deg may be NULL. */
gboolean sal_north_find(const SalMap *map, double *angle_deg);

/* The arrow with an upright letter for north at its tip, inside a square. size_mm: the square's side. */
void
sal_north_draw(SalLayer *layer, const char *letter, double angle_deg, double x_mm, double y_mm,
               double size_mm, const SalLineStyle *line, const SalTextStyle *text, const char *font_family);
