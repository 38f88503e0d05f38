/* Two sources side by side, A and B: what both hold, what only one of them does, and what each says of every
 * period. Neither is taken to be right; all differences are B minus A. */
#pragma once

#include "data/change/changes.h"

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
  SalPeriod period; /* of a single date: as sal_comparison_make_date() gives it */
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

/* An empty list. */
SalComparisons *sal_comparisons_new(void);
void sal_comparisons_free(SalComparisons *comparisons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalComparisons, sal_comparisons_free)

/* The pair of two classes. */
SalClassPair sal_class_pair_new(const char *a, const char *b);
/* Whether nothing need belong to either class of a pair. */
gboolean sal_class_pair_is_optional(const SalClassPair *pair, const SalCompareOptions *options);

/* A single date as a period: named after it, and both boundaries are it. */
SalPeriod sal_comparison_make_date(SalDay day);

/* The area that both hold, in m2. */
double sal_comparison_get_agreed_m2(const SalComparison *comparison);
/* Whether one side's net is above zero and the other's below, each by a printed 0.001 km2 or more. */
gboolean sal_comparison_disagrees(const SalComparison *comparison);
/* Whether each side's net is of two snapshots of its own, so that it is known. */
gboolean sal_comparison_is_known(const SalComparison *comparison);
