/* The faces into which lines cut land, and whose each one is, by a vote of the places in it. */
#pragma once

#include "data/base/cache.h"
#include "data/geometry/geometry.h"

/* A place that says whose the land around it is. */
typedef struct {
  SalPoint at;
  double weight;   /* above 0: of its voice, such as how many people live there */
  const char *key; /* interned: whose the land is */
} SalFaceVote;

/* Land that belongs together: all faces that votes gave to one key. */
typedef struct {
  const char *key;   /* interned */
  SalGeometry *area; /* polygons that share no more than edges */
} SalFaceGroup;

/* Cuts land (polygons, lon/lat) by lines and gives each face to the key that has at least a share of its
 * votes' weight; of equal keys, to the first in the alphabet. Faces without votes, or where no key has that
 * share, are left out. An end of a line that falls short of the coast by at most 2 km is taken to it. Returns
 * groups by key (GArray of SalFaceGroup), owned by the caller. cache: what was found for the same land, lines and
 * votes is not looked for again; NULL: none. Errors: GEOMETRY, FORMAT: as sal_front_join(). */
GArray *sal_faces_assign(const SalGeometry *land, const SalGeometry *lines, const GArray *votes,
                         double least_share, SalCache *cache, GError **error);
