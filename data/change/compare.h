/* Two sources side by side, A and B: what both hold, what only one of them does, and what each says of every
 * period. Neither is taken to be right; all differences are B minus A. */
#pragma once

#include "data/change/change.h"

/* The classes that are compared with each other. All names are interned. */
typedef struct {
  const char *a, *b;
  const char *name; /* of both; "A / B" where they differ */
} SalClassPair;

typedef struct {
  const SalSeries *series[2];  /* A and B; lent */
  const SalClassPair *classes; /* n_classes of them; lent */
  guint n_classes;
  SalChangeOptions change; /* periods, sample and what counts; numbers_only holds for the states */
} SalCompareOptions;

/* What one source says of a period. */
typedef struct {
  SalDay from_snapshot, to_snapshot;
  double area_from_m2, area_to_m2;
  gint64 net_m2; /* as a table of this source alone rounds it */
} SalSideNet;

typedef struct {
  SalPeriod period; /* of a single date: named after it, and both boundaries are it */
  /* At the period's end: from is A's snapshot, to is B's, so that lost is only A's and gained only B's, noise
   * apart. Both snapshots hold their class under the pair's name alone. */
  SalChange *state;
  SalSideNet nets[2]; /* of A and B; zeros where has_nets is FALSE */
  gboolean has_nets;
} SalComparison;

typedef struct {
  GPtrArray *comparisons; /* SalComparison, by period, class, region */
  GPtrArray *remarks;     /* utf8 */
} SalComparisons;

void sal_comparisons_free(SalComparisons *comparisons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalComparisons, sal_comparisons_free)

/* The pair of two classes. */
SalClassPair sal_class_pair_new(const char *a, const char *b);

/* The area that both hold, in m2. */
double sal_comparison_get_agreed_m2(const SalComparison *comparison);
/* Whether one side's net is above zero and the other's below, each by a printed 0.001 km2 or more. */
gboolean sal_comparison_disagrees(const SalComparison *comparison);
/* Whether each side's net is of two snapshots of its own, so that it is known. */
gboolean sal_comparison_is_known(const SalComparison *comparison);

/* The last day of which both have a snapshot; SAL_DAY_NONE if there is none. */
SalDay sal_compare_find_last_day(const SalSeries *a, const SalSeries *b);

/* The comparison at one date, by the snapshots that stand for it on either side. Errors: FORMAT for a side
 * without one (the date, the side and its nearest snapshot); whatever reading a snapshot can give. */
SalComparisons *
sal_compare_at(const SalCompareOptions *options, SalDay day, const SalWork *work, GError **error);

/* The nets of all periods that both sides have, with the state at the end of each. Periods of one side alone
 * are remarked. Errors: as sal_changes_compute(); FORMAT if the sides have no period in common. */
SalComparisons *sal_compare_over(const SalCompareOptions *options, const SalWork *work, GError **error);

typedef enum {
  SAL_REVISION_ONLY_A,
  SAL_REVISION_ONLY_B,
  SAL_REVISION_SAME, /* to a square metre, in all classes */
  SAL_REVISION_DIFFERS,
} SalRevisionKind;

/* A day and a class in two versions of one archive. */
typedef struct {
  SalDay day;
  SalRevisionKind kind;
  const SalChange *state; /* of days that both have, as in SalComparison; else NULL; lent */
} SalRevision;

typedef struct {
  GArray *revisions; /* SalRevision, by day and, where both have the day, by class */
  GPtrArray *states; /* SalChange: what revisions lend; without geometry */
  GPtrArray *remarks;
} SalRevisions;

void sal_revisions_free(SalRevisions *revisions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRevisions, sal_revisions_free)

/* only_a, only_b, same or differs; static. */
const char *sal_revision_kind_get_name(SalRevisionKind kind);

/* Compares all days that both have, from the first day of the options' span to its last, and lists those that
 * one has. Errors: as sal_compare_at(). */
SalRevisions *sal_compare_revisions(const SalCompareOptions *options, const SalWork *work, GError **error);
