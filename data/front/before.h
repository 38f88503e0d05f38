/* Which of its two ways each part of a territory is held in, as what the holder had before says. */
#pragma once

#include "data/geometry/geometry.h"

/* The faces that fronts cut a territory into. Those of one part are joined by fronts: it is held in one way or
 * in just the other. All lent. */
typedef struct {
  const SalGeometry *faces;
  guint *parts; /* of each face: the number of its part */
  guint n_parts;
  guint8 *is_held; /* of each face, in either way; on return in that way that changes less */
} SalFrontParts;

/* What was chosen, owned by whoever asked. */
typedef struct {
  GPtrArray *choices;  /* utf8: as in SalFrontReport */
  SalGeometry *points; /* likewise */
} SalFrontChoice;

/* before: valid polygons that the holder had. choice is written on success only. Error (GEOMETRY): a part that
 * changes as much in either way, with its place. */
gboolean sal_front_parts_choose(SalFrontParts *parts, const SalGeometry *before, SalFrontChoice *choice,
                                GError **error);
