#include "library/outputs.h"

#include "data/base/error.h"
#include "data/table/vector.h"

static gboolean
is_stdout(const char *path)
{
  return g_str_equal(path, "-");
}

gboolean
sal_outputs_find_table(const SalientOptions *options, const char *path, SalTableFormat *format,
                       GError **error)
{
  if (options->format != NULL)
    return sal_table_format_parse(options->format, format, error) || sal_error_blame(error, "format");
  if (sal_formats_find_table(path, format))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(path);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "output",
      "expected a name ending in .csv, .json, .md or .txt, or " SAL_OPTION("format") ", got '%s'", quoted);
}

/* names: the absolute names of all outputs so far. */
static gboolean
check_unlike(const char *path, GHashTable *names, GError **error)
{
  if (g_hash_table_add(names, g_canonicalize_filename(path, NULL)))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(path);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "output", "expected different names, got '%s' twice",
                              quoted);
}

static gboolean
check_table(const SalientOptions *options, const SalInputs *inputs, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  SalTableFormat format;
  if (is_stdout(path))
    return options->format == NULL || sal_outputs_find_table(options, path, &format, error);
  return sal_outputs_find_table(options, path, &format, error) && sal_inputs_check(inputs, path, error) &&
         sal_output_check(path, &rules, error);
}

gboolean
sal_outputs_check_tables(const SalientOptions *options, const GPtrArray *names, const SalInputs *inputs,
                         GError **error)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (names == NULL || names->len == 0)
    return check_table(options, inputs, "-", error);
  for (guint i = 0; i < names->len; i++)
    if (!check_table(options, inputs, names->pdata[i], error) || !check_unlike(names->pdata[i], known, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_area_file(const SalientOptions *options, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  if (is_stdout(path) || sal_vector_check(path, &rules, error))
    return TRUE;
  if (error != NULL && g_error_matches(*error, SAL_ERROR, SAL_ERROR_USAGE))
    sal_error_blame(error, "output");
  return FALSE;
}

gboolean
sal_outputs_check_areas(const SalientOptions *options, const SalInputs *inputs, GError **error)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++) {
    const char *path = options->outputs->pdata[i];
    if (!sal_inputs_check(inputs, path, error) || !check_area_file(options, path, error) ||
        !check_unlike(path, known, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_outputs_have_json(const SalientOptions *options)
{
  SalTableFormat format;
  const GPtrArray *names = options->outputs;
  if (options->format != NULL)
    return g_str_equal(options->format, "json");
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (sal_formats_find_table(names->pdata[i], &format) && format == SAL_TABLE_JSON)
      return TRUE;
  return FALSE;
}
