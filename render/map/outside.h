/* What a map's frame does not show. */
#pragma once

#include "render/map/map.h"

/* The sides of a frame in lon/lat, as lines of 200 points. Immutable once made; safe in any thread. */
typedef struct _SalOutside SalOutside;

/* is_all_earth: all of the frame shows the earth (sal_map_find_earth()); otherwise nothing counts as outside of
 * it. Owned by the caller. */
SalOutside *sal_outside_new(const SalMap *map, gboolean is_all_earth);
void sal_outside_free(SalOutside *outside);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOutside, sal_outside_free)

/* What of polygons (lon/lat; valid; may be NULL) lies outside of the frame. Polygons that reach into it are cut
 * along its sides. Owned by the caller. */
SalGeometry *sal_outside_find(const SalOutside *outside, const SalGeometry *lonlat);
