#include "library/data-package.h"

#include "data/base/json.h"

#include <string.h>

static void
add_sources(SalJson *json, const char *const *sources)
{
  if (sources == NULL || sources[0] == NULL)
    return;
  sal_json_open(json, "sources", '[');
  for (guint i = 0; sources[i] != NULL; i++) {
    sal_json_open(json, NULL, '{');
    sal_json_add_source(json, "title", sources[i]);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

/* The same name without what a resource's name must not have. Owned by the caller. */
static char *
make_resource_name(const SalBundle *bundle, guint i)
{
  g_autofree char *lower = g_utf8_strdown(sal_bundle_get(bundle, i)->name, -1);
  GString *name = g_string_new(NULL);
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p))
    g_string_append_c(name, (guchar)*p < 128 ? *p : '-');
  g_string_append_printf(name, "-%u", i + 1); /* letters of other scripts would make names equal */
  return g_string_free(name, FALSE);
}

static void
add_field(SalJson *json, const SalTableColumn *column)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "name", column->name);
  sal_json_add_string(json, "type", sal_table_column_type_get_name(column->type));
  if (column->unit != NULL)
    sal_json_add_string(json, "unit", column->unit);
  sal_json_add_string(json, "description", column->description);
  sal_json_close(json, '}');
}

static void
add_schema(SalJson *json, const SalTableColumns *columns)
{
  sal_json_open(json, "dialect", '{');
  sal_json_add_string(json, "delimiter", ",");
  sal_json_add_string(json, "lineTerminator", "\n");
  sal_json_add_string(json, "quoteChar", "\"");
  sal_json_add_boolean(json, "doubleQuote", TRUE);
  sal_json_add_boolean(json, "skipInitialSpace", FALSE);
  sal_json_add_boolean(json, "header", TRUE);
  sal_json_add_string(json, "commentChar", "#");
  sal_json_close(json, '}');
  sal_json_open(json, "schema", '{');
  sal_json_open(json, "fields", '[');
  for (guint i = 0; i < sal_table_columns_get_n(columns); i++)
    add_field(json, sal_table_columns_get(columns, i));
  sal_json_close(json, ']');
  sal_json_open(json, "missingValues", '[');
  sal_json_add_string(json, NULL, "");
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

static gboolean
is_text(const char *media_type)
{
  return g_str_has_prefix(media_type, "text/") || strstr(media_type, "json") != NULL ||
         strstr(media_type, "xml") != NULL || strstr(media_type, "yaml") != NULL;
}

static void
add_resource(SalJson *json, const SalBundle *bundle, guint i)
{
  const SalBundleFile *file = sal_bundle_get(bundle, i);
  const char *dot = strrchr(file->name, '.');
  g_autofree char *name = make_resource_name(bundle, i);
  g_autofree char *hash = g_strdup_printf("sha256:%s", file->sha256);
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "profile", file->columns != NULL ? "tabular-data-resource" : "data-resource");
  sal_json_add_string(json, "name", name);
  sal_json_add_string(json, "path", file->name);
  sal_json_add_string(json, "title", file->title);
  if (dot != NULL && strchr(dot, '/') == NULL)
    sal_json_add_string(json, "format", dot + 1);
  sal_json_add_string(json, "mediatype", file->media_type);
  if (is_text(file->media_type))
    sal_json_add_string(json, "encoding", "utf-8");
  sal_json_add_integer(json, "bytes", (gint64)g_bytes_get_size(file->bytes));
  sal_json_add_string(json, "hash", hash);
  if (file->columns != NULL)
    add_schema(json, file->columns);
  sal_json_close(json, '}');
}

char *
sal_data_package_format(const SalBundle *bundle, const SalBundleAbout *about)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "profile", "data-package");
  sal_json_add_string(&json, "name", "salient-evidence");
  sal_json_add_string(&json, "title", about->title);
  sal_json_add_string(&json, "description", about->description);
  if (about->moment != NULL)
    sal_json_add_string(&json, "created", about->moment);
  add_sources(&json, about->sources);
  sal_json_open(&json, "resources", '[');
  for (guint i = 0; i < sal_bundle_get_n(bundle); i++)
    add_resource(&json, bundle, i);
  sal_json_close(&json, ']');
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
