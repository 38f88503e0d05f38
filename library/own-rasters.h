/* The rasters among the layers of the user's own. */
#pragma once

#include "library/frame.h"
#include "library/own-keys.h"
#include "render/map/own-layer.h"

/* Opens the rasters of a layer: one, or those of several days. Errors, about the option `draw`: USAGE (a value that a key does not
 * take, several rasters without days), any error of sal_rasters_list(), sal_dates_find(), sal_raster_open() and sal_raster_read(). */
gboolean sal_own_rasters_load(SalOwnLayer *own, const SalOwnKeys *said, const SalientOptions *options,
                              const SalPageSize *size, GError **error);

/* The layer that lies over a raster unless the key `below` says another: water over a hillshade, what is held over others. */
SalStyleLayer sal_own_rasters_find_place(const SalOwnRaster *own, const SalStyle *style);

/* After maps have been drawn: appends what was chosen for the user (utf8); remarks may be NULL. FALSE with what kept a raster of
 * the layers (SalOwnLayer) from being drawn. */
gboolean sal_own_rasters_report(const GPtrArray *layers, GPtrArray *remarks, GError **error);
