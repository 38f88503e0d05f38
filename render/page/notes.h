/* The user's own callouts and notes: on the main map, and in insets those whose place the main map does not show. */
#pragma once

#include "render/page/state.h"

/* Checks the placeholders of their texts, and remarks which of them no map of the run shows, and why. Error: RENDER. */
gboolean sal_page_check_notes(const SalPage *page, GPtrArray *remarks, GError **error);

typedef struct {
  const SalCover *cover; /* finished */
  const GArray *labels;  /* SalLabel, of the page */
  GArray *obstacles;     /* SalTurnedRect; what notes cover is added */
  GPtrArray *remarks;    /* utf8: receives which have no room */
  GArray *positions;     /* SalPosition: receives where they stand; NULL: not wanted */
  const SalMap *inset;   /* on which they are placed; NULL: the main map */
  GPtrArray *
      waiting; /* SalNote: those for insets; the ones that this inset shows are taken out; NULL for the main map */
} SalPageNoteRoom;

/* Whether there are any. */
gboolean sal_page_has_notes(const SalPage *page);

/* What furniture should leave in sight of them, as sal_page_find_own_lines() has it. Takes marks, which may be NULL. */
SalGeometry *sal_page_add_note_marks(const SalPage *page, SalGeometry *marks);
/* The furniture (SalTurnedRect) of the main map or of an inset with the arrows there, which names keep clear of in all periods.
 * Owned by the caller. */
GArray *sal_page_list_name_obstacles(const SalPage *page, const SalPanel *panel, const GArray *furniture);

/* The notes of a change whose place the main map does not show: insets may. SalNote, lent; the array is owned by the
 * caller. */
GPtrArray *sal_page_list_notes_beyond(const SalPage *page, const SalChange *change);
/* Remarks which of the notes that wait have a place in an inset which is not drawn. */
void sal_page_report_waiting_notes(const SalPage *page, const GPtrArray *waiting, GPtrArray *remarks);

/* Places the notes of a change. Both layers are owned by the caller; NULL: there are none. */
void sal_page_place_notes(const SalPage *page, const SalChange *change, const SalPageNoteRoom *room,
                          SalLayer **notes, SalLayer **callouts);
