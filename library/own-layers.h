/* The layers of the user's own that maps draw, as the option `draw` says. */
#pragma once

#include "library/frame.h"
#include "library/values.h"
#include "render/map/own-layer.h"

/* Reads the sources of the option `draw`, each written as SOURCE[,KEY=VALUE...]. style: gives the colours and the type that a layer does not set. size: of the page, to whose
 * pixels rasters are drawn. Returns a GPtrArray of SalOwnLayer,
 * empty if there are none, owned by the caller. Errors, about the option: USAGE (an unknown key or a value that it does
 * not take), FORMAT (no geometry at all, a date or a number that cannot be read), any error of reading a source. */
GPtrArray *sal_own_layers_load(const SalientOptions *options, const SalStyle *style, const SalPageSize *size,
                               GError **error);
