/* Files that come over the network or out of an archive, as far as they may: whole, in time, and not larger
 * than allowed. For source-open.c alone. */
#pragma once

#include <glib.h>

/* Whether path is downloaded as a whole before it is read: all of /vsicurl/ but for formats of several
 * files. */
gboolean sal_fetch_is_wanted(const char *path);

/* Downloads a /vsicurl/ path into memory. Returns the name below /vsimem/ that it is read by, to be given to
 * sal_fetch_forget(); its last part is the path's. Error IO: no connection, a status other than 200, a body
 * that is cut short, too slow, or larger than max_bytes. */
char *sal_fetch(const char *path, guint64 max_bytes, GError **error);

/* A new name in memory, ending in base_name. Owned by the caller. */
char *sal_fetch_make_name(const char *base_name);

/* Frees a name and what is in memory under it; NULL: nothing. */
void sal_fetch_forget(char *name);
