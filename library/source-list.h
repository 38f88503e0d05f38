/* Lists of sources in files. */
#pragma once

#include "library/values.h"

/* The names in a file: one a line, or, if the file has NUL bytes, one before each of them, as `find -print0` writes them. Nothing in a
 * name is special; empty lines count for nothing. utf8, owned by the caller. Errors: IO (with the reason), FORMAT (no name
 * in it). The caller adds the option as the place. */
GPtrArray *sal_source_list_read(const char *path, GError **error);
