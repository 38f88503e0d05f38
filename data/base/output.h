/* Files that are written whole or not at all. */
#pragma once

#include <glib.h>

/* Checks, before the work for it is done, that a file can be written: it is not a folder, it does not exist
 * unless overwrite is TRUE, and its folder exists or can be made. Error: IO, with the path. */
gboolean sal_output_check(const char *path, gboolean overwrite, GError **error);

/* Writes a file under a temporary name in its folder (a dot, the name, six random characters), then gives it
 * its name. Makes the folder if it is missing. Where path is a link, the link stays and the file that it
 * points to is replaced. What exists but is no regular file, such as /dev/stdout, is written to directly.
 * Error: IO, with the path. */
gboolean sal_output_write(const char *path, GBytes *bytes, gboolean overwrite, GError **error);

typedef struct {
  const char *path;
  GBytes *bytes;
} SalOutputFile;

/* Writes n files that belong together, each as sal_output_write() does; none gets its name before all are
 * written. Error: IO, with the path. After an error no file has changed or is new, with one exception: with
 * overwrite, if a file cannot be given its name, those before it have theirs already. */
gboolean sal_output_write_all(const SalOutputFile *files, guint n, gboolean overwrite, GError **error);
