/* The verb template: lists, shows and checks page templates. */
#include "actions.h"
#include "console.h"
#include "verbs.h"

static gboolean
list_templates(const char *const *operands, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (const char *const *name = salient_templates_list(); *name != NULL; name++) {
    g_autofree char *title = NULL;
    g_autofree char *template = salient_template_get_text(*name, &title, error);
    if (template == NULL)
      return FALSE;
    g_string_append_printf(text, "%-14s %s\n", *name, title);
  }
  return console_write(text->str, error);
}

static gboolean
show_template(const char *const *operands, GError **error)
{
  g_autofree char *text = salient_template_get_text(operands[0], NULL, error);
  return text != NULL && console_write(text, error);
}

static gboolean
check_templates(const char *const *operands, GError **error)
{
  return actions_check("template", salient_template_check, operands, error);
}

gboolean
template_run(const CommandLine *line, GError **error)
{
  static const Action actions[] = {
    { "list", "nothing after 'list'", 0, 0, list_templates },
    { "show", "one NAME after 'show'", 1, 1, show_template },
    { "check", "a FILE after 'check'", 1, G_MAXUINT, check_templates },
    { NULL },
  };
  return actions_run(actions, "list, show NAME or check FILE", line, error);
}
