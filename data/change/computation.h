/* The computation of changes: it reads snapshots, and finds what changed from one to another.
 *
 * Several threads read snapshots in the order of their dates: those at the ends of periods and, unless only
 * the ends are asked for, all between them, of which neighbours make a step. Each snapshot is released when
 * the periods and steps on either side of it are done, so that memory does not grow with their number. */
#pragma once

#include "data/change/axes.h"
#include "data/change/change-options.h"
#include "data/change/tally.h"
#include "data/geometry/outline.h"
#include "data/series/class-use.h"
#include "data/series/pairing.h"

typedef struct {
  const SalSeries *series;
  const SalChangeOptions *options;
  const SalPairing *pairing;
  guint n_classes;
  GMutex mutex;
  SalSnapshot **snapshots; /* of each entry: NULL before it is read and after it is released */
  GPtrArray **remarks;     /* of each entry, utf8 */
  guint *n_waiting;        /* of each entry: pairs and steps that still need it */
  guint *first_pair;       /* of each entry: the first pair that needs it */
  guint8 *read, *taken;    /* of each entry: it has been read; of each pair: a thread computes it */
  guint n_steps;           /* from each entry to the next; 0: only the ends of periods are looked at */
  guint8 *step_taken;      /* of each step: a thread computes it, or the pair that has the same ends */
  double *areas_m2;        /* of each entry and class */
  double *lines_m;         /* likewise: the length of the front, or of the outline */
  SalOutline *border;      /* of the territory and the area of interest, which are no front; NULL: none */
  SalClassUse *class_use;
  GPtrArray *changes;    /* of each pair and class */
  GPtrArray *steps;      /* of each class, if there are steps: GArray of SalStep */
  SalHoldings *holdings; /* of places that are watched; NULL: none are */
  SalBands *bands;       /* NULL: none are wanted */
  SalAxes *axes;         /* NULL: none are wanted */
  guint8 *is_end;        /* of each entry: some period ends there */
  guint8 *is_boundary;   /* of each entry: some period begins or ends there */
  SalTally *tally;       /* what changed in regions; NULL: none are wanted */
} SalComputation;

/* Prepares a computation of which series, options and pairing (all lent) are set, and all else is 0. */
void sal_computation_init(SalComputation *computation);
void sal_computation_clear(SalComputation *computation);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalComputation, sal_computation_clear)

/* Reads the snapshots of all entries, and computes all changes and steps. Errors: CRS, as
 * sal_change_measure(); GEOMETRY, naming the period; whatever reading a snapshot can give. */
gboolean sal_computation_run(SalComputation *computation, const SalWork *work, GError **error);

/* Loads the snapshot of an entry once more after the run, unless it is there; sal_computation_release() lets
 * go of all of them. Errors: whatever reading a snapshot can give. */
gboolean sal_computation_load(SalComputation *computation, guint entry, GError **error);
void sal_computation_release(SalComputation *computation);

/* Computes what changed in a class, by its index, from one entry of a pair to the other, with its geometry and
 * movement. Both snapshots must be there. Error: GEOMETRY. */
SalChange *
sal_computation_make_change(SalComputation *computation, const SalPair *pair, guint c, GError **error);
