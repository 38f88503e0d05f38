/* Archives of increments: each snapshot holds only what was added since the one before, so that the situation
 * of a day is what all of them up to that day hold together. What is lost again does not show in them. */
#pragma once

#include "data/series/snapshot.h"

/* The situation at the snapshot of that index: for each class, what the snapshots (SalSnapshot, by day) up to
 * it hold. Counts and remarks are those of the snapshot itself. max_bytes: as in SalReadOptions. Errors:
 * GEOMETRY; FORMAT (more crossings than max_bytes allows). */
SalSnapshot *
sal_increments_add_up(const GPtrArray *snapshots, guint index, guint64 max_bytes, GError **error);
