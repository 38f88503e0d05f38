#include "render/write/pixels.h"

#include "render/write/pixel-memory.h"
#include "render/write/size.h"

#include <stdlib.h>
#include <string.h>

/* Pixels of a picture: a larger one has stamps of those layers alone that take longer to draw than to lay. */
#define MOST_STAMPED_PX 9e6
#define LEAST_VERTICES 2000
#define MOST_PX 20e6 /* none has any: A3 at 300 dpi has 17e6 */

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
  SalRepeats *repeats = picture->options->repeats;
  g_autoptr(GBytes) key = make_key(picture, 0, end);
  g_autoptr(SalStamp) stamp = NULL;
  const gboolean is_to_be_made = sal_repeats_begin(repeats, key, &stamp);
  if (stamp != NULL) {
    sal_stamp_lay(stamp, picture->surface);
    return TRUE;
  }
  const gboolean is_played = play_layers(picture, cairo_create(picture->surface), 0, end, error);
  if (is_to_be_made && is_played)
    stamp = sal_stamp_new_copy(picture->surface);
  if (is_to_be_made)
    sal_repeats_end(repeats, SAL_REPEAT_LAYERS, key, stamp);
  return is_played;
}

static gboolean
play_sheet(const Picture *picture, guint first, guint end, GError **error)
{
  SalRepeats *repeats = picture->options->repeats;
  g_autoptr(GBytes) key = make_key(picture, first, end);
  g_autoptr(SalStamp) stamp = NULL;
  const gboolean is_to_be_made = sal_repeats_begin(repeats, key, &stamp);
  if (stamp == NULL) {
    g_autoptr(SalStamp) made =
        sal_stamp_new((SalPixelRect){ 0, 0, picture->options->width_px, picture->options->height_px });
    if (play_layers(picture, sal_stamp_begin(made), first, end, error))
      stamp = g_steal_pointer(&made);
    if (is_to_be_made)
      sal_repeats_end(repeats, SAL_REPEAT_LAYERS, key, stamp);
  }
  if (stamp == NULL)
    return FALSE;
  sal_stamp_lay(stamp, picture->surface);
  return TRUE;
}

static guint
count_vertices(const Picture *picture, guint first, guint end)
{
  guint n = 0;
  for (guint i = first; i < end; i++) {
    const SalLayer *layer = sal_drawing_get_layer(picture->drawing, i);
    for (guint k = 0; k < sal_layer_get_n_items(layer); k++) {
      const SalItem *item = sal_layer_get_item(layer, k);
      if (item->type == SAL_ITEM_AREA || item->type == SAL_ITEM_LINE)
        n += sal_geometry_get_n_points(item->geometry);
    }
  }
  return n;
}

/* Whether layers become a stamp. It follows from the picture alone, so that no other picture makes a difference. */
static gboolean
is_stamped(const Picture *picture, guint first, guint end)
{
  const double n_pixels = (double)picture->options->width_px * picture->options->height_px;
  if (sal_layer_get_share(sal_drawing_get_layer(picture->drawing, first)) == 0 || n_pixels > MOST_PX)
    return FALSE;
  return n_pixels <= MOST_STAMPED_PX || count_vertices(picture, first, end) >= LEAST_VERTICES;
}

static gboolean
play(const Picture *picture, GError **error)
{
  const guint n = sal_drawing_get_n_layers(picture->drawing);
  /* On what it knows to be clear, Cairo rounds in another way: stamps must make no difference. */
  cairo_surface_mark_dirty(picture->surface);
  guint end;
  for (guint first = 0; first < n; first = end) {
    end = find_end(picture, first);
    if (!(is_stamped(picture, first, end)
              ? first == 0 ? play_ground(picture, end, error) : play_sheet(picture, first, end, error)
              : play_layers(picture, cairo_create(picture->surface), first, end, error)))
      return FALSE;
  }
  return TRUE;
}

/* A white surface, or one without content, whose memory is filled once: Cairo's own is cleared before it can be painted.
 * Owned by the caller. NULL: there is not so much memory. */
static cairo_surface_t *
make_surface(const SalPngOptions *options)
{
  static const cairo_user_data_key_t key;
  const cairo_format_t format = options->is_transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  const int stride = cairo_format_stride_for_width(format, options->width_px);
  const gsize size = (gsize)stride * (gsize)options->height_px;
  guint8 *pixels = sal_pixel_memory_new(size, options->is_transparent ? 0 : 0xFF);
  if (pixels == NULL)
    return NULL;
  cairo_surface_t *surface =
      cairo_image_surface_create_for_data(pixels, format, options->width_px, options->height_px, stride);
  if (cairo_surface_set_user_data(surface, &key, pixels, free) != CAIRO_STATUS_SUCCESS)
    free(pixels);
  return surface;
}

cairo_surface_t *
sal_pixels_draw(const SalDrawing *drawing, const SalPngOptions *options, GError **error)
{
  if (!sal_size_check(options->width_px, options->height_px, error))
    return NULL;
  g_autoptr(cairo_surface_t) surface = make_surface(options);
  const Picture picture = { drawing, options, surface };
  const cairo_status_t status = surface != NULL ? cairo_surface_status(surface) : CAIRO_STATUS_NO_MEMORY;
  if (!sal_cairo_check(status, error) || !play(&picture, error))
    return NULL;
  cairo_surface_flush(surface);
  return g_steal_pointer(&surface);
}
