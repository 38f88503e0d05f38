/* What a SOURCE argument stands for. */
#pragma once

#include <glib.h>

/* Lists the data files of a folder (but not of its folders, nor hidden ones), of a glob or of an archive
 * (zip, tar), or the one file that is named. Returns paths that sal_source_read() takes, sorted by name
 * (utf8). A URL (http, https) is read through /vsicurl/. max_bytes (as in SalReadOptions) limits archives
 * that are packed as a whole. Adds to n_ignored the number of files that have another suffix. Errors: IO
 * (nothing is there), FORMAT (a folder or archive without data files). */
GPtrArray *sal_source_expand(const char *argument, guint64 max_bytes, guint *n_ignored, GError **error);
