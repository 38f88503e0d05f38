#include "library/verification.h"

#include "library/options.h"

static void
finding_free(gpointer data)
{
  SalFinding *finding = data;
  g_free(finding->about);
  g_free(finding->expected);
  g_free(finding->found);
  g_free(finding->detail);
  g_free(finding);
}

const char *
sal_found_get_name(SalFoundKind kind)
{
  static const char *const names[SAL_N_FOUND] = {
    [SAL_FOUND_OPTION_CHANGED] = "option-changed",
    [SAL_FOUND_MANIFEST_EDITED] = "manifest-edited",
    [SAL_FOUND_INPUT_CHANGED] = "input-changed",
    [SAL_FOUND_INPUT_MISSING] = "input-missing",
    [SAL_FOUND_NOT_DERIVED] = "not-derived",
    [SAL_FOUND_FILE_CHANGED] = "file-changed",
    [SAL_FOUND_OUTPUT_DIFFERS] = "output-differs",
    [SAL_FOUND_OUTPUT_NOT_MADE] = "output-not-made",
    [SAL_FOUND_OUTPUT_NEW] = "output-new",
    [SAL_FOUND_VERSION] = "version",
    [SAL_FOUND_FONT] = "font",
    [SAL_FOUND_PROJECT_CHANGED] = "project-changed",
    [SAL_FOUND_INPUT_NEW] = "input-new",
    [SAL_FOUND_INPUT_NOT_HASHED] = "input-not-hashed",
    [SAL_FOUND_FILE_NOT_THERE] = "file-not-there",
  };
  return names[kind];
}

gboolean
sal_found_is_remark(SalFoundKind kind)
{
  return kind >= SAL_FOUND_VERSION;
}

SalFinding *
sal_verification_add(SalientVerification *verification, SalFoundKind kind, const char *about)
{
  SalFinding *finding = g_new0(SalFinding, 1);
  finding->kind = kind;
  finding->about = g_strdup(about);
  g_ptr_array_add(verification->findings, finding);
  return finding;
}

guint
sal_verification_count_identical(const SalientVerification *verification)
{
  guint n = 0;
  for (guint i = 0; i < verification->outputs->len; i++)
    n += g_array_index(verification->outputs, SalCheckedOutput, i).is_identical ? 1 : 0;
  return n;
}

SalientVerification *
sal_verification_new(SalientOptions *options)
{
  SalientVerification *verification = g_new0(SalientVerification, 1);
  verification->options = sal_options_use(options);
  verification->outputs = g_array_new(FALSE, FALSE, sizeof(SalCheckedOutput));
  verification->findings = g_ptr_array_new_with_free_func(finding_free);
  return verification;
}

void
salient_verification_free(SalientVerification *verification)
{
  if (verification == NULL)
    return;
  g_clear_pointer(&verification->findings, g_ptr_array_unref);
  g_clear_pointer(&verification->outputs, g_array_unref);
  g_clear_pointer(&verification->manifest, sal_stored_manifest_free);
  g_clear_pointer(&verification->options, salient_options_free);
  g_free(verification);
}

gboolean
salient_verification_is_identical(const SalientVerification *verification)
{
  g_return_val_if_fail(verification != NULL, FALSE);
  for (guint i = 0; i < verification->findings->len; i++)
    if (!sal_found_is_remark(((const SalFinding *)verification->findings->pdata[i])->kind))
      return FALSE;
  return sal_verification_count_identical(verification) == verification->outputs->len;
}
