/* The sides of front lines from one snapshot to the next. Either all snapshots go by what the user says, or
 * only the first does and each later one goes by what the holder had before.
 *
 * In the second case snapshots are closed in the order of their dates, as far as somebody asks. Each leaves a
 * few points, by which that snapshot can then be closed alone. So the result depends neither on threads nor
 * on what is asked for. */
#pragma once

#include "data/front/before.h"
#include "data/front/front.h"
#include "data/series/class.h"

/* How one snapshot is closed. */
typedef struct {
  SalFrontOptions *fronts; /* of each class */
  GPtrArray *points;       /* SalGeometry: what fronts refer to */
  GPtrArray *choices;      /* utf8: what was chosen for the user, as in SalFrontReport */
  /* How sure the sides are: */
  double agreement; /* the least share of a part that stays as it was, as in SalFrontReport; NAN: no snapshot
                       before it told its sides */
  double least;  /* the least agreement of this link and of all before it, on which it rests; NAN: likewise */
  guint weakest; /* the snapshot that has it */
  guint n_weak;  /* how many of them are below SAL_FRONT_WEAK_AGREEMENT */
  guint first_weak; /* the first of these */
} SalFrontLink;

typedef struct _SalFrontChain SalFrontChain;

/* Reads the front lines of a snapshot by class (GPtrArray of SalGeometry). place receives what messages call
 * the snapshot, owned by the caller. Errors already name the place. */
typedef GPtrArray *(*SalFrontLoadFunc)(gconstpointer data, guint index, char **place, GError **error);

/* first: how the first snapshot that has lines of a class is closed, or how all are. strict: a weak agreement
 * is an error. Lends classes and territory, against which they are closed. */
SalFrontChain *sal_front_chain_new(SalFrontOptions first, const SalClasses *classes,
                                   const SalGeometry *territory, gboolean strict);
void sal_front_chain_free(SalFrontChain *chain);

/* The link of a snapshot, lent. If it goes by the snapshots before, load reads all of them, each once. Safe
 * in any thread. Errors: those of load and sal_front_close() for the first snapshot that fails, prefixed with
 * its place; GEOMETRY for a weak agreement, if it is strict. */
const SalFrontLink *sal_front_chain_follow(SalFrontChain *chain, guint index, SalFrontLoadFunc load,
                                           gconstpointer data, GError **error);

/* To be called when a snapshot was left out of the series: all links are made anew when somebody asks for them.
 * Not while another thread follows the chain. */
void sal_front_chain_leave_out(SalFrontChain *chain);

/* Whether the side of a snapshot goes by those before it. */
gboolean sal_front_chain_is_linked(const SalFrontChain *chain);
