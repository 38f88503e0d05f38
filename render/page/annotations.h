/* What stands on the map of one period besides its areas: callouts, and rings round small changes. */
#pragma once

#include "render/page/state.h"

typedef struct {
  GArray *obstacles;              /* SalTurnedRect: what place names must make way for, with the furniture */
  SalLayer *callouts;             /* NULL: none */
  SalLayer *own_labels;           /* of own layers; NULL: none */
  SalLayer *notes, *own_callouts; /* of the user; NULL: none */
  SalLayer *beyond;               /* arrows to what changed outside of the frame */
  GPtrArray *printed;             /* SalPrinted: receives what they say; lent */
  GPtrArray *remarks;             /* utf8: receives what has no room; lent */
  GArray *positions;              /* SalPosition: receives where notes stand; lent; NULL: not wanted */
} SalAnnotations;

void sal_annotations_clear(SalAnnotations *annotations);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalAnnotations, sal_annotations_clear)

/* Prepares what the annotations of all periods have in common. The ground of the page's panel is there by now. */
void sal_annotations_prepare(SalPage *page);
/* What callouts and notes should leave in sight on a panel in any period, to be finished for each. changed: on it, in any period.
 * Owned by the caller. */
SalCover *sal_annotations_start_cover(const SalPage *page, const SalPanel *panel, const SalGeometry *changed);
/* That of a content. Areas keep images that were needed. Owned by the caller. */
SalCover *sal_annotations_finish_cover(const SalPage *page, const SalPanel *panel, const SalCover *started,
                                       const SalGeometry *changed, SalContent *content);
/* Appends what the rings on a map round the changes of a content take to obstacles (SalTurnedRect). */
void sal_annotations_add_markers(const SalMap *map, SalContent *content, GArray *obstacles);
/* The notes alone, of a map without other annotations. The obstacles are there by now. */
void sal_annotations_find_notes(SalAnnotations *annotations, const SalPage *page, const SalChange *change);
/* Areas of the content keep images that were needed. */
void sal_annotations_find(SalAnnotations *annotations, const SalPage *page, const SalChange *change,
                          SalContent *content);
