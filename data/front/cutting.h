/* A territory cut into faces by fronts that are whole: each front inside it has another face on either side.
 *
 * Two faces share a front where they have an edge in common. */
#pragma once

#include "data/geometry/segments.h"

/* An edge that two faces have in common. */
typedef struct {
  SalPoint a, b; /* the lower one first */
  guint faces[2];
} SalFrontBorder;

typedef struct _SalFrontCutting SalFrontCutting;

/* noded: the outline of the territory and the fronts, as sal_front_join() gives them; outline finds the
 * former. Error (GEOMETRY): a front with the same face on either side. */
SalFrontCutting *sal_front_cutting_new(const SalGeometry *noded, const SalSegments *outline, GError **error);
void sal_front_cutting_free(SalFrontCutting *cutting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFrontCutting, sal_front_cutting_free)

/* The faces as polygons, lent. */
const SalGeometry *sal_front_cutting_get_faces(const SalFrontCutting *cutting);
/* Whether no front separates any two faces. */
gboolean sal_front_cutting_is_whole(const SalFrontCutting *cutting);
/* The borders of a face with others (SalFrontBorder), lent. */
const SalFrontBorder *const *
sal_front_cutting_get_borders(const SalFrontCutting *cutting, guint face, guint *n);
/* Whether an edge of a face is a border. */
gboolean sal_front_cutting_is_border(const SalFrontCutting *cutting, SalPoint a, SalPoint b);

/* Sets the error (GEOMETRY) of a front that would have the same holder on either side. Returns FALSE. */
gboolean sal_front_set_contradiction(SalPoint where, GError **error);
