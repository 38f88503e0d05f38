/* What the name of a source tells without opening it: whether it is packed, whether it lies on this machine
 * or in a database, and which part of it tells it from others. */
#pragma once

#include <glib.h>

/* Whether a name ends in one of the suffixes (NULL-terminated, in small letters), in any case. */
gboolean sal_source_has_suffix(const char *name, const char *const *suffixes);

/* Whether a name is that of an archive (.zip, .tar, .tar.gz, .tgz), or of a single packed file (.gz). */
gboolean sal_source_is_archive(const char *name);
gboolean sal_source_is_gzip(const char *name);

/* Whether a path is that of a database, which can be asked for features by the value of a field. */
gboolean sal_source_is_database(const char *path);

/* Whether an argument is an address on the web: http or https. */
gboolean sal_source_is_url(const char *argument);

/* Whether an argument is a database or something with a URL, and so no file of this machine. */
gboolean sal_source_is_remote(const char *argument);

/* The last part of a path, inside an archive too. Lent from path. */
const char *sal_source_get_base_name(const char *path);

/* The archive a path lies in, without folder: "a.zip" for "/vsizip/x/a.zip/b.shp". NULL if in none. Owned by
 * the caller. */
char *sal_source_get_archive_name(const char *path);

/* The name without the number of a page ("a_page2.json", "a?resultOffset=2000"), or NULL if it has none.
 * Owned by the caller. */
char *sal_source_strip_page(const char *name);
