/* Frames that earlier runs wrote as JSON. */
#pragma once

#include "data/geometry/point.h"

#include <glib.h>

/* Whether a box in lon/lat is one that a map can show. */
gboolean sal_extent_is_on_earth(SalBox box);

/* Reads the frame that `render` with `format` json wrote: the box, and the CRS (owned by the caller; a projected
 * one, or NULL if none is there). Errors, with the file as their place: IO; FORMAT (no JSON, no frame, several
 * that differ, or one without a box on the earth); CRS. */
gboolean sal_extent_read_record(const char *path, SalBox *box, char **crs, GError **error);
