#include "actions.h"

#include "console.h"

#define MAX_ACTIONS 8

static gboolean
fail(GError **error, const char *expected, const char *got)
{
  g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE, "expected %s, got %s", expected, got);
  return FALSE;
}

static const Action *
find_action(const Action *actions, const char *expected, const char *name, GError **error)
{
  const char *names[MAX_ACTIONS + 1] = { NULL };
  for (guint i = 0; actions[i].name != NULL && i < MAX_ACTIONS; i++) {
    names[i] = actions[i].name;
    if (name != NULL && g_str_equal(actions[i].name, name))
      return &actions[i];
  }
  const char *nearest = name != NULL ? salient_find_nearest(name, names) : NULL;
  g_autofree char *quoted = name != NULL ? salient_quote(name) : NULL;
  g_autofree char *hint = nearest != NULL ? g_strdup_printf(" (did you mean '%s'?)", nearest) : g_strdup("");
  g_autofree char *got = name != NULL ? g_strdup_printf("'%s'%s", quoted, hint) : g_strdup("nothing");
  fail(error, expected, got);
  return NULL;
}

gboolean
actions_run(const Action *actions, const char *expected, const CommandLine *line, GError **error)
{
  const char *const *operands = (const char *const *)line->operands->pdata;
  const guint n_operands = line->operands->len;
  const Action *action = find_action(actions, expected, n_operands > 0 ? operands[0] : NULL, error);
  if (action == NULL)
    return FALSE;
  if (n_operands - 1 < action->min_operands || n_operands - 1 > action->max_operands) {
    g_autofree char *got = g_strdup_printf("%u", n_operands - 1);
    return fail(error, action->usage, got);
  }
  return action->run(operands + 1, error);
}

static gboolean
check_file(CheckFunc check, const char *name, guint *n_faults, GError **error)
{
  guint n = 0;
  g_auto(GStrv) messages = check(name, &n, error);
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

gboolean
actions_check(const char *verb, CheckFunc check, const char *const *files, GError **error)
{
  guint n_faults = 0;
  for (guint i = 0; files[i] != NULL; i++)
    if (!check_file(check, files[i], &n_faults, error))
      return FALSE;
  if (n_faults > 0)
    g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_STYLE, "%s check: expected no faults, got %u", verb,
                n_faults);
  return n_faults == 0;
}
