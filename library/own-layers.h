/* The layers of the user's own that maps draw, as the option `draw` says. */
#pragma once

#include "library/frame.h"
#include "library/values.h"
#include "render/map/own-layer.h"
#include "render/words/words.h"

/* What layers are read with; lent. remarks (utf8) receives what was chosen for the user. */
typedef struct {
  const SalientOptions *options;
  const SalStyle *style; /* gives the colours and the type that a layer does not set */
  const SalWords *words;
  const SalPageSize *size; /* of the page, to whose pixels rasters are drawn */
  GPtrArray *remarks;
} SalOwnLayersQuery;

/* Reads the sources of the option `draw`, each written as library/own-keys.h says. Returns a GPtrArray of SalOwnLayer, empty if
 * there are none, owned by the caller. Errors, about the option: USAGE (an unknown key or a value that it does not take), FORMAT (no
 * geometry at all, a date or a number that cannot be read), any error of reading a source. */
GPtrArray *sal_own_layers_load(const SalOwnLayersQuery *query, GError **error);
