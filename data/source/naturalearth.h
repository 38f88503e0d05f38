/* Natural Earth 1:10m, where it is installed, and its layers read around the globe.
 *
 * It is looked for in the folder that the environment variable SALIENT_BASEMAP names, and nowhere else if that is
 * set and not empty; without it, where Debian's libmagics++-data puts it: share/magics/10m below the system's
 * data folders. */
#pragma once

#include "data/source/source.h"

/* The layer that every base map has. */
#define SAL_NATURAL_EARTH_LAND "ne_10m_land"

/* Error IO if SALIENT_BASEMAP names a folder without land. To be asked where Natural Earth is looked for on the
 * user's behalf. */
gboolean sal_natural_earth_check(GError **error);

/* The folder that has `layer`; NULL if there is none. Owned by the caller. */
char *sal_natural_earth_find(const char *layer);

/* Whether a folder has LAYER.shp. */
gboolean sal_natural_earth_has(const char *folder, const char *layer);

/* What to read: LAYER.shp of a folder, what touches a box of longitudes and latitudes, which may lie beyond
 * 180 degrees. fields come in pairs, the two spellings of one; may be NULL. */
typedef struct {
  const char *folder, *layer;
  SalBox box;
  const char *const *fields;
} SalNaturalEarthQuery;

/* Called with each feature and the turn (0, 360 or -360 degrees) that brings it into the box. */
typedef void (*SalNaturalEarthFunc)(const SalFeature *feature, double turn, gpointer data);

/* A layer that the folder lacks has no features. Error: whatever reading a file can give. */
gboolean sal_natural_earth_read(const SalNaturalEarthQuery *query, SalNaturalEarthFunc func, gpointer data,
                                GError **error);

/* The value of a pair of fields under either of its spellings, lent; NULL: none. */
const char *sal_natural_earth_get_value(const SalFeature *feature, guint pair);
