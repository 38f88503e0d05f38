/* What a film is to be. */
#pragma once

#include <glib.h>

typedef enum {
  SAL_FILM_WEBP, /* lossless */
  SAL_FILM_APNG,
  SAL_FILM_Y4M, /* uncompressed, 4:4:4, BT.709 in its limited range, for video encoders; the last frame is repeated */
  SAL_N_FILM_FORMATS
} SalFilmFormat;

typedef struct {
  SalFilmFormat format;
  int width_px, height_px;
  double width_mm; /* of the page */
  gboolean is_transparent;
  guint n_frames;                /* at least 1 */
  guint frame_ms, last_frame_ms; /* how long a frame stays, 1 to SAL_FILM_MAX_MS */
} SalFilm;

#define SAL_FILM_MAX_MS 600000
