/* Finds which faces of a territory the holder has, knowing that crossing a front changes the holder. */
#pragma once

#include "data/front/before.h"
#include "data/front/cutting.h"
#include "data/front/side.h"

/* Who has a face. SAL_HOLDER_NONE: no front reaches it, and nothing else says whose it is. */
typedef enum { SAL_HOLDER_NONE, SAL_HOLDER_OURS, SAL_HOLDER_OTHER } SalHolder;

/* The holder of each face, owned by the caller (g_free). lines: the fronts as given, which say where the
 * sides of SAL_SIDE_LEFT and SAL_SIDE_RIGHT are. choice is written for SAL_SIDE_BEFORE alone, on success.
 * Errors (GEOMETRY): a side point outside the territory; side points that say nothing about a separate part
 * of the territory that has a front; lines that contradict each other; as sal_front_parts_choose(). */
SalHolder *sal_front_find_holders(const SalFrontCutting *cutting, const SalSegments *lines,
                                  const SalSide *side, SalFrontChoice *choice, GError **error);
