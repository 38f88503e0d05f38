/* What a table was computed with, to be told with its numbers. */
#pragma once

#include "data/base/cells.h"
#include "data/change/changes.h"
#include "data/change/expectations.h"
#include "data/change/own-record.h"
#include "data/change/per-table.h"
#include "data/change/published-search.h"
#include "data/change/rate.h"
#include "data/change/remainder.h"
#include "data/change/uncertainty-asked.h"
#include "data/table/told.h"

typedef struct {
  char **sources;
  const SalAreaModel *area_model;
  SalCadence cadence;
  int boundary;
  SalSample sample;
  int max_gap_days;
  int date_shift_days;
  SalRate rate;
  const SalCellsUnit *unit; /* of areas in text and Markdown; NULL: km2 */
  double min_width_m;
  const SalClasses *classes;                /* NULL: one of everything */
  const char *definition;                   /* what classes are, in words; NULL: nothing to say */
  const char *holder, *opponent;            /* of what the classes show; NULL: not told */
  const char *shown;                        /* the class that summaries are of, interned; NULL: each */
  gboolean increments;                      /* each snapshot is added to those before it */
  gboolean exclusive;                       /* what a class covers is cut out of those after it */
  const char *aoi, *regions, *region_field; /* as named on the command line; NULL: none */
  const SalBorder *border;                  /* what lies along it is counted apart; NULL: none is stated */
  const GPtrArray *faults;                  /* SalFault: files that were left out; NULL: none may be */
  const SalUnclassed *unclassed;            /* what belongs to no class; NULL: no classes are defined */
  const SalHoldings *holdings;              /* of watched places; NULL: none are */
  const SalBands *bands;                    /* what lies near the front; NULL: not asked for */
  const SalAxes *axes;                      /* where the front crosses axes; NULL: not asked for */
  const SalRemainders *remainders;          /* what is left of regions; NULL: not asked for */
  const SalUncertaintyAsked *uncertainty;   /* NULL: it was not looked for */
  const SalPerTable *per;                   /* what changes are divided by; NULL: nothing */
  const SalPublishedMatches *published;     /* figures of others beside these; NULL: none */
  const SalOwnRun *own;                     /* what was published before; NULL: no record is kept */
  const SalExpectations *expectations;      /* what was checked; NULL: nothing */
  const GPtrArray *compared; /* SalCompared: what records are among; NULL: none were looked for */
  const char *before_option; /* how remarks spell options, see sal_error_spell(); NULL: "" */
  const SalTold *told;       /* NULL: there are no sentences */
} SalTableContext;
