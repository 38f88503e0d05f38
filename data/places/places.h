/* The places that a map names. They come from files of the user, the gazetteer that comes with the program,
 * a base map of the user's and Natural Earth, merged so that none appears twice, and have names in one language. */
#pragma once

#include "data/base/cache.h"
#include "data/geometry/geometry.h"
#include "data/places/place.h"

/* What to load. All pointers are lent. With nothing but the box set there are no places. */
typedef struct {
  const char *folder;  /* of ne_10m_* files; NULL: none */
  const char *theatre; /* a base map of the user's (data/osm/theatre.h); NULL: none */
  SalBox box;          /* of longitudes and latitudes; xmax may be beyond 180 */
  gboolean gazetteer;  /* with the places that come with the program */
  gboolean settlements_only;
  gboolean keeps_all;       /* of files: none is taken for another one that is near */
  const char *lang;         /* of the names; NULL: "en" */
  const char *spellings;    /* a file of names to replace; NULL: none */
  const char *const *files; /* of places, NULL-terminated; NULL: none */
  SalCache *cache;          /* keeps what the theatre has; NULL: none */
} SalPlaceQuery;

/* Returns the places of the box (GArray of SalPlace), the most important first, equal ones by name. If two
 * sources know a place, a file wins over the gazetteer, and the gazetteer over Natural Earth. A place without
 * a name in the language has its English one. remarks (utf8; may be NULL) receives a line for each kind of
 * thing that the user should know: names that are missing in the language, spellings that match nothing.
 * Errors: IO, FORMAT, GEOMETRY (a position outside of the globe), with file, line and column. */
GArray *sal_places_load(const SalPlaceQuery *query, GPtrArray *remarks, GError **error);

/* Checks the language of a query and reads its spellings and files to find their errors. Errors: as above. */
gboolean sal_places_check(const SalPlaceQuery *query, GError **error);

/* The folder of Natural Earth that has a table of places (data/source/naturalearth.h); NULL: none has. Owned
 * by the caller. */
char *sal_places_find_folder(void);

/* Whether a folder has a table of places of Natural Earth. */
gboolean sal_places_has(const char *folder);
