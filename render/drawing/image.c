#include "render/drawing/image.h"

#include "data/base/error.h"
#include "render/drawing/rsvg.h"

#include <string.h>

#define MOST_SVG_BYTES (8u << 20)
#define PNG_HEAD_BYTES 24 /* the signature, and IHDR up to the height */
#define SAMPLE_PX 256
#define MOST_SIDE_PX 32767 /* Cairo's images are no wider */

struct _SalImage {
  gatomicrefcount references;
  double width_px, height_px;
  guint8 *rgba; /* NULL: an SVG */
  GBytes *svg;  /* NULL: pixels */
  gboolean is_grey;
  char *digest;
};

static SalImage *
image_alloc(double width_px, double height_px)
{
  SalImage *image = g_new0(SalImage, 1);
  g_atomic_ref_count_init(&image->references);
  image->width_px = width_px;
  image->height_px = height_px;
  return image;
}

static char *
make_digest(const char *kind, int width, int height, const void *data, gsize size)
{
  g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
  g_autofree char *head = g_strdup_printf("%s %d %d ", kind, width, height);
  g_checksum_update(checksum, (const guchar *)head, (gssize)strlen(head));
  g_checksum_update(checksum, data, (gssize)size);
  return g_strdup(g_checksum_get_string(checksum));
}

static gboolean
are_pixels_grey(const guint8 *rgba, gsize n)
{
  for (gsize i = 0; i < n; i++, rgba += 4)
    if (rgba[3] != 0 && (rgba[0] != rgba[1] || rgba[0] != rgba[2]))
      return FALSE;
  return TRUE;
}

SalImage *
sal_image_new(int width_px, int height_px, guint8 *rgba)
{
  g_return_val_if_fail(rgba != NULL && width_px > 0 && height_px > 0, NULL);
  g_return_val_if_fail((gsize)width_px * (gsize)height_px <= SAL_IMAGE_MOST_PX, NULL);
  SalImage *image = image_alloc(width_px, height_px);
  image->rgba = rgba;
  image->is_grey = are_pixels_grey(rgba, (gsize)width_px * (gsize)height_px);
  image->digest = make_digest("rgba", width_px, height_px, rgba, 4 * (gsize)width_px * (gsize)height_px);
  return image;
}

typedef struct {
  const guint8 *data;
  gsize size, at;
} Stream;

static cairo_status_t
read_stream(void *closure, unsigned char *out, unsigned int length)
{
  Stream *stream = closure;
  if (stream->size - stream->at < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(out, stream->data + stream->at, length);
  stream->at += length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
u32_at(const guint8 *data)
{
  guint32 value;
  memcpy(&value, data, sizeof value);
  return GUINT32_FROM_BE(value);
}

/* Its size is known before anything is made of it. */
static gboolean
check_png(const guint8 *data, gsize size, GError **error)
{
  if (size < PNG_HEAD_BYTES || memcmp(data, "\x89PNG\r\n\x1a\n", 8) != 0 || memcmp(data + 12, "IHDR", 4) != 0)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a PNG, got another file");
  const guint32 width = u32_at(data + 16), height = u32_at(data + 20);
  if (width == 0 || height == 0 || width > MOST_SIDE_PX || height > MOST_SIDE_PX ||
      (guint64)width * height > SAL_IMAGE_MOST_PX)
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "expected a PNG of at most 64 megapixels and %d px a side, got %u x %u px",
                         MOST_SIDE_PX, width, height);
  return TRUE;
}

/* Cairo's pixels are multiplied with alpha. */
static void
unpack_row(guint8 *out, const guint8 *row, int n, gboolean has_alpha)
{
  for (int x = 0; x < n; x++, out += 4, row += 4) {
    guint32 pixel;
    memcpy(&pixel, row, sizeof pixel);
    const guint32 alpha = has_alpha ? pixel >> 24 : 255;
    for (int channel = 0; channel < 3; channel++) {
      const guint32 value = (pixel >> (16 - 8 * channel)) & 0xFF;
      out[channel] = (guint8)(alpha == 0 ? 0 : MIN(255, (value * 255 + alpha / 2) / alpha));
    }
    out[3] = (guint8)alpha;
  }
}

SalImage *
sal_image_new_from_surface(cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
  const gsize stride = (gsize)cairo_image_surface_get_stride(surface), row_size = 4 * (gsize)width;
  const gboolean has_alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
  const guint8 *pixels = cairo_image_surface_get_data(surface);
  guint8 *rgba = g_malloc(row_size * (gsize)height);
  for (int y = 0; y < height; y++)
    unpack_row(rgba + row_size * (gsize)y, pixels + stride * (gsize)y, width, has_alpha);
  return sal_image_new(width, height, rgba);
}

SalImage *
sal_image_new_from_png(GBytes *png, GError **error)
{
  Stream stream = { 0 };
  stream.data = g_bytes_get_data(png, &stream.size);
  if (!check_png(stream.data, stream.size, error))
    return NULL;
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_stream, &stream);
  const cairo_status_t status = cairo_surface_status(surface);
  const cairo_format_t format = cairo_image_surface_get_format(surface);
  SalImage *image = NULL;
  if (status == CAIRO_STATUS_SUCCESS && (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24))
    image = sal_image_new_from_surface(surface);
  else
    sal_error_set(error, SAL_ERROR_FORMAT, "expected a PNG that can be decoded, got '%s'",
                  cairo_status_to_string(status));
  cairo_surface_destroy(surface);
  return image;
}

/* As far as a drawing of SAMPLE_PX a side shows. */
static gboolean
is_svg_grey(GBytes *svg)
{
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SAMPLE_PX, SAMPLE_PX);
  cairo_t *cr = cairo_create(surface);
  const gboolean is_drawn = sal_rsvg_draw(cr, svg, SAMPLE_PX, SAMPLE_PX, NULL);
  cairo_destroy(cr);
  cairo_surface_flush(surface);
  g_autoptr(SalImage) sample = is_drawn ? sal_image_new_from_surface(surface) : NULL;
  cairo_surface_destroy(surface);
  return sample != NULL && sample->is_grey;
}

SalImage *
sal_image_new_from_svg(GBytes *svg, GError **error)
{
  double width = 0, height = 0;
  if (g_bytes_get_size(svg) > MOST_SVG_BYTES) {
    sal_error_set(error, SAL_ERROR_FORMAT, "expected an SVG of at most 8 MiB, got %" G_GSIZE_FORMAT " bytes",
                  g_bytes_get_size(svg));
    return NULL;
  }
  if (!sal_rsvg_measure(svg, &width, &height, error))
    return NULL;
  SalImage *image = image_alloc(width, height);
  image->svg = g_bytes_ref(svg);
  image->is_grey = is_svg_grey(svg);
  image->digest = make_digest("svg", 0, 0, g_bytes_get_data(svg, NULL), g_bytes_get_size(svg));
  return image;
}

SalImage *
sal_image_ref(SalImage *image)
{
  g_return_val_if_fail(image != NULL, NULL);
  g_atomic_ref_count_inc(&image->references);
  return image;
}

void
sal_image_unref(SalImage *image)
{
  if (image == NULL || !g_atomic_ref_count_dec(&image->references))
    return;
  g_clear_pointer(&image->svg, g_bytes_unref);
  g_free(image->rgba);
  g_free(image->digest);
  g_free(image);
}

double
sal_image_get_width_px(const SalImage *image)
{
  return image->width_px;
}

double
sal_image_get_height_px(const SalImage *image)
{
  return image->height_px;
}

const guint8 *
sal_image_get_rgba(const SalImage *image)
{
  return image->rgba;
}

GBytes *
sal_image_get_svg(const SalImage *image)
{
  return image->svg;
}

gboolean
sal_image_is_grey(const SalImage *image)
{
  return image->is_grey;
}

const char *
sal_image_get_digest(const SalImage *image)
{
  return image->digest;
}
