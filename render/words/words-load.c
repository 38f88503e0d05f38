#include "render/words/words-load.h"

#include "render/words/template.h"
#include "render/words/words-resource.h"
#include "styles/yaml-file.h"
#include "styles/yaml.h"

#include <string.h>

#define RESOURCE_FOLDER "/salient/words/"
#define ROOT_LANGUAGE "en"
#define MAX_CHAIN 16
#define MAX_TEXT_CHARS 200
#define MAX_MARK_CHARS 4
#define MAX_CLASSES 1000

const char *const *
sal_words_get_languages(void)
{
  static const char *const *names = NULL;
  if (g_once_init_enter(&names))
    g_once_init_leave(&names, sal_yaml_list_names(sal_words_get_resource(), RESOURCE_FOLDER));
  return names;
}

/* Letters, marks and spaces, and the characters with which some scripts join and order letters, but none that
 * hide others or turn them round. */
static gboolean
is_allowed(gunichar c)
{
  return g_unichar_isprint(c) || (c >= 0x200c && c <= 0x200f) || c == 0x061c;
}

static gboolean
is_text(const SalYaml *node, gboolean is_mark)
{
  if (node->kind != SAL_YAML_SCALAR || (sal_yaml_is_null(node) && !node->quoted))
    return FALSE;
  const glong n = g_utf8_strlen(node->text, -1);
  if (n > (is_mark ? MAX_MARK_CHARS : MAX_TEXT_CHARS) || (n == 0 && !is_mark))
    return FALSE;
  for (const char *p = node->text; *p != '\0'; p = g_utf8_next_char(p))
    if (!is_allowed(g_utf8_get_char(p)))
      return FALSE;
  return TRUE;
}

static gboolean
set_wrong_value(const SalYaml *node, const char *name, const char *expected, GError **error)
{
  g_autofree char *got = sal_yaml_describe(node);
  g_autofree char *quoted = sal_error_quote(name);
  return sal_error_set(error, SAL_ERROR_STYLE, "%u: %s: expected %s, got %s", node->line, quoted, expected,
                       got);
}

static gboolean
read_text(SalWords *words, SalWord word, guint index, const SalYaml *node, GError **error)
{
  const SalWordKey *key = sal_words_get_key(word);
  if (!is_text(node, key->is_mark))
    return set_wrong_value(node, key->name,
                           key->is_mark
                               ? "at most " G_STRINGIFY(MAX_MARK_CHARS) " characters"
                               : "text of one line and at most " G_STRINGIFY(MAX_TEXT_CHARS) " characters",
                           error);
  if (key->fields != NULL) {
    g_auto(GStrv) fields = g_strsplit(key->fields, " ", -1);
    if (!sal_template_check(node->text, (const char *const *)fields, SAL_ERROR_STYLE, error)) {
      g_prefix_error(error, "%u: %s: ", node->line, key->name);
      return FALSE;
    }
  }
  sal_words_set(words, word, index, node->text);
  return TRUE;
}

static gboolean
read_list(SalWords *words, SalWord word, const SalYaml *node, GError **error)
{
  const SalWordKey *key = sal_words_get_key(word);
  g_autofree char *expected = g_strdup_printf("a list of %u texts", key->n_items);
  if (node->kind != SAL_YAML_LIST)
    return set_wrong_value(node, key->name, expected, error);
  if (sal_yaml_get_n_items(node) != key->n_items)
    return sal_error_set(error, SAL_ERROR_STYLE, "%u: %s: expected %s, got %u", node->line, key->name,
                         expected, sal_yaml_get_n_items(node));
  for (guint i = 0; i < key->n_items; i++)
    if (!read_text(words, word, i, sal_yaml_get_item(node, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_classes(SalWords *words, const SalYaml *node, GError **error)
{
  const guint n = sal_yaml_get_n_items(node);
  if (node->kind != SAL_YAML_MAPPING || n / 2 > MAX_CLASSES)
    return set_wrong_value(node, "classes", "a mapping of classes to texts", error);
  for (guint i = 0; i < n; i += 2) {
    const SalYaml *name = sal_yaml_get_item(node, i), *text = sal_yaml_get_item(node, i + 1);
    if (name->kind != SAL_YAML_SCALAR || !is_text(text, FALSE))
      return set_wrong_value(text, "classes", "a class and what it is called", error);
    sal_words_set_class(words, name->text, text->text);
  }
  return TRUE;
}

/* party: NULL: the forms of whoever the holder is. */
static gboolean
read_forms(SalWords *words, const char *party, const SalYaml *node, GError **error)
{
  const char *const *names = sal_forms_get_names();
  const char *key = party != NULL ? "parties" : "holder";
  if (node->kind != SAL_YAML_MAPPING)
    return set_wrong_value(node, key, "a mapping of cases (nom, gen, dat, acc, ins, loc) to names", error);
  for (guint i = 0; i < sal_yaml_get_n_items(node); i += 2) {
    const SalYaml *name = sal_yaml_get_item(node, i), *text = sal_yaml_get_item(node, i + 1);
    SalForm form = 0;
    while (form < SAL_N_FORMS && (name->kind != SAL_YAML_SCALAR || !g_str_equal(names[form], name->text)))
      form++;
    if (form == SAL_N_FORMS)
      return set_wrong_value(name, key, "one of nom, gen, dat, acc, ins, loc", error);
    if (!is_text(text, FALSE))
      return set_wrong_value(text, key, "a name of one line", error);
    sal_words_set_form(words, party, form, text->text);
  }
  return TRUE;
}

static gboolean
read_parties(SalWords *words, const SalYaml *node, GError **error)
{
  if (node->kind != SAL_YAML_MAPPING)
    return set_wrong_value(node, "parties", "a mapping of names to their cases", error);
  for (guint i = 0; i < sal_yaml_get_n_items(node); i += 2) {
    const SalYaml *name = sal_yaml_get_item(node, i);
    if (name->kind != SAL_YAML_SCALAR)
      return set_wrong_value(name, "parties", "a name as --holder gives it", error);
    if (!read_forms(words, name->text, sal_yaml_get_item(node, i + 1), error))
      return FALSE;
  }
  return TRUE;
}

static int
find_word(const char *name)
{
  for (guint i = 0; i < SAL_N_WORDS; i++)
    if (g_str_equal(sal_words_get_key(i)->name, name))
      return (int)i;
  return -1;
}

static gboolean
set_unknown_key(const SalYaml *node, GError **error)
{
  const char *names[SAL_N_WORDS + 5] = { NULL };
  for (guint i = 0; i < SAL_N_WORDS; i++)
    names[i] = sal_words_get_key(i)->name;
  names[SAL_N_WORDS] = "base", names[SAL_N_WORDS + 1] = "classes";
  names[SAL_N_WORDS + 2] = "holder", names[SAL_N_WORDS + 3] = "parties";
  g_autofree char *got = sal_yaml_describe(node);
  g_autofree char *hint = node->kind == SAL_YAML_SCALAR ? sal_error_suggest(node->text, names) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_STYLE, "%u: expected a key of a words file, got %s%s", node->line,
                       got, hint);
}

static gboolean
read_entry(SalWords *words, const SalYaml *key, const SalYaml *value, GError **error)
{
  if (key->kind != SAL_YAML_SCALAR)
    return set_unknown_key(key, error);
  if (g_str_equal(key->text, "base"))
    return TRUE;
  if (g_str_equal(key->text, "classes"))
    return read_classes(words, value, error);
  if (g_str_equal(key->text, "holder"))
    return read_forms(words, NULL, value, error);
  if (g_str_equal(key->text, "parties"))
    return read_parties(words, value, error);
  const int word = find_word(key->text);
  if (word < 0)
    return set_unknown_key(key, error);
  return sal_words_get_key((SalWord)word)->n_items > 0 ? read_list(words, (SalWord)word, value, error)
                                                       : read_text(words, (SalWord)word, 0, value, error);
}

static gboolean
check_twice(GHashTable *seen, const SalYaml *key, GError **error)
{
  if (key->kind != SAL_YAML_SCALAR || g_hash_table_add(seen, key->text))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(key->text);
  return sal_error_set(error, SAL_ERROR_STYLE, "%u: expected each key once, got '%s' again", key->line,
                       quoted);
}

static gboolean
read_entries(SalWords *words, const SalYaml *root, GError **error)
{
  if (sal_yaml_is_null(root))
    return TRUE;
  if (root->kind != SAL_YAML_MAPPING)
    return set_wrong_value(root, "words", "a mapping", error);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < sal_yaml_get_n_items(root); i += 2) {
    const SalYaml *key = sal_yaml_get_item(root, i);
    if (!check_twice(seen, key, error) || !read_entry(words, key, sal_yaml_get_item(root, i + 1), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
apply_named(SalWords *words, const char *name, const char *folder, guint depth, GError **error);

static gboolean
apply_base(SalWords *words, const SalYaml *root, const char *folder, guint depth, GError **error)
{
  const SalYaml *node = sal_yaml_find(root, "base");
  if (node == NULL)
    return apply_named(words, ROOT_LANGUAGE, NULL, depth, error);
  if (!is_text(node, FALSE))
    return set_wrong_value(node, "base", "a language or the path of a file", error);
  GError *fault = NULL;
  if (apply_named(words, node->text, folder, depth, &fault))
    return TRUE;
  if (fault->code == SAL_ERROR_USAGE)
    fault->code = SAL_ERROR_STYLE;
  g_prefix_error(&fault, "%u: base: ", node->line);
  g_propagate_error(error, fault);
  return FALSE;
}

static gboolean
apply_language(SalWords *words, const char *language, guint depth, GError **error)
{
  g_autofree char *path = g_strconcat(RESOURCE_FOLDER, language, ".yaml", NULL);
  g_autoptr(GBytes) text =
      g_resource_lookup_data(sal_words_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (text == NULL)
    return FALSE;
  gsize length = 0;
  const char *data = g_bytes_get_data(text, &length);
  g_autoptr(SalYaml) root = sal_yaml_parse(data, length, SAL_ERROR_STYLE, error);
  if (root != NULL &&
      (g_str_equal(language, ROOT_LANGUAGE) || apply_base(words, root, NULL, depth + 1, error)) &&
      read_entries(words, root, error))
    return TRUE;
  g_prefix_error(error, "%s.yaml:", language);
  return FALSE;
}

static char *
read_file(const char *path, gsize *length, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  return sal_yaml_read_file(path, quoted, "a words file", length, error);
}

static gboolean
apply_file(SalWords *words, const char *path, guint depth, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_file(path, &length, error);
  if (text == NULL)
    return FALSE;
  g_autofree char *folder = g_path_get_dirname(path);
  g_autoptr(SalYaml) root = sal_yaml_parse(text, length, SAL_ERROR_STYLE, error);
  if (root != NULL && apply_base(words, root, folder, depth + 1, error) && read_entries(words, root, error))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(path);
  g_prefix_error(error, "%s:", quoted);
  return FALSE;
}

static gboolean
set_unknown_language(const char *name, GError **error)
{
  const char *const *names = sal_words_get_languages();
  g_autofree char *list = g_strjoinv(", ", (char **)names), *quoted = sal_error_quote(name);
  g_autofree char *hint = sal_error_suggest(name, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected one of %s, or a file, got '%s'%s", list, quoted,
                       hint);
}

/* folder: where a relative path begins; NULL: where the program runs. */
static gboolean
apply_named(SalWords *words, const char *name, const char *folder, guint depth, GError **error)
{
  if (depth > MAX_CHAIN)
    return sal_error_set(error, SAL_ERROR_STYLE, "expected at most %d files one upon the other, got more",
                         MAX_CHAIN);
  if (g_strv_contains(sal_words_get_languages(), name))
    return apply_language(words, name, depth, error);
  if (!sal_yaml_is_path(name))
    return set_unknown_language(name, error);
  const gboolean is_relative = folder != NULL && !g_path_is_absolute(name) && !g_str_equal(folder, ".");
  g_autofree char *path = is_relative ? g_build_filename(folder, name, NULL) : g_strdup(name);
  return apply_file(words, path, depth, error);
}

SalWords *
sal_words_load(const char *language_or_path, GError **error)
{
  g_autoptr(SalWords) words = sal_words_new();
  if (apply_named(words, language_or_path, NULL, 0, error))
    return g_steal_pointer(&words);
  if (!sal_yaml_is_path(language_or_path)) {
    g_autofree char *quoted = sal_error_quote(language_or_path);
    g_prefix_error(error, "words '%s': ", quoted);
  }
  return NULL;
}
