/* A GeoPackage is a database, and what stands in for a table in it may be a program. While one is open, SQLite
 * runs what it says with a bound on the steps, and without functions that reach other files or the network. The
 * file is never changed: changes that another program has pending beside it are applied to a copy. */
#pragma once

#include <glib.h>

typedef struct _SalGeopackage SalGeopackage;

/* Makes ready for path, any name that GDAL opens, to be opened by GDAL in this thread; until
 * sal_geopackage_free(), which comes after the dataset is closed, databases that this thread opens are watched.
 * Errors: IO for a copy that cannot be made, or a file that changes meanwhile; CRS for a definition that would
 * have another file opened; FORMAT for more steps than max_bytes allows, which is as in SalReadOptions. */
SalGeopackage *sal_geopackage_new(const char *path, guint64 max_bytes, GError **error);
void sal_geopackage_free(SalGeopackage *geopackage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalGeopackage, sal_geopackage_free)

/* The name that GDAL is to open, as immutable; lent. */
const char *sal_geopackage_get_path(const SalGeopackage *geopackage);

/* To be called once GDAL has it open: removes the copy, if there is one, which then goes with its last user. */
void sal_geopackage_forget_copy(SalGeopackage *geopackage);

/* A definition of a CRS that layers use and that PROJ or GDAL does not know; lent, or NULL. */
const char *sal_geopackage_get_odd_crs(const SalGeopackage *geopackage);

/* Sets error FORMAT and returns FALSE if the steps have been used up. */
gboolean sal_geopackage_check_steps(const SalGeopackage *geopackage, GError **error);
