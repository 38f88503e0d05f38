#include "library/page-films.h"

#include "library/films.h"
#include "library/fingerprint.h"
#include "library/formats.h"
#include "library/page-books.h"
#include "library/page-made.h"
#include "library/page-names.h"

#include "data/base/error.h"
#include "render/drawing/digest.h"
#include "render/drawing/fonts.h"

/* The pictures of a page, which follow each other. */
typedef struct {
  const SalientPages *pages;
  guint first, n;
} Frames;

static SalPicture *
get_frame(const Frames *frames, guint frame)
{
  return sal_pages_get_picture(frames->pages, frames->first + frame);
}

static SalDrawing *
draw_frame(guint frame, gpointer data, GError **error)
{
  const Frames *frames = data;
  SalDrawing *drawing = sal_pages_draw(frames->pages, frames->first + frame, error);
  if (drawing != NULL) {
    sal_drawing_report_fonts(drawing, get_frame(frames, frame)->remarks);
    sal_page_made_add_drawing(frames->pages, drawing);
  }
  return drawing;
}

static Frames
find_frames(const SalientPages *pages, const SalPage *page)
{
  Frames frames = { pages, 0, 0 };
  for (guint i = 0; i < pages->pictures->len; i++) {
    if (sal_pages_get_picture(pages, i)->page != page)
      continue;
    frames.first = frames.n == 0 ? i : frames.first;
    frames.n++;
  }
  return frames;
}

static SalFilmJob
make_job(Frames *frames, SalFilmFormat format, SalLook *look)
{
  const SalMapPlan *map = frames->pages->map;
  *look = map->look;
  look->repeats = frames->pages->repeats;
  return (SalFilmJob){
    .map = map, .look = look, .format = format, .n_frames = frames->n, .draw = draw_frame, .data = frames
  };
}

/* For updates, which write only what is new */

typedef struct {
  Frames *frames;
  GPtrArray *digests; /* utf8: of what each frame shows */
} Digests;

/* A piece of work. */
static gboolean
digest_frame(guint frame, gpointer data, GError **error)
{
  const Digests *digests = data;
  g_autoptr(SalDrawing) drawing = draw_frame(frame, digests->frames, error);
  digests->digests->pdata[frame] = drawing != NULL ? sal_drawing_digest(drawing) : NULL;
  return drawing != NULL;
}

/* Says what a film shows, and how it is written. NULL after an error. */
static char *
make_key(const SalFilmJob *job, const SalWork *work, GError **error)
{
  const SalientOptions *options = job->map->options;
  Frames *frames = job->data;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_set_size(texts, (int)frames->n);
  Digests digests = { frames, texts };
  if (!sal_work_run(work, frames->n, digest_frame, &digests, error))
    return NULL;
  g_ptr_array_add(texts, sal_fingerprint_of_look(options));
  g_ptr_array_add(texts, g_strdup_printf("film %u, %d ms, %d ms", job->format, options->frame_ms,
                                         options->last_frame_ms));
  g_ptr_array_add(texts, NULL);
  g_autofree char *all = g_strjoinv("\n", (char **)texts->pdata);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
}

static gboolean
renew(const SalientPages *pages, const SalFilmJob *job, const SalWork *work, const char *path,
      gboolean *was_written, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(job->map->options);
  g_autofree char *key = make_key(job, work, error);
  *was_written = FALSE;
  if (key == NULL)
    return FALSE;
  if (sal_renewal_keeps(pages->renewal, path, key))
    return TRUE;
  g_autoptr(GBytes) bytes = sal_film_make_bytes(job, work, error);
  return bytes != NULL && sal_renewal_write(pages->renewal, path, key, bytes, &rules, was_written, error);
}

/* Writes the PDF of all pictures of a page. Of an update only if it is not there yet as it is. */
static gboolean
write_book(const Frames *frames, const SalPage *page, const SalWork *work, const char *path,
           gboolean *was_written, GError **error)
{
  const SalientPages *pages = frames->pages;
  const SalOutputRules rules = sal_options_get_output_rules(pages->map->options);
  const SalPageBook book = { pages, sal_pages_find_cover(pages, page), frames->first, frames->n };
  g_autoptr(GBytes) bytes = sal_page_book_make(&book, work, error);
  *was_written = TRUE;
  if (bytes == NULL || pages->renewal == NULL)
    return bytes != NULL && sal_output_write(path, bytes, &rules, error);
  g_autofree char *key = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  if (!sal_renewal_keeps(pages->renewal, path, key))
    return sal_renewal_write(pages->renewal, path, key, bytes, &rules, was_written, error);
  *was_written = FALSE;
  return TRUE;
}

/* Writes the film of a page, or its PDF of all pictures. */
static gboolean
write_film(const SalientPages *pages, const SalPage *page, const SalWork *work, const char *pattern,
           GError **error)
{
  SalLook look;
  SalFilmFormat format;
  const gboolean is_own = sal_shard_has_whole(&pages->shard);
  gboolean was_written = is_own || pages->renewal == NULL; /* records of all shards name it */
  Frames frames = find_frames(pages, page);
  const gboolean is_book = sal_formats_is_book(pattern);
  if (frames.n == 0 || (!is_book && !sal_formats_find_film(pattern, &format)))
    return TRUE;
  const SalFilmJob job = make_job(&frames, is_book ? SAL_FILM_Y4M : format, &look);
  const SalChange *total = &sal_page_get_run(page)->total;
  g_autofree char *path =
      sal_page_name_expand(pages->map, pattern, &total->period, total->class_name, total->region);
  if (is_book && is_own && !write_book(&frames, page, work, path, &was_written, error))
    return FALSE;
  if (!is_book && is_own &&
      !(pages->renewal != NULL ? renew(pages, &job, work, path, &was_written, error)
                               : sal_film_write(&job, work, path, error)))
    return FALSE;
  for (guint i = 0; i < frames.n && was_written; i++)
    g_ptr_array_add(get_frame(&frames, i)->written, g_strdup(path));
  return TRUE;
}

gboolean
sal_page_films_write(const SalientPages *pages, const SalWork *work, GError **error)
{
  for (guint i = 0; i < pages->pages->len; i++)
    for (guint j = 0; j < pages->names->len; j++)
      if (!write_film(pages, pages->pages->pdata[i], work, pages->names->pdata[j], error))
        return FALSE;
  return TRUE;
}

/* For anyone who takes bytes. */
typedef struct {
  SalientWriteFunc write;
  gpointer data;
  GChecksum *checksum; /* of the bytes so far */
  gint64 size;
} Taker;

static gboolean
take(GBytes *bytes, gpointer data, GError **error)
{
  Taker *taker = data;
  gsize size;
  gconstpointer start = g_bytes_get_data(bytes, &size);
  g_checksum_update(taker->checksum, start, (gssize)size);
  taker->size += (gint64)size;
  return taker->write(start, size, taker->data, error);
}

gboolean
salient_pages_stream(SalientPages *pages, SalientWriteFunc write, gpointer data, GError **error)
{
  g_return_val_if_fail(pages != NULL && write != NULL, FALSE);
  SalStage stage;
  SalLook look;
  const SalWork work = sal_stage_begin(&stage, pages->map->options, "rendering");
  if (sal_page_layout_is_of_run(pages->map->layout) || pages->pages->len == 0)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "pages: expected a page for each period, got a layout of the whole run");
  Frames frames = find_frames(pages, pages->pages->pdata[0]);
  const SalFilmJob job = make_job(&frames, SAL_FILM_Y4M, &look);
  g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
  Taker taker = { write, data, checksum, 0 };
  if (!sal_film_make(&job, &work, take, &taker, error))
    return sal_options_tell(pages->map->options, error);
  if (sal_page_made_is_wanted(pages))
    sal_page_made_add_stream(pages, g_checksum_get_string(checksum), taker.size);
  return TRUE;
}
