#include "library/json-head.h"

#include "library/option.h"

#include "data/base/json.h"
#include "data/geometry/crs.h"
#include "data/geometry/geometry.h"
#include "data/source/source.h"

#include <string.h>

#define SCHEMA_VERSION 1 /* CHANGELOG says what changes it */

static void
add_versions(SalJson *json)
{
  sal_json_open(json, "versions", '{');
  sal_json_add_string(json, "salient", salient_get_version());
  sal_json_add_string(json, "gdal", sal_source_get_gdal_version());
  sal_json_add_string(json, "proj", sal_crs_get_proj_version());
  sal_json_add_string(json, "geos", sal_geometry_get_geos_version());
  sal_json_close(json, '}');
}

static void
add_list(SalJson *json, const char *name, const char *const *values)
{
  sal_json_open(json, name, '[');
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    sal_json_add_source(json, NULL, values[i]);
  sal_json_close(json, ']');
}

static void
add_option(SalJson *json, const SalOptionRow *row, const SalientOptions *options)
{
  const SalientOption *option = &row->option;
  if (option->is_list) {
    add_list(json, option->name, sal_option_get_list(row, options));
    return;
  }
  g_autofree char *value = sal_option_format(row, options);
  if (option->kind == SALIENT_OPTION_FLAG)
    sal_json_add_boolean(json, option->name, g_str_equal(value, "true"));
  else if (option->kind == SALIENT_OPTION_INTEGER)
    sal_json_add_integer(json, option->name, g_ascii_strtoll(value, NULL, 10));
  else
    sal_json_add_source(json, option->name, value);
}

/* The options that have a part in what the document says. */
static void
add_options(SalJson *json, const SalientOptions *options)
{
  static const char *const left_out[] = { "project",       "files-from",  "overwrite", "jobs",
                                          "no-cache",      "progress",    "quiet",     "format",
                                          "depfile",       "dry-run",     "state",     "help",
                                          "print-project", "output-root", "shard",     "manifest",
                                          "evidence",      NULL };
  sal_json_open(json, "options", '{');
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (sal_option_is_of(row, options->task) && !g_strv_contains(left_out, row->option.name) &&
        g_hash_table_contains(options->given, row->option.name))
      add_option(json, row, options);
  sal_json_close(json, '}');
}

char *
sal_json_head_drop_folder(const char *name)
{
  g_auto(GStrv) parts = g_strsplit(name, "!", 2); /* "FILE!MEMBER" of an archive */
  if (parts[0] == NULL || strstr(name, "://") != NULL)
    return g_strdup(name);
  g_autofree char *base = g_path_get_basename(parts[0]);
  return parts[1] != NULL ? g_strconcat(base, "!", parts[1], NULL) : g_steal_pointer(&base);
}

static void
add_file_option(SalJson *json, const SalOptionRow *row, const SalientOptions *options)
{
  if (!row->option.is_list) {
    g_autofree char *value = sal_option_format(row, options), *name = sal_json_head_drop_folder(value);
    sal_json_add_source(json, row->option.name, name);
    return;
  }
  const char *const *values = sal_option_get_list(row, options);
  sal_json_open(json, row->option.name, '[');
  for (guint i = 0; values != NULL && values[i] != NULL; i++) {
    g_autofree char *name = sal_json_head_drop_folder(values[i]);
    sal_json_add_source(json, NULL, name);
  }
  sal_json_close(json, ']');
}

/* Figures of position rest on what was stated of it, although that is an option of outputs. */
static gboolean
is_of_figures(const SalOptionRow *row)
{
  static const char *const left_out[] = { "project", "files-from", "print-project", NULL };
  if (sal_option_is_of_page(row) || g_strv_contains(left_out, row->option.name))
    return FALSE;
  return !g_str_equal(row->option.group, SAL_OPTION_GROUP_OUTPUT) ||
         g_str_equal(row->option.name, "position-error");
}

void
sal_json_head_add_figures(SalJson *json, const char *key, const SalientOptions *options)
{
  sal_json_open(json, key, '{');
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    if (!sal_option_is_of(row, options->task) || !is_of_figures(row) ||
        !g_hash_table_contains(options->given, row->option.name))
      continue;
    if (row->option.kind == SALIENT_OPTION_FILE)
      add_file_option(json, row, options);
    else
      add_option(json, row, options);
  }
  sal_json_close(json, '}');
}

char *
sal_json_head_describe_figures(const SalientOptions *options)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_head_add_figures(&json, NULL, options);
  g_autofree char *text = sal_json_finish(&json);
  return sal_json_flatten(text);
}

char *
sal_json_head_describe_maps(const SalientOptions *options)
{
  const guint n = salient_options_get_n_maps(options);
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '[');
  for (guint i = 0; i < n; i++) {
    sal_json_open(&json, NULL, '{');
    add_options(&json, options->maps->pdata[i]);
    sal_json_close(&json, '}');
  }
  sal_json_close(&json, ']');
  g_autofree char *text = sal_json_finish(&json);
  return n > 0 ? g_steal_pointer(&text) : g_strdup("");
}

char *
sal_json_head_put(const SalientOptions *options, const char *kind, char *document)
{
  if (document == NULL)
    return NULL;
  g_auto(SalJson) json;
  g_autofree char *schema = g_strdup_printf("salient-%s-%d", kind, SCHEMA_VERSION);
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "schema", schema);
  add_versions(&json);
  add_options(&json, options);
  sal_json_close(&json, '}');
  g_autofree char *head = sal_json_finish(&json), *rest = document;
  return sal_json_join(head, rest);
}
