/* What a job costs at the least: a program that reads the same input bytes and writes the same output, and nothing
 * between. Pictures are there as pixels, which it packs as the program's own PNG files are; all else it copies. The
 * files are flushed as the program's are. On all cores.
 *
 *     bench-floor unpack FROM TO        makes of each PNG in the folder FROM a file of its pixels in TO, copies others
 *     bench-floor run INPUT READY OUT   reads all files of INPUT, and writes to OUT what `unpack` left in READY */
#include "data/base/output.h"
#include "data/base/work.h"
#include "render/write/deflate.h"

#include <cairo.h>
#include <libdeflate.h>
#include <string.h>

#define RAW_SUFFIX ".raw"

/* A file of pixels: this, and then rows of Cairo's RGB24. */
typedef struct {
  guint32 width, height;
} RawHeader;

typedef struct {
  const char *input, *ready, *out;
  GPtrArray *input_names, *ready_names;
} Floor;

static GPtrArray *
list_names(const char *folder, GError **error)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
    g_ptr_array_add(names, g_strdup(name));
  return names;
}

static gboolean
write_file(const char *folder, const char *name, GBytes *bytes, GError **error)
{
  const SalOutputRules rules = { .overwrite = TRUE };
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return sal_output_write(path, bytes, &rules, error);
}

static GBytes *
read_file(const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  char *content;
  gsize size;
  return g_file_get_contents(path, &content, &size, error) ? g_bytes_new_take(content, size) : NULL;
}

/* --- unpacking */

static GBytes *
read_pixels(const char *path, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
  const cairo_status_t status = cairo_surface_status(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", path, cairo_status_to_string(status));
    cairo_surface_destroy(surface);
    return NULL;
  }
  const RawHeader header = { (guint32)cairo_image_surface_get_width(surface),
                             (guint32)cairo_image_surface_get_height(surface) };
  GByteArray *raw = g_byte_array_new();
  g_byte_array_append(raw, (const guint8 *)&header, sizeof header);
  for (guint y = 0; y < header.height; y++)
    g_byte_array_append(
        raw, cairo_image_surface_get_data(surface) + (gsize)y * cairo_image_surface_get_stride(surface),
        4 * header.width);
  cairo_surface_destroy(surface);
  return g_byte_array_free_to_bytes(raw);
}

static gboolean
unpack(const char *from, const char *to, GError **error)
{
  g_autoptr(GPtrArray) names = list_names(from, error);
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    const gboolean is_png = g_str_has_suffix(name, ".png");
    g_autofree char *path = g_build_filename(from, name, NULL);
    g_autofree char *raw_name = g_strconcat(name, RAW_SUFFIX, NULL);
    g_autoptr(GBytes) bytes = is_png ? read_pixels(path, error) : read_file(from, name, error);
    if (bytes == NULL || !write_file(to, is_png ? raw_name : name, bytes, error))
      return FALSE;
  }
  return names->len > 0;
}

/* --- the job */

static void
append_chunk(GByteArray *png, const char *type, const guint8 *data, gsize size)
{
  const guint32 length = GUINT32_TO_BE((guint32)size);
  g_byte_array_append(png, (const guint8 *)&length, 4);
  const guint start = png->len;
  g_byte_array_append(png, (const guint8 *)type, 4);
  g_byte_array_append(png, data, (guint)size);
  const guint32 crc = GUINT32_TO_BE(libdeflate_crc32(0, png->data + start, png->len - start));
  g_byte_array_append(png, (const guint8 *)&crc, 4);
}

static void
append_pixels(GByteArray *png, const guint32 *pixels, RawHeader size)
{
  const gsize n = (gsize)size.height * (3 * (gsize)size.width + 1);
  g_autofree guint8 *rows = g_malloc(n);
  guint8 *to = rows;
  for (gsize y = 0; y < size.height; y++) {
    *to++ = 0; /* no filter */
    for (gsize x = 0; x < size.width; x++, to += 3) {
      const guint32 pixel = *pixels++;
      to[0] = (guint8)(pixel >> 16);
      to[1] = (guint8)(pixel >> 8);
      to[2] = (guint8)pixel;
    }
  }
  g_autoptr(GByteArray) packed = g_byte_array_new();
  sal_deflate(rows, n, &(SalDeflateLayout){ 3, 3 * (gsize)size.width + 1 }, packed);
  append_chunk(png, "IDAT", packed->data, packed->len);
}

static GBytes *
encode(GBytes *raw)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
  const guint8 *data = g_bytes_get_data(raw, NULL);
  RawHeader size;
  memcpy(&size, data, sizeof size);
  const guint32 big_endian[] = { GUINT32_TO_BE(size.width), GUINT32_TO_BE(size.height) };
  guint8 header[13] = { [8] = 8, [9] = 2 }; /* bits a sample; RGB */
  memcpy(header, big_endian, sizeof big_endian);
  GByteArray *png = g_byte_array_new();
  g_byte_array_append(png, signature, sizeof signature);
  append_chunk(png, "IHDR", header, sizeof header);
  append_pixels(png, (const guint32 *)(gconstpointer)(data + sizeof size), size);
  append_chunk(png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes(png);
}

/* Inputs first, then what is written. */
static gboolean
do_piece(guint index, gpointer data, GError **error)
{
  const Floor *floor = data;
  const gboolean is_input = index < floor->input_names->len;
  const char *name = is_input ? floor->input_names->pdata[index]
                              : floor->ready_names->pdata[index - floor->input_names->len];
  g_autoptr(GBytes) bytes = read_file(is_input ? floor->input : floor->ready, name, error);
  if (is_input || bytes == NULL)
    return bytes != NULL;
  if (!g_str_has_suffix(name, RAW_SUFFIX))
    return write_file(floor->out, name, bytes, error);
  g_autofree char *png_name = g_strndup(name, strlen(name) - strlen(RAW_SUFFIX));
  g_autoptr(GBytes) png = encode(bytes);
  return write_file(floor->out, png_name, png, error);
}

static gboolean
run(Floor *floor, GError **error)
{
  floor->input_names = list_names(floor->input, error);
  floor->ready_names = list_names(floor->ready, error);
  const gboolean ok =
      sal_work_run(NULL, floor->input_names->len + floor->ready_names->len, do_piece, floor, error);
  g_ptr_array_unref(floor->input_names);
  g_ptr_array_unref(floor->ready_names);
  return ok;
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  gboolean ok = FALSE;
  if (argc == 4 && strcmp(argv[1], "unpack") == 0)
    ok = unpack(argv[2], argv[3], &error);
  else if (argc == 5 && strcmp(argv[1], "run") == 0)
    ok = run(&(Floor){ .input = argv[2], .ready = argv[3], .out = argv[4] }, &error);
  else
    g_printerr("usage: bench-floor unpack FROM TO | run INPUT READY OUT\n");
  if (error != NULL)
    g_printerr("bench-floor: %s\n", error->message);
  return ok ? 0 : 1;
}
