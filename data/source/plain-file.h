/* Files of this machine, read in one go. */
#pragma once

#include <glib.h>

/* The bytes of a regular file and a zero behind them; owned by the caller. NULL if path is no such file, if it has
 * more than max_bytes, or changes its length meanwhile. */
char *sal_plain_file_read(const char *path, gsize max_bytes, gsize *length);
