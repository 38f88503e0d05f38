/* A search that places items which must not cover each other, such as names or callouts.
 *
 * Each item has a worth and a list of candidates, and each candidate has a cost. The search chooses at
 * most one candidate for each item, so that no two overlap. It tries to make the sum of the worths of all
 * placed items, less their costs, as large as possible. The same input gives the same choice. */
#pragma once

#include "render/names/taken.h"

#define SAL_CANDIDATE_MAX_SHAPES 3

/* One way to place an item. */
typedef struct {
  SalTurnedRect shapes[SAL_CANDIDATE_MAX_SHAPES]; /* what it takes */
  guint n_shapes;
  double cost; /* not below 0; if it reaches the worth of the item, leaving the item out is better */
  guint tag;   /* the caller's */
} SalCandidate;

/* Appends the candidates (SalCandidate) of an item. It is called at most once for each item. It should
 * leave out candidates that overlap something fixed, for they cost time. */
typedef void (*SalListCandidates)(guint item, GArray *candidates, gpointer data);

typedef struct {
  const double *worths; /* of the items */
  guint n_items;
  guint max_placed;
  const SalTurnedRect
      *anchors;    /* of each item: what all its candidates cover, such as a dot; NULL: not known */
  guint max_steps; /* attempts to improve the choice; 0: none */
  SalListCandidates list;
  gpointer data; /* of list */
} SalPlacement;

/* First places the items one after the other, the worthiest first, and passes over items whose anchor is
 * taken by then. Then improves this choice: an item moves, or takes the place of others, which move or
 * drop out. Items that the first pass did not reach are left out. taken holds what is taken already, and
 * receives what is chosen, owned by the item's number. choice receives a candidate for each item, with
 * n_shapes 0 if the item is left out. Returns how many items are placed. */
guint sal_placement_search(const SalPlacement *placement, SalTaken *taken, SalCandidate *choice);
