/* Where each pixel of a picture lies in a raster. Exact positions are found on a coarse grid, and those between are interpolated
 * where they follow it, as GDAL's warper does it. */
#pragma once

#include "data/source/raster.h"
#include "render/map/map.h"

/* Pixels of the page that cover a map's frame. */
typedef struct {
  int x, y, width, height;
  double px_per_mm;
} SalPixelGrid;

/* The whole pixels that a frame touches, of at most most_px; then their size is another one. */
SalPixelGrid sal_pixel_grid_find(SalRect frame, double px_per_mm, double most_px);
/* The rectangle of the page that they fill. */
SalRect sal_pixel_grid_get_rect(const SalPixelGrid *grid);

typedef struct _SalRasterGrid SalRasterGrid;

/* Lends all three. Owned by the caller. Error: CRS. */
SalRasterGrid *
sal_raster_grid_new(const SalRaster *raster, const SalMap *map, const SalPixelGrid *pixels, GError **error);
void sal_raster_grid_free(SalRasterGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRasterGrid, sal_raster_grid_free)

/* The part of the raster that the pixels show, with a margin, as many columns and rows as the picture has use for, and most_px in
 * all. FALSE: they show none of it. */
gboolean sal_raster_grid_find_window(const SalRasterGrid *grid, double most_px, SalRasterWindow *window);

/* The positions in the raster, in its columns and rows, of the middles of a row of pixels. NaN: none. */
void sal_raster_grid_find_row(SalRasterGrid *grid, int row, SalPoint *positions);
