#include "render/write/png-image.h"

#include "render/write/deflate.h"
#include "render/write/png-chunks.h"

#include <stdlib.h>
#include <string.h>

#define N_FILTERS 5

/* Colour types of PNG, which are made of these. */
enum { HAS_COLOR = 2, HAS_ALPHA = 4 };

static guint
find_type(const guint8 *rgba, gsize n)
{
  guint type = 0;
  for (gsize i = 0; i < n && type != (HAS_COLOR | HAS_ALPHA); i++, rgba += 4) {
    if (rgba[3] != 255)
      type |= HAS_ALPHA;
    if (rgba[0] != rgba[1] || rgba[0] != rgba[2])
      type |= HAS_COLOR;
  }
  return type;
}

static void
pack_row(guint8 *out, const guint8 *rgba, gsize n, guint type)
{
  for (gsize x = 0; x < n; x++, rgba += 4) {
    *out++ = rgba[0];
    if (type & HAS_COLOR)
      *out++ = rgba[1], *out++ = rgba[2];
    if (type & HAS_ALPHA)
      *out++ = rgba[3];
  }
}

/* The predictor of PNG's filter 4. */
static guint8
predict(int left, int above, int corner)
{
  const int guess = left + above - corner;
  const int to_left = abs(guess - left), to_above = abs(guess - above), to_corner = abs(guess - corner);
  return (guint8)(to_left <= to_above && to_left <= to_corner ? left
                  : to_above <= to_corner                     ? above
                                                              : corner);
}

/* out receives the filter's number and the filtered row. Returns how far its bytes are from 0, which foretells how well it
 * compresses. */
static guint64
filter_row(guint8 *out, const guint8 *row, const guint8 *before, gsize size, gsize n_channels)
{
  const guint filter = out[0];
  guint64 sum = 0;
  for (gsize i = 0; i < size; i++) {
    const guint8 left = i >= n_channels ? row[i - n_channels] : 0, above = before[i],
                 corner = i >= n_channels ? before[i - n_channels] : 0;
    const guint8 guesses[N_FILTERS] = { 0, left, above, (guint8)((left + above) / 2),
                                        filter == 4 ? predict(left, above, corner) : 0 };
    out[1 + i] = (guint8)(row[i] - guesses[filter]);
    sum += (guint64)abs((gint8)out[1 + i]);
  }
  return sum;
}

/* Appends the row with the filter that fits it best. */
static void
append_row(GByteArray *rows, const guint8 *row, const guint8 *before, gsize size, gsize n_channels)
{
  g_autofree guint8 *tried = g_malloc(size + 1), *best = g_malloc(size + 1);
  guint64 least = G_MAXUINT64;
  for (guint8 filter = 0; filter < N_FILTERS; filter++) {
    tried[0] = filter;
    const guint64 sum = filter_row(tried, row, before, size, n_channels);
    if (sum >= least)
      continue;
    least = sum;
    guint8 *swapped = best;
    best = tried;
    tried = swapped;
  }
  g_byte_array_append(rows, best, (guint)size + 1);
}

static void
append_header(GByteArray *png, int width, int height, guint type)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
  const guint32 size[] = { GUINT32_TO_BE((guint32)width), GUINT32_TO_BE((guint32)height) };
  guint8 header[13] = { 0 };
  memcpy(header, size, sizeof size);
  header[8] = 8; /* bits a sample */
  header[9] = (guint8)type;
  g_byte_array_append(png, signature, sizeof signature);
  sal_png_append_chunk(png, "IHDR", header, sizeof header);
}

GBytes *
sal_png_of_image(const SalImage *image)
{
  const guint8 *rgba = sal_image_get_rgba(image);
  g_return_val_if_fail(rgba != NULL, NULL);
  const gsize width = (gsize)sal_image_get_width_px(image), height = (gsize)sal_image_get_height_px(image);
  const guint type = find_type(rgba, width * height);
  const gsize n_channels = (type & HAS_COLOR ? 3 : 1) + (type & HAS_ALPHA ? 1 : 0), size = width * n_channels;
  g_autoptr(GByteArray) rows = g_byte_array_new(), compressed = g_byte_array_new();
  g_autofree guint8 *row = g_malloc0(size), *before = g_malloc0(size);
  for (gsize y = 0; y < height; y++) {
    pack_row(row, rgba + 4 * width * y, width, type);
    append_row(rows, row, before, size, n_channels);
    memcpy(before, row, size);
  }
  sal_deflate_any(rows->data, rows->len, compressed);
  GByteArray *png = g_byte_array_new();
  append_header(png, (int)width, (int)height, type);
  sal_png_append_chunk(png, "IDAT", compressed->data, compressed->len);
  sal_png_append_chunk(png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes(png);
}
