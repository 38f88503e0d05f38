/* What figures rest on, to stand with them in files that have only rows: CSV, and the layers of GIS programs. */
#pragma once

#include "data/base/error.h"
#include "data/table/table-columns.h"

typedef enum {
  SAL_BASIS_NONE,
  SAL_BASIS_COLUMNS, /* the last columns of each row */
  SAL_BASIS_COMMENT, /* lines before the first, of CSV only */
} SalBasisForm;

enum { SAL_BASIS_AREA_MODEL, SAL_BASIS_DEFINITION, SAL_BASIS_PROGRAM, SAL_BASIS_OPTIONS, SAL_N_BASES };

typedef struct {
  SalBasisForm form;
  char *values[SAL_N_BASES]; /* owned; not NULL unless the form is SAL_BASIS_NONE */
} SalBasis;

/* Reads none|columns|comment. Error: USAGE. */
gboolean sal_basis_parse_form(const char *text, SalBasisForm *form, GError **error);
void sal_basis_clear(SalBasis *basis);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalBasis, sal_basis_clear)

/* The names of the columns: "area_model", "definition", "program", "options"; static. None is longer than the 10
 * characters that a shapefile allows. */
const char *const *sal_basis_get_names(void);

/* Says what these columns of CSV are, without writers: sal_basis_put_csv() writes them. */
void sal_basis_add_columns(SalTableColumns *columns);

/* Puts the basis into CSV with a header, which is taken: as columns, the same in each row, or as lines that begin with
 * "# ", which RFC 4180 does not know. Owned by the caller. */
char *sal_basis_put_csv(const SalBasis *basis, char *csv);
