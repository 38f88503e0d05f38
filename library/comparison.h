/* What stands behind the public SalientComparison. */
#pragma once

#include "library/changes.h"

#include "data/change/compare.h"
#include "data/change/revisions.h"

struct _SalientComparison {
  gint n_refs; /* atomic */
  SalPlan *plan;
  SalSeries *series[2];
  SalComparisons *comparisons; /* NULL: no period was compared, and a remark says why */
  SalRevisions *revisions;     /* NULL: not asked for */
  GPtrArray *remarks;          /* utf8, then NULL */
  GPtrArray *files;            /* utf8: pictures that were written; NULL: none */
  GArray *maps;                /* SalComparedMap: the same with their frames; NULL: none */
};

SalientComparison *salient_comparison_ref(SalientComparison *comparison);
