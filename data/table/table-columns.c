#include "data/table/table-columns.h"

#include <string.h>

struct _SalTableColumns {
  GArray *list;        /* SalTableColumn */
  GStringChunk *names; /* of those that are not static */
};

SalTableColumns *
sal_table_columns_new(void)
{
  SalTableColumns *columns = g_new0(SalTableColumns, 1);
  columns->list = g_array_new(FALSE, FALSE, sizeof(SalTableColumn));
  columns->names = g_string_chunk_new(256);
  return columns;
}

void
sal_table_columns_free(SalTableColumns *columns)
{
  if (columns == NULL)
    return;
  g_array_unref(columns->list);
  g_string_chunk_free(columns->names);
  g_free(columns);
}

guint
sal_table_columns_get_n(const SalTableColumns *columns)
{
  return columns->list->len;
}

const SalTableColumn *
sal_table_columns_get(const SalTableColumns *columns, guint i)
{
  return &g_array_index(columns->list, SalTableColumn, i);
}

const SalTableColumn *
sal_table_columns_find(const SalTableColumns *columns, const char *name)
{
  for (guint i = 0; i < columns->list->len; i++)
    if (strcmp(sal_table_columns_get(columns, i)->name, name) == 0)
      return sal_table_columns_get(columns, i);
  return NULL;
}

void
sal_table_columns_add(SalTableColumns *columns, const SalTableColumn *added, guint n)
{
  g_array_append_vals(columns->list, added, n);
}

void
sal_table_columns_add_like(SalTableColumns *columns, const SalTableColumn *like, const char *name,
                           guint index)
{
  SalTableColumn column = *like;
  column.name = g_string_chunk_insert_const(columns->names, name);
  column.index = index;
  g_array_append_val(columns->list, column);
}

const char *
sal_table_column_type_get_name(SalTableColumnType type)
{
  static const char *const names[] = {
    [SAL_COLUMN_TEXT] = "string",   [SAL_COLUMN_DATE] = "date",       [SAL_COLUMN_INTEGER] = "integer",
    [SAL_COLUMN_NUMBER] = "number", [SAL_COLUMN_BOOLEAN] = "boolean",
  };
  return names[type];
}

void
sal_table_columns_append_names(const SalTableColumns *columns, GString *text)
{
  for (guint i = 0; i < columns->list->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? "," : "", sal_table_columns_get(columns, i)->name);
  g_string_append_c(text, '\n');
}

void
sal_table_columns_append_row(const SalTableColumns *columns, const SalRow *row,
                             const SalTableContext *context, GString *text)
{
  for (guint i = 0; i < columns->list->len; i++) {
    const SalTableColumn *column = sal_table_columns_get(columns, i);
    if (i > 0)
      g_string_append_c(text, ',');
    column->write(text, row, context, column->index);
  }
  g_string_append_c(text, '\n');
}
