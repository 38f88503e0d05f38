#include "cli/names.h"
#include "cli/project.h"
#include "salient.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "p.yaml"

static void
write_file(const char *name, const char *text)
{
  g_assert_true(g_file_set_contents(name, text, -1, NULL));
}

/* Reads a command line, words separated by '|'. */
static gboolean
parse(Verb verb, const char *line, Arguments *arguments, GError **error)
{
  g_auto(GStrv) words = g_strsplit(line, "|", -1);
  return arguments_parse(verb, words, arguments, error);
}

static void
parse_good(Verb verb, const char *line, Arguments *arguments)
{
  g_autoptr(GError) error = NULL;
  parse(verb, line, arguments, &error);
  g_assert_no_error(error);
}

static void
assert_fails(const char *text, const char *message)
{
  g_auto(Arguments) arguments = { 0 };
  g_autoptr(GError) error = NULL;
  write_file(FILE_NAME, text);
  g_assert_false(parse(VERB_RENDER, "-p|" FILE_NAME, &arguments, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, message);
}

static void
says_what_the_command_line_says(void)
{
  g_auto(Arguments) arguments = { 0 };
  write_file(FILE_NAME, "sources: [daily, more]\n"
                        "date-shift: -1\n"
                        "min-width: 12.5\n"
                        "exclusive: true\n"
                        "partial: false\n"
                        "class:\n"
                        "  - a = x\n"
                        "  - b =\n"
                        "      y\n"
                        "title: \"{period}\"\n"
                        "units: km\n");
  parse_good(VERB_RENDER, "-p|" FILE_NAME, &arguments);
  g_assert_cmpuint(arguments.operands->len, ==, 2);
  g_assert_cmpstr(arguments.operands->pdata[1], ==, "more");
  g_assert_null(arguments.operands->pdata[2]);
  g_assert_cmpint(arguments.date_shift, ==, -1);
  g_assert_cmpfloat(arguments.min_width, ==, 12.5);
  g_assert_true(arguments.exclusive);
  g_assert_false(arguments.partial);
  g_assert_cmpuint(arguments.classes->len, ==, 2);
  g_assert_cmpstr(arguments.classes->pdata[1], ==, "b = y");
  g_assert_cmpstr(arguments.title, ==, "{period}");
  g_assert_cmpstr(arguments.units, ==, "km");
}

static void
is_read_as_json_too(void)
{
  g_auto(Arguments) arguments = { 0 };
  write_file(FILE_NAME, "{\"sources\": [\"daily\"], \"date-shift\": -1, \"exclusive\": true,\n"
                        " \"title\": \"caf\\u00e9\"}");
  parse_good(VERB_RENDER, "-p|" FILE_NAME, &arguments);
  g_assert_cmpint(arguments.date_shift, ==, -1);
  g_assert_true(arguments.exclusive);
  g_assert_cmpstr(arguments.title, ==, "caf\xc3\xa9");
}

static void
gives_way_to_the_command_line(void)
{
  g_auto(Arguments) arguments = { 0 };
  write_file(FILE_NAME, "sources: daily\ndate-shift: -1\nmax-gap: 9\nclass: [a = x, b = y]\nlang: uk\n");
  parse_good(VERB_RENDER, "-p|" FILE_NAME "|--date-shift=2|--class|c = z|weekly", &arguments);
  g_assert_cmpuint(arguments.operands->len, ==, 1);
  g_assert_cmpstr(arguments.operands->pdata[0], ==, "weekly");
  g_assert_cmpint(arguments.date_shift, ==, 2);
  g_assert_cmpint(arguments.max_gap, ==, 9);
  g_assert_cmpuint(arguments.classes->len, ==, 1);
  g_assert_cmpstr(arguments.classes->pdata[0], ==, "c = z");
  g_assert_cmpstr(arguments.lang, ==, "uk");
}

static void
begins_relative_names_at_its_folder(void)
{
  g_auto(Arguments) arguments = { 0 };
  g_mkdir("sub", 0777);
  write_file("sub/p.yaml", "sources: [daily, /abs/daily, 'PG:dbname=x', '/vsicurl/https://host/a.json']\n"
                           "style: dark\nwords: de\nbasemap: none\nborders: lines.geojson\n"
                           "places: [a.csv, /b.csv]\noutput: ['maps/{period}.png']\n"
                           "aoi: area.geojson\ntitle: daily\nwhere: a = 'b'\n");
  parse_good(VERB_RENDER, "-p|sub/p.yaml", &arguments);
  g_assert_cmpstr(arguments.operands->pdata[0], ==, "sub/daily");
  g_assert_cmpstr(arguments.operands->pdata[1], ==, "/abs/daily");
  g_assert_cmpstr(arguments.operands->pdata[2], ==, "PG:dbname=x");
  g_assert_cmpstr(arguments.operands->pdata[3], ==, "/vsicurl/https://host/a.json");
  g_assert_cmpstr(arguments.style, ==, "dark");
  g_assert_cmpstr(arguments.words, ==, "de");
  g_assert_cmpstr(arguments.basemap, ==, "none");
  g_assert_cmpstr(arguments.borders, ==, "sub/lines.geojson");
  g_assert_cmpstr(arguments.places->pdata[0], ==, "sub/a.csv");
  g_assert_cmpstr(arguments.places->pdata[1], ==, "/b.csv");
  g_assert_cmpstr(arguments.outputs->pdata[0], ==, "sub/maps/{period}.png");
  g_assert_cmpstr(arguments.aoi, ==, "sub/area.geojson");
  g_assert_cmpstr(arguments.title, ==, "daily");
  g_assert_cmpstr(arguments.where, ==, "a = 'b'");
}

static void
takes_a_style_of_its_folder(void)
{
  g_auto(Arguments) arguments = { 0 };
  g_mkdir("sub", 0777);
  write_file("sub/p.yaml", "style: house.yaml\nbasemap: ne\n");
  parse_good(VERB_RENDER, "-p|sub/p.yaml", &arguments);
  g_assert_cmpstr(arguments.style, ==, "sub/house.yaml");
  g_assert_cmpstr(arguments.basemap, ==, "sub/ne");
}

static void
names_the_line_of_each_fault(void)
{
  assert_fails("sources: a\ndate_shift: -1\n",
               "p.yaml:2: date_shift: expected the long name of an option, got 'date_shift' (did you mean "
               "'date-shift'?)");
  assert_fails("date-shift: soon\n",
               "p.yaml:1: date-shift: expected a whole number from -100000 to 100000, got 'soon'");
  assert_fails("\nmin-width: nan\n", "p.yaml:2: min-width: expected a number from 0 to 1e+06, got 'nan'");
  assert_fails("units: kilometres\n", "p.yaml:1: units: expected km, miles or both, got 'kilometres'");
  assert_fails("exclusive: yes\n", "p.yaml:1: exclusive: expected true or false, got 'yes'");
  assert_fails("title:\n", "p.yaml:1: title: expected a value (TEXT), got nothing");
  assert_fails("title: [a, b]\n", "p.yaml:1: title: expected a value (TEXT), got a list");
  assert_fails("output:\n  - {period}\n", "p.yaml:2: output: expected a value (NAME), got a mapping (a text "
                                          "that begins with { stands in quotes)");
  assert_fails("class:\n  - a = x\n  - [b]\n", "p.yaml:3: class: expected a value (NAME=EXPR), got a list");
  assert_fails("lang: uk\nlang: ru\n", "p.yaml:2: lang: expected it once, got it again");
  assert_fails("project: q.yaml\n", "p.yaml:1: project: expected the long name of an option, got 'project'");
  assert_fails("help: true\n", "p.yaml:1: help: expected the long name of an option, got 'help'");
  assert_fails("- a\n", "p.yaml:1: project: expected a mapping from options to values, got a list");
  assert_fails("", "p.yaml:1: project: expected a mapping from options to values, got nothing");
  assert_fails("[a]: b\n", "p.yaml:1: project: expected an option's name as key, got a list");
  assert_fails(
      "preset: isv\n",
      "p.yaml:1: preset: expected one of deepstate-api, deepstate-archive, historical-basemaps, isw, "
      "two-sided-kml, uacontrolmap, got 'isv'");
  assert_fails("title: &a x\nsubtitle: *a\n", "p.yaml:2: expected a value, got a YAML alias");
  assert_fails("title: \"\xff\"\n", "p.yaml:1: expected UTF-8 text, got byte 0xFF");
}

static void
names_the_line_of_faults_in_maps(void)
{
  assert_fails("maps: a\n", "p.yaml:1: maps: expected a list of maps, got 'a'");
  assert_fails("maps: []\n", "p.yaml:1: maps: expected a list of maps, got a list");
  assert_fails("maps:\n  - style: dark\n", "p.yaml:2: maps: expected an output for each map, got none");
  assert_fails(
      "maps:\n  - output: a.png\n    where: x\n",
      "p.yaml:3: where: expected an option of the page, or output (others stand outside of maps), got "
      "'where'");
  assert_fails("maps:\n  - output: a.png\n    stile: x\n",
               "p.yaml:3: stile: expected the long name of an option, got 'stile' (did you mean 'style'?)");
  assert_fails("maps:\n  - output: a.png\n    dpi: 1\n",
               "p.yaml:3: dpi: expected a number from 20 to 2400, got '1'");
  g_autoptr(GString) many = g_string_new("maps:\n");
  for (int i = 0; i <= PROJECT_MAX_MAPS; i++)
    g_string_append(many, "  - output: a.png\n");
  assert_fails(many->str, "p.yaml:2: maps: expected at most 100, got 101");
}

static void
blames_what_is_checked_later(void)
{
  g_auto(Arguments) arguments = { 0 };
  GError *error = NULL;
  write_file(FILE_NAME, "sources: a\nevery: moth\n");
  parse_good(VERB_MEASURE, "-p|" FILE_NAME "|--sample|x", &arguments);
  sal_error_set(&error, SAL_ERROR_USAGE, "--every: expected a month, got 'moth'");
  arguments_blame(&arguments, &error);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, "p.yaml:2: every: expected a month, got 'moth'");
  g_clear_error(&error);
  sal_error_set_option(&error, SAL_ERROR_USAGE, "every", "expected less, got " SAL_OPTION("partial"));
  arguments_blame(&arguments, &error);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, "p.yaml:2: every: expected less, got " SAL_OPTION("partial"));
  g_clear_error(&error);
  sal_error_set_option(&error, SAL_ERROR_USAGE, "every", "expected less");
  g_prefix_error(&error, "a place: ");
  arguments_blame(&arguments, &error);
  g_assert_cmpstr(error->message, ==, "a place: " SAL_OPTION("every") ": expected less");
  g_clear_error(&error);
  sal_error_set(&error, SAL_ERROR_USAGE, "--sample: expected y, got 'x'");
  arguments_blame(&arguments, &error);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_USAGE);
  g_assert_cmpstr(error->message, ==, "--sample: expected y, got 'x'");
  g_clear_error(&error);
}

static void
gives_each_verb_its_outputs(void)
{
  g_auto(Arguments) measure = { 0 }, render = { 0 }, export = { 0 }, inspect = { 0 };
  write_file(FILE_NAME, "sources: a\noutput: [n.csv, n.json, m.PNG, c.gpkg]\nformat: csv\n");
  parse_good(VERB_MEASURE, "-p|" FILE_NAME, &measure);
  g_assert_cmpuint(measure.outputs->len, ==, 2);
  g_assert_cmpstr(measure.format, ==, "csv");
  parse_good(VERB_RENDER, "-p|" FILE_NAME, &render);
  g_assert_cmpuint(render.outputs->len, ==, 1);
  g_assert_cmpstr(render.outputs->pdata[0], ==, "m.PNG");
  g_assert_null(render.format);
  parse_good(VERB_EXPORT, "-p|" FILE_NAME, &export);
  g_assert_cmpuint(export.outputs->len, ==, 3);
  g_assert_cmpstr(export.outputs->pdata[2], ==, "c.gpkg");
  parse_good(VERB_INSPECT, "-p|" FILE_NAME, &inspect);
  g_assert_cmpuint(inspect.outputs->len, ==, 4);
}

/* The suffixes are those of the writers. */
static void
knows_what_verbs_write(void)
{
  static const char *const names[] = {
    "a.png", "a.svg", "a.pdf", "a.geojson",  "a.gpkg",   "a.fgb", "a.shp",
    "a.kml", "a.gml", "a.csv", "a.geojsonl", "a.sqlite", "a.md",  "a.json"
  };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_auto(Arguments) render = { 0 }, export = { 0 };
    g_autofree char *text = g_strdup_printf("output: %s\n", names[i]);
    PictureFormat format;
    write_file(FILE_NAME, text);
    parse_good(VERB_RENDER, "-p|" FILE_NAME, &render);
    parse_good(VERB_EXPORT, "-p|" FILE_NAME, &export);
    g_assert_cmpint(render.outputs != NULL, ==, name_find_format(names[i], &format, NULL));
    g_assert_cmpint(export.outputs != NULL, ==, sal_vector_check(names[i], TRUE, NULL));
  }
}

static void
lists_maps_that_differ(void)
{
  g_auto(Arguments) arguments = { 0 };
  write_file(FILE_NAME, "sources: a\nstyle: dark\ngraticule: true\nlang: uk\nmaps:\n"
                        "  - output: a.png\n    style: print\n    graticule: false\n"
                        "  - output: [b.png, b.svg]\n    lang: ru\n");
  parse_good(VERB_RENDER, "-p|" FILE_NAME "|--lang|de", &arguments);
  g_assert_cmpuint(arguments.maps->len, ==, 2);
  const Arguments *first = arguments.maps->pdata[0], *second = arguments.maps->pdata[1];
  g_assert_cmpstr(first->style, ==, "print");
  g_assert_false(first->graticule);
  g_assert_cmpstr(first->lang, ==, "de");
  g_assert_cmpstr(first->operands->pdata[0], ==, "a");
  g_assert_cmpstr(second->style, ==, "dark");
  g_assert_true(second->graticule);
  g_assert_cmpstr(second->lang, ==, "de");
  g_assert_cmpuint(second->outputs->len, ==, 2);
  g_autofree char *printed = project_format(&arguments, NULL);
  g_assert_cmpstr(printed, ==,
                  "sources:\n  - a\nstyle: dark\nlang: de\ngraticule: true\n"
                  "maps:\n"
                  "  - style: print\n    graticule: false\n    output:\n      - a.png\n"
                  "  - output:\n      - b.png\n      - b.svg\n");
}

static char *
random_text(GRand *random)
{
  static const char *const pieces[] = { "a",
                                        "B",
                                        " ",
                                        "  ",
                                        "'",
                                        "\"",
                                        "\\",
                                        ":",
                                        ": ",
                                        "#",
                                        " #",
                                        "-",
                                        "- ",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        "\n",
                                        "\t",
                                        "~",
                                        "%",
                                        "null",
                                        "&x",
                                        "*x",
                                        "true",
                                        "!",
                                        "\xc3\xa9",
                                        "\xd0\x96",
                                        "|",
                                        ">",
                                        "=",
                                        "?",
                                        "? ",
                                        "@",
                                        "`",
                                        "0",
                                        "1e3",
                                        ".",
                                        "/",
                                        "\x01",
                                        "\x7f",
                                        "\xe2\x80\xa8",
                                        "\xef\xbb\xbf",
                                        "\xf0\x9f\x98\x80",
                                        "\r",
                                        "..." };
  GString *text = g_string_new("x");
  if (g_rand_boolean(random))
    g_string_set_size(text, 0);
  for (int n = g_rand_int_range(random, 1, 6); n > 0; n--)
    g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
  return g_string_free(text, FALSE);
}

static char *
random_value(GRand *random, Verb verb, const Option *option)
{
  static const char *const outputs[N_VERBS] = {
    [VERB_MEASURE] = "a.csv", [VERB_RENDER] = "a.png", [VERB_EXPORT] = "a.gpkg", [VERB_COMPARE] = "a.json"
  };
  if (option->kind == OPTION_INTEGER)
    return g_strdup_printf("%d", g_rand_int_range(random, (int)option->min, (int)option->max));
  if (option->kind == OPTION_NUMBER) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_dtostr(text, sizeof text, g_rand_double_range(random, option->min, option->max)));
  }
  if (option->kind == OPTION_CHOICE) {
    g_auto(GStrv) words = g_strsplit(option->metavar, "|", -1);
    return g_strdup(words[g_rand_int_range(random, 0, (int)g_strv_length(words))]);
  }
  return g_str_equal(option->name, "output") ? g_strdup(outputs[verb]) : random_text(random);
}

static gboolean
is_about_projects(const Option *option)
{
  static const char *const names[] = { "project",   "preset",   "print-project", "help", "a-project",
                                       "b-project", "a-preset", "b-preset",      NULL };
  return g_strv_contains(names, option->name);
}

static char **
random_command(GRand *random, Verb verb)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new();
  for (const Option *option = argument_table.options; option->name != NULL; option++) {
    if ((option->verbs & (1u << verb)) == 0 || is_about_projects(option) || g_rand_boolean(random))
      continue;
    for (int n = option_is_list(option) ? g_rand_int_range(random, 1, 4) : 1; n > 0; n--) {
      g_autofree char *value = option_takes_value(option) ? random_value(random, verb, option) : NULL;
      g_autofree char *word = value != NULL ? g_strdup_printf("--%s=%s", option->name, value)
                                            : g_strdup_printf("--%s", option->name);
      g_strv_builder_add(words, word);
    }
  }
  g_strv_builder_add(words, "--");
  for (int n = g_rand_int_range(random, 0, 3); n > 0; n--) {
    g_autofree char *operand = random_text(random);
    g_strv_builder_add(words, operand);
  }
  return g_strv_builder_end(words);
}

static void
assert_same_texts(const GPtrArray *a, const GPtrArray *b)
{
  g_assert_cmpint(a != NULL, ==, b != NULL);
  if (a == NULL)
    return;
  g_assert_cmpuint(a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpstr(a->pdata[i], ==, b->pdata[i]);
}

static void
assert_same(const Arguments *a, const Arguments *b)
{
  assert_same_texts(a->operands, b->operands);
  for (const Option *option = argument_table.options; option->name != NULL; option++) {
    gconstpointer x = (const char *)a + option->target, y = (const char *)b + option->target;
    if (is_about_projects(option))
      continue;
    if (option->kind == OPTION_FLAG || option->kind == OPTION_INTEGER)
      g_assert_cmpint(*(const int *)x, ==, *(const int *)y);
    else if (option->kind == OPTION_NUMBER)
      g_assert_cmpfloat(*(const double *)x, ==, *(const double *)y);
    else if (option_is_list(option))
      assert_same_texts(*(GPtrArray *const *)x, *(GPtrArray *const *)y);
    else
      g_assert_cmpstr(*(char *const *)x, ==, *(char *const *)y);
  }
}

/* Whatever a command line says, the project printed for it says, too. */
static void
repeats_any_command_line(void)
{
  const guint32 seed = g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  g_test_message("seed %u", seed);
  for (guint i = 0; i < 1000; i++) {
    const Verb verb = (Verb)g_rand_int_range(random, VERB_INSPECT, VERB_STYLE);
    g_auto(GStrv) words = random_command(random, verb);
    g_auto(Arguments) said = { 0 }, read = { 0 };
    g_autoptr(GError) error = NULL;
    g_assert_true(arguments_parse(verb, words, &said, &error));
    g_autofree char *printed = project_format(&said, &error);
    g_assert_no_error(error);
    write_file(FILE_NAME, *printed != '\0' ? printed : "{}");
    if (!parse(verb, "-p|" FILE_NAME, &read, &error))
      g_test_message("%s", printed);
    g_assert_no_error(error);
    assert_same(&said, &read);
    g_autofree char *again = project_format(&read, NULL);
    g_assert_cmpstr(again, ==, printed);
  }
}

/* A file with bytes changed, left out and put in either reads or is refused with its name. */
static void
survives_any_bytes(void)
{
  const guint32 seed = g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  static const char good[] =
      "sources: [a, b]\nclass:\n  - a ?= x = 'y'\nmaps:\n  - output: \"{period}.png\"\n"
      "    dpi: 90\ndate-shift: -1\n";
  g_test_message("seed %u", seed);
  for (guint i = 0; i < 2000; i++) {
    g_autoptr(GString) text = g_string_new(good);
    for (int n = g_rand_int_range(random, 1, 4); n > 0; n--) {
      const gssize at = g_rand_int_range(random, 0, (int)text->len - 1);
      if (g_rand_boolean(random))
        g_string_erase(text, at, 1);
      else
        g_string_insert_c(text, at, (char)g_rand_int_range(random, 1, 256));
    }
    g_auto(Arguments) arguments = { 0 };
    g_autoptr(GError) error = NULL;
    write_file(FILE_NAME, text->str);
    if (!parse(VERB_RENDER, "-p|" FILE_NAME, &arguments, &error))
      g_assert_true(g_str_has_prefix(error->message, "p.yaml:"));
  }
}

static void
has_a_limit(void)
{
  g_autofree char *long_text = g_strnfill(1024 * 1024 + 1, '#');
  assert_fails(long_text, "p.yaml:1: expected at most 1048576 bytes, got 1048577");
  assert_fails("title: [[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]\n",
               "p.yaml:1: expected at most 16 levels, got more");
}

static void
presets_are_good_projects(void)
{
  for (const char *const *name = project_get_preset_names(); *name != NULL; name++)
    for (guint verb = VERB_INSPECT; verb < VERB_STYLE; verb++) {
      g_autofree char *line = g_strdup_printf("--preset|%s|source", *name);
      g_auto(Arguments) arguments = { 0 };
      g_autoptr(GError) error = NULL;
      parse_good((Verb)verb, line, &arguments);
      g_autoptr(SalClasses) classes = sal_classes_new(
          arguments.classes != NULL ? (const char *const *)arguments.classes->pdata : NULL, &error);
      g_assert_no_error(error);
      for (guint c = 0; sal_classes_are_defined(classes) && c < sal_classes_get_n(classes); c++)
        g_assert_true(sal_classes_is_optional(classes, c));
    }
}

static void
presets_say_what_they_are_for(void)
{
  for (const char *const *name = project_get_preset_names(); *name != NULL; name++) {
    g_autoptr(GBytes) text = project_get_preset_text(*name);
    g_assert_true(g_str_has_prefix(g_bytes_get_data(text, NULL), "# "));
  }
  g_assert_null(project_get_preset_text("../styles/default"));
}

static void
lies_above_its_preset(void)
{
  g_auto(Arguments) arguments = { 0 };
  write_file(FILE_NAME, "preset: deepstate-archive\ncredit: mine\n");
  parse_good(VERB_MEASURE, "-p|" FILE_NAME, &arguments);
  g_assert_cmpint(arguments.date_shift, ==, -1);
  g_assert_cmpstr(arguments.credit, ==, "mine");
}

static void
does_not_write_names_that_are_no_utf8(void)
{
  g_auto(Arguments) arguments = { 0 };
  g_autoptr(GError) error = NULL;
  parse_good(VERB_MEASURE, "--aoi|a\xff", &arguments);
  g_assert_null(project_format(&arguments, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
}

/* "a list of FILE", "km, miles or both"... as docs/projects.md has it. */
static char *
describe_values(const Option *option)
{
  g_autofree char *words =
      option->metavar != NULL ? g_strdelimit(g_strdup(option->metavar), "|", '\x1f') : NULL;
  g_auto(GStrv) parts = words != NULL ? g_strsplit(words, "\x1f", -1) : NULL;
  g_autofree char *metavar = parts != NULL ? g_strjoinv("\\|", parts) : NULL;
  if (option->kind == OPTION_FLAG)
    return g_strdup("true or false");
  if (option->kind == OPTION_INTEGER || option->kind == OPTION_NUMBER)
    return g_strdup_printf("a %snumber, %g to %g", option->kind == OPTION_INTEGER ? "whole " : "",
                           option->min, option->max);
  return g_strdup_printf("%s`%s`", option_is_list(option) ? "a list of " : "", metavar);
}

static char *
describe_verbs(const Option *option)
{
  GString *verbs = g_string_new(NULL);
  for (guint verb = 0; verb < VERB_STYLE; verb++)
    if (option->verbs & (1u << verb))
      g_string_append_printf(verbs, "%s%s", verbs->len > 0 ? ", " : "", argument_table.verb_names[verb]);
  return g_string_free(verbs, FALSE);
}

static char *
format_row(const Option *option)
{
  static const char *const not_keys[] = { "project", "print-project", "help", NULL };
  if (option->help == NULL || g_strv_contains(not_keys, option->name))
    return NULL;
  g_autofree char *values = describe_values(option), *verbs = describe_verbs(option);
  g_autofree char *help = g_strndup(option->help, strlen(option->help) - 1);
  g_auto(GStrv) parts = g_strsplit(help, "|", -1);
  g_autofree char *meaning = g_strjoinv("\\|", parts);
  return g_strdup_printf("| `%s` | %s | %s | %s |", option->name, values, verbs, meaning);
}

/* The table at the end of docs/projects.md is the table of options, row by row; with ACCEPT=1 it is written.
 */
static void
docs_name_every_key_and_no_other(void)
{
  g_autofree char *path = g_build_filename(g_getenv("SALIENT_SOURCE_ROOT"), "docs/projects.md", NULL);
  g_autofree char *docs = NULL;
  g_assert_true(g_file_get_contents(path, &docs, NULL, NULL));
  g_autoptr(GString) table = g_string_new("| key | value | verbs | meaning |\n|---|---|---|---|\n");
  for (const Option *option = argument_table.options; option->name != NULL; option++) {
    g_autofree char *row = format_row(option);
    if (row != NULL)
      g_string_append_printf(table, "%s\n", row);
  }
  const char *told = strstr(docs, "| key | value |");
  g_assert_nonnull(told);
  if (g_strcmp0(g_getenv("ACCEPT"), "1") == 0) {
    g_autofree char *text = g_strdup_printf("%.*s%s", (int)(told - docs), docs, table->str);
    write_file(path, text);
    return;
  }
  if (!g_str_equal(told, table->str))
    g_test_message("docs/projects.md: expected it to end with this, which ACCEPT=1 writes:\n%s", table->str);
  g_assert_cmpstr(told, ==, table->str);
  for (const char *const *name = project_get_preset_names(); *name != NULL; name++) {
    g_autofree char *quoted = g_strdup_printf("`%s`", *name);
    g_assert_nonnull(strstr(docs, quoted));
  }
}

static void
examples_are_good_projects(void)
{
  static const char *const names[] = { "korea-1950", "deepstate" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    for (guint verb = VERB_MEASURE; verb <= VERB_EXPORT; verb++) {
      g_autofree char *path =
          g_build_filename(g_getenv("SALIENT_SOURCE_ROOT"), "examples", names[i], "project.yaml", NULL);
      g_autofree char *line = g_strdup_printf("-p|%s", path);
      g_auto(Arguments) arguments = { 0 };
      parse_good((Verb)verb, line, &arguments);
      g_assert_cmpuint(arguments.operands->len, ==, 1);
      g_assert_cmpuint(arguments.maps->len, >, 1);
    }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autofree char *folder = g_dir_make_tmp("salient-project-XXXXXX", NULL);
  g_assert_cmpint(g_chdir(folder), ==, 0);
  static const struct {
    const char *name;
    void (*run)(void);
  } tests[] = {
    { "/project/says-what-the-command-line-says", says_what_the_command_line_says },
    { "/project/is-read-as-json-too", is_read_as_json_too },
    { "/project/gives-way-to-the-command-line", gives_way_to_the_command_line },
    { "/project/begins-relative-names-at-its-folder", begins_relative_names_at_its_folder },
    { "/project/takes-a-style-of-its-folder", takes_a_style_of_its_folder },
    { "/project/names-the-line-of-each-fault", names_the_line_of_each_fault },
    { "/project/names-the-line-of-faults-in-maps", names_the_line_of_faults_in_maps },
    { "/project/blames-what-is-checked-later", blames_what_is_checked_later },
    { "/project/gives-each-verb-its-outputs", gives_each_verb_its_outputs },
    { "/project/knows-what-verbs-write", knows_what_verbs_write },
    { "/project/lists-maps-that-differ", lists_maps_that_differ },
    { "/project/repeats-any-command-line", repeats_any_command_line },
    { "/project/survives-any-bytes", survives_any_bytes },
    { "/project/has-a-limit", has_a_limit },
    { "/project/presets-are-good-projects", presets_are_good_projects },
    { "/project/presets-say-what-they-are-for", presets_say_what_they_are_for },
    { "/project/lies-above-its-preset", lies_above_its_preset },
    { "/project/does-not-write-names-that-are-no-utf8", does_not_write_names_that_are_no_utf8 },
    { "/project/examples-are-good-projects", examples_are_good_projects },
    { "/project/docs-name-every-key-and-no-other", docs_name_every_key_and_no_other },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
    g_test_add_func(tests[i].name, tests[i].run);
  const int status = g_test_run();
  g_remove("sub/p.yaml");
  g_rmdir("sub");
  g_remove(FILE_NAME);
  g_chdir("/");
  g_rmdir(folder);
  return status;
}
