/* A territory cut into faces by fronts that are whole: each front inside the territory has a different face
 * on either side.
 *
 * Two faces share a front where they have an edge in common. */
#pragma once

#include "data/geometry/segments.h"

/* An edge that two faces have in common. */
typedef struct {
  SalPoint a, b; /* the western one first; if both are on one meridian, the southern one */
  guint faces[2];
} SalFrontBorder;

typedef struct _SalFrontCutting SalFrontCutting;

/* noded: the outline of the territory and the fronts, as sal_front_join() gives them. outline: the edges of
 * the territory alone. Errors (GEOMETRY): a front with the same face on either side; lines that GEOS cannot
 * make polygons of. */
SalFrontCutting *sal_front_cutting_new(const SalGeometry *noded, const SalSegments *outline, GError **error);
void sal_front_cutting_free(SalFrontCutting *cutting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFrontCutting, sal_front_cutting_free)

/* The faces as polygons, lent. */
const SalGeometry *sal_front_cutting_get_faces(const SalFrontCutting *cutting);
/* Whether no front separates two faces. */
gboolean sal_front_cutting_is_whole(const SalFrontCutting *cutting);
/* The borders of a face with other faces (SalFrontBorder), lent. */
const SalFrontBorder *const *
sal_front_cutting_get_borders(const SalFrontCutting *cutting, guint face, guint *n);
/* Whether an edge is a border. It must be an edge of a face. */
gboolean sal_front_cutting_is_border(const SalFrontCutting *cutting, SalPoint a, SalPoint b);

/* Sets the error (GEOMETRY) of a front that would have the same holder on either side. Returns FALSE. */
gboolean sal_front_set_contradiction(SalPoint where, GError **error);
