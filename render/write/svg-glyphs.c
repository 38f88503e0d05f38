#include "render/write/svg-glyphs.h"

#include "render/drawing/textline.h"
#include "render/write/player.h"

#include <pango/pangocairo.h>

typedef cairo_path_t CairoPath;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CairoPath, cairo_path_destroy)

static SalPoint
point_of(const cairo_path_data_t *data, int i)
{
  return (SalPoint){ data[i].point.x, data[i].point.y };
}

static void
append_cairo_path(GString *out, const cairo_path_t *glyphs)
{
  SalSvgPath path = { .out = out };
  for (int i = 0; i < glyphs->num_data; i += glyphs->data[i].header.length) {
    const cairo_path_data_t *data = glyphs->data + i;
    switch (data->header.type) {
    case CAIRO_PATH_MOVE_TO:
      sal_svg_path_move_to(&path, point_of(data, 1));
      break;
    case CAIRO_PATH_LINE_TO:
      sal_svg_path_line_to(&path, point_of(data, 1));
      break;
    case CAIRO_PATH_CURVE_TO:
      sal_svg_path_curve_to(&path, point_of(data, 1), point_of(data, 2), point_of(data, 3));
      break;
    case CAIRO_PATH_CLOSE_PATH:
      sal_svg_path_close(&path);
      break;
    }
  }
}

gboolean
sal_svg_has_color_glyph(const SalItem *text, const char *font_family)
{
  g_autoptr(PangoLayout) layout = sal_text_layout_get(text->text.text, font_family, &text->text.style);
  return sal_text_has_color_glyph(layout);
}

void
sal_svg_append_glyphs(GString *out, const SalItem *text, const char *font_family, SalSvgScale scale)
{
  g_autoptr(PangoLayout) layout = sal_text_layout_get(text->text.text, font_family, &text->text.style);
  g_autoptr(cairo_surface_t) surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  g_autoptr(cairo_t) cr = cairo_create(surface);
  cairo_scale(cr, scale.x, scale.y);
  sal_cairo_place_text(cr, text, layout);
  pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(layout, 0));
  cairo_identity_matrix(cr);
  g_autoptr(CairoPath) path = cairo_copy_path(cr);
  append_cairo_path(out, path);
}
