/* The layers of a map page: those that all periods share, and those of one period. */
#pragma once

#include "render/basemap.h"
#include "render/figures.h"
#include "render/labels.h"
#include "render/map.h"

/* The base map as a page shows it, in page millimetres. */
typedef struct {
  SalGeometry *land, *coast, *rivers, *borders, *disputed_borders, *admin1_borders;
  SalGeometry *earth;    /* what of the frame shows it; NULL: all of the frame */
  gboolean has_land;     /* FALSE: there is no base map, and the whole frame is land */
  gboolean has_disputed; /* disputed borders are in sight */
} SalGround;

/* Projects what of the base map suits the map's scale. */
SalGround *sal_ground_new(const SalMap *map, const SalBasemap *basemap, const SalStyle *style);
void sal_ground_free(SalGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalGround, sal_ground_free)

/* Each returns a new layer, possibly without items. Those that take the ground take what they draw out of it.
 */
SalLayer *sal_layers_make_paper(const SalStyle *style, double width_mm, double height_mm);
SalLayer *sal_layers_make_sea(const SalStyle *style, SalRect frame, const SalGround *ground);
SalLayer *sal_layers_make_land(const SalStyle *style, SalRect frame, SalGround *ground);
SalLayer *sal_layers_make_rivers(const SalStyle *style, SalRect frame, SalGround *ground);
SalLayer *sal_layers_make_admin1(const SalStyle *style, SalRect frame, SalGround *ground);
SalLayer *sal_layers_make_borders(const SalStyle *style, SalRect frame, SalGround *ground);
SalLayer *sal_layers_make_neatline(const SalStyle *style, SalRect frame);

/* The polygons of a class in a snapshot, lent; NULL if it has none. snapshot may be NULL. */
const SalGeometry *sal_layers_find_class(const SalSnapshot *snapshot, const char *class_name);

/* The narrowest change, in metres on the ground, that a map shows: narrower, there would be nothing but
 * outline. */
double sal_layers_get_least_width_m(const SalMap *map);

/* Whether anything of polygons (lon/lat) lies inside the frame, however small. They may be NULL. */
gboolean sal_layers_show_any(const SalMap *map, const SalGeometry *lonlat);

/* Held, lost and gained areas of one period; without items if nothing of them lies inside the frame. */
SalLayer *sal_layers_make_held(const SalStyle *style, const SalMap *map, const SalChange *change,
                               const SalFigures *figures);
SalLayer *sal_layers_make_lost(const SalStyle *style, const SalMap *map, const SalChange *change,
                               const SalFigures *figures);
SalLayer *sal_layers_make_gained(const SalStyle *style, const SalMap *map, const SalChange *change,
                                 const SalFigures *figures);
