#include "project.h"

#include "presets-resource.h"
#include "salient.h"
#include "styles/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define RESOURCE_FOLDER "/salient/presets/"

struct _Project {
  char *told;   /* what messages call it */
  char *folder; /* where relative names begin; NULL: where the program runs */
  SalYaml *root;
};

/* Options that are no keys: they say where projects come from or go to. */
static const char *const not_keys[] = { "project", "print-project", "help", NULL };

/* What only some verbs can write, by suffix. */
static const struct {
  const char *suffix;
  guint verbs;
} output_suffixes[] = {
  { ".csv", 1u << VERB_MEASURE | 1u << VERB_EXPORT | 1u << VERB_COMPARE },
  { ".json", 1u << VERB_MEASURE | 1u << VERB_EXPORT | 1u << VERB_COMPARE },
  { ".md", 1u << VERB_MEASURE | 1u << VERB_COMPARE },
  { ".markdown", 1u << VERB_MEASURE | 1u << VERB_COMPARE },
  { ".txt", 1u << VERB_MEASURE | 1u << VERB_COMPARE },
  { ".png", 1u << VERB_RENDER | 1u << VERB_COMPARE },
  { ".svg", 1u << VERB_RENDER | 1u << VERB_COMPARE },
  { ".pdf", 1u << VERB_RENDER | 1u << VERB_COMPARE },
  { ".geojson", 1u << VERB_EXPORT },
  { ".gpkg", 1u << VERB_EXPORT },
  { ".fgb", 1u << VERB_EXPORT },
  { ".shp", 1u << VERB_EXPORT },
  { ".kml", 1u << VERB_EXPORT },
  { ".gml", 1u << VERB_EXPORT },
  { ".geojsonl", 1u << VERB_EXPORT },
  { ".sqlite", 1u << VERB_EXPORT },
};

/* A key and its value, on the way to the arguments. */
typedef struct {
  const Project *project;
  const Option *option; /* NULL: the sources */
  const char *name;
  const SalYaml *node;
  Verb verb;
  Arguments *arguments;
} Entry;

void
project_free(Project *project)
{
  if (project == NULL)
    return;
  g_free(project->told);
  g_free(project->folder);
  g_clear_pointer(&project->root, sal_yaml_free);
  g_free(project);
}

static gboolean
is_key(const Option *option)
{
  return !g_strv_contains(not_keys, option->name) && (option->verbs & ~(1u << VERB_STYLE)) != 0;
}

/* The row that holds for the verb, else the first of that name; NULL if it is no key. */
static const Option *
find_option(Verb verb, const char *name)
{
  const Option *found = options_find(&argument_table, verb, name);
  for (guint other = 0; found == NULL && other < N_VERBS; other++)
    found = options_find(&argument_table, other, name);
  return found != NULL && is_key(found) ? found : NULL;
}

static gboolean
is_map_key(const char *name)
{
  const Option *option = options_find(&argument_table, VERB_RENDER, name);
  return option != NULL && (option->group == GROUP_PAGE || g_str_equal(name, "output"));
}

/* Names of keys, lent. */
static GPtrArray *
list_keys(gboolean of_map)
{
  GPtrArray *keys = g_ptr_array_new_null_terminated(96, NULL, TRUE);
  if (!of_map) {
    g_ptr_array_add(keys, (gpointer) "sources");
    g_ptr_array_add(keys, (gpointer) "maps");
  }
  for (const Option *option = argument_table.options; option->name != NULL; option++)
    if (of_map ? is_map_key(option->name) : is_key(option))
      g_ptr_array_add(keys, (gpointer)option->name);
  return keys;
}

static gboolean
set_wrong(const Project *project, const SalYaml *node, const char *name, const char *expected, GError **error)
{
  g_autofree char *got = sal_yaml_describe(node);
  const gboolean is_brace = node->kind == SAL_YAML_MAPPING && g_str_has_prefix(expected, "a value");
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected %s, got %s%s", project->told, node->line,
                       name, expected, got, is_brace ? " (a text that begins with { stands in quotes)" : "");
}

static gboolean
set_unknown(const Project *project, const SalYaml *key, gboolean of_map, GError **error)
{
  if (key->text == NULL)
    return set_wrong(project, key, of_map ? "maps" : "project", "an option's name as key", error);
  g_autoptr(GPtrArray) keys = list_keys(of_map);
  g_autofree char *quoted = sal_error_quote(key->text);
  g_autofree char *hint = g_strv_contains(not_keys, key->text)
                              ? g_strdup("")
                              : sal_error_suggest(key->text, (const char *const *)keys->pdata);
  const char *expected = of_map && find_option(VERB_RENDER, key->text) != NULL
                             ? "an option of the page, or output (others stand outside of maps)"
                             : "the long name of an option";
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected %s, got '%s'%s", project->told,
                       key->line, quoted, expected, quoted, hint);
}

static gboolean
is_known(const char *name, gboolean of_map)
{
  if (of_map)
    return is_map_key(name);
  return g_str_equal(name, "sources") || g_str_equal(name, "maps") || find_option(VERB_RENDER, name) != NULL;
}

/* The keys of a mapping: known ones, each once. */
static gboolean
check_keys(const Project *project, const SalYaml *mapping, gboolean of_map, GError **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(mapping); i += 2) {
    const SalYaml *key = sal_yaml_get_item(mapping, i);
    if (key->text == NULL || !is_known(key->text, of_map))
      return set_unknown(project, key, of_map, error);
    if (!g_hash_table_add(seen, key->text))
      return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected it once, got it again",
                           project->told, key->line, key->text);
  }
  return TRUE;
}

static gboolean
check_maps(const Project *project, GError **error)
{
  const SalYaml *maps = sal_yaml_find(project->root, "maps");
  const guint n = maps != NULL ? sal_yaml_get_n_items(maps) : 0;
  if (maps == NULL)
    return TRUE;
  if (maps->kind != SAL_YAML_LIST || n == 0)
    return set_wrong(project, maps, "maps", "a list of maps", error);
  if (n > PROJECT_MAX_MAPS)
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: maps: expected at most %d, got %u", project->told,
                         maps->line, PROJECT_MAX_MAPS, n);
  for (guint i = 0; i < n; i++) {
    const SalYaml *map = sal_yaml_get_item(maps, i);
    if (map->kind != SAL_YAML_MAPPING)
      return set_wrong(project, map, "maps", "a mapping from options of the page to values", error);
    if (!check_keys(project, map, TRUE, error))
      return FALSE;
    if (sal_yaml_find(map, "output") == NULL)
      return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: maps: expected an output for each map, got none",
                           project->told, map->line);
  }
  return TRUE;
}

static gboolean
check_preset(const Project *project, GError **error)
{
  const SalYaml *preset = sal_yaml_find(project->root, "preset");
  if (preset == NULL || (preset->text != NULL && g_strv_contains(project_get_preset_names(), preset->text)))
    return TRUE;
  g_autofree char *list = g_strjoinv(", ", (char **)project_get_preset_names());
  g_autofree char *expected = g_strdup_printf("one of %s", list);
  return set_wrong(project, preset, "preset", expected, error);
}

/* Takes told and folder. */
static Project *
parse(char *told, char *folder, const char *text, gsize length, GError **error)
{
  g_autoptr(Project) project = g_new0(Project, 1);
  project->told = told;
  project->folder = folder;
  project->root = sal_yaml_parse(text, length, SAL_ERROR_FORMAT, error);
  if (project->root == NULL) {
    g_prefix_error(error, "%s:", told);
    return NULL;
  }
  if (project->root->kind != SAL_YAML_MAPPING) {
    set_wrong(project, project->root, "project", "a mapping from options to values", error);
    return NULL;
  }
  if (!check_keys(project, project->root, FALSE, error) || !check_preset(project, error) ||
      !check_maps(project, error))
    return NULL;
  return g_steal_pointer(&project);
}

/* At most one byte more than a project may have, so that endless files end. */
static char *
read_file(const char *path, gsize *length, GError **error)
{
  const gboolean is_stdin = g_str_equal(path, "-");
  g_autofree char *text = g_malloc(SAL_YAML_MAX_BYTES + 1);
  FILE *file = is_stdin ? stdin : fopen(path, "rbe");
  const gsize n = file != NULL ? fread(text, 1, SAL_YAML_MAX_BYTES + 1, file) : 0;
  const int fault = file == NULL || ferror(file) ? errno : 0;
  if (file != NULL && !is_stdin)
    fclose(file);
  if (fault != 0) {
    g_autofree char *quoted = sal_error_quote_path(path);
    sal_error_set(error, SAL_ERROR_IO, "%s: expected a project file, got '%s'", quoted, g_strerror(fault));
    return NULL;
  }
  *length = n;
  return g_steal_pointer(&text);
}

Project *
project_load(const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_file(path, &length, error);
  if (text == NULL)
    return NULL;
  g_autofree char *folder = g_path_get_dirname(path);
  const gboolean is_here = g_str_equal(folder, ".");
  return parse(sal_error_quote_path(path), is_here ? NULL : g_steal_pointer(&folder), text, length, error);
}

Project *
project_load_preset(const char *name, GError **error)
{
  g_autoptr(GBytes) bytes = project_get_preset_text(name);
  if (bytes == NULL) {
    const char *const *names = project_get_preset_names();
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    g_autofree char *quoted = sal_error_quote(name), *hint = sal_error_suggest(name, names);
    sal_error_set(error, SAL_ERROR_USAGE, "expected list or one of %s, got '%s'%s", list, quoted, hint);
    return NULL;
  }
  gsize length = 0;
  const char *text = g_bytes_get_data(bytes, &length);
  return parse(g_strconcat("preset ", name, NULL), NULL, text, length, error);
}

const char *
project_get_preset(const Project *project)
{
  const SalYaml *preset = sal_yaml_find(project->root, "preset");
  return preset != NULL ? preset->text : NULL;
}

guint
project_get_n_maps(const Project *project)
{
  const SalYaml *maps = sal_yaml_find(project->root, "maps");
  return maps != NULL ? sal_yaml_get_n_items(maps) : 0;
}

/* Names that only OGR or the program understands are no names of files: PG:..., http://. */
static gboolean
has_scheme(const char *value)
{
  const gsize n = strcspn(value, ":/");
  return n > 1 && value[n] == ':' && g_ascii_isalpha(value[0]);
}

/* Whether a value is one of the words that the option takes beside names of files, which stand in its
 * metavar in small letters; where that says NAME or LANG, whatever has neither a slash nor a dot. */
static gboolean
is_word(const Option *option, const char *value)
{
  g_auto(GStrv) forms = g_strsplit(option->metavar, "|", -1);
  const guint n = g_strv_length(forms);
  for (guint i = 0; n > 1 && i < n; i++) {
    if (g_str_equal(forms[i], value))
      return TRUE;
    if ((g_str_equal(forms[i], "NAME") || g_str_equal(forms[i], "LANG")) && strpbrk(value, "/.") == NULL)
      return TRUE;
  }
  return FALSE;
}

/* A value as the command line would give it: names of files begin at the project's folder. */
static char *
resolve_value(const Entry *entry, const char *value)
{
  const Option *option = entry->option;
  const gboolean is_name = option == NULL || option_is_file(option);
  if (!is_name || entry->project->folder == NULL || g_path_is_absolute(value) || *value == '\0' ||
      g_str_equal(value, "-") || has_scheme(value) || (option != NULL && is_word(option, value)))
    return g_strdup(value);
  return g_build_filename(entry->project->folder, value, NULL);
}

static gboolean
is_choice(const Option *option, const char *value)
{
  g_auto(GStrv) words = g_strsplit(option->metavar != NULL ? option->metavar : "", "|", -1);
  return option->kind == OPTION_CHOICE && g_strv_contains((const char *const *)words, value);
}

/* The verbs that can write a file of that name; 0: who knows. */
static guint
find_writers(const char *path)
{
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (guint i = 0; i < G_N_ELEMENTS(output_suffixes); i++)
    if (g_str_has_suffix(lower, output_suffixes[i].suffix))
      return output_suffixes[i].verbs;
  return g_str_equal(path, "-") ? 1u << VERB_MEASURE | 1u << VERB_EXPORT | 1u << VERB_COMPARE : 0;
}

/* Whether the verb is one of those whose outputs are told apart by their suffixes. */
static gboolean
is_writer(Verb verb)
{
  guint writers = 0;
  for (guint i = 0; i < G_N_ELEMENTS(output_suffixes); i++)
    writers |= output_suffixes[i].verbs;
  return (writers & (1u << verb)) != 0;
}

/* Whether only another verb can use a value. */
static gboolean
is_for_other_verb(const Entry *entry, const char *value)
{
  if (g_str_equal(entry->name, "output")) {
    const guint writers = find_writers(value);
    return is_writer(entry->verb) && writers != 0 && (writers & (1u << entry->verb)) == 0;
  }
  if (is_choice(entry->option, value))
    return FALSE;
  for (const Option *other = argument_table.options; other->name != NULL; other++)
    if (g_str_equal(other->name, entry->name) && is_choice(other, value))
      return TRUE;
  return FALSE;
}

static gboolean
blame_value(const Entry *entry, guint line, GError *fault, GError **error)
{
  fault->code = SAL_ERROR_FORMAT;
  g_prefix_error(&fault, "%s:%u: %s: ", entry->project->told, line, entry->name);
  g_propagate_error(error, fault);
  return FALSE;
}

/* One value. applied: whether it was for this verb. */
static gboolean
apply_scalar(const Entry *entry, const SalYaml *node, gboolean *applied, GError **error)
{
  const Option *option = entry->option;
  GError *fault = NULL;
  if (node->kind != SAL_YAML_SCALAR || sal_yaml_is_null(node)) {
    g_autofree char *expected = g_strdup_printf("a value (%s)", option != NULL ? option->metavar : "SOURCE");
    return set_wrong(entry->project, node, entry->name, expected, error);
  }
  g_autofree char *value = resolve_value(entry, node->text);
  if (option == NULL) {
    g_ptr_array_add(entry->arguments->operands, g_steal_pointer(&value));
    *applied = TRUE;
    return TRUE;
  }
  if (is_for_other_verb(entry, value))
    return TRUE;
  *applied = TRUE;
  return option_set(option, value, entry->arguments, &fault) || blame_value(entry, node->line, fault, error);
}

static gboolean
apply_list(const Entry *entry, gboolean *applied, GError **error)
{
  for (guint i = 0; i < sal_yaml_get_n_items(entry->node); i++)
    if (!apply_scalar(entry, sal_yaml_get_item(entry->node, i), applied, error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_flag(const Entry *entry, GError **error)
{
  const SalYaml *node = entry->node;
  const gboolean is_true = node->text != NULL && !node->quoted && g_str_equal(node->text, "true");
  const gboolean is_false = node->text != NULL && !node->quoted && g_str_equal(node->text, "false");
  if (!is_true && !is_false)
    return set_wrong(entry->project, node, entry->name, "true or false", error);
  return is_false || option_set(entry->option, NULL, entry->arguments, error);
}

static gboolean
apply_value(const Entry *entry, gboolean *applied, GError **error)
{
  const Option *option = entry->option;
  if (option != NULL && option->kind == OPTION_FLAG) {
    *applied = TRUE;
    return apply_flag(entry, error);
  }
  const gboolean is_list = option == NULL || option_is_list(option);
  if (is_list && entry->node->kind == SAL_YAML_LIST)
    return apply_list(entry, applied, error);
  return apply_scalar(entry, entry->node, applied, error);
}

static gboolean
apply_entry(const Entry *entry, GError **error)
{
  const char *name = entry->option != NULL ? entry->option->name : "sources";
  if (g_hash_table_contains(entry->arguments->given, name))
    return TRUE;
  gboolean applied = FALSE;
  if (!apply_value(entry, &applied, error))
    return FALSE;
  if (applied)
    g_hash_table_insert(entry->arguments->given, (gpointer)name,
                        g_strdup_printf("%s:%u", entry->project->told, entry->node->line));
  return TRUE;
}

static gboolean
apply_mapping(const Project *project, const SalYaml *mapping, Verb verb, Arguments *arguments, GError **error)
{
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(mapping); i += 2) {
    const char *name = sal_yaml_get_item(mapping, i)->text;
    if (g_str_equal(name, "maps"))
      continue;
    const Option *option = find_option(verb, name);
    const Entry entry = { project, option, name, sal_yaml_get_item(mapping, i + 1), verb, arguments };
    if (!apply_entry(&entry, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
project_apply_map(const Project *project, guint map, Verb verb, Arguments *arguments, GError **error)
{
  return apply_mapping(project, sal_yaml_get_item(sal_yaml_find(project->root, "maps"), map), verb, arguments,
                       error);
}

gboolean
project_apply(const Project *project, Verb verb, Arguments *arguments, GError **error)
{
  return apply_mapping(project, project->root, verb, arguments, error);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **
list_preset_names(void)
{
  GPtrArray *names = g_ptr_array_new();
  g_auto(GStrv) files = g_resource_enumerate_children(cli_presets_get_resource(), RESOURCE_FOLDER,
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **file = files; file != NULL && *file != NULL; file++)
    g_ptr_array_add(names, g_strndup(*file, strlen(*file) - strlen(".yaml")));
  g_ptr_array_sort(names, compare_names);
  g_ptr_array_add(names, NULL);
  return (const char **)g_ptr_array_free(names, FALSE);
}

const char *const *
project_get_preset_names(void)
{
  static const char **names = NULL;
  if (g_once_init_enter(&names))
    g_once_init_leave(&names, list_preset_names());
  return names;
}

GBytes *
project_get_preset_text(const char *name)
{
  if (!g_strv_contains(project_get_preset_names(), name))
    return NULL;
  g_autofree char *path = g_strconcat(RESOURCE_FOLDER, name, ".yaml", NULL);
  return g_resource_lookup_data(cli_presets_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

char *
project_format_presets(void)
{
  GString *text = g_string_new(NULL);
  for (const char *const *name = project_get_preset_names(); *name != NULL; name++) {
    g_autoptr(GBytes) bytes = project_get_preset_text(*name);
    const char *first = g_bytes_get_data(bytes, NULL);
    const int n = (int)strcspn(first, "\n");
    g_string_append_printf(text, "%-20s %.*s\n", *name, MAX(n - 2, 0), first + MIN(n, 2));
  }
  return g_string_free(text, FALSE);
}
