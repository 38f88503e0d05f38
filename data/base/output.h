/* Files that appear whole or not at all. */
#pragma once

#include <glib.h>

/* TRUE if path may be written: its folder exists or can be made, it does not exist yet or overwrite is given,
 * it is not a folder. To be asked before work starts. Errors: IO. */
gboolean sal_output_check(const char *path, gboolean overwrite, GError **error);

/* Writes bytes: under a temporary name (leading dot, six random letters at the end) in the same folder, which
 * is made if missing, then renamed. What exists and is no regular file is written directly; a link stays,
 * what it points to is replaced. Error: IO. */
gboolean sal_output_write(const char *path, GBytes *bytes, gboolean overwrite, GError **error);

typedef struct {
  const char *path;
  GBytes *bytes;
} SalOutputFile;

/* Writes n files that belong together, as sal_output_write() does: none has its name before all are written.
 * Error: IO; none of them is there then, or each is as it was (but where a rename fails after another one
 * replaced a file). */
gboolean sal_output_write_all(const SalOutputFile *files, guint n, gboolean overwrite, GError **error);
