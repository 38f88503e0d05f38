/* What changes are computed from, besides a series. */
#pragma once

#include "data/change/bands.h"
#include "data/change/border.h"
#include "data/change/flag.h"
#include "data/geometry/area.h"
#include "data/overlay/overlay.h"
#include "data/series/series.h"

typedef struct {
  SalPeriodOptions periods;
  SalSample sample;
  int max_gap_days;
  const SalAreaModel *area_model;
  SalOverlayOptions overlay;
  const SalRegions *regions; /* changes of these as well; NULL: of the whole only; lent */
  GArray *places;            /* SalPlace, to be watched: see data/change/holdings.h; NULL: none; lent */
  double least_share; /* of places that are areas: above 0, see sal_holdings_watch_areas(); 0: by points */
  const SalTheatre *theatre; /* where fronts can lie, for bands; NULL: none are wanted; lent */
  SalBandList bands;
  gboolean bands_of_places;      /* of the last snapshot, and of places alone */
  const GPtrArray *axes;         /* SalAxis, on which fronts are looked for; NULL: none; lent */
  const SalBorder *border;       /* what lies along it is counted apart; NULL: none is stated; lent */
  double min_width_m;            /* parts of the change that are nowhere as wide are noise; 0: none is */
  gboolean numbers_only;         /* without from, to, gained, lost: memory does not grow with the series */
  gboolean keeps_unused_classes; /* optional classes to which nothing belongs have changes of zeros */
  gboolean ends_only;   /* looks at the two ends of each period alone, so that nothing is known of steps */
  gboolean keeps_steps; /* steps keep the geometry of what changed */
  guint only_pair;      /* computes one period alone, counted from 1 among those of the series; 0: all */
  SalVerdicts verdicts; /* checked by sal_verdicts_check() */
  /* A folder of Natural Earth, by whose borders incursions are told from resets; NULL: they are not. */
  const char *borders;
} SalChangeOptions;
