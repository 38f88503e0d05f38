/* A tree of boxes of edges, which finds those that overlap without looking at all of them. Edges come in the
 * order of the rings that they bound, so neighbours in the list are neighbours on the ground, and the tree
 * packs them in the order given. */
#pragma once

#include "data/geometry/grid.h"

typedef struct _SalBoxTree SalBoxTree;

/* Copies boxes. */
SalBoxTree *sal_box_tree_new(const SalGridBox *boxes, guint n);

/* The same for the boxes of edges, whose ends stand two by two: long oblique edges whose boxes overlap are
 * told apart as well. Takes boxes, which g_malloc() gave; there may be as many as the territory has edges. A box may be larger than its edge; then what meets the box is missed only where it lies
 * further from the edge than the box does. */
SalBoxTree *sal_box_tree_new_of_edges(SalGridBox *boxes, const SalGridPoint *ends, guint n);

/* The same for edges of rings, whose distances from points are asked for (sal_box_tree_search_around()): that does not
 * become slow where most of them are about equally far. Boxes reach no further than a unit beyond their edges. */
SalBoxTree *sal_box_tree_new_to_measure(SalGridBox *boxes, const SalGridPoint *ends, guint n);
void sal_box_tree_free(SalBoxTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBoxTree, sal_box_tree_free)

/* Calls func for every pair i < j whose boxes share a point, until it returns FALSE. Of edges some pairs are
 * left out that plainly lie apart. */
typedef gboolean (*SalPairFunc)(guint i, guint j, gpointer data);
void sal_box_tree_for_each_pair(const SalBoxTree *tree, SalPairFunc func, gpointer data);

/* Calls func for every box that shares a point with the given one, but for edges that plainly do not. func may
 * shrink *box to end the search sooner. */
typedef void (*SalBoxFunc)(guint i, SalGridBox *box, gpointer data);
void sal_box_tree_search(const SalBoxTree *tree, SalGridBox box, SalBoxFunc func, gpointer data);

/* What lies around a point. A distance is that in the plane in which scale multiplies differences of x and of
 * y. */
typedef struct {
  SalPoint at, scale; /* at: in the boxes' units */
  double reach;       /* how far boxes may be; func may shrink it, below 0 to end the search */
} SalAround;

/* Calls func for every box within reach, and for some just beyond. Of boxes that share a branch of the tree,
 * nearer branches come first, so that a search for the nearest soon shrinks its reach. */
typedef void (*SalAroundFunc)(guint i, double *reach, gpointer data);
void sal_box_tree_search_around(const SalBoxTree *tree, SalAround around, SalAroundFunc func, gpointer data);
