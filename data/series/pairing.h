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

/* The periods of a series, see sal_periods_compute(), whether or not they have snapshots at both ends. The
 * series must have a snapshot. remarks: as there. */
GArray *sal_pairing_list_periods(const SalSeries *series, const SalPairingOptions *options,
                                 GPtrArray *remarks, GError **error);

/* Whether a period has a snapshot for either end and does not begin after the last one. */
gboolean
sal_pairing_covers(const SalSeries *series, const SalPairingOptions *options, const SalPeriod *period);

/* Finds the pairs of all periods. Those that are not covered are left out, with a remark. Errors: USAGE (no
 * whole period; a single snapshot); FORMAT (no period that is covered, with the nearest snapshots and the
 * max_gap_days that would do; in a strict series whose periods have a span, one that is not covered, with the
 * boundary and the nearest snapshot). */
SalPairing *sal_pairing_new(const SalSeries *series, const SalPairingOptions *options, GError **error);
void sal_pairing_free(SalPairing *pairing);

/* Leaves out all pairs but one, and all entries that it does not need. */
void sal_pairing_keep(SalPairing *pairing, guint pair);

/* Adds the entries between the first and the last one, so that neighbours among the entries are neighbours in
 * the series. */
void sal_pairing_fill(SalPairing *pairing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPairing, sal_pairing_free)
