/* The features of layers of the user's own, read from the source that the option `draw` names. */
#pragma once

#include "library/own-keys.h"
#include "library/values.h"
#include "render/map/own-layer.h"

#define SAL_OWN_LABEL_CHARS 80 /* the most of a label or a title that is drawn */

/* Adds the features of a source. Errors, about the option: FORMAT (no geometry at all, a date or a number that cannot be read),
 * any error of reading a source. */
gboolean sal_own_features_read(SalOwnLayer *own, const SalOwnKeys *said, const SalientOptions *options,
                               GError **error);
