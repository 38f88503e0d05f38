/* A base map of the user's, as `salient basemap` writes it (data/osm/theatre-write.h): what of it touches a box. */
#pragma once

#include "data/geometry/geometry.h"
#include "data/osm/tags.h"

/* Whether a name is that of such a file, by its suffix .gpkg. */
gboolean sal_theatre_is_named(const char *name);

/* What a base map says of itself. */
typedef struct {
  SalBox frame;
  char *credit; /* "": none is due */
  char **languages;
  gboolean has_land; /* within the frame, what is not land is sea */
} SalTheatreHead;

/* Errors: IO (no such file), FORMAT (it is no base map of this program's, and what to do), with the path. Owned by the
 * caller. */
SalTheatreHead *sal_theatre_head_read(const char *path, GError **error);
void sal_theatre_head_free(SalTheatreHead *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTheatreHead, sal_theatre_head_free)

/* One feature: lines or polygons of a class, or a settlement, at points[0]. All is lent. */
typedef struct {
  SalOsmClass class;
  const SalGeometry *geometry;
  const char *names; /* see sal_osm_names_add() */
  const char *kind;  /* of settlements, else NULL */
  double population; /* of settlements; 0: not known */
} SalTheatreItem;

typedef void (*SalTheatreFunc)(const SalTheatreItem *item, gpointer data);

/* What to read: lines and polygons; rivers, lakes and woods that have names, for these; or settlements. */
typedef enum { SAL_THEATRE_SHAPES, SAL_THEATRE_NAMED, SAL_THEATRE_SETTLEMENTS } SalTheatrePart;

/* What to read of a base map. */
typedef struct {
  const char *path; /* lent */
  SalBox box;       /* of longitudes and latitudes; may go beyond 180 degrees, and what comes lies in it */
  SalTheatrePart part;
} SalTheatreQuery;

/* Calls func with what touches the box, in the level of detail that suits it. Of the whole globe there are all settlements.
 * head: the file's. Errors: as any reading. */
gboolean sal_theatre_read(const SalTheatreQuery *query, const SalTheatreHead *head, SalTheatreFunc func,
                          gpointer data, GError **error);
