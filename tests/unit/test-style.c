#include "styles/color.h"
#include "styles/format.h"
#include "styles/loader.h"
#include "styles/schema.h"
#include "styles/yaml.h"

#include "data/base/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* A folder that goes away with the test, with everything in it. */
typedef struct {
  char *path;
} Folder;

static void
folder_clear(Folder *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder->path, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder->path, name, NULL);
    g_remove(path);
  }
  g_rmdir(folder->path);
  g_free(folder->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folder, folder_clear)

static Folder
folder_make(void)
{
  g_autoptr(GError) error = NULL;
  Folder folder = { g_dir_make_tmp("salient-style-XXXXXX", &error) };
  g_assert_no_error(error);
  return folder;
}

static char *
write_file(const Folder *folder, const char *name, const char *text, gssize length)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename(folder->path, name, NULL);
  g_file_set_contents(path, text, length, &error);
  g_assert_no_error(error);
  return path;
}

static SalStyle *
load_good(const char *name)
{
  g_autoptr(GError) error = NULL;
  SalStyle *style = sal_style_load(name, &error);
  g_assert_no_error(error);
  g_assert_nonnull(style);
  return style;
}

static SalStyle *
load_text(const char *text)
{
  g_auto(Folder) folder = folder_make();
  g_autofree char *path = write_file(&folder, "s.yaml", text, -1);
  return load_good(path);
}

/* Loads what cannot be loaded, and compares the message, with the folder's name taken out. */
static void
assert_refused(const Folder *folder, const char *path, SalError code, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalStyle) style = sal_style_load(path, &error);
  g_assert_null(style);
  g_assert_error(error, SAL_ERROR, (int)code);
  g_autofree char *prefix = g_strconcat(folder->path, "/", NULL);
  g_auto(GStrv) parts = g_strsplit(error->message, prefix, -1);
  g_autofree char *shown = g_strjoinv("", parts);
  g_assert_cmpstr(shown, ==, message);
}

static void
assert_text_refused(const char *text, gssize length, const char *message)
{
  g_auto(Folder) folder = folder_make();
  g_autofree char *path = write_file(&folder, "s.yaml", text, length);
  g_autofree char *full = g_strconcat("s.yaml:", message, NULL);
  assert_refused(&folder, path, SAL_ERROR_STYLE, full);
}

typedef struct {
  const char *text, *message;
} Case;

static void
assert_all_refused(const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    assert_text_refused(cases[i].text, -1, cases[i].message);
}

/* The source tree, from the place of this file and that of the program in the build folder. */
static char *
build_source_path(const char *name)
{
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *tests = g_path_get_dirname(self);
  g_autofree char *build = g_path_get_dirname(tests);
  g_autofree char *source = g_canonicalize_filename(__FILE__, build);
  g_autofree char *unit = g_path_get_dirname(source);
  return g_build_filename(unit, "..", "..", name, NULL);
}

static char *
read_source(const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = build_source_path(name);
  char *text = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

static void
test_builtin_names_are_sorted(void)
{
  const char *const *names = sal_style_get_builtin_names();
  g_autofree char *list = g_strjoinv(" ", (char **)names);
  g_assert_cmpstr(list, ==, "bold colour-blind dark default newspaper print");
  g_assert_true(names == sal_style_get_builtin_names());
}

static void
test_format_is_read_as_the_same_style(void)
{
  for (const char *const *name = sal_style_get_builtin_names(); *name != NULL; name++) {
    g_autoptr(SalStyle) style = load_good(*name);
    g_assert_cmpstr(style->name, ==, *name);
    g_autofree char *text = sal_style_format(style);
    g_autoptr(SalStyle) again = load_text(text);
    g_autofree char *text_again = sal_style_format(again);
    g_assert_cmpstr(text, ==, text_again);
    g_assert_cmpmem(&style->margin_mm, sizeof *style - G_STRUCT_OFFSET(SalStyle, margin_mm),
                    &again->margin_mm, sizeof *again - G_STRUCT_OFFSET(SalStyle, margin_mm));
  }
}

static void
test_default_says_everything(void)
{
  g_autofree char *file = read_source("styles/default.yaml");
  g_auto(GStrv) lines = g_strsplit(file, "\n", -1);
  GString *said = g_string_new(NULL);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && (*line)[strspn(*line, " ")] != '#')
      g_string_append_printf(said, "%s\n", *line);
  g_autoptr(SalStyle) style = load_good("default");
  g_autofree char *formatted = sal_style_format(style);
  g_assert_cmpstr(said->str, ==, formatted);
  g_string_free(said, TRUE);
}

static void
test_texts_and_numbers_survive_formatting(void)
{
  g_autoptr(SalStyle) style = load_text("title: 'Say \"hi\" \\ і ї є ґ ʼ'\n"
                                        "page: {margin_mm: 0.1, gap_mm: 1e-7}\n"
                                        "areas: {sea: {fill: \"#12345600\"}, land: {fill: '#abc'}}\n");
  g_assert_cmpstr(style->title, ==, "Say \"hi\" \\ і ї є ґ ʼ");
  g_autofree char *text = sal_style_format(style);
  g_autoptr(SalStyle) again = load_text(text);
  g_assert_cmpstr(again->title, ==, style->title);
  g_assert_cmpfloat(again->margin_mm, ==, 0.1);
  g_assert_cmpfloat(again->gap_mm, ==, 1e-7);
  g_assert_cmpint(again->sea.fill.a, ==, 0);
  g_assert_cmpint(again->land.fill.b, ==, 0xCC);
}

static void
test_a_file_says_only_what_differs(void)
{
  g_autoptr(SalStyle) base = load_good("default");
  g_autoptr(SalStyle) style = load_text(
      "areas:\n  gained:\n    fill: \"#00FF0080\"\nlines: {disputed_borders: {dash_mm: [2, 1, 3, 1]}}\n"
      "texts: {place_4: {italic: true, weight: 300}}\nplace_dot_mm: [4, 3, 2, 1]\n");
  g_assert_cmpint(style->gained.fill.g, ==, 255);
  g_assert_cmpint(style->gained.fill.a, ==, 128);
  g_assert_cmpint(style->disputed_borders.n_dash, ==, 4);
  g_assert_cmpfloat(style->disputed_borders.dash_mm[2], ==, 3);
  g_assert_true(style->place_text[3].italic);
  g_assert_cmpint(style->place_text[3].weight, ==, 300);
  g_assert_cmpfloat(style->place_dot_mm[0], ==, 4);
  g_assert_cmpfloat(style->gained.outline.width_mm, ==, base->gained.outline.width_mm);
  g_assert_cmpmem(&style->lost, sizeof style->lost, &base->lost, sizeof base->lost);
}

static void
test_nothing_said_is_the_base(void)
{
  const char *const texts[] = {
    "", "# nothing yet\n", "{}", "areas:\nlines: {}\n", "base: default\n", "\357\273\277areas: {}\r\n"
  };
  g_autoptr(SalStyle) base = load_good("default");
  g_autofree char *expected = sal_style_format(base);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(SalStyle) style = load_text(texts[i]);
    g_autofree char *formatted = sal_style_format(style);
    g_assert_cmpstr(formatted, ==, expected);
  }
}

static void
test_none_takes_lines_and_hatches_away(void)
{
  g_autoptr(SalStyle) style = load_text(
      "base: print\nlines: {borders: none}\nareas: {lost: {hatch: none, outline: none, fill: none}}\n");
  g_assert_cmpfloat(style->borders.width_mm, ==, 0);
  g_assert_cmpfloat(style->lost.hatch.width_mm, ==, 0);
  g_assert_cmpfloat(style->lost.outline.width_mm, ==, 0);
  g_assert_cmpint(style->lost.fill.a, ==, 0);
}

static void
test_json_is_read(void)
{
  g_auto(Folder) folder = folder_make();
  g_autofree char *path = write_file(&folder, "s.json",
                                     "{\n\t\"title\": \"\\u00e9\\/\",\n\t\"page\": {\"margin_mm\": 12.5e0},\n"
                                     "\t\"texts\": {\"title\": {\"italic\": true}}\n}\n",
                                     -1);
  g_autoptr(SalStyle) style = load_good(path);
  g_assert_cmpstr(style->title, ==, "é/");
  g_assert_cmpfloat(style->margin_mm, ==, 12.5);
  g_assert_true(style->title_text.italic);
}

static void
test_numbers_do_not_depend_on_the_locale(void)
{
  if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL) {
    g_test_skip("no locale with a decimal comma");
    return;
  }
  g_autoptr(SalStyle) style = load_text("page: {margin_mm: 2.5}\n");
  g_autofree char *text = sal_style_format(style);
  setlocale(LC_NUMERIC, "C");
  g_assert_cmpfloat(style->margin_mm, ==, 2.5);
  g_assert_nonnull(strstr(text, "margin_mm: 2.5"));
}

static void
test_classes_are_found_by_name_else_in_turn(void)
{
  g_autoptr(SalStyle) style = load_text("base: dark\nclasses:\n  contested: {fill: \"#123456\"}\n"
                                        "  \"grey: zone\": {title: Grey, outline: {width_mm: 1}}\n");
  g_autoptr(SalStyle) base = load_good("dark");
  const SalAreaStyle *contested = sal_style_find_class(style, "contested", 7);
  g_assert_cmpint(contested->fill.b, ==, 0x56);
  g_assert_cmpfloat(contested->hatch.width_mm, ==,
                    sal_style_find_class(base, "contested", 0)->hatch.width_mm);
  const SalAreaStyle *own = sal_style_find_class(style, "grey: zone", 0);
  g_assert_cmpint(own->fill.a, ==, 0);
  g_assert_cmpfloat(own->hatch.width_mm, ==, 0);
  g_assert_cmpfloat(own->outline.width_mm, ==, 1);
  g_assert_true(sal_style_find_class(style, "nobody's", 1) == sal_style_find_class(style, "other_2", 0));
  g_assert_true(sal_style_find_class(style, "nobody's", 4) == sal_style_find_class(style, "other_1", 0));
  g_assert_cmpstr(sal_style_get_class_title(style, "contested"), ==, "Contested");
  g_assert_cmpstr(sal_style_get_class_title(style, "grey: zone"), ==, "Grey");
  g_assert_cmpstr(sal_style_get_class_title(style, "nobody's"), ==, "nobody's");
  g_autofree char *text = sal_style_format(style);
  g_autoptr(SalStyle) again = load_text(text);
  g_autofree char *text_again = sal_style_format(again);
  g_assert_cmpstr(text, ==, text_again);
  g_assert_nonnull(strstr(text, "\n  \"grey: zone\":\n    title: \"Grey\"\n    fill: none\n"));
}

static void
test_refuses_bad_classes(void)
{
  g_autoptr(GString) many = g_string_new("classes:\n");
  for (guint i = 0; i < 250; i++)
    g_string_append_printf(many, "  c%u: {}\n", i);
  const Case cases[] = {
    { "classes: [a]", "1: classes: expected a mapping of at most 256 names, got a list" },
    { "classes: {a: 1}", "1: classes.a: expected a mapping, got '1'" },
    { "classes:\n  a: {fil: none}",
      "2: classes.a: expected one of title, fill, hatch, outline, got 'fil' (did you "
      "mean 'fill'?)" },
    { "classes:\n  a: {}\n  a: {}", "3: classes: expected each key once, got 'a' again (first in line 2)" },
    { "classes:\n  '': {}", "2: classes: expected text of one line and at most 200 characters, got ''" },
    { many->str, "249: classes: expected at most 256 classes, got more" },
  };
  assert_all_refused(cases, G_N_ELEMENTS(cases));
}

static void
test_a_sequence_runs_through_its_colours(void)
{
  g_autoptr(SalStyle) style = load_text("sequence: ['#000000', '#FFFFFF', '#FF0000']\n");
  const SalColor black = sal_style_get_sequence_color(style, -1);
  const SalColor grey = sal_style_get_sequence_color(style, 0.25);
  const SalColor white = sal_style_get_sequence_color(style, 0.5);
  const SalColor red = sal_style_get_sequence_color(style, 2);
  g_assert_cmpint(black.r + black.g + black.b, ==, 0);
  g_assert_cmpint(white.r + white.g + white.b, ==, 3 * 255);
  g_assert_cmpint(red.r, ==, 255);
  g_assert_cmpint(red.g + red.b, ==, 0);
  /* Half the lightness of OKLab is an eighth of the light. */
  g_assert_cmpint(grey.r, ==, 99);
  g_assert_true(grey.g == grey.r && grey.b == grey.r && grey.a == 255);
}

static void
test_layers_are_drawn_as_listed(void)
{
  g_autoptr(SalStyle) style = load_text("layers: [land, neatline]\nfurniture: {legend: top-left}\n"
                                        "detail: {rivers: 1e6}\n");
  g_assert_cmpuint(style->n_layers, ==, 2);
  g_assert_cmpint(style->layers[0], ==, SAL_STYLE_LAYER_LAND);
  g_assert_cmpint(style->layers[1], ==, SAL_STYLE_LAYER_NEATLINE);
  g_assert_cmpint(style->furniture.legend, ==, SAL_STYLE_CORNER_TOP_LEFT);
  g_assert_cmpint(style->furniture.scale_bar, ==, SAL_STYLE_CORNER_AUTO);
  g_assert_cmpfloat(style->detail.rivers, ==, 1e6);
  const Case cases[] = {
    { "layers: [sea,\n see]",
      "2: layers: expected a list, each once, of sea, land, water, woods, built_up, lakes, classes, held, "
      "lost, gained, rivers, admin_1, railways, roads, borders, graticule, places, callouts, neatline, got "
      "'see' (did you mean 'sea'?)" },
    { "layers: [sea,\n land, sea]",
      "2: layers: expected each layer once, got 'sea' again (first in line 1)" },
    { "furniture: {legend: topleft}",
      "1: furniture.legend: expected one of auto, top-left, top-right, bottom-left, "
      "bottom-right, none, got 'topleft' (did you mean 'top-left'?)" },
    { "sequence: ['#FFF']", "1: sequence: expected a list of 2 to 9 colours, got a list" },
    { "sequence: ['#FFF', none]", "1: sequence: expected a list of 2 to 9 colours, got a list" },
    { "detail: {rivers: -1}", "1: detail.rivers: expected a number from 0 to 1000000000, got '-1'" },
  };
  assert_all_refused(cases, G_N_ELEMENTS(cases));
}

static void
test_refuses_unknown_keys_and_suggests(void)
{
  const Case cases[] = {
    { "title: x\n\nareas:\n  gained:\n    fil: \"#FFF\"\n",
      "5: areas.gained: expected one of fill, hatch, outline, got 'fil' (did you mean 'fill'?)" },
    { "# a\nlinse: {}\n",
      "2: expected one of title, base, font, roles, page, areas, lines, texts, place_dot_mm, "
      "classes, sequence, layers, detail, furniture, got "
      "'linse' (did you mean 'lines'?)" },
    { "page: {qqqqqq: 1}", "1: page: expected one of margin_mm, gap_mm, paper, got 'qqqqqq'" },
    { "? [a]\n: 1",
      "1: expected one of title, base, font, roles, page, areas, lines, texts, place_dot_mm, classes, "
      "sequence, layers, detail, furniture, got a list" },
    { "page:\n  <<: {}\n", "2: page: expected one of margin_mm, gap_mm, paper, got '<<'" },
  };
  assert_all_refused(cases, G_N_ELEMENTS(cases));
}

static void
test_refuses_wrong_numbers(void)
{
  const char *const values[] = { "nan",  ".nan", "inf", "-inf", "1e999", "0x10", "1,5", "-0.1",
                                 "10.1", "1 mm", "'1'", "--1",  "1e",    "true", "1_0" };
  for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
    g_autofree char *text = g_strdup_printf("\nlines:\n  coast:\n    width_mm: %s\n", values[i]);
    g_autofree char *shown = g_str_equal(values[i], "'1'") ? g_strdup("1") : g_strdup(values[i]);
    g_autofree char *message =
        g_strdup_printf("4: lines.coast.width_mm: expected a number from 0 to 10, got '%s'", shown);
    assert_text_refused(text, -1, message);
  }
}

static void
test_refuses_wrong_kinds(void)
{
  const Case cases[] = {
    { "areas: 1", "1: areas: expected a mapping, got '1'" },
    { "lines:\n  coast: [1]", "2: lines.coast: expected a mapping or none, got a list" },
    { "page:\n  margin_mm:\n    - 1\n", "3: page.margin_mm: expected a number from 0 to 100, got a list" },
    { "page:\n  margin_mm:\n", "2: page.margin_mm: expected a number from 0 to 100, got nothing" },
    { "title: {a: 1}", "1: title: expected text of one line and at most 200 characters, got a mapping" },
    { "font: \"a\\nb\"", "1: font: expected text of one line and at most 200 characters, got 'a\\nb'" },
    { "texts: {title: {weight: 450.5}}",
      "1: texts.title.weight: expected a whole number from 100 to 900, got '450.5'" },
    { "texts: {title: {italic: yes}}", "1: texts.title.italic: expected true or false, got 'yes'" },
    { "texts: {title: {size_pt: 5}}", "1: texts.title.size_pt: expected a number from 6 to 144, got '5'" },
    { "lines: {coast: {dash_mm: [1]}}",
      "1: lines.coast.dash_mm: expected a list of 0, 2 or 4 numbers from 0.05 to 50, got a list" },
    { "lines: {coast: {dash_mm: [0, 0]}}",
      "1: lines.coast.dash_mm: expected a list of 0, 2 or 4 numbers from 0.05 to 50, got a list" },
    { "place_dot_mm: [1, 2, 3, 4, 5]",
      "1: place_dot_mm: expected a list of 4 numbers from 0 to 20, got a list" },
    { "- 1\n- 2\n", "1: expected a mapping, got a list" },
    { "\n\nhello\n", "3: expected a mapping, got 'hello'" },
  };
  assert_all_refused(cases, G_N_ELEMENTS(cases));
}

static void
test_refuses_bad_colours(void)
{
  const char *const values[] = {
    "#12", "#12345", "#1234567", "#GGGGGG", "red", "123456", "##12345", "# 12345"
  };
  for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
    g_autofree char *text = g_strdup_printf("page:\n  paper: \"%s\"\n", values[i]);
    g_autofree char *message = g_strdup_printf(
        "2: page.paper: expected a colour, \"#RGB\", \"#RRGGBB\" or \"#RRGGBBAA\", or none, got '%s'",
        values[i]);
    assert_text_refused(text, -1, message);
  }
  assert_text_refused(
      "page:\n  paper: #FFFFFF\n", -1,
      "2: page.paper: expected a colour, \"#RGB\", \"#RRGGBB\" or \"#RRGGBBAA\", or none, got "
      "nothing (an unquoted # begins a comment)");
}

static void
test_refuses_keys_said_twice(void)
{
  const Case cases[] = {
    { "title: a\nfont: b\ntitle: c\n", "3: expected each key once, got 'title' again (first in line 1)" },
    { "lines:\n  coast: {width_mm: 1,\n    width_mm: 2}\n",
      "3: lines.coast: expected each key once, got 'width_mm' again (first in line 2)" },
  };
  assert_all_refused(cases, G_N_ELEMENTS(cases));
}

/* The library's own words may change, the place may not. */
static void
test_names_the_line_of_a_syntax_error(void)
{
  const struct {
    const char *text;
    guint line;
  } cases[] = { { "title: a\n\nfont: \"b\n", 3 }, { "title: a\npage: [1,\n", 2 },
                { "title: a\nfont: b: c\n", 2 },  { "{\n\"title\": \"a\"", 2 },
                { "title: a\n- b\n", 2 },         { "lines: {coast: ]}", 1 } };
  g_auto(Folder) folder = folder_make();
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_file(&folder, "s.yaml", cases[i].text, -1);
    g_assert_null(sal_style_load(path, &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_STYLE);
    g_autofree char *start =
        g_strdup_printf("%s:%u: expected YAML, got a syntax error: ", path, cases[i].line);
    g_assert_cmpstr(error->message, >, start);
    g_assert_cmpint(strncmp(error->message, start, strlen(start)), ==, 0);
  }
}

static void
test_refuses_yaml_that_no_style_needs(void)
{
  const Case cases[] = {
    { "title: a\n---\ntitle: b\n", "2: expected one document, got a second" },
    { "title: &a x\nfont: *a\n", "2: expected a value, got a YAML alias" },
    { "title: !!str x\n", "1: expected a value, got a YAML tag" },
    { "title: a\nfont: \"\\0\"\n", "2: expected text, got a NUL character" },
    { "title: a\nfont: \377\n", "2: expected UTF-8 text, got byte 0xFF" },
    { "page: [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]", "1: expected at most 16 levels, got more" },
  };
  assert_all_refused(cases, G_N_ELEMENTS(cases));
  assert_text_refused("title: a\n\0b", 11, "2: expected UTF-8 text, got byte 0x00");
}

static void
test_refuses_files_above_one_mebibyte(void)
{
  g_autofree char *blank = g_strnfill(SAL_YAML_MAX_BYTES + 1, ' ');
  assert_text_refused(blank, -1, "1: expected at most 1048576 bytes, got 1048577");
  blank[SAL_YAML_MAX_BYTES] = '\0';
  g_autoptr(SalStyle) style = load_text(blank);
  g_assert_nonnull(style);
}

static void
test_refuses_unknown_names(void)
{
  g_auto(Folder) folder = folder_make();
  assert_refused(&folder, "drak", SAL_ERROR_USAGE,
                 "style 'drak': expected one of bold, colour-blind, dark, default, newspaper, print, or a "
                 "file, got 'drak' (did "
                 "you mean 'dark'?)");
  assert_refused(
      &folder, "", SAL_ERROR_USAGE,
      "style '': expected one of bold, colour-blind, dark, default, newspaper, print, or a file, got ''");
  g_autofree char *missing = g_build_filename(folder.path, "no.yaml", NULL);
  assert_refused(&folder, missing, SAL_ERROR_IO,
                 "no.yaml: expected a style file, got 'No such file or directory'");
  assert_refused(&folder, "./", SAL_ERROR_IO, "./: expected a style file, got 'Is a directory'");
}

static void
test_a_base_is_found_beside_its_file(void)
{
  g_auto(Folder) folder = folder_make();
  g_autofree char *house =
      write_file(&folder, "house.yaml", "base: dark\ntitle: House\npage: {margin_mm: 9}\n", -1);
  g_autofree char *local = write_file(&folder, "local.yaml", "page: {gap_mm: 3}\nbase: house.yaml\n", -1);
  g_autoptr(SalStyle) dark = load_good("dark");
  g_autoptr(SalStyle) style = load_good(local);
  g_assert_cmpstr(style->title, ==, "House");
  g_assert_cmpfloat(style->margin_mm, ==, 9);
  g_assert_cmpfloat(style->gap_mm, ==, 3);
  g_assert_cmpmem(&style->sea, sizeof style->sea, &dark->sea, sizeof dark->sea);
}

static void
test_refuses_bad_bases(void)
{
  g_auto(Folder) folder = folder_make();
  g_autofree char *a = write_file(&folder, "a.yaml", "title: A\nbase: b.yaml\n", -1);
  g_autofree char *b = write_file(&folder, "b.yaml", "base: ./a.yaml\n", -1);
  g_autofree char *c = write_file(&folder, "c.yaml", "\nbase: drak\n", -1);
  g_autofree char *d = write_file(&folder, "d.yaml", "base: no.yaml\n", -1);
  g_autofree char *e = write_file(&folder, "e.yaml", "base: [dark]\n", -1);
  g_autofree char *f = write_file(&folder, "f.yaml", "base: g.yaml\n", -1);
  g_autofree char *g = write_file(&folder, "g.yaml", "\npage: {gap_m: 1}\n", -1);
  assert_refused(
      &folder, a, SAL_ERROR_STYLE,
      "a.yaml:2: base: b.yaml:1: base: expected a chain that ends, got the cycle a.yaml -> b.yaml -> "
      "./a.yaml");
  assert_refused(&folder, c, SAL_ERROR_STYLE,
                 "c.yaml:2: base: expected one of bold, colour-blind, dark, default, newspaper, print, or a "
                 "file, got 'drak' (did "
                 "you mean 'dark'?)");
  assert_refused(&folder, d, SAL_ERROR_IO,
                 "d.yaml:1: base: no.yaml: expected a style file, got 'No such file or directory'");
  assert_refused(&folder, e, SAL_ERROR_STYLE,
                 "e.yaml:1: base: expected the name of a built-in style or the path of a file, got a list");
  assert_refused(
      &folder, f, SAL_ERROR_STYLE,
      "f.yaml:1: base: g.yaml:2: page: expected one of margin_mm, gap_mm, paper, got 'gap_m' (did you "
      "mean 'gap_mm'?)");
}

static void
test_refuses_endless_chains_of_bases(void)
{
  g_auto(Folder) folder = folder_make();
  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf("%u.yaml", i);
    g_autofree char *text = g_strdup_printf("base: %u.yaml\n", i + 1);
    g_autofree char *path = write_file(&folder, name, text, -1);
  }
  g_autoptr(GError) error = NULL;
  g_autofree char *first = g_build_filename(folder.path, "0.yaml", NULL);
  g_assert_null(sal_style_load(first, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_STYLE);
  g_assert_nonnull(strstr(error->message, "expected at most 16 files one upon the other"));
}

/* Texts made of a good one by changing a few bytes: read or refused in one line, never worse. */
static void
test_survives_damaged_files(void)
{
  g_autofree char *good = read_source("styles/default.yaml");
  const gsize length = strlen(good);
  const char bytes[] = "{}[]:,#&*!|>'\"%@`-? \n\t\\0a\377";
  for (guint round = 0; round < 2000; round++) {
    g_autofree char *text = g_strdup(good);
    for (gint n = g_test_rand_int_range(1, 6); n > 0; n--)
      text[g_test_rand_int_range(0, (gint32)length)] = bytes[g_test_rand_int_range(0, sizeof bytes - 1)];
    g_autoptr(GError) error = NULL;
    const gsize cut = (gsize)g_test_rand_int_range(0, (gint32)length + 1);
    g_autoptr(SalYaml) root = sal_yaml_parse(text, round % 2 ? length : cut, SAL_ERROR_STYLE, &error);
    g_assert_true((root == NULL) == (error != NULL));
    g_assert_true(error == NULL || strchr(error->message, '\n') == NULL);
  }
}

static void
add_rows(GHashTable *rows, const SalKey *keys)
{
  for (const SalKey *key = keys; key->name != NULL; key++) {
    g_autofree char *expects = sal_schema_expects(key);
    g_hash_table_add(rows, g_strdup_printf("| `%s` | %s | %s |", key->name, expects, key->meaning));
    if (key->keys != NULL)
      add_rows(rows, key->keys);
  }
}

/* The rows of the tables of keys; that of the built-in styles, which comes first, has other columns. */
static GHashTable *
find_rows(const char *docs)
{
  GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) lines = g_strsplit(strstr(docs, "| key | value | meaning |"), "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix(*line, "| `"))
      g_hash_table_add(rows, g_strdup(*line));
  return rows;
}

static void
assert_rows_are_among(GHashTable *rows, GHashTable *others, const char *what)
{
  GHashTableIter iter;
  gpointer row = NULL;
  g_hash_table_iter_init(&iter, rows);
  while (g_hash_table_iter_next(&iter, &row, NULL)) {
    if (!g_hash_table_contains(others, row))
      g_test_message("%s: %s", what, (const char *)row);
    g_assert_true(g_hash_table_contains(others, row));
  }
}

static void
test_docs_name_every_key_and_no_other(void)
{
  g_autofree char *docs = read_source("docs/styles.md");
  g_autoptr(GHashTable) told = find_rows(docs);
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  add_rows(known, sal_schema_get_keys());
  assert_rows_are_among(known, told, "docs/styles.md lacks the row");
  assert_rows_are_among(told, known, "docs/styles.md has a row of no key");
  for (const char *const *name = sal_style_get_builtin_names(); *name != NULL; name++) {
    g_autofree char *quoted = g_strdup_printf("`%s`", *name);
    g_assert_nonnull(strstr(docs, quoted));
  }
}

static void
assert_color(SalColor color, const char *expected)
{
  g_autofree char *text = sal_color_format(color);
  g_assert_cmpstr(text, ==, expected);
}

static void
test_a_role_recolours_all_that_shares_it(void)
{
  g_autoptr(SalStyle) base = load_good("default");
  g_autoptr(SalStyle) style =
      load_text("areas: {lost: {outline: {color: \"#000080\"}}}\nroles: {accent: \"#00594F\", gained: "
                "\"#C2571A\", lost: \"#00594F\", text: \"#3A2A1A\", paper: \"#FFF8E8\"}\n");
  assert_color(style->roles.accent, "#00594F");
  assert_color(style->gained.fill, "#C2571A");
  assert_color(style->lost.outline.color, "#000080"); /* what the file says besides is stronger */
  g_assert_cmpfloat(sal_color_contrast(style->gained.outline.color, style->paper), >,
                    sal_color_contrast(style->gained.fill, style->paper));
  assert_color(style->title_text.color, "#3A2A1A");
  assert_color(style->paper, "#FFF8E8");
  assert_color(style->legend_box.fill, "#FFF8E8EB");
  assert_color(style->place_text[0].halo, "#FFF8E8D9");
  g_assert_cmpfloat(sal_color_contrast(style->credit_text.color, style->paper), <,
                    sal_color_contrast(style->title_text.color, style->paper));
  g_assert_cmpmem(&style->land.fill, sizeof style->land.fill, &base->land.fill, sizeof base->land.fill);
  g_assert_cmpmem(&style->held.fill, sizeof style->held.fill, &base->held.fill, sizeof base->held.fill);
  g_autofree char *shown = sal_style_format(style);
  g_autoptr(SalStyle) again = load_text(shown);
  g_autofree char *shown_again = sal_style_format(again);
  g_assert_cmpstr(shown_again, ==, shown);
}

static void
test_roads_take_the_shades_of_their_role(void)
{
  g_autoptr(SalStyle) style = load_text("roles: {roads: \"#B5884A\"}\n"),
                      dark = load_text("base: dark\nroles: {roads: \"#B5884A\"}\n");
  assert_color(style->motorways.color, "#B5884A");
  g_assert_cmpfloat(sal_color_contrast(style->secondary_roads.color, style->land.fill), <,
                    sal_color_contrast(style->motorways.color, style->land.fill));
  assert_color(dark->motorways.color, "#B5884A");
  g_assert_cmpfloat(sal_color_contrast(dark->secondary_roads.color, dark->land.fill), <,
                    sal_color_contrast(dark->motorways.color, dark->land.fill));
}

static void
test_strokes_that_tell_an_area_take_the_colour_of_its_role(void)
{
  g_autoptr(SalStyle) style = load_text("base: print\nroles: {lost: \"#003366\"}\n");
  assert_color(style->lost.fill, "#FFFFFF");
  assert_color(style->lost.hatch.color, "#003366");
}

static void
test_contrast_follows_wcag(void)
{
  const SalColor black = { 0, 0, 0, 255 }, white = { 255, 255, 255, 255 }, grey = { 118, 118, 118, 255 };
  g_assert_cmpfloat_with_epsilon(sal_color_contrast(black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon(sal_color_contrast(grey, grey), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon(sal_color_contrast(white, grey), 4.54, 0.005);
}

static void
test_disputed_borders_are_dashed_in_every_style(void)
{
  for (const char *const *name = sal_style_get_builtin_names(); *name != NULL; name++) {
    g_autoptr(SalStyle) style = load_good(*name);
    g_assert_cmpuint(style->disputed_borders.n_dash, >=, 2);
  }
}

static void
test_print_has_no_colour(void)
{
  g_autoptr(SalStyle) style = load_good("print");
  g_autofree char *text = sal_style_format(style);
  g_autoptr(GRegex) colors = g_regex_new("\"#([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_regex_match(colors, text, 0, &match);
  for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_auto(GStrv) parts = g_match_info_fetch_all(match);
    g_assert_cmpstr(parts[1], ==, parts[2]);
    g_assert_cmpstr(parts[2], ==, parts[3]);
  }
}

/* Gained and lost are painted over held, which must not shine through. */
static void
test_areas_are_opaque(void)
{
  for (const char *const *name = sal_style_get_builtin_names(); *name != NULL; name++) {
    g_autoptr(SalStyle) style = load_good(*name);
    const SalAreaStyle *areas[] = { &style->sea,    &style->land,   &style->held,
                                    &style->gained, &style->lost,   &style->agreed,
                                    &style->only_a, &style->only_b, &style->redefined };
    for (gsize i = 0; i < G_N_ELEMENTS(areas); i++)
      g_assert_cmpint(areas[i]->fill.a, ==, 255);
  }
}

/* The two sides of a comparison by their strokes' direction and distance, and in tone from what is agreed. */
static void
test_sides_are_told_apart_without_colour(void)
{
  for (const char *const *name = sal_style_get_builtin_names(); *name != NULL; name++) {
    g_autoptr(SalStyle) style = load_good(*name);
    const SalHatchStyle *a = &style->only_a.hatch, *b = &style->only_b.hatch;
    g_assert_cmpfloat(MIN(a->width_mm, b->width_mm), >, 0);
    g_assert_cmpfloat(fmod(fabs(a->angle_deg - b->angle_deg), 180), ==, 90);
    g_assert_cmpfloat(b->spacing_mm, >=, a->spacing_mm * 1.3);
    g_assert_cmpfloat(style->agreed.hatch.width_mm, ==, 0);
    g_assert_cmpfloat(sal_color_contrast(style->only_a.fill, style->only_b.fill), >=, 1.4);
    g_assert_cmpfloat(sal_color_contrast(style->only_a.fill, a->color), >=, 3);
    g_assert_cmpfloat(sal_color_contrast(style->only_b.fill, b->color), >=, 3);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  const struct {
    const char *name;
    void (*run)(void);
  } tests[] = {
    { "/style/builtin-names-are-sorted", test_builtin_names_are_sorted },
    { "/style/format-is-read-as-the-same-style", test_format_is_read_as_the_same_style },
    { "/style/default-says-everything", test_default_says_everything },
    { "/style/texts-and-numbers-survive-formatting", test_texts_and_numbers_survive_formatting },
    { "/style/a-file-says-only-what-differs", test_a_file_says_only_what_differs },
    { "/style/nothing-said-is-the-base", test_nothing_said_is_the_base },
    { "/style/none-takes-lines-and-hatches-away", test_none_takes_lines_and_hatches_away },
    { "/style/json-is-read", test_json_is_read },
    { "/style/numbers-do-not-depend-on-the-locale", test_numbers_do_not_depend_on_the_locale },
    { "/style/classes-are-found-by-name-else-in-turn", test_classes_are_found_by_name_else_in_turn },
    { "/style/refuses-bad-classes", test_refuses_bad_classes },
    { "/style/a-sequence-runs-through-its-colours", test_a_sequence_runs_through_its_colours },
    { "/style/layers-are-drawn-as-listed", test_layers_are_drawn_as_listed },
    { "/style/refuses-unknown-keys-and-suggests", test_refuses_unknown_keys_and_suggests },
    { "/style/refuses-wrong-numbers", test_refuses_wrong_numbers },
    { "/style/refuses-wrong-kinds", test_refuses_wrong_kinds },
    { "/style/refuses-bad-colours", test_refuses_bad_colours },
    { "/style/refuses-keys-said-twice", test_refuses_keys_said_twice },
    { "/style/names-the-line-of-a-syntax-error", test_names_the_line_of_a_syntax_error },
    { "/style/refuses-yaml-that-no-style-needs", test_refuses_yaml_that_no_style_needs },
    { "/style/refuses-files-above-one-mebibyte", test_refuses_files_above_one_mebibyte },
    { "/style/refuses-unknown-names", test_refuses_unknown_names },
    { "/style/a-base-is-found-beside-its-file", test_a_base_is_found_beside_its_file },
    { "/style/refuses-bad-bases", test_refuses_bad_bases },
    { "/style/refuses-endless-chains-of-bases", test_refuses_endless_chains_of_bases },
    { "/style/survives-damaged-files", test_survives_damaged_files },
    { "/style/docs-name-every-key-and-no-other", test_docs_name_every_key_and_no_other },
    { "/style/a-role-recolours-all-that-shares-it", test_a_role_recolours_all_that_shares_it },
    { "/style/strokes-that-tell-an-area-take-the-colour-of-its-role",
      test_strokes_that_tell_an_area_take_the_colour_of_its_role },
    { "/style/roads-take-the-shades-of-their-role", test_roads_take_the_shades_of_their_role },
    { "/style/contrast-follows-wcag", test_contrast_follows_wcag },
    { "/style/disputed-borders-are-dashed-in-every-style", test_disputed_borders_are_dashed_in_every_style },
    { "/style/print-has-no-colour", test_print_has_no_colour },
    { "/style/areas-are-opaque", test_areas_are_opaque },
    { "/style/sides-are-told-apart-without-colour", test_sides_are_told_apart_without_colour },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
    g_test_add_func(tests[i].name, tests[i].run);
  return g_test_run();
}
