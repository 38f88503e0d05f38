/* Downloads files that are complete, arrive in time and are not larger than allowed. */
#pragma once

#include "data/source/bodies.h"

/* Whether path is downloaded as a whole before it is read: below /vsicurl/ every file except those of formats
 * that consist of several files. */
gboolean sal_fetch_is_wanted(const char *path);

/* Downloads a /vsicurl/ path into memory, unless bodies (which may be NULL) has it. Returns the name below /vsimem/ that it is read by, to be given to
 * sal_vsi_forget(); its last part is the path's. Error IO: no connection, a status other than 200, a body
 * that is cut short or too slow; FORMAT: one larger than max_bytes. */
char *sal_fetch(const char *path, SalBodies *bodies, guint64 max_bytes, GError **error);

/* Asks for the beginning of a file that GDAL could not open where it lies. Errors, if there is one: as sal_fetch(). */
gboolean sal_fetch_check(const char *path, GError **error);

/* Asks an object store once more for an object that GDAL could not open, such as one of /vsis3/. Error IO: it gives none, for
 * another reason than that there is none. */
gboolean sal_fetch_check_object(const char *path, GError **error);
