/* Looks at what GDAL would only see when it is too late: what a file says of its CRS, and what is in a
 * database. What GDAL must not see is taken out of a copy in memory, which is read instead. */
#pragma once

#include "data/source/content.h"
#include "data/source/geopackage.h"

typedef struct {
  char *memory_name;         /* a copy in memory that is read instead, or NULL */
  char *said_crs;            /* what the file says of its CRS, as far as it was looked at, or NULL */
  SalGeopackage *geopackage; /* NULL: it is none */
} SalScreened;

/* screened is to be cleared even after an error. *path becomes what GDAL is to open; it lives as long as
 * screened. Errors: CRS for a definition in a database or beside a shapefile that would have another file
 * opened; FORMAT for a file larger than max_bytes of which a copy is needed; as sal_geopackage_new(). */
gboolean
sal_screen(SalScreened *screened, SalContent content, const char **path, guint64 max_bytes, GError **error);

/* Puts bytes, which are taken and were allocated by GDAL, into memory under a file's own name, in place of the
 * copy that there was. Returns memory_name. */
const char *sal_screened_move(SalScreened *screened, const char *base_name, void *bytes, gsize length);

/* To be called after the dataset is closed. */
void sal_screened_clear(SalScreened *screened);
