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

/* A part of which less than this stays as it was is doubtful. Were its side the wrong one, more than this
 * would have changed hands. Of the 91 pairs of dates of examples/korea-1950, four are that far apart and come
 * out wrong, with an agreement of 0.63 to 0.69; 41 come out right with 0.61 to 0.74, and all others with 0.80
 * or more. So a lower number would let errors pass, and a higher one would doubt no other. */
#define SAL_FRONT_WEAK_AGREEMENT 0.75

/* What was chosen. The caller owns what it holds. */
typedef struct {
  GPtrArray *choices;  /* utf8: as in SalFrontReport */
  SalGeometry *points; /* likewise */
  double agreement;    /* likewise */
  SalPoint weakest;    /* likewise */
} SalFrontChoice;

/* Chooses for all parts. before: valid polygons that the holder had. choice is written on success only.
 * Errors (GEOMETRY): a part of which as much changes in the one way as in the other, with a point of it;
 * whatever GEOS cannot cut. */
gboolean sal_front_parts_choose(SalFrontParts *parts, const SalGeometry *before, SalFrontChoice *choice,
                                GError **error);
