/* Reads the words of a command line by the library's table of options. */
#include "command-line.h"
#include "standard-input.h"

#include <string.h>

typedef struct {
  SalientTask task;
  char **words;
  guint next;
  CommandLine *line;
  GHashTable *given;        /* the names of the options that were read */
  const char *stdin_option; /* the option that standard input was read for; NULL: none */
} Parser;

static gboolean fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean
fail(GError **error, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  g_set_error_literal(error, SALIENT_ERROR, SALIENT_ERROR_USAGE, message);
  return FALSE;
}

/* Finds an option by its letter, or by its name if letter is 0. NULL: the task has no such option. */
static const SalientOption *
find(SalientTask task, const char *name, char letter)
{
  for (const SalientOption *const *option = salient_options_list(task); *option != NULL; option++)
    if (letter != 0 ? (*option)->letter == letter : g_strcmp0((*option)->name, name) == 0)
      return *option;
  return NULL;
}

/* " (did you mean '--x'?)" with the option that is meant, or "". Owned by the caller. */
static char *
suggest(SalientTask task, const char *spelled)
{
  const char *option = g_str_has_prefix(spelled, "--") ? salient_options_suggest(task, spelled + 2) : NULL;
  return option != NULL ? g_strdup_printf(" (did you mean '--%s'?)", option) : g_strdup("");
}

/* The verbs that have the option, "'measure', 'render'"; "" if none has. Owned by the caller. */
static char *
list_verbs(const char *name, char letter)
{
  GString *names = g_string_new(NULL);
  for (guint task = 0; task < SALIENT_N_TASKS; task++)
    if (find((SalientTask)task, name, letter) != NULL &&
        ((task != SALIENT_UPDATE && task != SALIENT_LAYOUT) ||
         find(SALIENT_RENDER, name, letter) == NULL)) /* they have all of render's */
      g_string_append_printf(names, "%s'%s'", names->len > 0 ? ", " : "",
                             salient_task_get_name((SalientTask)task));
  return g_string_free(names, FALSE);
}

static gboolean
refuse(const Parser *parser, const char *spelled, const char *name, char letter, GError **error)
{
  g_autofree char *verbs = list_verbs(name, letter);
  if (*verbs != '\0')
    return fail(error, "%s: expected an option of '%s', got one of %s", spelled,
                salient_task_get_name(parser->task), verbs);
  g_autofree char *quoted = salient_quote(spelled), *hint = suggest(parser->task, spelled);
  return fail(error, "%s: expected a known option, got '%s'%s", quoted, quoted, hint);
}

static gboolean
looks_like_option(const char *word)
{
  return word[0] == '-' && word[1] != '\0' && !g_ascii_isdigit(word[1]) && word[1] != '.';
}

/* Takes the next word as the value of an option. */
static const char *
take_value(Parser *parser, const SalientOption *option, const char *spelled, GError **error)
{
  const char *value = parser->words[parser->next];
  if (value == NULL) {
    fail(error, "%s: expected %s after it, got nothing", spelled, option->value);
    return NULL;
  }
  if (looks_like_option(value)) {
    g_autofree char *quoted = salient_quote(value);
    fail(error, "%s: expected %s after it, got '%s' (if that is meant: --%s=%s)", spelled, option->value,
         quoted, option->name, quoted);
    return NULL;
  }
  parser->next++;
  return value;
}

/* Whether a value of the option names a file that is read. Projects are read from standard input by the library. */
static gboolean
is_input(const SalientOption *option)
{
  static const char *const others[] = { "output",   "output-root", "picture", "depfile",    "manifest",
                                        "evidence", "state",       "basemap", "input-root", NULL };
  return option->kind == SALIENT_OPTION_FILE && !g_strv_contains(others, option->name);
}

/* Makes standard input ready if a value stands for it. name: of the option. */
static gboolean
take_standard_input(Parser *parser, const char *name, const char **value, GError **error)
{
  if (*value == NULL || !standard_input_is_meant(*value))
    return TRUE;
  if (parser->stdin_option != NULL)
    return fail(error, "expected standard input to be read once, got it for '%s' and for '%s'",
                parser->stdin_option, name);
  parser->stdin_option = name;
  if (g_str_equal(name, "project"))
    return TRUE;
  *value = standard_input_make_file(error);
  return *value != NULL;
}

static gboolean
apply(Parser *parser, const SalientOption *option, const char *spelled, const char *value, GError **error)
{
  const gboolean is_first = g_hash_table_add(parser->given, (gpointer)option->name);
  if (!is_first && !option->is_list && option->kind != SALIENT_OPTION_FLAG) {
    g_autofree char *quoted = salient_quote(value);
    return fail(error, "%s: expected it once, got it again with '%s'", spelled, quoted);
  }
  return (!is_input(option) || take_standard_input(parser, option->name, &value, error)) &&
         salient_options_set(parser->line->options, option->name, value, error);
}

static gboolean
parse_long(Parser *parser, const char *word, GError **error)
{
  const char *equals = strchr(word, '=');
  g_autofree char *spelled = equals != NULL ? g_strndup(word, (gsize)(equals - word)) : g_strdup(word);
  const char *value = equals != NULL ? equals + 1 : NULL;
  const SalientOption *option = find(parser->task, spelled + 2, 0);
  if (option == NULL)
    return refuse(parser, spelled, spelled + 2, 0, error);
  const gboolean takes_value = option->kind != SALIENT_OPTION_FLAG;
  if (!takes_value && value != NULL) {
    g_autofree char *quoted = salient_quote(value);
    return fail(error, "%s: expected no value, got '%s'", spelled, quoted);
  }
  if (takes_value && value == NULL && (value = take_value(parser, option, spelled, error)) == NULL)
    return FALSE;
  return apply(parser, option, spelled, value, error);
}

/* Reads a word with one dash: letters of flags, then perhaps one of an option with a value. The value is the
 * rest of the word, or else the next word. */
static gboolean
parse_letters(Parser *parser, const char *word, GError **error)
{
  for (const char *letter = word + 1; *letter != '\0'; letter++) {
    const gsize n_bytes =
        g_ascii_isprint(*letter) ? 1 : (gsize)(g_utf8_find_next_char(letter, NULL) - letter);
    g_autofree char *spelled = g_strdup_printf("-%.*s", (int)n_bytes, letter);
    const SalientOption *option = find(parser->task, NULL, *letter);
    if (option == NULL)
      return refuse(parser, spelled, NULL, *letter, error);
    if (option->kind != SALIENT_OPTION_FLAG) {
      const char *value = letter[1] == '\0'  ? take_value(parser, option, spelled, error)
                          : letter[1] == '=' ? letter + 2
                                             : letter + 1;
      return value != NULL && apply(parser, option, spelled, value, error);
    }
    if (!apply(parser, option, spelled, NULL, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_operand(Parser *parser, const char *word, GError **error)
{
  if (parser->task == SALIENT_STYLE || parser->task == SALIENT_TEMPLATE || parser->task == SALIENT_CACHE) {
    g_ptr_array_add(parser->line->operands, g_strdup(word));
    return TRUE;
  }
  g_hash_table_add(parser->given, (gpointer) "sources");
  return take_standard_input(parser, "sources", &word, error) &&
         salient_options_set(parser->line->options, "sources", word, error);
}

static gboolean
parse_words(Parser *parser, GError **error)
{
  gboolean ended = FALSE;
  while (parser->words[parser->next] != NULL) {
    const char *word = parser->words[parser->next++];
    if (!ended && g_str_equal(word, "--"))
      ended = TRUE;
    else if (ended || !looks_like_option(word)) {
      if (!add_operand(parser, word, error))
        return FALSE;
    } else if (!(word[1] == '-' ? parse_long : parse_letters)(parser, word, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
command_line_parse(SalientTask task, char **words, CommandLine *line, GError **error)
{
  g_autoptr(GHashTable) given = g_hash_table_new(g_str_hash, g_str_equal);
  g_auto(CommandLine)
      parsed = { salient_options_new(task), g_ptr_array_new_null_terminated(4, g_free, TRUE), 0 };
  Parser parser = { .task = task, .words = words, .line = &parsed, .given = given };
  salient_options_set_spelling(parsed.options, "--");
  salient_options_set_cache(parsed.options, TRUE);
  if (!parse_words(&parser, error) || !salient_options_load(parsed.options, error))
    return FALSE;
  parsed.n_words = g_hash_table_size(given);
  *line = parsed;
  parsed = (CommandLine){ NULL };
  return TRUE;
}

void
command_line_clear(CommandLine *line)
{
  g_clear_pointer(&line->options, salient_options_free);
  g_clear_pointer(&line->operands, g_ptr_array_unref);
}

gboolean
options_have(const SalientOptions *options, const char *name)
{
  g_autofree char *value = salient_options_get(options, name);
  return value != NULL && !g_str_equal(value, "false");
}
