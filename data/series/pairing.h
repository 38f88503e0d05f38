/* Finds the snapshots that stand for the two boundaries of each period. */
#pragma once

#include "data/series/series.h"

typedef struct {
  SalPeriodOptions periods;
  SalSample sample;
  int max_gap_days;
} SalPairingOptions;

/* One period, and the entries for its ends, as indices into SalPairing.entries. */
typedef struct {
  SalPeriod period;
  guint from, to;
} SalPair;

typedef struct {
  GArray *pairs;      /* SalPair, by period */
  GArray *entries;    /* guint: the entries of the series that are needed, each once, by date */
  GPtrArray *remarks; /* utf8: stand-ins, periods left out */
} SalPairing;

/* Finds the pairs of all periods. Periods that nobody asked for are left out, with a remark, if a boundary
 * has no snapshot. Errors: USAGE (no whole period; a single snapshot); FORMAT (a boundary of a requested
 * period without a snapshot within max_gap_days, with the boundary and the nearest snapshot; no period with
 * snapshots for both boundaries). */
SalPairing *sal_pairing_new(const SalSeries *series, const SalPairingOptions *options, GError **error);
void sal_pairing_free(SalPairing *pairing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPairing, sal_pairing_free)
