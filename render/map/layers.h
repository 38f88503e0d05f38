/* The layers of a map that all periods share: its ground and its neatline. */
#pragma once

#include "render/map/basemap.h"
#include "render/map/map.h"

/* The base map as a page shows it, in page millimetres. */
typedef struct {
  SalGeometry *neighbours; /* land of countries in which little changed */
  SalGeometry *land, *coast, *rivers, *borders, *disputed_borders, *admin1_borders;
  SalGeometry *classes[SAL_OSM_N_CLASSES]; /* of a base map of the user's */
  SalGeometry *earth;                      /* the part of the frame that shows the earth; NULL: all of it */
  gboolean has_land;                       /* FALSE: there is no base map, and the whole frame is land */
  gboolean has_other_borders;              /* those in sight are of today, not of the map's date */
  gboolean has_disputed;                   /* disputed borders are in sight */
} SalGround;

/* Projects those parts of the base map that suit the map's scale. Owned by the caller. */
SalGround *sal_ground_new(const SalMap *map, const SalBasemap *basemap, const SalStyle *style);
/* Whether some of a class of a base map of the user's is in sight in a frame. */
gboolean sal_ground_shows(const SalGround *ground, SalOsmClass class, SalRect frame);
void sal_ground_free(SalGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalGround, sal_ground_free)

/* Each makes a layer, possibly without items. Owned by the caller. */
SalLayer *sal_layers_make_paper(const SalStyle *style, double width_mm, double height_mm);
SalLayer *sal_layers_make_sea(const SalStyle *style, SalRect frame, const SalGround *ground);
SalLayer *sal_layers_make_land(const SalStyle *style, SalRect frame, const SalGround *ground);
SalLayer *sal_layers_make_rivers(const SalStyle *style, SalRect frame, const SalGround *ground);
/* Those of a base map of the user's: woods, built-up areas, lakes, railways and roads. NULL: another layer. */
SalLayer *
sal_layers_make_theatre(const SalStyle *style, SalRect frame, const SalGround *ground, SalStyleLayer layer);
SalLayer *sal_layers_make_admin1(const SalStyle *style, SalRect frame, const SalGround *ground);
SalLayer *sal_layers_make_borders(const SalStyle *style, SalRect frame, const SalGround *ground);
/* Covers what of the frame lies outside of polygons (lon/lat), and draws their edges. is_region: without the hatch that
 * says that nobody looked there. */
SalLayer *sal_layers_make_veil(const SalStyle *style, const SalMap *map, const SalGeometry *polygons,
                               gboolean is_region);
SalLayer *sal_layers_make_neatline(const SalStyle *style, SalRect frame);
