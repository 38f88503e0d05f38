/* Where a period stands among all periods of its kind: records, streaks, and when as much was held before.
 *
 * A period counts if it is whole, has two snapshots, rests on no doubtful side, and is neither flagged nor an
 * accepted reset. Others, and those that are missing, neither are records nor rival any: each that lies
 * between a record and what it is compared with is told. */
#pragma once

#include "data/dates/calendar.h"

/* Of figures as they are, or by rate if one is wanted. The lowest net is the largest net loss. */
typedef enum {
  SAL_RECORD_HIGHEST_NET,
  SAL_RECORD_LOWEST_NET,
  SAL_RECORD_HIGHEST_GAINED,
  SAL_RECORD_LOWEST_GAINED,
  SAL_RECORD_HIGHEST_LOST,
  SAL_RECORD_LOWEST_LOST,
  SAL_N_RECORD_KINDS
} SalRecordKind;

/* "highest_net", "lowest_lost", ...; static. */
const char *sal_record_kind_get_name(SalRecordKind kind);

typedef struct {
  SalRecordKind kind;
  gboolean has_since; /* an earlier period that counts was as high (or low), or more so; FALSE: none was */
  gboolean is_equal;  /* if has_since: it was exactly as high */
  SalPeriod since;    /* if has_since: that period, the latest such */
  gint64 since_value; /* if has_since: its figure in m2 */
  guint n_beaten;     /* the counted periods from there, or from the first one, that it exceeds; 1 or more */
  guint n_uncounted;  /* the others in that stretch, of which some are missing */
  guint rank;         /* among all that count, later ones too: 1 is the highest (or lowest) */
  guint n_equal;      /* how many others have that rank */
} SalRecord;

/* Why a period does not count. */
typedef enum {
  SAL_UNCOUNTED_NONE, /* it does */
  SAL_UNCOUNTED_MISSING,
  SAL_UNCOUNTED_PARTIAL,
  SAL_UNCOUNTED_SAME_SNAPSHOT,
  SAL_UNCOUNTED_FLAGGED,
  SAL_UNCOUNTED_ACCEPTED_RESET,
  SAL_UNCOUNTED_DOUBTFUL_SIDE,
} SalUncountedReason;

/* "missing", "partial", "same_snapshot", "flagged", "accepted_reset", "doubtful_side"; NULL for NONE. Static. */
const char *sal_uncounted_get_name(SalUncountedReason reason);

typedef struct {
  SalPeriod period;
  SalUncountedReason reason;
} SalUncounted;

/* The periods that are compared: all of one class in a run, or in the whole source. */
typedef struct {
  const char *class_name; /* interned */
  SalPeriod first, last;  /* whether or not they count */
  gboolean is_whole;      /* they are all that the source has */
  gboolean
      is_even; /* they are of one kind of length, so that their figures compare: else there are no records */
  guint n_counted;
  GArray *uncounted; /* SalUncounted, by period */
} SalCompared;

void sal_compared_free(SalCompared *compared);

/* Periods in a row, up to this one, whose nets have one sign and exceed what is noise in them. */
typedef struct {
  int sign;             /* 1: of net gain, -1: of net loss, 0: no streak */
  guint n;              /* 1 or more; 0: no streak */
  SalPeriod first;      /* of them */
  gboolean is_at_least; /* what was before is not known: the series begins, or the period does not count */
} SalStreak;

/* When as much, or as little, was held before as at the end of the period. */
typedef struct {
  int sign; /* 1: as much, because less was held just before; -1: as little; 0: nothing to compare with */
  SalDay last, next; /* the day of the last snapshot with as much (or as little) and of the one after it, when
                        it was less (more); SAL_DAY_NONE: there is none since `from` */
  SalDay from;       /* how far back areas compare: the first snapshot, or the one after the last reset */
  gboolean is_after_reset; /* it is the latter */
} SalHeldBefore;

typedef struct {
  const SalCompared *compared; /* lent */
  SalUncountedReason reason;   /* NONE: it counts */
  GArray *records;             /* SalRecord, by kind; empty unless it counts */
  SalStreak streak;
  SalHeldBefore held;
} SalStanding;

void sal_standing_free(SalStanding *standing);
