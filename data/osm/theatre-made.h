/* The content of a base map while it is made: what was read is cut to the frame, joined and sorted, so that the order of the
 * source has no influence, and what is small is left out. What it holds is about as large as the file that becomes of it. */
#pragma once

#include "data/osm/coast.h"
#include "data/osm/generalise.h"
#include "data/osm/osm-source.h"

/* Lines or polygons of one class that have the same names. */
typedef struct {
  SalOsmClass class;
  char *names; /* see sal_osm_names_add(); "": none */
  SalGeometry *geometry;
} SalTheatreGroup;

/* A settlement or a region, at its point. */
typedef struct {
  char *names;
  char *kind; /* city, town, village, hamlet, region, district */
  double lon, lat, population;
} SalTheatrePlace;

typedef struct _SalTheatreMade SalTheatreMade;

/* An empty one of a frame of longitudes and latitudes. The whole globe stands for the box of what will be added. */
SalTheatreMade *sal_theatre_made_new(SalBox box);
void sal_theatre_made_free(SalTheatreMade *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTheatreMade, sal_theatre_made_free)

/* Adds a thing. Nothing of it is kept. */
void sal_theatre_made_add(SalTheatreMade *made, const SalOsmThing *thing);
/* To be called once, when all is added: makes borders, joins lines, sorts. */
void sal_theatre_made_finish(SalTheatreMade *made);

SalBox sal_theatre_made_get_frame(const SalTheatreMade *made);
/* SalTheatreGroup, by class and names; lent. */
const GPtrArray *sal_theatre_made_get_groups(const SalTheatreMade *made);
/* SalTheatrePlace, by kind, population and names; lent. */
const GPtrArray *sal_theatre_made_get_places(const SalTheatreMade *made);
/* What was there of the sources, inside of the frame or outside; empty: nothing. */
SalBox sal_theatre_made_get_data_box(const SalTheatreMade *made);
/* Where the land is from. */
typedef enum { SAL_THEATRE_NO_LAND, SAL_THEATRE_LAND_OF_POLYGONS, SAL_THEATRE_LAND_OF_COAST } SalTheatreLand;
SalTheatreLand sal_theatre_made_get_land(const SalTheatreMade *made);
/* Whether a source has polygons of land, whatever the land was made of. */
gboolean sal_theatre_made_has_land_polygons(const SalTheatreMade *made);
/* What is wrong with the lines of the coast, if there are any; lent. */
const SalOsmCoastFault *sal_theatre_made_get_coast_fault(const SalTheatreMade *made);
gboolean sal_theatre_made_is_empty(const SalTheatreMade *made);
