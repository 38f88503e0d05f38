/* Natural Earth 1:10m, where it is installed, and its layers read around the globe. */
#pragma once

#include "data/source/source.h"

/* Where Debian's libmagics++-data puts it (share/magics/10m below the system's data folders); NULL if no such
 * folder has `layer`. Owned by the caller. */
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
