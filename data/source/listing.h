/* What a SOURCE argument stands for. */
#pragma once

#include <glib.h>

/* How sources are listed, and what is counted meanwhile. */
typedef struct {
  guint64 max_bytes;           /* limits archives that are packed as a whole, as in SalReadOptions */
  const char *const *excludes; /* globs of files that are left out, NULL-terminated; NULL: none */
  GPtrArray *faults;           /* SalFault: receives the archives that cannot be listed; NULL: an error */
  guint n_ignored;             /* increased by the number of files that have another suffix */
  guint n_excluded;            /* increased by the number of files that excludes leave out */
  guint8 *used; /* of each of excludes: set to TRUE if it leaves out a file; NULL: not wanted */
} SalListing;

/* Lists the data files of a folder (but not of its folders, nor hidden ones), of a glob or of an archive
 * (zip, tar), or the one file that is named. Returns paths that sal_source_read() takes, sorted by name
 * (utf8). A URL (http, https) is read through /vsicurl/.
 *
 * A glob of excludes leaves out the files whose name it matches, or whose path below the source: below the
 * folder, below the folders of a glob that have no wildcards, or in the archive ("a.zip/b/c.shp" if a.zip lies
 * in the folder). '*' and '?' match a slash, too. Databases and other names of OGR are not left out.
 *
 * Errors: IO (nothing is there), FORMAT (a folder or archive without data files, unless excludes or faults say
 * what became of them). The error of a folder whose folders have data says which glob lists those. */
GPtrArray *sal_source_expand(const char *argument, SalListing *listing, GError **error);
