/* Where a name or a note stands on a map. */
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
  char *name;  /* of the place, or of the note */
  SalPoint at; /* of a place: lon/lat; of a note: see SalNote.offset_mm */
  guint spot;  /* of a label, see sal_sites_name_spot() */
} SalPosition;

/* An empty GArray of SalPosition that owns their names. */
GArray *sal_positions_new(void);
