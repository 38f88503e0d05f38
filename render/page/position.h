/* Where a name or a note stands on a map, as a page finds it and as the file of the option `positions` says it. */
#pragma once

#include "render/names/callouts.h"
#include "render/names/furniture-placing.h"

#include <glib.h>

typedef enum {
  SAL_POSITION_LABEL, /* at a spot beside its dot */
  SAL_POSITION_NO_LABEL, /* of a place that had none on this map, though there would be room if the others stay */
  SAL_POSITION_CALLOUT, /* of the user's own */
  SAL_POSITION_NOTE,
  SAL_POSITION_RIVER,  /* the name of a river, a water or a landscape, which has no dot */
  SAL_POSITION_CHANGE, /* the callout of a change, which the program chose */
  SAL_POSITION_PIECE,  /* of furniture */
  SAL_N_POSITION_KINDS
} SalPositionKind;

typedef struct {
  SalPositionKind kind;
  char *name;  /* of the place, the note or the piece; what a callout of a change calls its place */
  SalPoint at; /* of a place, also of that of a change: lon/lat */
  guint spot;  /* of a label, see sal_sites_name_spot() */
  SalPoint
      offset_mm; /* of notes and of names without a dot, see SalNote.offset_mm and SalNameWish.offset_mm */
  SalCalloutPin pin;  /* of a change */
  SalPieceSpot piece; /* of furniture */
  char *period;       /* on whose map alone it is so; NULL: on all */
  guint line;         /* of the file; 0: it is in none */
} SalPosition;

/* An empty GArray of SalPosition that owns their texts. */
GArray *sal_positions_new(void);

/* The names of pieces, NULL-terminated; static. */
const char *const *sal_position_list_pieces(void);

/* Whether a position is that of a place's name. */
gboolean sal_position_is_of_place(const SalPosition *position);
/* Whether two positions are of one thing, wherever they put it: of places the points decide, since names follow the
 * language. */
gboolean sal_position_is_of_same(const SalPosition *a, const SalPosition *b);
