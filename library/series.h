/* What stands behind the public SalientSeries. */
#pragma once

#include "library/plan.h"

struct _SalientSeries {
  gint n_refs; /* atomic */
  SalPlan *plan;
  SalSeries *series;
};

SalientSeries *salient_series_ref(SalientSeries *series);
