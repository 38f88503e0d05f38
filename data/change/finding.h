/* A finding: what one snapshot of a series holds, how its date was found, and what has changed since the
 * snapshot before. */
#pragma once

#include "data/change/since-last.h"
#include "data/series/series.h"

/* One class of a snapshot, or one group of its features. */
typedef struct {
  const char *name; /* interned; "" for the group of features without a value */
  guint n_features, n_polygons;
  double area_m2;
} SalClassFinding;

typedef struct {
  SalDay day;                /* after the shift */
  SalDate found;             /* as found, before the shift */
  char *found_in;            /* the text that holds the date */
  gboolean is_found_in_name; /* that text is the name of the file */
  char *path;                /* the file, without passwords; the first if there are several */
  char **others;             /* the other files that make up the snapshot, NULL-terminated; NULL: none */
  GArray *classes;           /* SalClassFinding, in the order of the series' classes */
  GArray *groups;            /* SalClassFinding, by name; NULL: the series is not grouped */
  guint n_features, n_polygons, n_points, n_unclassed, n_repaired, n_null, n_other,
      decimals;            /* as in SalSnapshot */
  double area_m2;          /* of all classes */
  SalSinceLast since_last; /* all 0 for the first snapshot */
  char **new_fields;       /* all fields, if they are not the same as before; otherwise NULL */
  GPtrArray *remarks;      /* utf8: what was repaired, left out or assumed, with its place */
} SalFinding;

/* Describes a snapshot that was read for entry. last is the snapshot before it; NULL: it is the first. Error:
 * GEOMETRY. */
gboolean sal_finding_init(SalFinding *finding, const SalEntry *entry, const SalSnapshot *last,
                          const SalSnapshot *snapshot, const SalInspectionOptions *options, GError **error);
void sal_finding_clear(SalFinding *finding);

/* The groups, or the classes of a series that is not grouped. */
const GArray *sal_finding_get_kinds(const SalFinding *finding);
/* The class or group of that name (interned); one without features if there is none. */
SalClassFinding sal_class_finding_get(const GArray *kinds, const char *name);
