/* The maps of a comparison: agreed, only A, only B, one for each date or period. */
#pragma once

#include "inputs.h"
#include "look.h"
#include "sides.h"

typedef struct {
  const Arguments *arguments;
  const Sides *sides;
  const Inputs *inputs;
  GPtrArray *patterns; /* utf8: names of pictures; lent */
  Look look;
} CompareMaps;

/* Splits the names of outputs into those of pictures and those of tables. */
void compare_maps_split(const Arguments *arguments, GPtrArray *pictures, GPtrArray *tables);

/* Checks what can be said before data is read. Errors name the option as their place. */
gboolean compare_maps_resolve(CompareMaps *maps, GError **error);
void compare_maps_clear(CompareMaps *maps);

/* Draws and writes them all; the paths of files that were written are appended (utf8), as are remarks.
 * Errors: USAGE for names that are alike; RENDER, CRS, IO. */
gboolean compare_maps_write(CompareMaps *maps, const SalComparisons *comparisons, GPtrArray *files,
                            GPtrArray *remarks, GError **error);
