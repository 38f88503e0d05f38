/* Front lines closed against a territory into control areas.
 *
 * Lines that cross the territory from edge to edge, or close on themselves, cut it into faces. Crossing a
 * front changes the holder: the faces are two-coloured, starting from the face of a point known to be on the
 * holder's side, or from the side of each line that faces the holder, or so that most stays as it was. */
#pragma once

#include "data/front/side.h"

#define SAL_FRONT_SNAP_M 100.0 /* the usual snap distance */

typedef struct {
  SalSide side;
  double snap_m; /* how far ends may be joined or extended, and how long a dangle is dropped; 0: none is */
} SalFrontOptions;

/* What was done to lines so that they close, and what is still open. */
typedef struct {
  GPtrArray *remarks; /* utf8: one for each kind of thing done: how often, and the largest with its place */
  guint n_unreached;  /* parts of the territory that no front reaches and that are nobody's */
  /* With SAL_SIDE_BEFORE, else NULL: */
  GPtrArray *choices;  /* utf8: what was chosen without lines or against much of what was before */
  SalGeometry *points; /* one of the holder's side in each part of the territory: by SAL_SIDE_POINTS with them
                          the same lines close to the same areas */
} SalFrontReport;

void sal_front_report_clear(SalFrontReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalFrontReport, sal_front_report_clear)

/* The holder's area: polygons of territory on the holder's side of lines. Both in lon/lat; territory is
 * valid. Lines are made whole first (data/front/join.h). Parts of the territory that no front reaches belong
 * to nobody unless the side's point lies in them; with SAL_SIDE_BEFORE they are the holder's if most of them
 * was, and where fronts reach the holder gets those faces that change least. report may be NULL; it is
 * written on success only, and cleared by the caller. Errors (GEOMETRY): an end that is still loose (its
 * coordinates, how far it is from what it could join, and how many more there are); a side point outside the
 * territory; lines that contradict each other; as much change by the one side as by the other. */
SalGeometry *sal_front_close(const SalGeometry *lines, const SalGeometry *territory,
                             const SalFrontOptions *options, SalFrontReport *report, GError **error);
