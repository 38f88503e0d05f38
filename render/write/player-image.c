#include "render/write/player-image.h"

#include "data/base/error.h"
#include "render/drawing/rsvg.h"

#include <math.h>
#include <string.h>

#define GREY_PX_PER_MM (600 / 25.4)
#define MOST_GREY_PX 16e6
#define WHOLE_PX 1e-3 /* nearer to a whole pixel nobody sees a difference */

/* Luma of Rec. 709, as pdf-colors.c's callers see colours on a screen. */
static guint32
make_grey(const guint32 *rgb)
{
  return (2126 * rgb[0] + 7152 * rgb[1] + 722 * rgb[2] + 5000) / 10000;
}

static guint32
pack_pixel(const guint8 *rgba, guint32 opacity, gboolean is_grey)
{
  const guint32 alpha = (rgba[3] * opacity + 127) / 255;
  guint32 rgb[3] = { rgba[0], rgba[1], rgba[2] };
  if (is_grey)
    rgb[0] = rgb[1] = rgb[2] = make_grey(rgb);
  for (int i = 0; i < 3; i++)
    rgb[i] = (rgb[i] * alpha + 127) / 255;
  return alpha << 24 | rgb[0] << 16 | rgb[1] << 8 | rgb[2];
}

/* Owned by the caller. */
static cairo_surface_t *
make_surface(const SalItem *item, gboolean is_grey)
{
  const SalImage *image = item->image.image;
  const int width = (int)sal_image_get_width_px(image), height = (int)sal_image_get_height_px(image);
  const guint8 *rgba = sal_image_get_rgba(image);
  const guint32 opacity = (guint32)lround(item->image.opacity * 255);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  guint8 *pixels = cairo_image_surface_get_data(surface);
  const gsize stride = (gsize)cairo_image_surface_get_stride(surface);
  for (int y = 0; y < height && pixels != NULL; y++) {
    guint32 *row = (guint32 *)(void *)(pixels + stride * (gsize)y);
    for (int x = 0; x < width; x++, rgba += 4)
      row[x] = pack_pixel(rgba, opacity, is_grey);
  }
  cairo_surface_mark_dirty(surface);
  return surface;
}

/* By it a PDF knows that it has the image already. */
static void
set_unique_id(cairo_surface_t *surface, const SalItem *item)
{
  char *id = g_strdup_printf("%s %.3f", sal_image_get_digest(item->image.image), item->image.opacity);
  if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_UNIQUE_ID, (guchar *)id, strlen(id), g_free, id) !=
      CAIRO_STATUS_SUCCESS)
    g_free(id);
}

/* Whether the pixels of a surface, which fills a rectangle, are pixels of the target; if so, where the first one is. */
static gboolean
find_whole_pixels(cairo_t *cr, cairo_surface_t *surface, SalRect rect, double *x, double *y)
{
  double right = rect.x + rect.width, bottom = rect.y + rect.height;
  *x = rect.x, *y = rect.y;
  cairo_user_to_device(cr, x, y);
  cairo_user_to_device(cr, &right, &bottom);
  const double left = *x, top = *y;
  *x = round(left), *y = round(top);
  return fabs(*x - left) < WHOLE_PX && fabs(*y - top) < WHOLE_PX &&
         fabs(*x + cairo_image_surface_get_width(surface) - right) < WHOLE_PX &&
         fabs(*y + cairo_image_surface_get_height(surface) - bottom) < WHOLE_PX;
}

/* Beside its edge, an image would fade within the last pixel unless it goes on there. A PDF has no such edge, and a copy for
 * what goes on. */
static void
paint_surface(cairo_t *cr, cairo_surface_t *surface, SalRect rect, gboolean is_pixels)
{
  double x, y;
  cairo_save(cr);
  if (is_pixels && find_whole_pixels(cr, surface, rect, &x, &y)) {
    cairo_identity_matrix(cr);
    cairo_set_source_surface(cr, surface, x, y);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
  } else {
    cairo_translate(cr, rect.x, rect.y);
    cairo_rectangle(cr, 0, 0, rect.width, rect.height);
    cairo_clip(cr);
    cairo_scale(cr, rect.width / cairo_image_surface_get_width(surface),
                rect.height / cairo_image_surface_get_height(surface));
    cairo_set_source_surface(cr, surface, 0, 0);
    if (is_pixels)
      cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
  }
  cairo_paint(cr);
  cairo_restore(cr);
}

static gboolean
draw_pixels(cairo_t *cr, const SalItem *item, const SalCairoImageOptions *options, GError **error)
{
  cairo_surface_t *surface = make_surface(item, options->is_grey);
  const cairo_status_t status = cairo_surface_status(surface);
  if (status == CAIRO_STATUS_SUCCESS) {
    set_unique_id(surface, item);
    paint_surface(cr, surface, item->image.rect, options->is_pixels);
  }
  cairo_surface_destroy(surface);
  return status == CAIRO_STATUS_SUCCESS ||
         sal_error_set(error, SAL_ERROR_RENDER, "image: expected room for %.0f x %.0f px, got '%s'",
                       sal_image_get_width_px(item->image.image), sal_image_get_height_px(item->image.image),
                       cairo_status_to_string(status));
}

/* A group only where it is needed: in PDF it would be one, too. */
static gboolean
draw_svg(cairo_t *cr, const SalItem *item, GError **error)
{
  const SalRect rect = item->image.rect;
  cairo_save(cr);
  cairo_rectangle(cr, rect.x, rect.y, rect.width, rect.height);
  cairo_clip(cr);
  if (item->image.opacity < 1)
    cairo_push_group(cr);
  cairo_translate(cr, rect.x, rect.y);
  const gboolean is_drawn =
      sal_rsvg_draw(cr, sal_image_get_svg(item->image.image), rect.width, rect.height, error);
  if (item->image.opacity < 1) {
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, item->image.opacity);
  }
  cairo_restore(cr);
  return is_drawn;
}

/* The pixels of an SVG, of as many as a press needs. Owned by the caller. */
static SalImage *
rasterize(const SalItem *item, GError **error)
{
  const SalRect rect = item->image.rect;
  const double px_per_mm = MIN(GREY_PX_PER_MM, sqrt(MOST_GREY_PX / (rect.width * rect.height)));
  const int width = (int)CLAMP(ceil(rect.width * px_per_mm), 1, 16000),
            height = (int)CLAMP(ceil(rect.height * px_per_mm), 1, 16000);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create(surface);
  const gboolean is_drawn = sal_rsvg_draw(cr, sal_image_get_svg(item->image.image), width, height, error);
  cairo_destroy(cr);
  cairo_surface_flush(surface);
  SalImage *image = is_drawn ? sal_image_new_from_surface(surface) : NULL;
  cairo_surface_destroy(surface);
  return image;
}

gboolean
sal_cairo_draw_image(cairo_t *cr, const SalItem *item, const SalCairoImageOptions *options, GError **error)
{
  if (sal_image_get_svg(item->image.image) == NULL)
    return draw_pixels(cr, item, options, error);
  const gboolean is_turned_grey = options->is_grey && !sal_image_is_grey(item->image.image);
  if (!is_turned_grey && !options->is_flat)
    return draw_svg(cr, item, error);
  g_autoptr(SalImage) pixels = rasterize(item, error);
  SalItem copy = *item;
  copy.image.image = pixels;
  return pixels != NULL && draw_pixels(cr, &copy, options, error);
}
