/* Two sources side by side, A and B: what both hold, what only one of them holds, and what each says about
 * every period. Neither is taken to be right. All differences are B minus A. */
#pragma once

#include "data/change/change-options.h"

/* Two classes that are compared with each other. All names are interned. */
typedef struct {
  const char *a, *b;
  const char *name; /* of both; "A / B" if they differ */
} SalClassPair;

typedef struct {
  const SalSeries *series[2];  /* A and B; lent */
  const SalClassPair *classes; /* n_classes of them; lent */
  guint n_classes;
  SalChangeOptions change; /* periods, sample and what counts; numbers_only applies to the states */
} SalCompareOptions;

/* What one source says about a period. */
typedef struct {
  SalDay from_snapshot, to_snapshot;
  double area_from_m2, area_to_m2;
  gint64 net_m2; /* as a table of this source alone rounds it */
  SalFlag flag;  /* what is to be doubted of it */
} SalSideNet;

typedef struct {
  SalPeriod period; /* of a single date: as sal_comparison_make_date() gives it */
  /* At the end of the period: from is A's snapshot and to is B's, so lost is what only A holds and gained is
   * what only B holds; noise is separate. Both snapshots hold only their class, under the pair's name. */
  SalChange *state;
  SalSideNet nets[2]; /* of A and B; zeros if has_nets is FALSE */
  gboolean has_nets;
} SalComparison;

typedef struct {
  GPtrArray *comparisons;     /* SalComparison, by period, class, region */
  GPtrArray *remarks;         /* utf8 */
  SalUnclassed *unclassed[2]; /* of A and B, as in SalChanges */
} SalComparisons;

/* An empty list. */
SalComparisons *sal_comparisons_new(void);
void sal_comparisons_free(SalComparisons *comparisons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalComparisons, sal_comparisons_free)

/* The pair of two classes. */
SalClassPair sal_class_pair_new(const char *a, const char *b);
/* Whether both classes of a pair are optional, so that nothing need belong to them. */
gboolean sal_class_pair_is_optional(const SalClassPair *pair, const SalCompareOptions *options);

/* The days from one snapshot of a side to the other; 0: its change is unknown. */
int sal_side_net_count_days(const SalSideNet *net);

/* A single date as a period, which is named after it and has it as both boundaries. */
SalPeriod sal_comparison_make_date(SalDay day);

/* The area that both hold, in m2. */
double sal_comparison_get_agreed_m2(const SalComparison *comparison);
/* Whether both nets are known, and one is above zero and the other below, each by 0.001 km2 (a printed unit)
 * or more. */
gboolean sal_comparison_disagrees(const SalComparison *comparison);
/* Whether both nets are known: each side has two snapshots of its own for the period. */
gboolean sal_comparison_is_known(const SalComparison *comparison);
