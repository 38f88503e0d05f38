/* The tags of a thing in OpenStreetMap, as far as a base map needs them, and what the thing is on a map by them. */
#pragma once

#include <glib.h>

/* The keys that say what something is. Their values are as they are in OpenStreetMap. */
typedef enum {
  SAL_OSM_HIGHWAY,
  SAL_OSM_RAILWAY,
  SAL_OSM_SERVICE, /* of railways: spur, siding, yard */
  SAL_OSM_WATERWAY,
  SAL_OSM_NATURAL,
  SAL_OSM_LANDUSE,
  SAL_OSM_BOUNDARY,
  SAL_OSM_ADMIN_LEVEL,
  SAL_OSM_PLACE,
  SAL_OSM_POPULATION,
  SAL_OSM_N_KEYS
} SalOsmKey;

/* The key itself, "highway"; static. */
const char *sal_osm_key_get_name(SalOsmKey key);

/* What a base map has, by what becomes of it on a map. */
typedef enum {
  SAL_OSM_LAND,
  SAL_OSM_LAKES,
  SAL_OSM_WOODS,
  SAL_OSM_BUILT_UP,
  SAL_OSM_MOTORWAYS,
  SAL_OSM_TRUNKS,
  SAL_OSM_PRIMARIES,
  SAL_OSM_SECONDARIES,
  SAL_OSM_RAILWAYS,
  SAL_OSM_RIVERS,
  SAL_OSM_CANALS,
  SAL_OSM_COUNTRY_BORDERS,
  SAL_OSM_REGION_BORDERS,   /* first-level regions: admin_level 3 or 4 */
  SAL_OSM_DISTRICT_BORDERS, /* second-level regions: admin_level 5 or 6 */
  SAL_OSM_N_CLASSES,        /* those that have lines or areas */
  SAL_OSM_SETTLEMENT = SAL_OSM_N_CLASSES,
  SAL_OSM_COAST, /* lines with land on their left; no class of the base map */
  SAL_OSM_NOTHING
} SalOsmClass;

/* Whether it consists of polygons; otherwise of lines. */
gboolean sal_osm_class_is_area(SalOsmClass class);

/* The tags of one thing. Values are lent. */
typedef struct {
  const char *values[SAL_OSM_N_KEYS]; /* each NULL where the thing has none */
  GString *names;                     /* what sal_osm_names_add() made; empty: none */
} SalOsmTags;

/* What a thing is that has lines (or else points, or polygons). */
typedef enum { SAL_OSM_POINT, SAL_OSM_LINE, SAL_OSM_AREA } SalOsmForm;
SalOsmClass sal_osm_tags_classify(const SalOsmTags *tags, SalOsmForm form);

/* The population that a tag says, "12 345" or "12345 (2019)": 0 to 1e9, 0 if it says none. */
double sal_osm_population_parse(const char *text);

/* Names of one thing in one text: "=LOCAL", "en=NAME", each ended by a unit separator. Control characters in a name become
 * spaces, and a name is cut after 200 bytes. key: "name" or "name:en"; other keys, and codes that are no language of two
 * or three letters, are ignored. */
void sal_osm_names_add(GString *names, const char *key, const char *value);

/* The name in a language, "" for the local one; NULL: none. Owned by the caller. */
char *sal_osm_names_find(const char *names, const char *lang);

/* Calls func with each. */
typedef void (*SalOsmNameFunc)(const char *lang, const char *name, gpointer data);
void sal_osm_names_foreach(const char *names, SalOsmNameFunc func, gpointer data);

/* Adds the names of a field `other_tags` of GDAL's driver: "key"=>"value","key"=>"value". What is not of that form ends
 * the reading. */
void sal_osm_names_add_hstore(GString *names, const char *hstore);
