/* Places on the page for what must not cover each other, such as names and callouts: turned rectangles, an
 * index of those that are taken, and a search over the candidates of many items at once.
 *
 * An item has a worth and a list of candidates, each with a cost; the search chooses at most one candidate
 * an item, so that no two overlap, and makes the sum of worth less cost large. The same input gives the same
 * choice. */
#pragma once

#include "render/drawing/drawing.h"

/* A rectangle that may be turned, such as a name along a river. */
typedef struct {
  double x, y; /* of its middle, mm */
  double width, height;
  double angle_deg; /* counter-clockwise about its middle */
} SalTurnedRect;

SalTurnedRect sal_turned_rect_new(SalRect upright);
/* The rectangle of a given thickness round a stretch of line. */
SalTurnedRect sal_turned_rect_new_line(SalPoint from, SalPoint to, double thickness_mm);
SalTurnedRect sal_turned_rect_grow(SalTurnedRect rect, double margin_mm);
SalBox sal_turned_rect_get_box(SalTurnedRect rect);
/* Whether two share more than an edge. */
gboolean sal_turned_rect_overlaps(SalTurnedRect a, SalTurnedRect b);

typedef struct _SalTaken SalTaken;

#define SAL_TAKEN_FIXED G_MAXUINT /* the owner of what no search may move */

/* An index of rectangles, best where most lie inside area. */
SalTaken *sal_taken_new(SalRect area);
void sal_taken_free(SalTaken *taken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTaken, sal_taken_free)

void sal_taken_add(SalTaken *taken, SalTurnedRect rect, guint owner);
/* Takes out every rectangle that owner added. */
void sal_taken_remove(SalTaken *taken, guint owner);
/* Appends the owners (guint) of all rectangles that overlap rect, each once, in ascending order; those in
 * owners already are not appended again. */
void sal_taken_find(SalTaken *taken, SalTurnedRect rect, GArray *owners);
gboolean sal_taken_is_free(SalTaken *taken, SalTurnedRect rect);

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
