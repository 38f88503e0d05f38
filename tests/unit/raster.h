/* What other programs make of the files that the writers write, as pixels. */
#pragma once

#include "tests/unit/sample.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

typedef struct {
  const guint8 *data;
  gsize size, offset;
} Stream;

static inline cairo_status_t
read_stream(void *closure, unsigned char *out, unsigned int length)
{
  Stream *stream = closure;
  if (stream->size - stream->offset < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(out, stream->data + stream->offset, length);
  stream->offset += length;
  return CAIRO_STATUS_SUCCESS;
}

static inline cairo_surface_t *
decode(GBytes *png)
{
  Stream stream = { 0 };
  stream.data = g_bytes_get_data(png, &stream.size);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_stream, &stream);
  g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static inline guint32
pixel_at(cairo_surface_t *surface, int x, int y)
{
  const guint8 *row =
      cairo_image_surface_get_data(surface) + (gsize)y * (gsize)cairo_image_surface_get_stride(surface);
  guint32 pixel;
  memcpy(&pixel, row + 4 * (gsize)x, 4);
  return pixel;
}

/* The output of a command, or NULL (and the test is skipped) where the program is missing. */
static inline char *
run(const char *const *argv)
{
  g_autofree char *program = g_find_program_in_path(argv[0]);
  g_autofree char *output = NULL;
  int status = 0;
  if (program == NULL) {
    g_test_skip(argv[0]);
    return NULL;
  }
  g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                             NULL, NULL, &output, NULL, &status, NULL));
  g_assert_true(g_spawn_check_wait_status(status, NULL));
  return g_steal_pointer(&output);
}

typedef struct {
  char *folder, *in, *out;
} Scratch;

static inline Scratch
scratch_new(GBytes *bytes)
{
  Scratch scratch = { .folder = g_dir_make_tmp("salient-writers-XXXXXX", NULL) };
  scratch.in = g_build_filename(scratch.folder, "in.svg", NULL);
  scratch.out = g_build_filename(scratch.folder, "out.png", NULL);
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  g_assert_true(g_file_set_contents(scratch.in, data, (gssize)size, NULL));
  return scratch;
}

static inline void
scratch_clear(Scratch *scratch)
{
  g_autofree char *output = run((const char *const[]){ "rm", "-r", scratch->folder, NULL });
  g_free(scratch->folder);
  g_free(scratch->in);
  g_free(scratch->out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scratch, scratch_clear)

/* An SVG or PDF as pixels of the PNG's size; NULL without the program. */
static inline cairo_surface_t *
rasterize_svg(GBytes *svg)
{
  g_auto(Scratch) scratch = scratch_new(svg);
  g_autofree char *output = run((const char *const[]){ "rsvg-convert", "-o", scratch.out, scratch.in, NULL });
  return output != NULL ? cairo_image_surface_create_from_png(scratch.out) : NULL;
}

/* A file of a scratch as a browser shows it, without the sandbox, which root cannot have; NULL if it took no
 * picture. Sanitizers watch how the file is written: the browser looks at the same file without them. */
static inline cairo_surface_t *
show_in_browser(const Scratch *scratch, const char *file)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip("the browser looks at it without sanitizers");
  return NULL;
#endif
  g_autofree char *settings = g_strdup_printf("--user-data-dir=%s/settings", scratch->folder);
  g_autofree char *picture = g_strconcat("--screenshot=", scratch->out, NULL);
  g_autofree char *output = run((const char *const[]){
      "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--hide-scrollbars", "--window-size=1600,1200", settings, picture, file, NULL });
  if (output == NULL)
    return NULL;
  if (g_file_test(scratch->out, G_FILE_TEST_EXISTS))
    return cairo_image_surface_create_from_png(scratch->out);
  g_test_skip("chromium took no picture");
  return NULL;
}

static inline cairo_surface_t *
rasterize_in_browser(GBytes *svg)
{
  g_auto(Scratch) scratch = scratch_new(svg);
  return show_in_browser(&scratch, scratch.in);
}

/* A web page. */
static inline cairo_surface_t *
rasterize_page(const char *html)
{
  g_autoptr(GBytes) bytes = g_bytes_new(html, strlen(html));
  g_auto(Scratch) scratch = scratch_new(bytes);
  g_autofree char *page = g_build_filename(scratch.folder, "in.html", NULL);
  g_assert_cmpint(g_rename(scratch.in, page), ==, 0);
  return show_in_browser(&scratch, page);
}

static inline cairo_surface_t *
rasterize_pdf(GBytes *pdf)
{
  g_auto(Scratch) scratch = scratch_new(pdf);
  g_autofree char *prefix = g_build_filename(scratch.folder, "out", NULL);
  g_autofree char *output =
      run((const char *const[]){ "pdftoppm", "-singlefile", "-png", "-scale-to-x", "1600", "-scale-to-y",
                                 "1200", scratch.in, prefix, NULL });
  return output != NULL ? cairo_image_surface_create_from_png(scratch.out) : NULL;
}

static inline int
pixel_difference(guint32 a, guint32 b)
{
  int largest = 0;
  for (int shift = 0; shift < 24; shift += 8)
    largest = MAX(largest, ABS((int)((a >> shift) & 0xFF) - (int)((b >> shift) & 0xFF)));
  return largest;
}

/* The mean difference of the pixels' worst channels (0..255), and the share of pixels that differ by more
 * than 64. */
static inline void
assert_alike(cairo_surface_t *a, cairo_surface_t *b, double mean_limit, double share_limit)
{
  double sum = 0, n_far = 0;
  g_assert_cmpint(cairo_image_surface_get_width(b), ==, cairo_image_surface_get_width(a));
  g_assert_cmpint(cairo_image_surface_get_height(b), ==, cairo_image_surface_get_height(a));
  for (int y = 0; y < HEIGHT_PX; y++) {
    for (int x = 0; x < WIDTH_PX; x++) {
      const int difference = pixel_difference(pixel_at(a, x, y), pixel_at(b, x, y));
      sum += difference;
      n_far += difference > 64;
    }
  }
  const double n = (double)WIDTH_PX * HEIGHT_PX;
  g_test_message("mean difference %.3f, share above 64: %.5f", sum / n, n_far / n);
  g_assert_cmpfloat(sum / n, <=, mean_limit);
  g_assert_cmpfloat(n_far / n, <=, share_limit);
}
