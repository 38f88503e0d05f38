/* A place that maps name: a settlement, a river, a water or an area, with its names in several languages.
 *
 * A plain struct that owns its texts; lists of places (GArray of SalPlace) free them. */
#pragma once

#include "data/geometry/geometry.h"

typedef enum {
  SAL_PLACE_SETTLEMENT,
  SAL_PLACE_RIVER,    /* a point on its course; a river has one or more, each a place of its own */
  SAL_PLACE_WATER,    /* sea, bay, lake or reservoir: about its middle */
  SAL_PLACE_AREA,     /* a landscape: about its middle */
  SAL_PLACE_COUNTRY,  /* named where it is seen, not at a point */
  SAL_PLACE_PROVINCE, /* a first-level region, likewise, or at its point on a base map of the user's */
  SAL_PLACE_DISTRICT, /* a second-level region, at its point */
} SalPlaceKind;

/* One of a place's names. */
typedef struct {
  const char *lang; /* interned: "en", "uk", ...; "former": what it was called before; "": another spelling */
  char *text;
} SalPlaceName;

typedef struct {
  char *name; /* the one to print, in the language asked for */
  double lon, lat;
  double population; /* 0: unknown or none */
  guint rank;        /* as Natural Earth's scalerank, 0: the most important */
  SalPlaceKind kind;
  gboolean is_forced; /* the user wants it named on every map that shows it */
  int name_side; /* SalDirection: on which side of its point the user wants the name; SAL_DIRECTION_NEAR (0): on any */
  GArray *names; /* SalPlaceName: all that are known; NULL: only `name` */
  SalGeometry
      *polygons;    /* what it covers, valid and dissolved, with lon and lat inside; NULL: it is a point */
  gboolean is_body; /* a lake or a wood, whose name stands inside of its polygons or nowhere */
} SalPlace;

/* An empty list of places, which frees what its places own. */
GArray *sal_place_list_new(void);

/* Frees what the place owns. */
void sal_place_clear(SalPlace *place);

/* Adds a name of a language (see SalPlaceName) unless it is empty. */
void sal_place_add_name(SalPlace *place, const char *lang, const char *text);

/* Adds the names of a list, each without surrounding spaces. */
void sal_place_add_names(SalPlace *place, const char *lang, const char *list, const char *separator);

/* The first name in a language, lent; NULL: none. */
const char *sal_place_get_name(const SalPlace *place, const char *lang);

/* Whether one of its names has that hash (sal_place_name_hash()). */
gboolean sal_place_has_name(const SalPlace *place, guint64 hash);

/* Copies the names in languages that place has no name in; the others it gets as other spellings. */
void sal_place_take_names(SalPlace *place, const SalPlace *from);

/* The rank of a settlement of so many people. */
guint sal_place_find_rank(double population);

/* How much a place matters for a map of any scale: larger is more. */
double sal_place_get_importance(const SalPlace *place);

/* Whether text may be the code of a language: two or three small letters. Error: USAGE. */
gboolean sal_place_lang_check(const char *text, GError **error);
