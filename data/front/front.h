/* Front lines closed against a territory into control areas.
 *
 * Lines that cross the territory from edge to edge, or close on themselves, cut it into faces. Crossing a
 * front changes the holder, so the faces get two colours. They start from a face with a point that the holder
 * is known to have, or from that side of each line on which the holder is, or they are chosen so that as much
 * as possible stays as it was. */
#pragma once

#include "data/front/side.h"

#define SAL_FRONT_SNAP_M 100.0 /* the usual snap distance */

typedef struct {
  SalSide side;
  double snap_m;     /* the longest join, extension or dropped dangle, in metres; 0: there are none */
  guint64 max_bytes; /* as in SalReadOptions: bounds how often lines may cross each other */
} SalFrontOptions;

/* What was done to lines so that they close, and what is still open. */
typedef struct {
  GPtrArray *remarks; /* utf8: one for each kind of thing done: how often, and where the largest is */
  guint n_unreached;  /* parts of the territory that no front reaches and that are nobody's */
  /* With SAL_SIDE_BEFORE; NULL otherwise: */
  GPtrArray *choices;  /* utf8: what was chosen without lines, or against much of what was before */
  SalGeometry *points; /* one in each part of the territory of which the holder has something: with
                          SAL_SIDE_POINTS and these, the same lines close to the same areas */
  double agreement;    /* the least share of a part, 0.5 to 1, that stays with whoever had it before */
  SalPoint weakest;    /* a place in that part */
} SalFrontReport;

void sal_front_report_clear(SalFrontReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalFrontReport, sal_front_report_clear)

/* Returns the holder's area: the polygons of territory on the holder's side of lines, owned by the caller.
 * Both are in lon/lat; territory is valid. Lines are made whole first (data/front/join.h). Parts of the
 * territory that no front reaches belong to nobody, unless a point of the side lies in them. With
 * SAL_SIDE_BEFORE they belong to the holder if most of them did before, and where fronts reach, the holder
 * gets those faces that change least. report may be NULL; it is written on success only, and the caller
 * clears it. Errors: FORMAT (no lines, or
 * lines that cross each other more often than data/source/bounds.h allows); GEOMETRY (an end that is still
 * loose, with its coordinates, how far it is from what it could join, and how many more there are; lines that
 * do not cut the territory; a side point outside the territory; lines that contradict each other; as much
 * change in the one way as in the other). */
SalGeometry *sal_front_close(const SalGeometry *lines, const SalGeometry *territory,
                             const SalFrontOptions *options, SalFrontReport *report, GError **error);
