/* What stands on an inset in one period besides its areas: the user's own callouts and notes whose place the main map does not show,
 * and labels of own layers. */
#pragma once

#include "render/page/inset.h"
#include "render/page/state.h"

typedef struct {
  SalLayer *notes, *own_callouts; /* NULL: none */
  SalLayer *own_labels;           /* of own layers; NULL: none */
  GArray *covered;                /* SalTurnedRect: what names must make way for; NULL: nothing */
} SalInsetAnnotations;

/* What is asked for the insets of one map. All is lent. */
typedef struct {
  const SalChange *change;
  SalContent *content; /* of the change; its areas keep images that were needed */
  GPtrArray *waiting;  /* of sal_page_list_notes_beyond(): what an inset has is taken out */
  GPtrArray *remarks;  /* utf8: receives which have no room */
  GArray *positions;   /* SalPosition: receives where notes stand; NULL: not wanted */
} SalInsetNotes;

/* annotations: empty. A locator has none. */
void sal_inset_annotations_find(SalInsetAnnotations *annotations, const SalPage *page, const SalInset *inset,
                                const SalInsetNotes *notes);
void sal_inset_annotations_clear(SalInsetAnnotations *annotations);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalInsetAnnotations, sal_inset_annotations_clear)
