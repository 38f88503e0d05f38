/* A north arrow, for maps on which north is not up. */
#pragma once

#include "render/map/map.h"

/* The direction of true north in the middle of the frame, in degrees clockwise from up. FALSE if the map
 * needs no arrow, because north is within 2 degrees of up in the middle and within 5 all over the frame;
 * or if no single arrow would be true, because north varies by more than 90 degrees over the frame, near a
 * pole. angle_deg may be NULL. */
gboolean sal_north_find(const SalMap *map, double *angle_deg);

/* Draws the arrow, with an upright letter for north at its tip, inside a square with this side. */
void
sal_north_draw(SalLayer *layer, const char *letter, double angle_deg, double x_mm, double y_mm,
               double size_mm, const SalLineStyle *line, const SalTextStyle *text, const char *font_family);
