#include "library/json-head.h"

#include "library/option.h"

#include "data/base/json.h"
#include "data/geometry/crs.h"
#include "data/geometry/geometry.h"
#include "data/source/source.h"

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
                                          "print-project", "output-root", "shard",     NULL };
  sal_json_open(json, "options", '{');
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (sal_option_is_of(row, options->task) && !g_strv_contains(left_out, row->option.name) &&
        g_hash_table_contains(options->given, row->option.name))
      add_option(json, row, options);
  sal_json_close(json, '}');
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
