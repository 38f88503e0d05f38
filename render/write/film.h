/* A film: the pictures of a run one after the other, as the bytes of a file, made frame by frame.
 *
 * A film without losses shows exactly the pixels that sal_png_write() writes. After the first, a frame holds only the
 * rectangle that differs from the frame before, and within it, where that takes fewer bytes, only the pixels that
 * differ. It plays for ever. Different frames may be encoded in different threads: the bytes of one depend on
 * it and on the frame before alone. */
#pragma once

#include "render/write/film-options.h"
#include "render/write/writer.h"

/* The most pixels a side that a format has. */
int sal_film_get_max_px(SalFilmFormat format);

/* The version of libwebp, "1.2.4". Owned by the caller. */
char *sal_film_get_webp_version(void);

/* A picture as pixels. */
typedef struct _SalFrame SalFrame;

/* Draws a frame, as sal_png_write() draws a picture. Owned by the caller. Error: RENDER. */
SalFrame *sal_frame_draw(const SalDrawing *drawing, const SalPngOptions *options, GError **error);
void sal_frame_free(SalFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFrame, sal_frame_free)

/* Whether the file tells its size at its start, so that sal_film_begin() has to be written again in the end. */
gboolean sal_film_tells_size(SalFilmFormat format);
/* What stands before the frames. size: bytes of the whole file, 0 while it is not known; what is told has the same
 * length with any. Owned by the caller. Error: RENDER for a file that is larger than the format allows. */
GBytes *sal_film_begin(const SalFilm *film, guint64 size, GError **error);
/* A frame. before: NULL for the first. Owned by the caller. Error: RENDER. */
GBytes *sal_film_encode(const SalFilm *film, guint index, const SalFrame *before, const SalFrame *frame,
                        GError **error);
/* How often it has to be written, because the format has no other way to show a frame for longer. At least 1. */
guint sal_film_count_copies(const SalFilm *film, guint index);
/* What stands behind the frames. Owned by the caller. */
GBytes *sal_film_end(const SalFilm *film);
