/* Films as APNG: a PNG whose first frame every viewer shows (https://wiki.mozilla.org/APNG_Specification). */
#include "render/write/deflate.h"
#include "render/write/film-part.h"
#include "render/write/png-chunks.h"

#define MAX_DELAY 65535 /* 16 bits */

GBytes *
sal_apng_begin(const SalFilm *film)
{
  GByteArray *png = g_byte_array_new();
  g_autoptr(GByteArray) control = g_byte_array_new();
  sal_png_append_header(png, film->width_px, film->height_px, TRUE);
  sal_png_append_resolution(png, film->width_px / film->width_mm);
  sal_png_append_u32(control, film->n_frames);
  sal_png_append_u32(control, 0); /* plays for ever */
  sal_png_append_chunk(png, "acTL", control->data, control->len);
  return g_byte_array_free_to_bytes(png);
}

GBytes *
sal_apng_pack(const SalFramePart *part, GError **error)
{
  const gsize width = (gsize)part->rect.width, height = (gsize)part->rect.height;
  const SalDeflateLayout layout = { 4, 1 + 4 * width };
  g_autofree guint8 *rows = g_malloc(height * layout.row_size);
  guint8 *out = rows;
  const guint32 *pixel = part->pixels;
  for (gsize y = 0; y < height; y++) {
    *out++ = 0; /* no filter */
    for (gsize x = 0; x < width; x++, pixel++) {
      *out++ = (guint8)(*pixel >> 16);
      *out++ = (guint8)(*pixel >> 8);
      *out++ = (guint8)*pixel;
      *out++ = (guint8)(*pixel >> 24);
    }
  }
  GByteArray *packed = g_byte_array_new();
  sal_deflate(rows, height * layout.row_size, &layout, packed);
  return g_byte_array_free_to_bytes(packed);
}

static void
append_u16(GByteArray *png, guint value)
{
  const guint16 big_endian = GUINT16_TO_BE((guint16)value);
  g_byte_array_append(png, (const guint8 *)&big_endian, 2);
}

/* Milliseconds, or if they are too many, tenths of seconds. */
static void
append_delay(GByteArray *control, guint ms)
{
  const gboolean is_long = ms > MAX_DELAY;
  append_u16(control, is_long ? MIN((ms + 50) / 100, MAX_DELAY) : ms);
  append_u16(control, is_long ? 10 : 1000);
}

/* fcTL and fdAT count together; the first frame is IDAT, which does not count. */
GBytes *
sal_apng_wrap(const SalFilm *film, guint index, const SalFramePart *part, GBytes *packed)
{
  const guint8 how[] = { 0 /* the frame stays */, part->is_laid_over != FALSE };
  const SalPixelRect *rect = &part->rect;
  const guint32 numbers[] = { index == 0 ? 0 : 2 * index - 1, (guint32)rect->width, (guint32)rect->height,
                              (guint32)rect->x, (guint32)rect->y };
  GByteArray *png = g_byte_array_new();
  g_autoptr(GByteArray) chunk = g_byte_array_new();
  gsize size;
  const guint8 *data = g_bytes_get_data(packed, &size);
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    sal_png_append_u32(chunk, numbers[i]);
  append_delay(chunk, sal_film_get_frame_ms(film, index));
  g_byte_array_append(chunk, how, sizeof how);
  sal_png_append_chunk(png, "fcTL", chunk->data, chunk->len);
  g_byte_array_set_size(chunk, 0);
  if (index > 0)
    sal_png_append_u32(chunk, 2 * index);
  g_byte_array_append(chunk, data, (guint)size);
  sal_png_append_chunk(png, index == 0 ? "IDAT" : "fdAT", chunk->data, chunk->len);
  return g_byte_array_free_to_bytes(png);
}

GBytes *
sal_apng_end(void)
{
  GByteArray *png = g_byte_array_new();
  sal_png_append_chunk(png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes(png);
}
