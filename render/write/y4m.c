/* Films as YUV4MPEG2, which video encoders read from a pipe: uncompressed planes, a line of text before each frame. */
#include "render/write/film-part.h"

#include <string.h>

static guint
find_divisor(guint a, guint b)
{
  while (b != 0) {
    const guint rest = a % b;
    a = b, b = rest;
  }
  return a;
}

GBytes *
sal_y4m_begin(const SalFilm *film)
{
  const guint divisor = find_divisor(1000, film->frame_ms);
  char *line = g_strdup_printf("YUV4MPEG2 W%d H%d F%u:%u Ip A1:1 C444 XCOLORRANGE=LIMITED\n", film->width_px,
                               film->height_px, 1000 / divisor, film->frame_ms / divisor);
  return g_bytes_new_take(line, strlen(line));
}

/* Rec. ITU-R BT.709-6, items 3.2 to 3.4, for 8 bits: with r, g, b from 0 to 1, y = 0.2126 r + 0.7152 g + 0.0722 b is
 * from 16 to 235, and (b - y) / 1.8556 and (r - y) / 1.5748 are from 16 to 240. Factors are of 65536. */
static void
convert(guint32 pixel, guint8 *y, guint8 *cb, guint8 *cr)
{
  const int r = pixel >> 16 & 0xFF, g = pixel >> 8 & 0xFF, b = pixel & 0xFF, half = 1 << 15;
  *y = (guint8)((11966 * r + 40254 * g + 4064 * b + (16 << 16) + half) >> 16);
  *cb = (guint8)((-6596 * r - 22189 * g + 28785 * b + (128 << 16) + half) >> 16);
  *cr = (guint8)((28784 * r - 26145 * g - 2639 * b + (128 << 16) + half) >> 16);
}

GBytes *
sal_y4m_encode(const SalFilm *film, const guint32 *pixels)
{
  static const char head[] = "FRAME\n";
  const gsize n = (gsize)film->width_px * (gsize)film->height_px, size = strlen(head) + 3 * n;
  guint8 *bytes = g_malloc(size), *planes = bytes + strlen(head);
  memcpy(bytes, head, strlen(head));
  for (gsize i = 0; i < n; i++)
    convert(pixels[i], planes + i, planes + n + i, planes + 2 * n + i);
  return g_bytes_new_take(bytes, size);
}
