#include "library/films.h"
#include "render/write/film.h"
#include "tests/unit/raster.h"

#include "data/base/error.h"

#include <webp/demux.h>

#define SMALL_WIDTH_PX 402
#define SMALL_HEIGHT_PX 302
#define N_FRAMES 6
#define FRAME_MS 700
#define LAST_MS 1500

/* What a reader makes of a film: the frames as it shows them, as Cairo has pixels. */
typedef struct {
  GPtrArray *frames; /* cairo_surface_t */
  GArray *ms;        /* guint: how long each stays */
  guint n_plays;     /* 0: for ever */
} Shown;

static void
shown_clear(Shown *shown)
{
  g_ptr_array_unref(shown->frames);
  g_array_unref(shown->ms);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shown, shown_clear)

static Shown
shown_new(void)
{
  return (Shown){ g_ptr_array_new_with_free_func((GDestroyNotify)cairo_surface_destroy),
                  g_array_new(FALSE, FALSE, sizeof(guint)), 0 };
}

static void
set_pixel(cairo_surface_t *surface, int x, int y, guint32 pixel)
{
  guint8 *row =
      cairo_image_surface_get_data(surface) + (gsize)y * (gsize)cairo_image_surface_get_stride(surface);
  memcpy(row + 4 * (gsize)x, &pixel, 4);
}

/* A frame of a film that is shown for so long. */
static cairo_surface_t *
add_frame(Shown *shown, guint ms, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  g_ptr_array_add(shown->frames, surface);
  g_array_append_val(shown->ms, ms);
  cairo_surface_flush(surface);
  return surface;
}

/* Multiplies colours with alpha, as Cairo's reader of PNG does. */
static guint32
multiply(guint32 pixel)
{
  const guint32 alpha = pixel >> 24;
  guint32 product = alpha << 24;
  for (int shift = 0; shift < 24; shift += 8) {
    const guint32 scaled = alpha * (pixel >> shift & 0xFF) + 0x80;
    product |= (scaled + (scaled >> 8)) >> 8 << shift;
  }
  return product;
}

/* Reading WebP, by libwebp's own reader */

static Shown
read_webp(GBytes *film)
{
  WebPData data = { g_bytes_get_data(film, NULL), g_bytes_get_size(film) };
  WebPAnimDecoderOptions options;
  WebPAnimInfo info;
  Shown shown = shown_new();
  int before_ms = 0;
  g_assert_true(WebPAnimDecoderOptionsInit(&options));
  options.color_mode = MODE_BGRA;
  WebPAnimDecoder *decoder = WebPAnimDecoderNew(&data, &options);
  g_assert_nonnull(decoder);
  g_assert_true(WebPAnimDecoderGetInfo(decoder, &info));
  shown.n_plays = info.loop_count;
  while (WebPAnimDecoderHasMoreFrames(decoder)) {
    uint8_t *pixels;
    int end_ms;
    g_assert_true(WebPAnimDecoderGetNext(decoder, &pixels, &end_ms));
    cairo_surface_t *frame =
        add_frame(&shown, (guint)(end_ms - before_ms), (int)info.canvas_width, (int)info.canvas_height);
    before_ms = end_ms;
    for (int y = 0; y < (int)info.canvas_height; y++)
      for (int x = 0; x < (int)info.canvas_width; x++, pixels += 4)
        set_pixel(frame, x, y,
                  multiply((guint32)pixels[3] << 24 | (guint32)pixels[2] << 16 | (guint32)pixels[1] << 8 |
                           pixels[0]));
    cairo_surface_mark_dirty(frame);
  }
  WebPAnimDecoderDelete(decoder);
  g_assert_cmpuint(shown.frames->len, ==, info.frame_count);
  return shown;
}

/* Reading APNG: each frame is made a PNG of its own, and laid on the one before */

static guint
number_at(const guint8 *data, guint n_bytes)
{
  guint number = 0;
  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | data[i];
  return number;
}

/* Appends a chunk with its checksum, as the annex of PNG's specification computes it. */
static void
append_chunk(GByteArray *png, const char *type, const guint8 *data, guint size)
{
  const guint32 big_endian = GUINT32_TO_BE(size);
  guint32 crc = 0xFFFFFFFF;
  const guint start = png->len + 4;
  g_byte_array_append(png, (const guint8 *)&big_endian, 4);
  g_byte_array_append(png, (const guint8 *)type, 4);
  if (size > 0)
    g_byte_array_append(png, data, size);
  for (guint i = start; i < png->len; i++) {
    crc ^= png->data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  const guint32 sum = GUINT32_TO_BE(~crc);
  g_byte_array_append(png, (const guint8 *)&sum, 4);
}

/* control: of fcTL. pixels: the content of IDAT. */
static cairo_surface_t *
decode_part(const guint8 *control, const guint8 *pixels, guint size)
{
  guint8 header[13] = { 0 };
  g_autoptr(GByteArray) png = g_byte_array_new();
  g_assert_nonnull(control);
  memcpy(header, control + 4, 8);
  header[8] = 8, header[9] = 6;
  g_byte_array_append(png, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  append_chunk(png, "IHDR", header, sizeof header);
  append_chunk(png, "IDAT", pixels, size);
  append_chunk(png, "IEND", header, 0);
  g_autoptr(GBytes) bytes = g_bytes_new(png->data, png->len);
  return decode(bytes);
}

static void
lay_part(Shown *shown, const guint8 *control, const guint8 *pixels, guint size, int width, int height)
{
  g_autoptr(cairo_surface_t) part = decode_part(control, pixels, size);
  const int left = (int)number_at(control + 12, 4), top = (int)number_at(control + 16, 4);
  const guint ms = number_at(control + 20, 2) * 1000 / number_at(control + 22, 2);
  cairo_surface_t *before = shown->frames->len > 0 ? shown->frames->pdata[shown->frames->len - 1] : NULL;
  cairo_surface_t *frame = add_frame(shown, ms, width, height);
  g_assert_cmpuint(control[24], ==, 0);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      const gboolean is_in = x >= left && x < left + cairo_image_surface_get_width(part) && y >= top &&
                             y < top + cairo_image_surface_get_height(part);
      guint32 pixel = is_in ? pixel_at(part, x - left, y - top) : 0;
      if (cairo_image_surface_get_format(part) == CAIRO_FORMAT_RGB24 && is_in)
        pixel |= 0xFF000000;
      /* Laid over others, a pixel is either clear or opaque. */
      g_assert_true(control[25] == 0 || pixel == 0 || pixel >> 24 == 0xFF);
      if (before != NULL && (!is_in || (control[25] == 1 && pixel == 0)))
        pixel = pixel_at(before, x, y);
      set_pixel(frame, x, y, pixel);
    }
  cairo_surface_mark_dirty(frame);
}

static Shown
read_apng(GBytes *film)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(film, &size), *control = NULL;
  Shown shown = shown_new();
  guint n_frames = 0, next = 0;
  const int width = (int)number_at(data + 16, 4), height = (int)number_at(data + 20, 4);
  for (gsize at = 8; at < size; at += 12 + number_at(data + at, 4)) {
    const guint8 *type = data + at + 4, *content = data + at + 8;
    const guint length = number_at(data + at, 4);
    if (memcmp(type, "acTL", 4) == 0)
      n_frames = number_at(content, 4), shown.n_plays = number_at(content + 4, 4);
    if (memcmp(type, "fcTL", 4) == 0 || memcmp(type, "fdAT", 4) == 0)
      g_assert_cmpuint(number_at(content, 4), ==, next++);
    if (memcmp(type, "fcTL", 4) == 0)
      control = content;
    else if (memcmp(type, "IDAT", 4) == 0)
      lay_part(&shown, control, content, length, width, height);
    else if (memcmp(type, "fdAT", 4) == 0)
      lay_part(&shown, control, content + 4, length - 4, width, height);
  }
  g_assert_cmpmem(data + size - 8, 4, "IEND", 4);
  g_assert_cmpuint(shown.frames->len, ==, n_frames);
  return shown;
}

/* Reading Y4M */

static guint8
to_channel(double value)
{
  return (guint8)CLAMP(lround(value * 255), 0, 255);
}

static guint32
to_rgb(const guint8 *planes, gsize n)
{
  const double y = (planes[0] - 16) / 219.0, b = y + (planes[n] - 128) / 224.0 * 1.8556,
               r = y + (planes[2 * n] - 128) / 224.0 * 1.5748, g = (y - 0.2126 * r - 0.0722 * b) / 0.7152;
  return 0xFF000000 | (guint32)to_channel(r) << 16 | (guint32)to_channel(g) << 8 | to_channel(b);
}

static Shown
read_y4m(GBytes *film)
{
  gsize size;
  const char *data = g_bytes_get_data(film, &size), *end = memchr(data, '\n', size);
  g_autofree char *line = g_strndup(data, (gsize)(end - data));
  int width, height, rate, per;
  Shown shown = shown_new();
  g_assert_cmpint(sscanf(line, "YUV4MPEG2 W%d H%d F%d:%d", &width, &height, &rate, &per), ==, 4);
  g_assert_nonnull(strstr(line, " C444 XCOLORRANGE=LIMITED"));
  const gsize n = (gsize)width * (gsize)height;
  for (const char *at = end + 1; at < data + size; at += 6 + 3 * n) {
    g_assert_cmpmem(at, 6, "FRAME\n", 6);
    cairo_surface_t *frame = add_frame(&shown, (guint)(1000 * per / rate), width, height);
    for (gsize i = 0; i < n; i++)
      set_pixel(frame, (int)(i % (gsize)width), (int)(i / (gsize)width),
                to_rgb((const guint8 *)at + 6 + i, n));
    cairo_surface_mark_dirty(frame);
  }
  return shown;
}

/* Films of drawings */

/* 0 and 1 are alike; 2 has a little more; 3 differs in all; 4 in one pixel's corner; 5 in what is partly clear. */
static SalDrawing *
draw_sample(guint frame)
{
  SalDrawing *drawing = sample_new();
  SalLayer *layer = sal_layer_new("news", NULL);
  if (frame >= 2)
    sal_layer_add_rect(layer, (SalRect){ 101, 33, 20, 7 }, &(SalAreaStyle){ .fill = BLUE });
  if (frame == 3)
    sal_layer_add_rect(layer, (SalRect){ 0, 0, WIDTH_MM, HEIGHT_MM }, &(SalAreaStyle){ .fill = RED });
  if (frame == 4)
    sal_layer_add_rect(layer, (SalRect){ WIDTH_MM - 0.1, HEIGHT_MM - 0.1, 1, 1 },
                       &(SalAreaStyle){ .fill = INK });
  if (frame == 5)
    sal_layer_add_area(layer, blob_new(80, 60, 30), &(SalAreaStyle){ .fill = { 0x2A, 0x6F, 0xAF, 0x60 } },
                       NULL);
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

static SalPngOptions
png_options(gboolean is_transparent)
{
  return (SalPngOptions){ .width_px = SMALL_WIDTH_PX,
                          .height_px = SMALL_HEIGHT_PX,
                          .is_transparent = is_transparent };
}

static SalFilm
film_of(SalFilmFormat format, gboolean is_transparent)
{
  return (SalFilm){ format,         SMALL_WIDTH_PX, SMALL_HEIGHT_PX, WIDTH_MM,
                    is_transparent, N_FRAMES,       FRAME_MS,        LAST_MS };
}

static void
append(GByteArray *file, GBytes *taken)
{
  g_autoptr(GBytes) bytes = taken;
  gsize size;
  g_assert_nonnull(bytes);
  const guint8 *data = g_bytes_get_data(bytes, &size);
  g_byte_array_append(file, data, (guint)size);
}

static GBytes *
make_film(const SalFilm *film)
{
  SalFrame *frames[N_FRAMES];
  GByteArray *file = g_byte_array_new();
  const SalPngOptions options = png_options(film->is_transparent);
  append(file, sal_film_begin(film, 0, NULL));
  for (guint i = 0; i < N_FRAMES; i++) {
    g_autoptr(SalDrawing) drawing = draw_sample(i);
    frames[i] = sal_frame_draw(drawing, &options, NULL);
    for (guint j = 0; j < sal_film_count_copies(film, i); j++)
      append(file, sal_film_encode(film, i, i > 0 ? frames[i - 1] : NULL, frames[i], NULL));
  }
  append(file, sal_film_end(film));
  g_autoptr(GBytes) start = sal_film_begin(film, file->len, NULL);
  memcpy(file->data, g_bytes_get_data(start, NULL), g_bytes_get_size(start));
  for (guint i = 0; i < N_FRAMES; i++)
    sal_frame_free(frames[i]);
  return g_byte_array_free_to_bytes(file);
}

/* tolerance: by how much a channel may differ. */
static void
assert_shows(cairo_surface_t *frame, cairo_surface_t *picture, int tolerance)
{
  const guint32 opaque = cairo_image_surface_get_format(picture) == CAIRO_FORMAT_RGB24 ? 0xFF000000 : 0;
  g_assert_cmpint(cairo_image_surface_get_width(frame), ==, cairo_image_surface_get_width(picture));
  g_assert_cmpint(cairo_image_surface_get_height(frame), ==, cairo_image_surface_get_height(picture));
  for (int y = 0; y < cairo_image_surface_get_height(frame); y++)
    for (int x = 0; x < cairo_image_surface_get_width(frame); x++) {
      const guint32 seen = pixel_at(frame, x, y), meant = pixel_at(picture, x, y) | opaque;
      if (tolerance == 0)
        g_assert_cmphex(seen, ==, meant);
      else
        g_assert_cmpint(pixel_difference(seen, meant), <=, tolerance);
    }
}

static const struct {
  SalFilmFormat format;
  Shown (*read)(GBytes *film);
  int tolerance;
  const char *suffix;
} FORMATS[] = { { SAL_FILM_WEBP, read_webp, 0, "webp" },
                { SAL_FILM_APNG, read_apng, 0, "apng" },
                { SAL_FILM_Y4M, read_y4m, 2, "y4m" } };

static void
check_film(guint format, gboolean is_transparent)
{
  const SalFilm film = film_of(FORMATS[format].format, is_transparent);
  const SalPngOptions options = png_options(is_transparent);
  g_autoptr(GBytes) bytes = make_film(&film);
  g_auto(Shown) shown = FORMATS[format].read(bytes);
  g_assert_cmpuint(shown.frames->len, >=, N_FRAMES);
  for (guint i = 0; i < shown.frames->len; i++) {
    g_autoptr(SalDrawing) drawing = draw_sample(MIN(i, N_FRAMES - 1));
    g_autoptr(GBytes) png = sal_png_write(drawing, &options, NULL);
    g_autoptr(cairo_surface_t) picture = decode(png);
    assert_shows(shown.frames->pdata[i], picture, FORMATS[format].tolerance);
  }
}

static void
test_shows_what_png_shows(void)
{
  for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
    check_film(i, FALSE);
}

static void
test_shows_what_transparent_png_shows(void)
{
  for (guint i = 0; i < 2; i++)
    check_film(i, TRUE);
}

static void
test_holds_the_last_frame_and_plays_for_ever(void)
{
  for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
    const SalFilm film = film_of(FORMATS[i].format, FALSE);
    g_autoptr(GBytes) bytes = make_film(&film);
    g_auto(Shown) shown = FORMATS[i].read(bytes);
    guint last_ms = 0;
    g_assert_cmpuint(shown.n_plays, ==, 0);
    for (guint j = 0; j + 1 < N_FRAMES; j++)
      g_assert_cmpuint(g_array_index(shown.ms, guint, j), ==, FRAME_MS);
    for (guint j = N_FRAMES - 1; j < shown.frames->len; j++)
      last_ms += g_array_index(shown.ms, guint, j);
    /* Y4M holds it for whole frames. */
    g_assert_cmpuint(last_ms, ==, FORMATS[i].format == SAL_FILM_Y4M ? 3 * FRAME_MS : LAST_MS);
  }
}

/* A frame like the one before costs next to nothing, and one that differs in all no more than the first. */
static void
test_keeps_only_what_differs(void)
{
  for (guint i = 0; i < 2; i++) {
    const SalFilm film = film_of(FORMATS[i].format, FALSE);
    const SalPngOptions options = png_options(FALSE);
    g_autoptr(SalDrawing) one = draw_sample(1), two = draw_sample(2), all = draw_sample(3);
    g_autoptr(SalFrame) first = sal_frame_draw(one, &options, NULL),
                        same = sal_frame_draw(one, &options, NULL),
                        little = sal_frame_draw(two, &options, NULL),
                        other = sal_frame_draw(all, &options, NULL);
    g_autoptr(GBytes) whole = sal_film_encode(&film, 0, NULL, first, NULL),
                      none = sal_film_encode(&film, 1, first, same, NULL),
                      small = sal_film_encode(&film, 2, same, little, NULL),
                      red = sal_film_encode(&film, 3, little, other, NULL),
                      alone = sal_film_encode(&film, 3, NULL, other, NULL);
    g_assert_cmpuint(g_bytes_get_size(whole), >, 5000);
    g_assert_cmpuint(g_bytes_get_size(none), <, 150);
    g_assert_cmpuint(g_bytes_get_size(small), <, g_bytes_get_size(whole) / 10);
    g_assert_cmpuint(g_bytes_get_size(red), <=, g_bytes_get_size(alone) + 200);
  }
}

static void
test_webp_tells_its_size(void)
{
  const SalFilm film = film_of(SAL_FILM_WEBP, FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = make_film(&film);
  const guint8 *data = g_bytes_get_data(bytes, NULL);
  guint32 size;
  memcpy(&size, data + 4, 4);
  g_assert_cmpuint(GUINT32_FROM_LE(size), ==, g_bytes_get_size(bytes) - 8);
  g_assert_null(sal_film_begin(&film, (guint64)1 << 32, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
}

static void
test_apng_stays_longer_than_16_bits_of_ms(void)
{
  SalFilm film = film_of(SAL_FILM_APNG, FALSE);
  film.last_frame_ms = 70000;
  g_autoptr(GBytes) bytes = make_film(&film);
  g_auto(Shown) shown = read_apng(bytes);
  g_assert_cmpuint(g_array_index(shown.ms, guint, N_FRAMES - 1), ==, 70000);
}

/* Films of a run */

static void
set(SalientOptions *options, const char *name, const char *value)
{
  g_autoptr(GError) error = NULL;
  g_assert_true(salient_options_set(options, name, value, &error));
  g_assert_no_error(error);
}

static GBytes *
read_file(const char *path)
{
  char *text;
  gsize size;
  g_assert_true(g_file_get_contents(path, &text, &size, NULL));
  return g_bytes_new_take(text, size);
}

static gboolean
append_bytes(const void *bytes, gsize size, gpointer data, GError **error)
{
  g_byte_array_append(data, bytes, (guint)size);
  return TRUE;
}

static gboolean
refuse_bytes(const void *bytes, gsize size, gpointer data, GError **error)
{
  g_set_error_literal(error, SALIENT_ERROR, SALIENT_ERROR_IO, "full");
  return FALSE;
}

/* Whether a film's frames are the pictures of the periods, in their order: then they have legend, scale, title and
 * dates, as tests of pages say. */
static void
assert_is_of_pages(const Shown *shown, const SalientPages *pages, int tolerance)
{
  g_assert_cmpuint(salient_pages_get_n(pages), >, 2);
  g_assert_cmpuint(shown->frames->len, >=, salient_pages_get_n(pages));
  for (guint i = 0; i < salient_pages_get_n(pages); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) png = salient_pages_encode(pages, i, "png", &error);
    g_assert_no_error(error);
    g_autoptr(cairo_surface_t) picture = decode(png);
    assert_shows(shown->frames->pdata[i], picture, tolerance);
  }
}

static SalientOptions *
run_options(const char *folder)
{
  SalientOptions *options = salient_options_new(SALIENT_RENDER);
  g_autofree char *source =
      g_build_filename(g_getenv("SALIENT_SOURCE_ROOT"), "tests", "cli", "data", "squares", NULL);
  set(options, "sources", source);
  set(options, "every", "7d");
  set(options, "max-gap", "100");
  set(options, "basemap", "none");
  set(options, "size", "400x300");
  set(options, "jobs", "3");
  for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
    g_autofree char *name = g_strdup_printf("%s/war.%s", folder, FORMATS[i].suffix);
    set(options, "output", name);
  }
  return options;
}

static void
test_has_a_frame_for_each_period(void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("salient-film-XXXXXX", &error);
  g_autoptr(SalientOptions) options = run_options(folder);
  g_autoptr(SalientSeries) series = salient_series_open(options, &error);
  g_assert_no_error(error);
  g_autoptr(SalientChanges) changes = salient_changes_compute(series, &error);
  g_assert_no_error(error);
  g_autoptr(SalientPages) pages = salient_pages_new(changes, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(salient_pages_write(pages, &error));
  const char *const *files = salient_pages_get_files(pages);
  g_assert_cmpuint(g_strv_length((char **)files), ==, G_N_ELEMENTS(FORMATS));
  for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
    g_autoptr(GBytes) film = read_file(files[i]);
    g_auto(Shown) shown = FORMATS[i].read(film);
    assert_is_of_pages(&shown, pages, FORMATS[i].tolerance);
    g_remove(files[i]);
  }
  g_autoptr(GByteArray) streamed = g_byte_array_new();
  g_assert_true(salient_pages_stream(pages, append_bytes, streamed, &error));
  g_autoptr(GBytes) film = g_bytes_new(streamed->data, streamed->len);
  g_auto(Shown) shown = read_y4m(film);
  assert_is_of_pages(&shown, pages, 2);
  g_assert_false(salient_pages_stream(pages, refuse_bytes, NULL, &error));
  g_assert_error(error, SALIENT_ERROR, SALIENT_ERROR_IO);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/film/shows-what-png-shows", test_shows_what_png_shows);
  g_test_add_func("/film/shows-what-transparent-png-shows", test_shows_what_transparent_png_shows);
  g_test_add_func("/film/holds-the-last-frame-and-plays-for-ever",
                  test_holds_the_last_frame_and_plays_for_ever);
  g_test_add_func("/film/keeps-only-what-differs", test_keeps_only_what_differs);
  g_test_add_func("/film/webp-tells-its-size", test_webp_tells_its_size);
  g_test_add_func("/film/apng-stays-longer-than-16-bits-of-ms", test_apng_stays_longer_than_16_bits_of_ms);
  g_test_add_func("/film/has-a-frame-for-each-period", test_has_a_frame_for_each_period);
  return g_test_run();
}
