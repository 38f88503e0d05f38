/* GDAL's virtual files: how archives, packed files and downloads are spelled for it, what is in archives, how
 * large packed files may be, and files in memory. GDAL itself is made ready here, too.
 *
 * All but the spelling calls GDAL; what it says goes to whoever listens, see sal_vsi_listen(). */
#pragma once

#include <glib.h>

/* Registers GDAL's drivers and sets what keeps them from opening other files and from waiting for ever. To be
 * called before anything else is asked of GDAL; all but the first call do nothing. */
void sal_vsi_init(void);

/* Until sal_vsi_unlisten() the first error that GDAL reports in this thread goes to message, if that is empty.
 * Calls nest. */
void sal_vsi_listen(GString *message);
void sal_vsi_unlisten(void);

/* How a file is spelled, by its path, which may itself be a virtual one: what is in an archive
 * ("/vsizip/..." or "/vsitar/..."), in a packed file, behind a URL. Owned by the caller. */
char *sal_vsi_spell_archive(const char *path);
char *sal_vsi_spell_gzip(const char *path);
char *sal_vsi_spell_url(const char *url);

/* The URL that a path is read from, lent from it; NULL: none. */
const char *sal_vsi_get_url(const char *path);

/* Paths of all files in an archive that is already spelled for GDAL, sorted. Errors, without the path: FORMAT
 * (one that cannot be read, or that says it holds more than max_bytes allows: data/source/bounds.h). */
GPtrArray *sal_vsi_list_archive(const char *vsi_path, guint64 max_bytes, GError **error);

/* Error FORMAT if a packed file (below /vsigzip/, /vsizip/ or /vsitar/; a .kmz) unpacks to more bytes;
 * max_bytes as in SalReadOptions. */
gboolean sal_vsi_check_size(const char *path, guint64 max_bytes, GError **error);

/* The name of a file in memory, in a folder that nobody else has. To be given to sal_vsi_forget(). */
char *sal_vsi_make_memory_name(const char *base_name);

/* Frees the name and all that is in its folder; NULL: nothing. */
void sal_vsi_forget(char *name);
