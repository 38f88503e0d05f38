/* Whether the classes that the user defined are used by the snapshots that were read: which of them have
 * features, which of their fields the files have, and which features belong to none of them. */
#pragma once

#include "data/geometry/area.h"
#include "data/series/series.h"

typedef struct _SalClassUse SalClassUse;

/* What one snapshot has of each class. */
typedef struct {
  SalDay day;
  guint *n_features;         /* by class */
  double *areas_m2;          /* by class; all 0 without an area model */
  SalFieldValues *unclassed; /* of features that belong to no class; NULL: there are none */
} SalClassDay;

/* The features that belong to no class, of all snapshots. */
typedef struct {
  guint n_features, n_dates;
  char *field;       /* whose values tell them apart from all others most clearly; NULL: there are none */
  SalValues *values; /* theirs in it; NULL: likewise */
} SalUnclassed;

void sal_unclassed_free(SalUnclassed *unclassed);

/* model: lent, with which areas are measured; NULL: they are not. */
SalClassUse *sal_class_use_new(const SalSeries *series, const SalAreaModel *model);
void sal_class_use_free(SalClassUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalClassUse, sal_class_use_free)

/* Notes a snapshot; again, without effect. Only one thread may do so at a time; the order does not matter. */
void sal_class_use_add(SalClassUse *use, const SalSnapshot *snapshot);

/* Fails if what the user asked for is in no snapshot. Errors (FORMAT): a field that no files have, with the
 * first file and the fields that it has; a class to which no area (or front line) belongs, with the values that
 * there are; nothing that belongs to any class; in a strict series features that belong to no class. The first
 * two are no errors if only optional classes are concerned. */
gboolean sal_class_use_check(const SalClassUse *use, GError **error);

/* Whether anything belongs to a class, by its index, in any snapshot that was noted. */
gboolean sal_class_use_has(const SalClassUse *use, guint index);

/* The snapshots that were noted (SalClassDay), by day; lent. */
const GArray *sal_class_use_get_days(const SalClassUse *use);

/* "12 features on 4 dates belong to no class: layer 'x' (8), 'y' (4)"; NULL: all belong to one, or no classes
 * are defined. Owned by the caller. */
char *sal_class_use_describe_unclassed(const SalClassUse *use);

/* The same as data. NULL: no classes are defined, or the user picked some of them. Owned by the caller. */
SalUnclassed *sal_class_use_list_unclassed(const SalClassUse *use);

/* The values by which features that belong to no class differ most clearly from all others (SalValues), and the
 * name of their field; on one of the days that were noted, lent. NULL: there are none on that day. */
const SalValues *
sal_class_use_get_unclassed(const SalClassUse *use, const SalClassDay *day, const char **field);
