/* Adds positions to the text of a file of positions, of which every line stays as it is: the file is a hand's as well. */
#pragma once

#include "render/page/position.h"

#include "data/base/error.h"

/* Where names and notes stand on a map (SalPosition), and the text that has earlier ones. All is lent. */
typedef struct {
  const char *path; /* for messages */
  const char *text;
  gsize length;
  const GArray *found;
  const char *period; /* of the map */
} SalPositionsText;

/* The text with those positions that it does not have, each a line at the end of its list. Positions of the text stay, also
 * where something was found elsewhere, and where nothing was found. n_added: how many are new; missing receives the names
 * (utf8) of those of the text that are for this map and were not found. Owned by the caller. Error: FORMAT, with the path,
 * for a text to which nothing can be added line by line. */
char *
sal_positions_text_merge(const SalPositionsText *task, guint *n_added, GPtrArray *missing, GError **error);
