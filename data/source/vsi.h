/* GDAL's virtual files: how archives, packed files and downloads are spelled for it, what is in archives, how
 * large packed files may be, and files in memory. GDAL itself is made ready here, too.
 *
 * All functions except those that spell names call GDAL; its errors go to whoever began. */
#pragma once

#include "data/source/settings.h"

/* A thread's work with GDAL: what sal_vsi_end() has to put back. */
typedef struct {
  SalSettings before;
} SalVsi;

/* To be called before anything else is asked of GDAL. Registers its drivers if need be. Until sal_vsi_end(),
 * GDAL works with Salient's settings in this thread, and the first error that it reports goes to message, if
 * that is empty. Pairs of calls nest. */
void sal_vsi_begin(SalVsi *vsi, GString *message);
void sal_vsi_end(SalVsi *vsi);

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

/* Checks that what lies at a path of the machine, if anything does, is a file or a folder, since a FIFO or a
 * device has no end. Error FORMAT, with the file's name. */
gboolean sal_vsi_check_kind(const char *path, GError **error);

/* Checks what is to be read before any of it is. It, and what lies beside it and is read with it, must be files
 * or folders. A packed file (below /vsigzip/, /vsizip/ or /vsitar/, or a .kmz) must unpack to at most
 * max_bytes, as in SalReadOptions, and to no more than its packed size allows (data/source/bounds.h). What is
 * not there at all is left to opening. Error: FORMAT. */
gboolean sal_vsi_check_file(const char *path, guint64 max_bytes, GError **error);

/* A name for a file in memory, in a folder of its own. To be given to sal_vsi_forget(). */
char *sal_vsi_make_memory_name(const char *base_name);

/* Frees the name, and what is in its folder. NULL is allowed. */
void sal_vsi_forget(char *name);
