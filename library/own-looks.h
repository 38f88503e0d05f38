/* How layers of the user's own look, and where they lie, as the keys of the option `draw` say. */
#pragma once

#include "library/own-keys.h"
#include "render/map/own-layer.h"

/* Sets how lines, areas, symbols and labels look; what no key says is the style's. Error USAGE, about the option: a value that a
 * key does not take. */
gboolean sal_own_looks_read(const SalOwnKeys *said, SalOwnLayer *own, const SalStyle *style, GError **error);

/* Sets between which layers of the style a layer lies that has its features or its raster, and on which maps it is. Error USAGE, about
 * the option. */
gboolean
sal_own_looks_read_place(const SalOwnKeys *said, SalOwnLayer *own, const SalStyle *style, GError **error);
