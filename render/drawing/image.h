/* A picture inside a page: pixels, or the bytes of an SVG, which PDF and SVG keep as lines and areas.
 *
 * An image never changes. It is reference-counted and safe in any thread, so that all pages of a run share one. Pixels are
 * red, green, blue and alpha, 8 bits each, not multiplied with alpha, in rows from the top without gaps. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

/* Pixels of an image, its width times its height. */
#define SAL_IMAGE_MOST_PX (64u << 20)

typedef struct _SalImage SalImage;

/* Takes rgba, which g_free() frees. Width and height are at least 1, and their product SAL_IMAGE_MOST_PX at most. Owned by
 * the caller. */
SalImage *sal_image_new(int width_px, int height_px, guint8 *rgba);
/* A copy of the pixels of an image surface, RGB24 or ARGB32, that has been flushed. Owned by the caller. */
SalImage *sal_image_new_from_surface(cairo_surface_t *surface);
/* What a PNG shows. Owned by the caller. Error FORMAT: it is no PNG, is broken, or has too many pixels. */
SalImage *sal_image_new_from_png(GBytes *png, GError **error);
/* What an SVG shows, of a size in CSS pixels, 96 an inch. It is shown as it is where it stands by itself: other files and
 * the network are never asked for what it refers to. Owned by the caller. Error FORMAT: it is no SVG, larger than 8 MiB, or has
 * no usable size. Error IO: librsvg is not installed. */
SalImage *sal_image_new_from_svg(GBytes *svg, GError **error);
SalImage *sal_image_ref(SalImage *image);
void sal_image_unref(SalImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalImage, sal_image_unref)

/* Of an SVG, what it says itself; their ratio is what matters there. */
double sal_image_get_width_px(const SalImage *image);
double sal_image_get_height_px(const SalImage *image);
/* NULL: it is an SVG. */
const guint8 *sal_image_get_rgba(const SalImage *image);
/* NULL: it is made of pixels. */
GBytes *sal_image_get_svg(const SalImage *image);
/* Whether all it shows is shades of grey. */
gboolean sal_image_is_grey(const SalImage *image);
/* Hexadecimal digits that differ between images that look different. */
const char *sal_image_get_digest(const SalImage *image);
