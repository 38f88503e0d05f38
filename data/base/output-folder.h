/* A folder of files that is written whole or not at all: under a temporary name beside it (a dot, its name, a dot and six
 * characters), which becomes its own once the disk has all files. What a killed run left under the temporary name is
 * removed by the next one. */
#pragma once

#include <glib.h>

typedef struct _SalOutputFolder SalOutputFolder;

/* Checks, before the work for it is done, that the folder can be made: nothing is there, the nearest folder above it may be
 * written to, and it lies inside the root (data/base/output-root.h; NULL: anywhere). Error: IO, with the path. */
gboolean sal_output_folder_check(const char *path, const char *root, GError **error);

/* Begins a folder, of which nothing is there. Owned by the caller. Error: IO, with the path. */
SalOutputFolder *sal_output_folder_begin(const char *path, const char *root, GError **error);
/* Writes a file of the folder. name: relative, without "..", and new; it may have folders, which are made. Error: IO, with
 * the path that the file will have. */
gboolean sal_output_folder_add(SalOutputFolder *folder, const char *name, GBytes *bytes, GError **error);
/* Flushes all and gives the folder its name. Only sal_output_folder_abandon() may follow. Error: IO, with the path. */
gboolean sal_output_folder_finish(SalOutputFolder *folder, GError **error);
/* Frees the folder; of one that was not finished nothing stays. NULL is allowed. */
void sal_output_folder_abandon(SalOutputFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOutputFolder, sal_output_folder_abandon)
