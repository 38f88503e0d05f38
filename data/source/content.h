/* What a file's first bytes say that it is, and which of GDAL's drivers may therefore read it. Each of these
 * reads the file that it is given and what belongs to that (a shapefile's .dbf), nothing else. */
#pragma once

#include <glib.h>

typedef enum {
  SAL_CONTENT_OTHER, /* a shapefile, a KMZ, a FlatGeobuf, a folder, or nothing that is read */
  SAL_CONTENT_JSON,
  SAL_CONTENT_KML,
  SAL_CONTENT_XML, /* not KML */
  SAL_CONTENT_SQLITE
} SalContent;

/* Looks at the beginning of a file (any name that GDAL opens). */
SalContent sal_content_find(const char *path);

/* The names of GDAL's drivers, NULL-terminated. */
const char *const *sal_content_get_drivers(SalContent content);
