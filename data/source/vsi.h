/* GDAL's virtual files: how archives, packed files and downloads are spelled for it, what is in archives, how
 * large packed files may be, and files in memory. GDAL itself is made ready here, too.
 *
 * All functions except those that spell names call GDAL. Its errors go to whoever listens. */
#pragma once

#include <glib.h>

/* Registers GDAL's drivers and sets what keeps them from opening other files and from waiting for ever. To be
 * called before anything else is asked of GDAL; all but the first call do nothing. */
void sal_vsi_init(void);

/* Until sal_vsi_unlisten() the first error that GDAL reports in this thread goes to message, if that is
 * empty. Calls nest. */
void sal_vsi_listen(GString *message);
void sal_vsi_unlisten(void);

/* How GDAL reads what is in an archive ("/vsizip/..." or "/vsitar/..."), in a packed file or behind a URL. A
 * path may itself be a virtual one. Owned by the caller. */
char *sal_vsi_spell_archive(const char *path);
char *sal_vsi_spell_gzip(const char *path);
char *sal_vsi_spell_url(const char *url);

/* The URL that a path is read from, lent from the path; NULL if there is none. */
const char *sal_vsi_get_url(const char *path);

/* The sorted paths of all files in an archive that is already spelled for GDAL. Error, without the path:
 * FORMAT if it cannot be read, or says that it holds more than max_bytes allows (data/source/bounds.h). */
GPtrArray *sal_vsi_list_archive(const char *vsi_path, guint64 max_bytes, GError **error);

/* Checks that a packed file (below /vsigzip/, /vsizip/ or /vsitar/, or a .kmz) unpacks to at most max_bytes,
 * as in SalReadOptions. Error: FORMAT. */
gboolean sal_vsi_check_size(const char *path, guint64 max_bytes, GError **error);

/* A name for a file in memory, in a folder of its own. To be given to sal_vsi_forget(). */
char *sal_vsi_make_memory_name(const char *base_name);

/* Frees the name, and what is in its folder. NULL is allowed. */
void sal_vsi_forget(char *name);
