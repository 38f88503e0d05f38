/* Tiles: polygons that share borders but no area, and which piece of other polygons lies in which of them.
 *
 * Most of what changes lies in one tile, away from any border. That is seen from the edges in its box alone;
 * only what comes near a border is cut. A tiling is built once and may be read by many threads. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct _SalTiling SalTiling;

/* tiles: SalGeometry, valid polygons in degrees; a reference is kept. */
SalTiling *sal_tiling_new(GPtrArray *tiles);
void sal_tiling_free(SalTiling *tiling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTiling, sal_tiling_free)

guint sal_tiling_get_n_tiles(const SalTiling *tiling);
const SalGeometry *sal_tiling_get_tile(const SalTiling *tiling, guint tile);

/* What of polygons (valid) lies in each tile, and last what lies in none: GPtrArray of SalGeometry, one more
 * than there are tiles, each maybe empty. Pieces add up to the whole but for rounding where an edge is cut.
 * Without with_rest the last is empty and costs nothing. Error: GEOMETRY. */
GPtrArray *
sal_tiling_cut(const SalTiling *tiling, const SalGeometry *polygons, gboolean with_rest, GError **error);
