/* What differs between two snapshots of one class.
 *
 * Consecutive snapshots share most of their edges exactly. Every directed edge of the end counts +1, every
 * one of the start -1; edges that cancel cannot bound a difference. Only the others are noded, and the
 * winding number of a face tells whether it is gained or lost. So the cost follows the change and not the
 * territory.
 *
 * Decisions are exact on a grid as fine as the coordinates' last digit (see data/geometry/grid.h). Vertices
 * keep the coordinates they were given with, unless they lie within a few units of another edge, and
 * crossings of old and new edges are as exact as doubles are. Differences narrower than 1e-12 degrees (0.1
 * micrometres) are slivers: no change but rounding. They are kept apart, because sums need them: gained minus
 * lost, with slivers, is the difference of the two areas within 1e-12 of the larger one. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct {
  SalGeometry *gained;                        /* in to, not in from */
  SalGeometry *lost;                          /* in from, not in to */
  SalGeometry *gained_slivers, *lost_slivers; /* what is too narrow to be a change */
} SalOverlay;

/* How differences are found: by edge cancellation, or by GEOS as an independent check. */
typedef enum { SAL_OVERLAY_EDGES, SAL_OVERLAY_GEOS } SalOverlayMethod;

typedef struct {
  SalOverlayMethod method;
  guint64 max_bytes; /* as in SalReadOptions: how often edges may cross follows it (SAL_BOUND_CHANGES) */
} SalOverlayOptions;

/* Reads edges|geos. Error: USAGE. */
gboolean sal_overlay_method_parse(const char *text, SalOverlayMethod *method, GError **error);

void sal_overlay_clear(SalOverlay *overlay);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalOverlay, sal_overlay_clear)

/* How far gained - lost may be from the difference of the two areas, as a share of the larger one, beside
 * 1e-12 degrees along all edges, which is rounding. With random and real pairs edges leave 1e-12. */
#define SAL_OVERLAY_RESIDUE 1e-9

/* from and to are valid, dissolved polygons in degrees. The results' shells run counter-clockwise, holes
 * clockwise (GEOS: the reverse). Errors: GEOMETRY; results that do not close by sal_overlay_check(); edges that
 * cross more often than once each and than SAL_BOUND_CHANGES allows (FORMAT). */
gboolean sal_overlay_compute(const SalGeometry *from, const SalGeometry *to, const SalOverlayOptions *options,
                             SalOverlay *overlay, GError **error);

/* Checks that gained - lost, with slivers, is the difference of the two areas within SAL_OVERLAY_RESIDUE. Error
 * GEOMETRY: the residue, and that the other method may do better. */
gboolean sal_overlay_check(const SalGeometry *from, const SalGeometry *to, SalOverlayMethod method,
                           const SalOverlay *overlay, GError **error);
