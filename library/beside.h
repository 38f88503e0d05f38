/* What stands beside the figures of a run: figures that others published, what the user expects, and what the run's own record
 * says was published before. */
#pragma once

#include "library/own-record.h"
#include "library/series.h"

#include "data/change/change-options.h"
#include "data/change/published-search.h"

/* The run that it stands beside. All is lent. */
typedef struct {
  const SalientSeries *series;
  const SalChangeOptions *options; /* that its changes were computed with */
  const GArray *rows;              /* SalRow */
  GPtrArray *remarks;              /* utf8: what the user should know is added */
} SalBesideRun;

/* What was found. */
typedef struct {
  SalPublishedMatches *published; /* NULL: not asked for */
  SalOwnRun *own;                 /* NULL: no record is kept */
} SalBeside;

/* Finds what of it the options of the run ask for; whether expectations hold goes into the plan's own. beside is to be cleared
 * even after an error. Errors: any of reading the files that the options name; USAGE where expectations do not hold and the
 * run is strict. */
gboolean sal_beside_find(const SalBesideRun *run, SalBeside *beside, GError **error);
void sal_beside_clear(SalBeside *beside);

/* Adds to the record what the run publishes, unless it is a dry run. Errors: IO, FORMAT. */
gboolean sal_beside_keep_record(const SalBesideRun *run, GError **error);
