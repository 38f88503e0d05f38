/* Where a name or a note stands on a map, as a page finds it and as the file of the option `positions` says it. */
#pragma once

#include "data/geometry/point.h"

#include <glib.h>

typedef enum {
  SAL_POSITION_LABEL, /* at a spot beside its dot */
  SAL_POSITION_NO_LABEL, /* of a place that had none on this map, though there would be room if the others stay */
  SAL_POSITION_CALLOUT, /* of the user's own */
  SAL_POSITION_NOTE,
} SalPositionKind;

typedef struct {
  SalPositionKind kind;
  char *name;   /* of the place, or of the note */
  SalPoint at;  /* of a place: lon/lat; of a note: see SalNote.offset_mm */
  guint spot;   /* of a label, see sal_sites_name_spot() */
  char *period; /* on whose map alone it is so; NULL: on all */
  guint line;   /* of the file; 0: it is in none */
} SalPosition;

/* An empty GArray of SalPosition that owns their texts. */
GArray *sal_positions_new(void);

/* Whether a position is that of a place. */
gboolean sal_position_is_of_place(const SalPosition *position);
/* Whether two positions are of one thing, wherever they put it: of places the points decide, since names follow the
 * language. */
gboolean sal_position_is_of_same(const SalPosition *a, const SalPosition *b);
