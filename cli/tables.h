/* Where tables go, and as what. */
#pragma once

#include "arguments.h"
#include "inputs.h"
#include "salient.h"

typedef struct {
  const char *path; /* "-": stdout */
  SalTableFormat format;
} TableOutput;

/* Whether a name's suffix says a table's form. */
gboolean table_find_format(const char *path, SalTableFormat *format);

/* GArray of TableOutput for paths (utf8; NULL or none: stdout), each checked. Errors (USAGE) name the option
 * as their place: a suffix that says no form, the same name twice, an input; IO for one that cannot be
 * written. */
GArray *
tables_resolve(const Arguments *arguments, const GPtrArray *paths, const Inputs *inputs, GError **error);

/* Error: IO. */
gboolean table_write(const TableOutput *output, const char *text, gboolean overwrite, GError **error);
