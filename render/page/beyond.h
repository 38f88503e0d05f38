/* What changed outside of the frame of the main map: how much, for the legend and for records, and where, as
 * arrows at the frame's edge. */
#pragma once

#include "render/page/state.h"

/* Of all that a content shows as changed: what was added (gained, or held by one side only) and what was
 * lost. */
typedef struct {
  double added_km2, lost_km2;                 /* all of it */
  double added_outside_km2, lost_outside_km2; /* what of it lies outside of the frame */
} SalBeyond;

/* The page's map is there. A content lent by the page; noise, which is not drawn, counts as inside. */
SalBeyond sal_beyond_measure(const SalPage *page, const SalContent *content);

/* Of the map of a run, or of all its small multiples together. */
SalBeyond sal_beyond_measure_run(const SalPage *page);

/* Of what the periods of the run gained and lost, whatever the map shows of them. */
SalBeyond sal_beyond_measure_periods(const SalPage *page);

/* Whether it is worth telling: what lies outside is at least 0.5 km² or 5 % of what was added or lost, and what
 * the map shows prints otherwise than the whole. */
gboolean sal_beyond_hides(const SalPage *page, const SalBeyond *beyond);

/* Adds what the legend says if the frame hides change: "In this map +57 of +523 km²". */
void sal_beyond_add_entries(const SalPage *page, const SalBeyond *beyond, GArray *entries);

/* At most one arrow at each side of the frame, with the sum of what lies beyond that side, if it is worth
 * telling. Arrows stand where that is, or beside the obstacles (SalTurnedRect), to which they are added. Where
 * there is no room there is no arrow. printed (SalPrinted) receives what they say. Owned by the caller. */
SalLayer *
sal_beyond_make_arrows(const SalPage *page, const SalContent *content, GArray *obstacles, GPtrArray *printed);
