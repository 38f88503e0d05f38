#include "render/write/player.h"

#include "data/base/error.h"
#include "render/drawing/hatch.h"
#include "render/write/player-image.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Cairo's device coordinates are 24.8 fixed point and wrap beyond 2^23; 80 px a millimetre is 2032 dpi. */
#define FURTHEST_MM 1e5
#define HALO_TOLERANCE_PX 0.25 /* of a halo's edge: less work than with 0.1, and looks the same */

typedef struct {
  cairo_t *cr;
  const SalCairoOptions *options;
  const char *font_family;
  const SalLayer *layer;
  GError **fault; /* the first of an image */
} Player;

gboolean
sal_cairo_check(cairo_status_t status, GError **error)
{
  return status == CAIRO_STATUS_SUCCESS ||
         sal_error_set(error, SAL_ERROR_RENDER, "drawing: expected Cairo to succeed, got '%s'",
                       cairo_status_to_string(status));
}

/* Clips a context to what a layer shows, and joins its lines. */
static void
set_up(cairo_t *cr, const SalLayer *layer)
{
  SalRect clip;
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
  if (sal_layer_get_clip(layer, &clip)) {
    cairo_rectangle(cr, clip.x, clip.y, clip.width, clip.height);
    cairo_clip(cr);
  }
}

/* The whole pixels that a box of the device may touch, of those that the context can draw on. */
static SalPixelRect
find_pixels(cairo_t *cr, SalBox box)
{
  double x0, y0, x1, y1;
  cairo_save(cr);
  cairo_identity_matrix(cr);
  cairo_clip_extents(cr, &x0, &y0, &x1, &y1);
  cairo_restore(cr);
  const double left = MAX(floor(box.xmin) - 1, floor(x0)), top = MAX(floor(box.ymin) - 1, floor(y0)),
               right = MIN(ceil(box.xmax) + 1, ceil(x1)), bottom = MIN(ceil(box.ymax) + 1, ceil(y1));
  if (!(left < right && top < bottom))
    return (SalPixelRect){ 0, 0, 0, 0 };
  return (SalPixelRect){ (int)left, (int)top, (int)(right - left), (int)(bottom - top) };
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

static SalPixelRect
find_area_pixels(cairo_t *cr, const SalLayer *layer, guint first, guint end)
{
  SalBox all = sal_box_empty(), device = sal_box_empty();
  for (guint i = first; i < end; i++)
    all = sal_box_union(all, sal_geometry_get_box(sal_layer_get_item(layer, i)->geometry));
  for (int corner = 0; corner < 4 && !sal_box_is_empty(all); corner++) {
    double x = clamp_mm(corner % 2 ? all.xmax : all.xmin), y = clamp_mm(corner / 2 ? all.ymax : all.ymin);
    cairo_user_to_device(cr, &x, &y);
    device = sal_box_add_point(device, x, y);
  }
  return find_pixels(cr, device);
}

/* Draws opaque fills from the uppermost down, each only into what the ones above left uncovered: where two
 * share an edge, their parts of a pixel add up to the whole pixel and nothing below shines through. */
static void
draw_plain_fills(cairo_t *cr, const SalLayer *layer, guint first, guint end)
{
  const SalPixelRect pixels = find_area_pixels(cr, layer, first, end);
  if (pixels.width <= 0 || pixels.height <= 0)
    return;
  cairo_matrix_t matrix;
  cairo_get_matrix(cr, &matrix);
  cairo_save(cr);
  cairo_identity_matrix(cr);
  cairo_rectangle(cr, pixels.x, pixels.y, pixels.width, pixels.height);
  cairo_clip(cr);
  cairo_set_matrix(cr, &matrix);
  cairo_push_group(cr);
  cairo_set_operator(cr, CAIRO_OPERATOR_SATURATE);
  for (guint i = end; i > first; i--)
    draw_area(cr, sal_layer_get_item(layer, i - 1));
  cairo_pop_group_to_source(cr);
  cairo_paint(cr);
  cairo_restore(cr);
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
draw_text_directly(const Player *player, const SalItem *item, PangoLayout *layout)
{
  cairo_save(player->cr);
  sal_cairo_place_text(player->cr, item, layout);
  draw_line_of_text(player, layout, &item->text.style);
  cairo_restore(player->cr);
}

static void
append_double(GByteArray *key, double value)
{
  g_byte_array_append(key, (const guint8 *)&value, sizeof value);
}

static void
append_string(GByteArray *key, const char *text)
{
  g_byte_array_append(key, (const guint8 *)text, (guint)strlen(text) + 1);
}

/* All that the pixels of a text depend on. Owned by the caller. */
static GBytes *
make_text_key(const Player *player, const SalItem *item)
{
  const SalTextStyle *style = &item->text.style;
  const SalColor colors[] = { style->color, style->halo };
  SalRect clip = { 0, 0, 0, 0 };
  cairo_matrix_t matrix;
  GByteArray *key = g_byte_array_sized_new(256);
  sal_layer_get_clip(player->layer, &clip);
  cairo_get_matrix(player->cr, &matrix);
  const double numbers[] = { matrix.xx,         matrix.yy,      matrix.x0,
                             matrix.y0,         clip.x,         clip.y,
                             clip.width,        clip.height,    sal_layer_get_clip(player->layer, NULL),
                             item->text.x,      item->text.y,   item->text.angle_deg,
                             item->text.anchor, style->size_pt, style->weight,
                             style->italic,     style->halo_mm, style->spacing_em };
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    append_double(key, numbers[i]);
  for (guint i = 0; i < G_N_ELEMENTS(colors); i++)
    g_byte_array_append(key, (const guint8[]){ colors[i].r, colors[i].g, colors[i].b, colors[i].a }, 4);
  append_string(key, player->font_family);
  append_string(key, item->text.text);
  return g_byte_array_free_to_bytes(key);
}

/* The pixels that a text may touch, its halo with it. Of no width: none. */
static SalPixelRect
find_text_pixels(const Player *player, const SalItem *item, PangoLayout *layout)
{
  PangoRectangle ink;
  SalBox box = sal_box_empty();
  pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, NULL);
  const double halo = item->text.style.halo_mm * SAL_PT_PER_MM;
  cairo_save(player->cr);
  sal_cairo_place_text(player->cr, item, layout);
  for (int corner = 0; corner < 4; corner++) {
    double x = (ink.x + corner % 2 * ink.width) / (double)PANGO_SCALE + (corner % 2 ? halo : -halo);
    double y = (ink.y + corner / 2 * ink.height) / (double)PANGO_SCALE + (corner / 2 ? halo : -halo);
    cairo_user_to_device(player->cr, &x, &y);
    box = sal_box_add_point(box, x, y);
  }
  cairo_restore(player->cr);
  return find_pixels(player->cr, box);
}

/* As a stamp, which is drawn under the same clip. */
static void
draw_text_stamp(const Player *player, const SalItem *item)
{
  cairo_matrix_t matrix;
  g_autoptr(GBytes) key = make_text_key(player, item);
  g_autoptr(SalStamp) stamp = NULL;
  const gboolean is_to_be_made = sal_repeats_begin(player->options->repeats, key, &stamp);
  if (stamp == NULL) {
    g_autoptr(PangoLayout) layout =
        sal_text_layout_get(item->text.text, player->font_family, &item->text.style);
    const SalPixelRect rect = find_text_pixels(player, item, layout);
    if (rect.width <= 0 || rect.height <= 0) {
      if (is_to_be_made)
        sal_repeats_end(player->options->repeats, SAL_REPEAT_TEXT, key, NULL);
      return;
    }
    stamp = sal_stamp_new(rect);
    Player own = *player;
    cairo_get_matrix(player->cr, &matrix);
    own.cr = sal_stamp_begin(stamp);
    cairo_set_matrix(own.cr, &matrix);
    set_up(own.cr, player->layer);
    draw_text_directly(&own, item, layout);
    cairo_destroy(own.cr);
    if (is_to_be_made)
      sal_repeats_end(player->options->repeats, SAL_REPEAT_TEXT, key, stamp);
  }
  sal_stamp_lay(stamp, cairo_get_target(player->cr));
}

static void
draw_text(const Player *player, const SalItem *item)
{
  if (player->options->is_image) {
    draw_text_stamp(player, item);
    return;
  }
  g_autoptr(PangoLayout) layout =
      sal_text_layout_get(item->text.text, player->font_family, &item->text.style);
  draw_text_directly(player, item, layout);
}

static void
draw_image(const Player *player, const SalItem *item)
{
  const SalCairoImageOptions how = { player->options->is_image, player->options->has_flat_images,
                                     player->options->is_grey };
  if (*player->fault == NULL)
    sal_cairo_draw_image(player->cr, item, &how, player->fault);
}

static void
draw_item(const Player *player, const SalItem *item)
{
  if (item->type == SAL_ITEM_AREA) {
    draw_area(player->cr, item);
  } else if (item->type == SAL_ITEM_LINE) {
    set_path(player->cr, item->geometry);
    stroke(player->cr, &item->line);
  } else if (item->type == SAL_ITEM_IMAGE) {
    draw_image(player, item);
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
  g_autoptr(GError) fault = NULL;
  const Player player = { cr, options, sal_drawing_get_font_family(drawing), layer, &fault };
  cairo_save(cr);
  set_up(cr, layer);
  draw_items(&player, layer);
  cairo_restore(cr);
  if (fault != NULL)
    g_propagate_error(error, g_steal_pointer(&fault));
  else if (sal_cairo_check(cairo_status(cr), error))
    return TRUE;
  g_prefix_error(error, "layer '%s': ", sal_layer_get_id(layer));
  return FALSE;
}

gboolean
sal_cairo_play(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GError **error)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    if (!sal_cairo_play_layer(cr, drawing, layer, options, error))
      return FALSE;
  }
  return TRUE;
}
