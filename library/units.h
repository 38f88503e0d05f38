/* The units of lengths and areas on a page, as the option `units` says. */
#pragma once

#include "data/base/cells.h"
#include "render/map/scalebar.h"
#include "render/words/catalogue.h"

typedef struct {
  SalScaleUnits lengths; /* of the scale bar */
  SalAreaUnits areas;
} SalUnits;

/* Reads names from km, miles, both, km2, sqmi and ha, separated by commas; NULL: kilometres and km². A unit of lengths says
 * nothing of areas; square miles bring a scale bar in miles, and both means both of each, unless another name says
 * otherwise. Error: USAGE, also for two names for the same thing. */
gboolean sal_units_parse(const char *text, SalUnits *units, GError **error);

/* The unit of areas in tables for people, of a text that was parsed: the first where there are two. NULL: km2. */
const SalCellsUnit *sal_units_find_cells(const char *text);
