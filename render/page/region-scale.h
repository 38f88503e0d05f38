/* The classes into which regions fall by their value, and the colour of each: a page of every period of a run has the
 * same ones. A bound belongs to the class below it. */
#pragma once

#include "styles/style.h"

#define SAL_REGION_N_STEPS 3  /* of gain, and as many of loss */
#define SAL_REGION_N_SHARES 5 /* a fifth each */

/* Steps of net change in km2, from zero outwards, at 1, 2 or 5 times a power of ten: the last one holds the largest
 * change, and the others are a half or two fifths and a tenth of it. */
typedef struct {
  double bounds_km2[SAL_REGION_N_STEPS];
} SalRegionScale;

/* largest_km2: without sign. The bounds are round numbers of the unit that the page prints, of so many km2; the last one is 1 or
 * more. */
SalRegionScale sal_region_scale_new(double largest_km2, double unit_km2);

/* The step, from 0, of a net change that is not zero. */
guint sal_region_scale_find_step(const SalRegionScale *scale, double net_km2);
/* The fifth, from 0, of a share of 0 to 100 %. */
guint sal_region_scale_find_fifth(double percent);

/* The look of a step: in the colour of what was gained, or hatched in that of what was lost, so that a grey copy tells
 * them apart. */
SalAreaStyle sal_region_scale_make_step(const SalStyle *style, guint step, gboolean is_loss);
/* Of what did not change. */
SalAreaStyle sal_region_scale_make_zero(const SalStyle *style);
/* The look of a fifth, in the colour of what was gained. */
SalAreaStyle sal_region_scale_make_fifth(const SalStyle *style, guint fifth);
