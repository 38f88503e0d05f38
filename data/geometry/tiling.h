/* Tiles are polygons that share borders but no area. A tiling tells which piece of other polygons lies in
 * which tile.
 *
 * Most polygons lie in one tile, away from any border. The tiling sees that from the borders in a polygon's
 * box; it cuts only polygons that come near a border. Where that would be much, because a polygon touches
 * hundreds of tiles or thousands of polygons touch a large one, all are cut together by halves of the tiles. A
 * tiling is built once and may be read by many threads.
 *
 *  */
#pragma once

#include "data/geometry/geometry.h"

typedef struct _SalTiling SalTiling;

/* tiles (SalGeometry) are valid polygons in degrees. Keeps a reference to the array. */
SalTiling *sal_tiling_new(GPtrArray *tiles);
void sal_tiling_free(SalTiling *tiling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTiling, sal_tiling_free)

guint sal_tiling_get_n_tiles(const SalTiling *tiling);
const SalGeometry *sal_tiling_get_tile(const SalTiling *tiling, guint tile);

/* Cuts valid polygons by the tiles. Returns a GPtrArray of SalGeometry: the piece in each tile and, last,
 * what lies in none of them; each may be empty. The pieces add up to the whole except for rounding where an
 * edge is cut. Without with_rest the last one is empty and costs nothing. Error: GEOMETRY. */
GPtrArray *
sal_tiling_cut(const SalTiling *tiling, const SalGeometry *polygons, gboolean with_rest, GError **error);
