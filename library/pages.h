/* What stands behind the public SalientPages. */
#pragma once

#include "library/comparison.h"

struct _SalientPages {
  SalientChanges *changes;       /* a reference; NULL: they are of a comparison */
  SalientComparison *comparison; /* likewise */
  const SalMapPlan *map;
  GPtrArray *names;   /* utf8: patterns of files; NULL: none; lent */
  GPtrArray *pages;   /* SalPage: one a class that is shown */
  GPtrArray *states;  /* of a comparison: GPtrArray of SalChange, lent, one a page; else NULL */
  GArray *pictures;   /* SalPicture */
  GPtrArray *remarks; /* utf8 */
  GPtrArray *files;   /* utf8, then NULL: what was written */
};
