/* Layers of the user's own whose features are of several kinds, which the key `by` tells apart by a field: each kind has a look and a legend
 * entry of its own. */
#pragma once

#include "library/own-keys.h"
#include "render/map/own-layer.h"
#include "render/words/words.h"

#define SAL_OWN_KINDS_FOUND                                                                                  \
  8 /* kinds that are found, by how many features they have; the others are one kind together */
#define SAL_OWN_KINDS_MOST 24 /* kinds that a user may name */

/* What kinds are made with; lent. remarks (utf8) receives what was chosen for the user. */
typedef struct {
  const SalOwnKeys *said;
  const SalStyle *style;
  const SalWords *words;
  GPtrArray *remarks;
} SalOwnKindsQuery;

/* Divides the features of a layer, each of which says its kind, into layers of one kind each, which have looks and titles. Returns a
 * GPtrArray of SalOwnLayer, owned by the caller. Error USAGE, about the option: a `kind` that is none, or one too many. */
GPtrArray *sal_own_kinds_split(SalOwnLayer *own, const SalOwnKindsQuery *query, GError **error);
