/* sal_png_write(): Cairo draws the pixels, which are packed faster than Cairo's own writer does it. */
#include "render/write/deflate.h"
#include "render/write/player.h"
#include "render/write/size.h"
#include "render/write/writer.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

/* Pixels of a picture: on larger ones all layers are drawn directly. */
#define MOST_STAMPED_PX 9e6

static void
append_u32(GByteArray *png, guint32 value)
{
  const guint32 big_endian = GUINT32_TO_BE(value);
  g_byte_array_append(png, (const guint8 *)&big_endian, 4);
}

/* type: four letters. */
static void
append_chunk(GByteArray *png, const char *type, const guint8 *data, gsize size)
{
  append_u32(png, (guint32)size);
  const guint start = png->len;
  g_byte_array_append(png, (const guint8 *)type, 4);
  g_byte_array_append(png, data, (guint)size);
  append_u32(png, libdeflate_crc32(0, png->data + start, png->len - start));
}

static void
append_header(GByteArray *png, int width, int height, gboolean has_alpha)
{
  const guint32 size[] = { GUINT32_TO_BE((guint32)width), GUINT32_TO_BE((guint32)height) };
  guint8 header[13] = { 0 };
  memcpy(header, size, sizeof size);
  header[8] = 8;                 /* bits a sample */
  header[9] = has_alpha ? 6 : 2; /* RGBA or RGB */
  append_chunk(png, "IHDR", header, sizeof header);
}

/* The same in both directions, so that viewers do not stretch the picture. */
static void
append_resolution(GByteArray *png, double pixels_per_mm)
{
  const guint32 per_metre = GUINT32_TO_BE((guint32)CLAMP(lround(pixels_per_mm * 1000), 1, G_MAXINT32));
  guint8 chunk[9];
  memcpy(chunk, &per_metre, 4);
  memcpy(chunk + 4, &per_metre, 4);
  chunk[8] = 1; /* metre */
  append_chunk(png, "pHYs", chunk, sizeof chunk);
}

/* Adds an iTXt chunk: UTF-8, uncompressed, without a language. An empty text adds nothing. */
static void
append_text(GByteArray *png, const char *keyword, const char *text)
{
  static const guint8 separators[] = { 0, 0, 0, 0, 0 };
  g_autoptr(GByteArray) chunk = g_byte_array_new();
  if (*text == '\0')
    return;
  g_byte_array_append(chunk, (const guint8 *)keyword, (guint)strlen(keyword));
  g_byte_array_append(chunk, separators, sizeof separators);
  g_byte_array_append(chunk, (const guint8 *)text, (guint)strlen(text));
  append_chunk(png, "iTXt", chunk->data, chunk->len);
}

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
  append_chunk(png, "IDAT", compressed->data, compressed->len);
}

static GBytes *
encode(cairo_surface_t *surface, const SalDrawing *drawing, gboolean has_alpha)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
  GByteArray *png = g_byte_array_new();
  g_byte_array_append(png, signature, sizeof signature);
  append_header(png, cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface),
                has_alpha);
  append_resolution(png, cairo_image_surface_get_width(surface) / sal_drawing_get_width_mm(drawing));
  append_text(png, "Title", sal_drawing_get_title(drawing));
  append_text(png, "Description", sal_drawing_get_description(drawing));
  append_pixels(png, surface, has_alpha);
  append_chunk(png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes(png);
}

/* A picture that is being drawn. */
typedef struct {
  const SalDrawing *drawing;
  const SalPngOptions *options;
  cairo_surface_t *surface;
} Picture;

static const SalLayer *
get_layer(const Picture *picture, guint index)
{
  const SalLayer *layer = sal_drawing_get_layer(picture->drawing, index);
  const gboolean is_left_out =
      picture->options->is_transparent && g_str_equal(sal_layer_get_id(layer), "paper");
  return is_left_out ? NULL : layer;
}

/* The first layer from here on that is not shared, or shared if it is not. */
static guint
find_end(const Picture *picture, guint first)
{
  const guint n = sal_drawing_get_n_layers(picture->drawing);
  const gboolean is_shared =
      first < n && sal_layer_get_share(sal_drawing_get_layer(picture->drawing, first)) != 0;
  guint end = first;
  while (end < n && (sal_layer_get_share(sal_drawing_get_layer(picture->drawing, end)) != 0) == is_shared)
    end++;
  return end;
}

/* Takes cr. */
static gboolean
play_layers(const Picture *picture, cairo_t *cr, guint first, guint end, GError **error)
{
  const SalCairoOptions options = { .is_image = TRUE, .repeats = picture->options->repeats };
  g_autoptr(cairo_t) owned = cr;
  gboolean is_played = TRUE;
  cairo_scale(cr, picture->options->width_px / sal_drawing_get_width_mm(picture->drawing),
              picture->options->height_px / sal_drawing_get_height_mm(picture->drawing));
  for (guint i = first; i < end && is_played; i++)
    is_played = get_layer(picture, i) == NULL ||
                sal_cairo_play_layer(cr, picture->drawing, get_layer(picture, i), &options, error);
  return is_played;
}

/* Of the stamp of layers. Owned by the caller. */
static GBytes *
make_key(const Picture *picture, guint first, guint end)
{
  const SalPngOptions *options = picture->options;
  const guint numbers[] = { first == 0, (guint)options->width_px, (guint)options->height_px,
                            options->is_transparent != FALSE };
  const double sides_mm[] = { sal_drawing_get_width_mm(picture->drawing),
                              sal_drawing_get_height_mm(picture->drawing) };
  const char *font_family = sal_drawing_get_font_family(picture->drawing);
  GByteArray *key = g_byte_array_new();
  g_byte_array_append(key, (const guint8 *)numbers, sizeof numbers);
  g_byte_array_append(key, (const guint8 *)sides_mm, sizeof sides_mm);
  g_byte_array_append(key, (const guint8 *)font_family, (guint)strlen(font_family) + 1);
  for (guint i = first; i < end; i++) {
    const guint share = sal_layer_get_share(sal_drawing_get_layer(picture->drawing, i));
    g_byte_array_append(key, (const guint8 *)&share, sizeof share);
  }
  return g_byte_array_free_to_bytes(key);
}

/* Draws the first layers on the empty picture, and keeps what it shows then. */
static gboolean
play_ground(const Picture *picture, guint end, GError **error)
{
  g_autoptr(GBytes) key = make_key(picture, 0, end);
  g_autoptr(SalStamp) stamp = sal_repeats_find(picture->options->repeats, key);
  if (stamp != NULL) {
    sal_stamp_lay(stamp, picture->surface);
    return TRUE;
  }
  if (!play_layers(picture, cairo_create(picture->surface), 0, end, error))
    return FALSE;
  if (picture->options->repeats != NULL) {
    stamp = sal_stamp_new_copy(picture->surface);
    sal_repeats_keep(picture->options->repeats, SAL_REPEAT_LAYERS, key, stamp);
  }
  return TRUE;
}

static gboolean
play_sheet(const Picture *picture, guint first, guint end, GError **error)
{
  g_autoptr(GBytes) key = make_key(picture, first, end);
  g_autoptr(SalStamp) stamp = sal_repeats_find(picture->options->repeats, key);
  if (stamp == NULL) {
    stamp = sal_stamp_new((SalPixelRect){ 0, 0, picture->options->width_px, picture->options->height_px });
    if (!play_layers(picture, sal_stamp_begin(stamp), first, end, error))
      return FALSE;
    sal_repeats_keep(picture->options->repeats, SAL_REPEAT_LAYERS, key, stamp);
  }
  sal_stamp_lay(stamp, picture->surface);
  return TRUE;
}

/* Layers that pictures share are stamps, unless they would take much memory. */
static gboolean
play(const Picture *picture, GError **error)
{
  const SalPngOptions *options = picture->options;
  const guint n = sal_drawing_get_n_layers(picture->drawing);
  const gboolean is_small = (double)options->width_px * options->height_px <= MOST_STAMPED_PX;
  if (!options->is_transparent) {
    g_autoptr(cairo_t) cr = cairo_create(picture->surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
  }
  /* On what it knows to be clear, Cairo rounds in another way: stamps must make no difference. */
  cairo_surface_mark_dirty(picture->surface);
  guint end;
  for (guint first = 0; first < n; first = end) {
    end = find_end(picture, first);
    const gboolean is_shared = sal_layer_get_share(sal_drawing_get_layer(picture->drawing, first)) != 0;
    if (!(is_small && is_shared
              ? first == 0 ? play_ground(picture, end, error) : play_sheet(picture, first, end, error)
              : play_layers(picture, cairo_create(picture->surface), first, end, error)))
      return FALSE;
  }
  return TRUE;
}

GBytes *
sal_png_write(const SalDrawing *drawing, const SalPngOptions *options, GError **error)
{
  if (!sal_size_check(options->width_px, options->height_px, error))
    return NULL;
  const cairo_format_t format = options->is_transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  g_autoptr(cairo_surface_t) surface =
      cairo_image_surface_create(format, options->width_px, options->height_px);
  const Picture picture = { drawing, options, surface };
  if (!sal_cairo_check(cairo_surface_status(surface), error) || !play(&picture, error))
    return NULL;
  cairo_surface_flush(surface);
  return encode(surface, drawing, options->is_transparent);
}
