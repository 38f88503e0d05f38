/* Handles are made of bytes without a base address: librsvg then opens no file and no address that an SVG names. A handle must
 * not be used by two threads, and an SVG of a page is small, so each drawing reads it anew. */
#include "render/drawing/rsvg.h"

#include "data/base/error.h"
#include "data/base/foreign.h"
#include "render/drawing/librsvg.h"

#define CSS_DPI 96.0
#define MOST_SIDE_PX 1e6
#define MOST_RATIO 1000.0 /* of its sides */

#define DECLARE(NAME) __typeof__(NAME) *(NAME);
#define NAME_OF(NAME) #NAME,

static struct {
  SAL_RSVG_FUNCTIONS(DECLARE)
} rsvg;

static const char *const names[] = { SAL_RSVG_FUNCTIONS(NAME_OF) NULL };
static SalForeign foreign = {
  .name = "librsvg", .soname = SAL_RSVG_SONAME, .names = names, .functions = (gpointer *)(gpointer)&rsvg
};

G_STATIC_ASSERT(sizeof rsvg == (G_N_ELEMENTS(names) - 1) * sizeof(gpointer));

static RsvgHandle *
open_svg(GBytes *svg, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(svg, &size);
  g_autoptr(GError) fault = NULL;
  if (!sal_foreign_load(&foreign, error))
    return NULL;
  RsvgHandle *handle = size > 0 ? rsvg.rsvg_handle_new_from_data(data, size, &fault) : NULL;
  if (handle == NULL) {
    g_autofree char *why = g_strdup(fault != NULL ? fault->message : "no bytes");
    sal_error_set(error, SAL_ERROR_FORMAT, "expected an SVG, got '%s'", g_strdelimit(why, "\r\n", ' '));
    return NULL;
  }
  rsvg.rsvg_handle_set_dpi(handle, CSS_DPI);
  return handle;
}

static gboolean
find_size(RsvgHandle *handle, double *width_px, double *height_px)
{
  RsvgLength width, height;
  RsvgRectangle box;
  gboolean has_width, has_height, has_box;
  if (rsvg.rsvg_handle_get_intrinsic_size_in_pixels(handle, width_px, height_px))
    return TRUE;
  rsvg.rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height, &height, &has_box, &box);
  if (has_box)
    *width_px = box.width, *height_px = box.height;
  return has_box;
}

gboolean
sal_rsvg_measure(GBytes *svg, double *width_px, double *height_px, GError **error)
{
  g_autoptr(GObject) handle = (GObject *)open_svg(svg, error);
  double width = 0, height = 0;
  if (handle == NULL)
    return FALSE;
  if (!find_size((RsvgHandle *)handle, &width, &height))
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "expected an SVG with width and height or a viewBox, got neither");
  if (!(width > 0 && height > 0 && width <= MOST_SIDE_PX && height <= MOST_SIDE_PX &&
        width / height <= MOST_RATIO && height / width <= MOST_RATIO))
    return sal_error_set(
        error, SAL_ERROR_FORMAT,
        "expected an SVG with sides of up to %.0f px and a ratio of up to %.0f, got %g x %g px", MOST_SIDE_PX,
        MOST_RATIO, width, height);
  *width_px = width;
  *height_px = height;
  return TRUE;
}

gboolean
sal_rsvg_draw(cairo_t *cr, GBytes *svg, double width, double height, GError **error)
{
  g_autoptr(GObject) handle = (GObject *)open_svg(svg, error);
  g_autoptr(GError) fault = NULL;
  double own_width = 1, own_height = 1;
  if (handle == NULL || !find_size((RsvgHandle *)handle, &own_width, &own_height))
    return FALSE;
  cairo_save(cr);
  cairo_scale(cr, width / own_width, height / own_height);
  const gboolean is_drawn = rsvg.rsvg_handle_render_document(
      (RsvgHandle *)handle, cr, &(RsvgRectangle){ 0, 0, own_width, own_height }, &fault);
  cairo_restore(cr);
  return is_drawn || sal_error_set(error, SAL_ERROR_RENDER,
                                   "image: expected an SVG that can be drawn, got '%s'", fault->message);
}
