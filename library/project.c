/* Reads project files, checks their keys against the table of options, and sets options from their values. */
#include "library/project.h"

#include "library/formats.h"
#include "library/key-values.h"
#include "library/own-keys.h"
#include "library/parties.h"
#include "library/presets.h"

#include "data/base/error.h"
#include "styles/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct _SalProject {
  char *told;   /* what messages call it */
  char *folder; /* that relative names begin at; NULL: the folder in which the program runs */
  SalYaml *root;
  gboolean is_of_run; /* all values are for the task that takes them */
};

/* Options that cannot be keys, because they name the project, print it or print help. */
static const char *const not_keys[] = { "project", "files-from", "print-project", "no-cache", "dry-run",
                                        "help",    NULL };

/* A key and its value, and the options that they are to set. */
typedef struct {
  const SalProject *project;
  const SalOptionRow *row;
  const SalYaml *node;
  SalientTask task; /* whose row was looked for; row is of another task if that has none */
  SalientOptions *options;
  gboolean of_map; /* it stands in maps, where all outputs are pictures and reports */
} Entry;

void
sal_project_free(SalProject *project)
{
  if (project == NULL)
    return;
  g_free(project->told);
  g_free(project->folder);
  g_clear_pointer(&project->root, sal_yaml_free);
  g_free(project);
}

static gboolean
is_key(const SalOptionRow *row)
{
  const guint without_projects = 1u << SALIENT_STYLE | 1u << SALIENT_TEMPLATE | 1u << SALIENT_CACHE |
                                 1u << SALIENT_MERGE | 1u << SALIENT_VERIFY | 1u << SALIENT_BASEMAP;
  return !g_strv_contains(not_keys, row->option.name) && (row->tasks & ~without_projects) != 0;
}

/* The task's row of that name, or else the row of the first task that has one. NULL if it is no key. */
static const SalOptionRow *
find_row(SalientTask task, const char *name)
{
  const SalOptionRow *found = sal_option_find(task, name);
  for (guint other = 0; found == NULL && other < SALIENT_N_TASKS; other++)
    found = sal_option_find((SalientTask)other, name);
  return found != NULL && is_key(found) ? found : NULL;
}

static gboolean
is_map_key(const char *name)
{
  const SalOptionRow *row = sal_option_find(SALIENT_RENDER, name);
  return row != NULL && sal_option_is_of_page(row);
}

/* The option that a key sets: lists that are many things may be called so, as `callouts` and `insets`, which are numbers where
 * they are no lists. */
static const char *
find_option_name(const char *key, const SalYaml *value)
{
  static const char *const plurals[][2] = {
    { "callouts", "callout" }, { "insets", "inset" }, { "labels", "label" }, { "notes", "note" }
  };
  const gboolean is_plain = value->kind == SAL_YAML_SCALAR;
  for (guint i = 0; i < G_N_ELEMENTS(plurals) && !is_plain; i++)
    if (g_str_equal(key, plurals[i][0]))
      return plurals[i][1];
  return key;
}

/* The names of all keys of a map or of a project, lent. */
static GPtrArray *
list_keys(gboolean of_map)
{
  GPtrArray *keys = g_ptr_array_new_null_terminated(96, NULL, TRUE);
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    if (of_map ? is_map_key(row->option.name) : is_key(row))
      g_ptr_array_add(keys, (gpointer)row->option.name);
    if (!of_map && row == sal_option_rows)
      g_ptr_array_add(keys, (gpointer) "maps");
  }
  return keys;
}

static gboolean
set_wrong(const SalProject *project, const SalYaml *node, const char *name, const char *expected,
          GError **error)
{
  g_autofree char *got = sal_yaml_describe(node);
  const gboolean is_brace = node->kind == SAL_YAML_MAPPING && g_str_has_prefix(expected, "a value");
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected %s, got %s%s", project->told, node->line,
                       name, expected, got, is_brace ? " (a text that begins with { stands in quotes)" : "");
}

/* The key that may be meant, as a hint: one that was mistyped, or that other programs call so. Owned by the caller. */
static char *
suggest_key(const char *key, const char *const *keys)
{
  static const SalientTask tasks[] = { SALIENT_RENDER, SALIENT_MEASURE, SALIENT_COMPARE };
  const char *foreign = NULL;
  if (g_strv_contains(not_keys, key))
    return g_strdup("");
  if (sal_error_nearest(key, keys) == NULL)
    for (guint i = 0; foreign == NULL && i < G_N_ELEMENTS(tasks); i++)
      foreign = salient_options_suggest(tasks[i], key);
  return foreign != NULL && g_strv_contains(keys, foreign) && !g_str_has_prefix(foreign, key)
             ? g_strdup_printf(" (did you mean '%s'?)", foreign)
             : sal_error_suggest(key, keys);
}

static gboolean
set_unknown(const SalProject *project, const SalYaml *key, gboolean of_map, GError **error)
{
  if (key->text == NULL)
    return set_wrong(project, key, of_map ? "maps" : "project", "an option's name as key", error);
  g_autoptr(GPtrArray) keys = list_keys(of_map);
  g_autofree char *quoted = sal_error_quote(key->text);
  g_autofree char *hint = suggest_key(key->text, (const char *const *)keys->pdata);
  const char *expected = of_map && find_row(SALIENT_RENDER, key->text) != NULL
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
  return g_str_equal(name, "maps") || find_row(SALIENT_RENDER, name) != NULL;
}

/* Checks that the keys of a mapping are known and that each is there once. */
static gboolean
check_keys(const SalProject *project, const SalYaml *mapping, gboolean of_map, GError **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(mapping); i += 2) {
    const SalYaml *key = sal_yaml_get_item(mapping, i);
    const char *name =
        key->text != NULL ? find_option_name(key->text, sal_yaml_get_item(mapping, i + 1)) : NULL;
    if (name == NULL || !is_known(name, of_map))
      return set_unknown(project, key, of_map, error);
    if (!g_hash_table_add(seen, (gpointer)name))
      return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected it once, got it again",
                           project->told, key->line, key->text);
  }
  return TRUE;
}

static gboolean
check_maps(const SalProject *project, GError **error)
{
  const SalYaml *maps = sal_yaml_find(project->root, "maps");
  const guint n = maps != NULL ? sal_yaml_get_n_items(maps) : 0;
  if (maps == NULL)
    return TRUE;
  if (maps->kind != SAL_YAML_LIST || n == 0)
    return set_wrong(project, maps, "maps", "a list of maps", error);
  if (n > SAL_PROJECT_MAX_MAPS)
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: maps: expected at most %d, got %u", project->told,
                         maps->line, SAL_PROJECT_MAX_MAPS, n);
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
check_preset(const SalProject *project, GError **error)
{
  const SalYaml *preset = sal_yaml_find(project->root, "preset");
  if (preset == NULL || (preset->text != NULL && g_strv_contains(salient_presets_list(), preset->text)))
    return TRUE;
  g_autofree char *list = g_strjoinv(", ", (char **)salient_presets_list());
  g_autofree char *expected = g_strdup_printf("one of %s", list);
  return set_wrong(project, preset, "preset", expected, error);
}

/* Takes over told and folder. */
static SalProject *
parse(char *told, char *folder, const char *text, gsize length, GError **error)
{
  g_autoptr(SalProject) project = g_new0(SalProject, 1);
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

/* Reads one byte more than a project may have at most, so that endless files end too. */
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
    sal_error_mark_errno(error, fault);
    return NULL;
  }
  *length = n;
  return g_steal_pointer(&text);
}

SalProject *
sal_project_load(const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_file(path, &length, error);
  if (text == NULL)
    return NULL;
  g_autofree char *folder = g_path_get_dirname(path);
  const gboolean is_here = g_str_equal(folder, ".");
  return parse(sal_error_quote_path(path), is_here ? NULL : g_steal_pointer(&folder), text, length, error);
}

SalProject *
sal_project_parse_run(const char *told, const char *text, gsize length, GError **error)
{
  SalProject *project = parse(g_strdup(told), NULL, text, length, error);
  if (project != NULL)
    project->is_of_run = TRUE;
  return project;
}

SalProject *
sal_project_load_preset(const char *name, GError **error)
{
  g_autoptr(GBytes) bytes = sal_preset_get_bytes(name);
  if (bytes == NULL) {
    const char *const *names = salient_presets_list();
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
sal_project_get_preset(const SalProject *project)
{
  const SalYaml *preset = sal_yaml_find(project->root, "preset");
  return preset != NULL ? preset->text : NULL;
}

guint
sal_project_get_n_maps(const SalProject *project)
{
  const SalYaml *maps = sal_yaml_find(project->root, "maps");
  return maps != NULL ? sal_yaml_get_n_items(maps) : 0;
}

/* Whether a name begins with a scheme, such as PG: or http:. Such names are not the names of files. */
static gboolean
has_scheme(const char *value)
{
  const gsize n = strcspn(value, ":/");
  return n > 1 && value[n] == ':' && g_ascii_isalpha(value[0]);
}

static guint
count_commas(const char *text)
{
  guint n = 0;
  for (const char *p = text; *p != '\0'; p++)
    n += *p == ',';
  return n;
}

/* Whether a value is one of the words that the option takes besides names of files. The form of its value lists
 * them in small letters. If that has NAME or LANG, all values without slash and dot are words; if it has several
 * things with commas between them, so are values with as many commas. */
static gboolean
is_word(const SalientOption *option, const char *value)
{
  g_auto(GStrv) forms = g_strsplit(option->value, "|", -1);
  const guint n = g_strv_length(forms);
  for (guint i = 0; n > 1 && i < n; i++) {
    if (g_str_equal(forms[i], value) ||
        (count_commas(forms[i]) > 1 && count_commas(forms[i]) == count_commas(value)))
      return TRUE;
    if ((g_str_equal(forms[i], "NAME") || g_str_equal(forms[i], "LANG")) && strpbrk(value, "/.") == NULL)
      return TRUE;
  }
  return FALSE;
}

/* How much of a value stands before the name of a file, as in "cmyk:FILE"; 0: nothing. */
static gsize
measure_prefix(const SalientOption *option, const char *value)
{
  g_auto(GStrv) forms = g_strsplit(option->value, "|", -1);
  for (guint i = 0; forms[i] != NULL; i++) {
    const gsize length = strcspn(forms[i], ":") + 1;
    if (g_str_has_suffix(forms[i], ":FILE") && strncmp(forms[i], value, length) == 0)
      return length;
  }
  return 0;
}

/* The value as a command line would give it, for which relative names of files get the project's folder. Owned
 * by the caller. */
static char *
resolve_value(const Entry *entry, const char *value)
{
  if (!sal_option_is_file(entry->row) || entry->project->folder == NULL)
    return g_strdup(value);
  const gsize n_before = measure_prefix(&entry->row->option, value);
  const char *name = value + n_before;
  if (g_path_is_absolute(name) || *name == '\0' || g_str_equal(name, "-") || has_scheme(name) ||
      is_word(&entry->row->option, value))
    return g_strdup(value);
  g_autofree char *path = g_build_filename(entry->project->folder, name, NULL);
  return g_strdup_printf("%.*s%s", (int)n_before, value, path);
}

static gboolean
is_choice(const SalientOption *option, const char *value)
{
  g_auto(GStrv) words = g_strsplit(option->value != NULL ? option->value : "", "|", -1);
  return option->kind == SALIENT_OPTION_CHOICE && g_strv_contains((const char *const *)words, value);
}

/* Whether only another task can use a value. */
static gboolean
is_for_other_task(const Entry *entry, const char *value)
{
  const char *name = entry->row->option.name;
  if (entry->project->is_of_run)
    return FALSE;
  if (g_str_equal(name, "output")) {
    const guint writers = sal_formats_find_tasks(value);
    return !entry->of_map && sal_formats_get_all_tasks() & (1u << entry->task) && writers != 0 &&
           (writers & (1u << entry->task)) == 0;
  }
  if (is_choice(&entry->row->option, value))
    return FALSE;
  for (const SalOptionRow *other = sal_option_rows; other->option.name != NULL; other++)
    if (g_str_equal(other->option.name, name) && is_choice(&other->option, value))
      return TRUE;
  return FALSE;
}

static gboolean
blame_value(const Entry *entry, guint line, GError *fault, GError **error)
{
  fault->code = SAL_ERROR_FORMAT;
  g_prefix_error(&fault, "%s:%u: %s: ", entry->project->told, line, entry->row->option.name);
  g_propagate_error(error, fault);
  return FALSE;
}

/* Sets one value. applied becomes TRUE if the value is for this task. */
static gboolean
apply_scalar(const Entry *entry, const SalYaml *node, gboolean *applied, GError **error)
{
  const SalientOption *option = &entry->row->option;
  GError *fault = NULL;
  if (node->kind != SAL_YAML_SCALAR || sal_yaml_is_null(node)) {
    g_autofree char *expected = g_strdup_printf("a value (%s)", option->value);
    return set_wrong(entry->project, node, option->name, expected, error);
  }
  g_autofree char *value = resolve_value(entry, node->text);
  if (is_for_other_task(entry, value))
    return TRUE;
  *applied = TRUE;
  return sal_option_set(entry->row, value, entry->options, &fault) ||
         blame_value(entry, node->line, fault, error);
}

/* Keys that may be given again may have a list. */
static gboolean
append_said(GString *value, const SalYaml *key, const SalYaml *said)
{
  if (key->text == NULL)
    return FALSE;
  if (said->kind == SAL_YAML_SCALAR) {
    sal_key_values_append(value, key->text, said->text, SAL_OWN_KEYS_BARE);
    return TRUE;
  }
  if (said->kind != SAL_YAML_LIST || !(g_str_equal(key->text, "layer") || g_str_equal(key->text, "kind")))
    return FALSE;
  for (guint i = 0; i < sal_yaml_get_n_items(said); i++) {
    const SalYaml *item = sal_yaml_get_item(said, i);
    if (item->kind != SAL_YAML_SCALAR)
      return FALSE;
    sal_key_values_append(value, key->text, item->text, SAL_OWN_KEYS_BARE);
  }
  return TRUE;
}

/* A layer of one's own, { source: roads.gpkg, stroke: "#885522" }, as the command line writes it. */
static gboolean
apply_layer(const Entry *entry, const SalYaml *node, gboolean *applied, GError **error)
{
  const SalYaml *source = sal_yaml_find(node, "source");
  if (source == NULL || source->kind != SAL_YAML_SCALAR)
    return set_wrong(entry->project, node, "draw", "a source, or keys with 'source' among them", error);
  g_autoptr(GString) value = g_string_new(source->text);
  for (guint i = 0; i < sal_yaml_get_n_items(node); i += 2) {
    const SalYaml *key = sal_yaml_get_item(node, i), *said = sal_yaml_get_item(node, i + 1);
    if (said == source)
      continue;
    if (!append_said(value, key, said))
      return set_wrong(entry->project, said, "draw", "a value for each key, or a list for 'layer' and 'kind'",
                       error);
  }
  const SalYaml whole = { SAL_YAML_SCALAR, node->line, TRUE, value->str, NULL };
  return apply_scalar(entry, &whole, applied, error);
}

/* A list as the command line writes it: "37.1,48.2" for a point, "A>B" for several, "3/-2" for an offset. NULL: it is none. */
static char *
format_list(const char *key, const SalYaml *list, guint depth)
{
  const gboolean is_pair = g_str_equal(key, "at") || g_str_equal(key, "box") || depth > 0;
  const char *separator = g_str_equal(key, "offset") ? "/" : is_pair ? "," : ">";
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < sal_yaml_get_n_items(list); i++) {
    const SalYaml *item = sal_yaml_get_item(list, i);
    g_autofree char *inner = item->kind == SAL_YAML_SCALAR               ? g_strdup(item->text)
                             : item->kind == SAL_YAML_LIST && depth == 0 ? format_list(key, item, 1)
                                                                         : NULL;
    if (inner == NULL)
      return NULL;
    g_string_append_printf(text, "%s%s", i > 0 ? separator : "", inner);
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

/* A note, { at: Pokrovsk, text: ..., to: NE }, as the command line writes it. */
static gboolean
apply_note(const Entry *entry, const SalYaml *node, gboolean *applied, GError **error)
{
  g_autoptr(GString) value = g_string_new(NULL);
  for (guint i = 0; i < sal_yaml_get_n_items(node); i += 2) {
    const SalYaml *key = sal_yaml_get_item(node, i), *said = sal_yaml_get_item(node, i + 1);
    g_autofree char *text = NULL;
    if (key->text != NULL && said->kind == SAL_YAML_SCALAR && !sal_yaml_is_null(said))
      text = g_strdup(said->text);
    else if (key->text != NULL && said->kind == SAL_YAML_LIST)
      text = format_list(key->text, said, 0);
    if (text == NULL)
      return set_wrong(entry->project, said, entry->row->option.name, "a value for each key", error);
    g_autofree char *name = g_strdelimit(g_strdup(key->text), "_", '-');
    sal_key_values_append(value, name, text, NULL);
  }
  const SalYaml whole = { SAL_YAML_SCALAR, node->line, TRUE, value->str, NULL };
  return apply_scalar(entry, &whole, applied, error);
}

/* What names become, { Pokrovsk: { at: NE }, Sudzha: hide }, one as the command line writes it. NULL: it is none. */
static char *
format_wish(const char *name, const SalYaml *said)
{
  g_autoptr(GString) value = g_string_new(NULL);
  const char *text = NULL;
  if (said->kind == SAL_YAML_SCALAR && !sal_yaml_is_null(said))
    return g_strdup_printf("%s=%s", name, said->text);
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(said) && said->kind == SAL_YAML_MAPPING; i += 2) {
    const char *key = sal_yaml_get_item(said, i)->text, *word = sal_yaml_get_item(said, i + 1)->text;
    if (key == NULL || word == NULL)
      return NULL;
    const gboolean is_switch = g_str_equal(key, "hide") || g_str_equal(key, "force");
    const gboolean is_when =
        g_str_equal(key, "from") || g_str_equal(key, "until") || g_str_equal(key, "period");
    if (g_str_equal(key, "text"))
      text = word;
    else if (is_when)
      g_string_append_printf(value, "%s%s=%s", value->len > 0 ? "," : "", key, word);
    else if (g_str_equal(key, "at") || (is_switch && g_str_equal(word, "true")))
      g_string_append_printf(value, "%s%s", value->len > 0 ? "," : "", is_switch ? key : word);
    else if (!is_switch || !g_str_equal(word, "false"))
      return NULL;
  }
  if (text != NULL)
    g_string_append_printf(value, "%stext=%s", value->len > 0 ? "," : "", text);
  return value->len > 0 ? g_strdup_printf("%s=%s", name, value->str) : NULL;
}

static gboolean
apply_wish(const Entry *entry, const SalYaml *key, const SalYaml *said, gboolean *applied, GError **error)
{
  g_autofree char *value = key->text != NULL ? format_wish(key->text, said) : NULL;
  if (value == NULL)
    return set_wrong(entry->project, said, "label",
                     "hide, force, a side, or a mapping of at, hide, force, text, from, until and period",
                     error);
  const SalYaml whole = { SAL_YAML_SCALAR, key->line, TRUE, value, NULL };
  return apply_scalar(entry, &whole, applied, error);
}

/* A place may have several, for several times. */
static gboolean
apply_wishes(const Entry *entry, const SalYaml *node, gboolean *applied, GError **error)
{
  for (guint i = 0; i < sal_yaml_get_n_items(node); i += 2) {
    const SalYaml *key = sal_yaml_get_item(node, i), *said = sal_yaml_get_item(node, i + 1);
    const guint n = said->kind == SAL_YAML_LIST ? sal_yaml_get_n_items(said) : 1;
    for (guint j = 0; j < n; j++)
      if (!apply_wish(entry, key, said->kind == SAL_YAML_LIST ? sal_yaml_get_item(said, j) : said, applied,
                      error))
        return FALSE;
  }
  return TRUE;
}

static gboolean
apply_item(const Entry *entry, const SalYaml *node, gboolean *applied, GError **error)
{
  const gboolean is_layer = g_str_equal(entry->row->option.name, "draw") && node->kind == SAL_YAML_MAPPING;
  static const char *const noted[] = { "callout", "note", "inset", NULL };
  if (g_str_equal(entry->row->option.name, "label") && node->kind == SAL_YAML_MAPPING)
    return apply_wishes(entry, node, applied, error);
  if (g_strv_contains(noted, entry->row->option.name) && node->kind == SAL_YAML_MAPPING)
    return apply_note(entry, node, applied, error);
  return is_layer ? apply_layer(entry, node, applied, error) : apply_scalar(entry, node, applied, error);
}

static gboolean
apply_list(const Entry *entry, gboolean *applied, GError **error)
{
  for (guint i = 0; i < sal_yaml_get_n_items(entry->node); i++)
    if (!apply_item(entry, sal_yaml_get_item(entry->node, i), applied, error))
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
    return set_wrong(entry->project, node, entry->row->option.name, "true or false", error);
  return is_false || sal_option_set(entry->row, NULL, entry->options, error);
}

/* The holder's name in several cases, { nom: Russian forces, gen: ... }: the nominative is its name, the others are values of
 * the option `holder-form`. */
static gboolean
apply_holder(const Entry *entry, gboolean *applied, GError **error)
{
  const SalYaml *nominative = sal_yaml_find(entry->node, "nom");
  if (nominative == NULL)
    return set_wrong(entry->project, entry->node, "holder", "a name, or its cases with 'nom' among them",
                     error);
  if (!apply_scalar(entry, nominative, applied, error))
    return FALSE;
  const gboolean has_forms =
      g_hash_table_contains(entry->options->given, "holder-form"); /* on the command line */
  for (guint i = 0; i < sal_yaml_get_n_items(entry->node) && !has_forms; i += 2) {
    const SalYaml *form = sal_yaml_get_item(entry->node, i), *name = sal_yaml_get_item(entry->node, i + 1);
    GError *fault = NULL;
    if (form->kind != SAL_YAML_SCALAR || name->kind != SAL_YAML_SCALAR)
      return set_wrong(entry->project, name, "holder", "a case and a name", error);
    g_autofree char *value = g_strdup_printf("%s=%s", form->text, name->text);
    if (!sal_parties_check_form(value, &fault) ||
        !sal_option_set(find_row(entry->task, "holder-form"), value, entry->options, &fault))
      return blame_value(entry, name->line, fault, error);
  }
  if (!has_forms)
    g_hash_table_insert(entry->options->given, (gpointer) "holder-form",
                        g_strdup_printf("%s:%u", entry->project->told, entry->node->line));
  return TRUE;
}

static gboolean
apply_value(const Entry *entry, gboolean *applied, GError **error)
{
  const SalientOption *option = &entry->row->option;
  if (option->kind == SALIENT_OPTION_FLAG) {
    *applied = TRUE;
    return apply_flag(entry, error);
  }
  if (g_str_equal(option->name, "holder") && entry->node->kind == SAL_YAML_MAPPING)
    return apply_holder(entry, applied, error);
  if (option->is_list && entry->node->kind == SAL_YAML_LIST)
    return apply_list(entry, applied, error);
  return apply_item(entry, entry->node, applied, error);
}

static gboolean
apply_entry(const Entry *entry, GError **error)
{
  const char *name = entry->row->option.name;
  if (g_hash_table_contains(entry->options->given, name))
    return TRUE;
  gboolean applied = FALSE;
  if (!apply_value(entry, &applied, error))
    return FALSE;
  if (applied)
    g_hash_table_insert(entry->options->given, (gpointer)name,
                        g_strdup_printf("%s:%u", entry->project->told, entry->node->line));
  return TRUE;
}

static gboolean
apply_mapping(const SalProject *project, const SalYaml *mapping, SalientTask task, SalientOptions *options,
              gboolean of_map, GError **error)
{
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(mapping); i += 2) {
    const SalYaml *value = sal_yaml_get_item(mapping, i + 1);
    const char *name = find_option_name(sal_yaml_get_item(mapping, i)->text, value);
    if (g_str_equal(name, "maps"))
      continue;
    const Entry entry = { project, find_row(task, name), value, task, options, of_map };
    if (!apply_entry(&entry, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_project_apply_map(const SalProject *project, guint map, SalientOptions *options, GError **error)
{
  const SalYaml *maps = sal_yaml_find(project->root, "maps");
  return apply_mapping(project, sal_yaml_get_item(maps, map), SALIENT_RENDER, options, TRUE, error);
}

gboolean
sal_project_apply(const SalProject *project, SalientOptions *options, GError **error)
{
  return apply_mapping(project, project->root, options->task, options, FALSE, error);
}
