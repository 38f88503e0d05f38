/* Which snapshots stand for the two boundaries of each period. */
#pragma once

#include "data/series/series.h"

typedef struct {
  SalPeriodOptions periods;
  SalSample sample;
  int max_gap_days;
} SalPairingOptions;

/* One period and the entries for its ends, as indices into SalPairing.entries. */
typedef struct {
  SalPeriod period;
  guint from, to;
} SalPair;

typedef struct {
  GArray *pairs;      /* SalPair, by period */
  GArray *entries;    /* guint: the series' entries that are needed, each once, by date */
  GPtrArray *remarks; /* utf8: stand-ins, periods left out */
} SalPairing;

/* Errors: no whole period, a single snapshot (USAGE); a boundary of a requested period without a snapshot
 * within max_gap_days (FORMAT, naming the boundary and the nearest snapshot). Periods that nobody asked for
 * are left out with a remark instead. */
SalPairing *sal_pairing_new(const SalSeries *series, const SalPairingOptions *options, GError **error);
void sal_pairing_free(SalPairing *pairing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPairing, sal_pairing_free)
