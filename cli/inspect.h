/* What `salient inspect` found in a series, and its two forms. */
#pragma once

#include "common.h"

/* One class of a snapshot. */
typedef struct {
  guint n_features, n_polygons;
  double area_m2;
} ClassFinding;

typedef struct {
  const SalEntry *entry; /* lent from the series */
  GArray *classes;       /* ClassFinding, in the order of the series' classes */
  guint n_unclassed;     /* features that belong to none */
  char **field_names;    /* as far as they differ from the snapshot's before; NULL: they do not */
  guint n_features, n_polygons, n_points, n_repaired, n_null, n_other;
  double area_m2;  /* over all classes */
  double noise_m2; /* noise since the snapshot before, the larger of gained and lost: the ± of a step */
  guint n_noise_parts;
  GPtrArray *remarks; /* utf8, with their places */
} Finding;

/* From one snapshot to the next. */
typedef struct {
  SalDay from, to;
  guint class_index;
  double net_m2;
  double held_m2; /* at the end where more was held */
  char *evidence; /* why it may be a reset; NULL: it is like the others */
  gboolean accepted;
} Step;

typedef struct {
  const SalSeries *series;
  const Settings *settings;
  GArray *findings; /* Finding, by day */
  SalClassUse *class_use;
  char **last_fields; /* of that one */
  SalSnapshot *last;  /* the one read last, while snapshots are read; NULL: none */
  int usual_days;     /* median distance of neighbours; 0: a single snapshot */
  GArray *gaps;       /* Step: neighbours further apart than one and a half times that */
  GArray *resets;     /* Step: out of all proportion; owns the evidence */
  GArray *jumps;      /* Step: the largest nets a day, largest first */
  char *crs_name;     /* of the first snapshot; NULL: not stated */
  gboolean crs_assumed;
  char **field_names; /* of the first snapshot */
} Inspection;

/* "claimed: " in front of what is said of one class of several, else "". Owned by the caller. */
char *inspection_name_class(const Inspection *inspection, guint class_index);

/* Owned by the caller. */
char *inspection_format_text(const Inspection *inspection);
char *inspection_format_json(const Inspection *inspection);
