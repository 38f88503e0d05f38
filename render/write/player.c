#include "render/write/player.h"

#include "data/base/error.h"
#include "render/drawing/hatch.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Cairo's device coordinates are 24.8 fixed point and wrap beyond 2^23; 80 px a millimetre is 2032 dpi. */
#define FURTHEST_MM 1e5
#define HALO_TOLERANCE_PX 0.25 /* of a halo's edge: less work than with 0.1, and looks the same */

typedef struct {
  cairo_t *cr;
  const SalCairoOptions *options;
  const char *font_family;
} Player;

gboolean
sal_cairo_check(cairo_status_t status, GError **error)
{
  return status == CAIRO_STATUS_SUCCESS ||
         sal_error_set(error, SAL_ERROR_RENDER, "drawing: expected Cairo to succeed, got '%s'",
                       cairo_status_to_string(status));
}

static double
clamp_mm(double value)
{
  return isnan(value) ? 0 : CLAMP(value, -FURTHEST_MM, FURTHEST_MM);
}

static void
set_color(cairo_t *cr, SalColor color)
{
  cairo_set_source_rgba(cr, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
}

static void
add_part(cairo_t *cr, const SalPoint *points, guint n)
{
  const gboolean is_closed = n > 2 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
  const guint end = is_closed ? n - 1 : n;
  for (guint i = 0; i < end; i++)
    cairo_line_to(cr, clamp_mm(points[i].x), clamp_mm(points[i].y));
  if (is_closed)
    cairo_close_path(cr);
}

static void
set_path(cairo_t *cr, const SalGeometry *geometry)
{
  cairo_new_path(cr);
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    cairo_new_sub_path(cr);
    add_part(cr, points, n);
  }
}

/* Strokes the current path and clears it. */
static void
stroke(cairo_t *cr, const SalLineStyle *style)
{
  if (style->width_mm > 0 && style->color.a != 0) {
    set_color(cr, style->color);
    cairo_set_line_width(cr, style->width_mm);
    cairo_set_line_cap(cr, style->n_dash > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cr, style->dash_mm, (int)MIN(style->n_dash, G_N_ELEMENTS(style->dash_mm)), 0);
    cairo_stroke(cr);
  }
  cairo_new_path(cr);
}

static void
draw_hatch(cairo_t *cr, const SalGeometry *polygons, const SalHatchStyle *style)
{
  g_autoptr(SalGeometry) lines = sal_hatch_lines(polygons, style);
  if (sal_geometry_is_empty(lines))
    return;
  set_path(cr, lines);
  set_color(cr, style->color);
  cairo_set_line_width(cr, style->width_mm);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash(cr, NULL, 0, 0);
  cairo_stroke(cr);
}

static void
draw_area(cairo_t *cr, const SalItem *item)
{
  if (item->area.fill.a != 0) {
    set_path(cr, item->geometry);
    set_color(cr, item->area.fill);
    cairo_fill(cr);
  }
  draw_hatch(cr, item->geometry, &item->area.hatch);
  if (item->area.outline.width_mm > 0) {
    set_path(cr, item->geometry);
    stroke(cr, &item->area.outline);
  }
}

static gboolean
is_plain_fill(const SalItem *item)
{
  return item->type == SAL_ITEM_AREA && item->area.fill.a == 255 && !(item->area.hatch.width_mm > 0) &&
         !(item->area.outline.width_mm > 0);
}

/* Draws opaque fills from the uppermost down, each only into what the ones above left uncovered: where two
 * share an edge, their parts of a pixel add up to the whole pixel and nothing below shines through. */
static void
draw_plain_fills(cairo_t *cr, const SalLayer *layer, guint first, guint end)
{
  cairo_push_group(cr);
  cairo_set_operator(cr, CAIRO_OPERATOR_SATURATE);
  for (guint i = end; i > first; i--)
    draw_area(cr, sal_layer_get_item(layer, i - 1));
  cairo_pop_group_to_source(cr);
  cairo_paint(cr);
}

static void
draw_halo(cairo_t *cr, PangoLayoutLine *line, const SalTextStyle *style)
{
  if (!(style->halo_mm > 0) || style->halo.a == 0)
    return;
  const double tolerance = cairo_get_tolerance(cr);
  cairo_set_tolerance(cr, HALO_TOLERANCE_PX);
  pango_cairo_layout_line_path(cr, line);
  set_color(cr, style->halo);
  cairo_set_line_width(cr, 2 * style->halo_mm * SAL_PT_PER_MM);
  cairo_set_dash(cr, NULL, 0, 0);
  cairo_stroke(cr);
  cairo_set_tolerance(cr, tolerance);
}

static void
draw_line_of_text(const Player *player, PangoLayout *layout, const SalTextStyle *style)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
  const gboolean is_color = sal_text_has_color_glyph(layout);
  if (!is_color)
    draw_halo(player->cr, line, style);
  cairo_new_path(player->cr);
  cairo_move_to(player->cr, 0, 0);
  set_color(player->cr, style->color);
  if (is_color || !(player->options->is_image || player->options->is_outlined)) {
    pango_cairo_show_layout_line(player->cr, line);
  } else {
    pango_cairo_layout_line_path(player->cr, line);
    cairo_set_fill_rule(player->cr, CAIRO_FILL_RULE_WINDING);
    cairo_fill(player->cr);
  }
  cairo_new_path(player->cr);
}

void
sal_cairo_place_text(cairo_t *cr, const SalItem *text, PangoLayout *layout)
{
  const double shares[] = { [SAL_ANCHOR_START] = 0, [SAL_ANCHOR_MIDDLE] = 0.5, [SAL_ANCHOR_END] = 1 };
  PangoRectangle logical;
  pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &logical);
  cairo_translate(cr, clamp_mm(text->text.x), clamp_mm(text->text.y));
  cairo_rotate(cr, -text->text.angle_deg * G_PI / 180);
  cairo_scale(cr, 1 / SAL_PT_PER_MM, 1 / SAL_PT_PER_MM);
  cairo_translate(cr, -shares[text->text.anchor] * logical.width / PANGO_SCALE, 0);
  cairo_new_path(cr);
  cairo_move_to(cr, 0, 0);
}

static void
draw_text(const Player *player, const SalItem *item)
{
  g_autoptr(PangoLayout) layout =
      sal_text_layout_new(item->text.text, player->font_family, &item->text.style);
  cairo_save(player->cr);
  sal_cairo_place_text(player->cr, item, layout);
  draw_line_of_text(player, layout, &item->text.style);
  cairo_restore(player->cr);
}

static void
draw_item(const Player *player, const SalItem *item)
{
  if (item->type == SAL_ITEM_AREA) {
    draw_area(player->cr, item);
  } else if (item->type == SAL_ITEM_LINE) {
    set_path(player->cr, item->geometry);
    stroke(player->cr, &item->line);
  } else {
    draw_text(player, item);
  }
}

static void
draw_items(const Player *player, const SalLayer *layer)
{
  const guint n = sal_layer_get_n_items(layer);
  guint end;
  for (guint i = 0; i < n; i = end) {
    for (end = i; end < n && is_plain_fill(sal_layer_get_item(layer, end)); end++)
      ;
    if (player->options->is_image && end - i > 1) {
      draw_plain_fills(player->cr, layer, i, end);
      continue;
    }
    end = MAX(end, i + 1);
    for (guint j = i; j < end; j++)
      draw_item(player, sal_layer_get_item(layer, j));
  }
}

gboolean
sal_cairo_play_layer(cairo_t *cr, const SalDrawing *drawing, const SalLayer *layer,
                     const SalCairoOptions *options, GError **error)
{
  const Player player = { cr, options, sal_drawing_get_font_family(drawing) };
  SalRect clip;
  cairo_save(cr);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
  if (sal_layer_get_clip(layer, &clip)) {
    cairo_rectangle(cr, clip.x, clip.y, clip.width, clip.height);
    cairo_clip(cr);
  }
  draw_items(&player, layer);
  cairo_restore(cr);
  if (sal_cairo_check(cairo_status(cr), error))
    return TRUE;
  g_prefix_error(error, "layer '%s': ", sal_layer_get_id(layer));
  return FALSE;
}

gboolean
sal_cairo_play(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GError **error)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    const gboolean is_skipped = g_strcmp0(sal_layer_get_id(layer), options->skipped_layer) == 0;
    if (!is_skipped && !sal_cairo_play_layer(cr, drawing, layer, options, error))
      return FALSE;
  }
  return TRUE;
}
