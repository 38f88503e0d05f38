#include "render/write/writer.h"
#include "tests/unit/sample.h"

#include <string.h>

/* What a reader of the XML sees: ids, and the text of each kind of element joined with a bar. */
typedef struct {
  GHashTable *ids;
  GString *titles, *texts, *layers, *data, *labels;
  guint n_groups, n_paths, n_clips, n_uses;
} Structure;

static void
structure_clear(Structure *structure)
{
  g_hash_table_unref(structure->ids);
  g_string_free(structure->titles, TRUE);
  g_string_free(structure->texts, TRUE);
  g_string_free(structure->layers, TRUE);
  g_string_free(structure->data, TRUE);
  g_string_free(structure->labels, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Structure, structure_clear)

static void
on_start(GMarkupParseContext *context, const char *name, const char **keys, const char **values,
         gpointer data, GError **error)
{
  Structure *structure = data;
  structure->n_groups += g_str_equal(name, "g");
  structure->n_paths += g_str_equal(name, "path");
  structure->n_uses += g_str_equal(name, "use");
  structure->n_clips += g_str_equal(name, "clipPath");
  g_assert_false(g_str_equal(name, "script"));
  for (; *keys != NULL; keys++, values++) {
    g_assert_false(g_str_has_prefix(*keys, "on"));
    if (g_str_equal(*keys, "id"))
      g_assert_true(g_hash_table_add(structure->ids, g_strdup(*values)));
    else if (g_str_equal(*keys, "inkscape:label"))
      g_string_append_printf(structure->layers, "%s|", *values);
    else if (g_str_equal(*keys, "aria-label"))
      g_string_append_printf(structure->labels, "%s|", *values);
    else if (g_str_has_prefix(*keys, "data-"))
      g_string_append_printf(structure->data, "%s=%s|", *keys, *values);
  }
}

static void
on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Structure *structure = data;
  const char *element = g_markup_parse_context_get_element(context);
  GString *out = g_str_equal(element, "title")  ? structure->titles
                 : g_str_equal(element, "text") ? structure->texts
                                                : NULL;
  if (out != NULL)
    g_string_append_printf(out, "%s|", text);
}

static Structure
parse_svg(GBytes *svg)
{
  static const GMarkupParser parser = { .start_element = on_start, .text = on_text };
  Structure structure = { .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                          .titles = g_string_new(NULL),
                          .texts = g_string_new(NULL),
                          .layers = g_string_new(NULL),
                          .data = g_string_new(NULL),
                          .labels = g_string_new(NULL) };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, &structure, NULL);
  gsize size;
  const char *text = g_bytes_get_data(svg, &size);
  g_autoptr(GError) error = NULL;
  g_markup_parse_context_parse(context, text, (gssize)size, &error);
  g_assert_no_error(error);
  g_markup_parse_context_end_parse(context, &error);
  g_assert_no_error(error);
  return structure;
}

static void
test_svg_has_groups_ids_and_text(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) svg = write_svg(drawing);
  g_auto(Structure) structure = parse_svg(svg);
  static const char *const ids[] = { "paper", "change", "labels", "held", "gained", "contested", "border" };
  for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
    g_assert_true(g_hash_table_contains(structure.ids, ids[i]));
  g_assert_cmpuint(structure.n_groups, ==, 4);
  g_assert_cmpuint(structure.n_paths, ==, 8);
  g_assert_cmpuint(structure.n_clips, ==, 1);
  g_assert_cmpstr(structure.titles->str, ==, "Change in November|+183 km² <b>|Contested|");
  g_assert_cmpstr(structure.layers->str, ==, "Paper|Gained & lost|Labels|");
  g_assert_cmpstr(structure.data->str, ==, "data-period=2024-11|data-km2=183 \"&\"|");
  g_auto(GStrv) texts = g_strsplit(structure.texts->str, "|", -1);
  g_assert_cmpuint(g_strv_length(texts), ==, 6);
  g_assert_cmpstr(texts[1], ==, "Слов’янськ");
  g_assert_cmpstr(texts[2], ==, RIGHT_TO_LEFT);
  g_assert_cmpstr(texts[4], ==, "River  in italics");
}

/* labels_new() turns a river by 20 degrees counter-clockwise; SVG counts angles clockwise. */
static void
test_svg_turns_text_about_its_anchor(void)
{
  g_autoptr(SalDrawing) drawing = sal_drawing_new(100, 100, FAMILIES, NULL, NULL);
  sal_drawing_add_layer(drawing, labels_new());
  g_autoptr(GBytes) svg = sal_svg_write(drawing, &(SalSvgOptions){ .width_px = 200, .height_px = 200 }, NULL);
  const char *text = g_bytes_get_data(svg, NULL);
  g_assert_nonnull(strstr(text, " x=\"160\" y=\"208\" transform=\"rotate(-20 160 208)\""));
}

/* The id of an SVG's first clipping path. */
static char *
get_clip_id(const SalDrawing *drawing)
{
  g_autoptr(GBytes) svg = write_svg(drawing);
  const char *start = strstr(g_bytes_get_data(svg, NULL), "<clipPath id=\"");
  g_assert_nonnull(start);
  start += strlen("<clipPath id=\"");
  char *id = g_strndup(start, strcspn(start, "\""));
  g_autofree char *reference = g_strdup_printf("url(#%s)", id);
  g_assert_nonnull(strstr(start, reference));
  return id;
}

/* Two pictures in one web page. */
static void
test_clips_of_two_pictures_do_not_clash(void)
{
  g_autoptr(SalDrawing) drawing = sample_new(), same = sample_new(), other = drawing_new("Other");
  SalLayer *layer = areas_new();
  sal_layer_set_clip(layer, (SalRect){ 5, 5, 50, 50 });
  sal_drawing_add_layer(other, layer);
  g_autofree char *id = get_clip_id(drawing), *same_id = get_clip_id(same), *other_id = get_clip_id(other);
  g_assert_true(g_str_has_suffix(id, "-clip1"));
  g_assert_cmpstr(id, ==, same_id);
  g_assert_cmpstr(id, !=, other_id);
}

static GBytes *
write_svg_with(const SalDrawing *drawing, const char *id_prefix, SalTextMode text_mode)
{
  const SalSvgOptions options = { WIDTH_PX, HEIGHT_PX, id_prefix, text_mode };
  GBytes *svg = sal_svg_write(drawing, &options, NULL);
  g_assert_nonnull(svg);
  return svg;
}

/* Asserts that what stands behind each mark, such as a class, begins with the prefix. */
static void
assert_prefixed(const char *svg, const char *mark, const char *prefix)
{
  guint n = 0;
  for (const char *p = strstr(svg, mark); p != NULL; p = strstr(p + 1, mark), n++)
    g_assert_true(g_str_has_prefix(p + strlen(mark), prefix));
  g_assert_cmpuint(n, >, 0);
}

static void
test_svg_prefixes_all_names(void)
{
  static const char *const marks[] = { " id=\"", " class=\"", "url(#", "href=\"#", "\n." };
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) svg = write_svg_with(drawing, "nov-", SAL_TEXT_REAL);
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    assert_prefixed(g_bytes_get_data(svg, NULL), marks[i], "nov-");
}

/* Of the same drawing with the same prefix: what refers to something finds its own. Two drawings that differ get
 * different names even with one prefix. */
static void
test_svg_prefix_does_not_make_names_clash(void)
{
  g_autoptr(SalDrawing) drawing = sample_new(), other = drawing_new("Other");
  sal_drawing_add_layer(other, labels_new());
  g_autoptr(GBytes) svg = write_svg_with(drawing, "war-", SAL_TEXT_REAL),
                    other_svg = write_svg_with(other, "war-", SAL_TEXT_REAL);
  const char *style = strstr(g_bytes_get_data(svg, NULL), "\n.war-s");
  g_assert_nonnull(style);
  g_autofree char *class_name = g_strndup(style, strcspn(style, "{"));
  g_assert_null(strstr(g_bytes_get_data(other_svg, NULL), class_name));
}

/* Layers of an inset, and the parts of a label. */
static void
test_svg_groups_what_belongs_together(void)
{
  const SalTextStyle style = text_style_of(9);
  g_autoptr(SalDrawing) drawing = drawing_new("Groups");
  SalLayer *layer = sal_layer_new("inset-a-places", "Inset A: Places");
  sal_layer_begin_group(layer, &(SalDrawingGroup){ "inset-a-label-york", "label", "York" });
  sal_layer_add_text(layer, "York", 20, 20, SAL_ANCHOR_START, 0, &style);
  sal_layer_add_dot(layer, 20, 20, 1, &(SalAreaStyle){ .fill = INK });
  sal_layer_end_group(layer);
  sal_drawing_begin_group(drawing, &(SalDrawingGroup){ "inset-a", "inset", "Inset A" });
  sal_drawing_add_layer(drawing, areas_new());
  sal_drawing_add_layer(drawing, layer);
  sal_drawing_end_group(drawing);
  sal_drawing_add_layer(drawing, labels_new());
  g_autoptr(GBytes) svg = write_svg_with(drawing, "p-", SAL_TEXT_REAL);
  const char *text = g_bytes_get_data(svg, NULL);
  g_assert_nonnull(strstr(
      text, "<g id=\"p-inset-a\" class=\"p-inset\" inkscape:groupmode=\"layer\" inkscape:label=\"Inset A\">"
            "\n<g id=\"p-change\""));
  const char *label =
      strstr(text, "<g id=\"p-inset-a-label-york\" class=\"p-label\" inkscape:label=\"York\">\n");
  g_assert_nonnull(label);
  const char *end = strstr(label, "</g>\n</g>\n</g>\n<g id=\"p-labels\"");
  g_assert_nonnull(end);
  g_assert_true(strstr(label, "<text") < end);
  g_auto(Structure) structure = parse_svg(svg);
  g_assert_cmpuint(structure.n_groups, ==, 7);
}

/* Of its own size in pixels, of the page's in mm, or of none. */
static void
test_svg_tells_its_size_as_asked(void)
{
  static const struct {
    gboolean is_in_mm, is_responsive;
    const char *expected;
  } cases[] = { { FALSE, FALSE, " width=\"1600\" height=\"1200\" viewBox=\"0 0 1600 1200\"" },
                { TRUE, FALSE, " width=\"160mm\" height=\"120mm\" viewBox=\"0 0 1600 1200\"" },
                { TRUE, TRUE, "inkscape\" viewBox=\"0 0 1600 1200\"" } };
  g_autoptr(SalDrawing) drawing = sample_new();
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const SalSvgOptions options = { .width_px = WIDTH_PX,
                                    .height_px = HEIGHT_PX,
                                    .is_in_mm = cases[i].is_in_mm,
                                    .is_responsive = cases[i].is_responsive };
    g_autoptr(GBytes) svg = sal_svg_write(drawing, &options, NULL);
    g_assert_nonnull(strstr(g_bytes_get_data(svg, NULL), cases[i].expected));
  }
}

/* What programs that read out a picture say of it. */
static void
test_svg_root_has_language_and_labels(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  sal_drawing_set_language(drawing, "uk");
  sal_drawing_set_description(drawing, "What changed");
  g_autoptr(GBytes) svg = write_svg_with(drawing, "m-", SAL_TEXT_REAL);
  const char *text = g_bytes_get_data(svg, NULL);
  const char *labels = strstr(text, " lang=\"uk\" xml:lang=\"uk\" aria-labelledby=\"");
  g_assert_nonnull(labels);
  labels = strstr(labels, "by=\"") + 4;
  g_auto(GStrv) ids = g_strsplit(labels, " ", 2);
  g_autofree char *title = g_strdup_printf("<title id=\"%s\">Change in November</title>", ids[0]);
  ids[1][strcspn(ids[1], "\"")] = '\0';
  g_autofree char *desc = g_strdup_printf("<desc id=\"%s\">What changed</desc>", ids[1]);
  g_assert_true(strstr(text, title) != NULL && strstr(text, desc) != NULL);
  sal_drawing_set_language(drawing, "\" onload=\"x");
  g_autoptr(GBytes) without = write_svg_with(drawing, NULL, SAL_TEXT_REAL);
  g_assert_null(strstr(g_bytes_get_data(without, NULL), "lang="));
}

static void
test_svg_knows_prefixes(void)
{
  static const char *const wrong[] = { "", "1a", "-a", "a b", "ä", "a\"", "a:b" };
  g_assert_true(sal_svg_is_prefix("_a-1"));
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
    g_assert_false(sal_svg_is_prefix(wrong[i]));
}

static void
test_svg_outlines_say_their_text(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) svg = write_svg_with(drawing, NULL, SAL_TEXT_OUTLINE);
  g_auto(Structure) structure = parse_svg(svg);
  g_assert_cmpstr(structure.texts->str, ==, "");
  g_assert_cmpstr(structure.labels->str, ==,
                  "Pokrovsk|Слов’янськ|" RIGHT_TO_LEFT "|חרקיב|River  in italics|");
  g_assert_cmpuint(structure.n_paths, ==, 8 + 5);
  g_assert_cmpuint(structure.n_uses, ==, 5);
  g_assert_nonnull(strstr(g_bytes_get_data(svg, NULL), " role=\"img\" aria-label=\"Pokrovsk\""));
  g_assert_null(strstr(g_bytes_get_data(svg, NULL), "font-"));
}

static const char *const hostile[] = {
  "<script>alert(1)</script>",
  "]]>",
  "\"' onload=\"x",
  "&amp;&#x0;&nbsp;",
  "a\x01\x08\x0b\x1f\x7f\xc2\x85z",
  "\xff\xfe\xc0\x80\xed\xa0\x80",
  "\xef\xbf\xbf\xef\xbf\xbe",
  "\xe2\x80\xae evil \xe2\x80\xac",
  "\xe2\x80\x8f\xe2\x81\xa6" /* NOLINT(misc-misleading-bidirectional): meant */,
  "😀\xf0\x9f\x87\xba\xf0\x9f\x87\xa6",
  "</style><svg onload='x'>",
  "-->",
  "%s%n",
  "\n\n",
};

static void
test_hostile_names_are_harmless(void)
{
  const SalTextStyle style = text_style_of(9);
  for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
    g_autoptr(SalDrawing) drawing = sal_drawing_new(WIDTH_MM, HEIGHT_MM, hostile[i], hostile[i], hostile[i]);
    SalLayer *layer = sal_layer_new("labels", hostile[i]);
    sal_layer_add_text(layer, hostile[i], 20, 20, SAL_ANCHOR_START, 0, &style);
    sal_layer_add_area(layer, blob_new(50, 50, 20), &(SalAreaStyle){ .fill = RED },
                       &(SalItemInfo){ .title = hostile[i] });
    sal_drawing_add_layer(drawing, layer);
    g_autoptr(GPtrArray) files = write_in_all_formats(drawing);
    for (guint j = 0; j < files->len; j++)
      g_assert_nonnull(files->pdata[j]);
    g_auto(Structure) structure = parse_svg(files->pdata[2]);
    g_assert_cmpuint(structure.n_groups, ==, 1);
    g_assert_true(g_utf8_validate(structure.texts->str, -1, NULL));
  }
}

/* Odd coordinates neither hang nor break a format. */
static void
test_hostile_coordinates_are_harmless(void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 1e300, -1e18, 1e-300 };
  const SalHatchStyle hatch = { RED, 45, 0.5, 0.1 };
  g_autoptr(SalDrawing) drawing = drawing_new("Odd");
  SalLayer *layer = sal_layer_new("odd", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(odd); i++) {
    SalGeometry *polygon = sal_geometry_new(SAL_POLYGONS);
    sal_geometry_add_point(polygon, 10, 10);
    sal_geometry_add_point(polygon, odd[i], 20);
    sal_geometry_add_point(polygon, 30, odd[i]);
    sal_geometry_end_part(polygon);
    sal_geometry_end_polygon(polygon);
    sal_layer_add_area(layer, polygon,
                       &(SalAreaStyle){ .fill = RED, .hatch = hatch, .outline = { INK, 0.1 } }, NULL);
  }
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GPtrArray) files = write_in_all_formats(drawing);
  for (guint j = 0; j < files->len; j++)
    g_assert_nonnull(files->pdata[j]);
  g_auto(Structure) structure = parse_svg(files->pdata[2]);
  g_assert_cmpuint(structure.n_groups, ==, 2 + G_N_ELEMENTS(odd));
}

static char *
svg_of_line(const double *coordinates, guint n)
{
  g_autoptr(SalDrawing) drawing = sal_drawing_new(100, 100, FAMILIES, NULL, NULL);
  SalLayer *layer = sal_layer_new("line", NULL);
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(line, coordinates[2 * i], coordinates[2 * i + 1]);
  sal_geometry_end_part(line);
  sal_layer_add_line(layer, line, &(SalLineStyle){ INK, 1 }, NULL);
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GBytes) svg = sal_svg_write(drawing, &(SalSvgOptions){ .width_px = 100, .height_px = 100 }, NULL);
  const char *start = strstr(g_bytes_get_data(svg, NULL), " d=\"");
  return start != NULL ? g_strndup(start + 4, strcspn(start + 4, "\"")) : NULL;
}

static void
test_svg_paths_are_short_and_exact(void)
{
  const double steps[] = { 12.5, 3.02, 13.6,  2.72,   13.6,   2.721, 13.6, 10, 20,
                           10,   20.5, 10.25, 21.004, 10.751, 0,     0,    -1, -0.5 };
  g_autofree char *path = svg_of_line(steps, G_N_ELEMENTS(steps) / 2);
  g_assert_cmpstr(path, ==, "M12.5 3.02l1.1-.3v7.28h6.4l.5.25.5.5-21-10.75-1-.5");
  const double dot[] = { 1, 1, 1.001, 1.002 };
  g_autofree char *nothing = svg_of_line(dot, 2);
  g_assert_cmpstr(nothing, ==, "");
}

/* A line in a colour, with a text. */
static SalDrawing *
in_color(SalColor color, const char *text)
{
  SalDrawing *drawing = sal_drawing_new(10, 10, FAMILIES, "t", NULL);
  SalLayer *layer = sal_layer_new("line", "Line");
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, 1, 1);
  sal_geometry_add_point(line, 9, 9);
  sal_geometry_end_part(line);
  const SalTextStyle style = text_style_of(8);
  sal_layer_add_line(layer, line, &(SalLineStyle){ color, 1 }, NULL);
  sal_layer_add_text(layer, text, 5, 5, SAL_ANCHOR_START, 0, &style);
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

static char *
svg_in_two_colors(const SalDrawing *light, const SalDrawing *dark)
{
  g_autoptr(GBytes) svg =
      sal_svg_write(light, &(SalSvgOptions){ .width_px = 100, .height_px = 100, .dark = dark }, NULL);
  gsize length = 0;
  const char *text = g_bytes_get_data(svg, &length);
  return g_strndup(text, length);
}

/* What is said of light screens alone does not hold on dark ones, and what is the same is said once. */
static void
test_svg_has_colours_for_dark_screens(void)
{
  const SalColor half = { 0x10, 0x20, 0x30, 0x80 };
  g_autoptr(SalDrawing) light = in_color(half, "a"), dark = in_color(WHITE, "a");
  g_autofree char *svg = svg_in_two_colors(light, dark);
  const char *media = strstr(svg, "@media screen and (prefers-color-scheme:dark){");
  g_assert_nonnull(media);
  g_assert_nonnull(strstr(media, "stroke:#ffffff"));
  g_assert_nonnull(strstr(media, "stroke-opacity:initial"));
  g_assert_null(strstr(media, "font-size"));
  g_assert_null(strstr(media, "#102030"));
  g_assert_nonnull(strstr(svg, "stroke:#102030"));
  g_assert_true(strstr(svg, "stroke:#102030") < media);
}

/* Styles that place things elsewhere are no colours of the same picture. */
static void
test_svg_takes_no_other_drawing_for_dark_screens(void)
{
  g_autoptr(SalDrawing) light = in_color(INK, "a"), other = in_color(WHITE, "b");
  g_autofree char *plain = svg_in_two_colors(light, NULL), *svg = svg_in_two_colors(light, other);
  g_assert_cmpstr(svg, ==, plain);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/svg/has-groups-ids-and-text", test_svg_has_groups_ids_and_text);
  g_test_add_func("/svg/turns-text-about-its-anchor", test_svg_turns_text_about_its_anchor);
  g_test_add_func("/svg/clips-of-two-pictures-do-not-clash", test_clips_of_two_pictures_do_not_clash);
  g_test_add_func("/svg/prefixes-all-names", test_svg_prefixes_all_names);
  g_test_add_func("/svg/prefix-does-not-make-names-clash", test_svg_prefix_does_not_make_names_clash);
  g_test_add_func("/svg/groups-what-belongs-together", test_svg_groups_what_belongs_together);
  g_test_add_func("/svg/tells-its-size-as-asked", test_svg_tells_its_size_as_asked);
  g_test_add_func("/svg/root-has-language-and-labels", test_svg_root_has_language_and_labels);
  g_test_add_func("/svg/knows-prefixes", test_svg_knows_prefixes);
  g_test_add_func("/svg/outlines-say-their-text", test_svg_outlines_say_their_text);
  g_test_add_func("/svg/paths-are-short-and-exact", test_svg_paths_are_short_and_exact);
  g_test_add_func("/svg/has-colours-for-dark-screens", test_svg_has_colours_for_dark_screens);
  g_test_add_func("/svg/takes-no-other-drawing-for-dark-screens",
                  test_svg_takes_no_other_drawing_for_dark_screens);
  g_test_add_func("/svg/hostile-names-are-harmless", test_hostile_names_are_harmless);
  g_test_add_func("/svg/hostile-coordinates-are-harmless", test_hostile_coordinates_are_harmless);
  return g_test_run();
}
