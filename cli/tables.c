#include "tables.h"

#include "common.h"
#include "console.h"

#include <string.h>
#include <unistd.h>

gboolean
table_find_format(const char *path, SalTableFormat *format)
{
  static const struct {
    const char *suffix;
    SalTableFormat format;
  } formats[] = {
    { ".csv", SAL_TABLE_CSV },           { ".json", SAL_TABLE_JSON }, { ".md", SAL_TABLE_MARKDOWN },
    { ".markdown", SAL_TABLE_MARKDOWN }, { ".txt", SAL_TABLE_TEXT },
  };
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
    if (g_str_has_suffix(lower, formats[i].suffix)) {
      *format = formats[i].format;
      return TRUE;
    }
  return FALSE;
}

static gboolean
refuse_suffix(const char *path, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "--output: expected a name ending in .csv, .json, .md or .txt, or --format, got '%s'",
                       quoted);
}

static gboolean
resolve_output(const Arguments *arguments, const Inputs *inputs, const char *path, TableOutput *output,
               GError **error)
{
  const gboolean to_stdout = g_str_equal(path, "-");
  output->path = path;
  if (arguments->format != NULL) {
    if (!sal_table_format_parse(arguments->format, &output->format, error))
      return blame_option(error, "--format");
  } else if (to_stdout) {
    output->format = isatty(STDOUT_FILENO) ? SAL_TABLE_TEXT : SAL_TABLE_CSV;
  } else if (!table_find_format(path, &output->format)) {
    return refuse_suffix(path, error);
  }
  return to_stdout ||
         (inputs_check(inputs, path, error) && sal_output_check(path, arguments->overwrite, error));
}

GArray *
tables_resolve(const Arguments *arguments, const GPtrArray *paths, const Inputs *inputs, GError **error)
{
  g_autoptr(GArray) outputs = g_array_new(FALSE, TRUE, sizeof(TableOutput));
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const guint n_named = paths != NULL ? paths->len : 0;
  for (guint i = 0; i < MAX(n_named, 1); i++) {
    TableOutput output;
    const char *path = n_named > 0 ? paths->pdata[i] : "-";
    if (!resolve_output(arguments, inputs, path, &output, error))
      return NULL;
    if (!g_hash_table_add(names, g_canonicalize_filename(output.path, NULL))) {
      g_autofree char *quoted = sal_error_quote_path(output.path);
      sal_error_set(error, SAL_ERROR_USAGE, "--output: expected different names, got '%s' twice", quoted);
      return NULL;
    }
    g_array_append_val(outputs, output);
  }
  return g_steal_pointer(&outputs);
}

gboolean
table_write(const TableOutput *output, const char *text, gboolean overwrite, GError **error)
{
  if (g_str_equal(output->path, "-"))
    return console_write(text, error);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return sal_output_write(output->path, bytes, overwrite, error);
}
