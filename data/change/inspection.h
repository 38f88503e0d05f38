/* An inspection: what is in a series, and what readers of its numbers should know before they trust them.
 * docs/inspect.md says what each part means. */
#pragma once

#include "data/base/work.h"
#include "data/change/archive.h"
#include "data/change/class-jump.h"
#include "data/change/step.h"
#include "data/series/class-use.h"

/* Owns all that it holds, so that the series and the options may be freed before it. */
typedef struct {
  SalClasses *classes;
  GArray *findings;      /* SalFinding: one for each snapshot, by day; at least one */
  int usual_days;        /* the median distance of neighbours; 0: a single snapshot */
  GArray *gaps;          /* SalStep of the first class: neighbours much further apart than that */
  GArray *largest_steps; /* SalStep of any class: the five largest nets per day, largest first */
  GArray *resets;        /* SalStep, by class and day: those out of all proportion */
  GArray *class_jumps;   /* SalClassJump, by day */
  guint n_sides;      /* how many features cover the same area together on every date, so that nothing seems
                           to move, as on maps of two sides; 0: they do not */
  GPtrArray *remarks; /* utf8: of the series; those of a snapshot are in its finding */
  SalArchiveKind archive_kind; /* what the snapshots seem to be; if no situations, a remark says so */
  SalUnclassed *unclassed;     /* what belongs to no class; NULL: no classes are defined */
  GPtrArray *faults;    /* SalFault, by path: the files that were left out because they cannot be used */
  char *group_field;    /* what features are grouped by; NULL: they are not */
  char *crs_name;       /* of the first snapshot's file; NULL: not stated */
  gboolean crs_assumed; /* without a CRS, its coordinates were read as longitude and latitude */
  char **field_names;   /* of that file */
  char *area_model, *area_definition; /* name and meaning of the area model */
  double min_width_m;
  char *border;          /* as the user named it; NULL: none is stated */
  double border_width_m; /* 0: none is */
  int date_shift_days;
  char *date_field, *source_crs, *aoi; /* as the user named them; each NULL if not given */
} SalInspection;

/* Reads the snapshots of a series and looks at them. If the series leaves out what cannot be used, all of that
 * is among the faults. There are groups if the series was opened by kinds (see data/series/series-kinds.h).
 * work: threads, and progress in snapshots; NULL as in sal_work_run(). Errors: whatever reading a snapshot can
 * give; a class to which nothing belongs, as sal_class_use_check(); USAGE (an area of interest in which no
 * snapshot has any area; an accepted reset that is no day or period; no snapshot of the days that are
 * wanted). */
SalInspection *sal_inspection_new(SalSeries *series, const SalInspectionOptions *options, const SalWork *work,
                                  GError **error);
void sal_inspection_free(SalInspection *inspection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalInspection, sal_inspection_free)
