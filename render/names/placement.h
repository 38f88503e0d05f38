/* Finds places on the page for what must not cover each other, such as names and callouts: a search over the
 * candidates of many items at once.
 *
 * An item has a worth and a list of candidates, each with a cost. The search chooses at most one candidate for
 * each item, so that no two overlap, and makes the sum of worth less cost large. The same input gives the same
 * choice. */
#pragma once

#include "render/names/taken.h"

#define SAL_CANDIDATE_MAX_SHAPES 3

/* One way to place an item. */
typedef struct {
  SalTurnedRect shapes[SAL_CANDIDATE_MAX_SHAPES]; /* what it takes */
  guint n_shapes;
  double cost; /* not below 0; what an item is worth or more: it is better left out */
  guint tag;   /* the caller's */
} SalCandidate;

/* Appends the candidates (SalCandidate) of an item; called at most once an item. Those that what is fixed
 * rules out are best left out here: they cost time. */
typedef void (*SalListCandidates)(guint item, GArray *candidates, gpointer data);

typedef struct {
  const double *worths; /* of the items */
  guint n_items;
  guint max_placed;
  const SalTurnedRect *anchors; /* of each item: what all its candidates take, such as a dot; NULL: unknown */
  guint max_steps;              /* tries to better a choice; 0: greedy only */
  SalListCandidates list;
  gpointer data; /* of list */
} SalPlacement;

/* Greedy by worth, passing over items whose anchor is taken by then; then betters it: an item moves, or takes
 * the place of others, which move or drop out. Items beyond those that the greedy pass looked at are left
 * out. taken: what is taken already; receives what is chosen, owned by the item's number. choice: one
 * candidate an item; n_shapes 0: left out. Returns the number placed. */
guint sal_placement_search(const SalPlacement *placement, SalTaken *taken, SalCandidate *choice);
