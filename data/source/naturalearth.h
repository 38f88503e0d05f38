/* Natural Earth 1:10m: where it lies, and its layers read around the globe.
 *
 * If the environment variable SALIENT_BASEMAP is set and not empty, it names the only folder that is looked
 * at. Otherwise Natural Earth is looked for where Debian's libmagics++-data puts it: in share/magics/10m
 * below the system's data folders. */
#pragma once

#include "data/source/source.h"

/* The layer that every base map has. */
#define SAL_NATURAL_EARTH_LAND "ne_10m_land"
/* The borders between countries. */
#define SAL_NATURAL_EARTH_BORDERS "ne_10m_admin_0_boundary_lines_land"
/* Those between their provinces. */
#define SAL_NATURAL_EARTH_PROVINCES "ne_10m_admin_1_states_provinces_lines"
#define SAL_NATURAL_EARTH_RIVERS "ne_10m_rivers_lake_centerlines"
/* The tables of places. The second one has names in some languages, too; it is read if both are there. */
#define SAL_NATURAL_EARTH_PLACES "ne_10m_populated_places_simple"
#define SAL_NATURAL_EARTH_ALL_PLACES "ne_10m_populated_places"
/* The land of small maps, which lies in another folder. */
#define SAL_NATURAL_EARTH_COARSE_LAND "ne_50m_land"

/* Error IO if SALIENT_BASEMAP names a folder without land. To be called before sal_natural_earth_find(), so
 * that a misspelt folder is not taken for one without layers. */
gboolean sal_natural_earth_check(GError **error);

/* The folder that has `layer`; NULL if there is none. Owned by the caller. */
char *sal_natural_earth_find(const char *layer);

/* Whether a folder has LAYER.shp. */
gboolean sal_natural_earth_has(const char *folder, const char *layer);

/* The coarser folder beside Natural Earth 1:10m ("10m" and "50m", as Debian has them), with its land; NULL if there is
 * none. Owned by the caller. */
char *sal_natural_earth_find_coarse(const char *folder);

/* The files that there are of all layers above, in the folder and in the coarser one: paths (utf8), owned by the caller. */
GPtrArray *sal_natural_earth_list_files(const char *folder);

/* What to read: those features of LAYER.shp in a folder that touch a box of longitudes and latitudes. The box
 * may go beyond 180 degrees. fields come in pairs, the two spellings of one field; they may be NULL. */
typedef struct {
  const char *folder, *layer;
  SalBox box;
  const char *const *fields;
} SalNaturalEarthQuery;

/* Called with each feature and the turn (0, 360 or -360 degrees) that brings it into the box. */
typedef void (*SalNaturalEarthFunc)(const SalFeature *feature, double turn, gpointer data);

/* Calls func with each feature. If the folder lacks the layer, there are none. Errors: as sal_source_read().
 */
gboolean sal_natural_earth_read(const SalNaturalEarthQuery *query, SalNaturalEarthFunc func, gpointer data,
                                GError **error);

/* Begins the key of something that is made of the layers of a folder, for a cache (data/base/cache.h): with what it is, the
 * version of GEOS and the state of the files. NULL: it cannot be kept, because the files cannot be told from those of
 * another time, or because GDAL had to read one, on whose version and settings the result depends as well. Owned by the
 * caller. */
GByteArray *sal_natural_earth_make_key(const char *what, const char *folder);

/* The value of a pair of fields, under whichever spelling the feature has it; NULL if it has none. Lent. */
const char *sal_natural_earth_get_value(const SalFeature *feature, guint pair);

/* Appends a feature's geometry (NULL: nothing), turned by so many degrees of longitude. */
void sal_natural_earth_append(SalGeometry *all, const SalGeometry *part, double turn);
