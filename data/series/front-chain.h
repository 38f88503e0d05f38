/* The sides of front lines from one snapshot to the next. Either all go by what the user says, or the first
 * does and each later one goes by what the holder had before.
 *
 * The latter is followed in date order as far as somebody asks, and leaves a few points of each snapshot, by
 * which that one can be closed alone. What comes out depends neither on threads nor on what is asked for. */
#pragma once

#include "data/front/front.h"
#include "data/series/class.h"

/* How one snapshot is closed. */
typedef struct {
  SalFrontOptions *fronts; /* of each class */
  GPtrArray *points;       /* SalGeometry: what they refer to */
  GPtrArray *choices;      /* utf8: what was chosen for the user, as in SalFrontReport */
} SalFrontLink;

typedef struct _SalFrontChain SalFrontChain;

/* Reads the front lines of a snapshot by class (GPtrArray of SalGeometry). place receives what messages call
 * the snapshot, owned by the caller. Errors name the place themselves. */
typedef GPtrArray *(*SalFrontLoadFunc)(gconstpointer data, guint index, char **place, GError **error);

/* first: how the first snapshot that has lines of a class is closed, or all. classes and territory, against
 * which they are closed, are lent. */
SalFrontChain *
sal_front_chain_new(SalFrontOptions first, const SalClasses *classes, const SalGeometry *territory);
void sal_front_chain_free(SalFrontChain *chain);

/* The link of a snapshot, lent. Where it goes by those before, load reads them all, each once. Safe in any
 * thread. Errors: as load and sal_front_close() give them for the first snapshot that fails, with its
 * place. */
const SalFrontLink *sal_front_chain_follow(SalFrontChain *chain, guint index, SalFrontLoadFunc load,
                                           gconstpointer data, GError **error);
