#include "render/hatch.h"
#include "render/size.h"
#include "render/svg-css.h"
#include "render/svg-path.h"
#include "render/textline.h"
#include "render/writer.h"

#include <string.h>

/* An item is drawn as up to three elements, each with a class. */
typedef enum { ELEMENT_SHAPE, ELEMENT_HATCH, ELEMENT_OUTLINE, N_ELEMENTS } Element;

typedef struct {
  const SalDrawing *drawing;
  SalSvgScale scale;
  char *families;      /* CSS */
  GPtrArray *styles;   /* distinct declarations in order of first use, owned */
  GHashTable *classes; /* declarations, lent -> index */
  guint16 prefix;      /* of class names */
  guint32 content;     /* checksum of all that is drawn, in the ids that the picture itself refers to */
  GHashTable *clips;   /* rectangle as attributes, owned -> id of the layer that defines it, lent */
  GString *out;
} Svg;

static void
svg_clear(Svg *svg)
{
  g_hash_table_unref(svg->clips);
  g_hash_table_unref(svg->classes);
  g_ptr_array_unref(svg->styles);
  g_free(svg->families);
  if (svg->out != NULL)
    g_string_free(svg->out, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Svg, svg_clear)

/* For the text of an element, not for attributes. The text has passed sal_text_clean(): it has no characters
 * that XML forbids. */
static void
append_escaped(GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '&')
      g_string_append(out, "&amp;");
    else if (*p == '<')
      g_string_append(out, "&lt;");
    else if (*p == '>')
      g_string_append(out, "&gt;");
    else
      g_string_append_c(out, *p);
  }
}

static void
append_element(GString *out, const char *name, const char *text, const char *end)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf(out, "<%s>", name);
  append_escaped(out, text);
  g_string_append_printf(out, "</%s>%s", name, end);
}

static void
append_attribute(GString *out, const char *name, double value)
{
  g_string_append_printf(out, " %s=\"", name);
  sal_svg_append_number(out, value, 2);
  g_string_append_c(out, '"');
}

static void
format_area(const Svg *svg, const SalAreaStyle *style, char *css[N_ELEMENTS])
{
  const SalLineStyle none = { 0 };
  css[ELEMENT_HATCH] = sal_svg_format_hatch(&style->hatch, svg->scale.x);
  const gboolean is_split = css[ELEMENT_HATCH] != NULL;
  css[ELEMENT_SHAPE] = sal_svg_format_area(style->fill, is_split ? &none : &style->outline, svg->scale.x);
  if (is_split)
    css[ELEMENT_OUTLINE] = sal_svg_format_line(&style->outline, svg->scale.x);
}

/* The declarations of an item's elements, NULL where it has none. */
static void
format_item(const Svg *svg, const SalItem *item, char *css[N_ELEMENTS])
{
  memset(css, 0, N_ELEMENTS * sizeof *css);
  if (item->type == SAL_ITEM_AREA)
    format_area(svg, &item->area, css);
  else if (item->type == SAL_ITEM_LINE)
    css[ELEMENT_SHAPE] = sal_svg_format_line(&item->line, svg->scale.x);
  else if (item->text.style.color.a != 0)
    css[ELEMENT_SHAPE] = sal_svg_format_text(&item->text.style, svg->families, item->text.anchor,
                                             sal_text_is_rtl(item->text.text), svg->scale.x);
}

static void
free_item_css(char *css[N_ELEMENTS])
{
  for (int i = 0; i < N_ELEMENTS; i++)
    g_free(css[i]);
}

static void
collect_item(Svg *svg, const SalItem *item)
{
  char *css[N_ELEMENTS];
  format_item(svg, item, css);
  for (int i = 0; i < N_ELEMENTS; i++) {
    if (css[i] == NULL || g_hash_table_contains(svg->classes, css[i]))
      continue;
    g_hash_table_insert(svg->classes, css[i], GUINT_TO_POINTER(svg->styles->len));
    g_ptr_array_add(svg->styles, g_steal_pointer(&css[i]));
  }
  free_item_css(css);
}

/* FNV-1a. */
static guint32
add_to_hash(guint32 hash, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guint8)*p) * 16777619u;
  return hash;
}

/* Another picture on the same web page has other ids, so that neither takes what the other one defines. */
static guint32
hash_content(const SalDrawing *drawing, int width_px, int height_px)
{
  g_autofree char *dump = sal_drawing_dump(drawing);
  g_autofree char *size = g_strdup_printf("%d %d ", width_px, height_px);
  return add_to_hash(add_to_hash(2166136261u, size), dump);
}

/* Class names carry a checksum of all styles: pictures that share a web page share names only where these
 * mean the same. */
static void
collect_styles(Svg *svg)
{
  guint32 hash = 2166136261u;
  for (guint i = 0; i < sal_drawing_get_n_layers(svg->drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(svg->drawing, i);
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++)
      collect_item(svg, sal_layer_get_item(layer, j));
  }
  for (guint i = 0; i < svg->styles->len; i++) {
    hash = add_to_hash(hash, svg->styles->pdata[i]);
    hash = (hash ^ '}') * 16777619u;
  }
  svg->prefix = (guint16)(hash ^ (hash >> 16));
}

static void
append_class(const Svg *svg, guint index)
{
  g_string_append_printf(svg->out, "s%04x-%u", svg->prefix, index + 1);
}

static void
write_styles(Svg *svg)
{
  if (svg->styles->len == 0)
    return;
  g_string_append(svg->out, "<style>\n");
  for (guint i = 0; i < svg->styles->len; i++) {
    g_string_append_c(svg->out, '.');
    append_class(svg, i);
    g_string_append_c(svg->out, '{');
    append_escaped(svg->out, svg->styles->pdata[i]);
    g_string_append(svg->out, "}\n");
  }
  g_string_append(svg->out, "</style>\n");
}

static char *
format_clip(const Svg *svg, SalRect clip)
{
  GString *rect = g_string_new(NULL);
  append_attribute(rect, "x", clip.x * svg->scale.x);
  append_attribute(rect, "y", clip.y * svg->scale.y);
  append_attribute(rect, "width", clip.width * svg->scale.x);
  append_attribute(rect, "height", clip.height * svg->scale.y);
  return g_string_free(rect, FALSE);
}

/* Layers with the same rectangle share the path of the first one. */
static void
write_clips(Svg *svg)
{
  GString *defs = g_string_new(NULL);
  for (guint i = 0; i < sal_drawing_get_n_layers(svg->drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(svg->drawing, i);
    SalRect clip;
    if (!sal_layer_get_clip(layer, &clip))
      continue;
    g_autofree char *rect = format_clip(svg, clip);
    if (g_hash_table_contains(svg->clips, rect))
      continue;
    g_string_append_printf(defs, "<clipPath id=\"clip-%s-%08x\"><rect%s/></clipPath>\n",
                           sal_layer_get_id(layer), svg->content, rect);
    g_hash_table_insert(svg->clips, g_steal_pointer(&rect), (gpointer)sal_layer_get_id(layer));
  }
  if (defs->len > 0)
    g_string_append_printf(svg->out, "<defs>\n%s</defs>\n", defs->str);
  g_string_free(defs, TRUE);
}

/* Opens an element up to its class; the id stands on the item's outermost element. */
static void
open_element(Svg *svg, const char *name, const char *id, const char *css)
{
  g_string_append_printf(svg->out, "<%s", name);
  if (id != NULL)
    g_string_append_printf(svg->out, " id=\"%s\"", id);
  if (css == NULL)
    return;
  g_string_append(svg->out, " class=\"");
  append_class(svg, GPOINTER_TO_UINT(g_hash_table_lookup(svg->classes, css)));
  g_string_append_c(svg->out, '"');
}

static void
write_path(Svg *svg, const SalGeometry *geometry, const char *css, const SalItemInfo *info)
{
  open_element(svg, "path", info->id, css);
  g_string_append(svg->out, " d=\"");
  sal_svg_append_path(svg->out, geometry, svg->scale);
  if (info->title == NULL) {
    g_string_append(svg->out, "\"/>\n");
    return;
  }
  g_string_append(svg->out, "\">");
  append_element(svg->out, "title", info->title, "");
  g_string_append(svg->out, "</path>\n");
}

/* Fill, hatch and outline as a group that carries the id and the title. */
static void
write_hatched(Svg *svg, const SalItem *item, char *css[N_ELEMENTS])
{
  const SalItemInfo none = { 0 };
  g_autoptr(SalGeometry) hatch = sal_hatch_lines(item->geometry, &item->area.hatch);
  open_element(svg, "g", item->info.id, NULL);
  g_string_append(svg->out, ">\n");
  append_element(svg->out, "title", item->info.title, "\n");
  if (css[ELEMENT_SHAPE] != NULL)
    write_path(svg, item->geometry, css[ELEMENT_SHAPE], &none);
  if (!sal_geometry_is_empty(hatch))
    write_path(svg, hatch, css[ELEMENT_HATCH], &none);
  if (css[ELEMENT_OUTLINE] != NULL)
    write_path(svg, item->geometry, css[ELEMENT_OUTLINE], &none);
  g_string_append(svg->out, "</g>\n");
}

/* XML readers join white space unless told not to. */
static gboolean
needs_preserve(const char *text)
{
  return g_str_has_prefix(text, " ") || g_str_has_suffix(text, " ") || strstr(text, "  ") != NULL;
}

static void
write_text(Svg *svg, const SalItem *item, const char *css)
{
  const double x = item->text.x * svg->scale.x, y = item->text.y * svg->scale.y;
  open_element(svg, "text", item->info.id, css);
  append_attribute(svg->out, "x", x);
  append_attribute(svg->out, "y", y);
  if (item->text.angle_deg != 0) {
    g_string_append(svg->out, " transform=\"rotate(");
    sal_svg_append_number(svg->out, -item->text.angle_deg, 2);
    g_string_append_c(svg->out, ' ');
    sal_svg_append_number(svg->out, x, 2);
    g_string_append_c(svg->out, ' ');
    sal_svg_append_number(svg->out, y, 2);
    g_string_append(svg->out, ")\"");
  }
  g_string_append(svg->out, needs_preserve(item->text.text) ? " xml:space=\"preserve\">" : ">");
  append_escaped(svg->out, item->text.text);
  g_string_append(svg->out, "</text>\n");
}

static void
write_item(Svg *svg, const SalItem *item)
{
  char *css[N_ELEMENTS];
  format_item(svg, item, css);
  if (css[ELEMENT_HATCH] != NULL)
    write_hatched(svg, item, css);
  else if (css[ELEMENT_SHAPE] != NULL && item->type == SAL_ITEM_TEXT)
    write_text(svg, item, css[ELEMENT_SHAPE]);
  else if (css[ELEMENT_SHAPE] != NULL)
    write_path(svg, item->geometry, css[ELEMENT_SHAPE], &item->info);
  free_item_css(css);
}

static void
write_layer(Svg *svg, const SalLayer *layer)
{
  SalRect clip;
  g_string_append_printf(svg->out, "<g id=\"%s\"", sal_layer_get_id(layer));
  if (sal_layer_get_clip(layer, &clip)) {
    g_autofree char *rect = format_clip(svg, clip);
    const char *owner = g_hash_table_lookup(svg->clips, rect);
    g_string_append_printf(svg->out, " clip-path=\"url(#clip-%s-%08x)\"", owner, svg->content);
  }
  g_string_append(svg->out, ">\n");
  append_element(svg->out, "title", sal_layer_get_title(layer), "\n");
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++)
    write_item(svg, sal_layer_get_item(layer, i));
  g_string_append(svg->out, "</g>\n");
}

GBytes *
sal_svg_write(const SalDrawing *drawing, int width_px, int height_px, GError **error)
{
  if (!sal_size_check(width_px, height_px, error))
    return NULL;
  g_auto(Svg) svg = { .drawing = drawing,
                      .scale = { width_px / sal_drawing_get_width_mm(drawing),
                                 height_px / sal_drawing_get_height_mm(drawing) },
                      .families = sal_svg_format_families(sal_drawing_get_font_family(drawing)),
                      .styles = g_ptr_array_new_with_free_func(g_free),
                      .classes = g_hash_table_new(g_str_hash, g_str_equal),
                      .clips = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      .content = hash_content(drawing, width_px, height_px),
                      .out = g_string_new("<svg xmlns=\"http://www.w3.org/2000/svg\"") };
  g_string_append_printf(svg.out, " width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
                         width_px, height_px, width_px, height_px);
  append_element(svg.out, "title", sal_drawing_get_title(drawing), "\n");
  append_element(svg.out, "desc", sal_drawing_get_description(drawing), "\n");
  collect_styles(&svg);
  write_styles(&svg);
  write_clips(&svg);
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++)
    write_layer(&svg, sal_drawing_get_layer(drawing, i));
  g_string_append(svg.out, "</svg>\n");
  return g_string_free_to_bytes(g_steal_pointer(&svg.out));
}
