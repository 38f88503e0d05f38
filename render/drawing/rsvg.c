/* Handles are made of bytes without a base address: librsvg then opens no file and no address that an SVG names. A handle must
 * not be used by two threads, and an SVG of a page is small, so each drawing reads it anew. */
#include "render/drawing/rsvg.h"

#include "data/base/error.h"
#include "data/base/foreign.h"
#include "render/drawing/librsvg.h"

#include <cairo-svg.h>
#include <string.h>

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

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len(closure, (const char *)data, (gssize)length);
  return CAIRO_STATUS_SUCCESS;
}

/* Cairo numbers what it defines through all of the process: here it is numbered from 1, in the order in which it comes. */
static void
append_id(GString *out, const char *id, gsize length, const char *prefix, GHashTable *numbers)
{
  g_autofree char *key = g_strndup(id, length);
  guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, key));
  if (number == 0) {
    number = g_hash_table_size(numbers) + 1;
    g_hash_table_insert(numbers, g_steal_pointer(&key), GUINT_TO_POINTER(number));
  }
  g_string_append_printf(out, "%s%u", prefix, number);
}

/* Ids are where Cairo writes them: in id="", and behind '#' in href="" and url(). Colours are rgb(). */
static char *
rename_ids(const char *text, const char *end, const char *prefix)
{
  static const char *const marks[] = { " id=\"", "href=\"#", "url(#" };
  g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GString *out = g_string_new(NULL);
  while (text < end) {
    gsize n = 0;
    for (guint i = 0; i < G_N_ELEMENTS(marks) && n == 0; i++)
      n = g_str_has_prefix(text, marks[i]) ? strlen(marks[i]) : 0;
    if (n == 0) {
      g_string_append_c(out, *text++);
      continue;
    }
    const gsize length = strcspn(text + n, "\")");
    g_string_append_len(out, text, (gssize)n);
    append_id(out, text + n, length, prefix, numbers);
    text += n + length;
  }
  return g_string_free(out, FALSE);
}

char *
sal_rsvg_to_elements(GBytes *svg, double width, double height, const char *prefix, GError **error)
{
  GString *text = g_string_new(NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream(append, text, width, height);
  cairo_t *cr = cairo_create(surface);
  const gboolean is_drawn = sal_rsvg_draw(cr, svg, width, height, error);
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  const cairo_status_t status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  const char *root = strstr(text->str, "<svg"), *start = root != NULL ? strchr(root, '>') : NULL,
             *end = g_strrstr(text->str, "</svg>");
  char *elements = NULL;
  if (is_drawn && status == CAIRO_STATUS_SUCCESS && start != NULL && end > start)
    elements = rename_ids(start + 1, end, prefix);
  else if (is_drawn)
    sal_error_set(error, SAL_ERROR_RENDER, "image: expected an SVG from Cairo, got '%s'",
                  cairo_status_to_string(status));
  g_string_free(text, TRUE);
  return elements;
}
