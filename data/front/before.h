/* Which of its two ways each part of a territory is held in, as what the holder had before says. For front.c
 * alone. */
#pragma once

#include "data/front/front.h"

/* The faces that fronts cut a territory into. Those of one part are joined by fronts, and are held in one way
 * or in just the other. All lent. */
typedef struct {
  const SalGeometry *faces;
  guint *parts; /* of each face: the number of its part */
  guint n_parts;
  guint8 *is_held; /* of each face, in either way; on return in that way that changes less */
} SalFrontParts;

/* before: valid polygons that the holder had. report receives choices and points. Error (GEOMETRY): a part of
 * which either way changes as much, with its place. */
gboolean sal_front_parts_choose(SalFrontParts *parts, const SalGeometry *before, SalFrontReport *report,
                                GError **error);
