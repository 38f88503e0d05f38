/* Public functions that list, show and check styles. */
#include "salient.h"

#include "styles/check.h"
#include "styles/format.h"
#include "styles/loader.h"

#include <string.h>

const char *const *
salient_styles_list(void)
{
  return sal_style_get_builtin_names();
}

char *
salient_style_format(const char *name, char **title, GError **error)
{
  g_return_val_if_fail(name != NULL, NULL);
  g_autoptr(SalStyle) style = sal_style_load(name, error);
  if (style == NULL)
    return NULL;
  if (title != NULL)
    *title = g_strdup(style->title != NULL ? style->title : "");
  return sal_style_format(style);
}

/* A path that is never taken for the name of a built-in style, because a file is to be checked. */
static char *
find_path(const char *name)
{
  const gboolean is_path = strchr(name, '/') != NULL || strchr(name, '.') != NULL;
  return is_path ? g_strdup(name) : g_build_filename(".", name, NULL);
}

static void
add_messages(GPtrArray *all, const GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    g_ptr_array_add(all, g_strdup(messages->pdata[i]));
}

char **
salient_style_check(const char *path, guint *n_faults, GError **error)
{
  g_return_val_if_fail(path != NULL && n_faults != NULL, NULL);
  g_autofree char *file = find_path(path);
  g_autoptr(SalStyleCheck) check = sal_style_check(file, error);
  if (check == NULL)
    return NULL;
  GPtrArray *messages = g_ptr_array_new();
  add_messages(messages, check->faults);
  add_messages(messages, check->warnings);
  g_ptr_array_add(messages, NULL);
  *n_faults = check->faults->len;
  return (char **)g_ptr_array_free(messages, FALSE);
}
