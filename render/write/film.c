/* Draws frames and finds out what differs between them. */
#include "render/write/film.h"

#include "render/write/film-part.h"
#include "render/write/pixels.h"
#include "render/write/size.h"

#include <string.h>

#define WEBP_MAX_PX 16383 /* 14 bits */
#define FEW 2             /* a share of one so many: fewer pixels are few */

struct _SalFrame {
  cairo_surface_t *surface; /* holds the pixels */
  const guint32 *pixels;    /* as of SalFramePart */
  int width, height;
};

int
sal_film_get_max_px(SalFilmFormat format)
{
  return format == SAL_FILM_WEBP ? WEBP_MAX_PX : SAL_MAX_SIZE_PX;
}

char *
sal_film_get_webp_version(void)
{
  return sal_webp_get_version();
}

/* Frames */

/* As PNG has it: opaque where the surface has no alpha, else not multiplied with it. */
static guint32
get_plain(guint32 pixel, gboolean has_alpha)
{
  const guint32 alpha = has_alpha ? pixel >> 24 : 0xFF;
  if (alpha == 0xFF)
    return pixel | 0xFF000000;
  guint32 plain = alpha << 24;
  for (int shift = 0; shift < 24 && alpha > 0; shift += 8)
    plain |= ((pixel >> shift & 0xFF) * 255 + alpha / 2) / alpha << shift;
  return plain;
}

SalFrame *
sal_frame_draw(const SalDrawing *drawing, const SalPngOptions *options, GError **error)
{
  cairo_surface_t *surface = sal_pixels_draw(drawing, options, error);
  if (surface == NULL)
    return NULL;
  SalFrame *frame = g_new(SalFrame, 1);
  guint32 *pixels = (guint32 *)(void *)cairo_image_surface_get_data(surface);
  *frame = (SalFrame){ surface, pixels, options->width_px, options->height_px };
  /* Cairo pads no row of 32-bit pixels. */
  const gsize n = (gsize)frame->width * (gsize)frame->height;
  for (gsize i = 0; i < n; i++)
    pixels[i] = get_plain(pixels[i], options->is_transparent);
  return frame;
}

void
sal_frame_free(SalFrame *frame)
{
  if (frame == NULL)
    return;
  cairo_surface_destroy(frame->surface);
  g_free(frame);
}

/* Parts */

static gboolean
is_row_alike(const SalFrame *a, const SalFrame *b, int y)
{
  const gsize row = (gsize)y * (gsize)a->width;
  return memcmp(a->pixels + row, b->pixels + row, (gsize)a->width * sizeof *a->pixels) == 0;
}

/* Widens the span [*first, *end) of columns to those that differ in a row. */
static void
widen(const SalFrame *a, const SalFrame *b, int y, int *first, int *end)
{
  const guint32 *one = a->pixels + (gsize)y * (gsize)a->width,
                *other = b->pixels + (gsize)y * (gsize)a->width;
  int x = 0;
  while (x < *first && one[x] == other[x])
    x++;
  *first = MIN(*first, x);
  for (x = a->width; x > *end && one[x - 1] == other[x - 1]; x--)
    ;
  *end = MAX(*end, x);
}

/* The rectangle of the pixels that differ, from an even column and row on; a pixel if none do. */
static SalPixelRect
find_changed(const SalFrame *before, const SalFrame *frame)
{
  int top = 0, bottom = frame->height, first = frame->width, end = 0;
  while (top < bottom && is_row_alike(before, frame, top))
    top++;
  while (bottom > top && is_row_alike(before, frame, bottom - 1))
    bottom--;
  for (int y = top; y < bottom; y++)
    widen(before, frame, y, &first, &end);
  if (top == bottom)
    return (SalPixelRect){ 0, 0, 1, 1 };
  first -= first % 2, top -= top % 2;
  return (SalPixelRect){ first, top, end - first, bottom - top };
}

/* Copies the rectangle's pixels. */
static void
copy_pixels(const SalFrame *frame, const SalPixelRect *rect, guint32 *pixels)
{
  for (int y = rect->y; y < rect->y + rect->height; y++, pixels += rect->width)
    memcpy(pixels, frame->pixels + (gsize)y * (gsize)frame->width + rect->x,
           (gsize)rect->width * sizeof *pixels);
}

/* Copies those that differ, and leaves the others clear. Returns how many they are. */
static gsize
copy_news(const SalFrame *before, const SalFrame *frame, const SalPixelRect *rect, guint32 *pixels)
{
  gsize n = 0;
  for (int y = rect->y; y < rect->y + rect->height; y++, pixels += rect->width) {
    const gsize row = (gsize)y * (gsize)frame->width + (gsize)rect->x;
    for (int x = 0; x < rect->width; x++) {
      const guint32 pixel = frame->pixels[row + (gsize)x];
      const gboolean is_new = pixel != before->pixels[row + (gsize)x];
      pixels[x] = is_new ? pixel : 0;
      n += is_new;
    }
  }
  return n;
}

static GBytes *
pack(const SalFilm *film, const SalFramePart *part, GError **error)
{
  return film->format == SAL_FILM_WEBP ? sal_webp_pack(part, error) : sal_apng_pack(part, error);
}

static GBytes *
wrap(const SalFilm *film, guint index, const SalFramePart *part, GBytes *packed)
{
  return film->format == SAL_FILM_WEBP ? sal_webp_wrap(film, index, part, packed)
                                       : sal_apng_wrap(film, index, part, packed);
}

/* Encodes the pixels that differ, or the rectangle around them if that is smaller. Maps differ in few pixels, whose rectangle is nearly the page, so the rectangle, which takes much longer to pack, is only tried
 * where many differ. */
static GBytes *
encode_news(const SalFilm *film, guint index, const SalFrame *before, const SalFrame *frame, GError **error)
{
  SalFramePart part = { find_changed(before, frame), NULL, TRUE };
  const gsize n = (gsize)part.rect.width * (gsize)part.rect.height;
  g_autofree guint32 *pixels = g_new(guint32, n);
  part.pixels = pixels;
  const gsize n_new = copy_news(before, frame, &part.rect, pixels);
  g_autoptr(GBytes) news = pack(film, &part, error);
  if (news == NULL)
    return NULL;
  if (n_new < n / FEW)
    return wrap(film, index, &part, news);
  copy_pixels(frame, &part.rect, pixels);
  g_autoptr(GBytes) whole = pack(film, &part, error);
  if (whole == NULL)
    return NULL;
  part.is_laid_over = g_bytes_get_size(news) < g_bytes_get_size(whole);
  return wrap(film, index, &part, part.is_laid_over ? news : whole);
}

/* Encodes all pixels of the rectangle that differs, or of the picture. */
static GBytes *
encode_rect(const SalFilm *film, guint index, const SalFrame *before, const SalFrame *frame, GError **error)
{
  const SalPixelRect all = { 0, 0, frame->width, frame->height };
  SalFramePart part = { before != NULL ? find_changed(before, frame) : all, NULL, FALSE };
  g_autofree guint32 *pixels = g_new(guint32, (gsize)part.rect.width * (gsize)part.rect.height);
  part.pixels = pixels;
  copy_pixels(frame, &part.rect, pixels);
  g_autoptr(GBytes) packed = pack(film, &part, error);
  return packed != NULL ? wrap(film, index, &part, packed) : NULL;
}

/* Where pictures are transparent, nothing that is laid over others could clear them. */
GBytes *
sal_film_encode(const SalFilm *film, guint index, const SalFrame *before, const SalFrame *frame,
                GError **error)
{
  if (film->format == SAL_FILM_Y4M)
    return sal_y4m_encode(film, frame->pixels);
  return (before == NULL || film->is_transparent ? encode_rect : encode_news)(film, index, before, frame,
                                                                              error);
}

guint
sal_film_count_copies(const SalFilm *film, guint index)
{
  const guint ms = sal_film_get_frame_ms(film, index);
  return film->format == SAL_FILM_Y4M ? MAX(1, (ms + film->frame_ms - 1) / film->frame_ms) : 1;
}

/* The file */

gboolean
sal_film_tells_size(SalFilmFormat format)
{
  return format == SAL_FILM_WEBP;
}

GBytes *
sal_film_begin(const SalFilm *film, guint64 size, GError **error)
{
  switch (film->format) {
  case SAL_FILM_WEBP:
    return sal_webp_begin(film, size, error);
  case SAL_FILM_APNG:
    return sal_apng_begin(film);
  case SAL_FILM_Y4M:
    return sal_y4m_begin(film);
  case SAL_N_FILM_FORMATS:
    break;
  }
  g_return_val_if_reached(NULL);
}

GBytes *
sal_film_end(const SalFilm *film)
{
  return film->format == SAL_FILM_APNG ? sal_apng_end() : g_bytes_new_static("", 0);
}
