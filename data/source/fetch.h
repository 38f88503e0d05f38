/* Downloads files that are complete, arrive in time and are not larger than allowed. */
#pragma once

#include <glib.h>

/* Whether path is downloaded as a whole before it is read: below /vsicurl/ every file except those of formats
 * that consist of several files. */
gboolean sal_fetch_is_wanted(const char *path);

/* Downloads a /vsicurl/ path into memory. Returns the name below /vsimem/ that it is read by, to be given to
 * sal_vsi_forget(); its last part is the path's. Error IO: no connection, a status other than 200, a body
 * that is cut short or too slow; FORMAT: one larger than max_bytes. */
char *sal_fetch(const char *path, guint64 max_bytes, GError **error);
