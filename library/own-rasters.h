/* The rasters among the layers of the user's own. */
#pragma once

#include "library/frame.h"
#include "render/map/own-layer.h"

/* What the keys of one raster say, NULL where a key is missing; lent. */
typedef struct {
  const char *source;
  const char *layer, *crs, *opacity, *hillshade, *z, *band, *stretch;
} SalOwnRasterKeys;

/* Opens the raster of a layer. Errors, about the option `draw`: USAGE (a value that a key does not take), any error of
 * sal_raster_open() and sal_raster_read(). */
SalOwnRaster *sal_own_rasters_load(const SalOwnRasterKeys *keys, const SalientOptions *options,
                                   const SalPageSize *size, GError **error);

/* The layer that lies over a raster unless the key `below` says another: water over a hillshade, what is held over others. */
SalStyleLayer sal_own_rasters_find_place(const SalOwnRaster *own, const SalStyle *style);

/* After maps have been drawn: appends what was chosen for the user (utf8); remarks may be NULL. FALSE with what kept a raster of
 * the layers (SalOwnLayer) from being drawn. */
gboolean sal_own_rasters_report(const GPtrArray *layers, GPtrArray *remarks, GError **error);
