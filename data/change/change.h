/* What changed hands in one period, by class and by region. */
#pragma once

#include "data/change/axes.h"
#include "data/change/bands.h"
#include "data/change/course.h"
#include "data/change/holdings.h"
#include "data/change/movement.h"
#include "data/change/region.h"
#include "data/change/standing.h"
#include "data/change/uncertainty.h"
#include "data/series/class-use.h"
#include "data/series/snapshot.h"

typedef struct {
  SalPeriod period;
  SalDay from_snapshot, to_snapshot; /* days of the snapshots that stand for the boundaries */
  const char *class_name;            /* interned */
  gboolean is_of_two_classes;        /* a class of A is compared with another one of B: the name holds both */
  const char *region;                /* interned; "" for the whole, SAL_REGION_NONE for the rest */
  double region_m2;                  /* the region's own area; 0 for the whole and for SAL_REGION_NONE */
  double area_from_m2, area_to_m2, gained_m2, lost_m2;
  /* What steps added and removed that the user takes for resets, if the period has others besides. The period
   * is then made up of what lies before and after them, so that
   * net = gained - lost = area_to - area_from - (redefined_gained - redefined_lost). */
  double redefined_gained_m2, redefined_lost_m2;
  double noise_gained_m2, noise_lost_m2; /* how much of gained_m2 and lost_m2 is noise */
  /* How much of gained_m2 and lost_m2 is redrawn border (data/change/border.h), none of which is noise; 0 without a
   * border. */
  double border_gained_m2, border_lost_m2;
  gboolean has_border;                      /* a border is stated */
  guint n_parts, n_noise_parts;             /* separate areas gained or lost: wide ones, noise */
  SalSnapshot *from, *to;                   /* their polygons are held before and after */
  SalGeometry *gained, *lost;               /* lon/lat; without noise and redrawn border */
  SalGeometry *gained_border, *lost_border; /* lon/lat; redrawn border, apart from noise */
  SalGeometry *gained_noise, *lost_noise;   /* lon/lat; nowhere as wide as min_width_m */
  SalSureness sureness;   /* of the snapshot at the end; that at the start is no less sure */
  SalMovement *movement;  /* of gained and lost; NULL: not computed */
  SalGeometry *redefined; /* lon/lat; what those steps changed; NULL: nothing */
  SalCourse *course;      /* what happened between the ends; NULL: not looked at, or a region's change */
  gboolean accepted;      /* the user says that all of it is a reset: it counts in no sum */
  SalStanding
      *standing; /* among all periods, see data/change/records.h; NULL: not looked for, or a region's */
  SalUncertainty *uncertainty; /* how sure its figures are; NULL: not looked for, or a region's */
} SalChange;

/* What is to be doubted of a change. */
typedef enum {
  SAL_FLAG_NONE,
  SAL_FLAG_RESET,          /* it is a single step that may be a reset */
  SAL_FLAG_CONTAINS_RESET, /* one step or more of those between its ends may be */
} SalFlag;

void sal_change_free(SalChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalChange, sal_change_free)

typedef struct {
  GPtrArray *changes; /* SalChange, by period, class, region */
  GPtrArray *steps; /* GArray of SalStep: one for each class of the series; empty: they were not looked at */
  GPtrArray *remarks;      /* utf8: stand-ins, periods left out, repairs; in a fixed order */
  SalUnclassed *unclassed; /* what belongs to no class; NULL: no classes are defined */
  SalHoldings *holdings;   /* which class holds which place when; NULL: no places are watched */
  SalBands *bands;         /* what lies near the front; NULL: not asked for */
  SalAxes *axes;           /* where the front crosses axes; NULL: not asked for */
  GPtrArray *compared;     /* SalCompared, of each class: what standings are in; NULL: not looked for */
} SalChanges;

void sal_changes_free(SalChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalChanges, sal_changes_free)

/* Frees the geometry and the snapshots, which maps need and numbers do not. */
void sal_change_drop_geometry(SalChange *change);

/* All that was gained and lost, with noise and redrawn border. Owned by the caller. */
SalGeometry *sal_change_join_changed(const SalChange *change);

/* What is to be doubted of it, unless the user has decided. */
SalFlag sal_change_get_flag(const SalChange *change);
/* "reset?" or "contains-reset"; NULL for none. Static. */
const char *sal_flag_get_name(SalFlag flag);
/* Whether it has a flag. */
gboolean sal_change_is_doubted(const SalChange *change);
/* Why it may be a reset if it is a single step; NULL if nothing says so. Lent. */
const char *sal_change_get_evidence(const SalChange *change);
/* The day of the snapshot since which nothing but noise has changed, until the end; SAL_DAY_NONE: the last
 * snapshot shows a change, or what lies between the ends was not looked at. */
SalDay sal_change_find_unchanged_since(const SalChange *change);
/* Whether one snapshot stands for both boundaries, so that the change is not known. */
gboolean sal_change_has_same_snapshot(const SalChange *change);
/* Whether it rests on a snapshot of which it is doubtful which side is the holder's. */
gboolean sal_change_has_doubtful_side(const SalChange *change);
/* The days from the one snapshot to the other, which are those that it really took. */
int sal_change_get_days(const SalChange *change);
/* How much of the region is held at the end, in % of the region's own area, even if an area of interest cuts
 * the region. 0 if region_m2 is 0. */
double sal_change_get_share_percent(const SalChange *change);

/* The change without its redrawn border, as numbers: it lends all that the change has, and is not freed. Its area at the start
 * is chosen so that its net is right. */
SalChange sal_change_without_border(const SalChange *change);

/* The net in m2, without what was redefined. */
double sal_change_get_net_m2(const SalChange *change);
