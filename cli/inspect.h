/* What `salient inspect` found in a series, and its two forms. docs/inspect.md says what each line means. */
#pragma once

#include "common.h"

/* One class of a snapshot, or one group of its features. */
typedef struct {
  const char *name; /* interned */
  guint n_features, n_polygons;
  double area_m2;
} ClassFinding;

/* What changed since the snapshot before. */
typedef struct {
  SalDrift drift; /* over all classes */
  SalDriftKind kind;
  double changed_m2; /* gained and lost, over all classes */
  double noise_m2;   /* of these, noise, the larger of gained and lost: the ± of a step */
  guint n_noise_parts;
  gboolean has_fields;  /* they are others than before: */
  SalFieldDrift fields; /* which; empty if only their order changed */
} Drift;

typedef struct {
  const SalEntry *entry; /* lent from the series */
  GArray *classes;       /* ClassFinding, in the order of the series' classes */
  GArray *groups;        /* ClassFinding, by name; NULL: the series is not grouped */
  guint n_unclassed;     /* features that belong to none */
  char **field_names;    /* as far as they differ from the snapshot's before; NULL: they do not */
  guint n_features, n_polygons, n_points, n_repaired, n_null, n_other, decimals;
  double area_m2; /* over all classes */
  Drift drift;
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

typedef enum { JUMP_NONE, JUMP_APPEARED, JUMP_VANISHED, JUMP_JUMPED, JUMP_REDEFINED } JumpKind;

/* A class or group that is another from one snapshot to the next. */
typedef struct {
  SalDay from, to;
  JumpKind kind;
  ClassFinding before, after;
} ClassJump;

typedef struct {
  const SalSeries *series;
  const Settings *settings;
  GArray *findings; /* Finding, by day */
  SalClassUse *class_use;
  const char *group_field; /* what features are grouped by; NULL: they are not */
  char **last_fields;      /* of the snapshot read last */
  SalSnapshot *last;       /* that one, while snapshots are read; NULL: none */
  int usual_days;          /* median distance of neighbours; 0: a single snapshot */
  GArray *gaps;            /* Step: neighbours further apart than one and a half times that */
  GArray *resets;          /* Step: out of all proportion; owns the evidence */
  GArray *jumps;           /* Step: the largest nets a day, largest first */
  GArray *class_jumps;     /* ClassJump, by day */
  char *crs_name;          /* of the first snapshot; NULL: not stated */
  gboolean crs_assumed;
  char **field_names; /* of the first snapshot */
} Inspection;

/* Compares a snapshot with the one read last, if any. Error: GEOMETRY. */
gboolean
inspection_compare(const Inspection *inspection, const SalSnapshot *snapshot, Drift *drift, GError **error);
void drift_clear(Drift *drift);
/* Fills class_jumps. */
void inspection_find_class_jumps(Inspection *inspection);
/* "appeared", "vanished", "jumped", "redefined". Static. */
const char *jump_get_name(JumpKind kind);
/* "rounded" and the like, "redrawn" where only a hundred or more specks appeared; NULL: nothing drifted.
 * Static. */
const char *drift_get_name(const Drift *drift);

/* How a date was found, with the clock time where there is one. Owned by the caller. */
char *entry_describe_reading(const SalEntry *entry);

/* "claimed: " in front of what is said of one class of several, else "". Owned by the caller. */
char *inspection_name_class(const Inspection *inspection, guint class_index);

/* A group's name in quotes, or what stands for none. Owned by the caller. */
char *inspection_quote_class(const char *name);

/* Append the table of the snapshots, and that of the groups where there are some. */
void inspection_append_snapshots(GString *text, const Inspection *inspection);
void inspection_append_groups(GString *text, const Inspection *inspection);

/* Owned by the caller. */
char *inspection_format_text(const Inspection *inspection);
char *inspection_format_json(const Inspection *inspection);
