/* sal_drawing_dump(): a drawing as a text that tests compare and people read. */
#include "render/drawing/drawing.h"

#include <math.h>

/* Geometries up to this many points are written out. */
#define MAX_POINTS_SHOWN 10

/* Hundredths of a millimetre; what is not finite or absurdly far counts as 0. */
static gint32
round_mm(double value)
{
  return fabs(value) < 1e7 ? (gint32)lround(value * 100) : 0;
}

/* Digit by digit, because names in an SVG are made of the dump, and printf takes most of its time. */
static void
append_mm(GString *dump, double value)
{
  const gint32 hundredths = round_mm(value);
  char text[16], *at = text + sizeof text;
  guint rest = (guint)ABS(hundredths);
  for (guint i = 0; i < 3 || rest > 0; i++, rest /= 10) {
    if (i == 2)
      *--at = '.';
    *--at = (char)('0' + rest % 10);
  }
  if (hundredths < 0)
    *--at = '-';
  g_string_append_len(dump, at, text + sizeof text - at);
}

static void
append_point(GString *dump, double x, double y)
{
  append_mm(dump, x);
  g_string_append_c(dump, ',');
  append_mm(dump, y);
}

static void
append_quoted(GString *dump, const char *text)
{
  g_string_append_c(dump, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c(dump, '\\');
    g_string_append_c(dump, *p);
  }
  g_string_append_c(dump, '"');
}

static void
append_color(GString *dump, const char *word, SalColor color)
{
  g_string_append_printf(dump, " %s #%02X%02X%02X", word, color.r, color.g, color.b);
  if (color.a != 255)
    g_string_append_printf(dump, "%02X", color.a);
}

static void
append_line_style(GString *dump, const char *word, const SalLineStyle *style)
{
  if (style->width_mm <= 0 || style->color.a == 0)
    return;
  append_color(dump, word, style->color);
  g_string_append_c(dump, ' ');
  append_mm(dump, style->width_mm);
  for (guint i = 0; i < style->n_dash; i++) {
    g_string_append(dump, i == 0 ? " dash " : " ");
    append_mm(dump, style->dash_mm[i]);
  }
}

static void
append_area_style(GString *dump, const SalAreaStyle *style)
{
  if (style->fill.a != 0)
    append_color(dump, "fill", style->fill);
  if (style->hatch.width_mm > 0 && style->hatch.color.a != 0) {
    append_color(dump, "hatch", style->hatch.color);
    g_string_append_c(dump, ' ');
    append_mm(dump, style->hatch.width_mm);
    g_string_append(dump, " every ");
    append_mm(dump, style->hatch.spacing_mm);
    g_string_append(dump, " at ");
    append_mm(dump, style->hatch.angle_deg);
  }
  append_line_style(dump, "outline", &style->outline);
}

/* FNV-1a over the rounded coordinates and the ends of the parts. */
static guint32
checksum(const SalGeometry *geometry)
{
  guint32 hash = 2166136261u;
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    for (guint i = 0; i < n; i++) {
      hash = (hash ^ (guint32)round_mm(points[i].x)) * 16777619u;
      hash = (hash ^ (guint32)round_mm(points[i].y)) * 16777619u;
    }
    hash = (hash ^ n) * 16777619u;
  }
  return hash;
}

static void
append_points(GString *dump, const SalGeometry *geometry)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    g_string_append(dump, part == 0 ? ":" : " |");
    for (guint i = 0; i < n; i++) {
      g_string_append_c(dump, ' ');
      append_point(dump, points[i].x, points[i].y);
    }
  }
}

static void
append_geometry(GString *dump, const SalGeometry *geometry)
{
  if (sal_geometry_get_n_points(geometry) <= MAX_POINTS_SHOWN) {
    append_points(dump, geometry);
    return;
  }
  const SalBox box = sal_geometry_get_box(geometry);
  g_string_append(dump, ": ");
  if (geometry->type == SAL_POLYGONS)
    g_string_append_printf(dump, "%u polygons, ", sal_geometry_get_n_polygons(geometry));
  g_string_append_printf(dump, "%u parts, %u points, box ", sal_geometry_get_n_parts(geometry),
                         sal_geometry_get_n_points(geometry));
  append_point(dump, box.xmin, box.ymin);
  g_string_append_c(dump, ' ');
  append_point(dump, box.xmax, box.ymax);
  g_string_append_printf(dump, ", checksum %08x", checksum(geometry));
}

static void
append_text(GString *dump, const SalItem *item)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  const SalTextStyle *style = &item->text.style;
  append_quoted(dump, item->text.text);
  g_string_append_printf(dump, " %s ", anchors[item->text.anchor]);
  append_point(dump, item->text.x, item->text.y);
  if (item->text.angle_deg != 0) {
    g_string_append(dump, " angle ");
    append_mm(dump, item->text.angle_deg);
  }
  g_string_append_c(dump, ' ');
  append_mm(dump, style->size_pt);
  g_string_append_printf(dump, "pt %d%s", style->weight, style->italic ? " italic" : "");
  if (style->spacing_em > 0) {
    g_string_append(dump, " spacing ");
    append_mm(dump, style->spacing_em);
    g_string_append(dump, "em");
  }
  append_color(dump, "color", style->color);
  if (style->halo_mm > 0 && style->halo.a != 0) {
    append_color(dump, "halo", style->halo);
    g_string_append_c(dump, ' ');
    append_mm(dump, style->halo_mm);
  }
}

static void
append_image(GString *dump, const SalItem *item)
{
  const SalImage *image = item->image.image;
  const SalRect rect = item->image.rect;
  g_string_append_printf(dump, "%s %.0f x %.0f px at ", sal_image_get_svg(image) != NULL ? "SVG" : "pixels",
                         sal_image_get_width_px(image), sal_image_get_height_px(image));
  append_point(dump, rect.x, rect.y);
  g_string_append_c(dump, ' ');
  append_point(dump, rect.x + rect.width, rect.y + rect.height);
  if (item->image.opacity < 1) {
    g_string_append(dump, " opacity ");
    append_mm(dump, item->image.opacity);
  }
  g_string_append_printf(dump, ", checksum %.8s", sal_image_get_digest(image));
}

static void
append_group(GString *dump, const SalDrawingGroup *group)
{
  g_string_append_printf(dump, "group %s %s ", group->kind, group->id);
  append_quoted(dump, group->title);
  g_string_append_c(dump, '\n');
}

/* Of a group, farther to the right. */
static void
append_item(GString *dump, const SalItem *item)
{
  static const char *const types[] = { "area", "line", "text ", "image " };
  g_string_append_printf(dump, "  %s%s", item->group != NULL ? "  " : "", types[item->type]);
  if (item->type == SAL_ITEM_AREA)
    append_area_style(dump, &item->area);
  else if (item->type == SAL_ITEM_LINE)
    append_line_style(dump, "color", &item->line);
  else if (item->type == SAL_ITEM_TEXT)
    append_text(dump, item);
  else
    append_image(dump, item);
  if (item->info.id != NULL)
    g_string_append_printf(dump, " id %s", item->info.id);
  if (item->info.title != NULL) {
    g_string_append(dump, " title ");
    append_quoted(dump, item->info.title);
  }
  for (const char *const *data = item->info.data; data != NULL && *data != NULL; data += 2) {
    g_string_append_printf(dump, " %s=", data[0]);
    append_quoted(dump, data[1]);
  }
  if (item->geometry != NULL)
    append_geometry(dump, item->geometry);
  g_string_append_c(dump, '\n');
}

static void
append_layer(GString *dump, const SalLayer *layer)
{
  SalRect clip;
  g_string_append_printf(dump, "layer %s ", sal_layer_get_id(layer));
  append_quoted(dump, sal_layer_get_title(layer));
  if (sal_layer_get_clip(layer, &clip)) {
    g_string_append(dump, " clip ");
    append_point(dump, clip.x, clip.y);
    g_string_append_c(dump, ' ');
    append_point(dump, clip.x + clip.width, clip.y + clip.height);
  }
  g_string_append_c(dump, '\n');
  const SalDrawingGroup *group = NULL;
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->group != group && item->group != NULL) {
      g_string_append(dump, "  ");
      append_group(dump, item->group);
    }
    group = item->group;
    append_item(dump, item);
  }
}

char *
sal_drawing_dump(const SalDrawing *drawing)
{
  GString *dump = g_string_new("drawing ");
  append_mm(dump, sal_drawing_get_width_mm(drawing));
  g_string_append(dump, " x ");
  append_mm(dump, sal_drawing_get_height_mm(drawing));
  g_string_append(dump, " mm\nfont ");
  append_quoted(dump, sal_drawing_get_font_family(drawing));
  g_string_append(dump, "\ntitle ");
  append_quoted(dump, sal_drawing_get_title(drawing));
  g_string_append(dump, "\ndescription ");
  append_quoted(dump, sal_drawing_get_description(drawing));
  g_string_append_c(dump, '\n');
  const SalDrawingGroup *group = NULL;
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalDrawingGroup *own = sal_drawing_get_group(drawing, i);
    if (own != group && own != NULL)
      append_group(dump, own);
    else if (own != group)
      g_string_append(dump, "end of group\n");
    group = own;
    append_layer(dump, sal_drawing_get_layer(drawing, i));
  }
  return g_string_free(dump, FALSE);
}
