/* Expectations: what the user knows of who held which point on which day, to be checked against a series.
 *
 * CSV with a header: `place`, or `lon` and `lat` (degrees), or all three; `date`; `holder`. Other columns are not read.
 * Whoever reads the table finds the points of places and says what holders mean, then has the checks made. */
#pragma once

#include "data/base/work.h"
#include "data/geometry/locating.h"
#include "data/series/series.h"

#define SAL_EXPECTATION_NOBODY (-1)

typedef enum {
  SAL_EXPECTS_CLASS,  /* the class holds the point */
  SAL_EXPECTS_OTHER,  /* the class does not: its opponent does */
  SAL_EXPECTS_NOBODY, /* no class does */
} SalExpectationRule;

typedef enum {
  SAL_EXPECTATION_HOLDS,
  SAL_EXPECTATION_FAILS,
  SAL_EXPECTATION_NO_SNAPSHOT,  /* none stands for the day */
  SAL_EXPECTATION_OUTSIDE,      /* of the area of interest or of the territory, where nothing is known */
  SAL_EXPECTATION_BAD_SNAPSHOT, /* it was left out, because it cannot be read */
} SalExpectationVerdict;

typedef struct {
  guint line;         /* of the file, from 1 */
  char *place;        /* "" if the table has none */
  gboolean has_point; /* the table has it, or it was found */
  SalPoint point;     /* degrees */
  SalDay day;
  char *holder; /* as in the table */
  SalExpectationRule rule;
  guint class_index; /* of the rules of classes */
  SalExpectationVerdict verdict;
  SalDay snapshot; /* the day of the one that stands for the day; SAL_DAY_NONE: none does */
  int found;       /* the first class that holds the point; SAL_EXPECTATION_NOBODY */
} SalExpectation;

typedef struct {
  char *path;
  GArray *checks;             /* SalExpectation, in the order of the file */
  const char *const *classes; /* of the series; lent; NULL before the checks are made */
} SalExpectations;

/* Errors, with the file: IO; FORMAT, with the line: a column is missing, a day or a point that is none, no holder. */
SalExpectations *sal_expectations_read(const char *path, GError **error);
void sal_expectations_free(SalExpectations *expectations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalExpectations, sal_expectations_free)

typedef struct {
  const SalSeries *series; /* lent */
  SalSample sample;        /* which snapshot stands for a day that has none */
  int max_gap_days;
  gboolean leaves_out_bad; /* a snapshot that cannot be read decides nothing and is no error */
} SalExpectationQuery;

/* Makes all checks, each of which has a point and a rule. A point on an edge is held. Errors: as sal_series_load(). */
gboolean sal_expectations_check(SalExpectations *expectations, const SalExpectationQuery *query,
                                const SalWork *work, GError **error);

/* How many checks hold, and how many cannot be decided. */
guint sal_expectations_count_holding(const SalExpectations *expectations);
guint sal_expectations_count_undecided(const SalExpectations *expectations);
gboolean sal_expectation_is_undecided(const SalExpectation *check);
/* "141 of 141 checks hold", "139 of 141 checks hold, 1 fails, 1 cannot be decided". Owned by the caller. */
char *sal_expectations_describe(const SalExpectations *expectations);
/* "line 4: Kupiansk on 2025-03-01: expected none, got control (snapshot of 2025-03-02)". Owned by the caller. */
char *sal_expectation_describe(const SalExpectations *expectations, const SalExpectation *check);
/* "holds", "fails", "no_snapshot", "outside" or "bad_snapshot"; static. */
const char *sal_expectation_verdict_get_name(SalExpectationVerdict verdict);
