/* sal_png_write(): Cairo draws the pixels, which are packed faster than Cairo's own writer does it. */
#include "render/write/deflate.h"
#include "render/write/pixels.h"
#include "render/write/png-chunks.h"
#include "render/write/xmp.h"

#include <string.h>

/* Writes a byte more than that: four at once, of which the next pixel overwrites the last. */
static guint8 *
append_rgb(guint8 *out, const guint32 *pixels, int n)
{
  for (int i = 0; i < n; i++, out += 3) {
    const guint32 rgb = GUINT32_TO_BE(pixels[i] << 8);
    memcpy(out, &rgb, sizeof rgb);
  }
  return out;
}

/* PNG's colours are not multiplied with alpha, Cairo's are. */
static guint8 *
append_rgba(guint8 *out, const guint32 *pixels, int n)
{
  for (int i = 0; i < n; i++, out += 4) {
    const guint32 pixel = pixels[i], alpha = pixel >> 24;
    for (int channel = 0; channel < 3; channel++) {
      const guint32 value = (pixel >> (16 - 8 * channel)) & 0xFF;
      out[channel] = (guint8)(alpha == 0 ? 0 : (value * 255 + alpha / 2) / alpha);
    }
    out[3] = (guint8)alpha;
  }
  return out;
}

/* Makes of the surface's pixels, which are lost, rows as PNG has them, each after its filter byte 0: flat
 * colours compress best unfiltered. They take the pixels' own place where they fit, so that a large page does
 * not need as much again; else *copy is theirs. */
static const guint8 *
pack_rows(cairo_surface_t *surface, gboolean has_alpha, guint8 **copy, gsize *size)
{
  const gsize width = (gsize)cairo_image_surface_get_width(surface),
              height = (gsize)cairo_image_surface_get_height(surface),
              stride = (gsize)cairo_image_surface_get_stride(surface),
              row_size = 1 + width * (has_alpha ? 4 : 3);
  guint8 *pixels = cairo_image_surface_get_data(surface);
  g_autofree guint32 *row = g_new(guint32, width);
  *size = height * row_size;
  *copy = row_size >= stride ? g_malloc(*size + 1) : NULL;
  guint8 *rows = *copy != NULL ? *copy : pixels, *out = rows;
  for (gsize y = 0; y < height; y++) {
    memcpy(row, pixels + y * stride, width * sizeof *row);
    *out++ = 0;
    out = has_alpha ? append_rgba(out, row, (int)width) : append_rgb(out, row, (int)width);
  }
  return rows;
}

static void
append_pixels(GByteArray *png, cairo_surface_t *surface, gboolean has_alpha)
{
  gsize size;
  g_autofree guint8 *copy = NULL;
  const guint8 *rows = pack_rows(surface, has_alpha, &copy, &size);
  const gsize pixel_size = has_alpha ? 4 : 3;
  const SalDeflateLayout layout = { pixel_size,
                                    1 + pixel_size * (gsize)cairo_image_surface_get_width(surface) };
  g_autoptr(GByteArray) compressed = g_byte_array_new();
  sal_deflate(rows, size, &layout, compressed);
  sal_png_append_chunk(png, "IDAT", compressed->data, compressed->len);
}

/* What the picture says of itself where it is seen alone. */
static void
append_record(GByteArray *png, const SalDrawing *drawing)
{
  g_autofree char *packet = sal_xmp_make_packet(drawing);
  if (packet == NULL)
    return;
  sal_png_append_text(png, "Software", "Salient " SAL_VERSION);
  sal_png_append_text(png, "XML:com.adobe.xmp", packet);
}

static GBytes *
encode(cairo_surface_t *surface, const SalDrawing *drawing, gboolean has_alpha)
{
  GByteArray *png = g_byte_array_new();
  sal_png_append_header(png, cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface),
                        has_alpha);
  sal_png_append_resolution(png, cairo_image_surface_get_width(surface) / sal_drawing_get_width_mm(drawing));
  sal_png_append_text(png, "Title", sal_drawing_get_title(drawing));
  sal_png_append_text(png, "Description", sal_drawing_get_description(drawing));
  append_record(png, drawing);
  append_pixels(png, surface, has_alpha);
  sal_png_append_chunk(png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes(png);
}

GBytes *
sal_png_write(const SalDrawing *drawing, const SalPngOptions *options, GError **error)
{
  g_autoptr(cairo_surface_t) surface = sal_pixels_draw(drawing, options, error);
  return surface != NULL ? encode(surface, drawing, options->is_transparent) : NULL;
}
