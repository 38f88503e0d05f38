/* A stamp: pixels that are drawn once and laid over pictures as often as needed. They are premultiplied ARGB, as
 * Cairo has them, with a fixed place on the picture. Laying a stamp gives what drawing its content gives, but for
 * roundings of a channel by 1 of 255. Reference-counted; not changed after it has been packed, and then safe in
 * any thread. */
#pragma once

#include <cairo.h>
#include <glib.h>

typedef struct {
  int x, y, width, height;
} SalPixelRect;

typedef struct _SalStamp SalStamp;

/* A transparent stamp. Owned by the caller. */
SalStamp *sal_stamp_new(SalPixelRect rect);
/* A stamp of all that an image surface shows by now. Owned by the caller. */
SalStamp *sal_stamp_new_copy(cairo_surface_t *image);
SalStamp *sal_stamp_ref(SalStamp *stamp);
void sal_stamp_unref(SalStamp *stamp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalStamp, sal_stamp_unref)

/* A context that draws on a stamp, in pixels of the picture. To be destroyed before the stamp is packed or laid.
 * Owned by the caller. */
cairo_t *sal_stamp_begin(SalStamp *stamp);
/* Lets go of the parts without content. */
void sal_stamp_pack(SalStamp *stamp);
/* How much memory it takes. */
gsize sal_stamp_get_size(const SalStamp *stamp);

/* Lays it over an image surface (RGB24 or ARGB32) that holds its rectangle. */
void sal_stamp_lay(const SalStamp *stamp, cairo_surface_t *image);
