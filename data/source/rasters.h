/* The rasters that a source stands for. */
#pragma once

#include <glib.h>

/* Whether a folder has rasters, by their names, and no data files. */
gboolean sal_rasters_are_in(const char *folder);

/* Lists the rasters of a folder (but not of its folders, nor hidden ones) or of a glob, or names the one raster again. Returns
 * paths sorted by name (utf8), owned by the caller. Errors: IO (nothing is there), FORMAT (a folder without rasters). */
GPtrArray *sal_rasters_list(const char *source, GError **error);
