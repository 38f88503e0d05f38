/* Sets values of options from texts, gives them as texts, copies and frees them, by what their rows say. */
#include "library/option.h"

#include "library/formats.h"

#include "data/base/error.h"

#include <string.h>

gboolean
sal_option_is_of(const SalOptionRow *row, SalientTask task)
{
  return (row->tasks & (1u << task)) != 0;
}

const SalOptionRow *
sal_option_find(SalientTask task, const char *name)
{
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (sal_option_is_of(row, task) && g_str_equal(row->option.name, name))
      return row;
  return NULL;
}

gboolean
sal_option_is_file(const SalOptionRow *row)
{
  return row->option.kind == SALIENT_OPTION_FILE;
}

gboolean
sal_option_is_of_page(const SalOptionRow *row)
{
  return g_str_equal(row->option.group, SAL_OPTION_GROUP_PAGE) || g_str_equal(row->option.name, "output");
}

/* Where the value is. */
static gpointer
get_field(const SalOptionRow *row, const SalientOptions *options)
{
  return (char *)options + row->target;
}

static gboolean
set_flag(const char *value, gboolean *target, GError **error)
{
  const gboolean is_false = g_strcmp0(value, "false") == 0;
  if (value != NULL && !is_false && !g_str_equal(value, "true")) {
    g_autofree char *quoted = sal_error_quote(value);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected true or false, got '%s'", quoted);
  }
  *target = !is_false;
  return TRUE;
}

static gboolean
set_integer(const SalientOption *option, const char *value, int *target, GError **error)
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
set_number(const SalientOption *option, const char *value, double *target, GError **error)
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

/* What may have been meant by a wrong choice, as a hint. Owned by the caller. */
static char *
suggest_choice(const SalientOption *option, const char *value, char **words)
{
  SalPictureFormat picture;
  if (g_str_equal(option->name, "format") && sal_formats_parse_picture(value, &picture, NULL))
    return g_strdup_printf(" (render draws pictures: " SAL_OPTION("output") " 'NAME.%s')", value);
  return sal_error_suggest(value, (const char *const *)words);
}

static gboolean
check_choice(const SalientOption *option, const char *value, GError **error)
{
  g_auto(GStrv) words = g_strsplit(option->value, "|", -1);
  if (g_strv_contains((const char *const *)words, value))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(value);
  g_autofree char *hint = suggest_choice(option, value, words);
  g_autofree char *list = join_words(words);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got '%s'%s", list, quoted, hint);
}

static gboolean
check_text(const SalientOption *option, const char *value, GError **error)
{
  const gboolean is_file = option->kind == SALIENT_OPTION_FILE;
  if (option->kind == SALIENT_OPTION_CHOICE)
    return check_choice(option, value, error);
  if (is_file && *value == '\0' && !g_str_equal(option->name, "sources"))
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a file name, got ''");
  if (!is_file && !g_utf8_validate(value, -1, NULL)) {
    g_autofree char *quoted = sal_error_quote(value);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected UTF-8 text, got '%s'", quoted);
  }
  return TRUE;
}

static void
add_text(const char *value, GPtrArray **target)
{
  if (*target == NULL)
    *target = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  g_ptr_array_add(*target, g_strdup(value));
}

static gboolean
set_text(const SalientOption *option, const char *value, gpointer target, GError **error)
{
  if (!check_text(option, value, error))
    return FALSE;
  if (option->is_list) {
    add_text(value, target);
  } else {
    char **text = target;
    g_free(*text);
    *text = g_strdup(value);
  }
  return TRUE;
}

gboolean
sal_option_set(const SalOptionRow *row, const char *value, SalientOptions *options, GError **error)
{
  const SalientOption *option = &row->option;
  gpointer field = get_field(row, options);
  if (option->kind == SALIENT_OPTION_FLAG)
    return set_flag(value, field, error);
  if (value == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got nothing", option->value);
  if (option->kind == SALIENT_OPTION_INTEGER)
    return set_integer(option, value, field, error);
  if (option->kind == SALIENT_OPTION_NUMBER)
    return set_number(option, value, field, error);
  return set_text(option, value, field, error);
}

char *
sal_option_format(const SalOptionRow *row, const SalientOptions *options)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gpointer field = get_field(row, options);
  if (row->option.is_list)
    return NULL;
  switch (row->option.kind) {
  case SALIENT_OPTION_FLAG:
    return g_strdup(*(gboolean *)field ? "true" : "false");
  case SALIENT_OPTION_INTEGER:
    return g_strdup_printf("%d", *(int *)field);
  case SALIENT_OPTION_NUMBER:
    return g_strdup(g_ascii_dtostr(number, sizeof number, *(double *)field));
  case SALIENT_OPTION_CHOICE:
  case SALIENT_OPTION_TEXT:
  case SALIENT_OPTION_FILE:
    return g_strdup(*(char **)field);
  }
  g_return_val_if_reached(NULL);
}

const char *const *
sal_option_get_list(const SalOptionRow *row, const SalientOptions *options)
{
  return row->option.is_list ? sal_options_get_strings(*(GPtrArray **)get_field(row, options)) : NULL;
}

static void
copy_list(const GPtrArray *from, GPtrArray **to)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    add_text(from->pdata[i], to);
}

void
sal_option_copy(const SalOptionRow *row, const SalientOptions *from, SalientOptions *to)
{
  gpointer source = get_field(row, from), target = get_field(row, to);
  sal_option_clear(row, to);
  if (row->option.is_list)
    copy_list(*(GPtrArray **)source, target);
  else if (row->option.kind == SALIENT_OPTION_FLAG || row->option.kind == SALIENT_OPTION_INTEGER)
    *(int *)target = *(int *)source;
  else if (row->option.kind == SALIENT_OPTION_NUMBER)
    *(double *)target = *(double *)source;
  else
    *(char **)target = g_strdup(*(char **)source);
}

void
sal_option_clear(const SalOptionRow *row, SalientOptions *options)
{
  gpointer field = get_field(row, options);
  if (row->option.is_list)
    g_clear_pointer((GPtrArray **)field, g_ptr_array_unref);
  else if (row->option.kind >= SALIENT_OPTION_CHOICE)
    g_clear_pointer((char **)field, g_free);
}

/* What render has, update and layout have as well, and need not be named. */
static gboolean
is_said_by_render(SalientTask task, guint tasks)
{
  return (task == SALIENT_UPDATE || task == SALIENT_LAYOUT) && (tasks & (1u << SALIENT_RENDER)) != 0;
}

/* The tasks that have the option, "'measure', 'render'"; "" if none has. */
static char *
list_tasks(const char *name)
{
  guint tasks = 0;
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (g_str_equal(row->option.name, name))
      tasks |= row->tasks;
  GString *names = g_string_new(NULL);
  for (guint task = 0; task < SALIENT_N_TASKS; task++)
    if ((tasks & (1u << task)) && !is_said_by_render((SalientTask)task, tasks))
      g_string_append_printf(names, "%s'%s'", names->len > 0 ? ", " : "", salient_task_get_name(task));
  return g_string_free(names, FALSE);
}

gboolean
sal_option_refuse(SalientTask task, const char *name, GError **error)
{
  g_autofree char *tasks = list_tasks(name);
  if (*tasks != '\0')
    return sal_error_set_option(error, SAL_ERROR_USAGE, name, "expected an option of '%s', got one of %s",
                                salient_task_get_name(task), tasks);
  const char *option = salient_options_suggest(task, name);
  g_autofree char *quoted = sal_error_quote(name);
  g_autofree char *hint = option != NULL ? g_strdup_printf(" (did you mean '%s'?)", option) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_USAGE, "options: expected a known option, got '%s'%s", quoted, hint);
}
