/* The verb style: lists, shows and checks styles. */
#include "actions.h"
#include "console.h"
#include "verbs.h"

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
check_styles(const char *const *operands, GError **error)
{
  return actions_check("style", salient_style_check, operands, error);
}

gboolean
style_run(const CommandLine *line, GError **error)
{
  static const Action actions[] = {
    { "list", "nothing after 'list'", 0, 0, list_styles },
    { "show", "one NAME after 'show'", 1, 1, show_style },
    { "check", "a FILE after 'check'", 1, G_MAXUINT, check_styles },
    { NULL },
  };
  return actions_run(actions, "list, show NAME or check FILE", line, error);
}
