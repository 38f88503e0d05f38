/* The files of a folder of evidence, before they are written, and their names in it.
 *
 * A name has letters, digits and "._-" alone, no part begins with a dot, and none has two dots in a row: so it needs no
 * quoting anywhere, and no other program takes it for something else. */
#pragma once

#include "data/table/table-columns.h"

#define SAL_BUNDLE_PROJECT "project.yaml"

typedef struct {
  char *name;     /* in the folder, with "/" between its parts */
  char *original; /* what the run called it; NULL: it is of the folder alone */
  char *title;    /* a phrase */
  GBytes *bytes;
  char *sha256;             /* in hexadecimal */
  const char *media_type;   /* "text/csv"; static */
  SalTableColumns *columns; /* of a table as CSV; NULL: it is none */
} SalBundleFile;

typedef struct _SalBundle SalBundle;

SalBundle *sal_bundle_new(void);
void sal_bundle_free(SalBundle *bundle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBundle, sal_bundle_free)

guint sal_bundle_get_n(const SalBundle *bundle);
const SalBundleFile *sal_bundle_get(const SalBundle *bundle, guint i); /* lent */

/* Adds a text of the folder itself, whose name is static and good. columns: NULL: it is no table. Takes text and columns. */
void sal_bundle_add_text(SalBundle *bundle, const char *name, const char *title, char *text,
                         SalTableColumns *columns);
/* Adds what the run wrote, in the folder outputs/, under a name that is like its own and new. Returns it, lent. */
const char *sal_bundle_add_output(SalBundle *bundle, const char *original, const char *title, GBytes *bytes);

/* Describes the columns of outputs that are CSV, from their headings: those of known columns are as there. */
void sal_bundle_describe_outputs(SalBundle *bundle, const SalTableColumns *known);
