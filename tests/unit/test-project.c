#include "cli/command-line.h"
#include "library/key-values.h"
#include "library/option.h"
#include "library/options.h"
#include "library/project.h"

#include "data/base/error.h"
#include "data/series/class.h"
#include "data/table/vector.h"

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
parse(SalientTask verb, const char *said, CommandLine *line, GError **error)
{
  g_auto(GStrv) words = g_strsplit(said, "|", -1);
  return command_line_parse(verb, words, line, error);
}

static void
parse_good(SalientTask verb, const char *words, CommandLine *line)
{
  g_autoptr(GError) error = NULL;
  parse(verb, words, line, &error);
  g_assert_no_error(error);
}

static void
assert_fails(const char *text, const char *message)
{
  g_auto(CommandLine) arguments = { NULL };
  g_autoptr(GError) error = NULL;
  write_file(FILE_NAME, text);
  g_assert_false(parse(SALIENT_RENDER, "-p|" FILE_NAME, &arguments, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, message);
}

static void
says_what_the_command_line_says(void)
{
  g_auto(CommandLine) arguments = { NULL };
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
  parse_good(SALIENT_RENDER, "-p|" FILE_NAME, &arguments);
  g_assert_cmpuint(arguments.options->sources->len, ==, 2);
  g_assert_cmpstr(arguments.options->sources->pdata[1], ==, "more");
  g_assert_null(arguments.options->sources->pdata[2]);
  g_assert_cmpint(arguments.options->date_shift, ==, -1);
  g_assert_cmpfloat(arguments.options->min_width, ==, 12.5);
  g_assert_true(arguments.options->exclusive);
  g_assert_false(arguments.options->partial);
  g_assert_cmpuint(arguments.options->classes->len, ==, 2);
  g_assert_cmpstr(arguments.options->classes->pdata[1], ==, "b = y");
  g_assert_cmpstr(arguments.options->title, ==, "{period}");
  g_assert_cmpstr(arguments.options->units, ==, "km");
}

static void
is_read_as_json_too(void)
{
  g_auto(CommandLine) arguments = { NULL };
  write_file(FILE_NAME, "{\"sources\": [\"daily\"], \"date-shift\": -1, \"exclusive\": true,\n"
                        " \"title\": \"caf\\u00e9\"}");
  parse_good(SALIENT_RENDER, "-p|" FILE_NAME, &arguments);
  g_assert_cmpint(arguments.options->date_shift, ==, -1);
  g_assert_true(arguments.options->exclusive);
  g_assert_cmpstr(arguments.options->title, ==, "caf\xc3\xa9");
}

static void
gives_way_to_the_command_line(void)
{
  g_auto(CommandLine) arguments = { NULL };
  write_file(FILE_NAME, "sources: daily\ndate-shift: -1\nmax-gap: 9\nclass: [a = x, b = y]\nlang: uk\n");
  parse_good(SALIENT_RENDER, "-p|" FILE_NAME "|--date-shift=2|--class|c = z|weekly", &arguments);
  g_assert_cmpuint(arguments.options->sources->len, ==, 1);
  g_assert_cmpstr(arguments.options->sources->pdata[0], ==, "weekly");
  g_assert_cmpint(arguments.options->date_shift, ==, 2);
  g_assert_cmpint(arguments.options->max_gap, ==, 9);
  g_assert_cmpuint(arguments.options->classes->len, ==, 1);
  g_assert_cmpstr(arguments.options->classes->pdata[0], ==, "c = z");
  g_assert_cmpstr(arguments.options->lang, ==, "uk");
}

static void
begins_relative_names_at_its_folder(void)
{
  g_auto(CommandLine) arguments = { NULL };
  g_mkdir("sub", 0777);
  write_file("sub/p.yaml", "sources: [daily, /abs/daily, 'PG:dbname=x', '/vsicurl/https://host/a.json']\n"
                           "style: dark\nwords: de\nbasemap: none\nborders: lines.geojson\n"
                           "places: [a.csv, /b.csv]\noutput: ['maps/{period}.png']\n"
                           "aoi: area.geojson\ntitle: daily\nwhere: a = 'b'\n");
  parse_good(SALIENT_RENDER, "-p|sub/p.yaml", &arguments);
  g_assert_cmpstr(arguments.options->sources->pdata[0], ==, "sub/daily");
  g_assert_cmpstr(arguments.options->sources->pdata[1], ==, "/abs/daily");
  g_assert_cmpstr(arguments.options->sources->pdata[2], ==, "PG:dbname=x");
  g_assert_cmpstr(arguments.options->sources->pdata[3], ==, "/vsicurl/https://host/a.json");
  g_assert_cmpstr(arguments.options->style, ==, "dark");
  g_assert_cmpstr(arguments.options->words, ==, "de");
  g_assert_cmpstr(arguments.options->basemap, ==, "none");
  g_assert_cmpstr(arguments.options->borders, ==, "sub/lines.geojson");
  g_assert_cmpstr(arguments.options->places->pdata[0], ==, "sub/a.csv");
  g_assert_cmpstr(arguments.options->places->pdata[1], ==, "/b.csv");
  g_assert_cmpstr(arguments.options->outputs->pdata[0], ==, "sub/maps/{period}.png");
  g_assert_cmpstr(arguments.options->aoi, ==, "sub/area.geojson");
  g_assert_cmpstr(arguments.options->title, ==, "daily");
  g_assert_cmpstr(arguments.options->where, ==, "a = 'b'");
}

static void
takes_a_style_of_its_folder(void)
{
  g_auto(CommandLine) arguments = { NULL };
  g_mkdir("sub", 0777);
  write_file("sub/p.yaml", "style: house.yaml\nbasemap: ne\n");
  parse_good(SALIENT_RENDER, "-p|sub/p.yaml", &arguments);
  g_assert_cmpstr(arguments.options->style, ==, "sub/house.yaml");
  g_assert_cmpstr(arguments.options->basemap, ==, "sub/ne");
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
  assert_fails("text: letters\n", "p.yaml:1: text: expected real or outline, got 'letters'");
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
      "isw-afp, states-of-change, two-sided-kml, uacontrolmap, got 'isv'");
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
  for (int i = 0; i <= SAL_PROJECT_MAX_MAPS; i++)
    g_string_append(many, "  - output: a.png\n");
  assert_fails(many->str, "p.yaml:2: maps: expected at most 100, got 101");
}

static void
blames_what_is_checked_later(void)
{
  g_auto(CommandLine) arguments = { NULL };
  GError *error = NULL;
  write_file(FILE_NAME, "sources: a\nevery: moth\n");
  parse_good(SALIENT_MEASURE, "-p|" FILE_NAME "|--sample|x", &arguments);
  sal_error_set_option(&error, SAL_ERROR_USAGE, "every", "expected a month, got 'moth'");
  sal_options_tell(arguments.options, &error);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, "p.yaml:2: every: expected a month, got 'moth'");
  g_clear_error(&error);
  sal_error_set_option(&error, SAL_ERROR_USAGE, "every", "expected less, got " SAL_OPTION("partial"));
  sal_options_tell(arguments.options, &error);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, "p.yaml:2: every: expected less, got --partial");
  g_clear_error(&error);
  sal_error_set_option(&error, SAL_ERROR_USAGE, "every", "expected less");
  g_prefix_error(&error, "a place: ");
  sal_options_tell(arguments.options, &error);
  g_assert_cmpstr(error->message, ==, "a place: --every: expected less");
  g_clear_error(&error);
  sal_error_set_option(&error, SAL_ERROR_USAGE, "sample", "expected y, got 'x'");
  sal_options_tell(arguments.options, &error);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_USAGE);
  g_assert_cmpstr(error->message, ==, "--sample: expected y, got 'x'");
  g_clear_error(&error);
}

static void
gives_each_verb_its_outputs(void)
{
  g_auto(CommandLine) measure = { NULL }, render = { NULL }, export = { NULL }, inspect = { NULL },
                      compare = { NULL };
  write_file(FILE_NAME, "sources: a\noutput: [n.csv, n.json, m.PNG, c.gpkg]\nformat: csv\n");
  parse_good(SALIENT_MEASURE, "-p|" FILE_NAME, &measure);
  g_assert_cmpuint(measure.options->outputs->len, ==, 2);
  g_assert_cmpstr(measure.options->format, ==, "csv");
  parse_good(SALIENT_RENDER, "-p|" FILE_NAME, &render);
  g_assert_cmpuint(render.options->outputs->len, ==, 1);
  g_assert_cmpstr(render.options->outputs->pdata[0], ==, "m.PNG");
  g_assert_null(render.options->format);
  parse_good(SALIENT_EXPORT, "-p|" FILE_NAME, &export);
  g_assert_cmpuint(export.options->outputs->len, ==, 3);
  g_assert_cmpstr(export.options->outputs->pdata[2], ==, "c.gpkg");
  parse_good(SALIENT_COMPARE, "-p|" FILE_NAME, &compare);
  g_assert_cmpuint(compare.options->outputs->len, ==, 3);
  g_assert_cmpstr(compare.options->outputs->pdata[2], ==, "m.PNG");
  parse_good(SALIENT_INSPECT, "-p|" FILE_NAME, &inspect);
  g_assert_cmpuint(inspect.options->outputs->len, ==, 4);
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
    g_auto(CommandLine) render = { NULL }, export = { NULL };
    g_autofree char *text = g_strdup_printf("output: %s\n", names[i]);
    write_file(FILE_NAME, text);
    parse_good(SALIENT_RENDER, "-p|" FILE_NAME, &render);
    parse_good(SALIENT_EXPORT, "-p|" FILE_NAME, &export);
    g_assert_cmpint(render.options->outputs != NULL, ==, salient_is_picture_name(names[i]));
    g_assert_cmpint(export.options->outputs != NULL, ==,
                    sal_vector_check(names[i], &(SalOutputRules){ TRUE, NULL }, NULL));
  }
}

static void
lists_maps_that_differ(void)
{
  g_auto(CommandLine) arguments = { NULL };
  write_file(FILE_NAME, "sources: a\nstyle: dark\ngraticule: true\nlang: uk\nmaps:\n"
                        "  - output: a.png\n    style: print\n    graticule: false\n"
                        "  - output: [b.png, b.svg]\n    lang: ru\n");
  parse_good(SALIENT_RENDER, "-p|" FILE_NAME "|--lang|de", &arguments);
  g_assert_cmpuint(arguments.options->maps->len, ==, 2);
  const SalientOptions *first = arguments.options->maps->pdata[0],
                       *second = arguments.options->maps->pdata[1];
  g_assert_cmpstr(first->style, ==, "print");
  g_assert_false(first->graticule);
  g_assert_cmpstr(first->lang, ==, "de");
  g_assert_cmpstr(first->sources->pdata[0], ==, "a");
  g_assert_cmpstr(second->style, ==, "dark");
  g_assert_true(second->graticule);
  g_assert_cmpstr(second->lang, ==, "de");
  g_assert_cmpuint(second->outputs->len, ==, 2);
  g_autofree char *printed = salient_options_format(arguments.options, NULL);
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
  if (g_str_equal(text->str, "-")) /* standard input, which is read once */
    g_string_append_c(text, 'x');
  return g_string_free(text, FALSE);
}

static char *
random_value(GRand *random, SalientTask task, const SalientOption *option)
{
  static const char *const outputs[SALIENT_N_TASKS] = {
    [SALIENT_MEASURE] = "a.csv",  [SALIENT_RENDER] = "a.png",     [SALIENT_EXPORT] = "a.gpkg",
    [SALIENT_COMPARE] = "a.json", [SALIENT_PLACES] = "a.geojson", [SALIENT_UPDATE] = "a.svg"
  };
  if (option->kind == SALIENT_OPTION_INTEGER)
    return g_strdup_printf("%d", g_rand_int_range(random, (int)option->min, (int)option->max));
  if (option->kind == SALIENT_OPTION_NUMBER) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_dtostr(text, sizeof text, g_rand_double_range(random, option->min, option->max)));
  }
  if (option->kind == SALIENT_OPTION_CHOICE) {
    g_auto(GStrv) words = g_strsplit(option->value, "|", -1);
    return g_strdup(words[g_rand_int_range(random, 0, (int)g_strv_length(words))]);
  }
  return g_str_equal(option->name, "output") ? g_strdup(outputs[task]) : random_text(random);
}

static gboolean
is_about_projects(const SalientOption *option)
{
  static const char *const names[] = { "project",   "preset",    "print-project", "help",
                                       "a-project", "b-project", "a-preset",      "b-preset",
                                       "no-cache",  "dry-run",   "files-from",    NULL };
  return g_strv_contains(names, option->name);
}

static char **
random_command(GRand *random, SalientTask task)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new();
  for (const SalientOption *const *list = salient_options_list(task); *list != NULL; list++) {
    const SalientOption *option = *list;
    if (is_about_projects(option) || g_str_equal(option->name, "sources") || g_rand_boolean(random))
      continue;
    for (int n = option->is_list ? g_rand_int_range(random, 1, 4) : 1; n > 0; n--) {
      const gboolean is_flag = option->kind == SALIENT_OPTION_FLAG;
      g_autofree char *value = is_flag ? NULL : random_value(random, task, option);
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
assert_same(const SalientOptions *a, const SalientOptions *b)
{
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    if (is_about_projects(&row->option))
      continue;
    const char *const *texts_a = sal_option_get_list(row, a), *const *texts_b = sal_option_get_list(row, b);
    g_autofree char *text_a = sal_option_format(row, a), *text_b = sal_option_format(row, b);
    g_assert_cmpstr(text_a, ==, text_b);
    g_assert_cmpint(texts_a != NULL, ==, texts_b != NULL);
    g_assert_true(texts_a == NULL || g_strv_equal(texts_a, texts_b));
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
    const SalientTask verb = (SalientTask)g_rand_int_range(random, SALIENT_INSPECT, SALIENT_STYLE);
    g_auto(GStrv) words = random_command(random, verb);
    g_auto(CommandLine) said = { NULL }, read = { NULL };
    g_autoptr(GError) error = NULL;
    g_assert_true(command_line_parse(verb, words, &said, &error));
    g_autofree char *printed = salient_options_format(said.options, &error);
    g_assert_no_error(error);
    write_file(FILE_NAME, *printed != '\0' ? printed : "{}");
    if (!parse(verb, "-p|" FILE_NAME, &read, &error))
      g_test_message("%s", printed);
    g_assert_no_error(error);
    assert_same(said.options, read.options);
    g_autofree char *again = salient_options_format(read.options, NULL);
    g_assert_cmpstr(again, ==, printed);
  }
}

/* The same for a manifest, which leaves out what is about the work alone and masks what is secret. */
static void
repeats_any_command_line_in_a_manifest(void)
{
  const guint32 seed = g_test_rand_int();
  guint n_whole = 0;
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  g_test_message("seed %u", seed);
  for (guint i = 0; i < 500; i++) {
    const SalientTask verb = (SalientTask)g_rand_int_range(random, SALIENT_INSPECT, SALIENT_STYLE);
    g_auto(GStrv) words = random_command(random, verb);
    g_auto(CommandLine) said = { NULL };
    g_autoptr(SalientOptions) read = salient_options_new(verb);
    g_autoptr(GError) error = NULL;
    g_auto(SalJson) json;
    g_assert_true(command_line_parse(verb, words, &said, &error));
    sal_json_init(&json);
    const gboolean is_whole = sal_project_add_json(&json, NULL, said.options);
    g_autofree char *text = sal_json_finish(&json);
    SalProject *project = sal_project_parse_run("m.json", text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_true(sal_project_load_into(project, read, &error));
    for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
      if (sal_project_is_about_work(row))
        sal_option_copy(row, read, said.options);
    if (is_whole)
      assert_same(said.options, read);
    n_whole += is_whole ? 1 : 0;
  }
  g_assert_cmpuint(n_whole, >, 250);
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
    g_auto(CommandLine) arguments = { NULL };
    g_autoptr(GError) error = NULL;
    write_file(FILE_NAME, text->str);
    if (!parse(SALIENT_RENDER, "-p|" FILE_NAME, &arguments, &error))
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
  for (const char *const *name = salient_presets_list(); *name != NULL; name++)
    for (guint verb = SALIENT_INSPECT; verb < SALIENT_STYLE; verb++) {
      g_autofree char *line = g_strdup_printf("--preset|%s|source", *name);
      g_auto(CommandLine) arguments = { NULL };
      g_autoptr(GError) error = NULL;
      parse_good((SalientTask)verb, line, &arguments);
      g_autoptr(SalClasses) classes = sal_classes_new(
          arguments.options->classes != NULL ? (const char *const *)arguments.options->classes->pdata : NULL,
          &error);
      g_assert_no_error(error);
      for (guint c = 0; sal_classes_are_defined(classes) && c < sal_classes_get_n(classes); c++)
        g_assert_true(sal_classes_is_optional(classes, c) || sal_classes_get_composition(classes, c) != NULL);
    }
}

static void
presets_say_what_they_are_for(void)
{
  for (const char *const *name = salient_presets_list(); *name != NULL; name++) {
    g_autofree char *text = salient_preset_get_text(*name);
    g_assert_true(g_str_has_prefix(text, "# "));
  }
  g_assert_null(salient_preset_get_text("../styles/default"));
}

static void
lies_above_its_preset(void)
{
  g_auto(CommandLine) arguments = { NULL };
  write_file(FILE_NAME, "preset: deepstate-archive\ncredit: mine\n");
  parse_good(SALIENT_MEASURE, "-p|" FILE_NAME, &arguments);
  g_assert_cmpint(arguments.options->date_shift, ==, -1);
  g_assert_cmpstr(arguments.options->credit, ==, "mine");
}

static void
does_not_write_names_that_are_no_utf8(void)
{
  g_auto(CommandLine) arguments = { NULL };
  g_autoptr(GError) error = NULL;
  parse_good(SALIENT_MEASURE, "--aoi|a\xff", &arguments);
  g_assert_null(salient_options_format(arguments.options, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
}

/* "a list of FILE", "km, miles or both"... as docs/projects.md has it. */
static char *
describe_values(const SalientOption *option)
{
  g_auto(GStrv) parts = option->value != NULL ? g_strsplit(option->value, "|", -1) : NULL;
  g_autofree char *value = parts != NULL ? g_strjoinv("\\|", parts) : NULL;
  if (option->kind == SALIENT_OPTION_FLAG)
    return g_strdup("true or false");
  if (option->kind == SALIENT_OPTION_INTEGER || option->kind == SALIENT_OPTION_NUMBER)
    return g_strdup_printf("a %snumber, %g to %g", option->kind == SALIENT_OPTION_INTEGER ? "whole " : "",
                           option->min, option->max);
  return g_strdup_printf("%s`%s`", option->is_list ? "a list of " : "", value);
}

static char *
describe_verbs(const SalOptionRow *row)
{
  GString *verbs = g_string_new(NULL);
  for (guint task = 0; task < SALIENT_STYLE; task++)
    if (sal_option_is_of(row, (SalientTask)task) &&
        (task != SALIENT_UPDATE ||
         !sal_option_is_of(row, SALIENT_RENDER))) /* the document says that it has all of them */
      g_string_append_printf(verbs, "%s%s", verbs->len > 0 ? ", " : "",
                             salient_task_get_name((SalientTask)task));
  return g_string_free(verbs, FALSE);
}

static char *
format_row(const SalOptionRow *row)
{
  static const char *const not_keys[] = { "project", "files-from", "print-project", "no-cache", "dry-run",
                                          "help",    NULL };
  const SalientOption *option = &row->option;
  g_autofree char *sentence = salient_option_describe(option, "--");
  if (sentence == NULL || g_strv_contains(not_keys, option->name))
    return NULL;
  g_autofree char *values = describe_values(option), *verbs = describe_verbs(row);
  if (*verbs == '\0') /* of verbs that read no projects */
    return NULL;
  g_autoptr(GString) meaning = g_string_new_len(sentence, (gssize)strlen(sentence) - 1);
  static const char *const markup[] = { "|", "*", "<" };
  for (guint i = 0; i < G_N_ELEMENTS(markup); i++) {
    g_autofree char *escaped = g_strconcat("\\", markup[i], NULL);
    g_string_replace(meaning, markup[i], escaped, 0);
  }
  return g_strdup_printf("| `%s` | %s | %s | %s |", option->name, values, verbs, meaning->str);
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
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    g_autofree char *line = format_row(row);
    if (line != NULL)
      g_string_append_printf(table, "%s\n", line);
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
  for (const char *const *name = salient_presets_list(); *name != NULL; name++) {
    g_autofree char *quoted = g_strdup_printf("`%s`", *name);
    g_assert_nonnull(strstr(docs, quoted));
  }
}

static void
examples_are_good_projects(void)
{
  static const char *const names[] = { "korea-1950", "deepstate" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    for (guint verb = SALIENT_MEASURE; verb <= SALIENT_EXPORT; verb++) {
      g_autofree char *path =
          g_build_filename(g_getenv("SALIENT_SOURCE_ROOT"), "examples", names[i], "project.yaml", NULL);
      g_autofree char *line = g_strdup_printf("-p|%s", path);
      g_auto(CommandLine) arguments = { NULL };
      parse_good((SalientTask)verb, line, &arguments);
      g_assert_cmpuint(arguments.options->sources->len, ==, 1);
      g_assert_cmpuint(arguments.options->maps->len, >, 1);
    }
}

/* What is appended is read again, whatever looks like a key in it. */
static void
writes_values_that_look_like_keys(void)
{
  static const char *const values[] = { "a=1,where=2", "37.1,48.2", "up, bare", "up,bare", "" };
  g_autoptr(GString) whole = g_string_new("source.gpkg");
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    sal_key_values_append(whole, "key", values[i], "bare");
  const char *text = whole->str;
  g_autofree char *source = sal_key_values_take_value(&text, "bare");
  g_assert_cmpstr(source, ==, "source.gpkg");
  for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
    g_autofree char *key = sal_key_values_take_key(&text), *value = sal_key_values_take_value(&text, "bare");
    g_assert_cmpstr(key, ==, "key");
    g_assert_cmpstr(value, ==, values[i]);
  }
  g_assert_cmpstr(text, ==, "");
  text = "dem.tif,bare,key=1";
  for (guint i = 0; i < 3; i++) {
    static const char *const keys[] = { "", "bare", "key" }, *const said[] = { "dem.tif", "", "1" };
    g_autofree char *key = i > 0 ? sal_key_values_take_key(&text) : g_strdup("");
    g_autofree char *value = sal_key_values_take_value(&text, "bare");
    g_assert_cmpstr(key, ==, keys[i]);
    g_assert_cmpstr(value, ==, said[i]);
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
    { "/project/repeats-any-command-line-in-a-manifest", repeats_any_command_line_in_a_manifest },
    { "/project/survives-any-bytes", survives_any_bytes },
    { "/project/has-a-limit", has_a_limit },
    { "/project/presets-are-good-projects", presets_are_good_projects },
    { "/project/presets-say-what-they-are-for", presets_say_what_they_are_for },
    { "/project/lies-above-its-preset", lies_above_its_preset },
    { "/project/does-not-write-names-that-are-no-utf8", does_not_write_names_that_are_no_utf8 },
    { "/project/examples-are-good-projects", examples_are_good_projects },
    { "/project/writes-values-that-look-like-keys", writes_values_that_look_like_keys },
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
