/* Two versions of one archive: the days that only one of them has, and those on which they differ. */
#pragma once

#include "data/change/comparison.h"

typedef enum {
  SAL_REVISION_ONLY_A,
  SAL_REVISION_ONLY_B,
  SAL_REVISION_SAME, /* to a square metre */
  SAL_REVISION_DIFFERS,
} SalRevisionKind;

/* A day and a class in two versions of one archive. */
typedef struct {
  SalDay day;
  SalRevisionKind kind;
  const SalChange *state; /* of days that both have, as in SalComparison; otherwise NULL; lent */
} SalRevision;

typedef struct {
  GArray *revisions; /* SalRevision, by day and, if both have the day, by class */
  GPtrArray *states; /* SalChange: what revisions lend; without geometry */
  GPtrArray *remarks;
} SalRevisions;

void sal_revisions_free(SalRevisions *revisions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRevisions, sal_revisions_free)

/* "only_a", "only_b", "same" or "differs"; static. */
const char *sal_revision_kind_get_name(SalRevisionKind kind);

/* Compares all days that both have in the span of the options, and lists those that only one has. Errors: as
 * sal_encounter_compute(). */
SalRevisions *sal_compare_revisions(const SalCompareOptions *options, const SalWork *work, GError **error);
