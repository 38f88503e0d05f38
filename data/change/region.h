/* Regions: named polygons, each valid and dissolved, that share borders but no area, in the order of their
 * names (strcmp). What lies in none of them has the name SAL_REGION_NONE. */
#pragma once

#include "data/geometry/tiling.h"

#define SAL_REGION_NONE "(none)"

/* Neighbours are rarely drawn alike to the last digit. So two regions may share up to 0.01 % of the smaller
 * one, but no more than 1 km2. The first one by name gets what they share. */
#define SAL_REGION_OVERLAP_SHARE 1e-4
#define SAL_REGION_OVERLAP_M2 1e6

typedef struct _SalRegions SalRegions;

/* Reads polygons from a file; those that have the same value in field are one region. Features without
 * polygons are left out. max_bytes: as in SalReadOptions. Errors, about the option "regions" and with the file as their place: as
 * sal_source_read(), also for an unknown field; FORMAT (no polygons; a feature without a name, or called
 * SAL_REGION_NONE, with its number); GEOMETRY (two regions that share more than is allowed, with their names,
 * the km2 and where; a feature beyond repair). */
SalRegions *sal_regions_load(const char *path, const char *field, guint64 max_bytes, GError **error);
void sal_regions_free(SalRegions *regions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRegions, sal_regions_free)

guint sal_regions_get_n_regions(const SalRegions *regions);
/* The name of a region, interned; SAL_REGION_NONE if index is the number of regions. */
const char *sal_regions_get_name(const SalRegions *regions, guint index);
/* The regions as tiles, in the same order, lent. */
const SalTiling *sal_regions_get_tiling(const SalRegions *regions);
