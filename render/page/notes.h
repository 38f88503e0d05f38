/* The user's own callouts and notes on the main map. */
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
} SalPageNoteRoom;

/* Whether there are any. */
gboolean sal_page_has_notes(const SalPage *page);

/* What furniture should leave in sight of them, as sal_page_find_own_lines() has it. Takes marks, which may be NULL. */
SalGeometry *sal_page_add_note_marks(const SalPage *page, SalGeometry *marks);
/* The furniture (SalTurnedRect) with the arrows, which names keep clear of on all maps. Owned by the caller. */
GArray *sal_page_list_name_obstacles(const SalPage *page, const GArray *furniture);

/* Places the notes of a change. Both layers are owned by the caller; NULL: there are none. */
void sal_page_place_notes(const SalPage *page, const SalChange *change, const SalPageNoteRoom *room,
                          SalLayer **notes, SalLayer **callouts);
