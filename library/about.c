/* Public functions about errors, texts of messages and the library itself. */
#include "library/versions.h"
#include "salient.h"

#include "data/base/error.h"
#include "data/base/remarks.h"

G_STATIC_ASSERT((int)SALIENT_ERROR_USAGE == (int)SAL_ERROR_USAGE);
G_STATIC_ASSERT((int)SALIENT_ERROR_RENDER == (int)SAL_ERROR_RENDER);

GQuark
salient_error_quark(void)
{
  return sal_error_quark();
}

const char *
salient_error_get_option(const GError *error)
{
  g_return_val_if_fail(error != NULL, NULL);
  return sal_error_get_option(error);
}

gboolean
salient_error_is_temporary(const GError *error)
{
  g_return_val_if_fail(error != NULL, FALSE);
  return sal_error_is_temporary(error);
}

char *
salient_quote(const char *text)
{
  g_return_val_if_fail(text != NULL, NULL);
  return sal_error_quote(text);
}

char *
salient_quote_path(const char *path)
{
  g_return_val_if_fail(path != NULL, NULL);
  return sal_error_quote_path(path);
}

const char *
salient_find_nearest(const char *word, const char *const *words)
{
  g_return_val_if_fail(word != NULL && words != NULL, NULL);
  return sal_error_nearest(word, words);
}

char **
salient_remarks_summarise(const char *const *remarks)
{
  g_return_val_if_fail(remarks != NULL, NULL);
  g_autoptr(GPtrArray) list = g_ptr_array_new();
  for (guint i = 0; remarks[i] != NULL; i++)
    g_ptr_array_add(list, (gpointer)remarks[i]);
  GPtrArray *lines = sal_remarks_summarise(list, "");
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(lines, FALSE);
}

const char *
salient_get_version(void)
{
  return SAL_VERSION;
}

char *
salient_describe_versions(void)
{
  g_autoptr(GPtrArray) versions = sal_versions_list();
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < versions->len; i++) {
    const SalVersion *version = versions->pdata[i];
    if (version->is_told)
      g_string_append_printf(text, "%s %s\n", version->name, version->number);
  }
  return g_string_free(text, FALSE);
}
