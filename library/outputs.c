#include "library/outputs.h"

#include "library/table-names.h"

#include "data/base/error.h"
#include "data/table/vector.h"

#include <string.h>

#define STDIN "/dev/stdin" /* what the name '-' of a file that is read stands for */

static gboolean
is_stdout(const char *path)
{
  return g_str_equal(path, "-");
}

/* The option `format` may name the format of a file without a known suffix, but not contradict a name. */
gboolean
sal_outputs_find_table(const SalientOptions *options, const char *path, SalTableFormat *format,
                       GError **error)
{
  SalTableFormat of_name = SAL_TABLE_TEXT;
  const gboolean is_known = sal_formats_find_table(path, &of_name);
  g_autofree char *quoted = sal_error_quote_path(path);
  if (options->format != NULL && !sal_table_format_parse(options->format, format, error))
    return sal_error_blame(error, "format");
  const gboolean is_text =
      options->format != NULL && *format == SAL_TABLE_SENTENCE && of_name == SAL_TABLE_TEXT;
  if (options->format != NULL && is_known && *format != of_name && !is_text)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "format",
        "expected none, or that of the name '%s', got '%s' (a file has the format that its suffix "
        "says)",
        quoted, options->format);
  if (options->format != NULL)
    return TRUE;
  if (is_known) {
    *format = of_name;
    return TRUE;
  }
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "output",
      "expected a name ending in .csv, .json, .md%s or " SAL_OPTION("format") ", got '%s'",
      options->task == SALIENT_PLACES ? ", .txt or .geojson," : " or .txt,", quoted);
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

/* Whether it is a pattern, whose names are not known before there are changes. */
static gboolean
is_pattern(const char *path)
{
  return strpbrk(path, "{}") != NULL;
}

static gboolean
check_pattern(const SalientOptions *options, const char *pattern, GError **error)
{
  return sal_table_name_check(pattern, options->task, error) || sal_error_blame(error, "output");
}

/* what: that is of all periods. */
static gboolean
refuse_pattern(const char *path, const char *what, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                              "expected a name without braces (%s is of all periods), got '%s'", what,
                              quoted);
}

static gboolean
check_table(const SalientOptions *options, const SalInputs *inputs, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  SalTableFormat format;
  if (is_stdout(path))
    return options->format == NULL || sal_table_format_parse(options->format, &format, error) ||
           sal_error_blame(error, "format");
  if (is_pattern(path) && options->task == SALIENT_COMPARE)
    return refuse_pattern(path, "a comparison's table", error);
  if (is_pattern(path) && options->task == SALIENT_MEASURE)
    return sal_outputs_find_table(options, path, &format, error) && check_pattern(options, path, error);
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

/* Whether the option `basis` wants comments, which only CSV has. */
static gboolean
check_comment(const SalientOptions *options, const char *path, gboolean has_comments, GError **error)
{
  if (has_comments || g_strcmp0(options->basis, "comment") != 0)
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(path);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "basis",
                              "expected columns for '%s' (only CSV has comments), got comment", quoted);
}

static gboolean
check_points(const SalientOptions *options, const SalInputs *inputs, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  return check_comment(options, path, FALSE, error) && sal_inputs_check(inputs, path, error) &&
         sal_output_check(path, &rules, error);
}

gboolean
sal_outputs_check_places(const SalientOptions *options, const SalInputs *inputs, GError **error)
{
  g_autoptr(GPtrArray) tables = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++) {
    const char *path = options->outputs->pdata[i];
    if (is_pattern(path))
      return refuse_pattern(path, "the ledger", error);
    if (!check_unlike(path, known, error))
      return FALSE;
    if (!sal_formats_is_points(path))
      g_ptr_array_add(tables, (gpointer)path);
    else if (!check_points(options, inputs, path, error))
      return FALSE;
  }
  return sal_outputs_check_tables(options, tables, inputs, error);
}

static gboolean
check_area_file(const SalientOptions *options, const char *path, const SalOutputRules *rules, GError **error)
{
  if (is_pattern(path) && sal_vector_has_format(path))
    return check_pattern(options, path, error);
  if (is_stdout(path) || sal_vector_check(path, rules, error))
    return TRUE;
  if (error != NULL && g_error_matches(*error, SAL_ERROR, SAL_ERROR_USAGE))
    sal_error_blame(error, "output");
  return FALSE;
}

gboolean
sal_outputs_check_areas(const SalientOptions *options, const SalInputs *inputs, GError **error)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  SalOutputRules rules = sal_options_get_output_rules(options);
  rules.overwrite |= options->shard != NULL; /* which are its own is not known yet */
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++) {
    const char *path = options->outputs->pdata[i];
    if (!sal_inputs_check(inputs, path, error) || !check_area_file(options, path, &rules, error) ||
        !check_unlike(path, known, error) ||
        !check_comment(options, path, sal_vector_has_comments(path), error))
      return FALSE;
  }
  return options->outputs != NULL || check_comment(options, "-", FALSE, error);
}

gboolean
sal_outputs_check_file(const SalientOptions *options, const SalInputs *inputs, const char *path,
                       GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  if (inputs != NULL && !sal_inputs_check(inputs, path, error))
    return FALSE;
  return options->task == SALIENT_EXPORT ? check_area_file(options, path, &rules, error)
                                         : sal_output_check(path, &rules, error);
}

gboolean
sal_outputs_have_format(const SalientOptions *options, SalTableFormat wanted)
{
  SalTableFormat format;
  const GPtrArray *names = options->outputs;
  if (options->format != NULL)
    return g_str_equal(options->format, sal_table_format_get_name(wanted));
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (sal_formats_find_table(names->pdata[i], &format) && format == wanted)
      return TRUE;
  return FALSE;
}

/* Refuses a record that is a file which the option `name` has the run write. */
static gboolean
check_record_apart(const SalientOptions *options, const char *name, const char *path, GError **error)
{
  if (path == NULL)
    return TRUE;
  g_autofree char *record = g_canonicalize_filename(options->own_record, NULL),
                  *other = g_canonicalize_filename(path, NULL),
                  *quoted = sal_error_quote_path(options->own_record);
  return !g_str_equal(record, other) ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "own-record",
                              "expected a file that is no " SAL_OPTION("%s") ", got '%s'", name, quoted);
}

gboolean
sal_outputs_check_record(const SalientOptions *options, GError **error)
{
  const SalOutputRules rules = { TRUE, options->output_root };
  if (options->own_record == NULL)
    return TRUE;
  if (g_str_equal(options->own_record, "-") || g_str_equal(options->own_record, STDIN))
    return sal_error_set_option(error, SAL_ERROR_USAGE, "own-record",
                                "expected the name of a file, got '-' (a record is read and written)");
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++)
    if (!check_record_apart(options, "output", options->outputs->pdata[i], error))
      return FALSE;
  return check_record_apart(options, "manifest", options->manifest, error) &&
         check_record_apart(options, "depfile", options->depfile, error) &&
         (sal_output_check(options->own_record, &rules, error) || sal_error_blame(error, "own-record"));
}
