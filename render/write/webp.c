/* Films as animated WebP (RFC 9649). libwebp packs the pixels, without losses; its own writer of films would keep all of
 * them in memory until the end. */
#include "render/write/film-part.h"

#include "data/base/error.h"

#include <string.h>
#include <webp/encode.h>

#define LEVEL 6              /* of libwebp's 0 to 9 */
#define RIFF_HEAD 12         /* bytes: 'RIFF', the size of what follows, 'WEBP' */
#define CHUNK_HEAD 8         /* bytes: a name, the size of what follows */
#define FLAG_MOVES 0x02      /* of VP8X */
#define FLAG_ALPHA 0x10      /* of VP8X */
#define FLAG_NOT_LAID_OVER 2 /* of ANMF */

static GBytes *
fail(GError **error, const char *what)
{
  sal_error_set(error, SAL_ERROR_RENDER, "WebP: expected %s", what);
  return NULL;
}

static gboolean
encode(WebPPicture *picture, const SalFramePart *part, GError **error)
{
  WebPConfig config;
  if (!WebPConfigInit(&config) || !WebPConfigLosslessPreset(&config, LEVEL))
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "WebP: expected the libwebp that Salient was built with, got another");
  picture->use_argb = TRUE;
  picture->width = part->rect.width, picture->height = part->rect.height;
  picture->argb = part->pixels;
  picture->argb_stride = part->rect.width;
  if (WebPEncode(&config, picture))
    return TRUE;
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "WebP: expected a frame of %d x %d px, got fault %d of libwebp", part->rect.width,
                       part->rect.height, (int)picture->error_code);
}

GBytes *
sal_webp_pack(const SalFramePart *part, GError **error)
{
  WebPPicture picture;
  WebPMemoryWriter file;
  if (!WebPPictureInit(&picture))
    return fail(error, "the libwebp that Salient was built with, got another");
  WebPMemoryWriterInit(&file);
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &file;
  const gboolean is_encoded = encode(&picture, part, error);
  const gboolean is_lossless =
      file.size > RIFF_HEAD + CHUNK_HEAD && memcmp(file.mem + RIFF_HEAD, "VP8L", 4) == 0;
  GBytes *chunk = is_encoded && is_lossless ? g_bytes_new(file.mem + RIFF_HEAD, file.size - RIFF_HEAD) : NULL;
  if (is_encoded && !is_lossless)
    fail(error, "pixels without losses from libwebp, got others");
  WebPMemoryWriterClear(&file);
  WebPPictureFree(&picture);
  return chunk;
}

/* The low byte first. */
static void
append_number(GByteArray *webp, guint32 value, guint n_bytes)
{
  const guint32 little_endian = GUINT32_TO_LE(value);
  g_byte_array_append(webp, (const guint8 *)&little_endian, n_bytes);
}

static void
append_name(GByteArray *webp, const char *name)
{
  g_byte_array_append(webp, (const guint8 *)name, 4);
}

GBytes *
sal_webp_begin(const SalFilm *film, guint64 size, GError **error)
{
  if (size > G_MAXUINT32 - 1)
    return fail(error, "a film of less than 4 GiB, got a larger one");
  GByteArray *webp = g_byte_array_new();
  append_name(webp, "RIFF");
  append_number(webp, size > 0 ? (guint32)size - CHUNK_HEAD : 0, 4);
  append_name(webp, "WEBP");
  append_name(webp, "VP8X");
  append_number(webp, 10, 4);
  append_number(webp, FLAG_MOVES | FLAG_ALPHA, 4);
  append_number(webp, (guint32)film->width_px - 1, 3);
  append_number(webp, (guint32)film->height_px - 1, 3);
  append_name(webp, "ANIM");
  append_number(webp, 6, 4);
  append_number(webp, 0, 4); /* a clear background */
  append_number(webp, 0, 2); /* plays for ever */
  return g_byte_array_free_to_bytes(webp);
}

/* Sizes of chunks are even: libwebp sees to it for its own. */
GBytes *
sal_webp_wrap(const SalFilm *film, guint index, const SalFramePart *part, GBytes *packed)
{
  const SalPixelRect *rect = &part->rect;
  const guint32 numbers[] = { (guint32)rect->x / 2, (guint32)rect->y / 2, (guint32)rect->width - 1,
                              (guint32)rect->height - 1, sal_film_get_frame_ms(film, index) };
  GByteArray *webp = g_byte_array_new();
  gsize size;
  const guint8 *data = g_bytes_get_data(packed, &size);
  append_name(webp, "ANMF");
  append_number(webp, (guint32)(G_N_ELEMENTS(numbers) * 3 + 1 + size), 4);
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    append_number(webp, numbers[i], 3);
  append_number(webp, part->is_laid_over ? 0 : FLAG_NOT_LAID_OVER, 1);
  g_byte_array_append(webp, data, (guint)size);
  return g_byte_array_free_to_bytes(webp);
}

char *
sal_webp_get_version(void)
{
  const int version = WebPGetEncoderVersion();
  return g_strdup_printf("%d.%d.%d", version >> 16, version >> 8 & 0xFF, version & 0xFF);
}
