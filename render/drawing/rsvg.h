/* SVG files of others, which librsvg draws. It is loaded when the first one is read. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

/* The size of what an SVG shows, in CSS pixels: its width and height, else those of its view box. Error FORMAT: it is no SVG, or
 * has no size. Error IO: librsvg is not installed. */
gboolean sal_rsvg_measure(GBytes *svg, double *width_px, double *height_px, GError **error);

/* Draws an SVG that was measured into a rectangle of the context's units, which it fills. Error: RENDER. */
gboolean sal_rsvg_draw(cairo_t *cr, GBytes *svg, double width, double height, GError **error);
