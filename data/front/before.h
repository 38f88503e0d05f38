/* Chooses who holds the faces of each part of a territory, so that least changes compared with what the
 * holder had before. */
#pragma once

#include "data/geometry/geometry.h"

/* The faces that fronts cut a territory into. Faces that are neighbours across fronts make up a part.
 * Crossing a front changes the holder, so a part can be held in just two ways. All is lent. */
typedef struct {
  const SalGeometry *faces;
  guint *parts; /* of each face: the number of its part */
  guint n_parts;
  guint8 *is_held; /* of each face, in one of the two ways; on return in the one that changes less */
} SalFrontParts;

/* What was chosen. The caller owns what it holds. */
typedef struct {
  GPtrArray *choices;  /* utf8: as in SalFrontReport */
  SalGeometry *points; /* likewise */
} SalFrontChoice;

/* Chooses for all parts. before: valid polygons that the holder had. choice is written on success only.
 * Errors (GEOMETRY): a part of which as much changes in the one way as in the other, with a point of it;
 * whatever GEOS cannot cut. */
gboolean sal_front_parts_choose(SalFrontParts *parts, const SalGeometry *before, SalFrontChoice *choice,
                                GError **error);
