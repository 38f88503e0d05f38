/* Films: the pages of a run as the frames of one file. */
#pragma once

#include "library/plan.h"

#include "data/base/work.h"

/* Draws what a frame shows. Called in several threads at the same time. Owned by the caller. */
typedef SalDrawing *(*SalFilmDrawFunc)(guint frame, gpointer data, GError **error);

typedef struct {
  const SalMapPlan *map; /* its size, its times, and where files may be written */
  const SalLook *look;   /* of the frames */
  SalFilmFormat format;
  guint n_frames; /* at least 1 */
  SalFilmDrawFunc draw;
  gpointer data; /* for draw */
} SalFilmJob;

/* Receives the bytes of a film, in their order. */
typedef gboolean (*SalFilmSink)(GBytes *bytes, gpointer data, GError **error);

/* Makes a film and hands it on as it grows. No more is kept at a time than a few frames for each thread, however many
 * frames there are. Errors: RENDER, and those of draw and the sink. */
gboolean sal_film_make(const SalFilmJob *job, const SalWork *work, SalFilmSink sink, gpointer sink_data,
                       GError **error);
/* Makes a film as the bytes of a file. Owned by the caller. Errors: as sal_film_make(). */
GBytes *sal_film_make_bytes(const SalFilmJob *job, const SalWork *work, GError **error);
/* Writes a film to a file, whole or not at all. Errors: RENDER, those of draw, and IO. */
gboolean sal_film_write(const SalFilmJob *job, const SalWork *work, const char *path, GError **error);
