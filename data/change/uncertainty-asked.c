#include "data/change/uncertainty-asked.h"

#include "data/base/error.h"

gboolean
sal_uncertainty_parse(const char *text, SalUncertaintyAsked *asked, GError **error)
{
  g_auto(GStrv) kinds = g_strsplit(text, ",", -1);
  asked->cutoff = asked->model = FALSE;
  asked->is_given = TRUE;
  if (g_str_equal(text, "none"))
    return TRUE;
  for (guint i = 0; kinds[i] != NULL; i++) {
    gboolean *kind = g_str_equal(kinds[i], "cutoff")  ? &asked->cutoff
                     : g_str_equal(kinds[i], "model") ? &asked->model
                                                      : NULL;
    if (kind != NULL && !*kind) {
      *kind = TRUE;
      continue;
    }
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected none, cutoff, model or cutoff,model, got '%s'",
                         quoted);
  }
  return kinds[0] != NULL ||
         sal_error_set(error, SAL_ERROR_USAGE, "expected none, cutoff, model or cutoff,model, got ''");
}
