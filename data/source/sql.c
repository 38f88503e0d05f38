#include "data/source/sql.h"

#include "data/base/error.h"
#include "data/base/texts.h"
#include "data/source/open.h"
#include "data/source/schema.h"

/* A name as SQL has it, in double quotes. */
static char *
quote_name(const char *name)
{
  g_auto(GStrv) parts = g_strsplit(name, "\"", -1);
  g_autofree char *doubled = g_strjoinv("\"\"", parts);
  return g_strdup_printf("\"%s\"", doubled);
}

/* "public.fronts" is the name of a layer, and of a table in a schema. */
static char *
quote_table(const char *name)
{
  g_auto(GStrv) parts = g_strsplit(name, ".", 2);
  g_autofree char *first = quote_name(parts[0]);
  g_autofree char *second = parts[1] != NULL ? quote_name(parts[1]) : NULL;
  return second != NULL ? g_strdup_printf("%s.%s", first, second) : g_steal_pointer(&first);
}

char *
sal_source_make_filter(const char *field, const char *value, const char *where)
{
  g_autofree char *name = quote_name(field);
  g_auto(GStrv) parts = g_strsplit(value, "'", -1);
  g_autofree char *doubled = g_strjoinv("''", parts);
  return where != NULL ? g_strdup_printf("(%s) AND %s = '%s'", where, name, doubled)
                       : g_strdup_printf("%s = '%s'", name, doubled);
}

static gboolean
add_values(const SalOpenSource *source, OGRLayerH layer, const char *field, const char *where,
           GHashTable *values, GError **error)
{
  const int index = sal_schema_find_field(layer, field);
  if (index == -1)
    return sal_schema_refuse_field(layer, field, error);
  if (index < 0)
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "field '%s': expected a field of the database, got one of Salient", field);
  OGRFieldDefnH definition = OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer), index);
  g_autofree char *name = quote_name(OGR_Fld_GetNameRef(definition));
  g_autofree char *table = quote_table(OGR_L_GetName(layer));
  g_autofree char *filter = where != NULL ? g_strdup_printf("WHERE %s", where) : g_strdup("");
  g_autofree char *sql = g_strdup_printf("SELECT DISTINCT %s::text FROM %s %s", name, table, filter);
  OGRLayerH rows = GDALDatasetExecuteSQL(source->dataset, sql, NULL, NULL);
  gboolean ok = source->message->len == 0;
  OGRFeatureH row;
  while (ok && rows != NULL && (row = OGR_L_GetNextFeature(rows)) != NULL) {
    const gboolean set = OGR_F_IsFieldSetAndNotNull(row, 0);
    g_hash_table_add(values, g_strdup(set ? OGR_F_GetFieldAsString(row, 0) : ""));
    OGR_F_Destroy(row);
  }
  ok = ok && source->message->len == 0;
  if (rows != NULL)
    GDALDatasetReleaseResultSet(source->dataset, rows);
  g_autofree char *quoted = sal_error_quote(source->message->str);
  return ok || sal_error_set(error, SAL_ERROR_FORMAT, "expected a table whose dates can be listed, got '%s'",
                             quoted);
}

GPtrArray *
sal_source_list_values(const char *path, const SalReadOptions *options, const char *field, GError **error)
{
  g_auto(SalOpenSource) source;
  if (!sal_open_source(&source, path, options, error) ||
      !sal_schema_check_layers(source.dataset, options->layers, error))
    return NULL;
  g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const gboolean all = options->layers == NULL || options->layers[0] == NULL;
  for (int i = 0; i < GDALDatasetGetLayerCount(source.dataset); i++) {
    OGRLayerH layer = GDALDatasetGetLayer(source.dataset, i);
    if (!all && !g_strv_contains(options->layers, OGR_L_GetName(layer)))
      continue;
    if (!add_values(&source, layer, field, options->where, values, error)) {
      g_autofree char *name = sal_error_quote(OGR_L_GetName(layer));
      g_prefix_error(error, "layer '%s': ", name);
      return NULL;
    }
  }
  GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init(&iter, values);
  while (g_hash_table_iter_next(&iter, &value, NULL)) {
    g_ptr_array_add(list, value);
    g_hash_table_iter_steal(&iter);
  }
  g_ptr_array_sort(list, sal_texts_compare);
  return list;
}
