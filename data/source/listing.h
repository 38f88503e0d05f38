/* What a SOURCE argument stands for. */
#pragma once

#include <glib.h>

/* The data files of a folder (not descended, hidden ones skipped), of a glob or inside an archive (zip, tar),
 * or the one thing named. Returns paths that sal_source_read() takes, sorted by name (element-type utf8). A
 * URL (http, https) is read through /vsicurl/. max_bytes: as in SalReadOptions, for archives that are packed
 * as a whole. n_ignored is increased by the number of files that have another suffix. Errors: IO (nothing
 * there), FORMAT (a folder or archive without data files). */
GPtrArray *sal_source_expand(const char *argument, guint64 max_bytes, guint *n_ignored, GError **error);
