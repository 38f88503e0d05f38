/* sal_svg_write(): the elements, ids and style sheet of an SVG; the svg-* files format their attributes. */
#include "data/base/xml.h"
#include "render/drawing/hatch.h"
#include "render/drawing/textline.h"
#include "render/write/size.h"
#include "render/write/svg-css.h"
#include "render/write/svg-dark.h"
#include "render/write/svg-fonts.h"
#include "render/write/svg-glyphs.h"
#include "render/write/svg-images.h"
#include "render/write/svg-path.h"
#include "render/write/writer.h"
#include "render/write/xmp.h"

#include <string.h>

/* An item is drawn as up to three elements, each with a class: shape, hatch and outline, or halo and text, or
 * halo and glyphs. */
typedef enum {
  ELEMENT_SHAPE,
  ELEMENT_HATCH,
  ELEMENT_OUTLINE,
  ELEMENT_HALO,
  ELEMENT_TEXT,
  ELEMENT_GLYPHS,
  N_ELEMENTS
} Element;

/* The numbers of the classes of an item's elements; 0 where it has none. */
typedef struct {
  guint of[N_ELEMENTS];
} Classes;

typedef struct {
  const SalDrawing *drawing;
  const SalDrawing *dark; /* the same in colours for dark screens; NULL: there is none */
  const SalSvgOptions *options;
  SalSvgScale scale;
  char *families;      /* CSS */
  GString *faces;      /* CSS of the embedded fonts */
  GPtrArray *styles;   /* distinct declarations in order of first use, owned */
  GHashTable *numbers; /* declarations, lent -> number of the class, from 1 */
  GArray *classes;     /* Classes of each item, in their order */
  guint n_written;     /* items */
  const char *prefix;  /* of ids */
  char *own_prefix;    /* of class names and of the ids that the picture itself refers to */
  GPtrArray *clips;    /* distinct rectangles as attributes, owned */
  SalSvgImages *images;
  guint n_halos;
  GString *out;
  GError *fault; /* the first of an image */
} Svg;

static void
svg_clear(Svg *svg)
{
  sal_svg_images_free(svg->images);
  g_clear_error(&svg->fault);
  g_ptr_array_unref(svg->clips);
  g_hash_table_unref(svg->numbers);
  g_array_unref(svg->classes);
  g_ptr_array_unref(svg->styles);
  g_free(svg->families);
  g_string_free(svg->faces, TRUE);
  g_free(svg->own_prefix);
  if (svg->out != NULL)
    g_string_free(svg->out, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Svg, svg_clear)

static void
append_escaped(GString *out, const char *text)
{
  g_autofree char *escaped = sal_xml_escape(text);
  g_string_append(out, escaped);
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
append_text_attribute(GString *out, const char *name, const char *text)
{
  g_string_append_printf(out, " %s=\"", name);
  append_escaped(out, text);
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

/* Glyphs with colours of their own stay text. */
static gboolean
is_outlined(const Svg *svg, const SalItem *item)
{
  return svg->options->text_mode == SAL_TEXT_OUTLINE &&
         !sal_svg_has_color_glyph(item, sal_drawing_get_font_family(svg->drawing));
}

/* The declarations of an item's elements, NULL where it has none. */
static void
format_item(const Svg *svg, const SalItem *item, char *css[N_ELEMENTS])
{
  memset(css, 0, N_ELEMENTS * sizeof *css);
  if (item->type == SAL_ITEM_IMAGE)
    return;
  if (item->type == SAL_ITEM_AREA)
    format_area(svg, &item->area, css);
  else if (item->type == SAL_ITEM_LINE)
    css[ELEMENT_SHAPE] = sal_svg_format_line(&item->line, svg->scale.x);
  else if (item->text.style.color.a != 0 && is_outlined(svg, item))
    css[ELEMENT_GLYPHS] = sal_svg_format_glyphs(&item->text.style);
  else if (item->text.style.color.a != 0)
    css[ELEMENT_TEXT] = sal_svg_format_text(&item->text.style, svg->families, item->text.anchor,
                                            sal_text_is_rtl(item->text.text), svg->scale.x);
  if (css[ELEMENT_TEXT] != NULL || css[ELEMENT_GLYPHS] != NULL)
    css[ELEMENT_HALO] = sal_svg_format_halo(&item->text.style, svg->scale.x);
}

/* The number of a class; 0 without declarations, which it takes. */
static guint
find_class(Svg *svg, char *css)
{
  g_autofree char *owned = css;
  if (css == NULL)
    return 0;
  guint number = GPOINTER_TO_UINT(g_hash_table_lookup(svg->numbers, css));
  if (number == 0) {
    g_ptr_array_add(svg->styles, g_steal_pointer(&owned));
    number = svg->styles->len;
    g_hash_table_insert(svg->numbers, css, GUINT_TO_POINTER(number));
  }
  return number;
}

/* dark: the same item in colours for dark screens; NULL: there is none. */
static void
collect_item(Svg *svg, const SalItem *item, const SalItem *dark)
{
  char *css[N_ELEMENTS], *dark_css[N_ELEMENTS] = { NULL };
  Classes classes;
  format_item(svg, item, css);
  sal_svg_images_count(svg->images, item);
  if (dark != NULL)
    format_item(svg, dark, dark_css);
  for (int i = 0; i < N_ELEMENTS; i++)
    classes.of[i] = find_class(svg, sal_svg_dark_join(css[i], dark_css[i]));
  g_array_append_val(svg->classes, classes);
}

/* FNV-1a. */
static guint32
add_to_hash(guint32 hash, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guint8)*p) * 16777619u;
  return hash;
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

/* The number of a layer's rectangle in clips; TRUE if it has one. */
static gboolean
find_clip(const Svg *svg, const SalLayer *layer, guint *index)
{
  SalRect clip;
  if (!sal_layer_get_clip(layer, &clip))
    return FALSE;
  g_autofree char *rect = format_clip(svg, clip);
  if (!g_ptr_array_find_with_equal_func(svg->clips, rect, g_str_equal, index)) {
    *index = svg->clips->len;
    g_ptr_array_add(svg->clips, g_steal_pointer(&rect));
  }
  return TRUE;
}

static void
collect_layer(Svg *svg, const SalLayer *layer, const SalLayer *dark)
{
  guint clip;
  find_clip(svg, layer, &clip);
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++)
    collect_item(svg, sal_layer_get_item(layer, i), dark != NULL ? sal_layer_get_item(dark, i) : NULL);
}

/* These names carry a checksum of all that is drawn and how: of pictures that share a web page, none takes what
 * another one defines, even where one prefix was given for all of them. */
static char *
make_own_prefix(const Svg *svg)
{
  g_autofree char *dump = sal_drawing_dump(svg->drawing);
  guint32 hash = add_to_hash(2166136261u, dump);
  for (guint i = 0; i < svg->styles->len; i++)
    hash = add_to_hash(hash, svg->styles->pdata[i]);
  return g_strdup_printf("%ss%06x-", svg->prefix, (hash ^ (hash >> 24)) & 0xFFFFFF);
}

static void
collect(Svg *svg)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(svg->drawing); i++)
    collect_layer(svg, sal_drawing_get_layer(svg->drawing, i),
                  svg->dark != NULL ? sal_drawing_get_layer(svg->dark, i) : NULL);
  svg->own_prefix = make_own_prefix(svg);
}

static void
append_class(const Svg *svg, guint number)
{
  g_string_append_printf(svg->out, "%ss%u", svg->own_prefix, number);
}

static void
write_rule(Svg *svg, guint number, const char *declarations)
{
  g_string_append_c(svg->out, '.');
  append_class(svg, number);
  g_string_append_c(svg->out, '{');
  append_escaped(svg->out, declarations);
  g_string_append(svg->out, "}\n");
}

static void
write_dark_rules(Svg *svg)
{
  g_string_append(svg->out, "@media screen and (prefers-color-scheme:dark){\n");
  for (guint i = 0; i < svg->styles->len; i++) {
    const char *dark;
    g_autofree char *light = sal_svg_dark_split(svg->styles->pdata[i], &dark);
    if (dark != NULL)
      write_rule(svg, i + 1, dark);
  }
  g_string_append(svg->out, "}\n");
}

static void
write_styles(Svg *svg)
{
  if (svg->styles->len == 0)
    return;
  g_string_append(svg->out, "<style>\n");
  append_escaped(svg->out, svg->faces->str);
  for (guint i = 0; i < svg->styles->len; i++) {
    const char *dark;
    g_autofree char *light = sal_svg_dark_split(svg->styles->pdata[i], &dark);
    write_rule(svg, i + 1, light);
  }
  if (svg->dark != NULL)
    write_dark_rules(svg);
  g_string_append(svg->out, "</style>\n");
}

static void
write_definitions(Svg *svg)
{
  if (svg->clips->len == 0 && !sal_svg_images_are_shared(svg->images))
    return;
  g_string_append(svg->out, "<defs>\n");
  for (guint i = 0; i < svg->clips->len; i++)
    g_string_append_printf(svg->out, "<clipPath id=\"%sclip%u\"><rect%s/></clipPath>\n", svg->own_prefix,
                           i + 1, (const char *)svg->clips->pdata[i]);
  if (svg->fault == NULL)
    sal_svg_images_define(svg->images, svg->own_prefix, svg->out, &svg->fault);
  g_string_append(svg->out, "</defs>\n");
}

/* The class of an element opened before. */
static void
append_class_attribute(Svg *svg, guint number)
{
  g_string_append(svg->out, " class=\"");
  append_class(svg, number);
  g_string_append_c(svg->out, '"');
}

/* Opens an element up to its class; what the item stands for is said on its outermost element. */
static void
open_element(Svg *svg, const char *name, const SalItemInfo *info, guint number)
{
  g_string_append_printf(svg->out, "<%s", name);
  if (info != NULL && info->id != NULL)
    g_string_append_printf(svg->out, " id=\"%s%s\"", svg->prefix, info->id);
  for (const char *const *data = info != NULL ? info->data : NULL; data != NULL && *data != NULL; data += 2) {
    g_autofree char *attribute = g_strconcat("data-", data[0], NULL);
    append_text_attribute(svg->out, attribute, data[1]);
  }
  if (number != 0)
    append_class_attribute(svg, number);
}

static void
write_path(Svg *svg, const SalGeometry *geometry, guint number, const SalItemInfo *info)
{
  open_element(svg, "path", info, number);
  g_string_append(svg->out, " d=\"");
  sal_svg_append_path(svg->out, geometry, svg->scale);
  if (info == NULL || info->title == NULL) {
    g_string_append(svg->out, "\"/>\n");
    return;
  }
  g_string_append(svg->out, "\">");
  append_element(svg->out, "title", info->title, "");
  g_string_append(svg->out, "</path>\n");
}

/* Fill, hatch and outline as a group that carries the id and the title. */
static void
write_hatched(Svg *svg, const SalItem *item, const Classes *classes)
{
  g_autoptr(SalGeometry) hatch = sal_hatch_lines(item->geometry, &item->area.hatch);
  open_element(svg, "g", &item->info, 0);
  g_string_append(svg->out, ">\n");
  append_element(svg->out, "title", item->info.title, "\n");
  if (classes->of[ELEMENT_SHAPE] != 0)
    write_path(svg, item->geometry, classes->of[ELEMENT_SHAPE], NULL);
  if (!sal_geometry_is_empty(hatch))
    write_path(svg, hatch, classes->of[ELEMENT_HATCH], NULL);
  if (classes->of[ELEMENT_OUTLINE] != 0)
    write_path(svg, item->geometry, classes->of[ELEMENT_OUTLINE], NULL);
  g_string_append(svg->out, "</g>\n");
}

/* XML readers join white space unless told not to. */
static gboolean
needs_preserve(const char *text)
{
  return g_str_has_prefix(text, " ") || g_str_has_suffix(text, " ") || strstr(text, "  ") != NULL;
}

/* A halo is the text itself with a stroke, used once more below it: the picture has each text once, and
 * readers that do not know paint-order do not draw the stroke over the letters. Then opens the text. */
static void
open_text(Svg *svg, const char *name, guint number, guint halo)
{
  if (halo != 0) {
    g_string_append_printf(svg->out, "<use xlink:href=\"#%st%u\"", svg->own_prefix, ++svg->n_halos);
    append_class_attribute(svg, halo);
    g_string_append(svg->out, "/>\n");
  }
  g_string_append_printf(svg->out, "<%s", name);
  if (halo != 0)
    g_string_append_printf(svg->out, " id=\"%st%u\"", svg->own_prefix, svg->n_halos);
  append_class_attribute(svg, number);
}

static void
write_text(Svg *svg, const SalItem *item, guint number, guint halo)
{
  /* SVG has space after the last letter, too, where a text here has half of it on either side. */
  const double space_mm = item->text.style.spacing_em * item->text.style.size_pt / SAL_PT_PER_MM;
  const double x = (item->text.x + space_mm / 2) * svg->scale.x, y = item->text.y * svg->scale.y;
  open_text(svg, "text", number, halo);
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

/* The text of the outlines, so that it can still be read out and searched for. */
static void
write_glyphs(Svg *svg, const SalItem *item, guint number, guint halo)
{
  open_text(svg, "path", number, halo);
  g_string_append(svg->out, " role=\"img\"");
  append_text_attribute(svg->out, "aria-label", item->text.text);
  g_string_append(svg->out, " d=\"");
  sal_svg_append_glyphs(svg->out, item, sal_drawing_get_font_family(svg->drawing), svg->scale);
  g_string_append(svg->out, "\"/>\n");
}

static void
write_image(Svg *svg, const SalItem *item)
{
  const char *element = sal_svg_images_get_element(svg->images, item);
  g_autofree char *content =
      svg->fault == NULL ? sal_svg_images_make_content(svg->images, item, svg->own_prefix, &svg->fault)
                         : NULL;
  open_element(svg, element, &item->info, 0);
  sal_svg_images_append(svg->images, item, svg->own_prefix, svg->scale, svg->out);
  if (item->info.title == NULL && content == NULL) {
    g_string_append(svg->out, "/>\n");
    return;
  }
  g_string_append_c(svg->out, '>');
  append_element(svg->out, "title", item->info.title, "");
  g_string_append_printf(svg->out, "%s</%s>\n", content != NULL ? content : "", element);
}

/* Items are written in the order in which they were collected. */
static void
write_item(Svg *svg, const SalItem *item)
{
  const Classes *classes = &g_array_index(svg->classes, Classes, svg->n_written++);
  const guint *of = classes->of;
  if (item->type == SAL_ITEM_IMAGE)
    write_image(svg, item);
  else if (of[ELEMENT_HATCH] != 0)
    write_hatched(svg, item, classes);
  else if (of[ELEMENT_GLYPHS] != 0)
    write_glyphs(svg, item, of[ELEMENT_GLYPHS], of[ELEMENT_HALO]);
  else if (of[ELEMENT_TEXT] != 0)
    write_text(svg, item, of[ELEMENT_TEXT], of[ELEMENT_HALO]);
  else if (of[ELEMENT_SHAPE] != 0)
    write_path(svg, item->geometry, of[ELEMENT_SHAPE], &item->info);
}

/* Names of ours in class attributes, beside those of the style sheet: what a group is. */
static void
open_group(Svg *svg, const SalDrawingGroup *group, gboolean is_of_layers)
{
  g_string_append_printf(svg->out, "<g id=\"%s%s\" class=\"%s%s\"", svg->prefix, group->id, svg->prefix,
                         group->kind);
  if (is_of_layers)
    g_string_append(svg->out, " inkscape:groupmode=\"layer\"");
  append_text_attribute(svg->out, "inkscape:label", group->title);
  g_string_append(svg->out, ">\n");
}

/* Goes on from what is in one group, if any, to what is in another one. */
static void
change_group(Svg *svg, const SalDrawingGroup *from, const SalDrawingGroup *to, gboolean is_of_layers)
{
  if (from == to)
    return;
  if (from != NULL)
    g_string_append(svg->out, "</g>\n");
  if (to != NULL)
    open_group(svg, to, is_of_layers);
}

static void
write_items(Svg *svg, const SalLayer *layer)
{
  const SalDrawingGroup *group = NULL;
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    change_group(svg, group, item->group, FALSE);
    group = item->group;
    write_item(svg, item);
  }
  change_group(svg, group, NULL, FALSE);
}

static void
write_layer(Svg *svg, const SalLayer *layer)
{
  guint clip;
  g_string_append_printf(svg->out, "<g id=\"%s%s\" inkscape:groupmode=\"layer\"", svg->prefix,
                         sal_layer_get_id(layer));
  append_text_attribute(svg->out, "inkscape:label", sal_layer_get_title(layer));
  if (find_clip(svg, layer, &clip))
    g_string_append_printf(svg->out, " clip-path=\"url(#%sclip%u)\"", svg->own_prefix, clip + 1);
  g_string_append(svg->out, ">\n");
  write_items(svg, layer);
  g_string_append(svg->out, "</g>\n");
}

static void
write_layers(Svg *svg)
{
  const SalDrawingGroup *group = NULL;
  for (guint i = 0; i < sal_drawing_get_n_layers(svg->drawing); i++) {
    const SalDrawingGroup *next = sal_drawing_get_group(svg->drawing, i);
    change_group(svg, group, next, TRUE);
    group = next;
    write_layer(svg, sal_drawing_get_layer(svg->drawing, i));
  }
  change_group(svg, group, NULL, TRUE);
}

static void
append_size(Svg *svg)
{
  const char *unit = svg->options->is_in_mm ? "mm" : "";
  const double width =
      svg->options->is_in_mm ? sal_drawing_get_width_mm(svg->drawing) : svg->options->width_px;
  const double height =
      svg->options->is_in_mm ? sal_drawing_get_height_mm(svg->drawing) : svg->options->height_px;
  g_string_append(svg->out, " width=\"");
  sal_svg_append_number(svg->out, width, 3);
  g_string_append_printf(svg->out, "%s\" height=\"", unit);
  sal_svg_append_number(svg->out, height, 3);
  g_string_append_printf(svg->out, "%s\"", unit);
}

/* What the picture is labelled by, if it has a title or a description. */
static void
append_labels(Svg *svg)
{
  const gboolean has_title = *sal_drawing_get_title(svg->drawing) != '\0';
  const gboolean has_desc = *sal_drawing_get_description(svg->drawing) != '\0';
  if (!has_title && !has_desc)
    return;
  g_string_append(svg->out, " aria-labelledby=\"");
  if (has_title)
    g_string_append_printf(svg->out, "%stitle%s", svg->own_prefix, has_desc ? " " : "");
  if (has_desc)
    g_string_append_printf(svg->out, "%sdesc", svg->own_prefix);
  g_string_append_c(svg->out, '"');
}

static void
open_root(Svg *svg)
{
  const char *language = sal_drawing_get_language(svg->drawing);
  g_string_append(svg->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                            "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                            "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"");
  if (!svg->options->is_responsive)
    append_size(svg);
  g_string_append_printf(svg->out, " viewBox=\"0 0 %d %d\" role=\"img\"", svg->options->width_px,
                         svg->options->height_px);
  if (language != NULL)
    g_string_append_printf(svg->out, " lang=\"%s\" xml:lang=\"%s\"", language, language);
  append_labels(svg);
  g_string_append(svg->out, ">\n");
}

/* The picture's title or description, with an id of its own. */
static void
write_about(Svg *svg, const char *name, const char *text)
{
  if (*text == '\0')
    return;
  g_string_append_printf(svg->out, "<%s id=\"%s%s\">", name, svg->own_prefix, name);
  append_escaped(svg->out, text);
  g_string_append_printf(svg->out, "</%s>\n", name);
}

static void
write_metadata(Svg *svg)
{
  g_autofree char *rdf = sal_xmp_make_rdf(svg->drawing);
  if (rdf != NULL)
    g_string_append_printf(svg->out, "<metadata>\n%s</metadata>\n", rdf);
}

static void
write_all(Svg *svg)
{
  open_root(svg);
  write_about(svg, "title", sal_drawing_get_title(svg->drawing));
  write_about(svg, "desc", sal_drawing_get_description(svg->drawing));
  write_metadata(svg);
  write_styles(svg);
  write_definitions(svg);
  write_layers(svg);
  g_string_append(svg->out, "</svg>\n");
}

static gboolean
set_families(Svg *svg, GError **error)
{
  const gboolean is_embedded = svg->options->embed_font && svg->options->text_mode == SAL_TEXT_REAL;
  g_autofree char *families = is_embedded ? sal_svg_embed_fonts(svg->faces, svg->drawing, error)
                                          : g_strdup(sal_drawing_get_font_family(svg->drawing));
  if (families != NULL)
    svg->families = sal_svg_format_families(families);
  return families != NULL;
}

gboolean
sal_svg_is_prefix(const char *text)
{
  if (!g_ascii_isalpha(*text) && *text != '_')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++) {
    if (!g_ascii_isalnum(*p) && *p != '-' && *p != '_')
      return FALSE;
  }
  return TRUE;
}

/* The drawing for dark screens, if it only differs in how things look. */
static const SalDrawing *
find_dark(const SalDrawing *drawing, const SalSvgOptions *options)
{
  return options->dark != NULL && sal_svg_dark_matches(drawing, options->dark) ? options->dark : NULL;
}

GBytes *
sal_svg_write(const SalDrawing *drawing, const SalSvgOptions *options, GError **error)
{
  const char *prefix = options->id_prefix != NULL ? options->id_prefix : "";
  g_return_val_if_fail(*prefix == '\0' || sal_svg_is_prefix(prefix), NULL);
  if (!sal_size_check(options->width_px, options->height_px, error))
    return NULL;
  g_auto(Svg) svg = { .drawing = drawing,
                      .dark = find_dark(drawing, options),
                      .options = options,
                      .prefix = prefix,
                      .scale = { options->width_px / sal_drawing_get_width_mm(drawing),
                                 options->height_px / sal_drawing_get_height_mm(drawing) },
                      .faces = g_string_new(NULL),
                      .styles = g_ptr_array_new_with_free_func(g_free),
                      .numbers = g_hash_table_new(g_str_hash, g_str_equal),
                      .classes = g_array_new(FALSE, FALSE, sizeof(Classes)),
                      .images = sal_svg_images_new(),
                      .clips = g_ptr_array_new_with_free_func(g_free),
                      .out = g_string_new(NULL) };
  if (!set_families(&svg, error))
    return NULL;
  collect(&svg);
  write_all(&svg);
  if (svg.fault != NULL) {
    g_propagate_error(error, g_steal_pointer(&svg.fault));
    return NULL;
  }
  return g_string_free_to_bytes(g_steal_pointer(&svg.out));
}
