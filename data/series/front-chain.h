/* The sides of front lines from one snapshot to the next. Either all go by what the user says, or the first
 * does and each later one goes by what the holder had before. For series.c alone.
 *
 * The latter is followed in date order as far as somebody asks, and leaves a few points of each snapshot, by
 * which that one can be closed alone. What comes out depends neither on threads nor on what is asked for. */
#pragma once

#include "data/series/series.h"

/* How one snapshot is closed. */
typedef struct {
  SalFrontOptions *fronts; /* of each class */
  GPtrArray *points;       /* SalGeometry: what they refer to */
  GPtrArray *choices;      /* utf8: what was chosen for the user, as in SalFrontReport */
} SalFrontLink;

typedef struct _SalFrontChain SalFrontChain;

/* first: for each class the first snapshot that has lines of it, or all. */
SalFrontChain *sal_front_chain_new(SalFrontOptions first, guint n_classes);
void sal_front_chain_free(SalFrontChain *chain);

/* The link of a snapshot, lent. Where it goes by those before they are all read, each once. Safe in any
 * thread. Errors: as sal_series_load_fronts() and sal_front_close() of the first snapshot that fails,
 * with its path. */
const SalFrontLink *
sal_front_chain_follow(SalFrontChain *chain, const SalSeries *series, guint index, GError **error);
