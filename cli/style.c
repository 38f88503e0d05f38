/* The verb style: lists, shows and checks styles. */
#include "console.h"
#include "verbs.h"

static gboolean
fail(GError **error, const char *expected, const char *got)
{
  g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE, "expected %s, got %s", expected, got);
  return FALSE;
}

static gboolean
list_styles(const char *const *operands, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (const char *const *name = salient_styles_list(); *name != NULL; name++) {
    g_autofree char *title = NULL;
    g_autofree char *style = salient_style_format(*name, &title, error);
    if (style == NULL)
      return FALSE;
    g_string_append_printf(text, "%-14s %s\n", *name, title);
  }
  return console_write(text->str, error);
}

static gboolean
show_style(const char *const *operands, GError **error)
{
  g_autofree char *text = salient_style_format(operands[0], NULL, error);
  return text != NULL && console_write(text, error);
}

static gboolean
check_style(const char *name, guint *n_faults, GError **error)
{
  guint n = 0;
  g_auto(GStrv) messages = salient_style_check(name, &n, error);
  if (messages == NULL)
    return FALSE;
  g_autofree char *told = salient_quote_path(name);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; messages[i] != NULL; i++)
    g_string_append_printf(text, "%s:%s\n", told, messages[i]);
  if (text->len == 0)
    g_string_append_printf(text, "%s: no faults\n", told);
  *n_faults += n;
  return console_write(text->str, error);
}

/* Checks style files. Only faults are an error. Warnings are not, because a style may have its reasons. */
static gboolean
check_styles(const char *const *operands, GError **error)
{
  guint n_faults = 0;
  for (guint i = 0; operands[i] != NULL; i++)
    if (!check_style(operands[i], &n_faults, error))
      return FALSE;
  if (n_faults > 0)
    g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_STYLE, "style check: expected no faults, got %u",
                n_faults);
  return n_faults == 0;
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
  const char *nearest = name != NULL ? salient_find_nearest(name, names) : NULL;
  g_autofree char *quoted = name != NULL ? salient_quote(name) : NULL;
  g_autofree char *hint = nearest != NULL ? g_strdup_printf(" (did you mean '%s'?)", nearest) : g_strdup("");
  g_autofree char *got = name != NULL ? g_strdup_printf("'%s'%s", quoted, hint) : g_strdup("nothing");
  fail(error, "list, show NAME or check FILE", got);
  return NULL;
}

gboolean
style_run(const CommandLine *line, GError **error)
{
  const char *const *operands = (const char *const *)line->operands->pdata;
  const guint n_operands = line->operands->len;
  const Action *action = find_action(n_operands > 0 ? operands[0] : NULL, error);
  if (action == NULL)
    return FALSE;
  if (n_operands - 1 < action->min_operands || n_operands - 1 > action->max_operands) {
    g_autofree char *got = g_strdup_printf("%u", n_operands - 1);
    return fail(error, action->usage, got);
  }
  return action->run(operands + 1, error);
}
