#include "library/films.h"

#include "data/base/error.h"
#include "render/write/film.h"

#include <string.h>

#define DEFAULT_FRAME_MS 800
#define DEFAULT_LAST_FRAMES 3 /* of a frame's time: the last one is held */

/* A film that is being made: some frames at a time are drawn, then encoded, then handed on. */
typedef struct {
  const SalFilmJob *job;
  const SalWork *work;
  SalFilm film;
  guint first, n;    /* the frames at hand */
  SalFrame **frames; /* of the batch, after the one before it */
  GBytes **encoded;  /* of the batch */
  guint done;        /* how many frames were drawn or encoded before this step */
  guint64 size;      /* bytes handed on */
  SalFilmSink sink;
  gpointer sink_data;
} Making;

/* A frame is drawn and encoded, which are two pieces of work. */
static void
tell_progress(guint done, guint total, gpointer data)
{
  const Making *making = data;
  making->work->progress(making->done + done, 2 * making->film.n_frames, making->work->progress_data);
}

static gboolean
run(Making *making, SalWorkFunc func, GError **error)
{
  const SalWork work = { making->work->n_threads, making->work->progress != NULL ? tell_progress : NULL,
                         making };
  if (!sal_work_run(&work, making->n, func, making, error))
    return FALSE;
  making->done += making->n;
  return TRUE;
}

/* A piece of work. */
static gboolean
draw_frame(guint index, gpointer data, GError **error)
{
  const Making *making = data;
  const SalLook *look = making->job->look;
  const SalPngOptions options = { look->size.width_px, look->size.height_px, look->is_transparent,
                                  look->repeats };
  g_autoptr(SalDrawing) drawing = making->job->draw(making->first + index, making->job->data, error);
  making->frames[index + 1] = drawing != NULL ? sal_frame_draw(drawing, &options, error) : NULL;
  return making->frames[index + 1] != NULL;
}

/* A piece of work. */
static gboolean
encode_frame(guint index, gpointer data, GError **error)
{
  const Making *making = data;
  making->encoded[index] = sal_film_encode(&making->film, making->first + index, making->frames[index],
                                           making->frames[index + 1], error);
  return making->encoded[index] != NULL;
}

/* Takes bytes; NULL after an error. */
static gboolean
hand_on(Making *making, GBytes *bytes, guint times, GError **error)
{
  g_autoptr(GBytes) owned = bytes;
  for (guint i = 0; owned != NULL && i < times; i++) {
    if (!making->sink(owned, making->sink_data, error))
      return FALSE;
    making->size += g_bytes_get_size(owned);
  }
  return owned != NULL;
}

static gboolean
hand_on_batch(Making *making, GError **error)
{
  for (guint i = 0; i < making->n; i++) {
    const guint times = sal_film_count_copies(&making->film, making->first + i);
    if (!hand_on(making, g_steal_pointer(&making->encoded[i]), times, error))
      return FALSE;
  }
  return TRUE;
}

/* Forgets all frames but the last, which the next one is compared with. */
static void
keep_last(Making *making)
{
  for (guint i = 0; i < making->n; i++)
    sal_frame_free(making->frames[i]);
  making->frames[0] = making->frames[making->n];
  memset(making->frames + 1, 0, making->n * sizeof *making->frames);
}

static gboolean
make_batches(Making *making, guint batch, GError **error)
{
  for (making->first = 0; making->first < making->film.n_frames; making->first += batch) {
    making->n = MIN(batch, making->film.n_frames - making->first);
    if (!run(making, draw_frame, error) || !run(making, encode_frame, error) || !hand_on_batch(making, error))
      return FALSE;
    keep_last(making);
  }
  return TRUE;
}

static SalFilm
describe(const SalFilmJob *job)
{
  const SalientOptions *options = job->map->options;
  const guint frame_ms = options->frame_ms > 0 ? (guint)options->frame_ms : DEFAULT_FRAME_MS;
  const guint last_ms =
      options->last_frame_ms > 0 ? (guint)options->last_frame_ms : DEFAULT_LAST_FRAMES * frame_ms;
  return (SalFilm){ .format = job->format,
                    .width_px = job->look->size.width_px,
                    .height_px = job->look->size.height_px,
                    .width_mm = job->look->size.width_mm,
                    .is_transparent = job->look->is_transparent,
                    .n_frames = job->n_frames,
                    .frame_ms = frame_ms,
                    .last_frame_ms = last_ms };
}

gboolean
sal_film_make(const SalFilmJob *job, const SalWork *work, SalFilmSink sink, gpointer sink_data,
              GError **error)
{
  const guint n_threads = work->n_threads > 0 ? work->n_threads : g_get_num_processors();
  const guint batch = MIN(n_threads, job->n_frames);
  g_autofree SalFrame **frames = g_new0(SalFrame *, batch + 1);
  g_autofree GBytes **encoded = g_new0(GBytes *, batch);
  Making making = { .job = job,
                    .work = work,
                    .film = describe(job),
                    .frames = frames,
                    .encoded = encoded,
                    .sink = sink,
                    .sink_data = sink_data };
  const gboolean made = hand_on(&making, sal_film_begin(&making.film, 0, error), 1, error) &&
                        make_batches(&making, batch, error) &&
                        hand_on(&making, sal_film_end(&making.film), 1, error);
  for (guint i = 0; i <= batch; i++)
    sal_frame_free(frames[i]);
  for (guint i = 0; i < batch; i++)
    if (encoded[i] != NULL)
      g_bytes_unref(encoded[i]);
  return made;
}

/* A film in memory */

static gboolean
keep(GBytes *bytes, gpointer data, GError **error)
{
  gsize size;
  const guint8 *start = g_bytes_get_data(bytes, &size);
  g_byte_array_append(data, start, (guint)size);
  return TRUE;
}

GBytes *
sal_film_make_bytes(const SalFilmJob *job, const SalWork *work, GError **error)
{
  const SalFilm film = describe(job);
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  if (!sal_film_make(job, work, keep, bytes, error))
    return NULL;
  g_autoptr(GBytes) start = sal_film_begin(&film, bytes->len, error);
  if (start == NULL)
    return NULL;
  memcpy(bytes->data, g_bytes_get_data(start, NULL), g_bytes_get_size(start));
  return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

/* A file */

typedef struct {
  SalOutput *output;
  guint64 size;
} File;

static gboolean
append(GBytes *bytes, gpointer data, GError **error)
{
  File *file = data;
  file->size += g_bytes_get_size(bytes);
  return sal_output_append(file->output, bytes, error);
}

/* Writes the start again, which tells the size now. */
static gboolean
tell_size(const SalFilmJob *job, const File *file, GError **error)
{
  const SalFilm film = describe(job);
  g_autoptr(GBytes) start = sal_film_begin(&film, file->size, error);
  return start != NULL && sal_output_change_start(file->output, start, error);
}

gboolean
sal_film_write(const SalFilmJob *job, const SalWork *work, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(job->map->options);
  const gboolean tells_size = sal_film_tells_size(job->format);
  g_autoptr(SalOutput) output = sal_output_begin(path, &rules, tells_size, error);
  if (output == NULL)
    return FALSE;
  File file = { output, 0 };
  return sal_film_make(job, work, append, &file, error) && (!tells_size || tell_size(job, &file, error)) &&
         sal_output_finish(output, error);
}
