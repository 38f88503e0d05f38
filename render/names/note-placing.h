/* Finds where notes stand on a map, and draws them. */
#pragma once

#include "render/map/map.h"
#include "render/names/cover.h"
#include "render/names/note-shapes.h"
#include "render/names/note-text.h"
#include "render/names/note.h"
#include "styles/style.h"

/* What notes are placed by. All is lent. */
typedef struct {
  const SalStyle *style;
  const SalCover *cover;   /* what texts should not hide; finished */
  const GArray *obstacles; /* SalTurnedRect: what they never cover */
  const GArray *labels;    /* SalLabel: those that must stay are never covered; NULL: none */
  gboolean
      is_inset; /* no name makes way, and texts stay in the frame even where a note says exactly where they stand */
} SalNoteOptions;

/* A note on the page; all in millimetres. */
typedef struct {
  const SalNote *note; /* lent */
  SalNoteText text;
  SalPoint anchor;
  SalGeometry *arrow;     /* polygons; NULL: none */
  GArray *shaft;          /* SalPoint: the smooth line of the arrow; NULL: none */
  SalNoteBracket bracket; /* if the note has one */
  gboolean has_room;      /* for its text; there is none without */
  SalRect box;            /* of the text with what is kept free around it */
  gboolean has_leader;
  double
      stop_mm; /* how far from its point the leader ends: the dot of a place that has a name there is in sight */
  SalPoint from, to; /* its ends: at the box, and at the point */
} SalPlacedNote;

/* Whether a map shows anything of a note: its point, or a point of its arrow or bracket. */
gboolean sal_note_is_shown(const SalNote *note, const SalMap *map);

/* What names should leave free for the arrow of a note, wherever its text stands, is appended to rects (SalTurnedRect). */
void sal_note_cover_arrow(const SalNote *note, const SalMap *map, GArray *rects);

/* What furniture should leave in sight: lines (page mm) across its point, along its arrow and its bracket are appended. */
void sal_note_add_marks(const SalNote *note, const SalMap *map, SalGeometry *lines);

/* Places notes that the map shows. texts (utf8, NULL: none): of each, filled in. Texts touch neither each other nor obstacles
 * nor the frame, except where a note says exactly where it stands; one that finds no room is left out. GArray of
 * SalPlacedNote, owned by the caller. */
GArray *sal_notes_place(const SalMap *map, const GPtrArray *notes, const GPtrArray *texts,
                        const SalNoteOptions *options);

/* Where the text of a note that has room stands, see SalNote.offset_mm. */
SalPoint sal_placed_note_get_offset(const SalPlacedNote *placed);

/* Appends what notes cover to obstacles (SalTurnedRect). */
void sal_notes_add_obstacles(const GArray *placed, GArray *obstacles);

/* A layer of the notes, or one of the callouts among them, with a group for each; possibly without items. Owned by the
 * caller. */
SalLayer *
sal_notes_make_layer(const SalStyle *style, SalRect frame, const GArray *placed, gboolean of_callouts);
