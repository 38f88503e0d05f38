#include "options.h"

#include "salient.h"

#include <errno.h>
#include <math.h>
#include <string.h>

typedef struct {
  const OptionTable *table;
  guint verb;
  char **argv;
  guint next;
  const OptionSink *sink;
} Parser;

gboolean
option_takes_value(const Option *option)
{
  return option->kind != OPTION_FLAG;
}

gboolean
option_is_list(const Option *option)
{
  return option->kind == OPTION_TEXTS || option->kind == OPTION_FILES;
}

gboolean
option_is_file(const Option *option)
{
  return option->kind == OPTION_FILE || option->kind == OPTION_FILES;
}

static gboolean
is_repeatable(const Option *option)
{
  return option->kind == OPTION_FLAG || option_is_list(option);
}

static gboolean
is_of_verb(const Option *option, guint verb)
{
  return (option->verbs & (1u << verb)) != 0;
}

static gboolean
set_integer(const Option *option, const char *value, int *target, GError **error)
{
  gint64 number;
  if (!g_ascii_string_to_signed(value, 10, (gint64)option->min, (gint64)option->max, &number, NULL)) {
    g_autofree char *quoted = sal_error_quote(value);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a whole number from %.0f to %.0f, got '%s'",
                         option->min, option->max, quoted);
  }
  *target = (int)number;
  return TRUE;
}

static gboolean
set_number(const Option *option, const char *value, double *target, GError **error)
{
  char *end = NULL;
  double number = g_ascii_strtod(value, &end);
  gboolean decimal = value[strspn(value, "+-.0123456789eE")] == '\0';
  if (end == value || !decimal || *end != '\0' || !(number >= option->min && number <= option->max)) {
    g_autofree char *quoted = sal_error_quote(value);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a number from %g to %g, got '%s'", option->min,
                         option->max, quoted);
  }
  *target = number;
  return TRUE;
}

/* "a, b or c". */
static char *
join_words(char **words)
{
  const guint n = g_strv_length(words);
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf(list, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " or ", words[i]);
  return g_string_free(list, FALSE);
}

static gboolean
set_choice(const Option *option, const char *value, char **target, GError **error)
{
  g_auto(GStrv) words = g_strsplit(option->metavar, "|", -1);
  if (!g_strv_contains((const char *const *)words, value)) {
    g_autofree char *quoted = sal_error_quote(value);
    g_autofree char *hint = sal_error_suggest(value, (const char *const *)words);
    g_autofree char *list = join_words(words);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got '%s'%s", list, quoted, hint);
  }
  *target = g_strdup(value);
  return TRUE;
}

static gboolean
check_text(const Option *option, const char *value, GError **error)
{
  const gboolean is_file = option_is_file(option);
  if (is_file && *value == '\0')
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a file name, got ''");
  if (!is_file && !g_utf8_validate(value, -1, NULL)) {
    g_autofree char *quoted = sal_error_quote(value);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected UTF-8 text, got '%s'", quoted);
  }
  return TRUE;
}

static gboolean
add_text(const Option *option, const char *value, GPtrArray **target, GError **error)
{
  if (!check_text(option, value, error))
    return FALSE;
  if (*target == NULL)
    *target = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  g_ptr_array_add(*target, g_strdup(value));
  return TRUE;
}

static gboolean
set_text(const Option *option, const char *value, char **target, GError **error)
{
  if (!check_text(option, value, error))
    return FALSE;
  g_free(*target);
  *target = g_strdup(value);
  return TRUE;
}

gboolean
option_set(const Option *option, const char *value, void *target, GError **error)
{
  void *field = (char *)target + option->target;
  switch (option->kind) {
  case OPTION_FLAG:
    *(gboolean *)field = TRUE;
    return TRUE;
  case OPTION_INTEGER:
    return set_integer(option, value, field, error);
  case OPTION_NUMBER:
    return set_number(option, value, field, error);
  case OPTION_CHOICE:
    return set_choice(option, value, field, error);
  case OPTION_TEXT:
  case OPTION_FILE:
    return set_text(option, value, field, error);
  case OPTION_TEXTS:
  case OPTION_FILES:
    return add_text(option, value, field, error);
  }
  g_return_val_if_reached(FALSE);
}

const Option *
options_find(const OptionTable *table, guint verb, const char *name)
{
  for (const Option *option = table->options; option->name != NULL; option++)
    if (is_of_verb(option, verb) && g_str_equal(option->name, name))
      return option;
  return NULL;
}

static const Option *
find_long(const Parser *parser, const char *name)
{
  const Option *elsewhere = NULL;
  for (const Option *option = parser->table->options; option->name != NULL; option++)
    if (g_str_equal(option->name, name)) {
      if (is_of_verb(option, parser->verb))
        return option;
      elsewhere = option;
    }
  return elsewhere;
}

static const Option *
find_letter(const Parser *parser, char letter)
{
  const Option *elsewhere = NULL;
  for (const Option *option = parser->table->options; option->name != NULL; option++)
    if (option->letter == letter) {
      if (is_of_verb(option, parser->verb))
        return option;
      elsewhere = option;
    }
  return elsewhere;
}

/* " (did you mean '--x'?)": the nearest word, else the first one that begins so; "" if there is none. */
static char *
suggest_option(const char *spelled, const GPtrArray *words)
{
  if (!g_str_has_prefix(spelled, "--"))
    return g_strdup("");
  const char *nearest = sal_error_nearest(spelled, (const char *const *)words->pdata);
  for (guint i = 0; nearest == NULL && i < words->len && spelled[2] != '\0'; i++)
    if (g_str_has_prefix(words->pdata[i], spelled))
      nearest = words->pdata[i];
  return nearest != NULL ? g_strdup_printf(" (did you mean '%s'?)", nearest) : g_strdup("");
}

static gboolean
refuse_unknown(const Parser *parser, const char *spelled, GError **error)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_null_terminated(64, g_free, TRUE);
  for (const Option *option = parser->table->options; option->name != NULL; option++)
    if (is_of_verb(option, parser->verb))
      g_ptr_array_add(words, g_strconcat("--", option->name, NULL));
  g_autofree char *quoted = sal_error_quote(spelled);
  g_autofree char *hint = suggest_option(spelled, words);
  return sal_error_set(error, SAL_ERROR_USAGE, "%s: expected a known option, got '%s'%s", quoted, quoted,
                       hint);
}

/* An option that exists, but for other verbs: says for which. */
static gboolean
refuse_elsewhere(const Parser *parser, const Option *option, const char *spelled, GError **error)
{
  guint verbs = 0;
  for (const Option *other = parser->table->options; other->name != NULL; other++)
    if (g_str_equal(other->name, option->name))
      verbs |= other->verbs;
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint verb = 0; parser->table->verb_names[verb] != NULL; verb++)
    if (verbs & (1u << verb))
      g_string_append_printf(names, "%s'%s'", names->len > 0 ? ", " : "", parser->table->verb_names[verb]);
  return sal_error_set(error, SAL_ERROR_USAGE, "%s: expected an option of '%s', got one of %s", spelled,
                       parser->table->verb_names[parser->verb], names->str);
}

static gboolean
check_known(const Parser *parser, const Option *option, const char *spelled, GError **error)
{
  if (option == NULL)
    return refuse_unknown(parser, spelled, error);
  if (!is_of_verb(option, parser->verb))
    return refuse_elsewhere(parser, option, spelled, error);
  return TRUE;
}

static gboolean
looks_like_option(const char *word)
{
  return word[0] == '-' && word[1] != '\0' && !g_ascii_isdigit(word[1]) && word[1] != '.';
}

/* The value of an option that stands in a word of its own. */
static const char *
take_value(Parser *parser, const Option *option, const char *spelled, GError **error)
{
  const char *value = parser->argv[parser->next];
  if (value == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE, "%s: expected %s after it, got nothing", spelled, option->metavar);
    return NULL;
  }
  if (looks_like_option(value)) {
    g_autofree char *quoted = sal_error_quote(value);
    sal_error_set(error, SAL_ERROR_USAGE, "%s: expected %s after it, got '%s' (if that is meant: --%s=%s)",
                  spelled, option->metavar, quoted, option->name, quoted);
    return NULL;
  }
  parser->next++;
  return value;
}

static gboolean
apply(Parser *parser, const Option *option, const char *spelled, const char *value, GError **error)
{
  const gboolean is_first = g_hash_table_insert(parser->sink->given, (gpointer)option->name, NULL);
  if (!is_first && !is_repeatable(option)) {
    g_autofree char *quoted = sal_error_quote(value);
    return sal_error_set(error, SAL_ERROR_USAGE, "%s: expected it once, got it again with '%s'", spelled,
                         quoted);
  }
  if (option_set(option, value, parser->sink->target, error))
    return TRUE;
  g_prefix_error(error, "%s: ", spelled);
  return FALSE;
}

static gboolean
parse_long(Parser *parser, const char *word, GError **error)
{
  const char *equals = strchr(word, '=');
  g_autofree char *spelled = equals != NULL ? g_strndup(word, (gsize)(equals - word)) : g_strdup(word);
  const char *value = equals != NULL ? equals + 1 : NULL;
  const Option *option = find_long(parser, spelled + 2);
  if (!check_known(parser, option, spelled, error))
    return FALSE;
  if (!option_takes_value(option) && value != NULL) {
    g_autofree char *quoted = sal_error_quote(value);
    return sal_error_set(error, SAL_ERROR_USAGE, "%s: expected no value, got '%s'", spelled, quoted);
  }
  if (option_takes_value(option) && value == NULL &&
      (value = take_value(parser, option, spelled, error)) == NULL)
    return FALSE;
  return apply(parser, option, spelled, value, error);
}

/* A word of one dash: flags, and at most one letter with a value, which is the rest of the word or the next
 * one. */
static gboolean
parse_letters(Parser *parser, const char *word, GError **error)
{
  for (const char *letter = word + 1; *letter != '\0'; letter++) {
    gsize n_bytes = (gsize)(g_utf8_find_next_char(letter, NULL) - letter);
    g_autofree char *spelled = g_strdup_printf("-%.*s", (int)n_bytes, letter);
    const Option *option = find_letter(parser, *letter);
    if (!check_known(parser, option, spelled, error))
      return FALSE;
    if (option_takes_value(option)) {
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

gboolean
options_parse(const OptionTable *table, guint verb, char **argv, const OptionSink *sink, GError **error)
{
  Parser parser = { table, verb, argv, 0, sink };
  gboolean ended = FALSE;
  while (argv[parser.next] != NULL) {
    const char *word = argv[parser.next++];
    if (ended || !looks_like_option(word))
      g_ptr_array_add(sink->operands, g_strdup(word));
    else if (g_str_equal(word, "--"))
      ended = TRUE;
    else if (!(word[1] == '-' ? parse_long : parse_letters)(&parser, word, error))
      return FALSE;
  }
  return TRUE;
}

void
options_clear(const OptionTable *table, void *target)
{
  for (const Option *option = table->options; option->name != NULL; option++) {
    void *field = (char *)target + option->target;
    if (option_is_list(option))
      g_clear_pointer((GPtrArray **)field, g_ptr_array_unref);
    else if (option->kind == OPTION_TEXT || option->kind == OPTION_FILE || option->kind == OPTION_CHOICE)
      g_clear_pointer((char **)field, g_free);
  }
}
