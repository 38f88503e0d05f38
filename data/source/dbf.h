/* The attributes of a shapefile, as GDAL gives them, for tables of texts and numbers. Whatever else a table may be is
 * refused, so that GDAL reads it. */
#pragma once

#include <glib.h>

typedef struct _SalDbf SalDbf;

/* Opens STEM.dbf and looks at STEM.cpg, for these fields (NULL-terminated, in any case; NULL: none). NULL if there is no
 * such table, or one that is not plain. */
SalDbf *sal_dbf_open(const char *stem, const char *const *fields);
/* NULL is allowed. */
void sal_dbf_close(SalDbf *dbf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalDbf, sal_dbf_close)

guint sal_dbf_get_n_rows(const SalDbf *dbf);

/* The values of a row, one for each wanted field, NULL where there is none; owned by the caller, as is each. NULL if
 * the row is deleted or not plain. */
char **sal_dbf_read(SalDbf *dbf, guint row);
