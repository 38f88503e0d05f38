#include "render/write/stamp.h"

#include <string.h>

#define TILE_PX 64

/* A part that has content; its rows follow each other in the stamp's pixels. */
typedef struct {
  SalPixelRect rect;
  gsize first;        /* index of its first pixel */
  gboolean is_opaque; /* all over */
} Tile;

struct _SalStamp {
  gatomicrefcount references;
  SalPixelRect rect;
  guint32 *pixels;
  gsize n_pixels;
  GArray *tiles; /* Tile */
};

static SalStamp *
stamp_alloc(SalPixelRect rect)
{
  SalStamp *stamp = g_new0(SalStamp, 1);
  g_atomic_ref_count_init(&stamp->references);
  stamp->rect = rect;
  stamp->tiles = g_array_new(FALSE, FALSE, sizeof(Tile));
  stamp->n_pixels = (gsize)rect.width * (gsize)rect.height;
  return stamp;
}

SalStamp *
sal_stamp_new(SalPixelRect rect)
{
  g_return_val_if_fail(rect.width > 0 && rect.height > 0, NULL);
  SalStamp *stamp = stamp_alloc(rect);
  stamp->pixels = g_new0(guint32, stamp->n_pixels);
  const Tile all = { .rect = rect };
  g_array_append_val(stamp->tiles, all);
  return stamp;
}

static guint32 *
get_row(cairo_surface_t *image, int x, int y)
{
  guint8 *row = cairo_image_surface_get_data(image) + (gsize)y * (gsize)cairo_image_surface_get_stride(image);
  return (guint32 *)(void *)row + x;
}

/* Opaque pixels of RGB24 have any value where alpha would be. */
static void
copy_row(guint32 *to, const guint32 *from, int n, guint32 opaque)
{
  for (int i = 0; i < n; i++)
    to[i] = from[i] | opaque;
}

SalStamp *
sal_stamp_new_copy(cairo_surface_t *image)
{
  const SalPixelRect rect = { 0, 0, cairo_image_surface_get_width(image),
                              cairo_image_surface_get_height(image) };
  const guint32 opaque = cairo_image_surface_get_format(image) == CAIRO_FORMAT_RGB24 ? 0xFF000000 : 0;
  SalStamp *stamp = stamp_alloc(rect);
  stamp->pixels = g_new(guint32, stamp->n_pixels);
  cairo_surface_flush(image);
  for (int y = 0; y < rect.height; y++)
    copy_row(stamp->pixels + (gsize)y * (gsize)rect.width, get_row(image, 0, y), rect.width, opaque);
  const Tile all = { .rect = rect, .is_opaque = opaque != 0 };
  g_array_append_val(stamp->tiles, all);
  return stamp;
}

SalStamp *
sal_stamp_ref(SalStamp *stamp)
{
  g_atomic_ref_count_inc(&stamp->references);
  return stamp;
}

void
sal_stamp_unref(SalStamp *stamp)
{
  if (stamp == NULL || !g_atomic_ref_count_dec(&stamp->references))
    return;
  g_array_unref(stamp->tiles);
  g_free(stamp->pixels);
  g_free(stamp);
}

cairo_t *
sal_stamp_begin(SalStamp *stamp)
{
  cairo_surface_t *surface =
      cairo_image_surface_create_for_data((guchar *)stamp->pixels, CAIRO_FORMAT_ARGB32, stamp->rect.width,
                                          stamp->rect.height, 4 * stamp->rect.width);
  cairo_surface_set_device_offset(surface, -stamp->rect.x, -stamp->rect.y);
  cairo_t *cr = cairo_create(surface);
  cairo_surface_destroy(surface);
  return cr;
}

static const guint32 *
get_pixels(const SalStamp *stamp, int x, int y)
{
  return stamp->pixels + (gsize)(y - stamp->rect.y) * (gsize)stamp->rect.width + (x - stamp->rect.x);
}

/* Adds a part of a stamp whose pixels are still those of the whole, unless it is empty. */
static void
add_tile(const SalStamp *stamp, SalPixelRect rect, gsize *n_pixels, GArray *tiles)
{
  Tile tile = { rect, *n_pixels, FALSE };
  guint32 any = 0, all = 0xFF000000;
  for (int y = 0; y < rect.height; y++) {
    const guint32 *row = get_pixels(stamp, rect.x, rect.y + y);
    for (int x = 0; x < rect.width; x++)
      any |= row[x], all &= row[x];
  }
  if (any == 0)
    return;
  tile.is_opaque = all == 0xFF000000;
  *n_pixels += (gsize)rect.width * (gsize)rect.height;
  g_array_append_val(tiles, tile);
}

/* The pixels of tiles, one after the other, of a stamp that has those of the whole. */
static guint32 *
copy_tiles(const SalStamp *stamp, const GArray *tiles, gsize n_pixels)
{
  guint32 *pixels = g_new(guint32, n_pixels), *to = pixels;
  for (guint i = 0; i < tiles->len; i++) {
    const SalPixelRect rect = g_array_index(tiles, Tile, i).rect;
    for (int y = 0; y < rect.height; y++, to += rect.width)
      memcpy(to, get_pixels(stamp, rect.x, rect.y + y), (gsize)rect.width * sizeof *to);
  }
  return pixels;
}

void
sal_stamp_pack(SalStamp *stamp)
{
  const SalPixelRect whole = stamp->rect;
  g_return_if_fail(stamp->tiles->len == 1);
  if (g_array_index(stamp->tiles, Tile, 0).is_opaque)
    return;
  GArray *tiles = g_array_new(FALSE, FALSE, sizeof(Tile));
  gsize n_pixels = 0;
  for (int y = 0; y < whole.height; y += TILE_PX)
    for (int x = 0; x < whole.width; x += TILE_PX) {
      const SalPixelRect rect = { whole.x + x, whole.y + y, MIN(TILE_PX, whole.width - x),
                                  MIN(TILE_PX, whole.height - y) };
      add_tile(stamp, rect, &n_pixels, tiles);
    }
  guint32 *pixels = copy_tiles(stamp, tiles, n_pixels);
  g_free(stamp->pixels);
  g_array_unref(stamp->tiles);
  stamp->tiles = tiles;
  stamp->pixels = pixels;
  stamp->n_pixels = n_pixels;
}

gsize
sal_stamp_get_size(const SalStamp *stamp)
{
  return sizeof *stamp + stamp->tiles->len * sizeof(Tile) + stamp->n_pixels * sizeof *stamp->pixels;
}

/* Two channels of a pixel, times share of 255, rounded. */
static guint32
scale_channels(guint32 channels, guint32 share)
{
  const guint32 product = (channels & 0xFF00FF) * share + 0x800080;
  return ((product + ((product >> 8) & 0xFF00FF)) >> 8) & 0xFF00FF;
}

static void
lay_row(guint32 *to, const guint32 *from, int n)
{
  for (int i = 0; i < n; i++) {
    const guint32 pixel = from[i], rest = 255 - (pixel >> 24);
    if (rest == 0)
      to[i] = pixel;
    else if (pixel != 0)
      to[i] = pixel + scale_channels(to[i], rest) + (scale_channels(to[i] >> 8, rest) << 8);
  }
}

void
sal_stamp_lay(const SalStamp *stamp, cairo_surface_t *image)
{
  cairo_surface_flush(image);
  for (guint i = 0; i < stamp->tiles->len; i++) {
    const Tile *tile = &g_array_index(stamp->tiles, Tile, i);
    const guint32 *from = stamp->pixels + tile->first;
    for (int y = 0; y < tile->rect.height; y++, from += tile->rect.width) {
      guint32 *to = get_row(image, tile->rect.x, tile->rect.y + y);
      if (tile->is_opaque)
        memcpy(to, from, (gsize)tile->rect.width * sizeof *to);
      else
        lay_row(to, from, tile->rect.width);
    }
  }
  cairo_surface_mark_dirty_rectangle(image, stamp->rect.x, stamp->rect.y, stamp->rect.width,
                                     stamp->rect.height);
}
