#include "library/evidence-check.h"

#include "library/project.h"

#include "data/base/epoch.h"
#include "data/base/error.h"
#include "data/base/output-folder.h"

#include <string.h>

static gboolean
lies_inside(const char *path, const char *folder)
{
  g_autofree char *inner = g_canonicalize_filename(path, NULL),
                  *outer = g_canonicalize_filename(folder, NULL);
  const gsize n = strlen(outer);
  return strncmp(inner, outer, n) == 0 && (inner[n] == '/' || inner[n] == '\0');
}

/* The folder is made at the end, so nothing can be written into it before. */
static gboolean
check_file(const SalientOptions *options, const char *name, const char *path, GError **error)
{
  if (path == NULL || !lies_inside(path, options->evidence))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(path);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, name,
      "expected a file outside of " SAL_OPTION("evidence") ", which gets a copy, got '%s'", quoted);
}

static gboolean
check_outputs(const SalientOptions *options, const GPtrArray *outputs, GError **error)
{
  for (guint i = 0; outputs != NULL && i < outputs->len; i++)
    if (outputs->pdata[i] != NULL && !check_file(options, "output", outputs->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_files(const SalientOptions *options, GError **error)
{
  const guint n = salient_options_get_n_maps(options);
  for (guint i = 0; i < n; i++)
    if (!check_outputs(options, ((const SalientOptions *)options->maps->pdata[i])->outputs, error))
      return FALSE;
  return check_outputs(options, options->outputs, error) &&
         check_file(options, "manifest", options->manifest, error) &&
         check_file(options, "depfile", options->depfile, error) &&
         check_file(options, "own-record", options->own_record, error);
}

gboolean
sal_evidence_check(const SalientOptions *options, GError **error)
{
  if (options->evidence == NULL || options->instead != NULL)
    return TRUE;
  if (g_str_equal(options->evidence, "-"))
    return sal_error_set_option(error, SAL_ERROR_USAGE, "evidence", "expected the name of a folder, got '-'");
  if (options->shard != NULL)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "evidence",
        "expected no " SAL_OPTION("shard") " with it, which makes a part of the outputs, got both");
  g_autoptr(GDateTime) moment = NULL;
  if (!sal_epoch_find(&moment, error))
    return FALSE;
  g_autofree char *project = sal_project_format_essence(options, error);
  if (project == NULL)
    return sal_error_blame(error, "evidence");
  if (!sal_output_folder_check(options->evidence, options->output_root, error))
    return sal_error_blame(error, "evidence");
  return check_files(options, error);
}
