/* What a user writes on maps: callouts, which are boxes with a leader to a point, and notes, which are free texts, arrows and
 * brackets.
 *
 * A note is not changed after it has been made, and many threads may draw it. */
#pragma once

#include "data/dates/when.h"
#include "data/geometry/point.h"
#include "data/places/nearby.h"
#include "styles/color.h"

/* Where its text stands from its anchor: the point, the tail of the arrow or the middle of the bracket. */
typedef enum {
  SAL_NOTE_ANYWHERE,
  SAL_NOTE_TO_SIDE, /* in a direction */
  SAL_NOTE_MARGIN,  /* at the edge of the map */
  SAL_NOTE_OFFSET,  /* exactly there */
} SalNoteSpot;

typedef struct {
  gboolean is_callout;
  char *name;         /* what messages call it; its id in drawings follows from it */
  char *text;         /* with placeholders, see the option `title`; NULL: none */
  gboolean has_point; /* else it has an arrow or a bracket */
  SalPoint at;        /* lon/lat */
  GArray *arrow;      /* SalPoint, lon/lat, two or more, from its tail to its head; NULL: none */
  GArray *bracket;    /* SalPoint, lon/lat: its two ends; NULL: none */
  gboolean is_curly;  /* the bracket */
  SalWhen when;
  gboolean has_leader; /* from its text to its point */
  SalNoteSpot spot;
  SalDirection side;  /* for SAL_NOTE_TO_SIDE */
  SalPoint offset_mm; /* for SAL_NOTE_OFFSET: from the anchor to the middle of the text, right and down */
  double size_pt;     /* of the type; 0: as the style has it */
  double width_mm;    /* of the arrow at its head, or of the bracket's line; 0: the usual one */
  double wrap_mm;     /* of its lines at most; 0: the usual width */
  SalColor color;     /* of lines and free texts; transparent: as the style has them */
} SalNote;

SalNote *sal_note_new(void);
void sal_note_free(SalNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalNote, sal_note_free)

/* "callout-pokrovsk", "note-axis". Owned by the caller. */
char *sal_note_make_id(const SalNote *note);
