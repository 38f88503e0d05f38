#include "render/write/png-chunks.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

void
sal_png_append_u32(GByteArray *png, guint32 value)
{
  const guint32 big_endian = GUINT32_TO_BE(value);
  g_byte_array_append(png, (const guint8 *)&big_endian, 4);
}

void
sal_png_append_chunk(GByteArray *png, const char *type, const guint8 *data, gsize size)
{
  sal_png_append_u32(png, (guint32)size);
  const guint start = png->len;
  g_byte_array_append(png, (const guint8 *)type, 4);
  g_byte_array_append(png, data, (guint)size);
  sal_png_append_u32(png, libdeflate_crc32(0, png->data + start, png->len - start));
}

void
sal_png_append_header(GByteArray *png, int width, int height, gboolean has_alpha)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
  const guint32 size[] = { GUINT32_TO_BE((guint32)width), GUINT32_TO_BE((guint32)height) };
  guint8 header[13] = { 0 };
  g_byte_array_append(png, signature, sizeof signature);
  memcpy(header, size, sizeof size);
  header[8] = 8;                 /* bits a sample */
  header[9] = has_alpha ? 6 : 2; /* RGBA or RGB */
  sal_png_append_chunk(png, "IHDR", header, sizeof header);
}

/* The same in both directions, so that viewers do not stretch the picture. */
void
sal_png_append_resolution(GByteArray *png, double pixels_per_mm)
{
  const guint32 per_metre = GUINT32_TO_BE((guint32)CLAMP(lround(pixels_per_mm * 1000), 1, G_MAXINT32));
  guint8 chunk[9];
  memcpy(chunk, &per_metre, 4);
  memcpy(chunk + 4, &per_metre, 4);
  chunk[8] = 1; /* metre */
  sal_png_append_chunk(png, "pHYs", chunk, sizeof chunk);
}

void
sal_png_append_text(GByteArray *png, const char *keyword, const char *text)
{
  static const guint8 separators[] = { 0, 0, 0, 0, 0 };
  g_autoptr(GByteArray) chunk = g_byte_array_new();
  if (*text == '\0')
    return;
  g_byte_array_append(chunk, (const guint8 *)keyword, (guint)strlen(keyword));
  g_byte_array_append(chunk, separators, sizeof separators);
  g_byte_array_append(chunk, (const guint8 *)text, (guint)strlen(text));
  sal_png_append_chunk(png, "iTXt", chunk->data, chunk->len);
}
