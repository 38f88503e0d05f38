/* The part of a frame that a film shows anew, and the formats that pack one. */
#pragma once

#include "render/write/film-options.h"
#include "render/write/stamp.h"

typedef struct {
  SalPixelRect rect; /* on the picture; x and y are even, as WebP needs it */
  guint32 *pixels;   /* 0xAARRGGBB, not multiplied with alpha, row by row */
  gboolean
      is_laid_over; /* what is clear lets the frame before through; FALSE: the part replaces all of its rectangle */
} SalFramePart;

/* The pixels of a part as a VP8L chunk, and as a zlib stream of PNG's rows in RGBA. Owned by the caller. Error:
 * RENDER. */
GBytes *sal_webp_pack(const SalFramePart *part, GError **error);
GBytes *sal_apng_pack(const SalFramePart *part, GError **error);

/* What stands before the frames, a packed part as the frame with that index, and what stands behind the frames. Owned
 * by the caller. Error: RENDER. */
GBytes *sal_webp_begin(const SalFilm *film, guint64 size, GError **error);
GBytes *sal_webp_wrap(const SalFilm *film, guint index, const SalFramePart *part, GBytes *packed);
GBytes *sal_apng_begin(const SalFilm *film);
GBytes *sal_apng_wrap(const SalFilm *film, guint index, const SalFramePart *part, GBytes *packed);
GBytes *sal_apng_end(void);

/* The version of libwebp, "1.2.4". Owned by the caller. */
char *sal_webp_get_version(void);

/* A whole frame of Y4M. pixels: as of a part. Owned by the caller. */
GBytes *sal_y4m_begin(const SalFilm *film);
GBytes *sal_y4m_encode(const SalFilm *film, const guint32 *pixels);

/* How long the frame with that index stays. */
static inline guint
sal_film_get_frame_ms(const SalFilm *film, guint index)
{
  return index + 1 == film->n_frames ? film->last_frame_ms : film->frame_ms;
}
