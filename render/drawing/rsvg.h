/* SVG files of others, which librsvg draws. It is loaded when the first one is read. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

/* The size of what an SVG shows, in CSS pixels: its width and height, else those of its view box. Error FORMAT: it is no SVG, or
 * has no size. Error IO: librsvg is not installed. */
gboolean sal_rsvg_measure(GBytes *svg, double *width_px, double *height_px, GError **error);

/* Draws an SVG that was measured into a rectangle of the context's units, which it fills. Error: RENDER. */
gboolean sal_rsvg_draw(cairo_t *cr, GBytes *svg, double width, double height, GError **error);

/* The elements, without a root, of an SVG that draws the same in its own size: paths, of texts, too, and pixels where it has any. It has
 * neither scripts nor styles, nor refers to anything but its own parts, whose ids begin with prefix. The same input gives the
 * same text. Owned by the caller. Error: RENDER. */
char *sal_rsvg_to_elements(GBytes *svg, double width, double height, const char *prefix, GError **error);
