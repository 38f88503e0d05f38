#include "console.h"
#include "salient.h"
#include "verbs.h"

#include <string.h>

static gboolean
list_styles(const char *const *operands, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  const char *const *names = sal_style_get_builtin_names();
  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr(SalStyle) style = sal_style_load(names[i], error);
    if (style == NULL)
      return FALSE;
    g_string_append_printf(text, "%-14s %s\n", names[i], style->title != NULL ? style->title : "");
  }
  return console_write(text->str, error);
}

static gboolean
show_style(const char *const *operands, GError **error)
{
  g_autoptr(SalStyle) style = sal_style_load(operands[0], error);
  g_autofree char *text = style != NULL ? sal_style_format(style) : NULL;
  return text != NULL && console_write(text, error);
}

/* Operands of `check` are files, also where their name could be a built-in style's. */
static char *
find_path(const char *name)
{
  const gboolean is_path = strchr(name, '/') != NULL || strchr(name, '.') != NULL;
  return is_path ? g_strdup(name) : g_build_filename(".", name, NULL);
}

static void
append_messages(GString *text, const char *name, const GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    g_string_append_printf(text, "%s:%s\n", name, (const char *)g_ptr_array_index(messages, i));
}

static gboolean
check_style(const char *name, guint *n_faults, GError **error)
{
  g_autofree char *path = find_path(name);
  g_autofree char *told = sal_error_quote_path(name);
  g_autoptr(SalStyleCheck) check = sal_style_check(path, error);
  if (check == NULL)
    return FALSE;
  g_autoptr(GString) text = g_string_new(NULL);
  append_messages(text, told, check->faults);
  append_messages(text, told, check->warnings);
  if (text->len == 0)
    g_string_append_printf(text, "%s: no faults\n", told);
  *n_faults += check->faults->len;
  return console_write(text->str, error);
}

/* Warnings do not fail: a style may have its reasons. */
static gboolean
check_styles(const char *const *operands, GError **error)
{
  guint n_faults = 0;
  for (guint i = 0; operands[i] != NULL; i++)
    if (!check_style(operands[i], &n_faults, error))
      return FALSE;
  if (n_faults > 0)
    return sal_error_set(error, SAL_ERROR_STYLE, "style check: expected no faults, got %u", n_faults);
  return TRUE;
}

typedef struct {
  const char *name, *usage;
  guint min_operands, max_operands;
  gboolean (*run)(const char *const *operands, GError **error);
} Action;

static const Action actions[] = {
  { "list", "nothing after 'list'", 0, 0, list_styles },
  { "show", "one NAME after 'show'", 1, 1, show_style },
  { "check", "a FILE after 'check'", 1, G_MAXUINT, check_styles },
};

static const Action *
find_action(const char *name, GError **error)
{
  static const char *const names[] = { "list", "show", "check", NULL };
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS(actions); i++)
    if (g_str_equal(actions[i].name, name))
      return &actions[i];
  if (name == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE, "expected list, show NAME or check FILE, got nothing");
    return NULL;
  }
  g_autofree char *quoted = sal_error_quote(name);
  g_autofree char *hint = sal_error_suggest(name, names);
  sal_error_set(error, SAL_ERROR_USAGE, "expected list, show NAME or check FILE, got '%s'%s", quoted, hint);
  return NULL;
}

gboolean
style_run(const Arguments *arguments, GError **error)
{
  const char *const *operands = (const char *const *)arguments->operands->pdata;
  const guint n_operands = arguments->operands->len;
  const Action *action = find_action(n_operands > 0 ? operands[0] : NULL, error);
  if (action == NULL)
    return FALSE;
  if (n_operands - 1 < action->min_operands || n_operands - 1 > action->max_operands)
    return sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got %u", action->usage, n_operands - 1);
  return action->run(operands + 1, error);
}
