/* Drawings whose names are any bytes, written as SVG and parsed back: it is XML, every text is there once and in
 * order, ids are unique, and no element runs anything. Lines: a title, a description, then texts. */
#include "fuzz.h"

#include "data/base/xml.h"
#include "render/drawing/textline.h"
#include "render/write/writer.h"

#define FAMILY "Inter, DejaVu Sans"

/* What a reader sees. */
typedef struct {
  GHashTable *ids;
  GPtrArray *texts;
  GString *text; /* of the element that is open */
} Seen;

static void
on_start(GMarkupParseContext *context, const char *name, const char **keys, const char **values,
         gpointer data, GError **error)
{
  static const char *const names[] = { "svg", "title",    "desc", "style",    "g",    "path",  "text",
                                       "use", "clipPath", "rect", "metadata", "defs", "tspan", NULL };
  Seen *seen = data;
  g_assert_true(g_strv_contains(names, name));
  for (; *keys != NULL; keys++, values++) {
    g_assert_false(g_str_has_prefix(*keys, "on"));
    if (g_str_equal(*keys, "id"))
      g_assert_true(g_hash_table_add(seen->ids, g_strdup(*values)));
    if (g_str_has_suffix(*keys, "href"))
      g_assert_true(**values == '#');
  }
  g_string_truncate(seen->text, 0);
}

static void
on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len(((Seen *)data)->text, text, (gssize)length);
}

static void
on_end(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Seen *seen = data;
  if (g_str_equal(name, "text"))
    g_ptr_array_add(seen->texts, g_strdup(seen->text->str));
}

static void
seen_clear(Seen *seen)
{
  g_hash_table_unref(seen->ids);
  g_ptr_array_unref(seen->texts);
  g_string_free(seen->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Seen, seen_clear)

static Seen
parse(GBytes *svg)
{
  static const GMarkupParser parser = { .start_element = on_start, .text = on_text, .end_element = on_end };
  Seen seen = { g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                g_ptr_array_new_with_free_func(g_free), g_string_new(NULL) };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, &seen, NULL);
  gsize size;
  const char *text = g_bytes_get_data(svg, &size);
  g_autoptr(GError) error = NULL;
  g_assert_true(g_utf8_validate(text, (gssize)size, NULL));
  g_autofree char *copy = g_strndup(text, size), *clean = sal_xml_clean(copy);
  g_assert_cmpstr(copy, ==, clean);
  g_markup_parse_context_parse(context, text, (gssize)size, &error);
  g_assert_no_error(error);
  g_markup_parse_context_end_parse(context, &error);
  g_assert_no_error(error);
  return seen;
}

/* Adds a group, which has the text as its name and its tooltip, and in it the text itself and an area. */
static void
add_group(SalLayer *layer, const char *text, guint number, const SalTextStyle *style)
{
  g_autofree char *id = sal_id_new("label", text);
  const SalDrawingGroup group = { id, "label", text };
  sal_layer_begin_group(layer, &group);
  sal_layer_add_text(layer, text, 10 * number, 20, SAL_ANCHOR_MIDDLE, number * 7, style);
  const char *const told[] = { "name", text, NULL };
  g_autofree char *area_id = g_strdup_printf("area-%u", number);
  const SalItemInfo info = { area_id, text, told };
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(square, 0, 0);
  sal_geometry_add_point(square, 5, 0);
  sal_geometry_add_point(square, 5, 5);
  sal_geometry_end_part(square);
  sal_geometry_end_polygon(square);
  sal_layer_add_area(layer, square, &(SalAreaStyle){ .fill = { 9, 9, 9, 255 } }, &info);
  sal_layer_end_group(layer);
}

/* The file has each text as it was given, but for controls and the like, once and in order. */
static void
check_texts(const GPtrArray *given, const GPtrArray *seen)
{
  guint n = 0;
  for (guint i = 0; i < given->len; i++) {
    g_autofree char *text = sal_text_clean(given->pdata[i]);
    if (*text == '\0')
      continue;
    g_autofree char *clean = sal_xml_clean(text);
    g_assert_cmpuint(n, <, seen->len);
    g_assert_cmpstr(seen->pdata[n++], ==, clean);
  }
  g_assert_cmpuint(n, ==, seen->len);
}

static void
check_drawing(const SalDrawing *drawing, const GPtrArray *texts, SalTextMode mode)
{
  const SalSvgOptions options = { .width_px = 400, .height_px = 300, .id_prefix = "a-", .text_mode = mode };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) svg = sal_svg_write(drawing, &options, &error);
  g_assert_no_error(error);
  g_auto(Seen) seen = parse(svg);
  if (mode == SAL_TEXT_REAL)
    check_texts(texts, seen.texts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  const guint kind = fuzz_take(&bytes);
  g_autofree char *title = fuzz_take_line(&bytes), *description = fuzz_take_line(&bytes);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalDrawing) drawing = sal_drawing_new(100, 75, FAMILY, title, description);
  const SalTextStyle style = { .size_pt = 9,
                               .weight = 400,
                               .color = { 0, 0, 0, 255 },
                               .halo = { 255, 255, 255, 255 },
                               .halo_mm = kind / 2 % 2 };
  SalLayer *layer = sal_layer_new("labels", title);
  while (bytes.size > 0 && texts->len < 8) {
    char *text = fuzz_take_line(&bytes);
    g_ptr_array_add(texts, text);
    add_group(layer, text, texts->len, &style);
  }
  sal_drawing_add_layer(drawing, layer);
  check_drawing(drawing, texts, SAL_TEXT_REAL);
  if (kind % 2 == 1)
    check_drawing(drawing, texts, SAL_TEXT_OUTLINE);
  return 0;
}
