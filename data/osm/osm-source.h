/* Reads what a base map can be made of, one thing after the other: an extract of OpenStreetMap (.osm.pbf, .osm), its layers
 * as the shapefiles that Geofabrik gives, or polygons of land, such as borders of countries.
 *
 * Nothing is kept of a thing that has been read, and an extract's positions of nodes go to a temporary file that the system
 * removes, so that memory does not grow with the source. */
#pragma once

#include "data/osm/tags.h"
#include "data/source/feature.h"

/* One thing: what it is, its names and its geometry in lon/lat, which is not changed and not kept. */
typedef struct {
  SalOsmClass class;
  const SalOsmTags *tags;
  const SalFeature *feature;
} SalOsmThing;

/* To be called with each thing that is on a base map and may touch the box, and of progress. */
typedef struct {
  void (*take)(const SalOsmThing *thing, gpointer data);
  void (*tell)(double share, gpointer data); /* 0 to 1, of this source; may be NULL */
  gpointer data;
} SalOsmSink;

typedef enum { SAL_OSM_SOURCE_EXTRACT, SAL_OSM_SOURCE_LAYERS, SAL_OSM_SOURCE_LAND } SalOsmSourceKind;

/* Reads a source. kind receives what it was; n_bad how many things were left out because a vertex is no position. Errors: IO (it
 * cannot be read), FORMAT (it is none of these, or cut short), with the path. */
gboolean sal_osm_source_read(const char *path, SalBox box, const SalOsmSink *sink, SalOsmSourceKind *kind,
                             guint64 *n_bad, GError **error);
