/* The columns of CSV. One list says what each is called, what it holds and how a row writes it, so that headings, rows and
 * the description of a table (library/data-package.h) follow from the same facts. */
#pragma once

#include "data/change/row.h"
#include "data/table/table-context.h"

typedef enum {
  SAL_COLUMN_TEXT,
  SAL_COLUMN_DATE, /* YYYY-MM-DD */
  SAL_COLUMN_INTEGER,
  SAL_COLUMN_NUMBER,
  SAL_COLUMN_BOOLEAN, /* true or false */
} SalTableColumnType;

/* Writes the cell of a row; nothing: the cell is empty. index: that of the column, which tells those apart that have one
 * writer. */
typedef void (*SalTableColumnWrite)(GString *text, const SalRow *row, const SalTableContext *context,
                                    guint index);

typedef struct {
  const char *name;
  SalTableColumnType type;
  const char *unit;        /* "km2", "km", "days", "km2/day"; static; NULL: it has none */
  const char *description; /* a phrase without a full stop; static */
  SalTableColumnWrite write;
  guint index; /* of the writer: which of several axes, bands or paces it is of, from 0 */
} SalTableColumn;

typedef struct _SalTableColumns SalTableColumns;

SalTableColumns *sal_table_columns_new(void);
void sal_table_columns_free(SalTableColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTableColumns, sal_table_columns_free)

guint sal_table_columns_get_n(const SalTableColumns *columns);
const SalTableColumn *sal_table_columns_get(const SalTableColumns *columns, guint i); /* lent */
/* The column of a name; NULL: there is none. Lent. */
const SalTableColumn *sal_table_columns_find(const SalTableColumns *columns, const char *name);

/* Adds n columns at the end, whose names are static. */
void sal_table_columns_add(SalTableColumns *columns, const SalTableColumn *added, guint n);
/* Adds one with another name and index. */
void sal_table_columns_add_like(SalTableColumns *columns, const SalTableColumn *like, const char *name,
                                guint index);

/* "string", "date", "integer", "number", "boolean": the types of a Table Schema. Static. */
const char *sal_table_column_type_get_name(SalTableColumnType type);

/* Appends the line of headings, and that of a row. */
void sal_table_columns_append_names(const SalTableColumns *columns, GString *text);
void sal_table_columns_append_row(const SalTableColumns *columns, const SalRow *row,
                                  const SalTableContext *context, GString *text);
