/* A file that one run at a time may read and replace. */
#pragma once

#include <glib.h>

typedef struct _SalLockedFile SalLockedFile;

/* Opens a regular file, waits until no other run has it, and reads it; one that does not exist is made, empty. What replaces
 * the file by sal_output_write() meanwhile is seen. Errors, with the path: IO; FORMAT if it is longer than max_bytes. */
SalLockedFile *sal_locked_file_open(const char *path, gsize max_bytes, GError **error);
/* What the file holds, lent; "" if it was made. */
const char *sal_locked_file_get_text(const SalLockedFile *file);
/* Lets others have it. A file that was made and has not been replaced is removed. */
void sal_locked_file_close(SalLockedFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLockedFile, sal_locked_file_close)
