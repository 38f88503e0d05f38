/* Template files: what is read, and what is refused with its line. */
#include "render/drawing/richtext.h"
#include "render/page/box-flow.h"
#include "render/page/boxes.h"
#include "styles/page-template-load.h"

#include "data/base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
write_file(const char *text)
{
  g_autoptr(GError) error = NULL;
  char *path = NULL;
  const int file = g_file_open_tmp("salient-template-XXXXXX.yaml", &path, &error);
  g_assert_no_error(error);
  g_close(file, NULL);
  g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
  return path;
}

/* The message of the fault that loading a file or placing its boxes on 200 x 100 mm finds, from its line on. */
static char *
find_fault(const char *text)
{
  g_autofree char *path = write_file(text);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPageTemplate) template = sal_page_template_load(path, NULL, &error);
  g_autoptr(GArray) boxes = template != NULL ? sal_boxes_place(template, 200, 100, &error) : NULL;
  g_unlink(path);
  if (error == NULL)
    return g_strdup("no fault");
  g_assert_true(g_str_has_prefix(error->message, path));
  return g_strdup(error->message + strlen(path) + 1);
}

static void
test_refuses_what_is_wrong(void)
{
  static const struct {
    const char *text, *message;
  } cases[] = {
    { "boxes: {map: {}}", "no fault" },
    { "title: no boxes", "1: boxes: expected a mapping of boxes, among them a map, got none" },
    { "boxes:\n  title: {height: 10}", "2: boxes: expected a map among the boxes, got none" },
    { "boxes:\n  map: {}\n  tilte: {height: 4}",
      "3: boxes: expected one of title, subtitle, map, chart, legend, text, table, figure, logo, credit, "
      "source, bar, or a "
      "box that says its kind, got 'tilte' (did you mean 'title'?)" },
    { "boxes:\n  map: {}\n  a: {kind: tex}", "3: boxes.a.kind: expected one of title, subtitle, map, chart, "
                                             "legend, text, table, figure, logo, credit, source, "
                                             "bar, got 'tex' (did you mean 'text'?)" },
    { "boxes:\n  map: {tpo: 3}", "2: boxes.map: expected one of kind, left, right, top, bottom, width, "
                                 "height, padding_mm, background, got 'tpo' (did "
                                 "you mean 'top'?)" },
    { "boxes:\n  map: {top: 3cm}",
      "2: boxes.map.top: expected millimetres or a share of the page as 30%, got '3cm'" },
    { "boxes:\n  map: {top: -1}",
      "2: boxes.map.top: expected millimetres or a share of the page as 30%, got '-1'" },
    { "boxes:\n  map: {top: nan}",
      "2: boxes.map.top: expected millimetres or a share of the page as 30%, got 'nan'" },
    { "boxes:\n  map: {background: acent}",
      "2: boxes.map.background: expected a colour, \"#RGB\", \"#RRGGBB\" or \"#RRGGBBAA\", none, or one of "
      "accent, paper, "
      "text, muted, gained, lost, held, land, sea, net, got 'acent' (did you mean 'accent'?)" },
    { "boxes:\n  map: {left: 1, right: 1, width: 5}",
      "2: boxes.map: expected two of left, right and width, got all three" },
    { "boxes:\n  map: {}\n  b: {kind: map}", "3: boxes.b: expected one map, got a second (first in line 2)" },
    { "boxes:\n  map: {}\n  Map: {kind: bar}",
      "3: boxes: expected each name once, got 'Map' again (first in line 2)" },
    { "boxes:\n  map: {}\n  'a b': {kind: bar}",
      "3: boxes: expected a name of letters a-z, digits, '-' and '_', a letter first, got 'a b'" },
    { "boxes:\n  map: {bottom: 20}\n  logo: {height: 9}", "3: boxes.logo: expected a file, got none" },
    { "boxes:\n  map: {left: 170}",
      "2: boxes.map: expected a map of at least 40 x 30 mm, got 22.0 x 84.0 mm" },
    { "boxes:\n  map: {width: 210}", "2: boxes.map: expected a box on the page of 200.0 x 100.0 mm, got one "
                                     "from 8.0, 8.0 to 218.0, 92.0 mm" },
    { "boxes:\n  map: {top: 20}\n  title: {top: 5, height: 18}",
      "3: boxes.title: expected boxes that do not overlap, got 184.0 x 3.0 mm in common with 'map' (line "
      "2)" },
    { "boxes:\n  map: {top: 20}\n  title: {top: 5, height: 5, padding_mm: 3}",
      "3: boxes.title: expected room of at least 2 x 2 mm on a page of 200.0 x 100.0 mm, got 178.0 x -1.0 "
      "mm" },
    { "boxes:\n  map: {top: 20}\n  title: {top: 5, height: 9, size_pt: 9, least_pt: 12}",
      "3: boxes.title.least_pt: expected at most size_pt, 9, got 12" },
    { "boxes: [map]", "1: boxes: expected a mapping of boxes, among them a map, got a list" },
    { "boxes:\n  map: &a {}\n  bar: *a", "2: expected a value, got a YAML alias" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *fault = find_fault(cases[i].text);
    if (strstr(cases[i].message, "alias") != NULL)
      g_assert_nonnull(strstr(fault, "alias"));
    else
      g_assert_cmpstr(fault, ==, cases[i].message);
  }
}

static void
test_places_boxes_from_any_edge(void)
{
  g_autofree char *path =
      write_file("margin_mm: 5\nboxes:\n  a: {kind: bar, right: 10%, width: 20, top: 0, height: 1}\n"
                 "  map: {left: 25%, bottom: 10, padding_mm: 2}\n");
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPageTemplate) template = sal_page_template_load(path, NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GArray) boxes = sal_boxes_place(template, 200, 100, &error);
  g_assert_no_error(error);
  g_unlink(path);
  const SalPlacedBox *bar = &g_array_index(boxes, SalPlacedBox, 0), *map = sal_boxes_find(boxes, SAL_BOX_MAP);
  g_assert_cmpfloat_with_epsilon(bar->rect.x, 160, 1e-9);
  g_assert_cmpfloat_with_epsilon(bar->rect.width, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon(map->rect.x, 50, 1e-9);
  g_assert_cmpfloat_with_epsilon(map->rect.width, 145, 1e-9);
  g_assert_cmpfloat_with_epsilon(map->inner.y, 7, 1e-9);
  g_assert_cmpfloat_with_epsilon(map->inner.height, 81, 1e-9);
}

static void
test_collects_all_faults(void)
{
  g_autofree char *path = write_file("sise: a4\nboxes:\n  map: {tpo: 3}\n  titel: {}\n");
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPageTemplate) template = sal_page_template_load(path, faults, &error);
  g_assert_no_error(error);
  g_assert_nonnull(template);
  g_unlink(path);
  g_assert_cmpuint(faults->len, ==, 3);
}

/* The texts of a column: each on a line of the result, with a sign for bold (*) and italic (/). */
static char *
lay_out(const char *markdown, double width_mm)
{
  const SalTextStyle style = { .size_pt = 10, .weight = 400, .color = { 0, 0, 0, 255 } };
  const SalRichTextOptions options = { "Inter, DejaVu Sans", style, width_mm, 1, SAL_ANCHOR_START };
  g_autoptr(SalRichText) text = sal_rich_text_new(markdown, &options);
  g_autoptr(SalLayer) layer = sal_layer_new("text", "Text");
  g_autoptr(GString) all = g_string_new(NULL);
  sal_rich_text_draw(text, layer, 0, 0);
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    g_string_append_printf(all, "%s%s%s\n", item->text.style.weight >= 700 ? "*" : "",
                           item->text.style.italic ? "/" : "", item->text.text);
    g_assert_cmpfloat(item->text.y, <=, sal_rich_text_get_height_mm(text));
  }
  return g_strdup(all->str);
}

static void
test_reads_a_subset_of_markdown(void)
{
  static const struct {
    const char *markdown, *laid_out;
  } cases[] = {
    { "", "" },
    { "\n \n", "" },
    { "one\ntwo\n\nthree", "one two\nthree\n" },
    { "# Head\ntext", "*Head\ntext\n" },
    { "a **b c** d", "a\n*b c\nd\n" },
    { "a *b*, c", "a\n/b\n, c\n" },
    { "3 * 4 * 5", "3 * 4 * 5\n" },
    { "*open", "*open\n" },
    { "\\*no\\*", "*no*\n" },
    { "- a\n- b\n\nc", "•\na\n•\nb\nc\n" },
    { "1. a\n12. b", "1.\na\n12.\nb\n" },
    { "#no", "#no\n" },
    { "**", "**\n" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *all = lay_out(cases[i].markdown, 100);
    g_assert_cmpstr(all, ==, cases[i].laid_out);
  }
}

static void
test_breaks_lines(void)
{
  g_autofree char *narrow = lay_out("some words that do not fit on one line", 25);
  g_auto(GStrv) lines = g_strsplit(narrow, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), >, 3);
}

/* The rows of the tables of keys in docs/templates.md: of the file, then of boxes, with the kinds that have them. */
static char *
make_tables(void)
{
  GString *text = g_string_new(NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (const SalKey *key = sal_page_template_get_keys(); key->name != NULL; key++) {
    g_autofree char *value = key->kind == SAL_KEY_BASE ? g_strdup("a mapping") : sal_schema_expects(key);
    g_string_append_printf(text, "| `%s` | %s | %s |\n", key->name, value, key->meaning);
  }
  g_string_append(text, "\nIn a box:\n\n| key | of | value | meaning |\n|---|---|---|---|\n");
  for (guint i = 0; i < SAL_N_BOX_KINDS; i++)
    for (const SalKey *key = sal_page_template_get_box_keys((SalBoxKind)i); key->name != NULL; key++) {
      g_autofree char *row_key = g_strconcat(key->name, key->meaning, NULL);
      if (!g_hash_table_add(seen, (gpointer)g_intern_string(row_key)))
        continue;
      g_autoptr(GString) kinds = g_string_new(NULL);
      guint n = 0;
      for (guint j = 0; j < SAL_N_BOX_KINDS; j++) {
        const SalKey *same = sal_schema_find(sal_page_template_get_box_keys((SalBoxKind)j), key->name);
        if (same == NULL || !g_str_equal(same->meaning, key->meaning))
          continue;
        g_string_append_printf(kinds, "%s`%s`", n++ > 0 ? ", " : "", sal_page_template_list_kinds()[j]);
      }
      g_autofree char *value =
          key->kind == SAL_KEY_BASE ? g_strdup("one of the kinds above") : sal_schema_expects(key);
      g_string_append_printf(text, "| `%s` | %s | %s | %s |\n", key->name,
                             n == SAL_N_BOX_KINDS ? "all" : kinds->str, value, key->meaning);
    }
  return g_string_free(text, FALSE);
}

/* With ACCEPT=1 the tables are written. */
static void
test_docs_have_every_key(void)
{
  const char *const head = "At the top of a file:\n\n| key | value | meaning |\n|---|---|---|\n";
  const char *root = g_getenv("SALIENT_SOURCE_ROOT");
  g_autofree char *path = g_build_filename(root != NULL ? root : ".", "docs/templates.md", NULL);
  g_autofree char *docs = NULL, *tables = make_tables();
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &docs, NULL, &error);
  g_assert_no_error(error);
  char *start = strstr(docs, head);
  g_assert_nonnull(start);
  start += strlen(head);
  if (g_strcmp0(g_getenv("ACCEPT"), "1") == 0) {
    *start = '\0';
    g_autofree char *all = g_strconcat(docs, tables, NULL);
    g_file_set_contents(path, all, -1, &error);
    g_assert_no_error(error);
  } else
    g_assert_cmpstr(start, ==, tables);
  for (const char *const *name = sal_page_template_get_builtin_names(); *name != NULL; name++) {
    g_autofree char *quoted = g_strdup_printf("| `%s` |", *name);
    g_assert_nonnull(strstr(docs, quoted));
  }
}

/* The boxes of a template on 200 x 100 mm, of which the boxes hold what needs say (0 for map and bars). */
static GArray *
flow(SalPageTemplate **template, const char *text, const double *needs, gboolean is_row)
{
  g_autofree char *path = write_file(text);
  g_autoptr(GError) error = NULL;
  *template = sal_page_template_load(path, NULL, &error);
  g_assert_no_error(error);
  g_unlink(path);
  g_autoptr(GArray) boxes = sal_boxes_place(*template, 200, 100, &error);
  g_assert_no_error(error);
  return is_row ? sal_boxes_make_row(boxes, needs) : sal_boxes_flow(boxes, needs);
}

static void
assert_rect(const GArray *boxes, const char *name, SalRect rect)
{
  for (guint i = 0; i < boxes->len; i++) {
    const SalPlacedBox *placed = &g_array_index(boxes, SalPlacedBox, i);
    if (!g_str_equal(placed->box->name, name))
      continue;
    g_assert_cmpfloat_with_epsilon(placed->rect.x, rect.x, 1e-9);
    g_assert_cmpfloat_with_epsilon(placed->rect.y, rect.y, 1e-9);
    g_assert_cmpfloat_with_epsilon(placed->rect.width, rect.width, 1e-9);
    g_assert_cmpfloat_with_epsilon(placed->rect.height, rect.height, 1e-9);
    return;
  }
  g_assert_cmpfloat(rect.width, ==, 0); /* it is gone */
}

#define FLOWING                                                                                              \
  "margin_mm: 10\nboxes:\n  rule: {kind: bar, top: 5, height: 1}\n  title: {top: 8, height: 12}\n"           \
  "  map: {top: 23, height: 40}\n  chart-rule: {kind: bar, top: 65, height: 1}\n"                            \
  "  chart: {top: 67, height: 10}\n  text: {top: 80, height: 8, width: 60}\n  credit: {bottom: 2, height: "  \
  "8}\n"

static void
test_gives_spared_room_to_the_map(void)
{
  g_autoptr(SalPageTemplate) template = NULL;
  const double needs[] = { 0, 5, 0, 0, 10, 8, 8 };
  g_autoptr(GArray) boxes = flow(&template, FLOWING, needs, FALSE);
  assert_rect(boxes, "rule", (SalRect){ 10, 5, 180, 1 });
  assert_rect(boxes, "title", (SalRect){ 10, 8, 180, 5 });
  assert_rect(boxes, "map", (SalRect){ 10, 16, 180, 47 });
  assert_rect(boxes, "chart", (SalRect){ 10, 67, 180, 10 });
}

/* A box without anything goes with the rule above it and the gap; others stand at the bottom. */
static void
test_leaves_out_boxes_with_nothing_to_show(void)
{
  g_autoptr(SalPageTemplate) template = NULL;
  const double needs[] = { 0, 12, 0, 0, 0, 4, 5 };
  g_autoptr(GArray) boxes = flow(&template, FLOWING, needs, FALSE);
  assert_rect(boxes, "chart", (SalRect){ 0 });
  assert_rect(boxes, "chart-rule", (SalRect){ 0 });
  assert_rect(boxes, "credit", (SalRect){ 10, 93, 180, 5 });
  assert_rect(boxes, "text", (SalRect){ 10, 87, 60, 4 });
  assert_rect(boxes, "map", (SalRect){ 10, 23, 180, 62 });
}

static void
test_lets_texts_grow_as_far_as_the_map_allows(void)
{
  g_autoptr(SalPageTemplate) template = NULL, other = NULL;
  const double needs[] = { 0, 20, 0, 0, 10, 8, 8 }, too_much[] = { 0, 34, 0, 0, 10, 8, 8 };
  g_autoptr(GArray) boxes = flow(&template, FLOWING, needs, FALSE);
  assert_rect(boxes, "title", (SalRect){ 10, 8, 180, 20 });
  assert_rect(boxes, "map", (SalRect){ 10, 31, 180, 32 });
  g_assert_null(flow(&other, FLOWING, too_much, FALSE));
}

static void
test_makes_a_row_of_a_column_that_is_mostly_empty(void)
{
  static const char *const text = "margin_mm: 10\nboxes:\n  map: {top: 10, bottom: 10, right: 80}\n"
                                  "  legend: {top: 10, height: 30, left: 126}\n"
                                  "  rule: {kind: bar, top: 42, height: 0.3, left: 126}\n"
                                  "  table: {top: 44, bottom: 10, left: 126}\n";
  g_autoptr(SalPageTemplate) template = NULL, other = NULL;
  const double sparse[] = { 0, 12, 0, 10 }, dense[] = { 0, 28, 0, 30 };
  g_autoptr(GArray) boxes = flow(&template, text, sparse, TRUE);
  assert_rect(boxes, "map", (SalRect){ 10, 10, 180, 80 - 36 - 6 });
  assert_rect(boxes, "legend", (SalRect){ 10, 54, 87, 36 });
  assert_rect(boxes, "table", (SalRect){ 103, 54, 87, 36 });
  assert_rect(boxes, "rule", (SalRect){ 0 });
  g_assert_null(flow(&other, text, dense, TRUE));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/page-template/refuses-what-is-wrong", test_refuses_what_is_wrong);
  g_test_add_func("/page-template/places-boxes-from-any-edge", test_places_boxes_from_any_edge);
  g_test_add_func("/page-template/gives-spared-room-to-the-map", test_gives_spared_room_to_the_map);
  g_test_add_func("/page-template/leaves-out-boxes-with-nothing-to-show",
                  test_leaves_out_boxes_with_nothing_to_show);
  g_test_add_func("/page-template/lets-texts-grow-as-far-as-the-map-allows",
                  test_lets_texts_grow_as_far_as_the_map_allows);
  g_test_add_func("/page-template/makes-a-row-of-a-column-that-is-mostly-empty",
                  test_makes_a_row_of_a_column_that_is_mostly_empty);
  g_test_add_func("/page-template/collects-all-faults", test_collects_all_faults);
  g_test_add_func("/page-template/docs-have-every-key", test_docs_have_every_key);
  g_test_add_func("/rich-text/reads-a-subset-of-markdown", test_reads_a_subset_of_markdown);
  g_test_add_func("/rich-text/breaks-lines", test_breaks_lines);
  return g_test_run();
}
