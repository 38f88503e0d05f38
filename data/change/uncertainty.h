/* How sure the figures of a change are, by kinds of doubt that are never added up into one.
 *
 *   cut-off   how much depends on the day on which a period begins and ends: the same figures with its boundaries a day
 *             earlier and later
 *   position  how much depends on how well the source knows where its front lies, which only the source can say
 *   model     how much depends on what a square kilometre is
 *
 * docs/uncertainty.md derives each. Plain values: no geometry, nothing to free within. */
#pragma once

#include "data/dates/calendar.h"

/* Why a kind has no figures. */
typedef enum {
  SAL_UNSTATED_NOT,             /* it has some */
  SAL_UNSTATED_NOT_ASKED,       /* the option uncertainty does not name it */
  SAL_UNSTATED_NOT_STATED,      /* position: nobody has said how well the front is known */
  SAL_UNSTATED_SHORT_PERIOD,    /* cut-off: the period is shorter than a week, so that a day is much of it */
  SAL_UNSTATED_YEARS,           /* cut-off: only the years of the snapshots are known */
  SAL_UNSTATED_OTHER_SNAPSHOTS, /* cut-off: no other snapshots stand for the days beside the boundaries */
  SAL_UNSTATED_SAME_SNAPSHOT,   /* one snapshot stands for both ends */
  SAL_UNSTATED_ACCEPTED_RESET,  /* the user takes all of the change for a reset */
  SAL_UNSTATED_NARROW,          /* position: the area is narrower than what its front may be off */
} SalUnstated;

/* "not_stated", "short_period" and so on; NULL for SAL_UNSTATED_NOT. Static. */
const char *sal_unstated_get_name(SalUnstated why);

/* What stands for the boundaries of a variant. */
typedef enum {
  SAL_VARIANT_OTHER, /* other snapshots than those of the change */
  SAL_VARIANT_SAME,  /* the snapshots of the change */
  SAL_VARIANT_NONE,  /* no snapshot, or the same one for both */
  SAL_VARIANT_FAILED /* a snapshot that cannot be used, outside of the run */
} SalVariantState;

/* "other", "same", "none" or "unusable". Static. */
const char *sal_variant_state_get_name(SalVariantState state);

/* The change with other boundaries, by the same rules. */
typedef struct {
  int from_shift_days, to_shift_days; /* -1, 0 or 1 */
  SalVariantState state;
  SalDay from_snapshot, to_snapshot; /* SAL_DAY_NONE with SAL_VARIANT_NONE and SAL_VARIANT_FAILED */
  double gained_m2, lost_m2, net_m2; /* NaN with these */
} SalCutoffVariant;

#define SAL_CUTOFF_VARIANTS 6 /* both a day earlier, both later; the start alone; the end alone */

typedef struct {
  SalUnstated why;                                /* if it is set, net_min_m2 and net_max_m2 are NaN */
  guint n_variants;                               /* SAL_CUTOFF_VARIANTS, or 0: none were looked for */
  SalCutoffVariant variants[SAL_CUTOFF_VARIANTS]; /* in that order */
  double net_min_m2, net_max_m2;                  /* of the change itself and its variants */
} SalCutoff;

typedef struct {
  SalUnstated why;            /* if it is set, what follows is 0 */
  double error_m;             /* how far off the front may be drawn, as stated */
  double correlation_m;       /* over how much of the front it is off to one side */
  double new_m, old_m;        /* the length of the edges that only the end has, and only the start */
  double bound_m2, random_m2; /* all new edges off to one side; off at random, as a standard deviation */
} SalPositionError;

#define SAL_SPREAD_MODELS 5 /* at most: the run's own, and four others */

typedef struct {
  SalUnstated why; /* if it is set, what follows is 0 */
  guint n_models;
  const char *models[SAL_SPREAD_MODELS]; /* interned; the first is that of the run */
  double net_m2[SAL_SPREAD_MODELS];
  double net_min_m2, net_max_m2;
} SalModelSpread;

typedef struct {
  SalCutoff cutoff;
  SalPositionError position;
  SalModelSpread model;
} SalUncertainty;
